"""Amounts that hold: the quantities of a source text as terms that any rendering of the same value fulfils.

A small model turns 3,5 Mio. into 35 million, or drops the number, and nobody sees it in fluent text. So the ladder
treats "3,5 Mio. Euro" like a glossary term: what the model says by itself is left alone when its value is right
("3.5 million euros", "€3.5m"), and is mended otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from xling.claims.quantity import compare, quantities
from xling.claims.quantity.render import render
from xling.translate.kept import Kept
from xling.types import Approx, Quantity, QuantityKind, Span, TermMatch, Verdict

_K = QuantityKind
_NUMBERS = frozenset({_K.MONEY, _K.PERCENT, _K.COUNT, _K.MEASURE, _K.DURATION, _K.AGE, _K.ORDINAL})
_ABSOLUTE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-[QH]\d)?|--\d\d(?:-\d\d)?|--[QH]\d|T\d\d:\d\d")
_ADJECTIVE = re.compile(r"[a-zäöüß]ig(?:e[mnrs]?)?$")  # fünfjähriges: an adjective, for which a noun cannot stand
_SPELLED = re.compile(r"[一二三四五六七八九十百千万亿]|(?:Million|Milliarde|Billion)", re.IGNORECASE)
"""What counts without a digit, besides number words from elf on: 三成, eine Million; not Tausende, not zwei Firmen."""
_ELEVEN = 11
_FAR = 10**6


@dataclass(frozen=True, slots=True)
class Amount(Kept):
    """A quantity of the source; ``target`` is what is put in when the model's own words have another value."""

    label: ClassVar[str] = "amount"

    quantity: Quantity | None = None

    @property
    def head(self) -> str:
        """The number with its scale alone ("3.5 million"): behind it the model says the unit in its own way."""
        if self.quantity is None or self.quantity.kind in (_K.DATE, _K.ORDINAL):
            return self.target
        return render(replace(_plain(self.quantity), kind=_K.COUNT, unit=""), self.target_lang)

    def places(self, text: str) -> list[Span]:
        """Where ``text`` has the same value, in whatever words."""
        wanted = self.quantity
        return [each.span for each in _read(text, self.target_lang) if wanted and _same(wanted, each)]


def amounts(text: str, source_lang: str, target_lang: str) -> list[TermMatch]:
    """The quantities of ``text`` that a translation must keep: money, shares, counts, measures, durations, and dates
    with a year, a day, a month, a quarter or a time, ages and ordinals. Numbers in German words below eleven and
    relative dates (gestern, im Vorjahr) are left out."""
    found = []
    for each in _read(text, source_lang):
        if _is_hard(each) and not _in_compound(text, each.span):
            wanted = _written(each, target_lang, before_noun=_is_adjective(text, each))
            found.append(TermMatch(Amount(each.text, wanted, source_lang, target_lang, quantity=each), each.span))
    return found


def strays(terms: Sequence[TermMatch], text: str, source: str) -> list[Quantity]:
    """The quantities of a translation ``text`` that no quantity of its ``source`` answers; empty without amounts."""
    first = next((match.term for match in terms if isinstance(match.term, Amount)), None)
    if first is None:
        return []
    here = _read(source, first.source_lang)
    return [
        each
        for each in _read(text, first.target_lang)
        if _is_hard(each) and not any(_same(other, each) for other in here)
    ]


def wrong_places(match: TermMatch, text: str, source: str, terms: Sequence[TermMatch]) -> list[Span]:
    """Where ``text`` has a number that belongs to nothing in ``source``, nearest first: what the model made of the
    amount, most likely. Numbers of the same kind come before others."""
    amount = match.term
    if not isinstance(amount, Amount) or amount.quantity is None:
        return []
    at = match.span.start / max(len(source), 1)
    found = strays(terms, text, source)
    kind = amount.quantity.kind

    def distance(each: Quantity) -> float:
        return abs(each.span.start / max(len(text), 1) - at) + (_FAR if each.kind is not kind else 0)

    return [each.span for each in sorted(found, key=distance)]


def _plain(quantity: Quantity) -> Quantity:
    """Without rund, knapp, 约, which the model says itself; "millions of" is no number without them and stays."""
    return quantity if not quantity.digits else replace(quantity, approx=Approx.EXACT)


def _is_adjective(text: str, quantity: Quantity) -> bool:
    """43-jährige, 46岁的: said before a noun."""
    return bool(_ADJECTIVE.search(quantity.text)) or text.startswith("的", quantity.span.end)


def _written(quantity: Quantity, lang: str, *, before_noun: bool = False) -> str:
    """As a newspaper writes it; shares with the sign, which translations use and which stands well before anything."""
    if quantity.kind is _K.AGE and lang == "en" and before_noun:
        return render(replace(_plain(quantity), kind=_K.COUNT, unit=""), lang) + "-year-old"
    if quantity.kind is _K.PERCENT and quantity.unit == "%" and lang == "en":
        return render(replace(_plain(quantity), kind=_K.COUNT, unit=""), lang) + "%"
    return render(_plain(quantity), lang)


@lru_cache(maxsize=4096)
def _read(text: str, lang: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text, lang))


def _is_hard(quantity: Quantity) -> bool:
    if quantity.kind is _K.DATE:
        return bool(_ABSOLUTE.fullmatch(quantity.unit))
    if quantity.kind not in _NUMBERS or (quantity.kind is not _K.AGE and _ADJECTIVE.search(quantity.text)):
        return False
    if any(map(str.isdigit, quantity.text)) or _SPELLED.search(quantity.text):
        return True
    return quantity.kind in (_K.COUNT, _K.AGE) and quantity.digits > 0 and quantity.low >= _ELEVEN


def _in_compound(text: str, span: Span) -> bool:
    """The 30.000-Volt of a 30.000-Volt-Leitung: what is put in its place would break the rest off."""
    return text[span.end : span.end + 1] == "-" and text[span.end - 1].isalpha()


def _same(a: Quantity, b: Quantity) -> bool:
    verdict = compare(a, b).verdict
    if _K.DATE in (a.kind, b.kind):
        return verdict not in (Verdict.CONFLICT, Verdict.UNRELATED)
    if verdict is Verdict.AGREE:
        return True
    # "rund 500" and "500" are one amount here; a counted noun may have any name in the other language, or none.
    equal = (a.low, a.high) == (b.low, b.high)
    return equal and (_K.COUNT in (a.kind, b.kind) or verdict not in (Verdict.CONFLICT, Verdict.UNRELATED))
