"""Scale words and units that stand once for two numbers: "von 2 auf 3 Mrd. Euro", "vor 290 bis 250 Mio. Jahren"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from xling.claims.quantity.data import Unit
from xling.claims.quantity.model import Number
from xling.claims.trend_words import moving

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
_WORDS = 1000
"""What a number before a scale word stays below: ten billion is not written 10,000 million."""
_AROUND = 60


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
    if _shares(reader, first, second, begin):
        first = replace(first, scale=second.scale)
    return first, unit


def falling(reader: Reader, first: Number, second: Number, begin: int) -> bool:
    """Whether the scale word behind ``second`` makes it the smaller of the two: "290 bis 250 Mio. Jahren"."""
    return first.low > second.low and _shares(reader, first, second, begin)


def _shares(reader: Reader, first: Number, second: Number, begin: int) -> bool:
    """A smaller number shares the scale word ("from 2 to 3 billion"). A greater one does only where the amount falls
    ("fell from 120 to 80 million") or years go by ("vor 66 bis 2,6 Mio. Jahren"): users may rise from 40 to 2
    million."""
    if first.scale != 1 or second.scale == 1 or first.low <= 0:
        return False
    if first.low < second.low:
        return True
    unit, _ = reader.unit(second, money=False)
    years = unit is not None and unit.name == "years" and first.low < _WORDS
    return years or _falls(reader, begin, second.end)


def _falls(reader: Reader, begin: int, end: int) -> bool:
    """Whether all words around that tell which way an amount moves point down."""
    near = reader.folded[max(0, begin - _AROUND) : end + _AROUND]
    up, down = moving(reader.lang, "up"), moving(reader.lang, "down")
    return bool(down and down.search(near)) and not (up and up.search(near))


def _year(number: Number) -> bool:
    return number.bare and 1900 <= number.low <= 2100
