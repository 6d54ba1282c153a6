"""Latin names as readings of Chinese characters, and words that stand for places."""

from __future__ import annotations

import pytest

from xling.claims.gazetteer import chinese_forms, latin_forms
from xling.claims.readings import can_be_read, readings
from xling.claims.relatives import places_meant, relatives, stands_for

READ = [
    ("Yunlong", "柳云龙精心设计。", True),
    ("Liu", "柳云龙精心设计。", True),
    ("Zhongmou", "张忠谋说。", True),
    ("Scholz", "德国总理肖尔茨", True),
    ("Zuckerberg", "扎克伯格说。", True),
    ("Kuttelwascher", "卡雷尔·库特尔瓦舍成为头号得分手", True),
    ("Steinbrück", "许正宇对香港的金融稳定表示乐观。", False),
    ("Kolkata", "今天在韶山举行。", False),
    ("Merl", "有9.1万人的生命被新冠夺走。", False),
    ("Ai", "", False),
]


@pytest.mark.parametrize(("word", "chinese", "expected"), READ)
def test_readings(word: str, chinese: str, expected: bool) -> None:
    assert can_be_read(word, chinese) is expected


def test_every_reading_is_a_syllable() -> None:
    assert len(readings()) > 2000
    assert all(each.isascii() and each.islower() for found in readings().values() for each in found)


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("united states", "agreed with Washington", True),
        ("wales", "the small Welsh town", True),
        ("india", "Hindu and Buddhist mantras", True),
        ("germany", "the Frenchman", False),
        ("no such place", "German", False),
    ],
)
def test_words_that_stand_for_places(key: str, text: str, expected: bool) -> None:
    assert stands_for(key, text) is expected


def test_relatives_are_of_listed_places_or_cities() -> None:
    keys = {form.key for table in (latin_forms("en"), chinese_forms()) for forms in table.values() for form in forms}
    assert len(set(relatives()) - keys) < 6
    assert places_meant("Berlin") >= {"germany"}
