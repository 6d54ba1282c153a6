"""XL-GRAM-002: organisations that are explained as a person."""

from __future__ import annotations

import pytest

from xling.checks import Material
from xling.checks.apposition import Apposition, appositions
from xling.types import Article, Blame, Segment, Span

FIRES = [
    ("de", "Sie erhielt Geld vom Founders Fund, dem Mitbegründer von PayPal, Peter Thiel, und wuchs.", "Founders Fund"),
    ("de", "Der Anteil von Tesla, dem Gründer von SpaceX, Elon Musk, sank.", "Tesla"),
    ("de", "Er wechselte zur Sequoia Capital, dem ehemaligen Chef von Intel, Robert Noyce.", "Sequoia Capital"),
    ("en", "It got money from Founders Fund, the co-founder of PayPal, Peter Thiel.", "Founders Fund"),
]
QUIET = [
    ("de", "Peter Thiel, der Mitbegründer von PayPal, sagte ab."),
    ("de", "Der Mitbegründer von PayPal, Peter Thiel, sagte ab."),
    ("de", "Geld kam von Accel Capital, dem Mitbegründer von PayPal, Peter Thiel, und Sequoia."),
    ("de", "Geld kam vom Founders Fund, dem Wagniskapitalgeber von Peter Thiel."),
    ("de", "Geld kam vom Founders Fund, dem PayPal-Mitbegründer Peter Thiel und anderen."),
    ("de", "Er sprach mit dem Gründer von Tesla, dem Chef von SpaceX, Elon Musk."),
    ("en", "At Meta, the chief executive, Mark Zuckerberg, has cut jobs."),
    ("en", "When he joined Meta, the founder of the firm, Mark Zuckerberg, was glad."),
    ("en", "Peter Thiel, the co-founder of PayPal, left."),
    ("en", "It got money from Founders Fund, the firm of Peter Thiel."),
    ("zh", "创始人基金，PayPal 联合创始人彼得·蒂尔。"),
    ("de", ""),
]


@pytest.mark.parametrize(("lang", "text", "organisation"), FIRES)
def test_fires(lang: str, text: str, organisation: str) -> None:
    assert [broken.organisation for broken in appositions(text, lang)] == [organisation]


@pytest.mark.parametrize(("lang", "text"), QUIET)
def test_quiet(lang: str, text: str) -> None:
    assert appositions(text, lang) == []


def test_the_finding_is_about_the_article() -> None:
    text = FIRES[0][1]
    segment = Segment("x#0", "x", 0, "de", text, Span(0, len(text)))
    (item,) = Apposition().examine(Material((Article("x", "x", "de", text),), (segment,)))
    assert item.blame is Blame.SOURCE
    assert item.span.of(text) == "Founders Fund, dem Mitbegründer von PayPal, Peter Thiel"
