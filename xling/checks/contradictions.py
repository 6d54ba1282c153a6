"""Linked claims that contradict each other in date, percentage, direction, polarity, age or name.

Amounts of money and counts are the business of the quantity checks, which report them from the same links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xling.checks.material import Material
from xling.checks.rules import Rule
from xling.checks.votes import Poll
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
        for link in material.links:
            for pairing in link.pairings:
                if pairing.verdict is Verdict.CONFLICT and pairing.what not in _ELSEWHERE:
                    yield from _findings(link, pairing, material.poll)


def _findings(link: ClaimLink, pairing: Pairing, poll: Poll) -> Iterator[Finding]:
    """One finding on the side that fewer other articles support; on both sides, graded lower, when they are even."""
    a, b = (link.a.article, pairing.a), (link.b.article, pairing.b)
    for_a, for_b = len(poll.votes(a, b)), len(poll.votes(b, a))
    sides = [(link.a, link.b, True)] if for_a < for_b else [(link.b, link.a, False)]
    if for_a == for_b:
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
