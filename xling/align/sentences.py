"""Sentences of two texts that translate each other, many to many: which line of a twin belongs to which.

A dynamic programme over the cost of pairing groups of neighbouring sentences, after Vecalign (Thompson and Koehn,
EMNLP 2019, D19-1136): one minus the cosine of the groups' vectors, divided by what random sentences give and multiplied
by the sizes of the groups. A group's vector is the mean of its sentences' vectors, weighted by the square root of their
lengths; the lengths of the two groups must match too (Gale and Church 1993), which tells apart groups that share a
sentence. Sentences without a counterpart are left alone at a cost that is a quantile of the costs of random pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xling.protocols import SentenceEncoder

_SOURCE_ALONE, _TARGET_ALONE = -1, -2


@dataclass(frozen=True, slots=True)
class SentenceSettings:
    """``largest``: sentences of a group; ``together``: sentences of both groups of a pair. ``length`` is the weight of
    the logarithm of the length ratio, ``centre`` (0–1) the part of the text's mean vector that is taken away, ``alone``
    the quantile (0–1) of the costs of random pairs that a sentence without counterpart costs."""

    largest: int = 4
    together: int = 5
    length: float = 0.2
    centre: float = 0.5
    alone: float = 0.2


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences ``source`` (indices, consecutive) render sentences ``target``; one of the two may be empty.

    ``score`` is the cosine of the two groups' vectors, -1 to 1; 0 where a side is empty.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float = 0.0


def align_sentences(
    source: Sequence[str], target: Sequence[str], encoder: SentenceEncoder, settings: SentenceSettings | None = None
) -> list[Bead]:
    """Beads in the order of both texts; every sentence is in exactly one.

    Time and memory grow with len(source) × len(target): two texts of 2 000 sentences take seconds.
    """
    if not source or not target:
        return [*(Bead((i,), ()) for i in range(len(source))), *(Bead((), (j,)) for j in range(len(target)))]
    chosen = settings or SentenceSettings()
    return _Programme(_Side(source, encoder, chosen), _Side(target, encoder, chosen), chosen).beads()


class _Side:
    """One text: ``groups[n - 1][i]`` is the unit vector of the n sentences that end at i; ``before`` sums lengths."""

    def __init__(self, texts: Sequence[str], encoder: SentenceEncoder, settings: SentenceSettings) -> None:
        vectors = np.asarray(encoder.encode(list(texts)), np.float32)
        vectors = vectors - settings.centre * vectors.mean(0)
        lengths = np.array([max(len(text.strip()), 1) for text in texts], np.float64)
        sums = np.concatenate([np.zeros((1, vectors.shape[1])), np.cumsum(vectors * np.sqrt(lengths)[:, None], axis=0)])
        self.size = len(texts)
        self.before = np.concatenate([[0.0], np.cumsum(lengths)])
        self.groups: list[NDArray[np.float32]] = []
        for count in range(1, settings.largest + 1):
            group = np.zeros_like(vectors)
            if count <= self.size:
                found = sums[count:] - sums[:-count]
                group[count - 1 :] = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
            self.groups.append(group)


class _Programme:
    def __init__(self, source: _Side, target: _Side, settings: SentenceSettings) -> None:
        self.settings = settings
        self.source, self.target = source, target
        random = np.random.default_rng(0)
        here, there = random.integers(0, source.size, 100), random.integers(0, target.size, 100)
        # What a group costs beside random sentences of the other text: its hubness.
        self.source_norms = [1 - (g @ target.groups[0][there].T).mean(1) for g in source.groups]
        self.target_norms = [1 - (g @ source.groups[0][here].T).mean(1) for g in target.groups]
        self.ratio = source.before[-1] / target.before[-1]
        several = range(1, self.settings.largest + 1)
        self.moves = [(n, m) for n in several for m in several if n + m <= self.settings.together]
        a, b = random.integers(0, source.size, 2000), random.integers(0, target.size, 2000)
        norms = np.maximum(self.source_norms[0][a] + self.target_norms[0][b], 1e-6)
        costs = (1 - (source.groups[0][a] * target.groups[0][b]).sum(1)) / norms
        self.alone = float(np.quantile(costs, self.settings.alone))

    def beads(self) -> list[Bead]:
        choices = self._fill()
        found = []
        i, j = self.source.size, self.target.size
        while i or j:
            choice = int(choices[i, j])
            if choice == _SOURCE_ALONE:
                n, m = 1, 0
            elif choice == _TARGET_ALONE:
                n, m = 0, 1
            else:
                n, m = self.moves[choice]
            score = float(self.source.groups[n - 1][i - 1] @ self.target.groups[m - 1][j - 1]) if n and m else 0.0
            found.append(Bead(tuple(range(i - n, i)), tuple(range(j - m, j)), round(score, 4)))
            i, j = i - n, j - m
        return found[::-1]

    def _fill(self) -> NDArray[np.int16]:
        """The best last move of every pair of prefixes, shape (source + 1, target + 1)."""
        rows, columns = self.source.size, self.target.size
        steps = self.alone * np.arange(columns + 1)
        best = np.full((rows + 1, columns + 1), np.inf)
        choices = np.full((rows + 1, columns + 1), _TARGET_ALONE, np.int16)
        best[0] = steps
        for i in range(1, rows + 1):
            row = best[i - 1] + self.alone
            chosen = np.full(columns + 1, _SOURCE_ALONE, np.int16)
            for index, costs in self._costs(i):
                n, m = self.moves[index]
                total = best[i - n, : columns + 1 - m] + costs
                better = total < row[m:]
                row[m:][better], chosen[m:][better] = total[better], index
            # A run of target sentences without counterpart may end in any column.
            cheapest = np.minimum.accumulate(row - steps) + steps
            chosen[cheapest < row - 1e-9] = _TARGET_ALONE
            best[i], choices[i] = np.minimum(cheapest, row), chosen
        return choices

    def _costs(self, i: int) -> Iterator[tuple[int, NDArray[np.float64]]]:
        """For each move that fits, the costs of pairing the source group that ends before ``i`` with every target
        group."""
        for index, (n, m) in enumerate(self.moves):
            if n > i or m > self.target.size:
                continue
            distance = 1 - self.source.groups[n - 1][i - 1] @ self.target.groups[m - 1][m - 1 :].T
            norms = np.maximum(self.source_norms[n - 1][i - 1] + self.target_norms[m - 1][m - 1 :], 1e-6)
            length = self.source.before[i] - self.source.before[i - n]
            lengths = (self.target.before[m:] - self.target.before[:-m]) * self.ratio
            uneven = np.abs(np.log((length + 5) / (lengths + 5)))
            yield index, distance / norms * (n * m) + self.settings.length * uneven
