"""Last step of the Chinese reader: from number and measure word to the figure, names and everyday words set apart."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from xling.claims.quantity.data import Unit
from xling.claims.quantity.dates import date_figure
from xling.claims.quantity.model import Figure, Number, Role
from xling.claims.quantity.numerals import ZH_DIGITS, ZH_SCALES, chinese
from xling.types import Approx, QuantityKind, Span

if TYPE_CHECKING:
    from xling.claims.quantity.han import HanReader

_K = QuantityKind
NUMERAL = rf"(?:\d{{1,12}}(?:\.\d{{1,6}})?|[{ZH_DIGITS}{ZH_SCALES}]{{1,12}}(?:点[{ZH_DIGITS}]{{1,6}})?)"
"""Any numeral, as part of a pattern."""
_CODE = re.compile(r"[a-z][a-z0-9-]{0,20}")  # 5G, 4K, 3D: digits that go on as letters
_ANY = re.compile(rf"\d{{1,24}}(?:\.\d{{1,12}})?|[{ZH_DIGITS}{ZH_SCALES}]{{1,20}}")


def value_of(raw: str) -> Decimal | None:
    """Value of a numeral in digits or characters."""
    return Decimal(raw) if raw[0].isdigit() else chinese(raw)


def amount(
    kind: QuantityKind, low: Decimal, unit: str, span: Span, approx: Approx = Approx.EXACT, digits: int = 1, *,
    high: Decimal | None = None, role: Role = Role.AMOUNT,
) -> Figure:  # fmt: skip
    """An amount that ends at ``high``, or at ``low`` itself."""
    top = low if high is None else high
    return Figure(role, kind, low, top, unit, span, approx, digits, values=(low, top) if top != low else (low,))


def label(raw: str, span: Span) -> Figure:
    """A name or score; every number in it is kept, so that a translation may repeat it."""
    found = [value_of(part) for part in _ANY.findall(raw)]
    values = tuple(value for value in found if value is not None) or (Decimal(0),)
    return Figure(Role.LABEL, _K.COUNT, values[0], values[0], "", span, values=values)


def quiet(raw: str, span: Span, said: str = "-") -> Figure:
    """An everyday word with numerals in it: no amount, but its numbers may explain those of a translation.

    ``said``: those numbers, where they are others than the written ones ("6,18" for 六一八).
    """
    figure = label(raw, span)
    if said != "-":
        values = tuple(Decimal(value) for value in said.split(","))
        figure = replace(figure, low=values[0], high=values[0], values=values)
    return Figure(Role.LOOSE, _K.COUNT, figure.low, figure.high, "", span, values=figure.values)


def approximation(reader: HanReader, start: int, end: int, kind: QuantityKind) -> Approx:
    """约, 近, 超过 before the phrase; 左右, 以上, 多 after it."""
    if match := reader.back(start):
        form, ahead = match["form"][::-1], match["ahead"]
        no_word = (
            (form == "近" and ((ahead in "最附临靠接邻" and ahead) or kind == _K.DURATION))
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


_MONEY_AFTER = re.compile(r"$|[\W钱一每的左上以多到至买卖就了吧而起不和人]")
_LI_AFTER = re.compile(r"$|[\W路地长外远多以的开处山之]")  # 二十里路; 三里屯 and 五年里面 are none
_NO_OLD_UNIT = re.compile(r"尺[码度骨]|寸[土步心草]|丈[夫量]|顷刻|担[任当保心负]")
_LITRES = rf"[约近超]?{NUMERAL}(?:升|公升|l)"
_RISES = re.compile(rf"升(?:[级值]|高[至到]|[至到](?!少|{_LITRES})|为(?!{_LITRES})[约近第]?{NUMERAL})")
"""Verbs of rising: 从8升至3. In 1.5升至2.0升, 2升至少 and 2升为宜, it is a litre."""
_WORDS_AFTER = {
    "点": "击赞评钟头燃缀名", "分": "之钟别析为成享布配手歧子公数行", "国": "人产内际", "位": "于置",
    "面": "积临对向", "名": "为称", "道": "",
    "节": "能约目", "本": "土地次科", "份": "额", "部": "分门长委队", "家": "庭长人", "起": "来",
    "回": "家应落升调到归收报购", "项": "目", "条": "件", "股": "东份",
    "元": "首旦素月老论化", "年": "级", "人": "民工类", "口": "", "单": "位", "步": "", "把": "握", "号": "称",
    "周": "年", "天": "津然",
}  # fmt: skip


def no_unit(form: str, rest: str, number: Number) -> bool:
    """Is ``form`` the beginning of another word here (三分之 …, 一位于), or no unit after a small numeral (两度)?

    ``rest``: some characters of what follows."""
    following = rest[:1]
    if form == "里":
        return not _LI_AFTER.match(following) or number.vague
    if form in ("尺", "寸", "丈", "顷", "担") and _NO_OLD_UNIT.match(form + following):
        return True
    if form == "升" and _RISES.match(form + rest):
        return True
    if form == "度" and number.spelled and number.low * number.scale <= 4:
        return True
    if form == "块" and not _MONEY_AFTER.match(following):
        return True  # 730块电池: what follows is counted
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
    if loose or (unit is not None and second is None and _in_a_name(reader, first, unit, written)):
        return [amount(kind, low, "", Span(first.start, first.end), role=Role.LOOSE, high=high)]
    if unit is None and (code := _CODE.match(reader.folded, last.end)):
        return [label(reader.folded[span.start : code.end()], Span(span.start, code.end()))]
    if unit is None and first.bare and second is None and _item(reader, first, written):
        return [label(written, Span(first.start, first.end))]
    if unit is None and first.bare and reader.grammar.label.match(reader.reversed, len(reader.folded) - first.start):
        return [label(written, Span(first.start, first.end))]
    if kind == _K.DURATION and unit and unit.name == "years" and first.bare and 1000 <= low <= 2100 and second is None:
        return [date_figure(f"{int(low):04d}", span)]
    if unit is None and second is None and first.bare and len(written) == 4 and 1900 <= low <= 2099:
        return [date_figure(f"{int(low):04d}", span)]
    approx = approximation(reader, span.start, span.end, kind)
    if "多" in reader.folded[last.end : span.end]:
        approx = Approx.OVER
    if approx == Approx.EXACT or first.vague:
        approx = last.approx if last.approx != Approx.EXACT else first.approx
    name = unit.name if unit else ""
    if name.endswith(" cent"):
        low, high, name = low / 100, high / 100, name[:3]
    return [amount(kind, low, name, span, approx, 0 if first.vague else max(first.digits, last.digits), high=high)]


def _item(reader: HanReader, number: Number, written: str) -> bool:
    """List numbers (1. 2、), numbers in quotation marks (“618”), codes with a leading zero."""
    before, after = reader.before(number.start, 3), reader.folded[number.end : number.end + 1]
    listed = len(written) <= 2 and after in (".", "、", ")", "）") and before.rstrip(" ")[-1:] in ("", "\n", "。", "；")
    quoted = before[-1:] in ("“", '"', "「", "《") and after in ("”", '"', "」", "》")
    return listed or quoted or (written[0] == "0" and len(written) > 1)


def _loose_numeral(reader: HanReader, number: Number, written: str) -> bool:
    """A numeral without a unit counts only when it can be nothing else: 二十, 三百万, not 三, 千万, 九三."""
    if number.vague:
        return False
    if len(written) < 2 or written[0] in "万亿兆" or all(character in ZH_DIGITS for character in written):
        return True
    if all(character in ZH_SCALES for character in written) and written[0] != "十":
        return reader.folded[number.end : number.end + 1] not in ("级", "规")
    return False


def _in_a_name(reader: HanReader, number: Number, unit: Unit, written: str) -> bool:
    """千岁, 万根, 千层: one bare scale character before a measure word counts only money, or after 近, 上, 数, 超过."""
    if len(written) > 1 or written not in ZH_SCALES or unit.kind is _K.MONEY:
        return False
    return written != "十" and approximation(reader, number.start, number.end, unit.kind) is Approx.EXACT
