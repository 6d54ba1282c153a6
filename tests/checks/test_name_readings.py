"""Foreign names left in pinyin. Sentences were written for these tests."""

from __future__ import annotations

import pytest

from xling.checks.calques import Calques
from xling.checks.material import Material
from xling.checks.name_readings import names_in_pinyin, readings
from xling.types import Article, BlockKind, Segment, Span


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("Mokeer schrieb ihre Erinnerungen.", "Mokeer", "Merkel"),
        ("Die Zölle von Telangpu treffen die Autobauer.", "Telangpu", "Trump"),
        ("Ze Lian Siji reiste nach Bolin.", "Ze Lian Siji", "Zelensky"),
        ("Zhakeboge's company pays well.", "Zhakeboge", "Zuckerberg"),
        ("Sangqiesi beriet sich mit Moci.", "Sangqiesi", "Sánchez"),
        ("Sangqiesi beriet sich mit Moci.", "Moci", "Merz"),
        ("Das Werk von Kelubo steht in Huishengdun und Munihei.", "Munihei", "Munich"),
    ],
)
def test_a_name_in_pinyin_is_led_back(text: str, span: str, name: str) -> None:
    assert (span, name) in {(each.span.of(text), each.good["en"]) for each in names_in_pinyin(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Im Juli heben die Banken die Zinsen in allen Ligen.",
        "Modi und Lula trafen sich in Milan.",
        "Wang Chuanfu und Lei Jun sprachen in Shenzhen.",
        "A mule carried the mocha.",
    ],
)
def test_words_and_chinese_names_are_none(text: str) -> None:
    assert not list(names_in_pinyin(text))


def test_each_reading_is_one_word_of_letters() -> None:
    assert len(readings()) > 200 and all(each.isalpha() and each.islower() for each in readings())


def examine(*sentences: str) -> list[str]:
    text = " ".join(sentences)
    article = Article("a", "a.txt", "de", text)
    starts = [text.index(each) for each in sentences]
    segments = tuple(
        Segment(f"a#{n}", "a", n, "de", each, Span(start, start + len(each)), BlockKind.PARAGRAPH)
        for n, (each, start) in enumerate(zip(sentences, starts, strict=True))
    )
    return [each.message for each in Calques().examine(Material((article,), segments)) if each.rule == "XL-CALQ-004"]


def test_a_year_in_a_sentence_before_justifies_the_same_year() -> None:
    same = "Der Konzern eröffnete im selben Jahr zwei Fabriken in Ungarn."
    assert any("当年" in each for each in examine("Der Markt wuchs stark.", same))
    assert not any("当年" in each for each in examine("Der Markt wuchs 2019 stark.", same))


def test_a_name_in_pinyin_is_reported() -> None:
    assert any("默克尔" in each for each in examine("Mokeer spricht über die Flüchtlinge."))
