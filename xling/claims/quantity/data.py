"""The word lists of the quantity parser, read once: units.tsv and quantity_words.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from xling.tables import rows
from xling.types import QuantityKind

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E, 0xFF0D, 0xFF04, 0xFF1A, 0xFF5E)}
_WIDE |= {ord("￥"): ord("¥"), 0xA0: 0x20, 0x202F: 0x20, 0x2009: 0x20, 0x2011: 0x2D, 0x2212: 0x2D}
_WIDE |= {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


def fold(text: str) -> str:
    """Lower case, halfwidth digits and plain spaces, character for character: offsets stay those of ``text``."""
    wide = text.translate(_WIDE)
    lowered = wide.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in wide)


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of units.tsv. Units of one ``dimension`` convert: a value times ``factor`` is in base units."""

    kind: QuantityKind
    name: str
    dimension: str = ""
    factor: Decimal = Decimal(1)


def table(name: str) -> list[list[str]]:
    """The lines of a data file without comments and heading, as columns."""
    return list(rows(name))[1:]


@cache
def units(lang: str) -> dict[str, Unit]:
    """Written form → unit, for one language."""
    found: dict[str, Unit] = {}
    for kind, name, dimension, factor, *forms in table("units.tsv"):
        unit = Unit(QuantityKind(kind), name, dimension, Decimal(factor or 1))
        for form in dict(zip(("de", "en", "zh"), forms, strict=True))[lang].split("|"):
            if form:
                found.setdefault(form, unit)
    return found


@cache
def unit_by_name() -> dict[tuple[QuantityKind, str], Unit]:
    """(kind, unit) → unit with its dimension."""
    return {
        (QuantityKind(kind), name): Unit(QuantityKind(kind), name, dimension, Decimal(factor or 1))
        for kind, name, dimension, factor, *_ in table("units.tsv")
    }


@cache
def words(lang: str, role: str) -> dict[str, str]:
    """Written form → value, for one role of quantity_words.tsv."""
    return {
        form: value
        for language, kind, value, forms in table("quantity_words.tsv")
        if language == lang and kind == role
        for form in forms.split("|")
    }


@cache
def hint_rows(lang: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(value, forms) of the hint lines; a form may hint at several values."""
    return tuple(
        (value, tuple(forms.split("|")))
        for language, kind, value, forms in table("quantity_words.tsv")
        if language == lang and kind == "hint"
    )


def longest(forms: list[str] | dict[str, str]) -> str:
    """A regular expression that matches the longest of ``forms``, built as a trie so that no form is tried twice."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for form in forms:
        node = root
        for character in form:
            node = node.setdefault(character, {})
        node[""] = {}
    return _trie(root)


def _trie(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [re.escape(character) + _trie(child) for character, child in node.items() if character]
    if not branches:
        return ""
    body = "(?:" + "|".join(branches) + ")"
    return body + "?" if "" in node else body
