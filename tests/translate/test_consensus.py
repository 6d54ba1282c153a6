"""Minimum Bayes risk over an n-best list."""

from __future__ import annotations

import pytest

from xling.translate.consensus import agreement, ranked

LISTS = [
    (["The cat sits.", "The dog ran away.", "The cat sits down."], 2),
    (["Meta pays 14 billion.", "Meta pays.", "Meta pays 14.3 billion dollars.", "Meta pays 14.3 billion."], 3),
    (["same", "same", "other"], 0),
    (["", "a word", "a word more"], 2),
    (["只有一句"], 0),
]


@pytest.mark.parametrize(("texts", "first"), LISTS)
def test_what_most_agree_with_comes_first(texts: list[str], first: int) -> None:
    order = ranked(texts)
    assert order[0] == first
    assert sorted(order) == list(range(len(texts)))


def test_agreement_is_the_mean_chrf_of_sacrebleu() -> None:
    from sacrebleu.metrics.chrf import CHRF

    chrf = CHRF()
    for texts, _ in LISTS:
        wanted = [sum(chrf.sentence_score(text, [other]).score for other in texts) / len(texts) for text in texts]
        assert 100 * agreement(texts) == pytest.approx(wanted)


def test_equal_hypotheses_stay_in_order() -> None:
    assert ranked(["a b c", "a b c", "a b c"]) == [0, 1, 2]
    assert ranked([]) == []
