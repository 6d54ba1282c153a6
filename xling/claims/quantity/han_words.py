"""Number expressions of Chinese that are no plain amount: dates, ages, birth cohorts, ordinals, scores, plans."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from xling.claims.quantity.dates import date_figure
from xling.claims.quantity.han_customary import customary
from xling.claims.quantity.han_dates import RULES
from xling.claims.quantity.han_finish import NUMERAL, amount, approximation, label, value_of
from xling.claims.quantity.han_shares import halves, multiples, sure_shares, tenths
from xling.claims.quantity.model import Figure, Role
from xling.claims.quantity.numerals import chinese
from xling.types import Approx, QuantityKind, Span

if TYPE_CHECKING:
    from xling.claims.quantity.han import HanReader

_K = QuantityKind
# One look ahead saves the rules their thirty: no date without 年, 月 …, no other form without 成, 倍, 岁 …
_DATE_NEAR = re.compile(r"[^，。；]{0,11}[年月日号季点时:：世纪昨明前后q/.-]")
_FORM_NEAR = re.compile(r"[^，。；]{0,13}[成折倍岁半米秒位比/:：]|(?<=第)")
_AGE = re.compile(rf"(?P<a>{NUMERAL})(?P<more>[多余来])?(?P<p>周)?岁(?P<late>多|以上|左右|上下|出头|以下)?")
_AGE_RANGE = re.compile(rf"(?P<a>{NUMERAL})(?:岁)?[至到–—~-](?P<b>{NUMERAL})(?:周)?岁")
_NTH = re.compile(rf"第(?P<a>{NUMERAL})(?P<great>大|高|长|快|富|多|小|低|名|位)?")
_COHORT = re.compile(r"(?P<y>[5-9]0|[5-9]5|0[05]|10)后(?!来|续|面|期|市|门|者|卫|轮)")
_HAN_COHORT = re.compile(r"(?P<a>[五六七八九零〇])(?P<b>[零〇五])后(?!来|续|面|期)")
_PLAN = re.compile(r"[“‘\"]?十(?P<n>[一二三四五六])五[”’\"]?(?=规划|时期|期间|以来|末|开局|收官|目标|(?<=[”’\"])|良好)")
_SCORE = re.compile(r"\d{1,3}[:：比]\d{1,3}(?!\d)|\d{1,2}/\d{1,2}(?!\d)")
_FIGURES = re.compile(r"(?P<n>[四五六七八九十]|十一|十二|\d{1,2})位数")


def idioms(reader: HanReader, start: int) -> list[Figure]:
    """Expressions that must be seen before the list of quiet phrases: 翻番, 95后, 十四五, 一半, 正月初五."""
    text = reader.folded
    if found := sure_shares(reader, start):
        return found
    if match := _COHORT.match(text, start) or _HAN_COHORT.match(text, start):
        return [_cohort(match)]
    if match := _PLAN.match(text, start):
        number = value_of("十" + match["n"])
        return [amount(_K.ORDINAL, number, "", Span(*match.span()), digits=3)] if number else []
    return customary(reader, start)


def dates(reader: HanReader, start: int) -> list[Figure]:
    """The date that begins at ``start``."""
    if not _DATE_NEAR.match(reader.folded, start):
        return []
    for rule in RULES:
        if (match := rule.pattern.match(reader.folded, start)) and (edtf := rule.build(match, reader.date)):
            named = match[0].endswith("号") and edtf.startswith("---")
            if named and reader.grammar.label.match(reader.reversed, len(reader.folded) - start):
                return [label(match[0], Span(*match.span()))]  # 神舟十三号
            return [date_figure(edtf, Span(*match.span()))]
    return []


def _cohort(match: re.Match[str]) -> Figure:
    """95后: born from 1995 on, before the next cohort."""
    raw = match[0][:-1]
    digits = raw if raw.isdigit() else "".join(str(int(chinese(character) or 0)) for character in raw)
    year = int(digits) + (1900 if int(digits) >= 50 else 2000)
    last = year + (9 if year % 10 == 0 else 4)
    return date_figure(f"{year}/{last}", Span(*match.span()))


def forms(reader: HanReader, start: int) -> list[Figure]:
    """Ages, shares in 成, discounts in 折, multiples, ordinals, halves, scores."""
    if not _FORM_NEAR.match(reader.folded, start):
        return []
    for finder in (_scores, tenths, halves, _ages, multiples, _ordinals):
        if found := finder(reader, start):
            return found
    return []


def _scores(reader: HanReader, start: int) -> list[Figure]:
    if match := _SCORE.match(reader.folded, start):
        return [label(match[0], Span(*match.span()))]
    if match := _FIGURES.match(reader.folded, start):
        count = int(value_of(match["n"]) or 1)
        if reader.folded[match.end() : match.end() + 1] in ("字",):
            return []
        low, high = Decimal(10 ** (count - 1)), Decimal(10**count - 1)
        return [amount(_K.MONEY, low, "", Span(*match.span()), high=high, digits=0)]
    return []


def _ages(reader: HanReader, start: int) -> list[Figure]:
    text = reader.folded
    if (match := _AGE_RANGE.match(text, start)) and (low := value_of(match["a"])) and (high := value_of(match["b"])):
        return [amount(_K.AGE, low, "years", Span(*match.span()), high=high)]
    pair = reader.number(start)
    if pair and pair.low < pair.high and text[pair.end : pair.end + 1] == "岁":
        low, high = pair.low * pair.scale, pair.high * pair.scale
        return [amount(_K.AGE, low, "years", Span(start, pair.end + 1), high=high)]
    match = _AGE.match(text, start)
    value = value_of(match["a"]) if match else None
    if match is None or value is None or match["a"] in ("百", "千", "万", "亿"):
        return []
    end = match.end() - len(match["late"] or "")
    approx = Approx.OVER if match["more"] else approximation(reader, start, end, _K.AGE)
    return [amount(_K.AGE, value, "years", Span(start, end), approx, 2)]


def _ordinals(reader: HanReader, start: int) -> list[Figure]:
    if start == 0 or reader.folded[start - 1] != "第":
        return []
    match = _NTH.match(reader.folded, start - 1)
    value = value_of(match["a"]) if match else None
    if match is None or value is None:
        return []
    role = Role.AMOUNT if value >= 3 or match["great"] in ("大", "高", "长", "富") else Role.LOOSE
    return [amount(_K.ORDINAL, value, "", Span(start - 1, match.end("a")), role=role, digits=3)]
