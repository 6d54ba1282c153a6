"""How the words of a rendering stand in a text: across clauses, in another order, to the letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xling.checks.idiom_match import Hit
from xling.lexicon.concepts import analyse, by_stem, category_of
from xling.lexicon.words import Word

_CLAUSE = re.compile(r"[;:.!?…]\s")
CLOSE = 0.75
"""Likeness, 0–1, of the words found to an ordinary rendering: inflected, but no compound of it."""


def crosses(hit: Hit, text: str) -> bool:
    """Whether the words found belong to two sentences or clauses: a semicolon, colon or full stop lies between."""
    return _CLAUSE.search(hit.span.of(text)) is not None


def turned(hit: Hit, words: Sequence[Word]) -> bool:
    """Whether the two words of a rendering stand in the other order."""
    if len(hit.rendering.items) != 2 or len(hit.words) != 2:
        return False
    first, second = hit.rendering.items
    left, right = words[hit.words[0]].keys, words[hit.words[1]].keys
    return first.exact in right and second.exact in left and first.exact not in left


def to_the_letter(hit: Hit) -> bool:
    """Whether the whole rendering stands there in its own words, with nothing between."""
    return hit.own == len(hit.rendering.items) and hit.gap == 0.0 and hit.surface > CLOSE


def reversed_numeral(hit: Hit, text: str, lang: str) -> bool:
    """Whether a numeral of the rendering stands on the other side of its noun: "drei Wochen" is no "Woche drei"."""
    numerals = _numerals(hit, lang)
    if len(hit.rendering.items) != 2 or len(numerals) != 1:
        return False
    wanted, met = analyse(hit.rendering.text, lang), analyse(hit.span.of(text), lang)
    places = [[word.exact[2:] in numerals for word in words if word.content] for words in (wanted, met)]
    return bool(places[0] and places[1]) and places[0][0] != places[1][0]


def uncounted(hit: Hit, words: Sequence[Word], lang: str) -> bool:
    """Whether the rendering has numerals and none of them is met: a tiger on a mountain is no two tigers on one."""
    numerals = _numerals(hit, lang)
    return bool(numerals) and not any(f"s:{numeral}" in words[n].keys for n in hit.words for numeral in numerals)


def _numerals(hit: Hit, lang: str) -> set[str]:
    return {
        item.exact[2:]
        for item in hit.rendering.items
        if any(category_of().get(name) == "number" for name in by_stem(lang).get(item.exact[2:], ()))
    }
