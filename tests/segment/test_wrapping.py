"""Texts that were wrapped at a column give the same sentences as before; the seeds serve as texts."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from xling.ingest import article_from_text
from xling.segment import segment

SEEDS = Path(__file__).parents[2] / "seeds"


def sentences_of(text: str) -> list[str]:
    return [" ".join(s.text.split()) for s in segment(article_from_text(text, id="a", lang="de"))]


@pytest.mark.parametrize("column", [60, 72, 78, 100])
@pytest.mark.parametrize("name", ["meta-scale-deal-explainer.de", "scale-ai-portrait-t3n.de"])
def test_wrapping_changes_no_sentence(name: str, column: int) -> None:
    text = (SEEDS / f"{name}.txt").read_text(encoding="utf-8")
    article = article_from_text(text, id="a", lang="de")
    wrapped = "\n\n".join(
        "\n".join(textwrap.wrap(block.span.of(text), column, break_long_words=False, break_on_hyphens=False))
        for block in article.blocks
    )
    assert sentences_of(wrapped) == sentences_of(text)


def test_a_list_in_wrapped_text_stays_a_list() -> None:
    text = (
        "The group said on Tuesday that it would buy the supplier for several\n"
        "billion dollars – a price that nobody had expected – and that three\n"
        "– or even four – regulators would have to approve the deal:\n"
        "- the European Commission in Brussels\n"
        "- the Federal Trade Commission in Washington\n"
        "1. A first step follows in autumn.\n"
    )
    assert sentences_of(text) == [
        "The group said on Tuesday that it would buy the supplier for several billion dollars – a price that nobody "
        "had expected – and that three – or even four – regulators would have to approve the deal:",
        "the European Commission in Brussels",
        "the Federal Trade Commission in Washington",
        "A first step follows in autumn.",
    ]


def test_a_table_or_a_poem_is_not_joined() -> None:
    text = "Umsatz 2023 870 Mio.\nUmsatz 2024 900 Mio.\nGewinn 2024 12 Mio.\n"
    assert sentences_of(text) == text.strip().split("\n")
