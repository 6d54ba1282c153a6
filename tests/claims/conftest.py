"""Articles made of short texts, and encoders that need no weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from xling.claims import extract
from xling.ingest import article_from_text
from xling.segment import segment
from xling.types import Article, Claim

Make = Callable[[Sequence[tuple[str, str, str]]], tuple[list[Article], list[Claim]]]


@pytest.fixture
def claims_of() -> Make:
    """(id, language, text) → the articles and their claims."""

    def make(texts: Sequence[tuple[str, str, str]]) -> tuple[list[Article], list[Claim]]:
        articles = [article_from_text(text, id=name, lang=lang) for name, lang, text in texts]
        return articles, extract(articles, [piece for article in articles for piece in segment(article)])

    return make
