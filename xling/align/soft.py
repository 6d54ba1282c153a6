"""From subword similarities to word probabilities in both directions, and from those to links."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xling.align.match import Links, Similarity, both_softmaxes

Owners = NDArray[np.int64]


def word_probabilities(
    logits: Similarity, source: Owners, target: Owners, shape: tuple[int, int]
) -> tuple[Similarity, Similarity]:
    """p(target word | source word) and p(source word | target word), each of ``shape``.

    The softmax runs over subwords (awesome-align, Dou and Neubig 2021); a word gets the sum over the subwords of the
    other word, and of its own subwords the most certain one speaks for it. Words without subwords have zeros.

    :param source: word number of each row of ``logits``, never falling; ``target`` of each column.
    """
    forward, backward = np.zeros(shape), np.zeros(shape)
    if not logits.size:
        return forward, backward
    by_subword = both_softmaxes(logits)
    rows, columns = np.unique(source), np.unique(target)
    first_row, first_column = np.searchsorted(source, rows), np.searchsorted(target, columns)
    place = np.ix_(rows, columns)
    summed = np.add.reduceat(by_subword[0], first_column, axis=1)
    forward[place] = np.maximum.reduceat(summed, first_row, axis=0)
    summed = np.add.reduceat(by_subword[1], first_row, axis=0)
    backward[place] = np.maximum.reduceat(summed, first_column, axis=1)
    return forward, backward


def grow(links: Links, forward: Similarity, backward: Similarity, *, sure: float, alone: float) -> Links:
    """Add links for words that have none yet, in the manner of grow-diag-final-and (Koehn et al. 2005).

    First words next to a linked word join its partner when their own direction is at least ``sure`` of it (German
    compounds, Chinese words that English spells out). Then pairs in which both words are still free and whose
    probability in both directions has a product over ``alone`` are linked, best first.
    """
    result = links.copy()
    added = True
    while added:
        added = False
        for i, j in _neighbours(result, forward, backward, sure):
            if not result[i].any() or not result[:, j].any():
                result[i, j] = added = True
    both = forward * backward
    both *= np.logical_and.outer(~result.any(axis=1), ~result.any(axis=0))
    while both.size and (best := int(both.argmax())) >= 0 and both.flat[best] > alone:
        i, j = divmod(best, both.shape[1])
        result[i, j] = True
        both[i], both[:, j] = 0.0, 0.0
    return result


def _neighbours(links: Links, forward: Similarity, backward: Similarity, sure: float) -> list[tuple[int, int]]:
    """Free words beside a link, with the partner of that link, most certain first."""
    beside_column, beside_row = np.zeros_like(links), np.zeros_like(links)
    beside_column[:, 1:] |= links[:, :-1]
    beside_column[:, :-1] |= links[:, 1:]
    beside_row[1:] |= links[:-1]
    beside_row[:-1] |= links[1:]
    # A free target word asks p(source | target), a free source word p(target | source).
    columns = np.where(beside_column & ~links.any(axis=0, keepdims=True), backward, 0.0)
    rows = np.where(beside_row & ~links.any(axis=1, keepdims=True), forward, 0.0)
    best = np.maximum(columns, rows)
    found = [(int(i), int(j)) for i, j in zip(*np.nonzero(best > sure), strict=True)]
    return sorted(found, key=lambda pair: -float(best[pair]))
