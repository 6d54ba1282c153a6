"""One score for a pair of claims: what speaks for both stating the same thing, as a calibrated probability."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from xling.claims.contradict import Tie
from xling.claims.facts import Fact, FactMatch, held, matched, same_time
from xling.odds import probability
from xling.types import Claim, Verdict


@dataclass(slots=True)
class Evidence:
    """What speaks for a pair, as it goes into the score."""

    a: Claim
    b: Claim
    cosine: float = 0.0
    names: float = 0.0  # share of the naming weight that both have
    rare: float = 0.0  # weight of the rarest shared name
    matches: list[FactMatch] = field(default_factory=list)
    clashes: list[FactMatch] = field(default_factory=list)
    opposed: bool = False  # two amounts of one time differ: perhaps a contradiction
    meaning: bool = False  # a sentence encoder was there
    twin: float = 0.0  # the articles translate each other, and this is the nearest partner on both sides
    coverage: float | None = None  # word coverage in units from the border, about −4 to 4; None: not measured
    same: float | None = None  # probability that the wording states the same
    parallel: bool = False  # nearly word for word: then order and negation decide

    @property
    def strong(self) -> bool:
        """True when an amount in common can hardly be chance."""
        return any(m.weight > 0.5 for m in self.matches)

    @property
    def foreign(self) -> bool:
        """True when both name somebody, and nobody in common."""
        return not self.names and bool(self.a.names) and bool(self.b.names)

    @property
    def tie(self) -> Tie:
        if self.names >= 0.5 and self.value > 0.35:
            return Tie.NAMED
        return Tie.AMOUNT if self.strong and not self.foreign else Tie.NONE

    @property
    def look_alike(self) -> bool:
        """True for the same words that seem to exchange who and whom; a denial or another amount is a contradiction."""
        if not self.parallel or self.same is None or self.same >= 0.5:
            return False
        return not (self.strong or self.clashes or self.twin > 0.3 or self.a.polarity != self.b.polarity)

    @property
    def value(self) -> float:
        """Evidence from equal amounts: the best three, at most 1.6."""
        return min(1.6, sum(sorted((m.weight for m in self.matches), reverse=True)[:3]))


def name_weights(claims: Sequence[Claim]) -> dict[str, float]:
    """Weight 0–1 of every key: the rarer among the claims, the more a shared name says (inverse document frequency)."""
    counts = Counter(key for claim in claims for key in {name.key for name in claim.names})
    top = math.log(len(claims) + 1)
    return {key: max(0.1, math.log((len(claims) + 1) / count) / top) for key, count in counts.items()}


def agreements(first: Sequence[Fact], second: Sequence[Fact]) -> tuple[list[FactMatch], bool]:
    """Amounts that agree or nearly agree, each used once, best first; and whether two of one time differ."""
    agreeing: list[FactMatch] = []
    opposed = False
    for a in first:
        for b in second:
            if (found := held(a, b)) is None:
                continue
            if found.verdict is Verdict.CONFLICT:
                opposed = opposed or same_time(a, b)
            else:
                agreeing.append(matched(a, b, found))
    if len(agreeing) < 2:
        return [one for one in agreeing if one.weight > 0.05], opposed
    used: set[int] = set()
    matches: list[FactMatch] = []
    for one in sorted(agreeing, key=lambda m: -m.weight):
        if id(one.a) not in used and id(one.b) not in used and one.weight > 0.05:
            used |= {id(one.a), id(one.b)}
            matches.append(one)
    return matches, opposed


def chance(one: Evidence) -> float:
    """Probability that both claims state the same thing, from one logistic score."""
    z = -4.2 + 4.2 * one.value + 1.6 * one.names + 1.4 * one.rare
    if one.meaning:
        z += 7.0 * max(0.0, one.cosine) - 1.3 + 6.0 * one.twin
    if one.coverage is not None:
        z += (0.4 if one.value or one.twin > 0.3 else 1.0) * one.coverage
    elif not one.value:
        z -= 1.0  # names and a sentence vector alone: alike in topic more often than in statement
    if one.matches and one.foreign:
        z -= 1.5
    if one.matches and max(m.role for m in one.matches) < -0.2:
        z -= 1.5
    if not one.matches and (one.a.lead or one.b.lead):
        z -= 0.8  # a headline without an amount announces a topic; it seldom states
    return probability(z) * 2 * (one.same or 0.0) if one.look_alike else probability(z)
