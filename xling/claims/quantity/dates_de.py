"""Dates and clock times of German."""

from __future__ import annotations

import re
from functools import cache

from xling.claims.quantity.data import longest, words
from xling.claims.quantity.dates import (
    DateRule,
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
from xling.claims.quantity.numerals import german, german_ordinal

_UNIT = {"jahr": "year", "monat": "month", "quartal": "quarter", "jahrzehnt": "decade", "jahrhundert": "century"}


_LUNAR = (
    r"(?:tag )?(?:des|im|vom) (?:[a-zäöüß]+ ){0,2}?(?:mond(?:monats?|jahre?s?|kalenders?|neujahrs?)|"
    r"neujahrs(?:festes)?|frühlingsfest(?:e?s)?|neuen jahre?s?)(?!\w)"
)


@cache
def german_dates() -> tuple[tuple[DateRule, ...], tuple[DateRule, ...]]:
    """Rules for dates that begin with a digit, and for those that begin with a word."""
    return _digit_rules(), _word_rules()


def _pieces() -> tuple[str, ...]:
    """Parts of patterns: month, year, of_year."""
    month = f"(?P<m>{longest(words('de', 'month'))})(?!\\w)"
    year = r"(?:,? (?:des jahres )?(?P<y>[12]\d{3}))?(?!\d)"
    of_year = r"(?: des jahres| des geschäftsjahres)?(?: (?P<y>(?:19|20)\d\d))?(?!\d)"
    return month, year, of_year


def _day_before(match: re.Match[str], _: str) -> str:
    return calendar(None, month_number("de", match["m"]), int(match["d"]))


def _day(match: re.Match[str], _: str) -> str:
    return calendar(full_year(match["y"]), month_number("de", match["m"]), int(match["d"]))


def _digit_rules() -> tuple[DateRule, ...]:
    month, year, of_year = _pieces()
    return (
        *numeric_dates(),
        rule(r"(?P<d>\d{1,2})\. ?" + month + year, _day),
        rule(r"(?P<h>\d{1,2})(?:[.:](?P<n>\d\d))? uhr\b", lambda m, _: clock(int(m["h"]), int(m["n"] or 0))),
        rule(r"(?P<d>\d{1,2})\. " + _LUNAR, lambda m, _: _lunar(int(m["d"]))),
        rule(r"(?P<o>[1-4])\. quartal" + of_year, lambda m, _: period("Q", int(m["o"]), integer(m["y"]))),
        rule(r"(?P<c>1\d|2[01]|[2-9])\. ?jahrhundert(?:s|e|en|es)?\b", lambda m, _: f"{int(m['c']) - 1:02d}XX"),
        rule(r"(?P<y>1[5-9]\d0|20\d0)er(?:n|[- ]?jahren?)?\b", lambda m, _: m["y"][:3] + "X"),
        rule(r"(?P<d>\d{1,2})\. ?(?=(?:und|bis|oder|/|-|–)(?: dem| zum)? ?\d{1,2}\. ?" + month + ")", _day_before),
        rule(r"(?P<y>[1-9]0)er(?:n|[- ]?jahren?|(?= (?:und|bis|oder) ))\b", lambda m, _: f"19{m['y'][0]}X"),
    )


def _word_rules() -> tuple[DateRule, ...]:
    month, year, of_year = _pieces()
    return (
        rule(
            month + r" (?:des jahres )?(?P<y>[12]\d{3})(?!\d)",
            lambda m, _: calendar(int(m["y"]), month_number("de", m["m"])),
        ),
        rule(month, lambda m, _: calendar(None, month_number("de", m["m"]))),
        rule(r"(?P<d>[a-zäöüß]{3,24}t)e[nrms]? " + month + year, _german_spelled_day),
        rule(r"(?P<o>erst|zweit|dritt|viert)e[nrsm]? (?P<u>quartal)(?:s|en|e)?" + of_year, _german_period),
        rule(r"(?P<o>erst|zweit)e[nrsm]? (?P<u>halbjahr|jahreshälfte)(?:s|es|e)?" + of_year, _german_period),
        rule(r"(?P<o>auftakt|schluss)quartal(?:s)?" + of_year, _german_period),
        rule(r"q(?P<q>[1-4])(?:[ /-]?(?P<y>20\d\d|(?<=[ /])\d\d))?\b", quarter),
        rule(r"h(?P<q>[12])[ /-]?(?P<y>20\d\d)\b", lambda m, _: period("H", int(m["q"]), integer(m["y"]))),
        rule(
            r"(?P<w>vergangen|letzt|vorig|verganen|dies|laufend|nächst|kommend)e[nrsm]? "
            r"(?P<u>jahr|monat|quartal|jahrzehnt|jahrhundert)(?:s|es)?\b",
            _relative_de,
        ),
        rule(r"(?P<w>[a-zäöü]{3,12}) uhr\b", _spelled_hour),
        rule(r"halb (?P<w>[a-zäöü]+|\d{1,2})(?!\w)", _half_past_de),
        rule(r"viertel (?P<k>vor|nach) (?P<w>[a-zäöü]+|\d{1,2})(?!\w)", _half_past_de),
        rule(r"vorjahr(?:s|es)?\b|vorjahres(?!\w)", lambda _, date: resolve("last-year", date)),
        rule(r"vormonat(?:s|es)?\b", lambda _, date: resolve("last-month", date)),
        rule(
            r"ein(?:em)? (?P<u>jahr|monat|quartal) (?:zuvor|davor|vorher)\b",
            lambda m, _: f"last-{_UNIT[m['u']]}",  # seen from the time that is spoken of
        ),
        rule(r"heuer\b", lambda _, date: resolve("this-year", date)),
        rule(r"(?P<d>[a-zäöüß]{3,24}t)e[nrms]? " + _LUNAR, lambda m, _: _lunar(german_ordinal(m["d"]) or 0)),
        rule(r"übermorgen\b", lambda _, date: resolve("after-day", date)),
        rule(
            r"(?:vorvergangen|vorletzt|vorvorig)e[nrsm]? jahr(?:es|s)?\b", lambda _, date: resolve("before-year", date)
        ),
        rule(r"vorgestern\b", lambda _, date: resolve("before-day", date)),
        rule(r"gestern\b", lambda _, date: resolve("last-day", date)),
        rule(r"(?:im )?(?:selben|gleichen|demselben) jahr(?:es)?\b", lambda m, _: "that-year"),
        rule(r"(?P<o>[a-zäöü]+t)en jahrhundert(?:s|e)?\b", _century_de),
    )


def _spelled_hour(match: re.Match[str], _: str) -> str:
    hour = german("eins" if match["w"] == "ein" else match["w"])
    return clock(hour, 0) if hour is not None else ""


def _half_past_de(match: re.Match[str], _: str) -> str:
    """halb elf is half past ten, Viertel vor elf a quarter to eleven."""
    hour = int(match["w"]) if match["w"].isdigit() else german(match["w"]) or 0
    if not 1 <= hour <= 24:
        return ""
    minute = {"vor": 45, "nach": 15}.get(match.groupdict().get("k") or "", 30)
    return clock(hour if minute == 15 else hour - 1, minute)


def _german_spelled_day(match: re.Match[str], _: str) -> str:
    day = german_ordinal(match["d"])
    return calendar(integer(match["y"]), month_number("de", match["m"]), day) if day else ""


def _german_period(match: re.Match[str], _: str) -> str:
    number = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "auftakt": 1, "schluss": 4}[match["o"]]
    halves = "u" in match.re.groupindex and match["u"] in ("halbjahr", "jahreshälfte")
    return period("H" if halves else "Q", number, integer(match["y"]))


def _relative_de(match: re.Match[str], date: str) -> str:
    shift = {"dies": "this", "laufend": "this", "nächst": "next", "kommend": "next"}.get(match["w"], "last")
    return resolve(f"{shift}-{_UNIT[match['u']]}", date)


def _lunar(day: int) -> str:
    """Der fünfte Tag des ersten Mondmonats: ``L05``, as in Chinese."""
    return f"L{day:02d}" if 1 <= day <= 30 else ""


def _century_de(match: re.Match[str], _: str) -> str:
    number = german_ordinal(match["o"]) or 0
    return f"{number - 1:02d}XX" if 2 <= number <= 21 else ""
