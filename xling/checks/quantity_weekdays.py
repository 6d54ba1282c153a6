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
_YEAR = re.compile(r"\d{3}[\dX]")
_BEFORE = re.compile(r",? ?(?:de[nmr] |the )?")
_BRACKET = re.compile(r" ?[(（] ?(?:de[nmr] |the )?")
_APPOSED = re.compile(r", (?:ein(?:em|en)?|an?) |，")
_CLOSED = re.compile(r" ?[)）]")
_PAUSE = re.compile(r" ?(?:[,.;:!?)，。；：！？）]|\Z)")
_SPREADS = re.compile(r" ?(?:[-–—~～至到和与及或、均]|bis |to |und |and )")
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
        orders = [(self.month, self.day), (self.day, self.month)] if "/" in self.quantity.text else []  # 3/4/2024
        real = {_weekday(year, *order) for order in orders or [(self.month, self.day)]} - {0}
        return not real or self.weekday in real


def wrong_weekdays(
    article: Article, segments: Sequence[Segment], read: Sequence[Sequence[Quantity]], rule: str
) -> Iterator[Finding]:
    """Dates beside a day of the week that they do not have; ``read`` holds the quantities of each segment. A date
    without its year is held against the years around that of the article, or of its dates with a day of the week,
    unless the article names another year too."""
    days = [day for segment, found in zip(segments, read, strict=True) for day in _days(segment, found)]
    sure = {f"{day.year}" for day in days if day.year} | {year for year in [article.date[:4]] if year.isdigit()}
    every = sure | {year for found in read for each in found for year in _years(each)}
    around = [int(year) + step for year in sure for step in (-1, 0, 1)] if len(every) == 1 else []
    for each in days:
        years = [each.year] if each.year else around
        if not years or min(years) < _OLDEST or any(map(each.fits, years)):
            continue
        if each.year:
            is_day = named(f"weekday:{_weekday(each.year, each.month, each.day)}", "en")
            message = f"“{each.quantity.text}” is a {is_day}, not “{each.word}”"
        else:
            message = f"“{each.quantity.text}” is no “{each.word}” in any year from {years[0]} to {years[-1]}"
        yield finding_in(each.segment, rule, each.quantity.span, _SURE if each.year else _LIKELY, message)


def _weekday(year: int, month: int, day: int) -> int:
    """Monday 1, Sunday 7; 0 where there is no such day."""
    try:
        return date(year, month, day).isoweekday()
    except ValueError:
        return 0


def _years(quantity: Quantity) -> list[str]:
    """The years that a date names; a decade, 198X, is one more."""
    return _YEAR.findall(quantity.unit) if quantity.kind is QuantityKind.DATE else []


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
        bracketed = _BRACKET.fullmatch(text, word.end, day.start) and _CLOSED.match(text, day.end)
        return bool(bracketed or _BEFORE.fullmatch(text, word.end, day.start))
    if word.start == day.end:  # 9月20日星期五
        return _SPREADS.match(text, word.end) is None
    bracketed = _BRACKET.fullmatch(text, day.end, word.start) and _CLOSED.match(text, word.end)
    return bool(bracketed or (_APPOSED.fullmatch(text, day.end, word.start) and _PAUSE.match(text, word.end)))
