"""Articles against each other: amounts that others contradict, and huge amounts whose currency only others name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from xling.checks.material import Material
from xling.checks.votes import Place
from xling.claims.contradict import slipped
from xling.claims.quantity.compare import compare
from xling.claims.quantity.parse import quantities
from xling.claims.quantity.rates import Rate, implied_rates
from xling.claims.quantity.render import render
from xling.claims.roles import EVOLVING, roles
from xling.types import Blame, Claim, Evidence, Finding, Quantity, QuantityKind, Span, Verdict

_HUGE = Decimal(10**6)
_OF_CLAIMS = frozenset({"name", "polarity", "direction", "date", "percent", "age"})  # what XL-CLAIM-001 reports
_SPENDING = re.compile(
    r"ausgeben|ausgegeben|gab .{0,40} aus|gibt .{0,40} aus|kostet|kosten|zahl|wert\b|bewert|invest|übernahm|kauf|"
    r"umsatz|gewinn|verlust|"
    r"finanz|summe|schulden|erlös|spend|spent|cost|pa(?:id|ys?)\b|worth|valu|invest|acqui|bought|buy|revenue|profit|"
    r"loss|raise|funding|"
    r"花|耗资|斥资|投资|估值|收购|营收|利润|亏损|融资|砸|售价|债务|市值",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"[,，]? ?(?:"
    r"(?:plus|zuzüglich|sowie|samt|as well as|in addition to|外加|另加|加上|另付|另有|以及)"
    r"[^()（）\[\]\d.,;。，；]{0,30}|"
    r"(?:und|and|auf|to|和|及|与|[增升涨降跌减]?[至到])(?: (?:weitere|noch|bis zu|rund|another|up to|about)){0,2}"
    r") ?",
    re.IGNORECASE,
)
"""What stands between two amounts of one currency that are added up or follow one on the other."""
_BESIDE = re.compile(r"[^()（）\[\]]*")
_NOUN = {  # a counted noun right after the number: then it is no money
    "de": re.compile(r"\s*(?:[a-zäöüß]+e[nrsm]? )?[A-ZÄÖÜ][\w-]*"),
    "en": re.compile(
        r"\s+(?:\w+ )?(?!(?:is|was|as|its|this|plus|versus|across|towards|previous|less)\b)[a-z]{2,}s\b|\s+people\b"
    ),
    "zh": re.compile(r"[^\W\d_以左上多的，。]"),
}


@dataclass(frozen=True, slots=True)
class _Case:
    """An amount of ``own`` that ``other`` contradicts with the one at ``span``; ``score`` is that of their link."""

    score: float
    own: Claim
    other: Claim
    span: Span
    note: str

    @property
    def place(self) -> Place:
        return self.other.article, self.span


def bare_amounts(material: Material, rule: str) -> Iterator[Finding]:
    """Huge amounts without currency: a linked claim gives one, or the sentence is about spending."""
    rates = _rates(material)
    partners = _partners(material)
    for claim in material.claims:
        for quantity in claim.quantities:
            if quantity.kind is not QuantityKind.COUNT or quantity.unit or quantity.low < _HUGE or quantity.digits == 0:
                continue
            if found := _bare(claim, quantity, partners.get(claim.id, []), rates, material, rule):
                yield found


def _understood(claim: Claim, quantity: Quantity, said: Set[str], *, alone: bool) -> bool:
    """Whether the claim has the currency with another amount: one of those that others give the very amount (``said``);
    where others give another amount, that of one it is added to: "18 Millionen Euro plus bis zu drei Millionen"; and
    ``alone``, where nobody gives any, that of one without a bracket between."""
    named = [money for money in claim.quantities if money.kind is QuantityKind.MONEY and money.unit]
    if said:
        return any(money.unit in said for money in named)
    joint = _BESIDE if alone else _ADDED
    return any(joint.fullmatch(_between(claim, money.span, quantity.span)) for money in named)


def _between(claim: Claim, a: Span, b: Span) -> str:
    first, second = sorted((a, b), key=lambda span: span.start)
    return Span(first.end, second.start).shift(-claim.span.start).of(claim.text)


def _partners(material: Material) -> dict[str, list[tuple[Claim, float]]]:
    found: dict[str, list[tuple[Claim, float]]] = defaultdict(list)
    for link in material.links:
        found[link.a.id].append((link.b, link.score))
        found[link.b.id].append((link.a, link.score))
    return found


def _rates(material: Material) -> dict[str, list[Rate]]:
    """Rates that an article states, by article."""
    found: dict[str, list[Rate]] = defaultdict(list)
    for segment in material.content:
        read = quantities(segment.text, segment.lang)
        found[segment.article] += implied_rates(read, segment.text)
    return found


def _bare(
    claim: Claim,
    quantity: Quantity,
    partners: list[tuple[Claim, float]],
    rates: dict[str, list[Rate]],
    material: Material,
    rule: str,
) -> Finding | None:
    after = material.article_by_id[claim.article].text[quantity.span.end : quantity.span.end + 40]
    best: tuple[float, Quantity, Claim, str] | None = None
    said: set[str] = set()
    for other, score in partners:
        for money in other.quantities:
            if money.kind is not QuantityKind.MONEY or not money.unit or money.low < _HUGE:
                continue
            result = compare(quantity, money, rates=rates[claim.article] + rates[other.article])
            agrees = result.verdict.agrees
            said |= {money.unit} if agrees else set()
            weight = score * (0.9 if agrees or "fits" in result.note else 0.75)
            if best is None or weight > best[0]:
                best = weight, money, other, result.note
    spending = bool(_SPENDING.search(claim.text)) and not _NOUN.get(claim.lang, _NOUN["en"]).match(after)
    if best is None and not spending:
        return None
    if best is None and (best := _at_home(claim, quantity, material, rates[claim.article])):
        said = {best[1].unit}
    if _understood(claim, quantity, said, alone=best is None):
        return None
    evidence: tuple[Evidence, ...] = ()
    score, suggestion, message = 0.55, "", f"“{quantity.text}” names no currency"
    if best is not None:
        weight, money, other, note = best
        score = 0.5 + 0.5 * weight
        suggestion = render(money, claim.lang)
        where = "the article itself" if other.article == claim.article else "another article"
        why = note.removeprefix(f"“{quantity.text}” has no currency: ")
        message = f"“{quantity.text}” names no currency; {where} says “{money.text}”" + (f" ({why})" if why else "")
        evidence = (Evidence("article", money.text, other.article, money.span),)
    return Finding(
        rule, claim.article, claim.segment, quantity.span, round(score, 4), message, Blame.SOURCE, suggestion, evidence
    )


def _at_home(
    claim: Claim, quantity: Quantity, material: Material, rates: list[Rate]
) -> tuple[float, Quantity, Claim, str] | None:
    """An amount of money elsewhere in the same article that the bare number rounds, with its stated conversion.

    The very same value is a shorthand for what the article has said in full, and weighs less.
    """
    for other in material.claims:
        for money in other.quantities if other.article == claim.article else ():
            if money.kind is not QuantityKind.MONEY or not money.unit or abs(money.low - quantity.low) > money.low / 20:
                continue
            stated = [q.text for rate in rates for q in rate.stated if money.text in (p.text for p in rate.stated)]
            beside = next((text for text in stated if text != money.text), "")
            return 0.0 if money.low == quantity.low else 0.6, money, other, f"the same as “{beside}”" if beside else ""
    return None


def contradicted(material: Material, rule: str) -> Iterator[Finding]:
    """Amounts with pairings of verdict conflict. The side with less support is flagged; with equal support both are."""
    poll = material.poll
    against: dict[Place, list[_Case]] = defaultdict(list)
    for link in material.links:
        for pairing in link.pairings:
            if pairing.verdict is Verdict.CONFLICT and pairing.what not in _OF_CLAIMS:
                left, right = (link.a.article, pairing.a), (link.b.article, pairing.b)
                against[left].append(_Case(link.score, link.a, link.b, pairing.b, pairing.note))
                against[right].append(_Case(link.score, link.b, link.a, pairing.a, pairing.note))
    for place, cases in against.items():
        best = max(cases, key=lambda case: (len(poll.votes(case.place, place)), case.score))
        opponents = {best.other.article: best.span, **poll.votes(best.place, place)}
        friends = poll.votes(place, best.place).keys()
        if len(opponents) > len(friends):
            yield _contradiction(place, best, cases, opponents, friends, material, rule)


def _contradiction(
    place: Place,
    best: _Case,
    cases: Sequence[_Case],
    opponents: Mapping[str, Span],
    friends: Set[str],
    material: Material,
    rule: str,
) -> Finding:
    """``best`` is the case that most articles support, ``opponents`` where these give their amount."""
    article, span = place
    texts = material.article_by_id
    mine, theirs = span.of(texts[article].text), best.span.of(texts[best.other.article].text)
    weights = roles(best.own.text, best.own.lang, span.shift(-best.own.span.start))
    evolving = max(weights, key=lambda role: weights[role], default="") in EVOLVING
    outvoted = len(opponents) >= 2 and not friends and not evolving
    known = next((quantity for quantity in best.other.quantities if quantity.span == best.span), None)
    stated = next((quantity for quantity in best.own.quantities if quantity.span == span), None)
    slip = known is not None and stated is not None and slipped(stated, known)
    direct = {case.other.article: case.span for case in cases}
    share = 0.6 if slip else 0.5  # with a slip of scale between them, two amounts are less probably two things
    if outvoted:  # most where two articles contradict the amount themselves
        share = 0.9 if len(direct.keys() & opponents.keys()) >= 2 else 0.7
    shown = {**opponents, **{other: where for other, where in direct.items() if other not in opponents}}
    return Finding(
        rule=rule,
        article=article,
        segment=best.own.segment,
        span=span,
        score=round(min(1.0, best.score * share), 4),
        message=f"“{mine}” here, “{theirs}” in {'other articles' if len(opponents) > 1 else 'another article'}"
        + (f": {best.note}" if best.note and not (mine in best.note and theirs in best.note) else "")
        + (", the same digits with another scale" if slip else "")
        + ("; such counts change from report to report" if evolving else ""),
        blame=Blame.SOURCE if outvoted else Blame.UNCLEAR,
        suggestion=render(known, best.own.lang) if known and outvoted else "",
        evidence=tuple(
            Evidence("article", where.of(texts[other].text), other, where) for other, where in list(shown.items())[:5]
        ),
    )
