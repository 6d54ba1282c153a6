"""Chinese personal names in Latin letters."""

from __future__ import annotations

import pytest

from xling.translate.names import kept_names
from xling.translate.pinyin import is_romanised, romanised


# Family name first, given name in one word (GB/T 28039-2011); names of public persons and invented ones.
@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("申俊飞", "Shen Junfei"),
        ("李兰娟", "Li Lanjuan"),
        ("王成", "Wang Cheng"),
        ("欧阳瑜", "Ouyang Yu"),
        ("吴长安", "Wu Chang'an"),
        ("周六", ""),  # Saturday
        ("肖尔茨", ""),  # Scholz, by sound
        ("马克", ""),  # Mark
        ("李先生", ""),  # Mr. Li
        ("李总理", ""),  # Premier Li
        ("王医生", ""),  # Dr. Wang
        ("韩方", ""),  # the Korean side
        ("许多人", ""),  # many people
        ("董事长", ""),  # chairman of the board
        ("李", ""),
        ("苹果公司", ""),
        ("", ""),
    ],
)
def test_a_name_is_written_in_pinyin_where_it_is_chinese(name: str, usual: str) -> None:
    assert (*romanised(name), "")[0] == usual


def test_other_ways_to_write_it_count_too() -> None:
    assert {"Chen Kaixian", "Chan Kaixian", "Chen Kai-xian", "Kaixian Chen"} <= set(romanised("陈凯先"))


@pytest.mark.parametrize(
    ("forms", "chinese", "wanted"),
    [
        (("Wuhan",), "武汉", True),
        (("Xi'an",), "西安", True),
        (("Harbin",), "哈尔滨", False),
        (("Hong Kong",), "香港", False),
        ((), "武汉", False),
        (("Wuhan",), "", False),
    ],
)
def test_a_name_that_is_the_reading_of_the_characters(forms: tuple[str, ...], chinese: str, wanted: bool) -> None:
    assert is_romanised(forms, chinese) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("这是第一反应创始人陆乐说的。", ["Lu Le"]),
        ("申俊飞说，比如癌症早期检查时，医生要看清。", ["Shen Junfei"]),
        ("默克尔表示，她同意。", ["Merkel"]),  # listed: its own form, no pinyin
        ("周六说再见。", []),
        ("李总理表示，经济正在复苏。", []),
        ("韩方表示，谈判将继续。", []),
        ("石破茂说，日本不会退让。", ["Ishiba"]),
        ("韩国总统朴正熙说，不会退让。", []),  # spelt Park Chung-hee, which no list has
        ("重大连锁反应，建成都市圈。", []),
        ("大连和成都下雪了。", ["Dalian", "Chengdu"]),
        (
            "新华社武汉和西安电：哈尔滨下雪了，纽约也是。",
            ["Xinhua", "Wuhan", "Xi'an"],
        ),  # places of China by their reading
    ],
)
def test_people_of_a_chinese_text_keep_their_names(text: str, wanted: list[str]) -> None:
    found = kept_names(text, "zh", "en")
    assert [match.term.target.split(" ")[-1] for match in found] == [name.split(" ")[-1] for name in wanted]
    assert all(match.span.of(text) == match.term.source for match in found)
