"""Everyday Chinese for amounts and days: 一块九, 三毛钱, 二两酒, 一刻钟, 七旬老人, 正月初五, 三比一."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from xling.claims.quantity.dates import date_figure
from xling.claims.quantity.han_finish import NUMERAL, amount, approximation, label, value_of
from xling.claims.quantity.model import Figure, Role
from xling.claims.quantity.numerals import ZH_DIGITS, chinese
from xling.types import QuantityKind, Span

if TYPE_CHECKING:
    from xling.claims.quantity.han import HanReader

_K = QuantityKind
_D = r"[一二两三四五六七八九\d]"
_TENS = r"[一二三四五六七八九十廿]"
_MONEY_END = r"(?=$|[^\w]|[一每的左右多以到至起涨降吧了就呢啦不没还也都才只])"  # what follows is no counted thing
_LUNAR = re.compile(
    rf"(?:农历|阴历)(?:[正腊冬]|{_TENS}{{1,2}})月(?:初|廿)?(?P<a>{_TENS}{{1,3}})|(?:[正腊冬]月|大年)初?(?P<b>{_TENS}{{1,3}})"
    rf"|{_TENS}{{1,2}}月初(?P<c>{_TENS})|[七八]月(?P<d>十五)(?![日号])"
)
_YUAN = re.compile(
    rf"(?P<a>{NUMERAL})(?:(?:块|元)(?P<j>{_D})[毛角](?:(?P<f>{_D})(?:分|{_MONEY_END}))?钱?|块(?P<k>{_D}){_MONEY_END})"
)
_JIAO = re.compile(rf"(?P<a>{NUMERAL})(?:毛钱|角钱|[毛角](?P<f>{_D})(?:分钱?|{_MONEY_END})|毛{_MONEY_END})")
_MINUTES = re.compile(rf"(?P<a>{NUMERAL})分半(?:钟)?(?!决)")
_QUARTER = re.compile(r"(?P<a>[一二两三1-3])刻钟")
_LIANG = re.compile(
    r"(?P<a>[一二三四五六七八九半十]|\d{1,3})两(?:$|(?=[\W酒白米饭面肉茶金银黄花葱姜油糖盐药参粉虾鱼蟹重左多半的粮干]))"
)
_JIN_LIANG = re.compile(rf"(?P<a>{NUMERAL})斤(?P<b>{_D})两?{_MONEY_END}")
_QIAN = re.compile(r"(?P<a>[二三四五六七八九])钱(?![包币庄财江塘学其的是不就给和])")
_ZHANG = re.compile(rf"(?P<a>{NUMERAL})丈(?P<b>{_D})尺(?:(?P<c>{_D})寸)?")
_TEN_YEARS = re.compile(r"(?P<a>[三四五六七八九])旬(?![日间])")
_RATIO = re.compile(r"(?P<a>[一二三四五六七八九十零]{1,2})比(?P<b>[一二三四五六七八九十零]{1,2})(?![\w]?[例较如起])")
_YEARS = re.compile(r"(?P<run>[一二三四五六七八九]{2,6})(?=年级)|(?P<list>[一二三四五六七八九]{3,6})")


def customary(reader: HanReader, start: int) -> list[Figure]:
    """The amount or day at ``start`` that no plain number and measure word make up; empty when there is none."""
    phrase = reader.grammar.quiet.match(reader.folded, start)
    for pattern, build in _BUILDERS:
        match = pattern.match(reader.folded, start)
        if match is None or (phrase and phrase.end() > match.end()):  # 一毛不拔
            continue
        if figure := build(reader, match):
            return [figure]
    return []


def _lunar(reader: HanReader, match: re.Match[str]) -> Figure | None:
    """A day of the lunar calendar as ``L05``: the fifth day, whatever the month."""
    raw = next(group for group in match.groups() if group)
    day = chinese(raw)
    if "初" in match[0] and match["c"] and reader.grammar.unit.match(reader.folded, match.end()):
        return None  # 十月初三家公司
    written = "廿" + raw if "廿" in match[0] and "廿" not in raw else raw
    day = chinese(written)
    return date_figure(f"L{int(day):02d}", Span(*match.span())) if day and day <= 30 else None


def _yuan(reader: HanReader, match: re.Match[str]) -> Figure | None:
    whole, tenths = value_of(match["a"]), value_of(match["j"] or match["k"])
    if whole is None or tenths is None or whole != int(whole):
        return None
    cents = (value_of(match["f"]) if match["f"] else None) or Decimal(0)
    return _money(reader, match, whole + tenths / 10 + cents / 100)


def _jiao(reader: HanReader, match: re.Match[str]) -> Figure | None:
    value, cents = value_of(match["a"]), value_of(match["f"]) if match["f"] else None
    return None if value is None else _money(reader, match, value / 10 + (cents or Decimal(0)) / 100)


def _money(reader: HanReader, match: re.Match[str], value: Decimal) -> Figure:
    approx = approximation(reader, match.start(), match.end(), _K.MONEY)
    return amount(_K.MONEY, value, "CNY", Span(*match.span()), approx, 2)


def _quarter(_: HanReader, match: re.Match[str]) -> Figure:
    return amount(_K.DURATION, (value_of(match["a"]) or Decimal(1)) * 15, "minutes", Span(*match.span()), digits=2)


def _minutes(_: HanReader, match: re.Match[str]) -> Figure | None:
    value = value_of(match["a"])
    if value is None:
        return None
    return amount(_K.DURATION, value + Decimal("0.5"), "minutes", Span(*match.span()), digits=2)


def _mass(reader: HanReader, match: re.Match[str]) -> Figure | None:
    """50 grams each; 半两 is half of one."""
    value = Decimal("0.5") if match["a"] == "半" else value_of(match["a"])
    if value is None:
        return None
    approx = approximation(reader, match.start(), match.end(), _K.MEASURE)
    return amount(_K.MEASURE, value, "liang", Span(*match.span()), approx)


def _jin_liang(_: HanReader, match: re.Match[str]) -> Figure | None:
    whole, tenths = value_of(match["a"]), value_of(match["b"])
    if whole is None or tenths is None:
        return None
    return amount(_K.MEASURE, whole + tenths / 10, "jin", Span(*match.span()), digits=2)


def _qian(_: HanReader, match: re.Match[str]) -> Figure | None:
    """Three grams in medicine, five on the market: no amount, but both explain one of the translation."""
    value = value_of(match["a"])
    if value is None:
        return None
    figure = amount(_K.COUNT, value, "", Span(*match.span()), role=Role.LOOSE)
    return replace(figure, values=(value, value * 3, value * 5))


def _zhang(_: HanReader, match: re.Match[str]) -> Figure | None:
    whole = value_of(match["a"])
    if whole is None:
        return None
    feet, inches = (value_of(match[part] or "0") or Decimal(0) for part in "bc")
    return amount(_K.MEASURE, whole * 10 + feet + inches / 10, "chi", Span(*match.span()), digits=2)


def _ten_years(reader: HanReader, match: re.Match[str]) -> Figure | None:
    value = value_of(match["a"])
    if value is None or (match["a"] in "三四" and reader.before(match.start(), 1) not in "过逾近满届"):
        return None
    return amount(_K.AGE, value * 10, "years", Span(*match.span()), high=value * 10 + 9)


def _ratio(reader: HanReader, match: re.Match[str]) -> Figure | None:
    if reader.before(match.start(), 1) in ZH_DIGITS + "第" and match.start():
        return None
    return label(match[0], Span(*match.span()))


def _listed(_: HanReader, match: re.Match[str]) -> Figure | None:
    """三四五六年级: each digit is a number of its own; from three on, any run in counting order is such a list."""
    digits = [int(value_of(character) or 0) for character in match[0]]
    rising = all(b - a == 1 for a, b in pairwise(digits))
    if match["run"] is None and not rising:
        return None
    values = tuple(Decimal(digit) for digit in digits)
    figure = label(match[0], Span(*match.span()))
    return replace(figure, values=values)


_Builder = Callable[["HanReader", re.Match[str]], Figure | None]
_BUILDERS: tuple[tuple[re.Pattern[str], _Builder], ...] = (
    (_LUNAR, _lunar),
    (_YUAN, _yuan),
    (_JIAO, _jiao),
    (_QUARTER, _quarter),
    (_MINUTES, _minutes),
    (_JIN_LIANG, _jin_liang),
    (_LIANG, _mass),
    (_QIAN, _qian),
    (_ZHANG, _zhang),
    (_TEN_YEARS, _ten_years),
    (_RATIO, _ratio),
    (_YEARS, _listed),
)
