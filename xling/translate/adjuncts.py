"""Adverbials of time that a translation lost: how English says "Ende Juni", "seit 25 Jahren", 自2010年以来.

A small model drops them more often than anything else that counts. They can stand at the end of a clause in English,
so they can be added there without touching the rest. What introduces them is looked up in ``adjuncts.tsv``.
"""

from __future__ import annotations

import re
from functools import cache

from xling.claims.quantity.data import fold
from xling.tables import rows
from xling.types import Quantity, QuantityKind

_KINDS = (
    ("year", re.compile(r"\d{4}")),
    ("interval", re.compile(r"\d{4}/\d{4}")),
    ("month", re.compile(r"(?:\d{4}|-)-\d\d")),
    ("day", re.compile(r"(?:\d{4}|-)-\d\d-\d\d")),
    ("quarter", re.compile(r"(?:\d{4}|-)-[QH]\d")),
    ("decade", re.compile(r"\d{3}X")),
    ("time", re.compile(r"T\d\d:\d\d")),
)
_RELATIVE = {
    "last-year": "last year", "this-year": "this year", "next-year": "next year", "before-year": "the year before last",
    "last-month": "last month", "this-month": "this month", "next-month": "next month",
    "last-day": "yesterday", "next-day": "tomorrow", "before-day": "the day before yesterday",
    "last-quarter": "last quarter", "this-quarter": "this quarter", "next-quarter": "next quarter",
}  # fmt: skip
_AHEAD = 24  # characters looked at before a date
_BEHIND = 4  # and after one
_MINUTE = re.compile(r" Minute\b")
_THAN = re.compile(r"(?:\bals|比)(?: im| in)? ?$")  # 2 % mehr als im Vorjahr: no adverbial


def adjunct(quantity: Quantity, text: str, lang: str, words: str) -> str:
    """The adverbial that ``quantity`` of ``text`` makes, in English, ``words`` being the quantity in English; empty
    where it is none or the table does not know what introduces it."""
    if quantity.kind is QuantityKind.DATE and quantity.unit in _RELATIVE:
        return "" if _THAN.search(text[: quantity.span.start]) else _RELATIVE[quantity.unit]
    kind = _kind(quantity, text)
    if not kind:
        return ""
    folded = fold(text)
    before = folded[max(0, quantity.span.start - _AHEAD) : quantity.span.start].rstrip()
    after = folded[quantity.span.end :][: _BEHIND + 1].lstrip()
    best = max(
        (rule for rule in _rules(lang, kind) if _before(rule[0], before, lang) and after.startswith(rule[1])),
        key=lambda rule: len(rule[0]) + 2 * len(rule[1]),
        default=None,
    )
    if best and best[2].startswith("between"):
        words = words.replace(" to ", " and ", 1)
    return best[2].format(words) if best else ""


def _kind(quantity: Quantity, text: str) -> str:
    if quantity.kind is QuantityKind.DURATION:
        return "span"
    if quantity.kind is QuantityKind.ORDINAL:
        return "minute" if _MINUTE.match(text, quantity.span.end) else ""
    if quantity.kind is not QuantityKind.DATE:
        return ""
    return next((name for name, pattern in _KINDS if pattern.fullmatch(quantity.unit)), "")


def _before(form: str, before: str, lang: str) -> bool:
    if form == "*":  # a bare year: nothing that could introduce something else
        return not before.endswith((" als", " und", " von", " oder", " auf", " zwischen", " bis", " seit", " um"))
    if not form or lang == "zh":
        return before.endswith(form)
    return before == form or before.endswith(" " + form)


@cache
def _rules(lang: str, kind: str) -> tuple[tuple[str, str, str], ...]:
    """(before, after, English) of the table for one kind of date."""
    found = []
    for language, kinds, before, after, english in list(rows("adjuncts.tsv"))[1:]:
        if language == lang and kind in kinds.split(","):
            found += [(first, last, english) for first in before.split("|") for last in after.split("|")]
    return tuple(found)
