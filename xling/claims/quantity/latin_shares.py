"""Fractions and shares of German and English as per cent: two thirds, die Hälfte, nine out of ten, jeder Vierte;
a fraction of a unit (a quarter of a century, drei viertel Stunden) as an amount of that unit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from xling.claims.quantity.data import longest
from xling.claims.quantity.latin_finish import amount, approximation
from xling.claims.quantity.model import Figure, Number
from xling.claims.quantity.numerals import ENGLISH_ORDINAL, ENGLISH_SMALL, german, german_ordinal, significant
from xling.types import Approx, QuantityKind, Span

if TYPE_CHECKING:
    from xling.claims.quantity.latin import Reader

_K = QuantityKind
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
_SLASH = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,3})(?![\d/])")
_DE_PART = (
    r"(?P<p>hälften?|drittel[ns]?|viertel[ns]?|fünftel[ns]?|sechstel[ns]?|siebtel[ns]?|achtel[ns]?|neuntel[ns]?|"
    r"zehntel[ns]?|"
    r"zwanzigstel[ns]?|hundertstel[ns]?|tausendstel[ns]?|dreiviertel)(?!\w)"
)
_DE_FRACTION = re.compile(
    r"(?:(?P<n>[a-zäöüß]+|\d{1,2}) )?"
    + _DE_PART
    + r"(?! (?:vor|nach|million|milliarde|billion|bis) ?)(?P<u> stunden?(?!\w))?"
)
_DE_HOURS = re.compile(r"(?P<q>dreiviertel|viertel|halbe[nr]? |eine halbe )stunden?(?!\w)")
_DE_HALF_UNIT = re.compile(
    r"(?:eine[nmrs]? )?halbe[nmrs]? (?P<u>jahr(?:hundert|zehnt)?|tag|monat|stunde|minute|kilometer|meter|liter)(?:e?s)?"
    r"(?!\w)"
)
_DE_BIG = re.compile(r"(?:eine[rn]? )?(?P<f>viertel|dreiviertel)(?P<s>million|milliarde|billion)(?!\w)")
_DE_EVERY = re.compile(
    r"jede[rsnm]? (?P<o>[a-zäöüß]{2,24}t)e[nrsm]?(?!\w)(?! (?:tage?|nacht|woche|monat|jahr|stunde|abend|morgen|mal|"
    r"spiel)s?(?!\w))"
)
_DE_JOINED = re.compile(
    r"(?P<f>zweidrittel|dreiviertel|viertel|achtel|zehntel|hundertstel|tausendstel)(?P<u>mehrheit|stunden?|"
    r"jahr(?:hundert)?s?|sekunden?|"
    r"millimetern?|prozentpunkte?n?|prozent|liter|meter|meile|million|minuten?|punkte?|pfund|tonne)(?!\w)"
)
_JOINED = {
    "zweidrittel": (2, 3), "dreiviertel": (3, 4), "viertel": (1, 4), "achtel": (1, 8), "zehntel": (1, 10),
    "hundertstel": (1, 100),
    "tausendstel": (1, 1000),
}  # fmt: skip
_DE_OF = re.compile(
    r"(?P<a>eine[rsm]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|\d{1,2}) von (?P<b>zwei|drei|vier|fünf|sechs|"
    r"sieben|acht|neun|"
    r"zehn|zwanzig|hundert|tausend|zehntausend|hunderttausend|10|20|100|1\.?000|100\.?000)(?!\w|[.,]\d|"
    r" (?:millionen|milliarden|jahren))"
)
_EN_PART = (
    "half|halves|third|thirds|quarter|quarters|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twentieths?|"
    "hundredths?|thousandths?"
)
_EN_FRACTION = re.compile(
    rf"(?P<n>an?|{_SMALL}|\d{{1,2}})[ -](?P<p>{_EN_PART})(?!\w)(?!(?: of)? an? (?:million|billion|trillion|thousand|"
    rf"hundred)|"
    r" (?:million|billion|trillion|past|to \w+ o|of the year|of 20))"
)
_EN_OF = re.compile(
    rf"(?P<a>{_SMALL}|\d{{1,2}})(?: \w+)? (?:out of|in)(?: every)? (?:an? )?(?P<b>two|three|four|five|six|seven|"
    rf"eight|nine|ten|twenty|"
    r"(?:hundred |ten )?thousand|hundred|[2-9]|10|20|100|1,?000|10,?000|100,?000)"
    r"(?!\w|[.,]\d| (?:years?|months?|weeks?|days?|hours?|minutes?|million|billion))"
)
_TOP = re.compile(r"(?:richest|poorest|wealthiest|top|bottom|best-paid|upper|lower|highest|lowest|oldest|youngest) \Z")
_EN_BARE = re.compile(rf"(?P<p>{_EN_PART})(?!\w)(?= (?:of|is|are|was|were|has|have|own)\b|[^\w\s]|$)")
_EN_EVERY = re.compile(
    r"every (?P<o>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?!\w)"
    r"(?! (?:year|month|week|day|an?|the|of|in|on|counts?)\b)"
)
_EN_HALF = re.compile(
    r"half(?= (?:of|the|its|their|his|her|our|all)\b)|half an? (?P<u>hour|year|day|mile|century|decade|minute)(?!\w)"
)
_UNIT_AND_HALF = re.compile(
    r"(?:an?|one) (?P<u>year|month|week|day|hour|minute|century|decade|mile|kilometre|kilometer|metre|"
    r"meter)(?:s)? and a (?P<p>half|quarter)(?!\w)"
)
_QUARTER_CENTURY = re.compile(r"quarter(?: of a)?[ -]century(?!\w)")
_OF_UNIT = re.compile(r" of an? (?P<u>[a-z]+(?: point)?)(?!\w)")
# After "a third" these words say that it is a share; any other word makes it an ordinal (a third person).
_AFTER_SHARE = re.compile(
    r" (?:of|less|more|higher|lower|fewer|to|from|is|was|are|were|in|by|on|and|or|for|said|say|says|had|have|has|"
    r"since|when|as|"
    r"compared|this|last|between|over|within|after|before|during|at|will|would|could|each|longer|larger|smaller|"
    r"cheaper)\b|[^ \w]|$"
)
_PARTS = {
    "hä": 2, "dreiv": 0, "drit": 3, "vi": 4, "fü": 5, "sechs": 6, "sieb": 7, "ach": 8, "neun": 9, "zehn": 10,
    "zwanz": 20,
    "hundert": 100, "taus": 1000, "hal": 2, "thi": 3, "qua": 4, "four": 4, "fif": 5, "six": 6, "seven": 7,
    "eigh": 8, "nin": 9,
    "ten": 10, "twent": 20, "hundred": 100, "thou": 1000,
}  # fmt: skip
_PART = re.compile(longest(list(_PARTS)))
_DIGITS = "23456789"
_MANY = {"hundred": 100, "thousand": 1000, "ten thousand": 10**4, "hundred thousand": 10**5}


_CLOCK = re.compile(r"(?P<h>\d{1,3}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?: |-)(?:hours?|hrs|stunden?|h)(?!\w)")


def stopwatch(reader: Reader, start: int) -> Figure | None:
    """2:23:30 hours, 2:23:30 Stunden: a duration, in seconds."""
    match = _CLOCK.match(reader.folded, start)
    if match is None:
        return None
    seconds = 3600 * int(match["h"]) + 60 * int(match["m"]) + int(match["s"])
    figure = amount(_K.DURATION, Decimal(seconds), "seconds", Span(*match.span()), digits=4)
    return replace(figure, values=(figure.low, *(Decimal(match[part]) for part in "hms")))


def share(above: Decimal | int, below: Decimal | int, span: Span, approx: Approx = Approx.EXACT) -> Figure:
    """``above`` of ``below`` in per cent, four decimals; the two numbers stay in ``values``."""
    value = round(Decimal(above) * 100 / Decimal(below), 4).normalize()
    figure = amount(_K.PERCENT, value, "%", span, approx, significant(f"{value:f}"))
    return replace(figure, values=(value, Decimal(above), Decimal(below)))


def slash(reader: Reader, start: int) -> Figure | None:
    """1/3, 3/4: a share where the parts are usual; other slashes are left to the label rules."""
    match = _SLASH.match(reader.folded, start)
    if match and int(match["a"]) < int(match["b"]) and int(match["b"]) in (2, 3, 4, 5, 8, 10):
        return share(int(match["a"]), int(match["b"]), Span(*match.span()))
    return None


def shares(reader: Reader, start: int) -> list[Figure]:
    """The share or fraction that begins at ``start``."""
    found = stopwatch(reader, start)
    found = found or (_german(reader, start) if reader.lang == "de" else _english(reader, start))
    return [found] if found else []


def _german(reader: Reader, start: int) -> Figure | None:
    text = reader.folded
    if match := _DE_HOURS.match(text, start):
        minutes = {"d": 45, "v": 15}.get(match["q"][0], 30)
        return amount(_K.DURATION, Decimal(minutes), "minutes", Span(*match.span()), digits=2)
    if half := _DE_HALF_UNIT.match(text, start):
        unit = reader.grammar.units[half["u"]]
        approx = approximation(reader, start, half.end(), unit.kind)
        return amount(unit.kind, Decimal("0.5"), unit.name, Span(*half.span()), approx, 2)
    if (big := _DE_BIG.match(text, start)) and (scale := reader.grammar.scales.get(big["s"])):
        return _part_of(reader, big, scale)
    if match := _DE_JOINED.match(text, start):
        return _joined(reader, match)
    if (match := _DE_EVERY.match(text, start)) and (order := german_ordinal(match["o"])) and order > 1:
        return share(1, order, Span(*match.span()))
    if match := _DE_OF.match(text, start):
        above = 1 if match["a"].startswith("ein") else int(match["a"]) if match["a"].isdigit() else german(match["a"])
        raw = match["b"].replace(".", "")
        below = int(raw) if raw.isdigit() else german(raw)
        if above and below and above < below:
            return share(above, below, Span(*match.span()), approximation(reader, start, match.end()))
    match = _DE_FRACTION.match(text, start)
    return _german_fraction(reader, match) if match else None


def _joined(reader: Reader, match: re.Match[str]) -> Figure | None:
    """Viertelstunde, Zehntelmillimeter, Zweidrittelmehrheit."""
    above, below = _JOINED[match["f"]]
    span = Span(*match.span())
    if match["u"] == "mehrheit":
        return share(above, below, span)
    unit = reader.grammar.units.get(match["u"])
    if unit is None:
        return None
    value = round(Decimal(above) / below, 4).normalize()
    if unit.name == "hours":
        return amount(_K.DURATION, value * 60, "minutes", span, approximation(reader, span.start, span.end), 2)
    return amount(unit.kind, value, unit.name, span, approximation(reader, span.start, span.end, unit.kind), 2)


def _part_of(reader: Reader, match: re.Match[str], scale: Decimal) -> Figure:
    """Viertelmillion, halbe Milliarde: a part of a scale, with the unit behind it."""
    part = {"h": Decimal("0.5"), "d": Decimal("0.75")}.get(match["f"][0], Decimal("0.25"))
    number = Number(part, part, 2, match.start("f"), match.end(), scale=scale, spelled=True)
    unit, end = reader.unit(number, money=False)
    kind, name = (unit.kind, unit.name) if unit else (_K.COUNT, "")
    span = Span(match.start(), end)
    return amount(kind, part * scale, name, span, approximation(reader, span.start, span.end, kind), 2)


def _german_fraction(reader: Reader, match: re.Match[str]) -> Figure | None:
    raw = match["n"] or ""
    if raw and not raw.isdigit() and german(raw) is None and not raw.startswith("ein"):
        return None
    if match["p"] == "dreiviertel":
        return share(3, 4, Span(*match.span("p")), approximation(reader, match.start(), match.end()))
    below = _PART.match(match["p"])
    parts = _PARTS[below[0]] if below else 1
    above = int(raw) if raw.isdigit() else german(raw) or 1
    if not raw and parts != 2:
        return None
    span = Span(*match.span())
    article = re.search(r"(?<!\w)(?:die|der|zur) \Z", reader.before(match.start(), 5)) if not raw else None
    approx = approximation(reader, match.start() - (len(article[0]) if article else 0), match.end())
    if match["u"]:
        return amount(_K.DURATION, Decimal(60 * above) / parts, "minutes", span, approx, 2)
    return share(above, parts, span, approx)


def _english(reader: Reader, start: int) -> Figure | None:
    text = reader.folded
    if match := _UNIT_AND_HALF.match(text, start):
        unit = reader.grammar.units[match["u"]]
        value = Decimal("1.5") if match["p"] == "half" else Decimal("1.25")
        return amount(
            unit.kind, value, unit.name, Span(*match.span()), approximation(reader, start, match.end(), unit.kind), 2
        )
    if match := _QUARTER_CENTURY.match(text, start):
        return amount(_K.DURATION, Decimal("0.25"), "centuries", Span(*match.span()), digits=2)
    if match := _EN_OF.match(text, start):
        above, below = _english_number(match["a"]), _english_number(match["b"])
        sure = match["b"] not in _DIGITS or match[0].startswith(f"{match['a']} in ")  # not 1 goal in 5 games
        if above < below and sure:
            return share(above, below, Span(*match.span()), approximation(reader, start, match.end()))
    if (match := _EN_BARE.match(text, start)) and _TOP.search(reader.before(start)):  # the richest tenth
        return share(1, _PARTS[part[0]] if (part := _PART.match(match["p"])) else 2, Span(*match.span()))
    if match := _EN_EVERY.match(text, start):
        return share(1, ENGLISH_ORDINAL[match["o"]], Span(*match.span()))
    if match := _EN_FRACTION.match(text, start):
        return _english_fraction(reader, match)
    if match := _EN_HALF.match(text, start):
        approx = approximation(reader, start, match.end())
        if match["u"]:
            unit = reader.grammar.units[match["u"]]
            return amount(unit.kind, Decimal("0.5"), unit.name, Span(*match.span()), approx, 2)
        return share(1, 2, Span(*match.span()), approx)
    return None


def _english_number(raw: str) -> int:
    plain = raw.replace(",", "")
    return int(plain) if plain.isdigit() else ENGLISH_SMALL.get(plain) or _MANY[plain]


def _english_fraction(reader: Reader, match: re.Match[str]) -> Figure | None:
    raw, part = match["n"], match["p"]
    below = _PART.match(part)
    above = int(raw) if raw.isdigit() else ENGLISH_SMALL.get(raw, 1)
    parts = _PARTS[below[0]] if below else 1
    if (unit_match := _OF_UNIT.match(reader.folded, match.end())) and (
        unit := reader.grammar.units.get(unit_match["u"])
    ):
        span = Span(match.start(), unit_match.end())
        value = round(Decimal(above) / parts, 4).normalize()
        if unit.name == "hours":
            return amount(_K.DURATION, value * 60, "minutes", span, digits=2)
        return amount(unit.kind, value, unit.name, span, approximation(reader, span.start, span.end, unit.kind), 2)
    if raw in ("a", "an") and not _AFTER_SHARE.match(reader.folded, match.end()):
        return None
    if part == "half" and raw in ("a", "an"):
        return None
    if part == "quarters" and (
        above > 3 or re.search(r"(?:first|last|past|next|previous|those|these|all|of) \Z", reader.before(match.start()))
    ):
        return None
    return share(above, parts, Span(*match.span()), approximation(reader, match.start(), match.end()))
