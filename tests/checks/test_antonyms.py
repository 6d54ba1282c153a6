"""Opposites in place of the right word; links by hand, renderings from the shipped tables."""

from __future__ import annotations

import pytest

from tests.checks.one_pair import linked, material
from xling.checks.antonyms import Antonyms, forms, opposites

CASES = [
    # language, source, translation, linked words, expected word of the translation
    ("de", "Die Autos fahren schnell", "The cars drive slowly", ("schnell", "slowly"), "slowly"),
    ("de", "Das neue System", "The old system", ("neue", "old"), "old"),
    ("de", "Das neue System", "The new system", ("neue", "new"), ""),
    ("de", "Das war nicht teuer", "That was cheap", ("teuer", "cheap"), ""),
    ("de", "Es ist mehr oder weniger neu", "It is more or less new", ("mehr", "more"), ""),
    ("zh", "新 系统", "The old system", ("新", "old"), "old"),
    ("zh", "新 系统", "The new system", ("新", "new"), ""),
    # the right word stands elsewhere, for another word of the source
    ("de", "Mehr Autos als mehr Busse", "More cars than less buses", ("mehr", "less"), "less"),
    ("de", "Mehr Autos und Busse", "More cars not less and buses", ("Mehr", "less"), ""),
    (
        "zh",
        "结束 之后 周而复始",
        "It ends and starts again",
        ("结束", "starts"),
        "",
    ),  # 周而复始 comes back to the start
    # denied by the translation; rendered together with the words around it
    ("de", "Ich bin unzufrieden", "I am not very satisfied", ("unzufrieden", "satisfied"), ""),
    ("de", "Elf Menschen kamen ums Leben", "Eleven people died", ("Leben", "died"), ""),
    ("de", "Ich las es vor Jahren", "I read it years back", ("vor", "back"), ""),
    ("zh", "北部 地区", "The southern region", ("北部", "southern"), "southern"),
    ("de", "Die Ausgaben stiegen", "The earnings rose", ("Ausgaben", "earnings"), "earnings"),
]


@pytest.mark.parametrize(("lang", "source", "target", "link", "expected"), CASES)
def test_opposites(lang: str, source: str, target: str, link: tuple[str, str], expected: str) -> None:
    pair = material(lang, source, target, linked(source, target, link))
    found = [item.target.of(target) for item in Antonyms().examine(pair) if item.target and item.score >= 0.65]
    assert found == ([expected] if expected else [])


def test_forms_and_list() -> None:
    assert len(opposites()) > 2000
    assert {"rise", "rises", "rising", "rose", "risen"} == forms("rise[rose risen]")
    assert {"carry", "carries", "carried", "carrying"} <= forms("carry")
    assert {"stopped", "stopping"} <= forms("stop")
    assert "fell" in opposites()["rose"] and "rise" in opposites()["falling"]
    assert all(word not in against for word, against in opposites().items())
