"""XL-GRAM-001: article and noun, pronoun and noun side by side."""

from __future__ import annotations

import pytest

from xling.checks import Material
from xling.checks.agreement import Agreement, clashes
from xling.types import Article, Blame, Segment, Span, Translation

FIRES = [
    ("It was a honest attempt.", "an"),
    ("He bought a apple.", "an"),
    ("She is an European.", "a"),
    ("An union has called a strike.", "A"),
    ("They waited an year.", "a"),
    ("She has a MBA.", "an"),
    ("a 8-year-old boy", "an"),
    ("an 5 per cent rise", "a"),
    ("This companies have cut jobs.", "company"),
    ("These company have cut jobs.", "companies"),
    ("That was three year ago.", "years"),
    ("Every cities will pay.", "city"),
]
QUIET = [
    "It took an hour, an honest hour.",
    "A European, a university, a one-off, a US firm and a used car.",
    "An MBA from an FBI agent, an X-ray, an unidentified man.",
    "An historic day, a historic day, a hotel, an hotel.",
    "an 8-year-old, an 18-year-old, an 11,000-strong army, a 1,800 seat hall, an 80 per cent cut",
    "Plan A is better; Series A investors; vitamin a is good.",
    "Frankfurt an der Oder",
    "These company shares fell.",
    "This means that these days are over.",
    "Of these, five are new.",
    "a NATO country, an SAP manager, a SIM card",
    "",
]


@pytest.mark.parametrize(("text", "better"), FIRES)
def test_fires(text: str, better: str) -> None:
    assert [clash.better for clash in clashes(text)] == [better]


@pytest.mark.parametrize("text", QUIET)
def test_quiet(text: str) -> None:
    assert clashes(text) == []


@pytest.mark.parametrize(
    ("lang", "source", "target", "expected"),
    [
        ("zh", "这些公司裁员。", "These company have cut jobs.", ["company"]),
        ("de", "Es war eine ehrliche Antwort.", "It was a honest answer.", ["a"]),
        ("de", "Es war eine Antwort.", "It was an answer.", []),
    ],
)
def test_translations(lang: str, source: str, target: str, expected: list[str]) -> None:
    segment = Segment("x#0", "x", 0, lang, source, Span(0, len(source)))
    material = Material((Article("x", "x", lang, source),), (segment,), {"x#0": Translation(segment, "en", target)})
    assert [item.target.of(target) for item in Agreement().examine(material) if item.target] == expected


def test_an_english_article_is_judged_itself() -> None:
    text = "She is an European."
    segment = Segment("x#0", "x", 0, "en", text, Span(10, 10 + len(text)))
    (item,) = Agreement().examine(Material((Article("x", "x", "en", text),), (segment,)))
    assert (item.blame, item.span, item.suggestion) == (Blame.SOURCE, Span(17, 19), "a")
