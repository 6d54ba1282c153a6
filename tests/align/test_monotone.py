"""The cheapest path: by hand, against all paths, and in a band against the whole grid."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from xling.align.groups import GroupSettings, Side, pair_groups
from xling.align.monotone import Band, Cost, Point, around, cheapest, points_of, touches, whole

MOVES = [(1, 1), (1, 2), (2, 1)]


def cost_of(table: NDArray[np.float64]) -> Cost:
    """A move costs the mean of the cells it pairs, and a fifth for each cell but one."""

    def cost(i: int, n: int, m: int, first: int, last: int) -> NDArray[np.float64]:
        return np.array(
            [table[i - n : i, j - m : j].mean() * max(n, m) + 0.2 * (n * m - 1) for j in range(first, last)]
        )

    return cost


def least(table: NDArray[np.float64], alone: float) -> float:
    """The cost of the best of all paths, found by trying every one."""
    cost, (rows, columns) = cost_of(table), table.shape
    best = {(0, 0): 0.0}
    for i in range(rows + 1):
        for j in range(columns + 1):
            ways = [best[i - 1, j] + alone] if i else []
            ways += [best[i, j - 1] + alone] if j else []
            ways += [
                best[i - n, j - m] + float(cost(i, n, m, j, j + 1)[0]) for n, m in MOVES if n <= i and m <= j
            ]  # fmt: skip
            best.setdefault((i, j), min(ways, default=0.0))
    return best[rows, columns]


def total(moves: list[Point], table: NDArray[np.float64], alone: float) -> float:
    spent, i, j = 0.0, 0, 0
    for n, m in moves:
        i, j = i + n, j + m
        spent += float(cost_of(table)(i, n, m, j, j + 1)[0]) if n and m else alone
    assert (i, j) == table.shape
    return spent


@pytest.mark.parametrize("seed", range(12))
def test_no_path_is_cheaper(seed: int) -> None:
    random = np.random.default_rng(seed)
    table = random.random((int(random.integers(1, 8)), int(random.integers(1, 8))))
    alone = np.full(table.shape[0], 0.4), np.full(table.shape[1], 0.4)
    found = cheapest(whole(table.shape), MOVES, cost_of(table), alone)
    assert total(found, table, 0.4) == pytest.approx(least(table, 0.4))
    # A band that leaves nothing out changes nothing.
    band = around(points_of(found), table.shape, 9)
    assert cheapest(band, MOVES, cost_of(table), alone) == found


def test_a_band_lies_around_its_path() -> None:
    band = around([(0, 0), (1, 1), (2, 1), (3, 4), (4, 5)], (4, 5), 1)
    assert band.first.tolist() == [0, 0, 0, 0, 3] and band.last.tolist() == [3, 3, 6, 6, 6]
    assert touches([(4, 3)], band, 5) and not touches([(0, 0), (4, 5)], band, 5)
    assert touches([(0, 2)], Band(np.array([0]), np.array([3])), 5)


def twins(sentences: int, seed: int) -> tuple[Side, Side, list[Point]]:
    """Two texts as vectors: runs are rendered one to one, one to two, two to one, or left out."""
    random = np.random.default_rng(seed)
    source, target, moves = [], [], []
    while len(source) < sentences:
        n, m = [(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)][random.choice(5, p=[0.7, 0.12, 0.12, 0.03, 0.03])]
        parts = random.normal(size=(max(n, m), 32))
        whole_text = parts.sum(axis=0, keepdims=True)
        source.extend(parts[:n] if n >= m or not n else whole_text)
        target.extend(parts[:m] if m >= n or not m else whole_text)
        moves.append((n, m))
    settings = GroupSettings()
    sides = [
        Side.of(np.array(each) + 0.3 * random.normal(size=(len(each), 32)), np.full(len(each), 50.0), settings)
        for each in (source, target)
    ]
    return sides[0], sides[1], moves


def test_long_texts_are_paired_as_by_a_search_of_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target, moves = twins(600, seed=3)
    exact = pair_groups(source, target, GroupSettings())
    monkeypatch.setattr("xling.align.groups._EXACT", 900)
    assert pair_groups(source, target, GroupSettings()) == exact
    wanted = {point for point, move in zip(points_of(moves)[1:], moves, strict=True) if all(move)}
    assert len(wanted & set(points_of(exact))) > 0.9 * len(wanted)


@pytest.mark.parametrize("missing", [(0, 200), (250, 500)])
def test_a_long_part_without_counterpart_is_stepped_over(missing: tuple[int, int]) -> None:
    random = np.random.default_rng(5)
    vectors = random.normal(size=(1200, 32))
    kept = np.delete(vectors + 0.3 * random.normal(size=vectors.shape), slice(*missing), axis=0)
    settings = GroupSettings()
    sides = [Side.of(each, np.full(len(each), 50.0), settings) for each in (vectors, kept)]
    found = pair_groups(sides[0], sides[1], settings)
    right = {(k, k) for k in range(missing[0])} | {(k, k - missing[1] + missing[0]) for k in range(missing[1], 1201)}
    paired = [point for point, move in zip(points_of(found)[1:], found, strict=True) if all(move)]
    assert len(paired) > 400 and sum(point in right for point in paired) >= 0.97 * len(paired)
