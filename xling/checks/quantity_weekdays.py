"""Days of the week that do not fit their date: "Freitag, 21. September 2024" was a Saturday."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xling.checks.material import finding_in
from xling.checks.quantity_calendar import named, weekdays
from xling.types import Article, Finding, Quantity, QuantityKind, Segment, Span

_DAY = re.compile(r"(?:(\d{4})|-)-(\d\d)-(\d\d)")
_BEFORE = re.compile(r"(?:,|，)? ?[(（]?(?:de[nmr] |the )?")
_AFTER = re.compile(r" ?[(（] ?|, (?:ein(?:em|en)?|an?) |，?")
_CLOSED = re.compile(r" ?[)）]")
_OLDEST = 1900
_SURE, _LIKELY = 0.9, 0.75
"""Scores with the year in the date, and with the years around the one that the article names."""


@dataclass(frozen=True, slots=True)
class _Day:
    """A date with its day of the week, Monday 1; ``year`` is 0 where the text names none."""

    segment: Segment
    quantity: Quantity
    word: str
    weekday: int
    year: int
    month: int
    day: int

    def fits(self, year: int) -> bool:
        """Whether the day of the week is right in ``year``; days that no month has are not judged here."""
        return self.real(year) in (0, self.weekday)

    def real(self, year: int) -> int:
        """The day of the week in ``year``, 0 where there is no such day."""
        try:
            return date(year, self.month, self.day).isoweekday()
        except ValueError:
            return 0


def wrong_weekdays(
    article: Article, segments: Sequence[Segment], read: Sequence[Sequence[Quantity]], rule: str
) -> Iterator[Finding]:
    """Dates beside a day of the week that they do not have. A date without its year is held against the years around
    the one that the article has, if it names one alone; ``read`` holds the quantities of each segment."""
    days = [day for segment, found in zip(segments, read, strict=True) for day in _days(segment, found)]
    years = {day.year for day in days if day.year} | {int(year) for year in [article.date[:4]] if year.isdigit()}
    around = {year + step for year in years for step in (-1, 0, 1)} if len(years) == 1 else set()
    for each in days:
        year = each.year or (max(years) if around else 0)
        if year < _OLDEST or any(each.fits(known) for known in ({each.year} if each.year else around)):
            continue
        is_day = named(f"weekday:{each.real(year)}", "en")
        when = each.quantity.text if each.year else f"{each.quantity.text} {year}"
        message = f"“{when}” is a {is_day}, not “{each.word}”"
        yield finding_in(each.segment, rule, each.quantity.span, _SURE if each.year else _LIKELY, message)


def _days(segment: Segment, found: Sequence[Quantity]) -> Iterator[_Day]:
    words = weekdays(segment.text, segment.lang)
    for quantity in found:
        match = _DAY.fullmatch(quantity.unit) if quantity.kind is QuantityKind.DATE else None
        if match is None or not any(character.isdigit() for character in quantity.text):
            continue
        if word := next((word for word in words if _beside(segment.text, word[1], quantity.span)), None):
            year, month, day = (int(part or 0) for part in match.groups())
            yield _Day(segment, quantity, word[1].of(segment.text), word[0], year, month, day)


def _beside(text: str, word: Span, day: Span) -> bool:
    """Whether the day of the week stands right before the date, or behind it as its explanation."""
    if word.end <= day.start:
        return _BEFORE.fullmatch(text, word.end, day.start) is not None
    joint = _AFTER.fullmatch(text, day.end, word.start) if day.end <= word.start else None
    return joint is not None and ("(" not in joint[0].replace("（", "(") or _CLOSED.match(text, word.end) is not None)
