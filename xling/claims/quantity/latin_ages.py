"""Ages of German and English: 28-jährig, aged 17, Mitte 20, in her forties; and decades, which look alike."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from xling.claims.quantity.dates import date_figure
from xling.claims.quantity.latin_finish import amount, approximation
from xling.claims.quantity.model import Figure, Number
from xling.claims.quantity.numerals import german
from xling.types import QuantityKind, Span

if TYPE_CHECKING:
    from xling.claims.quantity.latin import Reader

_OLD = re.compile(
    r"[ -]years?[ -](?:old|of age)s?(?!\w)|[ -]y/?o(?!\w)| jahre?n? alt(?!\w)| jahre alte[nrms]?(?!\w)|"
    r"[ -]months?[ -]olds?(?!\w)"
)
_BARE_AGE = re.compile(r"(?:^|\W)(?:im alter von|alter von|aged|age of|at age|at the age of) \Z")
_TURNS = re.compile(r"(?:^|\W)(?:turns|turned|turning|turn) \Z")
_NO_NOUN = re.compile(r"(?=[^\w\s]|$)|(?= (?:and|on|in|at|next|last|this|today|tomorrow|yesterday|but|when|years?)\b)")
_RANGE_NEXT = re.compile(r" ?(?:-|–|bis|to|and|und) ?\d")
_DE_PART = re.compile(
    r"(?P<w>anfang|mitte|ende) (?P<v>[2-9]0|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)"
    r"(?![\w%]| (?:prozent|mill|mrd|mio|euro|jahre))"
)
_EN_PART = re.compile(
    r"(?:(?P<w>early|mid|late)[ -])?(?P<v>[2-9]0s|twenties|thirties|forties|fifties|sixties|seventies|eighties|"
    r"nineties)(?!\w)"
)
_TENS = {"tw": 20, "th": 30, "fo": 40, "fi": 50, "si": 60, "se": 70, "ei": 80, "ni": 90}
_WHEN = re.compile(r"(?:early|mid|late)[- ]\Z")
_OWNER = re.compile(
    r"(?:his|her|their|my|our|your|people in the|women in the|men in the) (?:early |mid-|mid |late )?\Z"
)


def ages(reader: Reader, start: int) -> list[Figure]:
    """An age in tens, or the decade it turns out to be: "Mitte 20", "in his 40s", "the early nineties"."""
    if reader.lang == "de":
        match = _DE_PART.match(reader.folded, start)
        if match is None:
            return []
        raw = match["v"]
        return [_part(match["w"], int(raw) if raw.isdigit() else german(raw) or 0, Span(*match.span()))]
    match = _EN_PART.match(reader.folded, start)
    if match is None:
        return []
    raw, span = match["v"], Span(*match.span())
    value = int(raw[:2]) if raw[0].isdigit() else _TENS[raw[:2]]
    before = reader.before(start)
    when = match["w"] or (_WHEN.search(before) or [""])[0].rstrip("- ")
    if _OWNER.search(before) or (match["w"] and not before.endswith("the ")):
        return [_part(when, value, span)]
    if before.endswith(("the ", "the '", "the ’", "'", "’")):
        return [date_figure(f"19{value // 10}X", span)]
    return [] if not raw[0].isdigit() else [date_figure(f"19{value // 10}X", span)]


def _part(when: str, value: int, span: Span) -> Figure:
    low, high = {"a": (0, 3), "e": (0, 3), "m": (4, 6), "l": (7, 9), "": (0, 9)}["l" if when == "ende" else when[:1]]
    return amount(QuantityKind.AGE, Decimal(value + low), "years", span, high=Decimal(value + high))


def age_of(reader: Reader, number: Number) -> list[Figure]:
    """ "28 years old", "im Alter von 17": an age by the words around ``number``."""
    match = _OLD.match(reader.folded, number.end)
    before = reader.before(number.start)
    turns = _TURNS.search(before) and number.bare and _NO_NOUN.match(reader.folded, number.end)
    bare = bool(_BARE_AGE.search(before) or turns) and number.low < 120
    if match is None and (not bare or _RANGE_NEXT.match(reader.folded, number.end)):
        return []
    end = match.end() if match else number.end
    if match is None and (more := re.compile(r" jahren?(?!\w)| years(?!\w)").match(reader.folded, end)):
        end = more.end()
    unit = "months" if match and "month" in match[0] else "years"
    approx = approximation(reader, number.start, end)
    return [amount(QuantityKind.AGE, number.low * number.scale, unit, Span(number.start, end), approx, number.digits)]
