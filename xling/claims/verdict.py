"""From the evidence for a pair to its verdict: what was compared, what agrees, what differs."""

from __future__ import annotations

from collections.abc import Iterator

from xling.claims.facts import shared_names
from xling.claims.quantity import compare
from xling.claims.score import Evidence
from xling.claims.stance import denials, negations
from xling.claims.trend import trends
from xling.types import Claim, ClaimLink, Pairing, Quantity, QuantityKind, Span, Verdict

_SUREST = 0.99  # of the surest links on translations and news, one in fifty to a hundred is wrong
_BESIDE = ("date", "direction")  # what agrees in these alone does not agree yet
_NEAR = 0.7  # cosine of sentences that are about the same


def claim_link(one: Evidence, chance: float) -> ClaimLink:
    """The link of a pair: amounts first, then dates and denials of claims that say the same in other respects.

    Agreement needs an amount in common or nearly the same wording; claims that only share their subject are RELATED.
    """
    pairings = [m.pairing() for m in one.matches] + [found.pairing() for found in one.clashes]
    pairings += _details(one)
    verdicts = {p.verdict for p in pairings if p.what not in _BESIDE or p.verdict is Verdict.CONFLICT}
    verdict = next(
        (v for v in (Verdict.CONFLICT, Verdict.APPROXIMATELY, Verdict.AGREE) if v in verdicts), Verdict.RELATED
    )
    if one.look_alike and verdict is not Verdict.CONFLICT:
        verdict = Verdict.RELATED
    if verdict is Verdict.RELATED and one.same is not None and one.same >= 0.5:
        verdict = Verdict.AGREE
    pairings += [Pairing("name", Verdict.AGREE, a.span, b.span) for a, b in shared_names(one.a, one.b)]
    differs = tuple(dict.fromkeys(p.what for p in pairings if p.verdict is Verdict.CONFLICT))
    return ClaimLink(one.a, one.b, verdict, max(0.0, min(_SUREST, chance)), differs, tuple(pairings))


def _details(one: Evidence) -> Iterator[Pairing]:
    yield from _dates(one)
    yield from trends(one)
    denied = [_denials(claim, negated=one.parallel) for claim in (one.a, one.b)]
    near = one.names > 0 and (one.cosine >= _NEAR or (one.same is not None and one.same >= 0.5))
    if one.a.polarity != one.b.polarity and bool(denied[0]) != bool(denied[1]) and (one.parallel or near):
        spans = [found[0] if found else claim.span for found, claim in zip(denied, (one.a, one.b), strict=True)]
        yield Pairing("polarity", Verdict.CONFLICT, spans[0], spans[1], "one of the two denies what the other states")


def _denials(claim: Claim, *, negated: bool) -> list[Span]:
    """Verbs that deny ("denied that its plant will close"), and with ``negated`` the words that negate: those say
    something about another claim only where the two are alike word for word."""
    places = denials(claim.text, claim.lang) + (negations(claim.text, claim.lang) if negated else [])
    return [Span(start, end).shift(claim.span.start) for start, end in sorted(places)]


def _dates(one: Evidence) -> Iterator[Pairing]:
    """Dates that agree; and the only date of each claim where they cannot both be right and the claims are the same."""
    first, second = (_dated(claim) for claim in (one.a, one.b))
    for a in first:
        for b in second:
            found = compare(a, b)
            if found.verdict.agrees:
                yield Pairing("date", found.verdict, a.span, b.span, found.note)
    alike = one.coverage is not None and one.coverage >= (0.5 if one.twin >= 0.8 else 2.0)
    if len(first) == len(second) == 1 and alike:
        found = compare(first[0], second[0])
        if found.verdict is Verdict.CONFLICT:
            yield Pairing("date", Verdict.CONFLICT, first[0].span, second[0].span, found.note)


def _dated(claim: Claim) -> list[Quantity]:
    return [q for q in claim.quantities if q.kind is QuantityKind.DATE and q.unit[:4].isdigit()]
