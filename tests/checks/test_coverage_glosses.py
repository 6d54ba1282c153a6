"""What a dictionary and usage say of words of a Chinese pair."""

from __future__ import annotations

import numpy as np
import pytest

from tests.checks.one_pair import linked
from xling.checks.coverage_glosses import FEATURES, glosses, unrendered
from xling.lexicon.cedict import dictionary_path

installed = pytest.mark.skipif(dictionary_path() is None, reason="no CC-CEDICT here")


def row(source: str, target: str, word: str, *links: tuple[str, str]) -> dict[str, float]:
    alignment = linked(source, target, *links)
    scores = np.zeros((len(alignment.source_tokens), len(alignment.target_tokens)))
    for link in alignment.links:
        scores[link.source, link.target] = link.score
    side = "source" if word in source.split(" ") else "target"
    place = (source if side == "source" else target).split(" ").index(word)
    found = glosses(alignment, side, [place], scores if side == "source" else scores.T)
    return dict(zip(FEATURES, map(float, found[0]), strict=True))


@installed
def test_a_rendering_that_the_dictionary_gives() -> None:
    found = row("政府 批准 预算", "The government approved the budget", "预算")
    assert found["given"] == found["given_free"] == found["entry"] == 1.0
    assert row("政府 批准 预算", "The government approved it", "预算")["given"] == 0.0


@installed
def test_a_word_that_renders_another_is_not_free() -> None:
    found = row("政府 批准 预算 方案", "The government approved the budget", "预算", ("方案", "budget"))
    assert found["given"] == 1.0 and found["given_free"] == pytest.approx(0.1)


@installed
def test_words_within_a_word_count() -> None:
    assert row("他 发来 照片", "He sent a photo", "发来")["within_free"] == 1.0


@installed
@pytest.mark.parametrize(("word", "stands"), [("Manufacturing", 1.0), ("horses", 0.0)])
def test_an_english_word_may_stand_in_the_gloss_of_any_word(word: str, stands: float) -> None:
    assert row("台积电 应运而生", f"TSMC Manufacturing horses {word}", word)["entry"] == stands


@pytest.mark.parametrize(
    ("lang", "word", "often"),
    [("zh", "新加坡", False), ("zh", "此次", True), ("en", "Sweden", False), ("en", "allegedly", True)],
)
def test_usage(lang: str, word: str, often: bool) -> None:
    assert (unrendered(lang, word) > 0) is often


def test_rare_words_say_nothing() -> None:
    assert unrendered("zh", "纐纈") == unrendered("en", "Qwghlm") == 0.0
