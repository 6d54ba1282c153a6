"""Another thing of the same kind; links by hand, renderings from the shipped tables."""

from __future__ import annotations

import pytest

from xling.checks import Material
from xling.checks.siblings import Siblings, siblings
from xling.types import Alignment, Article, Link, Segment, Span, Translation

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
    ("zh", "周四 早上", "Thursday morning", ("周四", "Thursday"), ""),
]


def words(text: str) -> tuple[Span, ...]:
    spans, start = [], 0
    for word in text.split(" "):
        spans.append(Span(start, start + len(word)))
        start += len(word) + 1
    return tuple(spans)


@pytest.mark.parametrize(("lang", "source", "target", "link", "expected"), CASES)
def test_siblings(lang: str, source: str, target: str, link: tuple[str, str], expected: str) -> None:
    places = source.split(" ").index(link[0]), target.split(" ").index(link[1])
    alignment = Alignment(source, target, words(source), words(target), (Link(*places, 0.9),))
    segment = Segment("x#0", "x", 0, lang, source, Span(0, len(source)))
    material = Material(
        (Article("x", "x", lang, source),),
        (segment,),
        {"x#0": Translation(segment, "en", target)},
        {"x#0": alignment},
        together=False,
    )
    found = [item.target.of(target) for item in Siblings().examine(material) if item.target and item.score >= 0.75]
    assert found == ([expected] if expected else [])


def test_list() -> None:
    assert "gold" in siblings()["bronze"] and "boats" not in siblings()["ship"]
    assert all(word not in against for word, against in siblings().items())
    assert "fall" not in siblings()["autumn"]
