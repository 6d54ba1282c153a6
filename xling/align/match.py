"""Links as pure functions of a similarity matrix.

Each method takes a matrix of shape (source, target), any finite values, higher is more alike, and returns a boolean
matrix of the same shape. An empty side gives no links. ``mutual``, ``itermax`` and ``max_weight`` give the very links
of simalign 0.4 (Jalili Sabet et al. 2020), ``softmax`` those of awesome-align (Dou and Neubig 2021).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

Similarity = NDArray[np.floating]
Links = NDArray[np.bool_]


def mutual(similarity: Similarity) -> Links:
    """Pairs in which each side is the other's nearest ("inter" of simalign). Ties go to the first."""
    if not similarity.size:
        return np.zeros(similarity.shape, np.bool_)
    return _best_in_row(similarity) & _best_in_column(similarity)


def itermax(similarity: Similarity, *, rounds: int = 2, discount: float = 0.9) -> Links:
    """``mutual``, then again among what is left: a pair with one free side counts ``discount`` of its similarity.

    Needs similarities ≥ 0 (cosine moved to 0–1).
    """
    links = mutual(similarity)
    if min(similarity.shape) <= 2:
        return links
    for _ in range(rounds - 1):
        free_rows, free_columns = ~links.any(axis=1), ~links.any(axis=0)
        if not free_rows.any() or not free_columns.any():
            break
        open_pairs = np.logical_or.outer(free_rows, free_columns)
        weight = np.minimum(np.add.outer(discount * free_rows, discount * free_columns), 1.0)
        added = mutual(similarity * weight) & open_pairs & ~links
        if not added.any():
            break
        links |= added
    return links


def softmax(similarity: Similarity, *, temperature: float = 1.0, threshold: float = 0.001) -> Links:
    """Pairs whose probability passes ``threshold`` in both directions, each row and column normalised by softmax."""
    if not similarity.size:
        return np.zeros(similarity.shape, np.bool_)
    forward, backward = both_softmaxes(similarity / temperature)
    return np.asarray((forward > threshold) & (backward > threshold))


def both_softmaxes(logits: Similarity) -> tuple[Similarity, Similarity]:
    """Softmax over the targets of each source word, and over the sources of each target word."""
    rows = np.exp(logits - logits.max(axis=1, keepdims=True))
    columns = np.exp(logits - logits.max(axis=0, keepdims=True))
    return rows / rows.sum(axis=1, keepdims=True), columns / columns.sum(axis=0, keepdims=True)


def max_weight(similarity: Similarity) -> Links:
    """One-to-one links of the greatest total similarity that cover the shorter side ("mwmf" of simalign).

    Shortest augmenting paths (Jonker and Volgenant 1987), cubic in the shorter side.
    """
    links = np.zeros(similarity.shape, np.bool_)
    if not similarity.size:
        return links
    if similarity.shape[0] > similarity.shape[1]:
        return max_weight(similarity.T).T
    for column, row in enumerate(_assign(-similarity.astype(np.float64))):
        if row >= 0:
            links[row, column] = True
    return links


def _assign(cost: NDArray[np.float64]) -> NDArray[np.int64]:
    """The row given to each column (−1: none): every row has one column at the least cost. Needs rows ≤ columns."""
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows), np.zeros(columns)
    owner = np.full(columns, -1, np.int64)
    for start in range(rows):
        distance = np.full(columns, np.inf)
        previous = np.full(columns, -1, np.int64)
        done = np.zeros(columns, np.bool_)
        row, column, reached = start, -1, 0.0
        while True:
            reduced = cost[row] - row_price[row] - column_price + reached
            nearer = ~done & (reduced < distance)
            distance[nearer] = reduced[nearer]
            previous[nearer] = column
            column = int(np.where(done, np.inf, distance).argmin())
            reached = float(distance[column])
            done[column] = True
            if owner[column] < 0:
                break
            row = int(owner[column])
        row_price[start] += reached
        inner = done & (owner >= 0)
        row_price[owner[inner]] += reached - distance[inner]
        column_price[inner] -= reached - distance[inner]
        while column >= 0:
            before = int(previous[column])
            owner[column] = owner[before] if before >= 0 else start
            column = before
    return owner


def _best_in_row(similarity: Similarity) -> Links:
    best = np.zeros(similarity.shape, np.bool_)
    best[np.arange(similarity.shape[0]), similarity.argmax(axis=1)] = True
    return best


def _best_in_column(similarity: Similarity) -> Links:
    best = np.zeros(similarity.shape, np.bool_)
    best[similarity.argmax(axis=0), np.arange(similarity.shape[1])] = True
    return best


METHODS: dict[str, Callable[[Similarity], Links]] = {
    "mutual": mutual,
    "itermax": itermax,
    # Cosines on the scale 0–1 lie close together: a low temperature spreads them as awesome-align's dot products are.
    "softmax": partial(softmax, temperature=0.025, threshold=0.3),
    "max-weight": max_weight,
}
"""Matching methods by the name that ``--method`` takes."""
