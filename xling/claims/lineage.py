"""Which article seems to derive from which: translations, rewrites, shared agency copy.

Two articles about one event share its facts; a derived article shares more than the facts: their order, words and
numbers that nobody else has, mistakes, and images that only a third language has. Date, length and a Chinese origin
say which of the two came first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from xling.claims.chinese_origin import CALQUES, Images, expression_of, modest, rendered, unseen_original
from xling.claims.phrasing import length, shared_runs
from xling.odds import probability
from xling.types import Article, Blame, Claim, ClaimLink, Descent, Flag, Verdict

_OWN_ERRORS = frozenset({"names", "quantities", "terms", "polarity"})
"""Families of flags that show an error of content; clutter and punctuation are shared by chance."""

_FEW = 60
"""With more articles, wording is not compared: every pair of one language would have to be."""

_START = -2.6
"""Log-odds before any evidence: articles about one event are independent unless something speaks against it."""


Place = tuple[str, int]
_Holders = dict[str, dict[str, str]]  # key of a number or name → article → its words there
_Shared = dict[tuple[str, str], list[dict[str, str]]]  # two articles → what only they hold, each with its words
_Marks = dict[tuple[str, str], str]  # what a flag can be recognised by elsewhere → its words here


@dataclass(slots=True)
class _Bond:
    """What two articles have in common."""

    first: str
    second: str
    links: list[ClaimLink] = field(default_factory=list)
    score: float = _START
    evidence: list[tuple[float, str]] = field(default_factory=list)

    def add(self, weight: float, words: str) -> None:
        self.score += weight
        self.evidence.append((weight, words))


def lineage(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    links: Sequence[ClaimLink],
    *,
    flags: Sequence[Flag] = (),
    least: float = 0.5,
) -> list[Descent]:
    """Probable descents, best first; ``flags`` add shared errors and signs of a Chinese original.

    Flags on our own translations say nothing about the articles and are left out. Weights are set by hand so that no
    single kind of evidence is enough, shared errors and copied wording apart.
    """
    flags = [flag for flag in flags if flag.finding.blame is not Blame.TRANSLATION]
    positions = _positions(claims)
    bonds: dict[tuple[str, str], _Bond] = {}
    for one in links:
        key = (min(one.a.article, one.b.article), max(one.a.article, one.b.article))
        bonds.setdefault(key, _Bond(*key)).links.append(one)
    alone = _alone(claims)
    by_id = {article.id: article for article in articles}
    _unlinked(articles, bonds)
    against = _against(links)
    own: dict[str, list[Flag]] = defaultdict(list)
    for flag in flags:
        own[flag.finding.article].append(flag)
    images = {article.id: rendered(article, own[article.id]) for article in articles}
    marks = {article.id: _marks(own[article.id], article) for article in articles}
    found: list[Descent] = []
    for bond in bonds.values():
        _order(bond, positions)
        _share(bond, positions)
        _rare(bond, alone)
        _wording(bond, by_id)
        _deviations(bond, against)
        _errors(bond, marks)
        found.append(_directed(bond, by_id, positions, carried=_images(bond, by_id, images)))
    named = {one.derived for one in found if by_id[one.source].lang == "zh" and one.score >= least}
    unseen = [unseen_original(article, images[article.id]) for article in articles if article.id not in named]
    found += [descent for descent in unseen if descent is not None]
    return sorted((one for one in found if one.score >= least), key=lambda one: -one.score)


def _positions(claims: Sequence[Claim]) -> dict[str, dict[str, int]]:
    """Place of every claim within its article."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for claim in sorted(claims, key=lambda claim: claim.span.start):
        found[claim.article][claim.id] = len(found[claim.article])
    return found


def _order(bond: _Bond, positions: Mapping[str, Mapping[str, int]]) -> None:
    """Shared order of claims: Kendall's tau over the best link of each claim, shrunk where there are few."""
    best: dict[str, ClaimLink] = {}
    for one in sorted(bond.links, key=lambda one: one.score):
        best[one.a.id if one.a.article == bond.first else one.b.id] = one
    places = []
    for one in best.values():
        left, right = (one.a, one.b) if one.a.article == bond.first else (one.b, one.a)
        places.append((positions[bond.first].get(left.id, 0), positions[bond.second].get(right.id, 0)))
    pairs = [(x, y) for x, y in combinations(places, 2) if x[0] != y[0] and x[1] != y[1]]
    if len(places) < 4 or not pairs:
        return
    same = sum((x[0] < y[0]) == (x[1] < y[1]) for x, y in pairs)
    tau = 2 * same / len(pairs) - 1
    if tau > 0.3:
        weight = 2.2 * tau * (1 - math.exp(-len(places) / 8))
        bond.add(weight, f"{len(places)} shared claims stand in the same order (Kendall tau {tau:.2f})")


def _share(bond: _Bond, positions: Mapping[str, Mapping[str, int]]) -> None:
    """How much of the shorter article is found in the other, in the sense of saying the same."""
    close = [one for one in bond.links if one.verdict.agrees]
    covered = (
        len({c.id for one in close for c in (one.a, one.b) if c.article == bond.first}),
        len({c.id for one in close for c in (one.a, one.b) if c.article == bond.second}),
    )
    shares = [n / max(1, len(positions[a])) for n, a in zip(covered, (bond.first, bond.second), strict=True)]
    share = max(shares)
    if share > 0.2 and max(covered) >= 3:
        bond.add(3.5 * (share - 0.2), f"{share:.0%} of the claims of one article are in the other")


def _holders(claims: Sequence[Claim]) -> tuple[_Holders, _Holders]:
    """Articles by number and by name, with the words of each."""
    numbers: _Holders = defaultdict(dict)
    names: _Holders = defaultdict(dict)
    for claim in claims:
        for quantity in claim.quantities:
            if quantity.digits >= 2:
                key = f"{quantity.low.normalize():f} {quantity.unit}"
                numbers[key].setdefault(claim.article, quantity.text)
        for name in claim.names:
            names[name.key].setdefault(claim.article, name.text)
    return numbers, names


def _alone(claims: Sequence[Claim]) -> tuple[_Shared, _Shared]:
    """Numbers and names that exactly two articles have, by these two; telling only where others report too."""
    holders = _holders(claims)
    everybody = set().union(*holders[0].values(), *holders[1].values())
    found: tuple[_Shared, _Shared] = defaultdict(list), defaultdict(list)
    if len(everybody) < 3:
        return found
    for held, shared in zip(holders, found, strict=True):
        for _, where in sorted(held.items()):
            if len(where) == 2:
                shared[min(where), max(where)].append(where)
    return found


def _rare(bond: _Bond, alone: tuple[_Shared, _Shared]) -> None:
    """Numbers and names that these two articles alone have."""
    pair = bond.first, bond.second
    numbers, names = ([where[bond.first] for where in shared.get(pair, ())] for shared in alone)
    if numbers:
        bond.add(min(1.2, 0.3 * len(numbers)), f"numbers that only these two have: {', '.join(numbers[:4])}")
    if names:
        bond.add(min(1.0, 0.2 * len(names)), f"names that only these two have: {', '.join(names[:5])}")


def _unlinked(articles: Sequence[Article], bonds: dict[tuple[str, str], _Bond]) -> None:
    """Bonds for articles that no claim links: they can still share wording and errors."""
    for one, other in combinations(sorted(article.id for article in articles), 2):
        if len(articles) <= _FEW:
            bonds.setdefault((one, other), _Bond(one, other))


def _wording(bond: _Bond, articles: Mapping[str, Article]) -> None:
    """Runs of words that these two articles alone have. One can be a quotation; several are copied."""
    first, second = articles[bond.first], articles[bond.second]
    if first.lang != second.lang or len(articles) > _FEW:
        return
    others = [one.text for one in articles.values() if one.lang == first.lang and one.id not in (first.id, second.id)]
    runs = shared_runs(first.text, second.text, first.lang, others)
    if runs:
        words = sum(length(run) for run in runs)
        bond.add(min(3.6, 0.3 * len(runs) + 0.07 * words), f"{words} words in both as written: “{_short(runs[0])}”")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 90 else flat[:89] + "…"


def _against(links: Sequence[ClaimLink]) -> dict[Place, set[str]]:
    """Which articles contradict the detail at a place (article, start)."""
    found: dict[Place, set[str]] = defaultdict(set)
    for one in links:
        for pairing in one.pairings:
            if pairing.verdict is Verdict.CONFLICT:
                found[one.a.article, pairing.a.start].add(one.b.article)
                found[one.b.article, pairing.b.start].add(one.a.article)
    return found


def _deviations(bond: _Bond, against: Mapping[Place, set[str]]) -> None:
    """Details on which both agree while a third article says otherwise: an error hardly made twice."""
    told: dict[str, None] = {}
    for one in bond.links:
        for pairing in one.pairings:
            if pairing.verdict is not Verdict.AGREE or pairing.what == "name":
                continue
            left, right = (one.a.article, pairing.a.start), (one.b.article, pairing.b.start)
            if against.get(left, set()) & against.get(right, set()) - {bond.first, bond.second}:
                words = pairing.a.shift(-one.a.span.start).of(one.a.text)
                told.setdefault(f"“{words}”")
    if told:
        bond.add(min(2.4, 1.2 * len(told)), f"both say {', '.join(list(told)[:3])}, others something else")


def _errors(bond: _Bond, marks: Mapping[str, _Marks]) -> None:
    """The same error in both articles is hardly made twice; nor is the same Chinese image carried over twice."""
    shared = {mark: words for mark, words in marks[bond.first].items() if mark in marks[bond.second]}
    expressions = sorted(mark[1] for mark in shared if mark[0] == "zh")
    errors = list(dict.fromkeys(words for mark, words in shared.items() if mark[0] != "zh"))
    if expressions:
        bond.add(min(2.8, 1.4 * len(expressions)), f"the same Chinese expression in both: {', '.join(expressions[:4])}")
    if errors:
        bond.add(min(2.4, 1.2 * len(errors)), f"the same error in both: {', '.join(f'“{e}”' for e in errors[:3])}")


def _marks(flags: Sequence[Flag], article: Article) -> _Marks:
    """What each flag can be recognised by in another article, and its words here."""
    found: _Marks = {}
    for flag in flags:
        finding = flag.finding
        words = finding.span.of(article.text)
        if flag.family in CALQUES:
            if expression := expression_of(finding):
                found["zh", expression] = words
        elif flag.family in _OWN_ERRORS:
            found[finding.rule, words.casefold()] = words
            if finding.suggestion:
                found[finding.rule + " for", finding.suggestion.casefold()] = words
    return found


def _images(bond: _Bond, articles: Mapping[str, Article], images: Mapping[str, Images]) -> bool:
    """Chinese expressions that one article renders word by word, with the other, in Chinese, for a witness: True if
    there are."""
    source, derived = _chinese_first(articles[bond.first], articles[bond.second])
    if source.lang != "zh" or derived.lang == "zh":
        return False
    carried = {key: image for key, image in images[derived.id].items() if source.id in image.witnesses}
    if carried:
        words = ", ".join(f"“{image.words}” renders {key}" for key, image in list(carried.items())[:4])
        bond.add(min(4.8, 1.6 * sum(image.confidence for image in carried.values())), f"{words} of the Chinese article")
    return bool(carried)


def _chinese_first(first: Article, second: Article) -> tuple[Article, Article]:
    return (first, second) if first.lang == "zh" else (second, first)


def _directed(
    bond: _Bond, articles: Mapping[str, Article], positions: Mapping[str, Mapping[str, int]], *, carried: bool
) -> Descent:
    """A Chinese article is the source of one that shows its Chinese origin; else the earlier one; else the fuller."""
    first, second = articles[bond.first], articles[bond.second]
    width = min(len(first.date), len(second.date))
    if {first.lang, second.lang} > {"zh"} and (carried or "zh" in (first.origin, second.origin)):
        source, derived = _chinese_first(first, second)
        reason = f"{derived.id} was probably translated from Chinese"
    elif width and first.date[:width] != second.date[:width]:
        source, derived = sorted((first, second), key=lambda article: article.date[:width])
        reason = f"{source.date} is earlier than {derived.date}"
    else:
        source, derived = sorted((first, second), key=lambda article: -len(positions.get(article.id, ())))
        reason = "no dates tell them apart: taken for the source because it says more"
    evidence = [words for _, words in sorted(bond.evidence, reverse=True)]
    return Descent(source.id, derived.id, modest(probability(bond.score)), (*evidence, reason))
