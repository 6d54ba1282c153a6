"""Scale words and units that stand once for two numbers: "von 2 auf 3 Milliarden Euro", "from $900 to $950 million"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from xling.claims.quantity.data import Unit
from xling.claims.quantity.model import Number

if TYPE_CHECKING:
    from xling.claims.quantity.latin import Reader

_FROM = {
    "de": re.compile(
        r"(?<!\w)von(?: (?:zuvor|vorher|zuletzt|bisher|derzeit|einst|rund|etwa|ca\.|gut|knapp))* \Z"
    ),
    "en": re.compile(r"(?<!\w)from(?: (?:a|an|previous|earlier|initial|current|about|around|some|nearly|roughly))* \Z"),
}
_TO = {
    "de": re.compile(r" auf (?:(?:nur|noch|nun|jetzt|derzeit|rund|etwa|ca\.|gut|knapp|fast|über|mehr als) )*"),
    "en": re.compile(r" to (?:(?:just|only|about|around|some|nearly|roughly|almost|over|more than) )*"),
}
_WIDEST = 50
"""How many times the other number one may be and share its scale word: not so "von 500 auf 2 Millionen"."""


def lent(reader: Reader, first: Number, begin: int) -> tuple[Number, Unit | None]:
    """``first`` with the scale of the number that it rises or falls to, and the unit behind that one; the phrase begins
    at ``begin``. Without a second number, ``first`` as it is and no unit."""
    unchanged = first, None
    to = _TO[reader.lang].match(reader.folded, first.end)
    if to is None or first.article or first.vague or not _FROM[reader.lang].search(reader.before(begin, 50)):
        return unchanged
    start, money = reader.sign(to.end())
    second = reader.number(start)
    if second is None or second.article or second.vague or reader.dated(start) or _year(first):
        return unchanged
    second = reader.suffixed(second, money=bool(money))
    unit, _ = reader.unit(second, money=bool(money))
    if money:
        unit = reader.grammar.units[money]
    if first.scale == 1 and second.scale > 1 and _near(first.low, second.low):
        first = replace(first, scale=second.scale)
    return first, unit


def _near(first: Decimal, second: Decimal) -> bool:
    low, high = sorted((first, second))
    return low > 0 and high < _WIDEST * low


def _year(number: Number) -> bool:
    return number.bare and 1900 <= number.low <= 2100
