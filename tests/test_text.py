"""Small questions about characters."""

from __future__ import annotations

import pytest

from xling.text import quoted


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("ein Wort", 70, "“ein Wort”"),
        ("zwei\n  Zeilen", 70, "“zwei Zeilen”"),
        ("Insgesamt 174 Erntehelfer wurden getestet, wie das Amt mitteilte", 30, "“Insgesamt 174 … Amt mitteilte”"),
        ("这位小时候在自家农场上对着鸡宣讲福音的约翰", 10, "“这位小时候 … 福音的约翰”"),
    ],
)
def test_quoted_is_one_short_line(text: str, limit: int, expected: str) -> None:
    assert quoted(text, limit) == expected
