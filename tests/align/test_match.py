"""Matching methods as functions of a matrix: small cases by hand, then properties, then simalign itself."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from xling.align.match import METHODS, both_softmaxes, itermax, max_weight, mutual, softmax

TABLE = np.array([[0.9, 0.8, 0.1], [0.7, 0.85, 0.2], [0.3, 0.4, 0.35], [0.2, 0.6, 0.1]])
"""Four source words, three targets; word 3 is near target 1, which word 1 already has."""

matrices = st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 2**32 - 1)).map(
    lambda shape: np.random.default_rng(shape[2]).random(shape[:2])
)


def pairs(links: NDArray[np.bool_]) -> set[tuple[int, int]]:
    return {(int(i), int(j)) for i, j in zip(*np.nonzero(links), strict=True)}


def test_mutual_keeps_pairs_that_choose_each_other() -> None:
    assert pairs(mutual(TABLE)) == {(0, 0), (1, 1)}


def test_itermax_lets_a_free_word_join_a_taken_one() -> None:
    assert pairs(itermax(TABLE)) == {(0, 0), (1, 1), (3, 1)}
    assert pairs(itermax(TABLE, rounds=1)) == pairs(mutual(TABLE))


def test_max_weight_covers_the_shorter_side() -> None:
    assert pairs(max_weight(TABLE)) == {(0, 0), (1, 1), (2, 2)}


def test_softmax_needs_both_directions() -> None:
    forward, backward = both_softmaxes(TABLE / 0.05)
    assert np.allclose(forward.sum(axis=1), 1) and np.allclose(backward.sum(axis=0), 1)
    assert pairs(softmax(TABLE, temperature=0.05, threshold=0.3)) == {(0, 0), (1, 1)}


@pytest.mark.parametrize("method", sorted(METHODS))
@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_an_empty_side_has_no_links(method: str, shape: tuple[int, int]) -> None:
    links = METHODS[method](np.zeros(shape))
    assert links.shape == shape and not links.any()


@settings(max_examples=100, deadline=None, derandomize=True)
@given(matrices)
def test_max_weight_is_the_best_of_all_assignments(similarity: NDArray[np.float64]) -> None:
    if similarity.shape[0] > similarity.shape[1]:
        similarity = similarity.T
    rows, columns = similarity.shape
    if not rows or columns > 6:
        return
    best = max(sum(similarity[i, j] for i, j in enumerate(choice)) for choice in permutations(range(columns), rows))
    links = max_weight(similarity)
    assert links.sum() == rows and links.sum(axis=0).max() <= 1
    assert np.isclose(similarity[links].sum(), best)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(matrices)
def test_links_keep_the_shape_and_turn_with_the_matrix(similarity: NDArray[np.float64]) -> None:
    for method in METHODS.values():
        links = method(similarity)
        assert links.shape == similarity.shape and links.dtype == np.bool_
        assert np.array_equal(method(similarity.T), links.T)
    assert not (mutual(similarity) & ~itermax(similarity)).any()


@pytest.mark.torch
def test_the_methods_are_simaligns() -> None:
    simalign = pytest.importorskip("simalign")
    reference = simalign.SentenceAligner
    chance = np.random.default_rng(7)
    for _ in range(200):
        similarity = chance.random(tuple(chance.integers(1, 12, 2)))
        forward, backward = reference.get_alignment_matrix(similarity)
        assert np.array_equal(mutual(similarity), (forward * backward) > 0)
        assert np.array_equal(itermax(similarity), reference.iter_max(similarity) > 0)
        assert np.array_equal(max_weight(similarity), reference.get_max_weight_match(similarity) > 0)
