"""Omission, addition, detachment: with covers set by hand, and with the real aligner on short pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.one_pair import material, words
from xling.checks import load_policy
from xling.checks.content import is_content, stopwords
from xling.checks.coverage import Coverage
from xling.types import Alignment


def judged(source: str, target: str, source_cover: list[float], target_cover: list[float]) -> dict[str, str]:
    alignment = Alignment(source, target, words(source), words(target), (), tuple(source_cover), tuple(target_cover))
    found = Coverage().examine(material("de", source, target, alignment))
    return {f.rule: (f.target.of(target) if f.target else f.span.of(source)) for f in found if f.score > 0.4}


def test_unanswered_words_are_an_omission() -> None:
    source, target = "Vorstand sprach Dienstag Berlin Reportern", "Board spoke"
    assert judged(source, target, [1, 1, 0, 0, 0], [1, 1]) == {"XL-OMIT-001": "Dienstag Berlin Reportern"}


def test_words_of_nobody_are_an_addition() -> None:
    source, target = "Konzern kaufte Firma Berlin", "group bought firm Berlin yesterday evening secretly again"
    assert judged(source, target, [1, 1, 1, 1], [1, 1, 1, 1, 0, 0, 0, 0]) == {
        "XL-ADD-001": "yesterday evening secretly again"
    }


def test_everything_answered_is_quiet() -> None:
    assert judged("Konzern kaufte Firma", "group bought firm", [1, 1, 0.9], [1, 1, 1]) == {}


@pytest.mark.parametrize(("cover", "flagged"), [(0.35, False), (0.0, True)])
def test_a_run_that_is_rendered_freely_stays_below_the_threshold(cover: float, flagged: bool) -> None:
    source = "Unter blauem Himmel nahm Bezos gestern Abend Astronauten Empfang Texas Familien Freunde Kollegen warteten"
    target = "Bezos greeted astronauts yesterday evening"
    answered = [cover if word in ("blauem", "Himmel", "nahm") else 1.0 for word in source.split()]
    alignment = Alignment(source, target, words(source), words(target), (), tuple(answered), (1.0,) * 5)
    found = {f.rule: f.score for f in Coverage().examine(material("de", source, target, alignment))}
    assert (found["XL-OMIT-001"] >= load_policy().threshold("XL-OMIT-001")) is flagged


def test_without_cover_the_check_says_nothing() -> None:
    assert list(Coverage().examine(material("de", "Das Haus brennt.", "", None))) == []


REAL = [
    (
        "de",
        "Das Wetter bleibt morgen im ganzen Land sonnig und warm.",
        "The company was founded in Paris by two brothers in 2016.",
        "XL-DET-001",
    ),
    ("zh", "该公司周二在柏林宣布收购一家芯片制造商，并任命新的首席执行官。", "The company announced.", "XL-OMIT-001"),
    (
        "de",
        "Der Vorstand sprach am Dienstag in Berlin vor Reportern über die Pläne.",
        "The board spoke.",
        "XL-OMIT-001",
    ),
    (
        "de",
        "Der Vorstand sprach am Dienstag in Berlin über die Pläne.",
        "The executive board spoke about the plans in Berlin on Tuesday.",
        "",
    ),
    ("zh", "该公司周二在柏林宣布了新计划。", "The company announced a new plan in Berlin on Tuesday.", ""),
]


@pytest.mark.parametrize(("lang", "source", "target", "rule"), REAL)
def test_with_the_aligner(lang: str, source: str, target: str, rule: str, encoder_home: Path) -> None:
    from xling.align import AlignSettings, aligner

    alignment = aligner(settings=AlignSettings(cover=True)).align([(source, target, lang, "en")])[0]
    found = {f.rule for f in Coverage().examine(material(lang, source, target, alignment)) if f.score > 0.55}
    assert rule in found if rule else not found


@pytest.mark.parametrize(
    ("word", "lang", "expected"),
    [
        ("der", "de", False),
        ("Haus", "de", True),
        ("的", "zh", False),
        ("收购", "zh", True),
        ("14,3", "de", True),
        ("—", "en", False),
    ],
)
def test_content(word: str, lang: str, expected: bool) -> None:
    assert is_content(word, lang) is expected
    assert stopwords("xx") == frozenset()


WORDS = [
    # a single word cut out of a translation, and the word that is then missed
    (
        "de",
        "Die Regierung stoppte das Projekt in Berlin im März.",
        "The government stopped the project in March.",
        "Berlin",
    ),
    ("de", "Die Regierung stoppte das Projekt wegen der Kosten.", "The government stopped the project over costs.", ""),
    ("zh", "该公司周二在柏林宣布了新的投资计划。", "The company announced a new investment plan in Berlin.", "周二"),
    # where both sides have loose ends, words are rendered freely
    ("de", "Er machte sich gestern aus dem Staub.", "Yesterday he took to his heels.", ""),
    ("zh", "他一溜烟跑了。", "He took to his heels.", ""),
    ("zh", "政府因成本问题叫停了该项目。", "The government halted the project over its cost.", ""),
    ("zh", "总统上周在新加坡会见了投资者。", "The president met investors last week.", "新加坡"),
    ("zh", "我觉得不会有任何一位女生同意。", "I don’t think any girl would agree.", ""),
]


@pytest.mark.parametrize(("lang", "source", "target", "word"), WORDS)
def test_single_words(lang: str, source: str, target: str, word: str, encoder_home: Path) -> None:
    from xling.align import AlignSettings, aligner
    from xling.checks.coverage_words import unanswered

    alignment = aligner(settings=AlignSettings(cover=True)).align([(source, target, lang, "en")])[0]
    strength, place = unanswered(alignment, (lang, "en"), "source")
    assert (strength > 0.52) == bool(word)
    assert not word or (place is not None and place.of(source) == word)


def test_single_words_need_a_table() -> None:
    alignment = Alignment("a", "b", words("a"), words("b"), (), (0.0,), (0.0,))
    from xling.checks.coverage_words import unanswered

    assert unanswered(alignment, ("fr", "en"), "source") == (0.0, None)
