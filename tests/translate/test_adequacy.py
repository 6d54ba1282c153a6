"""What speaks for a hypothesis besides the model: coverage, words that exist, nothing repeated."""

from __future__ import annotations

import pytest

from xling.translate.adequacy import evidence, is_english
from xling.translate.consensus import ranked

BETTER = [  # source, language, the hypothesis that lacks less, the other one
    ("Die Geräte messen die Temperatur.", "de", "The devices measure temperature.", "The measure temperature."),
    ("Die Handlung ist spannend.", "de", "The plot is exciting.", "The plot is spannity."),
    ("Das Gericht wies die Klage ab.", "de", "The court dismissed the action.", "The court court court dismissed."),
    ("病人的症状比较轻微。", "zh", "The patient's symptoms are mild.", "The patient is mild."),
    ("病人的症状比较轻微。", "zh", "The patient's symptoms are mild.", "The patient's symptoms are symptoms."),
    ("疫情得到控制。", "zh", "The epidemic is under control.", "The episcence is under control."),
]


@pytest.mark.parametrize(("source", "lang", "good", "bad"), BETTER)
def test_the_better_hypothesis_has_more_evidence(source: str, lang: str, good: str, bad: str) -> None:
    first, second = evidence(source, [good, bad], (lang, "en"))
    assert first > second


def test_what_the_source_repeats_may_be_repeated() -> None:
    source = "Kosten, Kosten, nichts als Kosten."
    first, second = evidence(source, ["Costs, costs, nothing but costs.", "Costs."], ("de", "en"))
    assert first >= second


def test_words_of_the_source_are_not_invented() -> None:
    known, invented = evidence(
        "Bei Uniper steigt der Gewinn.", ["Profit rises at Uniper.", "Profit rises at Unipar."], ("de", "en")
    )
    assert known > invented


def test_without_a_table_nothing_speaks_for_any() -> None:
    assert evidence("Les prix montent.", ["Prices rise.", "Price"], ("fr", "en")).tolist() == [0.0, 0.0]
    assert evidence("Die Preise steigen.", [], ("de", "en")).tolist() == []
    assert evidence("…", ["", "…"], ("de", "en")).shape == (2,)


def test_evidence_decides_between_hypotheses_that_agree_as_much() -> None:
    source, texts = "Die Geräte messen.", ["The measure.", "The measure.", "The devices measure."]
    assert ranked(texts)[0] == 0
    assert ranked(texts, evidence(source, texts, ("de", "en")))[0] == 2


def test_words_of_the_dictionary() -> None:
    assert is_english("Weightlessness")
    assert not is_english("launchup")
