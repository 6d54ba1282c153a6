"""Do two quantities say the same? Tolerant of rounding and of words like rund, mehr als, 近; strict about the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xling.claims.quantity.data import unit_by_name
from xling.claims.quantity.edtf import compare_dates
from xling.claims.quantity.rates import Rate, can_be_one, explain
from xling.types import Approx, Quantity, QuantityKind, Verdict

_K = QuantityKind
_WHAT = {_K.MONEY: "amount", _K.PERCENT: "percent", _K.COUNT: "count", _K.AGE: "age", _K.DATE: "date"}
_ABOUT = Decimal("0.1")  # rund 15 for 14.3 is 5 per cent off, rund 900 for 870 three
_ROUNDING = Decimal("0.075")  # without such a word, a number of one significant digit may be this far off
_ABOVE, _BELOW = Decimal("1.3"), Decimal("0.75")  # how far "more than" and "less than" usually reach
_PAR = Decimal("0.015")  # numbers in two currencies within twice this are one number, not a conversion
_OPEN = {"krone": ("SEK", "NOK", "DKK", "CZK"), "peso": ("MXN", "ARS", "PHP"), "¥": ("CNY", "JPY")}
_HUGE = Decimal(10**6)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``verdict`` of two quantities; ``what`` names the thing compared (amount, currency, count, date …)."""

    verdict: Verdict
    what: str
    note: str = ""


def compare(a: Quantity, b: Quantity, *, rates: Sequence[Rate] = ()) -> Comparison:
    """Compare two quantities that are said to be the same thing.

    agree: the same value; approximately: equal after rounding or within what the words allow; related: a bound that
    holds but says little; conflict; unrelated: not comparable (other kind of thing, other currency without a rate).
    Symmetric in verdict. ``rates`` are conversions the texts themselves state (``implied_rates``).
    """
    if _K.DATE in (a.kind, b.kind):
        if a.kind != b.kind:
            return Comparison(Verdict.UNRELATED, "date", "a date and a number")
        return Comparison(*compare_dates(a.unit, b.unit))
    if _K.MONEY in (a.kind, b.kind):
        return _money(a, b, rates)
    if _discounts(a, b):
        return _values(a, b, "percent")
    factor_a, factor_b = _base(a), _base(b)
    if factor_a is None or factor_b is None or factor_a[0] != factor_b[0]:
        if not _loosely(a, b):
            return Comparison(Verdict.UNRELATED, "unit", f"{_unit(a)} and {_unit(b)} cannot be compared")
        return _values(a, b, _WHAT.get(a.kind, a.kind.value))
    return _values(a, b, _WHAT.get(a.kind, a.kind.value), factor_a[1], factor_b[1])


def _unit(quantity: Quantity) -> str:
    return quantity.unit or quantity.kind.value


def _discounts(a: Quantity, b: Quantity) -> bool:
    """八折 is 20 per cent off: it may be rendered as "20 Prozent Rabatt" or plainly as a percentage."""
    return a.kind == b.kind == _K.PERCENT and "% off" in (a.unit, b.unit) and {a.unit, b.unit} <= {"%", "% off"}


def _base(quantity: Quantity) -> tuple[str, Decimal] | None:
    unit = unit_by_name().get((quantity.kind, quantity.unit))
    if unit is None or not unit.dimension:
        return (f"{quantity.kind.value}:{quantity.unit}", Decimal(1))
    return (f"{quantity.kind.value}:{unit.dimension}", unit.factor)


def _loosely(a: Quantity, b: Quantity) -> bool:
    """Counted things whose noun one side does not give, or gives in other words."""
    counts = {_K.COUNT}
    return a.kind in counts and b.kind in counts and "" in (a.unit, b.unit)


def _money(a: Quantity, b: Quantity, rates: Sequence[Rate]) -> Comparison:
    other = {a.kind, b.kind} - {_K.MONEY}
    if other and not (other == {_K.COUNT} and not (a if a.kind == _K.COUNT else b).unit):
        return Comparison(Verdict.UNRELATED, "unit", f"{_unit(a)} and {_unit(b)} cannot be compared")
    currency_a, currency_b = (q.unit if q.kind == _K.MONEY else "" for q in (a, b))
    found = _values(a, b, "amount")
    if currency_a and currency_b and not same_currency(currency_a, currency_b):
        converted = explain(a, b, rates)
        if converted:
            return Comparison(Verdict.APPROXIMATELY, "amount", converted)
        if found.verdict is Verdict.AGREE or (found.verdict is Verdict.APPROXIMATELY and not _converted(a, b)):
            return Comparison(Verdict.CONFLICT, "currency", f"the same number in {currency_a} and in {currency_b}")
        return Comparison(Verdict.UNRELATED, "amount", f"{currency_a} and {currency_b}, no rate known")
    if currency_a and currency_b:
        return found
    missing = a if not currency_a else b
    if found.verdict is Verdict.CONFLICT:
        why = explain(a, b, rates) or "no currency named"
        return Comparison(Verdict.CONFLICT, "amount", f"“{missing.text}” has no currency: {why}")
    if missing.high < _HUGE:
        return found
    return Comparison(found.verdict, "amount", f"“{missing.text}” has no currency")


def _converted(a: Quantity, b: Quantity) -> bool:
    """Nearly equal numbers of two currencies near par: rund 26 Millionen Euro and $28 million may be one amount."""
    return can_be_one(a, b) and not _overlap(_widen((a.low, a.high), _PAR), _widen((b.low, b.high), _PAR))


def same_currency(a: str, b: str) -> bool:
    """Equal codes, or a bare crown or peso that may be the other one."""
    return a == b or b in _OPEN.get(a, ()) or a in _OPEN.get(b, ())


def _values(
    a: Quantity, b: Quantity, what: str, factor_a: Decimal = Decimal(1), factor_b: Decimal = Decimal(1)
) -> Comparison:
    exact = a.low * factor_a == b.low * factor_b and a.high * factor_a == b.high * factor_b
    if exact and {a.approx, b.approx} != {Approx.OVER, Approx.UNDER}:
        return Comparison(Verdict.AGREE, what)
    if factor_a == factor_b and a.digits == b.digits and _sharp(a) and _sharp(b):
        return Comparison(Verdict.CONFLICT, what, f"“{a.text}” against “{b.text}”")  # what all below would come to
    if factor_a != factor_b and a.unit != b.unit:
        tolerance = Decimal("0.02")
        if _overlap(_widen(_scaled(a, factor_a), tolerance), _widen(_scaled(b, factor_b), tolerance)):
            return Comparison(Verdict.AGREE, what, f"{a.text} converted is {b.text}")
    span_a, span_b = _scaled_allowed(a, factor_a), _scaled_allowed(b, factor_b)
    if _overlap(span_a, span_b) or (factor_a == factor_b and _rounded(a, b)):
        return Comparison(Verdict.APPROXIMATELY, what, _note(a, b))
    if _overlap(_scaled_allowed(a, factor_a, soft=True), _scaled_allowed(b, factor_b, soft=True)):
        return Comparison(Verdict.RELATED, what, f"{_bound(a) or _bound(b)} says little")
    return Comparison(Verdict.CONFLICT, what, f"“{a.text}” against “{b.text}”")


def _sharp(quantity: Quantity) -> bool:
    return quantity.approx is Approx.EXACT and quantity.low == quantity.high


def _bound(quantity: Quantity) -> str:
    return f"the bound “{quantity.text}”" if quantity.approx in (Approx.OVER, Approx.UNDER) else ""


def _note(a: Quantity, b: Quantity) -> str:
    loose, sharp = (a, b) if a.digits < b.digits or b.approx is Approx.EXACT else (b, a)
    return f"“{loose.text}” is “{sharp.text}” rounded or bounded"


def _scaled(quantity: Quantity, factor: Decimal) -> tuple[Decimal, Decimal]:
    return quantity.low * factor, quantity.high * factor


def _scaled_allowed(quantity: Quantity, factor: Decimal, *, soft: bool = False) -> tuple[Decimal, Decimal]:
    low, high = allowed(quantity, soft=soft)
    return low * factor, high * factor


def allowed(quantity: Quantity, *, soft: bool = False) -> tuple[Decimal, Decimal]:
    """The true values that the words allow; ``soft``: logically, else as such words are used."""
    low, high = quantity.low, quantity.high
    if quantity.approx is Approx.OVER:
        reach = Decimal(10) if quantity.digits == 0 else _ABOVE
        return low, high * (Decimal(10**3) if soft else reach)
    if quantity.approx is Approx.UNDER:
        return low * (Decimal(0) if soft else _BELOW), high
    if quantity.approx is Approx.ABOUT:
        return _widen((low, high), _ABOUT)
    return low, high


def _widen(span: tuple[Decimal, Decimal], share: Decimal) -> tuple[Decimal, Decimal]:
    return span[0] * (1 - share), span[1] * (1 + share)


def _overlap(a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _rounded(a: Quantity, b: Quantity) -> bool:
    """Is the one with fewer significant digits the other one rounded? Small whole numbers are never rounded."""
    if a.low != a.high or b.low != b.high or not a.digits or not b.digits or a.digits == b.digits:
        return False
    coarse, fine = (a, b) if a.digits < b.digits else (b, a)
    if min(abs(a.low), abs(b.low)) < 100 and a.low == int(a.low) and b.low == int(b.low) and a.kind is not _K.MONEY:
        return False
    step = Decimal(10) ** (coarse.low.adjusted() - coarse.digits + 1)
    distance = abs(coarse.low - fine.low)
    return distance <= step / 2 and (coarse.digits >= 3 or distance <= _ROUNDING * abs(fine.low))
