"""When does one figure render another? Predicates from the same value to the same numbers in other words."""

from __future__ import annotations

import re
from decimal import Decimal

from xling.claims.quantity.compare import compare, same_currency
from xling.claims.quantity.edtf import parts
from xling.claims.quantity.model import Figure, Role
from xling.types import QuantityKind, Verdict

_K = QuantityKind
_SPEEDS = {frozenset(pair) for pair in (("km", "km/h"), ("m", "m/s"), ("mi", "mph"))}  # 时速25公里 is 25 km/h
_READ_AS = {frozenset(pair) for pair in (("cun", "in"), ("chi", "ft"))}  # 六寸屏 is six inches, 九尺 often nine feet
_MONTHS = Decimal("0.1")  # half a month is two weeks, six weeks are a month and a half
_TEN_THOUSAND = Decimal(10**4)


def identical(a: Figure, b: Figure) -> bool:
    """The same in everything but the words."""
    same = (a.kind, a.low, a.high, a.unit, a.role) == (b.kind, b.low, b.high, b.unit, b.role)
    return same and not _other_labels(a, b)


def equal(a: Figure, b: Figure) -> bool:
    """The same value; units may differ in name only. Money in two currencies is no rendering."""
    if _K.DATE in (a.kind, b.kind):
        return a.kind == b.kind and a.unit == b.unit
    if _K.MONEY in (a.kind, b.kind) and _cents(a, b):
        return True
    if a.kind == b.kind == _K.MONEY and a.unit and b.unit and not same_currency(a.unit, b.unit):
        return False
    if a.kind == b.kind == _K.MEASURE and a.unit != b.unit and frozenset((a.unit, b.unit)) not in _SPEEDS | _READ_AS:
        return False
    if a.kind == b.kind == _K.DURATION and a.unit != b.unit:
        return False
    return (a.low, a.high) == (b.low, b.high) and _sameable(a, b) and not _other_labels(a, b)


def _other_labels(a: Figure, b: Figure) -> bool:
    """Scores and names that begin with the same number: 3:1 and 3:2."""
    return a.role is b.role is Role.LABEL and not set(a.values) <= set(b.values) and not set(b.values) <= set(a.values)


def _cents(a: Figure, b: Figure) -> bool:
    """Cents of no named currency against an amount in the major unit."""
    for cent, other in ((a, b), (b, a)):
        in_cents = cent.unit == "cent" or (cent.kind is _K.COUNT and not cent.unit and other.low < 1)
        if in_cents and other.kind is _K.MONEY and cent.low == other.low * 100:
            return True
    return False


def _sameable(a: Figure, b: Figure) -> bool:
    """May a figure of one kind be rendered by one of the other kind with the same value?"""
    kinds = {a.kind, b.kind}
    if _K.PERCENT in kinds:
        return len(kinds) == 1 or kinds == {_K.PERCENT, _K.COUNT} or _K.MULTIPLE in kinds
    if kinds == {_K.MONEY, _K.MEASURE}:
        return a.unit in ("GBP", "CNY") or b.unit in ("GBP", "CNY")
    return True


def converted(a: Figure, b: Figure) -> bool:
    """Equal after conversion of units, or as per cent and multiple: 3 mu in hectares, tripled and 200 per cent more."""
    if _K.DATE in (a.kind, b.kind) or _other_labels(a, b):
        return False
    for one, other in ((a, b), (b, a)):
        if one.kind == _K.MULTIPLE and other.kind == _K.PERCENT:
            return other.low in ((one.low - 1) * 100, one.low * 100) or (
                one.low < 1 and other.low == (1 - one.low) * 100
            )
        if one.kind == _K.MULTIPLE and other.kind == _K.MULTIPLE:
            return bool(set(one.values) & set(other.values))
        if one.kind == _K.MULTIPLE and other.kind == _K.COUNT and other.unit == "times":
            return other.low in one.values
    for one, other in ((a, b), (b, a)):  # um einen Viertelpunkt
        if one.unit == "bp" and other.kind is _K.COUNT and other.unit == "points":
            return one.low == other.low * 100
    if a.kind == b.kind == _K.PERCENT and {a.unit, b.unit} == {"bp", "pp"}:
        return a.low * (100 if a.unit == "pp" else 1) == b.low * (100 if b.unit == "pp" else 1)
    if a.kind == b.kind == _K.DURATION and "months" in (a.unit, b.unit) and {a.unit, b.unit} & {"weeks", "days"}:
        return _customary(a, b)
    if a.kind == b.kind:
        found = compare(a.quantity(""), b.quantity(""))
        return found.verdict is Verdict.AGREE or (
            a.kind is _K.PERCENT
            and 3 in (len(a.values), len(b.values))  # a fraction on one side: ein Drittel as 33 per cent
            and abs(a.low - b.low) <= min(Decimal("0.4"), a.low / 50)
        )
    return False


def _customary(a: Figure, b: Figure) -> bool:
    """Months in weeks or days, as people count them."""
    days = {"days": Decimal(1), "weeks": Decimal(7), "months": Decimal("30.4")}
    if a.unit not in days or b.unit not in days:
        return False
    left, right = a.low * days[a.unit], b.low * days[b.unit]
    return abs(left - right) <= _MONTHS * max(left, right)


def alike(a: Figure, b: Figure) -> bool:
    """A vague amount for a vague one, a bound that holds, a range whose ends are the range of the other."""
    if _K.DATE in (a.kind, b.kind):
        return a.kind == b.kind and _dates_alike(a, b)
    amounts = a.role == b.role == Role.AMOUNT
    if amounts and a.digits == 0 and b.digits == 0 and a.kind is not _K.AGE:
        return _same_power(a, b)
    if amounts and 0 in (a.digits, b.digits) and _vague(a, b):
        return True
    if a.kind == b.kind == _K.AGE and (a.low < a.high) != (b.low < b.high):
        return a.low <= b.high and b.low <= a.high
    for age, count in ((a, b), (b, a)):  # 三十出头 and the early thirties
        if age.kind is _K.AGE and count.kind is _K.COUNT and not count.unit and age.low < age.high:
            return age.low <= count.low <= age.high
    if set(a.values) & set(b.values) and Role.AMOUNT not in (a.role, b.role):
        return set(a.values) == set(b.values)
    return (a.low < a.high or b.low < b.high) and {a.low, a.high} == {b.low, b.high}


def _same_power(a: Figure, b: Figure) -> bool:
    """数百万 is millions, not hundreds of thousands. "Millions" may stand for tens of them, which German has no word
    for, and likewise billions."""
    coarse = b.low in (10**6, 10**9) and a.low == 10 * b.low
    return coarse or (a.low < b.high * 10 and b.low < a.high * 10)


def _vague(a: Figure, b: Figure) -> bool:
    vague, exact = (a, b) if a.digits == 0 else (b, a)
    if vague.low == 1000 and exact.low == _TEN_THOUSAND and exact.digits <= 1:
        return True  # 上万: there is no word between thousands and tens of thousands
    return vague.low <= exact.low < max(vague.high, vague.low * 10) and exact.digits <= 1


def _dates_alike(a: Figure, b: Figure) -> bool:
    left, right = parts(a.unit), parts(b.unit)
    shared = left.keys() & right.keys()
    if shared:
        return all(left[name] == right[name] for name in shared)
    if not left and not right and "that-year" in (a.unit, b.unit):
        return a.unit.endswith("-year") and b.unit.endswith("-year")
    lunar = {unit[:1] for unit in (a.unit, b.unit)} == {"L", "-"} or {a.unit[:1], b.unit[:1]} == {"L", "2"}
    if lunar:  # the eleventh of the eleventh month, left as it is
        return (left or right).get("day") in (int(a.values[0]), int(b.values[0]))
    if not left and not right and a.low and b.low:
        return a.low <= b.low <= b.high <= a.high  # 90后 and the 1990s, 六七十年代 and each of the two
    if not left and not right:
        return bool(a.values) and set(a.values) <= set(b.values) | {Decimal(0)}
    return ("year" in left and a.low <= b.low <= a.high) or (
        "year" in right and bool(b.low) and b.low <= a.low <= b.high
    )


def parts_shared(a: Figure, b: Figure) -> bool:
    """Names and articles: all numbers of the shorter one occur in the other (Formel-1, (90+8), 第十次)."""
    if Role.AMOUNT in (a.role, b.role) and a.role == b.role:
        return _day_number(a, b)
    if _K.PERCENT in (a.kind, b.kind):
        return False  # the "one" of "one in twelve" is no eighth
    small, large = sorted((set(a.values), set(b.values)), key=len)
    return bool(small) and small <= large


def _day_number(a: Figure, b: Figure) -> bool:
    """A day that one side gives as an ordinal or a plain number: "am 25.", "the 25th"."""
    for one, other in ((a, b), (b, a)):
        if (
            one.kind is _K.DATE
            and other.kind in (_K.ORDINAL, _K.COUNT, _K.AGE)
            and (other.low == other.high or other.kind is _K.AGE)
        ):
            named = parts(one.unit)
            if other.low in (named.get("day"), named.get("Q"), named.get("month"), one.low):
                return True
            clock = one.unit.startswith(("T", "L")) and other.low in one.values
            clock = clock or (one.unit.startswith("T") and one.unit.endswith(":00") and one.values[0] == other.low + 12)
            if other.kind is _K.AGE and re.fullmatch(r"\d{3}X", one.unit):  # eine Frau in den Vierzigern
                return other.low // 10 * 10 == one.low % 100
            decade = "X" in one.unit and other.low in (one.low, one.low % 100)
            century = one.unit.endswith("XX") and one.low / 100 + 1 == other.low
            if clock or decade or century:
                return True
    return False
