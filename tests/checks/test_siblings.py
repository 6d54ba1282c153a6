"""Another thing of the same kind; links by hand, renderings from the shipped tables."""

from __future__ import annotations

import pytest

from tests.checks.one_pair import linked, material
from xling.checks.siblings import Siblings, siblings

CASES = [
    # language, source, translation, linked words, expected word of the translation
    ("de", "Ein Taufbecken aus Bronze", "A font of gold", ("Bronze", "gold"), "gold"),
    ("de", "Der Schweizer Maler", "The Canadian painter", ("Schweizer", "Canadian"), "Canadian"),
    ("de", "Er kam am Montag", "He came on Friday", ("Montag", "Friday"), "Friday"),
    ("de", "Das blaue Hemd", "The black shirt", ("blaue", "black"), "black"),
    ("zh", "周四 早上", "Tuesday morning", ("周四", "Tuesday"), "Tuesday"),
    ("zh", "这 条 河流", "this sea", ("河流", "sea"), "sea"),
    # right words, words of nearly one meaning, both in the translation, no word of the list
    ("de", "Der Schweizer Maler", "The Swiss painter", ("Schweizer", "Swiss"), ""),
    ("de", "Das Schiff sank", "The boat sank", ("Schiff", "boat"), ""),
    ("de", "Kupfer und Gold", "gold and copper", ("Gold", "gold"), ""),
    ("de", "Die Lage bleibt ernst", "The situation remains serious", ("ernst", "serious"), ""),
    ("de", "Sie kamen in der Nacht zum Freitag", "They came on Thursday night", ("Freitag", "Thursday"), ""),
    ("de", "Die Länder beraten", "The states confer", ("Länder", "states"), ""),
    ("zh", "周四 早上", "Thursday morning", ("周四", "Thursday"), ""),
]


@pytest.mark.parametrize(("lang", "source", "target", "link", "expected"), CASES)
def test_siblings(lang: str, source: str, target: str, link: tuple[str, str], expected: str) -> None:
    pair = material(lang, source, target, linked(source, target, link))
    found = [item.target.of(target) for item in Siblings().examine(pair) if item.target and item.score >= 0.75]
    assert found == ([expected] if expected else [])


def test_list() -> None:
    assert "gold" in siblings()["bronze"] and "boats" not in siblings()["ship"]
    assert all(word not in against for word, against in siblings().items())
    assert "fall" not in siblings()["autumn"]
