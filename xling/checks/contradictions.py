"""Linked claims that contradict each other in date, percentage, direction, polarity, age or name.

Amounts of money and counts are the business of the quantity checks, which report them from the same links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from xling.checks.material import Material
from xling.checks.rules import Rule
from xling.text import quoted
from xling.types import Blame, Claim, ClaimLink, Evidence, Finding, Pairing, Severity, Verdict

CONTRADICTION = Rule(
    "XL-CLAIM-001",
    "claims-contradict",
    "contradictions",
    "accuracy.mistranslation",
    Severity.MAJOR,
    "Two articles say the same thing differently: another date, percentage, age, name, up for down, or yes for no.",
)
_ELSEWHERE = frozenset({"amount", "currency", "count", "measure", "unit", "multiple", "duration"})


class Contradictions:
    """Findings from the links; nothing to say without links, and nothing about lines that stand alone."""

    rules = (CONTRADICTION,)

    def examine(self, material: Material) -> Iterable[Finding]:
        if not material.together:
            return
        poll = _Poll(material.links)
        for link in material.links:
            for pairing in link.pairings:
                if _contradicts(pairing):
                    yield from _findings(link, pairing, poll)


def _contradicts(pairing: Pairing) -> bool:
    return pairing.verdict is Verdict.CONFLICT and pairing.what not in _ELSEWHERE


class _Poll:
    """Which articles confirm the place (article, start) of a claim's detail, and which contradict it."""

    def __init__(self, links: Iterable[ClaimLink]) -> None:
        self._agreed: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._against: dict[tuple[str, int], set[str]] = defaultdict(set)
        for link in links:
            for pairing in link.pairings:
                agrees = pairing.verdict in (Verdict.AGREE, Verdict.APPROXIMATELY) and pairing.what != "name"
                table = self._agreed if agrees else self._against
                if agrees or _contradicts(pairing):
                    table[link.a.article, pairing.a.start].add(link.b.article)
                    table[link.b.article, pairing.b.start].add(link.a.article)

    def votes(self, link: ClaimLink, pairing: Pairing) -> tuple[int, int]:
        """Articles on each side: those that confirm it, and those that contradict the other side as this one does."""
        a, b = (link.a.article, pairing.a.start), (link.b.article, pairing.b.start)
        for_a = self._agreed[a] | self._against[b] - {link.a.article}
        for_b = self._agreed[b] | self._against[a] - {link.b.article}
        return len(for_a), len(for_b)


def _findings(link: ClaimLink, pairing: Pairing, poll: _Poll) -> Iterator[Finding]:
    """One finding on the side that fewer other articles confirm; on both sides, graded lower, when they are even."""
    votes = poll.votes(link, pairing)
    sides = [(link.a, link.b, True)] if votes[0] < votes[1] else [(link.b, link.a, False)]
    if votes[0] == votes[1]:
        sides = [(link.a, link.b, True), (link.b, link.a, False)]
    for here, there, left in sides:
        yield _finding(link, pairing, here, there, left=left, even=len(sides) == 2)


def _finding(link: ClaimLink, pairing: Pairing, here: Claim, there: Claim, *, left: bool, even: bool) -> Finding:
    own, other = (pairing.a, pairing.b) if left else (pairing.b, pairing.a)
    words = own.shift(-here.span.start).of(here.text)
    against = other.shift(-there.span.start).of(there.text)
    if pairing.what == "polarity":
        message = f"{quoted(words)} here, but another article states the opposite: {quoted(there.text, 120)}"
    else:
        message = f"{pairing.what}: {quoted(words)} here, {quoted(against)} in another article"
    return Finding(
        rule=CONTRADICTION.id,
        article=here.article,
        segment=here.segment,
        span=own,
        score=round(link.score * (0.6 if even else 1.0), 4),
        message=message + (f" ({pairing.note})" if pairing.note and words not in pairing.note else ""),
        blame=Blame.UNCLEAR if even else Blame.SOURCE,
        suggestion="" if even or pairing.what in ("polarity", "direction") else against,
        evidence=(Evidence("article", there.text, there.article, other),),
    )
