"""Shares and multiples of Chinese: 百分之四十九, 三分之二, 三成, 八折, 三倍, 翻番, 一半, 两年半."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from xling.claims.quantity.han_finish import NUMERAL, amount, approximation, value_of
from xling.claims.quantity.model import Figure
from xling.claims.quantity.numerals import ZH_DIGITS, significant
from xling.types import Approx, QuantityKind, Span

if TYPE_CHECKING:
    from xling.claims.quantity.han import HanReader

_K = QuantityKind
_PART = re.compile(rf"(?P<b>{NUMERAL})分之(?P<a>{NUMERAL})(?P<more>[多余])?")
_ONE_IN = re.compile(
    rf"每(?P<b>{NUMERAL})(?:个|名|位|家|辆|件|人|户|台|次|张|所|对)?[^，。；\d]{{0,10}}?[中里](?:就|便|约|至少|平均)?(?:会)?有(?:近|约|至少)?"
    rf"(?P<a>{NUMERAL})(?:个|名|位|家|辆|件|人|户|台|次|张|所|对)"
)
_PERCENT = re.compile(rf"(?P<p>百|千|万)分之(?P<a>{NUMERAL})(?P<more>[多余])?")
_TENTH = re.compile(
    rf"(?P<a>[{ZH_DIGITS[3:13]}]|\d(?:\.\d)?)(?:[至到-](?P<b>[{ZH_DIGITS[3:13]}]|"
    rf"\d))?成(?P<half>半|[一二三四五六七八九](?![成折倍十百千万亿个名家位人年]))?(?!份(?!额))(?![为立功本员都果长就品千绩交人型语因效全])"
)
_TENTHS = re.compile(
    r"(?P<a>[一两二三四五六七八])(?P<b>[二三四五六七八九])成(?![为立功本员都果长就品千绩交人型语因效全])"
)
_DISCOUNT = re.compile(
    r"(?P<a>[一二三四五六七八九]|\d(?:\.\d)?)(?P<b>[一二三四五六七八九])?折(?![磨腾叠旧返算线射服断价损纸扇])"
)
_TIMES = re.compile(rf"(?P<a>{NUMERAL}|几|数)(?P<more>[多余])?倍(?P<half>半)?(?![增感加率镜])")
_GROWN = re.compile(
    r"(?:增长|增加|上涨|提高|提升|扩大|上升|增|涨|猛增|暴涨|暴增|激增|飙升|多|高出|高|贵|超出|增大|放大)(?:了|近|超|"
    r"约|逾|超过|将近|了近|了约|出)?$"
)
_TURN = re.compile(
    r"翻(?:了)?(?:一|1)?番|翻倍|翻(?:了)?(?:一|1)倍|倍增|翻(?:了)?(?P<n>[两二三四五六]|\d)番|翻(?:了)?(?P<t>[两二三"
    r"四五六]|\d)倍"
)
_HALVED = re.compile(r"减半|腰斩|减少一半|砍半|折半")
_HALF = re.compile(r"一半(?!一)|过半|半数")
_HALF_UNIT = re.compile(
    r"半(?P<u>年|个月|小时|个小时|个多小时|个世纪|天|公里|分钟|辈子|斤|亩|吨|升|里地|公斤|克拉|米|尺|寸)(?!来)"
)
_AND_HALF = re.compile(
    rf"(?P<a>{NUMERAL})(?P<c>个)?半(?P<u>年|月|小时|钟头|世纪|星期|天)|(?P<b>{NUMERAL})(?P<v>年|天|公里|米|岁|个月|"
    rf"周|斤|公斤|小时)半"
)
_SECONDS = re.compile(r"(?P<a>\d{1,2})秒(?P<b>\d{1,2})(?!\d)")
_METRES = re.compile(
    r"(?P<a>[一二两三]|\d)米(?P<b>[一二三四五六七八九]十?[一二三四五六七八九]?|\d{1,2})(?![\d.十百千万个])"
)


def sure_shares(reader: HanReader, start: int) -> list[Figure]:
    """Shares and multiples that must be seen before the list of quiet phrases: 翻番, 一半, 百分之, 三分之."""
    text = reader.folded
    if match := _TURN.match(text, start):
        count = match["n"] or match["t"]
        value = value_of(count) if count else Decimal(1)
        factor = 2 ** int(value or 1) if match["n"] or not count else (value or Decimal(1)) + 0
        return [amount(_K.MULTIPLE, Decimal(factor), "", Span(*match.span()))]
    if match := _HALVED.match(text, start):
        return [amount(_K.MULTIPLE, Decimal("0.5"), "", Span(*match.span()))]
    if match := _HALF.match(text, start):
        approx = Approx.OVER if match[0] == "过半" else approximation(reader, start, match.end(), _K.PERCENT)
        half = amount(_K.PERCENT, Decimal(50), "%", Span(*match.span()), approx, 2)
        return [replace(half, values=(Decimal(50), Decimal(1), Decimal(2)))]
    if match := _ONE_IN.match(text, start):
        above, below = value_of(match["a"]), value_of(match["b"])
        if above and below and above < below:
            value = round(above * 100 / below, 4).normalize()
            figure = amount(_K.PERCENT, value, "%", Span(*match.span()), digits=significant(f"{value:f}"))
            return [replace(figure, values=(value, above, below))]
    if match := _PERCENT.match(text, start) or _PART.match(text, start):
        found = _share(reader, match)
        return [found] if found else []
    return []


def _share(reader: HanReader, match: re.Match[str]) -> Figure | None:
    above = value_of(match["a"])
    named = match.groupdict().get("p")
    below = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}[named] if named else value_of(match["b"])
    if above is None or not below:
        return None
    if reader.folded.startswith("决赛", match.end()):
        return None
    value = round(above * 100 / below, 6)
    span = Span(*match.span())
    approx = Approx.OVER if match["more"] else approximation(reader, span.start, span.end, _K.PERCENT)
    if (unit := reader.part_unit(match.end())) is not None:
        end, of = unit
        return amount(of.kind, round(above / below, 6).normalize(), of.name, Span(span.start, end), approx, 2)
    figure = amount(_K.PERCENT, round(value, 4).normalize() if value > 1 else value.normalize(), "%", span, approx, 2)
    return replace(figure, digits=significant(f"{figure.low:f}"), values=(figure.low, above, below))


def tenths(reader: HanReader, start: int) -> list[Figure]:
    """Shares in tenths: 三成, 两成半, 七八成; discounts: 八折 is 20 per cent off."""
    text = reader.folded
    if match := _TENTHS.match(text, start):
        low, high = value_of(match["a"]), value_of(match["b"])
        if low is not None and high == low + 1:
            return [amount(_K.PERCENT, low * 10, "%", Span(*match.span()), high=high * 10)]
    if match := _TENTH.match(text, start):
        low = value_of(match["a"]) or Decimal(0)
        high = value_of(match["b"]) if match["b"] else None
        half = _tail(match["half"])
        span = Span(*match.span())
        approx = approximation(reader, start, span.end, _K.PERCENT)
        if high is None:
            figure = amount(_K.PERCENT, (low + half) * 10, "%", span, approx, 2 if half else 1)
            return [replace(figure, values=(figure.low, low + half, Decimal(10)))]
        return [amount(_K.PERCENT, low * 10, "%", span, approx, 1, high=high * 10)]
    if match := _DISCOUNT.match(text, start):
        part = "".join(f"{value_of(raw):f}" for raw in (match["a"], match["b"] or "") if raw)
        paid = Decimal(part) if match["b"] else Decimal(part) * 10
        return [amount(_K.PERCENT, 100 - paid, "% off", Span(*match.span()), digits=2)]
    return []


def _tail(raw: str | None) -> Decimal:
    """What follows 成: 半 is half of one, 四成五 is 4.5 tenths."""
    if not raw:
        return Decimal(0)
    return Decimal("0.5") if raw == "半" else (value_of(raw) or Decimal(0)) / 10


def multiples(reader: HanReader, start: int) -> list[Figure]:
    """三倍 is three times; after a verb of growth 增长两倍 is three times as well (grew by 200 per cent)."""
    match = _TIMES.match(reader.folded, start)
    if match is None:
        return []
    span = Span(*match.span())
    if match["a"] in ("几", "数"):
        return [amount(_K.MULTIPLE, Decimal(2), "", span, Approx.OVER, 0)]
    value = value_of(match["a"])
    if value is None:
        return []
    value += Decimal("0.5") if match["half"] else 0
    approx = Approx.OVER if match["more"] else approximation(reader, start, span.end, _K.MULTIPLE)
    figure = amount(_K.MULTIPLE, value, "", span, approx)
    if _GROWN.search(reader.before(start)):  # from five on, usage wavers between five and six times
        values = (value + 1, value) if value >= 5 else (value + 1,)
        figure = replace(figure, low=value + 1, high=value + 1, values=values)
    return [figure]


def halves(reader: HanReader, start: int) -> list[Figure]:
    """Units with a half or a part behind them: 半年, 两年半, 一个半小时, 一米八, 32秒8."""
    text, grammar = reader.folded, reader.grammar
    if (match := _METRES.match(text, start)) and (whole := value_of(match["a"])) is not None:
        tail = value_of(match["b"]) or Decimal(0)
        value = whole + tail / 10 ** len(f"{tail:f}")
        return [amount(_K.MEASURE, value, "m", Span(*match.span()), digits=2)]
    if match := _SECONDS.match(text, start):
        return [amount(_K.DURATION, Decimal(f"{match['a']}.{match['b']}"), "seconds", Span(*match.span()), digits=3)]
    if (match := _HALF_UNIT.match(text, start)) and (unit := grammar.units.get(match["u"].replace("个多", "个"))):
        span = Span(*match.span())
        approx = approximation(reader, start, span.end, _K.DURATION)
        return [amount(unit.kind, Decimal("0.5"), unit.name, span, approx, 2)]
    match = _AND_HALF.match(text, start)
    value = value_of(match["a"] or match["b"]) if match else None
    if match is None or value is None:
        return []
    name = (("个月" if match["u"] == "月" else match["u"]) if match["u"] else match["v"]) or ""
    if name == "岁":
        return [amount(_K.AGE, value + Decimal("0.5"), "years", Span(*match.span()), digits=2)]
    unit = grammar.units.get(name) or grammar.units.get("个" + name)
    if unit is None:
        return []
    return [amount(unit.kind, value + Decimal("0.5"), unit.name, Span(*match.span()), digits=2)]
