"""Dates and clock times of English."""

from __future__ import annotations

import re
from functools import cache

from xling.claims.quantity.data import longest, words
from xling.claims.quantity.dates import (
    DateRule,
    am_pm,
    calendar,
    clock,
    full_year,
    integer,
    month_number,
    numeric_dates,
    period,
    quarter,
    resolve,
    rule,
)
from xling.claims.quantity.numerals import ENGLISH_ORDINAL, ENGLISH_SMALL

_LUNAR = (
    r"(?:day )?of (?:the )?(?:[\w’'-]+ ){0,2}?(?:lunar|chinese|new year)(?!\w)"
    r"(?: new year| month| calendar| [a-z]+th month)?"
)


@cache
def english_dates() -> tuple[tuple[DateRule, ...], tuple[DateRule, ...]]:
    """Rules for dates that begin with a digit, and for those that begin with a word."""
    return _digit_rules(), _word_rules()


def _pieces() -> tuple[str, ...]:
    """Parts of patterns: month, year, ordinal, of_year."""
    month = f"(?P<m>{longest(words('en', 'month'))})(?!\\w)"
    year = r"(?:,? (?:of )?(?P<y>[12]\d{3}))?(?!\d)"
    ordinal = "(?P<o>first|second|third|fourth|1st|2nd|3rd|4th)"
    of_year = r"(?: of| in)?(?: the)?(?: fiscal| financial)?(?: year)?(?: (?P<y>(?:19|20)\d\d))?(?!\d)"
    return month, year, ordinal, of_year


def _day(match: re.Match[str], _: str) -> str:
    return calendar(integer(match["y"]), month_number("en", match["m"]), int(match["d"]))


def _day_before(match: re.Match[str], _: str) -> str:
    return calendar(None, month_number("en", match["m"]), int(match["d"]))


def _ordinal_of(match: re.Match[str]) -> int:
    return ENGLISH_ORDINAL.get(match["o"]) or int(match["o"][0])


def _digit_rules() -> tuple[DateRule, ...]:
    month, year, _, of_year = _pieces()
    return (
        *numeric_dates(ordinal_dots=False),
        rule(r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? " + month + year, _day),  # "18. December" is left from German
        rule(r"(?P<h>\d{1,2})(?:[:.] ?(?P<n>\d\d))? ?(?P<p>[ap])\.?m\b\.?", am_pm),
        rule(
            r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?=(?: and | to |-|–)(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?"
            + month
            + ")",
            _day_before,
        ),
        rule(r"(?P<d>\d{1,2})(?:st|nd|rd|th)? " + _LUNAR, lambda m, _: _lunar(int(m["d"]))),
        rule(r"(?P<h>\d{1,2}) o['’]clock", lambda m, _: clock(int(m["h"]), 0)),
        rule(r"(?P<c>1\d|2[01]|[2-9])(?:st|nd|rd|th)[ -]century", lambda m, _: f"{int(m['c']) - 1:02d}XX"),
        rule(r"(?P<q>[1-4])q(?P<y>(?:20)?\d\d)(?!\d)", lambda m, _: period("Q", int(m["q"]), full_year(m["y"]))),
        rule(r"(?P<y>1[5-9]\d0|20\d0)['’]?s\b", lambda m, _: m["y"][:3] + "X"),
        rule(r"(?P<o>[1-4])(?:st|nd|rd|th) quarter" + of_year, lambda m, _: period("Q", int(m["o"]), integer(m["y"]))),
    )


def _word_rules() -> tuple[DateRule, ...]:
    month, year, ordinal, of_year = _pieces()
    return (
        rule(month + r" (?P<d>\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[.,]\d| (?:mill|bill|per))" + year, _day),
        rule(
            month + r",? (?:of )?(?P<y>[12]\d{3})(?!\d)", lambda m, _: calendar(int(m["y"]), month_number("en", m["m"]))
        ),
        rule(month + r" (?P<w>[a-z]+(?:-[a-z]+)?)(?!\w)", _english_spelled_day),
        rule(r"(?P<w>[a-z]+(?:-[a-z]+)?) of " + month, _english_spelled_day),
        rule(month, lambda m, _: calendar(None, month_number("en", m["m"]))),
        rule(ordinal + "[ -]quarter" + of_year, lambda m, _: period("Q", _ordinal_of(m), integer(m["y"]))),
        rule(
            r"(?P<o>first|second) half(?= of (?:the year|this year|last year|next year|(?:19|20)\d\d))" + of_year,
            lambda m, _: period("H", _ordinal_of(m), integer(m["y"])),
        ),
        rule(r"q(?P<q>[1-4])(?:[ /-]?(?:of )?(?P<y>20\d\d|(?<=[ /])\d\d))?\b", quarter),
        rule(r"h(?P<q>[12])[ /-]?(?P<y>20\d\d)\b", lambda m, _: period("H", int(m["q"]), integer(m["y"]))),
        rule(r"the " + ordinal + " quarter" + of_year, lambda m, _: period("Q", _ordinal_of(m), integer(m["y"]))),
        rule(
            r"(?P<w>last|past|previous|this|current|next|coming) (?P<u>year|month|quarter|decade|century)\b",
            _relative_en,
        ),
        rule(
            r"(?P<w>[a-z]{3,6}) (?P<p>in the morning|in the evening|in the afternoon|at night)\b",
            lambda m, _: _word_clock(m["w"], m["p"]),
        ),
        rule(
            r"(?P<w>[a-z]{3,6}) o['’]clock\b",
            lambda m, _: clock(ENGLISH_SMALL[m["w"]], 0) if 0 < ENGLISH_SMALL.get(m["w"], 0) <= 12 else "",
        ),
        rule(r"(?:a )?(?P<k>half|quarter)[ -](?P<to>past|to) (?P<w>[a-z]+|\d{1,2})(?!\w)", _half_past_en),
        rule(r"(?P<w>[a-z]+(?:-[a-z]+)?) " + _LUNAR, lambda m, _: _lunar(_english_day(m["w"]))),
        rule(
            r"(?:the )?day (?P<w>before yesterday|after tomorrow)\b",
            lambda m, date: resolve({"b": "before-day", "a": "after-day"}[m["w"][0]], date),
        ),
        rule(
            r"(?P<w>yesterday|tomorrow)\b", lambda m, date: resolve({"y": "last-day", "t": "next-day"}[m["w"][0]], date)
        ),
        rule(
            r"an? (?P<u>year|month|quarter) (?:earlier|before(?= *[^\w\s]|$))",
            lambda m, _: f"last-{m['u']}",  # seen from the time that is spoken of, not from the article's date
        ),
        rule(r"the same year\b|that same year\b|that year\b", lambda m, _: "that-year"),
        rule(r"(?P<o>[a-z]+th|first|second|third|twenty-first)[ -]century\b", _century_en),
    )


def _relative_en(match: re.Match[str], date: str) -> str:
    when = {"past": "last", "previous": "last", "current": "this", "coming": "next"}.get(match["w"], match["w"])
    return resolve(f"{when}-{match['u']}", date)


def _century_en(match: re.Match[str], _: str) -> str:
    number = 21 if match["o"] == "twenty-first" else ENGLISH_ORDINAL.get(match["o"], 0)
    return f"{number - 1:02d}XX" if 2 <= number <= 21 else ""


def _word_clock(word: str, part: str) -> str:
    hour = ENGLISH_SMALL.get(word, 0)
    return (
        clock(hour, 0, evening="morning" not in part and hour > (3 if "night" in part else 0))
        if 1 <= hour <= 12
        else ""
    )


def _half_past_en(match: re.Match[str], _: str) -> str:
    hour = int(match["w"]) if match["w"].isdigit() else ENGLISH_SMALL.get(match["w"], 0)
    if not 1 <= hour <= 12 or (match["k"] == "half" and match["to"] == "to"):
        return ""
    if match["k"] == "half":
        return clock(hour, 30)
    return clock(hour, 15) if match["to"] == "past" else clock(hour - 1, 45)


def _english_spelled_day(match: re.Match[str], _: str) -> str:
    day = _english_day(match["w"])
    return calendar(None, month_number("en", match["m"]), day) if day else ""


def _english_day(word: str) -> int:
    """Day of a month of an ordinal in words (twenty-third); 0 for other words."""
    head, _, tail = word.rpartition("-")
    day = ENGLISH_ORDINAL.get(tail, 0) + {"twenty": 20, "thirty": 30, "": 0}.get(head, 99)
    return day if ENGLISH_ORDINAL.get(tail) and day <= 31 else 0


def _lunar(day: int) -> str:
    """The fifth day of the first lunar month: ``L05``, as in Chinese."""
    return f"L{day:02d}" if 1 <= day <= 30 else ""
