"""What the dictionary gives as the English of the words in a Chinese text."""

from __future__ import annotations

import pytest

from xling.lexicon.cedict import dictionary_path
from xling.lexicon.glosses import glossed, is_glossed, keys

installed = pytest.mark.skipif(dictionary_path() is None, reason="no CC-CEDICT here")


@installed
@pytest.mark.parametrize(
    ("word", "text", "known"),
    [
        ("Acer", "这款宏碁笔记本", True),
        ("Guangdong", "粤港澳", True),
        ("Yokosuka", "停靠在日本横须贺的航母", True),
        ("manufacturers", "台积电的对手", True),  # its gloss spells the name out
        ("Bilibili", "在b站看", True),
        ("researchers", "研究人员", True),  # relatives share their first letters
        ("Mekong", "长江上游", False),
        ("horse", "研究人员", False),
    ],
)
def test_words_of_the_dictionary(word: str, text: str, known: bool) -> None:
    assert is_glossed(word, text) is known


def test_inflected_words_share_a_key() -> None:
    assert keys("cities") & keys("city")
    assert not keys("cat") & keys("cattle")


def test_an_empty_text_has_no_glosses() -> None:
    assert glossed("") == frozenset()
    assert not is_glossed("word", "")
