"""Dates as bylines write them."""

from __future__ import annotations

import pytest

from xling.ingest import article_from_text
from xling.ingest.dates import find_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-06-18", "2025-06-18"),
        ("2025-06-18T14:30:00+02:00", "2025-06-18"),
        ("2025/6/8", "2025-06-08"),
        ("2025.06.18 10:20", "2025-06-18"),
        ("Stand: 18.06.2025, 10:15 Uhr", "2025-06-18"),
        ("18. Juni 2025", "2025-06-18"),
        ("Mittwoch, den 3. März 2021", "2021-03-03"),
        ("1. Jänner 2024", "2024-01-01"),
        ("June 18, 2025 at 2:30 p.m.", "2025-06-18"),
        ("Published 18 June 2025", "2025-06-18"),
        ("Sept. 3rd, 2024", "2024-09-03"),
        ("Wed, 18 Jun 2025 10:00:00 GMT", "2025-06-18"),
        ("2025年6月18日 10:20", "2025-06-18"),
        ("2025年 6 月", "2025-06"),
        ("date 2025-06", "2025-06"),
        ("Juni 2025", "2025-06"),
        ("06/18/2025", "2025-06-18"),
        ("18/06/2025", "2025-06-18"),
        ("06/07/2025", "2025"),
        ("06/06/2025", "2025-06-06"),
        ("18.06.25", "2025-06-18"),
        ("31.02.2025", ""),
        ("2025-13-01", ""),
        ("12.345.678", ""),
        ("Version 2.0.1", ""),
        ("no date here", ""),
    ],
)
def test_find_date(text: str, iso: str) -> None:
    assert find_date(text) == iso


BODY = "\n\nDer Konzern übernimmt den Anbieter für viele Milliarden Dollar. Die Behörden stimmen bis 3. Mai 2030 zu.\n"


@pytest.mark.parametrize(
    ("head", "iso"),
    [
        ("Titel der Meldung\nVeröffentlicht am 18. Juni 2025, 14:30 Uhr", "2025-06-18"),
        ("Titel der Meldung\nVon Anna Weber\n18.06.2025", "2025-06-18"),
        ("Titel der Meldung\n\ndate: 2025-06-18", "2025-06-18"),
        ("Titel der Meldung\nErschienen: 2025-06-18 | Aktualisiert: 2025-06-20", "2025-06-18"),
        ("Titel der Meldung", ""),
    ],
)
def test_the_date_of_an_article_is_not_one_it_speaks_of(head: str, iso: str) -> None:
    assert article_from_text(head + BODY, id="a").date == iso


def test_a_date_field_in_front_of_the_first_paragraph() -> None:
    article = article_from_text(" date 2025-06 " + BODY.strip(), id="a")
    assert article.date == "2025-06"
    assert [block.kind.value for block in article.blocks] == ["metadata", "paragraph"]
