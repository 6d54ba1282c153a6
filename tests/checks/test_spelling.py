"""Misspelled words of translations. Slips as typists and models make them; quiet cases from ordinary news."""

from __future__ import annotations

import pytest

from xling.checks import Material
from xling.checks.spelling import Spelling, correction, known, left_over
from xling.types import Article, Segment, Span, Translation


def found(lang: str, source: str, target: str, least: float = 0.6) -> dict[str, str]:
    segment = Segment("x#0", "x", 0, lang, source, Span(0, len(source)))
    material = Material(
        (Article("x", "x", lang, source),), (segment,), {"x#0": Translation(segment, "en", target)}, together=False
    )
    items = [item for item in Spelling().examine(material) if item.score >= least]
    return {item.target.of(target): item.suggestion for item in items if item.target}


CASES = [
    ("de", "Er schrieb das Buch vor drei Jahren.", "He wroet the book three yearrs ago.", {"wroet", "yearrs"}),
    ("de", "Laut Angaben der Polizei …", "Acording to the police …", {"Acording"}),
    ("de", "Sie verloren ihren Vorsprung.", "They lost thier lead.", {"thier"}),
    ("zh", "他们同意了这项计划。", "They agred to the plna.", {"agred", "plna"}),
    ("zh", "会议推迟了。", "The meeting was postponed untl further notice.", {"untl"}),
    ("zh", "帕利说，该公司起诉了。", "Parly said the carmaker had sued.", set()),
    ("zh", "歇后语是“藏”。", "A “xiehouyu” hides its end.", set()),
    ("zh", "白酒【10斤装】", "Baijiu, 10 bottles of a jin each", set()),
    ("zh", "双子座流星雨", "The geminid meteor shower", set()),  # two edits may lead anywhere
    ("de", "Das aplanatisch gestaltete System.", "The aplanatic system.", set()),
    ("de", "Ein Rennfahrer, negativ gestimmt.", "A racecar driver, pessimistically minded.", set()),
    ("de", "Läuft unterwegs alles gut?", "Is all well en route?", set()),
    ("de", "Die Zloty-Kurse stiegen.", "Prices rose to 500 zlotych.", set()),
    ("de", "Ein Cent für 5 Tenge.", "One cent for 5 tenge.", set()),
    ("de", "Der Trainer Klopp sagte.", "Klopp, the coach, said.", set()),
    ("de", "Die Farbe der Organisation.", "The colour of the organisation's labour-saving programme.", set()),
    ("de", "Das sozioökonomische Risiko.", "The socio-economic risk isn't new.", set()),
    ("de", "Die Datei config.txt.", "The file config.txt and www.exmaple.org.", set()),
]


@pytest.mark.parametrize(("lang", "source", "target", "expected"), CASES)
def test_slips(lang: str, source: str, target: str, expected: set[str]) -> None:
    assert set(found(lang, source, target)) == expected


def test_the_suggestion_keeps_the_capital() -> None:
    assert found("de", "Laut Polizei.", "Acording to the police.") == {"Acording": "According"}


@pytest.mark.parametrize(
    ("word", "better"), [("wroet", "wrote"), ("goverment", "government"), ("peopel", "people"), ("qqqqqqqq", "")]
)
def test_correction(word: str, better: str) -> None:
    assert not known(word)
    assert correction(word) == better


@pytest.mark.parametrize(
    ("word", "source", "origin"),
    [
        ("togute", "Das kommt allen zugute.", "zugute"),
        ("thestein", "Er legte den Grundstein.", "Grundstein"),
        ("amelhohe", "Es sind himmelhohe Kosten.", "himmelhohe"),
        ("orgnisaton", "Die Organisation wuchs.", ""),
        ("dysphemisms", "Die Dysphemismen wirken.", ""),
        ("etcetera", "Brot, Wein, et cetera.", ""),
        ("thegrundstein", "Er legte den Grundstein.", "Grundstein"),
        ("wroet", "Er schrieb das Buch.", ""),
        ("goverment", "Die Regierung schwieg.", ""),
        ("", "", ""),
    ],
)
def test_half_translated_words(word: str, source: str, origin: str) -> None:
    span = left_over(word, correction(word) if word else "", source)
    assert (span.of(source) if span else "") == origin


def test_a_half_translated_word_names_its_origin_and_gets_no_suggestion() -> None:
    assert found("de", "Das kommt allen zugute.", "That comes togute to all.", 0.75) == {"togute": ""}
    assert found("zh", "这对大家有好处。", "That comes togute to all.", 0.45) == {"togute": "route"}


def test_corrections_do_not_depend_on_the_order_of_a_set() -> None:
    assert correction("uncertained") == "uncertain"
