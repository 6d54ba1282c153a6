"""How much of each sentence finds its words in groups of sentences of the other text, near a path.

Every subword counts as far as the likest subword of the other group is unlike it (a greedy match as in BERTScore, Zhang
et al. 2020), weighted by how rare its word is in its own text. The sums of both sides are additive over the sentences
of a group, so each is computed once. Sentences are encoded as the band moves on: memory grows by the sums alone.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xling.align.monotone import Band, Floats

_CHUNK = 64  # source sentences whose neighbourhood is encoded at once

Read = Callable[[Sequence[int]], list[tuple[Floats, Floats]]]
"""For the numbers of sentences, of each the unit vectors of its subwords (at least one) and their weights."""


@dataclass(frozen=True, slots=True)
class WordCover:
    """Sums over the cells of a band, ``[i, j - first[i]]``; infinite where a group leaves the band.

    ``source[m - 1]``: what source sentence i lacks in the m target sentences from j on; ``target[n - 1]``: what target
    sentence j lacks in the n source sentences from i on. One is what a sentence lacks, on average, in the sentences of
    the band.
    """

    first: NDArray[np.int64]
    source: list[NDArray[np.float32]]
    target: list[NDArray[np.float32]]


def word_cover(band: Band, read: tuple[Read, Read], largest: int) -> WordCover:
    """The sums for groups of up to ``largest`` sentences.

    :param read: of the source and of the target.
    """
    columns = int(band.last[-1]) - 1
    first = np.minimum(band.first[:-1], columns - 1)
    last = np.maximum(band.last[1:] - 1, first + 1)
    rows, width = len(first), int((last - first).max())
    source = [np.full((rows, width), np.inf, np.float32) for _ in range(largest)]
    target = [np.full((rows, width), np.inf, np.float32) for _ in range(largest)]
    window = _Window(read[1])
    recent: deque[_Row] = deque(maxlen=largest)
    for begin in range(0, rows, _CHUNK):
        chunk = range(begin, min(begin + _CHUNK, rows))
        window.move(int(first[max(begin - largest + 1, 0)]), int(last[chunk[-1]]))
        for i, (vectors, weights) in zip(chunk, read[0](chunk), strict=True):
            found = window.compare(int(first[i]), int(last[i]), vectors)
            _lacking_here(found.here, weights, [sums[i] for sums in source])
            recent.append(found)
            for count in range(1, len(recent) + 1):
                start = i - count + 1
                _lacking_there(window, list(recent)[-count:], target[count - 1][start], int(first[start]))
    return WordCover(
        first, [_scaled(sums, source[0]) for sums in source], [_scaled(sums, target[0]) for sums in target]
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """The best similarities of one source sentence with the target sentences ``first`` … ``last - 1``: ``here`` for
    each of its subwords and each sentence, ``there`` for each subword of those."""

    first: int
    last: int
    here: Floats
    there: Floats


class _Window:
    """The target sentences near the path, encoded once each."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._first = 0
        self._kept: list[tuple[Floats, Floats]] = []

    def move(self, first: int, last: int) -> None:
        """Hold the sentences ``first`` … ``last - 1``; neither may be lower than before."""
        self._kept = self._kept[first - self._first :]
        reached = first + len(self._kept)
        self._kept += self._read(range(reached, last)) if reached < last else []
        self._first = first
        sizes = [len(weights) for _, weights in self._kept]
        self._starts = np.concatenate([[0], np.cumsum(sizes)])
        self._vectors = np.concatenate([vectors for vectors, _ in self._kept])
        self._weights = np.concatenate([weights for _, weights in self._kept])

    def compare(self, first: int, last: int, vectors: Floats) -> _Row:
        """One source sentence with a range of these."""
        a, b = first - self._first, last - self._first
        starts = self._starts[a:b] - self._starts[a]
        similar = vectors @ self._vectors[self._starts[a] : self._starts[b]].T
        return _Row(first, last, np.maximum.reduceat(similar, starts, axis=1), similar.max(axis=0))

    def lacking(self, first: int, last: int, best: Floats) -> Floats:
        """For each sentence of a range the weighted sum of what ``best`` lacks to 1."""
        a, b = first - self._first, last - self._first
        lack = (1 - best) * self._weights[self._starts[a] : self._starts[b]]
        return np.asarray(np.add.reduceat(lack, self._starts[a:b] - self._starts[a]))

    def size(self, first: int, last: int) -> int:
        """Subwords of a range of sentences."""
        return int(self._starts[last - self._first] - self._starts[first - self._first])


def _lacking_here(best: Floats, weights: Floats, sums: Sequence[NDArray[np.float32]]) -> None:
    """Fill the sums of one source sentence for runs of 1, 2 … target sentences."""
    running = best
    for count, row in enumerate(sums, start=1):
        if count > best.shape[1]:
            return
        if count > 1:
            running = np.maximum(running[:, :-1], best[:, count - 1 :])
        row[: running.shape[1]] = weights @ (1 - running)


def _lacking_there(window: _Window, rows: Sequence[_Row], sums: NDArray[np.float32], origin: int) -> None:
    """Fill the sums of the target sentences that all of ``rows`` know, beside those source sentences together."""
    first, last = max(row.first for row in rows), min(row.last for row in rows)
    if first >= last:
        return
    size = window.size(first, last)
    best = np.maximum.reduce([row.there[window.size(row.first, first) :][:size] for row in rows])
    sums[first - origin : last - origin] = window.lacking(first, last, best)


def _scaled(sums: NDArray[np.float32], single: NDArray[np.float32]) -> NDArray[np.float32]:
    known = single[np.isfinite(single)]
    return np.asarray(sums / max(float(known.mean()) if known.size else 1.0, 1e-6), np.float32)


def rarity(sentences: Sequence[Sequence[str]]) -> list[list[float]]:
    """The weight of each word: 1 where it is in this sentence alone, near 0 where it is in all (inverse document
    frequency)."""
    seen = Counter(word for words in sentences for word in set(words))
    total = len(sentences) + 1
    return [[float(np.log(total / seen[word]) / np.log(total)) for word in words] for words in sentences]
