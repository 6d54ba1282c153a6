"""Number expressions of Chinese that are more than numeral and measure word: shares, multiples, ages, ordinals."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from xling.claims.quantity.data import Unit
from xling.claims.quantity.dates import date_figure
from xling.claims.quantity.han_dates import RULES
from xling.claims.quantity.model import Figure, Number, Role
from xling.claims.quantity.numerals import ZH_DIGITS, ZH_SCALES, chinese
from xling.types import Approx, QuantityKind, Span

if TYPE_CHECKING:
    from xling.claims.quantity.han import HanReader

_K = QuantityKind
_N = rf"(?:\d{{1,12}}(?:\.\d{{1,6}})?|[{ZH_DIGITS}{ZH_SCALES}]{{1,12}}(?:点[{ZH_DIGITS}]{{1,6}})?)"
_ANY = re.compile(rf"\d{{1,24}}(?:\.\d{{1,12}})?|[{ZH_DIGITS}{ZH_SCALES}]{{1,20}}")
_PART = re.compile(rf"(?P<b>{_N})分之(?P<a>{_N})(?P<more>[多余])?")
_PERCENT = re.compile(rf"(?P<p>百|千|万)分之(?P<a>{_N})(?P<more>[多余])?")
_TENTH = re.compile(
    rf"(?P<a>[{ZH_DIGITS[3:13]}]|\d(?:\.\d)?)(?:[至到-](?P<b>[{ZH_DIGITS[3:13]}]|\d))?成(?P<half>半)?(?!份(?!额))(?![为立功本员都果长就品千绩交人型语因效全])"
)
_TENTHS = re.compile(
    r"(?P<a>[一两二三四五六七八])(?P<b>[二三四五六七八九])成(?![为立功本员都果长就品千绩交人型语因效全])"
)
_DISCOUNT = re.compile(
    r"(?P<a>[一二三四五六七八九]|\d(?:\.\d)?)(?P<b>[一二三四五六七八九])?折(?![磨腾叠旧返算线射服断价损纸扇])"
)
_TIMES = re.compile(rf"(?P<a>{_N}|几|数)(?P<more>[多余])?倍(?P<half>半)?(?![增感加率镜])")
_GROWN = re.compile(
    r"(?:增长|增加|上涨|提高|提升|扩大|上升|增|涨|猛增|暴涨|暴增|激增|飙升|多|高出|高|贵|超出|增大|放大)(?:了|近|超|约|逾|超过|将近|了近|了约|出|到原来的)?$"
)
_TURN = re.compile(
    r"翻(?:了)?(?:一|1)?番|翻倍|翻(?:了)?(?:一|1)倍|倍增|翻(?:了)?(?P<n>[两二三四五六]|\d)番|翻(?:了)?(?P<t>[两二三四五六]|\d)倍"
)
_HALVED = re.compile(r"减半|腰斩|减少一半|砍半|折半")
_HALF = re.compile(r"一半(?!一)|过半|半数")
_HALF_UNIT = re.compile(r"半(?P<u>年|个月|小时|个小时|个多小时|个世纪|天|公里|分钟|辈子)(?!来)")
_AND_HALF = re.compile(
    rf"(?P<a>{_N})(?P<c>个)?半(?P<u>年|月|小时|钟头|世纪|星期|天)|(?P<b>{_N})(?P<v>年|天|公里|米|岁|个月|周|斤|公斤|小时)半"
)
_METRES = re.compile(r"(?P<a>[一二两三]|\d)米(?P<b>[一二三四五六七八九]十?[一二三四五六七八九]?|\d{1,2})(?![\d.十百千万个])")
_AGE = re.compile(rf"(?P<a>{_N})(?P<more>[多余来])?(?P<p>周)?岁(?P<late>多|以上|左右|上下|出头|以下)?")
_AGE_RANGE = re.compile(rf"(?P<a>{_N})(?:岁)?[至到–—~-](?P<b>{_N})(?:周)?岁")
_NTH = re.compile(rf"第(?P<a>{_N})(?P<great>大|高|长|快|富|多|小|低|名|位)?")
_COHORT = re.compile(r"(?P<y>[5-9]0|[5-9]5|0[05]|10)后(?!来|续|面|期|市|门|者|卫|轮)")
_HAN_COHORT = re.compile(r"(?P<a>[五六七八九零〇])(?P<b>[零〇五])后(?!来|续|面|期)")
_PLAN = re.compile(r"[“\"]?十(?P<n>[一二三四五六])五[”\"]?(?=规划|时期|期间|以来|末|开局|收官|目标|[”\"])")
_SCORE = re.compile(r"\d{1,3}[:：比]\d{1,3}(?!\d)|\d{1,2}/\d{1,2}(?!\d)")
_FIGURES = re.compile(r"(?P<n>[四五六七八九十]|十一|十二|\d{1,2})位数")
_DOZEN = re.compile(rf"(?P<a>{_N})打(?=[啤鸡玫])")


def value_of(raw: str) -> Decimal | None:
    return Decimal(raw) if raw[0].isdigit() else chinese(raw)


def amount(
    kind: QuantityKind, low: Decimal, unit: str, span: Span, approx: Approx = Approx.EXACT, digits: int = 1, *,
    high: Decimal | None = None, role: Role = Role.AMOUNT,
) -> Figure:  # fmt: skip
    top = low if high is None else high
    return Figure(role, kind, low, top, unit, span, approx, digits, values=(low, top) if top != low else (low,))


def label(raw: str, span: Span) -> Figure:
    """A name or score; every number in it is kept, so that a translation may repeat it."""
    found = [value_of(part) for part in _ANY.findall(raw)]
    values = tuple(value for value in found if value is not None) or (Decimal(0),)
    return Figure(Role.LABEL, _K.COUNT, values[0], values[0], "", span, values=values)


def quiet(raw: str, span: Span) -> Figure:
    figure = label(raw, span)
    return Figure(Role.LOOSE, _K.COUNT, figure.low, figure.high, "", span, values=figure.values)


def approximation(reader: HanReader, start: int, end: int, kind: QuantityKind) -> Approx:
    """约, 近, 超过 before the phrase; 左右, 以上, 多 after it."""
    if match := reader.back(start):
        form, ahead = match["form"][::-1], match["ahead"]
        no_word = (
            (form == "近" and (ahead in "最附临靠接邻" and ahead or kind == _K.DURATION))
            or (form == "约" and ahead and ahead in "合条节预纽契公签违特制失")
            or (form == "上" and not _bare_scale(reader, start))
            or (form in ("过", "成", "大于") and not _bare_scale(reader, start))
            or (form == "超" and ahead and ahead in "中英西意德法")
        )
        if not no_word:
            return reader.grammar.approx[form]
    if match := reader.grammar.after.match(reader.folded, end):
        form = match["form"]
        if not (form in ("来", "许", "多", "余") and kind in (_K.PERCENT, _K.ORDINAL)):
            return reader.grammar.late[form]
    return Approx.EXACT


def _bare_scale(reader: HanReader, start: int) -> bool:
    return start < len(reader.folded) and reader.folded[start] in "十百千万亿"


def dates(reader: HanReader, start: int) -> list[Figure]:
    for rule in RULES:
        if (match := rule.pattern.match(reader.folded, start)) and (edtf := rule.build(match, reader.date)):
            return [date_figure(edtf, Span(*match.span()))]
    return []


def idioms(reader: HanReader, start: int) -> list[Figure]:
    """Expressions that must be seen before the list of quiet phrases: 翻番, 95后, 十四五, 一半."""
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
    if match := _COHORT.match(text, start) or _HAN_COHORT.match(text, start):
        return [_cohort(match)]
    if match := _PLAN.match(text, start):
        return [quiet(match[0].strip('“”"'), Span(*match.span()))]
    if match := _PERCENT.match(text, start) or _PART.match(text, start):
        return [_share(reader, match)] if _share(reader, match) else []
    return []


def _cohort(match: re.Match[str]) -> Figure:
    """95后: born from 1995 on, before the next cohort."""
    raw = match[0][:-1]
    digits = raw if raw.isdigit() else "".join(str(int(chinese(character) or 0)) for character in raw)
    year = int(digits) + (1900 if int(digits) >= 50 else 2000)
    last = year + (9 if year % 10 == 0 else 4)
    return date_figure(f"{year}/{last}", Span(*match.span()))


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
    figure = amount(_K.PERCENT, round(value, 4).normalize() if value > 1 else value.normalize(), "%", span, approx, 2)
    return Figure(figure.role, figure.kind, figure.low, figure.high, "%", span, approx, 2, (figure.low, above, below))


def forms(reader: HanReader, start: int) -> list[Figure]:
    """Ages, shares in 成, discounts in 折, multiples, ordinals, halves, scores."""
    for finder in (_scores, _tenths, _ages, _multiples, _ordinals, _halves):
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


def _tenths(reader: HanReader, start: int) -> list[Figure]:
    text = reader.folded
    if match := _TENTHS.match(text, start):
        low, high = value_of(match["a"]), value_of(match["b"])
        if low is not None and high == low + 1:
            return [amount(_K.PERCENT, low * 10, "%", Span(*match.span()), high=high * 10)]
    if match := _TENTH.match(text, start):
        low = value_of(match["a"]) or Decimal(0)
        high = value_of(match["b"]) if match["b"] else None
        half = Decimal("0.5") if match["half"] else Decimal(0)
        span = Span(*match.span())
        approx = approximation(reader, start, span.end, _K.PERCENT)
        return [
            amount(_K.PERCENT, (low + half) * 10, "%", span, approx, 2 if half else 1, high=high * 10 if high else None)
        ]
    if match := _DISCOUNT.match(text, start):
        part = "".join(f"{value_of(raw):f}" for raw in (match["a"], match["b"] or "") if raw)
        paid = Decimal(part) if match["b"] else Decimal(part) * 10
        return [amount(_K.PERCENT, 100 - paid, "% off", Span(*match.span()), digits=2)]
    return []


def _ages(reader: HanReader, start: int) -> list[Figure]:
    text = reader.folded
    if (match := _AGE_RANGE.match(text, start)) and (low := value_of(match["a"])) and (high := value_of(match["b"])):
        return [amount(_K.AGE, low, "years", Span(*match.span()), high=high)]
    pair = reader.number(start)
    if pair and pair.low < pair.high and text[pair.end : pair.end + 1] == "岁":
        return [amount(_K.AGE, pair.low, "years", Span(start, pair.end + 1), high=pair.high)]
    match = _AGE.match(text, start)
    value = value_of(match["a"]) if match else None
    if match is None or value is None:
        return []
    end = match.end() - len(match["late"] or "")
    approx = Approx.OVER if match["more"] else approximation(reader, start, end, _K.AGE)
    return [amount(_K.AGE, value, "years", Span(start, end), approx, 2)]


def _multiples(reader: HanReader, start: int) -> list[Figure]:
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


def _ordinals(reader: HanReader, start: int) -> list[Figure]:
    if start == 0 or reader.folded[start - 1] != "第":
        return []
    match = _NTH.match(reader.folded, start - 1)
    value = value_of(match["a"]) if match else None
    if match is None or value is None:
        return []
    role = Role.AMOUNT if value >= 3 or match["great"] in ("大", "高", "长", "富") else Role.LOOSE
    return [amount(_K.ORDINAL, value, "", Span(start - 1, match.end("a")), role=role, digits=3)]


def _halves(reader: HanReader, start: int) -> list[Figure]:
    text, grammar = reader.folded, reader.grammar
    if (match := _METRES.match(text, start)) and (whole := value_of(match["a"])) is not None:
        tail = value_of(match["b"]) or Decimal(0)
        value = whole + tail / 10 ** len(f"{tail:f}")
        return [amount(_K.MEASURE, value, "m", Span(*match.span()), digits=2)]
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


_WORDS_AFTER = {
    "点": "击赞评钟头燃缀名", "分": "之钟别析为成享布配手歧子公数行", "国": "人产内际", "位": "于置", "面": "积临对向", "名": "为称", "道": "",
    "节": "能约目", "本": "土地次科", "份": "额", "部": "分门长委队", "家": "庭长人", "起": "来", "回": "家应", "项": "目", "条": "件", "股": "东份",
    "元": "首旦素月老", "年": "级", "人": "民工类", "口": "", "单": "位", "步": "", "把": "握", "号": "称", "周": "年", "天": "津然",
}  # fmt: skip


def no_unit(form: str, following: str, number: Number) -> bool:
    """Is ``form`` the beginning of another word here (三分之 … , 一位于)? Bare numerals ask for the strictest reading."""
    return bool(following and len(form) == 1 and following in _WORDS_AFTER.get(form, ""))


def finish(reader: HanReader, first: Number, second: Number | None, unit: Unit | None, span: Span) -> list[Figure]:
    """The figure of a number phrase; loose for numerals that count nothing."""
    last = second or first
    low, high = first.low * first.scale, last.high * last.scale
    kind = unit.kind if unit else _K.COUNT
    written = reader.folded[first.start : first.end]
    loose = (first.article and second is None and (unit is None or kind in (_K.COUNT, _K.DURATION, _K.MEASURE))) or (
        first.spelled and unit is None and second is None and _loose_numeral(reader, first, written)
    )
    if loose:
        return [amount(kind, low, "", Span(first.start, first.end), role=Role.LOOSE, high=high)]
    if unit is None and first.bare and reader.grammar.label.match(reader.reversed, len(reader.folded) - first.start):
        return [label(written, Span(first.start, first.end))]
    if kind == _K.DURATION and unit and unit.name == "years" and first.bare and 1000 <= low <= 2100 and second is None:
        return [date_figure(f"{int(low):04d}", span)]
    if unit is None and second is None and first.bare and len(written) == 4 and 1900 <= low <= 2099:
        return [date_figure(f"{int(low):04d}", span)]
    approx = approximation(reader, span.start, span.end, kind)
    if approx == Approx.EXACT or first.vague:
        approx = last.approx if last.approx != Approx.EXACT else first.approx
    name = unit.name if unit else ""
    if name.endswith(" cent"):
        low, high, name = low / 100, high / 100, name[:3]
    return [amount(kind, low, name, span, approx, 0 if first.vague else max(first.digits, last.digits), high=high)]


def _loose_numeral(reader: HanReader, number: Number, written: str) -> bool:
    """A numeral without a unit counts only when it is long enough to be nothing else: 二十, 三百万, not 三, 千万, 九三."""
    if number.vague:
        return False
    if len(written) < 2 or written[0] in "万亿兆" or all(character in ZH_DIGITS for character in written):
        return True
    if all(character in ZH_SCALES for character in written):
        return reader.folded[number.end : number.end + 1] not in ("级", "规")
    return False
