"""What the words around two figures say: off or of the price, below zero, morning or evening, two others of three."""

from __future__ import annotations

import re

from xling.claims.quantity.data import fold
from xling.claims.quantity.model import Figure
from xling.types import QuantityKind

_K = QuantityKind
_PRICE = re.compile(
    r" ?(?:of|des|vom|dessen|from) (?:the |its |their |seines |ihres )?(?:\w+[- ]){0,2}?"
    r"\w*(?:price|cost|preis\w*|wert\w*)"
)
_REDUCED = re.compile(
    r"(?:rabatt|nachlass|ermäßigung|discount|reduction|saving|reduced|cut|slashed|lowered|marked down|um)"
    r"(?: \w+){0,2} ?(?:von|of|by)? \Z"
)
_FROST = {
    "zh": re.compile(r"(?:零下|负|-)\Z"),
    "de": re.compile(r"minus|[-−–]\s?\d|unter null|unter dem gefrierpunkt|frost|kälte|unter 0"),
    "en": re.compile(r"minus|[-−–]\s?\d|below zero|below freezing|sub-?zero|negative|frost|below 0"),
}
_MORNING = re.compile(
    r"凌晨|清晨|早上|早晨|上午|今晨|\d ?am\b|a\.m\b|in the morning|morgen|früh|vormittag|nachts|at night|半夜"
)
_EVENING = re.compile(
    r"下午|傍晚|晚上|晚间|午后|夜间|当晚|晚|\d ?pm\b|p\.m\b|in the afternoon|in the evening|nachmittag|abend|"
    r"at night|nachts"
)
_TWO = re.compile(r"[和与及跟同]|之间|互|双|彼此|一边|一方面|对比|不同")
_ITEMS = re.compile(r"[^，。；：！？、]{1,24}(?:、[^，。；：！？、]{1,24})+")
_OTHER = re.compile(r" (?:other|more|weitere|andere)[nrms]?(?!\w)")


def kept_share(source: Figure, target: Figure, text: str) -> bool:
    """八折 as "80 percent of the price", but not as "80 percent off": ``text`` is the translation."""
    if source.unit != "% off" or target.kind is not _K.PERCENT or target.low + source.low != 100:
        return False
    folded = fold(text)
    before = folded[max(0, target.span.start - 30) : target.span.start]
    return target.unit == "%" and bool(_PRICE.match(folded, target.span.end)) and not _REDUCED.search(before)


def frost_lost(source: str, source_lang: str, a: Figure, target: str, target_lang: str, b: Figure) -> bool:
    """Is one of two equal temperatures below zero and the other not?"""
    if not (a.kind is b.kind is _K.MEASURE and a.unit == b.unit and a.unit in ("°C", "°F")):
        return False
    return _frost(source, source_lang, a) != _frost(target, target_lang, b)


def _frost(text: str, lang: str, figure: Figure) -> bool:
    folded = fold(text)
    start, end = figure.span.start, figure.span.end
    if lang == "zh":
        return bool(_FROST["zh"].search(folded[max(0, start - 3) : start]))
    return bool(_FROST["de" if lang == "de" else "en"].search(folded[max(0, start - 24) : end + 24]))


def other_half_of_day(source: str, a: Figure, target: str, b: Figure) -> bool:
    """Two clock times twelve hours apart, both of which say which half of the day they mean."""
    return bool(_halves(source, a) and _halves(target, b) and not _halves(source, a) & _halves(target, b))


def _halves(text: str, figure: Figure) -> set[str]:
    folded = fold(text)
    near = folded[max(0, figure.span.start - 8) : figure.span.end + 16]
    hour = int(figure.unit[1:3])
    found = {"evening"} if hour > 12 or _EVENING.search(near) else set()
    return found | ({"morning"} if hour <= 12 and _MORNING.search(near) else set())


def one_of_them(a: Figure, b: Figure, source: str, target: str) -> bool:
    """耶鲁等3所 as "Yale and two others": one of them is named; 隔两天 as every three days."""
    if a.kind == b.kind and source[max(0, a.span.start - 1) : a.span.start] == "隔":
        return b.low == a.low + 1  # 每隔两天 is every third day
    named = "等" in source[max(0, a.span.start - 2) : a.span.start]
    return named and a.low == b.low + 1 and bool(_OTHER.match(fold(target), b.span.end))


def listed(source: str, lang: str, figure: Figure) -> bool:
    """Does the translation count what the Chinese source lists? 王芳、李明 as "the two students"."""
    if lang != "zh" or figure.kind is not _K.COUNT or figure.low != figure.high or not 2 <= figure.low <= 9:
        return False
    if figure.low == 2 and _TWO.search(source):
        return True
    items = [match[0] for match in _ITEMS.finditer(source)]
    return any(figure.low in (item.count("、") + 1, item.count("、") + 2) for item in items)
