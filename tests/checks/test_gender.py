"""Pronouns of the other gender, German and Chinese."""

from __future__ import annotations

import pytest

from xling.checks import Material
from xling.checks.gender import Gender
from xling.types import Article, Segment, Span, Translation

CASES = [
    ("de", "Er verlor seinen Pass.", "She lost her passport.", True),
    ("de", "Sie verlor ihren Pass.", "He lost his passport.", True),
    ("de", "Er verlor seinen Pass.", "He lost his passport.", False),
    ("de", "Die Präsidentin und ihr Mann kamen.", "The president and her husband came.", False),
    ("de", "Das Mädchen hob seinen Kopf.", "The girl raised her head.", False),
    ("de", "Sie verloren ihre Pässe.", "They lost their passports.", False),
    ("de", "Der Arzt sagte, die Patienten hätten ihre Akten.", "The doctor said his patients had their files.", False),
    ("zh", "她昨天辞职了。", "He resigned yesterday.", True),
    ("zh", "他昨天辞职了。", "She resigned yesterday.", True),
    ("zh", "她昨天辞职了。", "She resigned yesterday.", False),
    ("zh", "他们昨天辞职了。", "They resigned yesterday.", False),
    ("zh", "这位女演员说他很好。", "The actress said she liked him.", False),
]


@pytest.mark.parametrize(("lang", "source", "target", "fires"), CASES)
def test_pronouns(lang: str, source: str, target: str, fires: bool) -> None:
    segment = Segment("x#0", "x", 0, lang, source, Span(0, len(source)))
    material = Material(
        (Article("x", "x", lang, source),), (segment,), {"x#0": Translation(segment, "en", target)}, together=False
    )
    found = [item for item in Gender().examine(material) if item.score >= 0.6]
    assert bool(found) == fires
    assert all(item.target is not None and item.target.of(target).lower() in ("he", "she") for item in found)
