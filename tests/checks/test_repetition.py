"""XL-REP-001: doubled words and decoder loops."""

from __future__ import annotations

import pytest

from xling.checks import Material
from xling.checks.repetition import Repeat, Repetition, _message, doubled_characters, echoes, repeats
from xling.types import Article, Segment, Span, Translation

FIRES = [
    # text, words that are too many, where the case comes from
    ("It cost 14 billion billion dollars.", "billion", "slip of a small Marian model"),
    ("Das ist ist ein Test.", "ist", "editing slip"),
    ("Fortune spoke to more than more than a dozen people.", "more than", "seeds: the English digest"),
    ("the share of the share of the share of the market", "the share of the share of", "decoder loop"),
    ("Er kam kam kam nicht.", "kam kam", "decoder loop"),
    ("in Spain, in Spain, in Spain the rain", "in Spain, in Spain", "decoder loop with commas"),
]
QUIET = [
    ("He said that that is right.", "English grammar"),
    ("Das war sehr sehr gut.", "emphasis"),
    ("You were walking faster and faster and at last running.", "a comparative that rises"),
    ("Der Mann, der der Frau half.", "two articles, dative"),
    ("They moved to Baden Baden and Bora Bora.", "place names"),
    ("There's Scale and Nvidia, and [Nvidia boss] Jensen Huang.", "seeds: a bracket between"),
    ("The score was 2 2 after extra time.", "numbers of a table"),
    ("Nein, nein, das geht nicht.", "comma between single words"),
    ("", "empty"),
]


@pytest.mark.parametrize(("text", "words", "origin"), FIRES)
def test_fires(text: str, words: str, origin: str) -> None:
    assert [item.span.of(text) for item in repeats(text)] == [words]


@pytest.mark.parametrize(("text", "origin"), QUIET)
def test_quiet(text: str, origin: str) -> None:
    assert repeats(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("公司宣布公司宣布公司宣布收购", 1),
        ("这家公司收购这家公司收购", 1),
        ("大家常常研究研究这个问题", 0),
        ("人人都说好好学习天天向上", 0),
    ],
)
def test_chinese(text: str, count: int) -> None:
    assert len(doubled_characters(text)) == count


def pair(source: str, lang: str, target: str) -> Material:
    segment = Segment("x#0", "x", 0, lang, source, Span(0, len(source)))
    return Material(
        (Article("x", "x", lang, source),), (segment,), {"x#0": Translation(segment, "en", target)}, together=False
    )


def test_translation_is_judged_against_its_source() -> None:
    check = Repetition()
    found = list(check.examine(pair("Sie stieg auf 100.", "de", "It rose to 100 100.")))
    assert [item.target.of("It rose to 100 100.") for item in found if item.target] == ["100"]
    assert list(check.examine(pair("Er sagte: nie nie wieder.", "de", "He said: never ever never ever again."))) == []


ECHOES = [
    # language, source, translation, the words that are said again
    (
        "de",
        "Er kam im Zweiten Weltkrieg zur Welt und blieb hier.",
        "He was born in the Second World War, and here was born in the Second World War.",
        "was born in the Second World War",
    ),
    (
        "zh",
        "他在第二次世界大战期间出生于此。",
        "He was born in the Second World War, and here was born in the Second World War.",
        "was born in the Second World War",
    ),
    (
        "de",
        "Von der ersten Hälfte des Jahres bis zur ersten Hälfte des Folgejahres stieg der Umsatz.",
        "From the first half of the year to the first half of the next, revenue rose.",
        "",
    ),
    (
        "zh",
        "您可以使用 Skype for Business Server 控制面板或 Skype for Business Server 命令行。",
        "Use the Skype for Business Server panel or the Skype for Business Server shell.",
        "",
    ),
    ("de", "Er gewann. Sie auch.", "He won the first prize there. She won the first prize there.", ""),
    ("de", "Er ging und kam.", "He went out of the house and came out of the rain.", ""),
]


@pytest.mark.parametrize(("lang", "source", "target", "words"), ECHOES)
def test_phrases_that_come_back_are_judged_against_the_source(lang: str, source: str, target: str, words: str) -> None:
    found = list(Repetition().examine(pair(source, lang, target)))
    assert [item.target.of(target) for item in found if item.target] == ([words] if words else [])


def test_echoes_do_not_overlap() -> None:
    text = "the big red dog and the big red dog and the big red dog"
    assert [item.words for item in echoes(text)] == ["the big red dog and"]


@pytest.mark.parametrize(
    ("words", "times", "expected"),
    [
        ("nationwide nationwide", 2, "“nationwide” stands 4 times in a row"),
        ("The the", 2, "“The” stands 4 times in a row"),
        ("Bording data for", 2, "“Bording data for” stands twice in a row"),
        ("割韭菜", 3, "“割韭菜” stands three times in a row"),
    ],
)
def test_the_message_names_the_smallest_unit(words: str, times: int, expected: str) -> None:
    assert _message(Repeat(Span(0, 1), words, times, 1)) == expected
