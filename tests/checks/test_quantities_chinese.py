"""Chinese amounts, dates and times beside right and wrong translations: the table of cases, one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from xling.checks.quantity_match import differences

SURE = 0.6  # the threshold of the rules XL-NUM-001, 003 and 004
_TABLE = Path(__file__).parent / "data" / "quantities.zh.tsv"
_ROWS = [
    tuple(line.split("\t")) for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]


@pytest.mark.parametrize(
    ("verdict", "lang", "chinese", "translation", "why"), _ROWS, ids=[f"{row[0]}:{row[1]}:{row[4]}" for row in _ROWS]
)
def test_table(verdict: str, lang: str, chinese: str, translation: str, why: str) -> None:
    found = [each for each in differences(chinese, "zh", translation, lang) if each.score >= SURE]
    assert bool(found) is (verdict == "wrong"), why


def test_a_weekday_that_moved_points_at_both_words() -> None:
    source, target = "下周三开庭。", "The hearing is next Thursday."
    (found,) = differences(source, "zh", target, "en")
    assert found.source is not None and found.target is not None
    assert (found.source.span.of(source), found.target.span.of(target)) == ("周三", "Thursday")


@pytest.mark.parametrize(
    ("source", "target", "lang"),
    [
        ("如今，人们都用手机付款。昨天也一样。", "Today everyone pays by phone, and so they did yesterday.", "en"),
        ("昨天早上他来了。", "Er kam gestern Morgen.", "de"),
        ("周六他看《星期日泰晤士报》。", "On Saturday he reads the Sunday Times.", "en"),
        ("前天下雨。", "It rained on Monday.", "en"),
    ],
)
def test_words_of_the_calendar_stay_quiet(source: str, target: str, lang: str) -> None:
    assert not [each for each in differences(source, "zh", target, lang) if each.score >= SURE]
