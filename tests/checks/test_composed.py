"""Renderings composed of the parts of a Chinese word. Sentences were written for these tests."""

from __future__ import annotations

import pytest

from xling.checks.composed import composed, composed_hits, divided, part_words
from xling.lexicon.calques import calques
from xling.lexicon.concepts import analyse


def found(text: str, lang: str) -> set[tuple[str, str]]:
    return {(calques()[each.entry].forms[0], each.way) for each in composed(analyse(text, lang), lang)}


@pytest.mark.parametrize(
    ("lang", "text", "zh", "way"),
    [
        ("de", "Die Samenspielerin schied früh aus.", "种子选手", "compound"),
        ("de", "Das Paket liegt auf der Vorderbühne.", "前台", "compound"),
        ("de", "Bei den Chips liegt die gute Rate über siebzig Prozent.", "良率", "phrase"),
        ("de", "Wir fahren heim, indem wir ein Auto schlagen.", "打车", "object"),
        ("en", "Please leave the parcel on the front stage.", "前台", "phrase"),
        ("en", "The house of tickets passed 600 million yuan.", "票房", "genitive"),
        ("en", "It is hard to beat the car in the rain.", "打车", "object"),
    ],
)
def test_words_put_together_like_their_parts(lang: str, text: str, zh: str, way: str) -> None:
    assert (zh, way) in found(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Die Kinder bauten ein Kartenhaus aus Bierdeckeln."),
        ("de", "Der Wagen fuhr auf der linken Straßenseite."),
        ("de", "Im Windkanal messen Ingenieure den Widerstand der Karosserie."),
        ("de", "Das Gericht verhandelt im nächsten Monat unter Ausschluss der Öffentlichkeit."),
        ("en", "The front door of the house was open."),
        ("en", "She bought a ticket and went home."),
    ],
)
def test_ordinary_words_say_nothing(lang: str, text: str) -> None:
    assert not found(text, lang)


def test_a_hit_covers_the_words_found() -> None:
    text = "Das Paket liegt auf der Vorderbühne."
    spans = [hit.span.of(text) for hit in composed_hits(text, analyse(text, "de"), "de")]
    assert "Vorderbühne" in spans


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("In der Liga verlor er Punkte.", True),
        ("Der Dax verlor am Dienstag 18 Punkte.", False),
        ("Die Partei verlor in der Umfrage neun Punkte.", False),
    ],
)
def test_what_is_counted_is_no_part_of_a_word(text: str, hits: bool) -> None:
    found = [calques()[each.rendering.entry].zh for each in composed_hits(text, analyse(text, "de"), "de")]
    assert ("掉分" in found) is hits


def test_half_a_hyphened_word_is_no_word() -> None:
    text = "They agreed to build a cross-border railway."
    assert not composed_hits(text, analyse(text, "en"), "en")


def test_every_part_has_words_in_both_languages() -> None:
    german, english = part_words("de"), part_words("en")
    assert german.keys() == english.keys() and all(german.values()) and all(english.values())
    assert len(divided()) > 800


def test_words_of_two_clauses_are_no_combination() -> None:
    text = "Er nahm das Auto, schlagen wollte er niemanden."
    assert not composed_hits(text, analyse(text, "de"), "de")
