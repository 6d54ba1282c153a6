"""Scores of flags, worked out by hand."""

from __future__ import annotations

from math import isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.evaluate.flags import Judgement, auroc, score_flags, span_f1

BAD_FOUND = Judgement(0.9, ((0, 10),), ((5, 10),), ("idiom",), 8)
BAD_MISSED = Judgement(0.1, ((0, 4),), (), ("sense",), 8)
CLEAN = Judgement(0.2, (), (), (), 500)
FALSE_ALARM = Judgement(0.6, (), ((0, 3), (7, 9)), (), 500)


def test_scores_by_hand() -> None:
    scores = score_flags([BAD_FOUND, BAD_MISSED, CLEAN, FALSE_ALARM])
    assert (scores.precision, scores.recall, scores.f1) == (0.5, 0.5, 0.5)
    # found 5 + 5 characters, gold 10 + 4, shared 5
    assert scores.span_f1 == pytest.approx(2 * 0.5 * (5 / 14) / (0.5 + 5 / 14))
    assert scores.auroc == 0.5  # .9 beats both, .1 loses to both
    assert scores.false_per_1000_words == 2.0
    assert scores.false_per_100_clean == 50.0
    assert scores.recall_by_class == {"idiom": (1.0, 1), "sense": (0.0, 1)}


def test_nothing_to_measure() -> None:
    scores = score_flags([])
    assert isnan(scores.auroc) and isnan(scores.precision) and scores.span_f1 == 1.0


FLOATS = st.lists(st.integers(0, 4).map(float), min_size=1, max_size=12)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(FLOATS, FLOATS)
def test_auroc_is_the_pair_count(bad: list[float], good: list[float]) -> None:
    wins = sum((b > g) + 0.5 * (b == g) for b in bad for g in good)
    assert auroc(bad, good) == pytest.approx(wins / (len(bad) * len(good)))


def test_span_f1_perfect() -> None:
    assert span_f1([([(0, 3)], [(0, 3)]), ([], [])]) == 1.0
