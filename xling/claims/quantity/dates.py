"""Dates, clock times and relative dates of German and English as EDTF strings (ISO 8601-2), and their resolution.

Besides EDTF: quarters and halves are ``2024-Q3`` and ``2024-H1``; a date without its year is ``--06-14``, a day
alone ``---14``, a time of day ``T03:40``; a relative date nobody can resolve keeps its name (``last-year``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from xling.claims.quantity.data import longest, words
from xling.claims.quantity.model import Figure, Role
from xling.claims.quantity.numerals import ENGLISH_ORDINAL, ENGLISH_SMALL, german, german_ordinal
from xling.types import QuantityKind, Span

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class DateRule:
    """A pattern at whose match ``build`` makes an EDTF string, or "" to refuse."""

    pattern: re.Pattern[str]
    build: Callable[[re.Match[str], str], str]


def date_figure(edtf: str, span: Span) -> Figure:
    """The figure of an EDTF string: low and high are years (0 without a year)."""
    low, high = years(edtf)
    values = [Decimal(part) for part in re.findall(r"\d+", edtf.replace("X", "0"))]
    return Figure(Role.AMOUNT, QuantityKind.DATE, low, high, edtf, span, digits=4, values=tuple(values))


def years(edtf: str) -> tuple[Decimal, Decimal]:
    """First and last year that an EDTF string covers; zeros when it names none."""
    found = re.findall(r"(?<![\dT:-])\d[\dX]{3}(?![\dX])", edtf)
    if not found:
        return ZERO, ZERO
    return Decimal(found[0].replace("X", "0")), Decimal(found[-1].replace("X", "9"))


def calendar(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """EDTF of a calendar date with any part missing; "" for a month or day that does not exist."""
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return ""
    if month is None:
        return f"{year:04d}" if day is None else f"---{day:02d}"
    head = f"{year:04d}" if year is not None else "-"
    return f"{head}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def full_year(raw: str | None) -> int | None:
    """Four digits as they are, two digits in the window 1950–2049."""
    if not raw:
        return None
    value = int(raw)
    return value if len(raw) > 2 else value + (1900 if value >= 50 else 2000)


def clock(hour: int, minute: int, *, evening: bool = False, morning: bool = False) -> str:
    if evening and hour < 12:
        hour += 12
    if morning and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else ""


def period(kind: str, number: int, year: int | None) -> str:
    """``2024-Q3`` or, without a year, ``--Q3``."""
    head = f"{year:04d}" if year is not None else "-"
    return f"{head}-{kind}{number}" if 1 <= number <= (4 if kind == "Q" else 2) else ""


def resolve(name: str, date: str) -> str:
    """A relative date (last-year, this-month, yesterday) seen from ``date``; ``name`` itself when that is too vague."""
    offset, _, unit = name.partition("-")
    shift = {"last": -1, "this": 0, "next": 1, "before": -2, "after": 2}.get(offset)
    year = int(date[:4]) if re.match(r"\d{4}", date) else None
    month = int(date[5:7]) if re.match(r"\d{4}-\d{2}", date) else None
    if year is None or shift is None:
        return name
    if unit == "year":
        return calendar(year + shift)
    if unit == "month" and month is not None:
        index = year * 12 + month - 1 + shift
        return calendar(index // 12, index % 12 + 1)
    if unit == "quarter" and month is not None:
        index = year * 4 + (month - 1) // 3 + shift
        return period("Q", index % 4 + 1, index // 4)
    if unit == "day" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
        import datetime

        day = datetime.date.fromisoformat(date) + datetime.timedelta(days=shift)
        return day.isoformat()
    if unit in ("decade", "century"):
        width = 10 if unit == "decade" else 100
        head = str(year // width + shift)
        return head + ("X" if unit == "decade" else "XX")
    return name


def _int(raw: str | None) -> int | None:
    return int(raw) if raw else None


def _month(lang: str, raw: str) -> int:
    return int(words(lang, "month")[raw])


@cache
def english_dates() -> tuple[tuple[DateRule, ...], tuple[DateRule, ...]]:
    """Rules for dates that begin with a digit, and for those that begin with a word."""
    month = f"(?P<m>{longest(words('en', 'month'))})(?!\\w)"
    year = r"(?:,? (?:of )?(?P<y>[12]\d{3}))?(?!\d)"
    ordinal = "(?P<o>first|second|third|fourth|1st|2nd|3rd|4th)"
    of_year = r"(?: of| in)?(?: the)?(?: fiscal| financial)?(?: year)?(?: (?P<y>(?:19|20)\d\d))?(?!\d)"

    def day(match: re.Match[str], _: str) -> str:
        return calendar(_int(match["y"]), _month("en", match["m"]), int(match["d"]))

    def day_before(match: re.Match[str], _: str) -> str:
        return calendar(None, _month("en", match["m"]), int(match["d"]))

    def ordinal_of(match: re.Match[str]) -> int:
        return ENGLISH_ORDINAL.get(match["o"]) or int(match["o"][0])

    digits = _numeric_dates() + (
        _rule(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?: of)? " + month + year, day),
        _rule(r"(?P<h>\d{1,2})(?:[:.] ?(?P<n>\d\d))? ?(?P<p>[ap])\.?m\b\.?", _english_clock),
        _rule(
            r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?=(?: and | to |-|–)(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?"
            + month
            + ")",
            day_before,
        ),
        _rule(r"(?P<h>\d{1,2}) o['’]clock", lambda m, _: clock(int(m["h"]), 0)),
        _rule(r"(?P<c>1\d|2[01]|[2-9])(?:st|nd|rd|th)[ -]century", lambda m, _: f"{int(m['c']) - 1}XX"),
        _rule(r"(?P<q>[1-4])q(?P<y>(?:20)?\d\d)(?!\d)", lambda m, _: period("Q", int(m["q"]), full_year(m["y"]))),
        _rule(r"(?P<y>1[5-9]\d0|20\d0)['’]?s\b", lambda m, _: m["y"][:3] + "X"),
        _rule(r"(?P<o>[1-4])(?:st|nd|rd|th) quarter" + of_year, lambda m, _: period("Q", int(m["o"]), _int(m["y"]))),
    )
    text = (
        _rule(month + r" (?P<d>\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[.,]\d| (?:mill|bill|per))" + year, day),
        _rule(month + r",? (?:of )?(?P<y>[12]\d{3})(?!\d)", lambda m, _: calendar(int(m["y"]), _month("en", m["m"]))),
        _rule(month + r" (?P<w>[a-z]+(?:-[a-z]+)?)(?!\w)", _english_spelled_day),
        _rule(r"(?P<w>[a-z]+(?:-[a-z]+)?) of " + month, _english_spelled_day),
        _rule(month, lambda m, _: calendar(None, _month("en", m["m"]))),
        _rule(ordinal + "[ -]quarter" + of_year, lambda m, _: period("Q", ordinal_of(m), _int(m["y"]))),
        _rule(
            r"(?P<o>first|second) half(?= of (?:the year|this year|last year|next year|(?:19|20)\d\d))" + of_year,
            lambda m, _: period("H", ordinal_of(m), _int(m["y"])),
        ),
        _rule(r"q(?P<q>[1-4])(?:[ /-]?(?:of )?(?P<y>20\d\d|(?<=[ /])\d\d))?\b", _quarter),
        _rule(r"h(?P<q>[12])[ /-]?(?P<y>20\d\d)\b", lambda m, _: period("H", int(m["q"]), _int(m["y"]))),
        _rule(r"the " + ordinal + " quarter" + of_year, lambda m, _: period("Q", ordinal_of(m), _int(m["y"]))),
        _rule(r"(?P<w>last|past|previous|this|next|coming) (?P<u>year|month|quarter|decade|century)\b", _relative_en),
        _rule(r"(?:a )?(?P<k>half|quarter)[ -](?P<to>past|to) (?P<w>[a-z]+|\d{1,2})(?!\w)", _half_past_en),
        _rule(
            r"(?P<w>yesterday|tomorrow)\b", lambda m, date: resolve({"y": "last-day", "t": "next-day"}[m["w"][0]], date)
        ),
        _rule(r"the same year\b|that same year\b|that year\b", lambda m, _: "that-year"),
        _rule(r"(?P<o>[a-z]+th|first|second|third|twenty-first)[ -]century\b", _century_en),
    )
    return digits, text


def _rule(pattern: str, build: Callable[[re.Match[str], str], str]) -> DateRule:
    return DateRule(re.compile(pattern), build)


def _quarter(match: re.Match[str], _: str) -> str:
    return period("Q", int(match["q"]), full_year(match["y"]))


def _english_clock(match: re.Match[str], _: str) -> str:
    return clock(int(match["h"]), int(match["n"] or 0), evening=match["p"] == "p", morning=match["p"] == "a")


def _relative_en(match: re.Match[str], date: str) -> str:
    when = {"past": "last", "previous": "last", "coming": "next"}.get(match["w"], match["w"])
    return resolve(f"{when}-{match['u']}", date)


def _century_en(match: re.Match[str], _: str) -> str:
    number = 21 if match["o"] == "twenty-first" else ENGLISH_ORDINAL.get(match["o"], 0)
    return f"{number - 1:02d}XX" if 2 <= number <= 21 else ""


def _numeric_dates() -> tuple[DateRule, ...]:
    """Dates in digits alone. 14/06/2025 is day first, 06/14/2025 month first; 04/05/2025 is read day first."""

    def slashed(match: re.Match[str], _: str) -> str:
        first, second = int(match["d"]), int(match["m"])
        day, month = (second, first) if second > 12 else (first, second)
        return calendar(full_year(match["y"]), month, day)

    return (
        _rule(
            r"(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
            lambda m, _: calendar(int(m["y"]), int(m["m"]), int(m["d"])),
        ),
        _rule(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d|\d\d)(?![\d/])", slashed),
        _rule(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>(?:19|20)\d\d|\d\d(?!\.?\d))(?!\d)", slashed),
        _rule(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\.(?! ?\d)", lambda m, _: calendar(None, int(m["m"]), int(m["d"]))),
        _rule(r"(?P<y>(?:19|20)\d\d)[/.](?P<m>\d\d)[/.](?P<d>\d\d)(?!\d)", _iso_like),
        _rule(
            r"(?P<a>1[5-9]\d\d|20\d\d)(?: ?[–—/-] ?| bis | to )(?P<b>1[5-9]\d\d|20\d\d|\d\d)(?!\d|[.,]\d| ?%|-\w)",
            _interval,
        ),
        _rule(r"(?P<h>[01]?\d|2[0-4]):(?P<n>[0-5]\d)(?::[0-5]\d)? ?(?P<p>[ap])\.?m\b\.?", _english_clock),
        _rule(
            r"(?P<h>[01]?\d|2[0-4]):(?P<n>[0-5]\d)(?!\d|:\d)(?: uhr\b| gmt\b)",
            lambda m, _: clock(int(m["h"]), int(m["n"])),
        ),
        _rule(
            r"(?P<h>[01]\d|2[0-4]|\d(?=:[0-5][1-9]|:[1-5]0)):(?P<n>[0-5]\d)(?!\d|:\d)",
            lambda m, _: clock(int(m["h"]), int(m["n"])),
        ),
    )


def _iso_like(match: re.Match[str], _: str) -> str:
    return calendar(int(match["y"]), int(match["m"]), int(match["d"]))


def _interval(match: re.Match[str], _: str) -> str:
    end = match["b"] if len(match["b"]) == 4 else match["a"][:2] + match["b"]
    return f"{match['a']}/{end}" if match["a"] < end else ""


@cache
def german_dates() -> tuple[tuple[DateRule, ...], tuple[DateRule, ...]]:
    """Rules for dates that begin with a digit, and for those that begin with a word."""
    month = f"(?P<m>{longest(words('de', 'month'))})(?!\\w)"
    year = r"(?:,? (?:des jahres )?(?P<y>[12]\d{3}))?(?!\d)"
    of_year = r"(?: des jahres| des geschäftsjahres)?(?: (?P<y>(?:19|20)\d\d))?(?!\d)"

    def day_before(match: re.Match[str], _: str) -> str:
        return calendar(None, _month("de", match["m"]), int(match["d"]))

    def day(match: re.Match[str], _: str) -> str:
        return calendar(full_year(match["y"]), _month("de", match["m"]), int(match["d"]))

    digits = _numeric_dates() + (
        _rule(r"(?P<d>\d{1,2})\. ?" + month + year, day),
        _rule(r"(?P<h>\d{1,2})(?:[.:](?P<n>\d\d))? uhr\b", lambda m, _: clock(int(m["h"]), int(m["n"] or 0))),
        _rule(r"(?P<o>[1-4])\. quartal" + of_year, lambda m, _: period("Q", int(m["o"]), _int(m["y"]))),
        _rule(r"(?P<c>1\d|2[01]|[2-9])\. ?jahrhundert(?:s|e|en|es)?\b", lambda m, _: f"{int(m['c']) - 1:02d}XX"),
        _rule(r"(?P<y>1[5-9]\d0|20\d0)er(?:n|[- ]?jahren?)?\b", lambda m, _: m["y"][:3] + "X"),
        _rule(r"(?P<d>\d{1,2})\. ?(?=(?:und|bis|oder|/|-|–)(?: dem| zum)? ?\d{1,2}\. ?" + month + ")", day_before),
        _rule(r"(?P<y>[1-9]0)er(?:n|[- ]?jahren?|(?= (?:und|bis|oder) ))\b", lambda m, _: f"19{m['y'][0]}X"),
    )
    text = (
        _rule(
            month + r" (?:des jahres )?(?P<y>[12]\d{3})(?!\d)", lambda m, _: calendar(int(m["y"]), _month("de", m["m"]))
        ),
        _rule(month, lambda m, _: calendar(None, _month("de", m["m"]))),
        _rule(r"(?P<d>[a-zäöüß]{3,24}t)e[nrms]? " + month + year, _german_spelled_day),
        _rule(r"(?P<o>erst|zweit|dritt|viert)e[nrsm]? (?P<u>quartal)(?:s|en|e)?" + of_year, _german_period),
        _rule(r"(?P<o>erst|zweit)e[nrsm]? (?P<u>halbjahr|jahreshälfte)(?:s|es|e)?" + of_year, _german_period),
        _rule(r"(?P<o>auftakt|schluss)quartal(?:s)?" + of_year, _german_period),
        _rule(r"q(?P<q>[1-4])(?:[ /-]?(?P<y>20\d\d|(?<=[ /])\d\d))?\b", _quarter),
        _rule(r"h(?P<q>[12])[ /-]?(?P<y>20\d\d)\b", lambda m, _: period("H", int(m["q"]), _int(m["y"]))),
        _rule(
            r"(?P<w>vergangen|letzt|vorig|verganen|dies|laufend|nächst|kommend)e[nrsm]? "
            r"(?P<u>jahr|monat|quartal|jahrzehnt|jahrhundert)(?:s|es)?\b",
            _relative_de,
        ),
        _rule(r"halb (?P<w>[a-zäöü]+|\d{1,2})(?!\w)", _half_past_de),
        _rule(r"viertel (?P<k>vor|nach) (?P<w>[a-zäöü]+|\d{1,2})(?!\w)", _half_past_de),
        _rule(r"vorjahr(?:s|es)?\b|vorjahres(?!\w)", lambda _, date: resolve("last-year", date)),
        _rule(r"vormonat(?:s|es)?\b", lambda _, date: resolve("last-month", date)),
        _rule(r"heuer\b", lambda _, date: resolve("this-year", date)),
        _rule(r"vorgestern\b", lambda _, date: resolve("before-day", date)),
        _rule(r"gestern\b", lambda _, date: resolve("last-day", date)),
        _rule(r"(?:im )?(?:selben|gleichen|demselben) jahr(?:es)?\b", lambda m, _: "that-year"),
        _rule(r"(?P<o>[a-zäöü]+t)en jahrhundert(?:s|e)?\b", _century_de),
    )
    return digits, text


def _half_past_de(match: re.Match[str], _: str) -> str:
    """halb elf is half past ten, Viertel vor elf a quarter to eleven."""
    hour = int(match["w"]) if match["w"].isdigit() else german(match["w"]) or 0
    if not 1 <= hour <= 24:
        return ""
    minute = {"vor": 45, "nach": 15}.get(match.groupdict().get("k") or "", 30)
    return clock(hour if minute == 15 else hour - 1, minute)


def _half_past_en(match: re.Match[str], _: str) -> str:
    hour = int(match["w"]) if match["w"].isdigit() else ENGLISH_SMALL.get(match["w"], 0)
    if not 1 <= hour <= 12 or (match["k"] == "half" and match["to"] == "to"):
        return ""
    if match["k"] == "half":
        return clock(hour, 30)
    return clock(hour, 15) if match["to"] == "past" else clock(hour - 1, 45)


def _german_spelled_day(match: re.Match[str], _: str) -> str:
    day = german_ordinal(match["d"])
    return calendar(_int(match["y"]), _month("de", match["m"]), day) if day else ""


def _english_spelled_day(match: re.Match[str], _: str) -> str:
    head, _, tail = match["w"].rpartition("-")
    day = ENGLISH_ORDINAL.get(tail, 0) + {"twenty": 20, "thirty": 30, "": 0}.get(head, 99)
    return calendar(None, _month("en", match["m"]), day) if ENGLISH_ORDINAL.get(tail) and day <= 31 else ""


def _german_period(match: re.Match[str], _: str) -> str:
    number = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "auftakt": 1, "schluss": 4}[match["o"]]
    halves = "u" in match.re.groupindex and match["u"] in ("halbjahr", "jahreshälfte")
    return period("H" if halves else "Q", number, _int(match["y"]))


def _relative_de(match: re.Match[str], date: str) -> str:
    shift = {"dies": "this", "laufend": "this", "nächst": "next", "kommend": "next"}.get(match["w"], "last")
    unit = {"jahr": "year", "monat": "month", "quartal": "quarter", "jahrzehnt": "decade", "jahrhundert": "century"}
    return resolve(f"{shift}-{unit[match['u']]}", date)


def _century_de(match: re.Match[str], _: str) -> str:
    number = german_ordinal(match["o"]) or 0
    return f"{number - 1:02d}XX" if 2 <= number <= 21 else ""
