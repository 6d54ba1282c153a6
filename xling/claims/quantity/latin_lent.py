"""Scale words and units that stand once for two numbers: "von 2 auf 3 Mrd. Euro", "vor 290 bis 250 Mio. Jahren"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from xling.claims.quantity.data import Unit
from xling.claims.quantity.model import Number

if TYPE_CHECKING:
    from xling.claims.quantity.latin import Reader

_JOINTS = {"de": {"von": "auf|bis", "vor": "bis|und", "zwischen": "und"}, "en": {"from": "to", "between": "and"}}
"""The word before the first number → words between the two."""
_SOFT = {
    "de": r"zuvor|vorher|zuletzt|bisher|einst|nur|noch|nun|jetzt|derzeit|rund|etwa|ca\.|gut|knapp|fast|über|mehr als",
    "en": r"an?|previous|earlier|initial|current|just|only|about|around|some|nearly|roughly|almost|over|more than",
}
_FROM = {
    lang: re.compile(rf"(?<!\w)(?P<word>{'|'.join(joints)})(?: (?:{_SOFT[lang]}))* \Z")
    for lang, joints in _JOINTS.items()
}
_TO = {
    lang: {word: re.compile(rf" (?:{joint}) (?:(?:{_SOFT[lang]}) )*") for word, joint in joints.items()}
    for lang, joints in _JOINTS.items()
}
_WIDEST = 50
"""How many times the other number one may be and share its scale word: not so "von 500 auf 2 Millionen"."""


def lent(reader: Reader, first: Number, begin: int) -> tuple[Number, Unit | None]:
    """``first`` with the scale of the number that it goes on to, and the unit behind that one; the phrase begins
    at ``begin``. Without a second number, ``first`` as it is and no unit."""
    unchanged = first, None
    before = _FROM[reader.lang].search(reader.before(begin, 50))
    to = _TO[reader.lang][before["word"]].match(reader.folded, first.end) if before else None
    if to is None or first.article or first.vague:
        return unchanged
    start, money = reader.sign(to.end())
    second = reader.number(start)
    if second is None or second.article or second.vague or reader.dated(start) or _year(first):
        return unchanged
    second = reader.suffixed(second, money=bool(money))
    unit, _ = reader.unit(second, money=bool(money))
    if money:
        unit = reader.grammar.units[money]
    if _shares(first, second):
        first = replace(first, scale=second.scale)
    return first, unit


def falling(first: Number, second: Number) -> bool:
    """Whether the scale word behind ``second`` makes it the smaller of the two: "290 bis 250 Mio."."""
    return first.low > second.low and _shares(first, second)


def _shares(first: Number, second: Number) -> bool:
    low, high = sorted((first.low, second.low))
    return first.scale == 1 < second.scale and low > 0 and high < _WIDEST * low


def _year(number: Number) -> bool:
    return number.bare and 1900 <= number.low <= 2100
