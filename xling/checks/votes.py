"""Where two claims contradict each other: which other articles stand on either side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from xling.claims.quantity.compare import compare
from xling.types import ClaimLink, Quantity, Span, Verdict

Place = tuple[str, Span]
"""Article and span of a detail."""


class Poll:
    """Which places confirm and which contradict each other, by the links between claims."""

    def __init__(self, links: Iterable[ClaimLink]) -> None:
        self._agreed: dict[Place, list[Place]] = defaultdict(list)
        self._against: dict[Place, list[Place]] = defaultdict(list)
        self._amounts: dict[Place, Quantity] = {}
        for link in links:
            for claim in (link.a, link.b):
                self._amounts |= {(claim.article, quantity.span): quantity for quantity in claim.quantities}
            for pairing in link.pairings:
                agrees = pairing.verdict.agrees and pairing.what != "name"
                if agrees or pairing.verdict is Verdict.CONFLICT:
                    table = self._agreed if agrees else self._against
                    left, right = (link.a.article, pairing.a), (link.b.article, pairing.b)
                    table[left].append(right)
                    table[right].append(left)

    def votes(self, place: Place, opponent: Place) -> Mapping[str, Span]:
        """The third articles that say what ``place`` says, and where. One that fits ``opponent`` as well votes for
        neither."""
        theirs = {article for article, _ in self._behind(opponent, place)}
        return {
            other[0]: other[1]
            for other in self._behind(place, opponent)
            if other[0] not in theirs and not self._fit(other, opponent, unknown=False)
        }

    def _behind(self, place: Place, opponent: Place) -> list[Place]:
        """Places of third articles that confirm ``place``, or contradict ``opponent`` with a value that fits it. What
        is no amount has two answers, up and down, yes and no: who denies the one gives the other."""
        denied = [other for other in self._against[opponent] if self._fit(other, place, unknown=True)]
        return [other for other in (*self._agreed[place], *denied) if other[0] not in (place[0], opponent[0])]

    def _fit(self, a: Place, b: Place, *, unknown: bool) -> bool:
        first, second = self._amounts.get(a), self._amounts.get(b)
        return unknown if first is None or second is None else compare(first, second).verdict.agrees
