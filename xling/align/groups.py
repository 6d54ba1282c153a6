"""Groups of neighbouring sentences as vectors, and the cheapest pairing of the groups of two texts.

After Vecalign (Thompson and Koehn, EMNLP 2019, D19-1136): the cost of a pair of groups is one minus the cosine of their
vectors, divided by what random sentences give and multiplied by the sizes of the groups; long texts are paired at half
the resolution first, and then only near what was found.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xling.align.monotone import Floats, Point, around, cheapest, points_of, touches, whole

_EXACT = 400_000  # grid points up to which the whole grid is searched
_LEAST = 0.01  # unlikeness of random sentences below which they count as all the same
_WIDTH = 24  # sentences to either side of the coarse path that are searched, at first


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """``largest``: sentences of a group; ``together``: sentences of both groups of a pair. ``length`` is the weight of
    the logarithm of the length ratio, ``centre`` (0–1) the part of the text's mean vector that is taken away, ``alone``
    the quantile (0–1) of the costs of random pairs that a sentence without counterpart costs."""

    largest: int = 5
    together: int = 5
    length: float = 0.2
    centre: float = 0.5
    alone: float = 0.2


class Side:
    """One text: ``groups[n - 1][i]`` is the unit vector of the n sentences that end at i; ``before`` sums lengths.

    A group's vector is the mean of its sentences' vectors, weighted by the square root of their lengths.
    """

    def __init__(self, weighted: Floats, lengths: Floats, largest: int) -> None:
        self._weighted, self._lengths, self._largest = weighted, lengths, largest
        self.size = len(weighted)
        self.before = np.concatenate([[0.0], np.cumsum(lengths)])
        sums = np.concatenate([np.zeros((1, weighted.shape[1])), np.cumsum(weighted, axis=0, dtype=np.float64)])
        self.groups: list[NDArray[np.float32]] = []
        for count in range(1, largest + 1):
            group = np.zeros(weighted.shape, np.float32)
            if count <= self.size:
                found = sums[count:] - sums[:-count]
                group[count - 1 :] = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
            self.groups.append(group)

    @classmethod
    def of(cls, vectors: Floats, lengths: Floats, settings: GroupSettings) -> Side:
        """From the vectors of the sentences, which are centred here, and their lengths (any unit, above 0)."""
        centred = vectors - settings.centre * vectors.mean(axis=0)
        return cls(np.asarray(centred * np.sqrt(lengths)[:, None], np.float32), lengths, settings.largest)

    def halved(self) -> Side:
        """The same text with every two sentences taken as one."""
        starts = np.arange(0, self.size, 2)
        weighted, lengths = (np.add.reduceat(each, starts, axis=0) for each in (self._weighted, self._lengths))
        return Side(weighted, lengths, self._largest)


def pair_groups(source: Side, target: Side, settings: GroupSettings) -> list[Point]:
    """The moves of the cheapest path; (1, 0) and (0, 1) leave a sentence alone. No side may be empty.

    Exact up to some hundred sentences; longer texts take time and memory in proportion to their length.
    """
    shape = source.size, target.size
    costs = GroupCosts(source, target, settings)
    alone = np.full(shape[0], costs.alone), np.full(shape[1], costs.alone)
    moves = costs.moves
    if (shape[0] + 1) * (shape[1] + 1) <= _EXACT:
        return cheapest(whole(shape), moves, costs.ending, alone)
    coarse = points_of(pair_groups(source.halved(), target.halved(), settings))
    points = [(min(2 * i, shape[0]), min(2 * j, shape[1])) for i, j in coarse]
    width = _WIDTH
    while True:
        band = around(points, shape, width)
        found = cheapest(band, moves, costs.ending, alone)
        points = points_of(found)
        if not touches(points, band, shape[1]):
            return found
        width *= 2


class GroupCosts:
    """What pairs of groups cost by their vectors and lengths."""

    def __init__(self, source: Side, target: Side, settings: GroupSettings) -> None:
        self._source, self._target, self._settings = source, target, settings
        random = np.random.default_rng(0)
        here, there = random.integers(0, source.size, 100), random.integers(0, target.size, 100)
        # What a group costs beside random sentences of the other text: its hubness.
        self._source_norms = [1 - (g @ target.groups[0][there].T).mean(1) for g in source.groups]
        self._target_norms = [1 - (g @ source.groups[0][here].T).mean(1) for g in target.groups]
        self._ratio = source.before[-1] / target.before[-1]
        several = range(1, settings.largest + 1)
        self.moves = [(n, m) for n in several for m in several if n + m <= settings.together]
        a, b = random.integers(0, source.size, 2000), random.integers(0, target.size, 2000)
        norms = np.maximum(self._source_norms[0][a] + self._target_norms[0][b], _LEAST)
        costs = (1 - (source.groups[0][a] * target.groups[0][b]).sum(1)) / norms
        # Where all sentences are the same, one more of them is still not free.
        self.alone = max(float(np.quantile(costs, settings.alone)), 0.05)

    def ending(self, i: int, n: int, m: int, first: int, last: int) -> Floats:
        """See ``monotone.Cost``."""
        length = self._source.before[i] - self._source.before[i - n]
        lengths = (self._target.before[first:last] - self._target.before[first - m : last - m]) * self._ratio
        uneven = np.abs(np.log((length + 5) / (lengths + 5)))
        return np.asarray(self.distances(i, n, m, first, last) * (n * m) + self._settings.length * uneven)

    def distances(self, i: int, n: int, m: int, first: int, last: int) -> Floats:
        """One minus cosine over what random sentences give, 0 (alike) to 1 and more."""
        cosines = self._target.groups[m - 1][first - 1 : last - 1] @ self._source.groups[n - 1][i - 1]
        norms = self._source_norms[n - 1][i - 1] + self._target_norms[m - 1][first - 1 : last - 1]
        return np.asarray((1 - cosines) / np.maximum(norms, _LEAST))

    def cosine(self, i: int, j: int, n: int, m: int) -> float:
        """Cosine of the groups of n and m sentences that end before i and j, -1 to 1."""
        return float(self._source.groups[n - 1][i - 1] @ self._target.groups[m - 1][j - 1])
