"""Dates, clock times and relative dates as EDTF strings (ISO 8601-2), their resolution, and dates in digits alone.

Besides EDTF: quarters and halves are ``2024-Q3`` and ``2024-H1``; a date without its year is ``--06-14``, a day
alone ``---14``, a time of day ``T03:40``; a relative date nobody can resolve keeps its name (``last-year``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from xling.claims.quantity.data import words
from xling.claims.quantity.model import Figure, Role
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
    """EDTF of a time of day; "" for an hour or minute that does not exist."""
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


def integer(raw: str | None) -> int | None:
    """The number of an optional group."""
    return int(raw) if raw else None


def month_number(lang: str, raw: str) -> int:
    """1–12 for a month name of the word list."""
    return int(words(lang, "month")[raw])


def rule(pattern: str, build: Callable[[re.Match[str], str], str]) -> DateRule:
    """A rule from the text of a pattern."""
    return DateRule(re.compile(pattern), build)


def quarter(match: re.Match[str], _: str) -> str:
    """Q3 2024, Q3/24."""
    return period("Q", int(match["q"]), full_year(match["y"]))


def am_pm(match: re.Match[str], _: str) -> str:
    """3:40 a.m., 9 pm."""
    return clock(int(match["h"]), int(match["n"] or 0), evening=match["p"] == "p", morning=match["p"] == "a")


def numeric_dates(*, ordinal_dots: bool = True) -> tuple[DateRule, ...]:
    """Dates in digits alone. 14/06/2025 is day first, 06/14/2025 month first; 04/05/2025 is read day first.

    ``ordinal_dots``: a full stop makes an ordinal, so that "6.2." is a day and "14. 6. 2025" has spaces. Where it does
    not, "magnitude 6.2. 20 people" is a number before the end of a sentence.
    """

    def slashed(match: re.Match[str], _: str) -> str:
        first, second = int(match["d"]), int(match["m"])
        day, month = (second, first) if second > 12 else (first, second)
        return calendar(full_year(match["y"]), month, day)

    dotted = (
        (
            rule(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>(?:19|20)\d\d|\d\d(?!\.?\d))(?!\d)", slashed),
            rule(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\.(?! ?\d)", lambda m, _: calendar(None, int(m["m"]), int(m["d"]))),
        )
        if ordinal_dots
        else (rule(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d|\d\d(?!\.?\d))(?!\d)", slashed),)
    )
    return (
        rule(
            r"(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
            lambda m, _: calendar(int(m["y"]), int(m["m"]), int(m["d"])),
        ),
        rule(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d|\d\d)(?![\d/])", slashed),
        *dotted,
        rule(r"(?P<y>(?:19|20)\d\d)[/.](?P<m>\d\d)[/.](?P<d>\d\d)(?!\d)", _iso_like),
        rule(
            r"(?P<a>1[5-9]\d\d|20\d\d)(?: ?[–—/-] ?| bis | to )(?P<b>1[5-9]\d\d|20\d\d|\d\d)(?!\d|[.,]\d| ?%|-\w)",
            _interval,
        ),
        rule(r"(?P<h>[01]?\d|2[0-4]):(?P<n>[0-5]\d)(?::[0-5]\d)? ?(?P<p>[ap])\.?m\b\.?", am_pm),
        rule(
            r"(?P<h>[01]?\d|2[0-4]):(?P<n>[0-5]\d)(?!\d|:\d)(?: uhr\b| gmt\b)",
            lambda m, _: clock(int(m["h"]), int(m["n"])),
        ),
        rule(
            r"(?P<h>[01]\d|2[0-4]|\d(?=:[0-5][1-9]|:[1-5]0)):(?P<n>[0-5]\d)(?!\d|:\d)",
            lambda m, _: clock(int(m["h"]), int(m["n"])),
        ),
    )


def _iso_like(match: re.Match[str], _: str) -> str:
    return calendar(int(match["y"]), int(match["m"]), int(match["d"]))


def _interval(match: re.Match[str], _: str) -> str:
    end = match["b"] if len(match["b"]) == 4 else match["a"][:2] + match["b"]
    return f"{match['a']}/{end}" if match["a"] < end else ""
