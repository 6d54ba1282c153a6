"""The compiled pieces of Chinese number phrases."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from xling.claims.quantity.data import Unit, longest, units, words
from xling.claims.quantity.grammar import SKIP
from xling.claims.quantity.numerals import ZH_DIGITS, ZH_SCALES
from xling.types import Approx

_D = f"[{ZH_DIGITS}]"
# 千瓦, 百分点 and 兆瓦 are units, no scales; 100兆 are megabits, 1.2兆日元 a trillion
_GUARD = "(?!千[瓦克米卡赫伏字帕]|百[分帕]|兆(?![元日美韩欧新台])|兆[瓦赫字比])"
DIGIT_NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3}){1,7}(?:\.\d{1,12})?(?!\d)|\d{1,24}(?:\.\d{1,24})?(?!\d))"
    rf"(?P<more>[多余几来])?(?P<scale>(?: ?{_GUARD}[十百千万亿兆萬億]){{1,3}}|个亿)?(?P<late>[多余来]|"
    r"几(?=[十百千万亿个名]))?"
)
HAN_NUMBER = re.compile(
    rf"(?P<vague>好几|几|数|上|成|近|"
    rf"过)?(?P<body>(?:{_GUARD}[{ZH_DIGITS}{ZH_SCALES}]){{1,40}}(?:点{_D}{{1,12}}(?:{_GUARD}[十百千万亿]){{0,3}})?)"
    rf"(?P<late>[多余来]|几(?=[十百千万亿个名位家岁年天次条张元]))?(?P<more>(?:{_GUARD}[万亿]){{1,2}}|个亿)?"
)
PAIR = re.compile(
    r"(?P<head>[二三四五六七八九]?十)?(?P<a>[一二两三四五六七八])(?P<b>[二两三四五六七八九])(?P<scale>[十百千万亿"
    r"]{0,3})"
)
TO = re.compile(r" ?(?:至|到|—|–|-|~|～|──|——) ?")


class HanGrammar(NamedTuple):
    anchor: re.Pattern[str]
    unit: re.Pattern[str]
    units: dict[str, Unit]
    currency_before: re.Pattern[str]  # on reversed text
    before: re.Pattern[str]  # on reversed text
    approx: dict[str, Approx]
    after: re.Pattern[str]
    late: dict[str, Approx]
    quiet: re.Pattern[str]
    said: dict[str, str]  # quiet phrase → the numbers that a translation may have for it, or "-"
    label: re.Pattern[str]  # on reversed text


PREFIX_MONEY = (
    "人民币",
    "港币",
    "新台币",
    "美金",
    "$",
    "us$",
    "hk$",
    "nt$",
    "a$",
    "€",
    "£",
    "¥",
    "rmb",
    "usd",
    "eur",
    "hkd",
    "cny",
)


@cache
def han_grammar() -> HanGrammar:
    """The grammar of Chinese, built once."""
    table = dict(units("zh"))
    table.setdefault("¥", table["元"])
    approx = {form: Approx(value) for form, value in words("zh", "before").items()}
    late = {form: Approx(value) for form, value in words("zh", "after").items()}
    quiet = longest(list(words("zh", "quiet")))
    numerals = ZH_DIGITS + ZH_SCALES
    return HanGrammar(
        anchor=re.compile(
            rf"(?P<skip>{SKIP}|[{numerals}]{{41,}})|(?P<code>(?<![a-z0-9])[a-z]{{1,12}}-?\d[a-z0-9-]{{0,40}})"
            rf"|(?P<quiet>{quiet})|(?P<number>(?<![\d.])\d|[{numerals}半几数]|[去前今明后昨上下本当同翻减腰凌清早中"
            rf"傍晚深午夜过公砍倍首每]|大年|[正腊冬]月|农历|阴历)"
        ),
        unit=re.compile(r" ?(?P<unit>" + longest(list(table)) + r")"),
        units=table,
        currency_before=re.compile(r" ?(?P<form>" + longest([form[::-1] for form in PREFIX_MONEY]) + r")"),
        before=re.compile(r" ?(?P<form>" + longest([form[::-1] for form in approx]) + r")(?P<ahead>.?)"),
        approx=approx,
        after=re.compile(r"(?P<form>" + longest(list(late)) + r")"),
        late=late,
        quiet=re.compile(quiet),
        said=words("zh", "quiet"),
        label=re.compile(r"[ -]?(?:[a-z]|" + longest([form[::-1] for form in words("zh", "label")]) + r")"),
    )
