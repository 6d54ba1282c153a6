"""The cheapest monotone path through two sequences whose members are paired in groups, inside a band.

Grid point (i, j) means that i members of the source and j of the target are done; a move of (n, m) pairs the next n
with the next m. Time and memory grow with the cells of the band, not with the whole grid.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Cost = Callable[[int, int, int, int, int], Floats]
"""``(i, n, m, first, last)`` gives the costs of the moves of n and m members that end at i and each j of
``range(first, last)``; n ≤ i and m ≤ first."""
Point = tuple[int, int]

_SOURCE_ALONE, _TARGET_ALONE = -1, -2


@dataclass(frozen=True, slots=True)
class Band:
    """For each i from 0 to the size of the source, the half-open range of j that is searched; neither end ever falls.

    The first range holds 0, the last one the size of the target, and neighbouring ranges overlap.
    """

    first: NDArray[np.int64]
    last: NDArray[np.int64]


def whole(shape: tuple[int, int]) -> Band:
    """The band that is the whole grid of a source and a target of these sizes."""
    return Band(np.zeros(shape[0] + 1, np.int64), np.full(shape[0] + 1, shape[1] + 1, np.int64))


def around(points: Sequence[Point], shape: tuple[int, int], width: int) -> Band:
    """All grid points at most ``width`` to either side of a path from (0, 0) to ``shape``, in columns."""
    rows, columns = shape
    least, most = np.full(rows + 1, columns, np.int64), np.zeros(rows + 1, np.int64)
    for (i, j), (next_i, next_j) in pairwise(points):
        least[i : next_i + 1] = np.minimum(least[i : next_i + 1], j)
        most[i : next_i + 1] = np.maximum(most[i : next_i + 1], next_j)
    return Band(np.maximum(least - width, 0), np.minimum(most + width, columns) + 1)


def touches(points: Sequence[Point], band: Band, columns: int) -> bool:
    """Whether a path runs along a border of the band behind which the grid goes on."""
    for i, j in points:
        first, last = band.first[i], band.last[i]
        if (j == first > 0) or (j == last - 1 < columns):
            return True
    return False


def points_of(moves: Sequence[Point]) -> list[Point]:
    """The grid points of a path, from (0, 0) on."""
    points = [(0, 0)]
    for n, m in moves:
        points.append((points[-1][0] + n, points[-1][1] + m))
    return points


def cheapest(band: Band, moves: Sequence[Point], cost: Cost, alone: tuple[Floats, Floats]) -> list[Point]:
    """The moves of the cheapest path through the band, first to last; those without one side are (1, 0) and (0, 1).

    :param moves: what may be paired, both numbers positive.
    :param alone: what each member of the source, and of the target, costs without counterpart.
    """
    rows = len(band.first) - 1
    steps = np.concatenate([[0.0], np.cumsum(alone[1])])
    best: list[Floats] = [steps[: band.last[0]]]
    choices: list[NDArray[np.int8]] = [np.full(len(best[0]), _TARGET_ALONE, np.int8)]
    deepest = max((n for n, _ in moves), default=1)
    for i in range(1, rows + 1):
        row, chosen = _row(i, band, moves, cost, best, float(alone[0][i - 1]))
        run = steps[band.first[i] : band.last[i]]
        # A run of targets without counterpart may end in any column.
        reached = np.minimum.accumulate(row - run) + run
        chosen[reached < row - 1e-9] = _TARGET_ALONE
        choices.append(chosen)
        best = [*best[-deepest + 1 :], np.minimum(reached, row)] if deepest > 1 else [np.minimum(reached, row)]
    return _trace(band, moves, choices)


def _row(
    i: int, band: Band, moves: Sequence[Point], cost: Cost, best: Sequence[Floats], alone: float
) -> tuple[Floats, NDArray[np.int8]]:
    """The least cost of every point of row ``i`` by a move from an earlier row, and which move that is.

    :param best: costs of the rows before, the last of them that of ``i - 1``.
    """
    first, last = int(band.first[i]), int(band.last[i])
    row = np.full(last - first, np.inf)
    chosen = np.full(last - first, _SOURCE_ALONE, np.int8)
    begin, end = first, min(last, int(band.last[i - 1]))
    row[: end - begin] = best[-1][begin - band.first[i - 1] : end - band.first[i - 1]] + alone
    for index, (n, m) in enumerate(moves):
        if n > i:
            continue
        begin, end = max(first, int(band.first[i - n]) + m), min(last, int(band.last[i - n]) + m)
        if begin >= end:
            continue
        before = best[-n][begin - m - band.first[i - n] : end - m - band.first[i - n]]
        total = before + cost(i, n, m, begin, end)
        part = slice(begin - first, end - first)
        better = total < row[part]
        row[part][better] = total[better]
        chosen[part][better] = index
    return row, chosen


def _trace(band: Band, moves: Sequence[Point], choices: Sequence[NDArray[np.int8]]) -> list[Point]:
    i, j = len(choices) - 1, int(band.last[-1]) - 1
    found: list[Point] = []
    while i or j:
        choice = int(choices[i][j - band.first[i]])
        move = {_SOURCE_ALONE: (1, 0), _TARGET_ALONE: (0, 1)}.get(choice) or moves[choice]
        found.append(move)
        i, j = i - move[0], j - move[1]
    return found[::-1]
