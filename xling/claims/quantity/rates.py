"""Exchange rates that a text states itself, "14,3 Mrd. US-Dollar (102,697 Mrd. RMB)", and those of the market."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from xling.claims.quantity.data import table
from xling.types import Quantity, QuantityKind

_GAP = 30
_CONVERSION = re.compile(
    r"[(（\[=≈/]|umgerechnet|entspr|also rund|das sind|equivalent|\bor (?:about|around|roughly|some|nearly)\b|约合|"
    r"折合|合|相当于"
)
_TOLERANCE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Rate:
    """One unit of ``base`` is ``value`` units of ``quote``, by the two quantities of one text."""

    base: str
    quote: str
    value: Decimal
    stated: tuple[Quantity, Quantity]


def implied_rates(quantities: Sequence[Quantity], text: str = "") -> list[Rate]:
    """Rates from neighbouring amounts of money in different currencies.

    With ``text`` the words between them must announce a conversion (a bracket, umgerechnet, 约合); without it only
    amounts up to three characters apart count. Each rate is listed once, from the first currency to the second.
    """
    money = [quantity for quantity in quantities if quantity.kind is QuantityKind.MONEY and quantity.unit]
    found = []
    for first, second in pairwise(money):
        gap = second.span.start - first.span.end
        between = text[first.span.end : second.span.start]
        stated = gap <= 3 if not text else gap <= _GAP and bool(_CONVERSION.search(between.lower()))
        if first.unit != second.unit and stated and first.low > 0 and second.low > 0 and first.low == first.high:
            found.append(Rate(first.unit, second.unit, second.low / first.low, (first, second)))
    return found


@cache
def market() -> dict[str, tuple[Decimal, Decimal]]:
    """Currency → lowest and highest price of a US dollar since 2000, with a margin."""
    return {code: (Decimal(low), Decimal(high)) for code, low, high in table("rates.tsv")} | {
        "USD": (Decimal(1), Decimal(1))
    }


def market_range(base: str, quote: str) -> tuple[Decimal, Decimal] | None:
    """Lowest and highest price of one unit of ``base`` in ``quote``; None for a currency without data."""
    if base not in market() or quote not in market():
        return None
    (base_low, base_high), (quote_low, quote_high) = market()[base], market()[quote]
    return quote_low / base_high, quote_high / base_low


def can_be_one(a: Quantity, b: Quantity) -> bool:
    """True when the market has seen a rate at which ``a`` and ``b``, of two currencies, are one amount."""
    span = market_range(a.unit, b.unit)
    return span is not None and a.low > 0 and span[0] * a.low <= b.high and b.low <= span[1] * a.high


def convert(quantity: Quantity, currency: str, rates: Sequence[Rate]) -> tuple[Decimal, Rate] | None:
    """The amount in another currency by the first rate that leads there."""
    for rate in rates:
        if (rate.base, rate.quote) == (quantity.unit, currency):
            return quantity.low * rate.value, rate
        if (rate.quote, rate.base) == (quantity.unit, currency):
            return quantity.low / rate.value, rate
    return None


def explain(a: Quantity, b: Quantity, rates: Sequence[Rate]) -> str:
    """A sentence that says how two amounts fit when one is converted, or lacks its currency; "" when they do not."""
    for known, other in ((a, b), (b, a)):
        if known.kind is not QuantityKind.MONEY or not known.unit:
            continue
        targets = [other.unit] if other.kind is QuantityKind.MONEY and other.unit else _reachable(known.unit, rates)
        for currency in targets:
            if currency == known.unit or not (converted := convert(known, currency, rates)):
                continue
            value, rate = converted
            if abs(value - other.low) <= _TOLERANCE * other.low:
                stated = f"“{rate.stated[0].text}” = “{rate.stated[1].text}”"
                return f"“{other.text}” fits “{known.text}” in {currency}, by {stated}"
    return ""


def _reachable(currency: str, rates: Sequence[Rate]) -> list[str]:
    return [rate.quote if rate.base == currency else rate.base for rate in rates if currency in (rate.base, rate.quote)]
