"""Claims as records: clauses, stance, source, quantities, names; spans into the article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.claims.clauses import LONG, clauses
from xling.claims.stance import attribution, modality, polarity
from xling.types import Span

SOURCES = [
    ("de", "Laut Reuters plant Google den Ausstieg.", "Reuters"),
    ("de", "Crunchbase zufolge flossen 120.000 Dollar.", "Crunchbase"),
    ("en", "According to The Information, talks began in May.", "The Information"),
    ("en", "Scale generated about $870 million in 2024, per Bloomberg.", "Bloomberg"),
    ("zh", "据路透社报道，谷歌计划终止合作。", "路透社"),
    ("de", "Die Sonne scheint.", ""),
]
STANCE = [
    ("de", "Meta will nicht kaufen.", False, "plan"),
    ("de", "Nicht nur Meta kauft ein.", True, ""),
    ("de", "Der Konzern dementiert den Verkauf.", False, "denial"),
    ("en", "Google is not leaving.", False, ""),
    ("en", "It may sell the unit.", True, "possible"),
    ("en", "Sales are expected to double.", True, "forecast"),
    ("zh", "谷歌没有离开。", False, ""),
    ("zh", "他不仅是科学家。", True, ""),
    ("zh", "公司计划裁员。", True, "plan"),
]


@pytest.mark.parametrize(("lang", "text", "who"), SOURCES)
def test_attribution(lang: str, text: str, who: str) -> None:
    assert attribution(text, lang) == who


@pytest.mark.parametrize(("lang", "text", "positive", "how"), STANCE)
def test_polarity_and_modality(lang: str, text: str, positive: bool, how: str) -> None:
    assert (polarity(text, lang), modality(text, lang)) == (positive, how)


def test_a_claim_carries_what_its_sentence_says(claims_of) -> None:  # type: ignore[no-untyped-def]
    text = "Laut Bloomberg lag der Umsatz von Scale AI 2024 bei rund 870 Millionen Dollar. Das Wetter ist schön."
    (article,), claims = claims_of([("a", "de", text)])
    first = claims[0]
    assert article.text[first.span.start : first.span.end] == first.text
    assert first.attribution == "Bloomberg" and {"bloomberg", "scale ai"} == {name.key for name in first.names}
    assert "870 Millionen Dollar" in [q.span.of(article.text).removeprefix("rund ") for q in first.quantities]
    assert first.when == ("2024",)


def test_long_sentences_are_cut_between_clauses() -> None:
    text = (
        "Meta will pay $14.3 billion for 49 per cent of Scale AI and hire its founder; the company, which labels data "
        "for OpenAI and Google, was valued at $7.3 billion in 2021, but its revenue has since risen to $870 million, "
        "and it expects to double that this year, people familiar with the matter said."
    )
    assert len(text) > LONG
    assert len(clauses(text)) > 1


@given(st.text(max_size=900), st.lists(st.tuples(st.integers(0, 800), st.integers(1, 40)), max_size=5))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_clauses_cover_the_text_and_spare_what_is_protected(text: str, guarded: list[tuple[int, int]]) -> None:
    guard = [Span(start, start + length) for start, length in guarded]
    found = clauses(text, guard)
    assert "".join(span.of(text) for span in found) == text
    assert not any(g.start < cut.end < g.end for cut in found[:-1] for g in guard)
