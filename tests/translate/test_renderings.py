"""The likeliest English for a word by itself."""

from __future__ import annotations

import pytest

from xling.translate.renderings import is_listed, is_rendered, rendering

WORDS = [
    ("Garantie", "de", "guarantee"),
    ("Sonntag", "de", "Sunday"),
    ("dürftig", "de", "poor"),
    ("Luftschlauch", "de", "air hose"),
    ("Kontaktformular", "de", "contact form"),
    ("gebrauchsbedingten", "de", ""),  # an adjective is not taken apart
    ("Xqzwort", "de", ""),
    ("混凝土", "zh", "concrete"),
    ("民主", "zh", "democracy"),
    ("Boot", "fr", ""),
]


@pytest.mark.parametrize(("word", "lang", "english"), WORDS)
def test_rendering(word: str, lang: str, english: str) -> None:
    assert rendering(word, lang) == english


def test_the_dictionary_is_asked_where_the_table_has_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from xling.lexicon.cedict import Entry
    from xling.translate import renderings

    entries = {
        "甲乙丙": (Entry("甲乙丙", "甲乙丙", "x", ("to stir-fry (cooking); to fry",)),),
        "甲乙丁": (Entry("甲乙丁", "甲乙丁", "x", ("a long explanation of a word in many words",)),),
        "甲乙戊": (Entry("甲乙戊", "甲乙戊", "x", ("one",)), Entry("甲乙戊", "甲乙戊", "y", ("two",))),
    }
    monkeypatch.setattr(renderings, "dictionary", lambda: entries)
    rendering.cache_clear()
    assert [rendering(word, "zh") for word in entries] == ["stir-fry", "", ""]
    rendering.cache_clear()


def test_whether_a_word_is_rendered() -> None:
    assert is_rendered("Garantie", "de", frozenset({"the", "guarantee"}))
    assert not is_rendered("Garantie", "de", frozenset({"the", "garanti"}))


@pytest.mark.parametrize(
    ("word", "lang", "listed"),
    [
        ("weightlessness", "de", True),
        ("long-term", "de", True),
        ("airauch", "de", False),
        ("Zhejiang", "zh", True),
        ("Berlin", "de", True),
        ("cusctive", "zh", False),
    ],
)
def test_listed_words(word: str, lang: str, listed: bool) -> None:
    assert is_listed(word, lang) is listed
