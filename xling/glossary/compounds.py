"""Terms inside German compounds: Datenannotation in Datenannotationsunternehmen, Vorstand in Bankvorstände.

A part counts only when what is left of the compound makes sense too. For long terms (from eight letters on) it is
enough that the rest is pronounceable and no prefix that changes the meaning: hardly a word contains them by chance.
Shorter ones must be joined to words that the project's own lists know (``data/morphology.de.tsv``,
``morphology.parts.tsv``), with or without a linking element (Fugenelement: -s-, -es-, -n-, -en-, -er-, -e-).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from xling.glossary import inflect_de
from xling.glossary.lexicon import listed, rows
from xling.glossary.phrase import Word

MIN_PART = 4
"""Shorter terms (Rat, Amt) are found as words of their own only: too many German words contain them by chance."""

MAX_WORD = 100
"""Letters of the longest word that is taken apart: German has none so long, and the time grows with the square."""

_VOWEL = re.compile("[aeiouyäöü]")
_CLUSTER = re.compile("[^aeiouyäöü]{7}")
LINKS = ("", "s", "es", "n", "en", "er", "e", "ns", "ens")
_SHORT = frozenset(
    listed("ki it eu us bau alt neu roh öl erd not gas see tee rad hof tor weg tag rat amt art zug zoll")
)
_CHANGES_MEANING = frozenset(
    # Prefixes and prepositions that make another word of it: Unterbewertung is no kind of Bewertung.
    listed(
        "unter über ab an auf aus ent ver vor nach um wider wieder miss fehl un nicht anti gegen ge be er zer "
        "durch ein mit bei zu hinter zwischen neben ur erz"
    )
)


LONG_TERM = 8


@cache
def _words() -> frozenset[str]:
    listed_parts = {word for (line,) in rows("morphology.parts.tsv") for word in line.split(" ")}
    return frozenset(listed_parts | {noun for noun in inflect_de.table().nouns if not noun.startswith("-")} | _SHORT)


def is_word(lower: str) -> bool:
    """Whether a part of a compound is a word of the lists, or a plural or a derivation by suffix of one."""
    words = _words()
    if lower in words:
        return True
    return len(lower) >= 6 and any(
        lower.endswith(end) and lower[: -len(end)] in words for end in ("en", "er", "e", "n", "s")
    )


@lru_cache(maxsize=100_000)
def is_pronounceable(part: str) -> bool:
    """Whether letters could be a word: a vowel, and fewer than seven consonants in a row."""
    return len(part) >= 3 and _VOWEL.search(part) is not None and _CLUSTER.search(part) is None


@lru_cache(maxsize=100_000)
def is_modifier(front: str) -> bool:
    """Whether ``front`` can stand before a noun: a word, or several, each with or without a linking element."""
    if front in _CHANGES_MEANING:
        return False
    for link in LINKS:
        base = front.removesuffix(link) if link else front
        if len(base) + len(link) == len(front) and is_word(base):
            return True
    # Two words; longer chains are rare and each cut adds a chance of error.
    return any(is_word(front[:cut]) and is_modifier(front[cut:].removeprefix("s")) for cut in range(4, len(front) - 3))


@lru_cache(maxsize=100_000)
def is_head(rest: str) -> bool:
    """Whether ``rest`` can follow a noun in a compound: [linking element] word, or such a chain."""
    for link in LINKS:
        if rest.startswith(link) and is_word(rest[len(link) :]):
            return True
    return any(
        is_word(rest[:cut].removeprefix("s").removeprefix("n")) and is_head(rest[cut:])
        for cut in range(4, len(rest) - 3)
    )


class Compounds:
    """Single-word German nouns, ready to be found inside longer words."""

    def __init__(self, stems: Sequence[tuple[int, Word]]) -> None:
        self._by_front: dict[str, list[tuple[str, frozenset[str], int]]] = {}
        for number, word in stems:
            stem = word.text.lower()
            if len(stem) >= MIN_PART:
                for base in {stem, stem[:-1] if stem.endswith("e") and len(stem) > MIN_PART + 1 else stem}:
                    self._by_front.setdefault(base[:MIN_PART], []).append((base, word.forms, number))
                for form in word.forms:  # umlaut plurals as modifiers: Bestände-
                    if not form.startswith(stem[:MIN_PART]):
                        self._by_front.setdefault(form[:MIN_PART], []).append((form, word.forms, number))

    def parts(self, token: str) -> tuple[tuple[int, int, int], ...]:
        """(start, end, term number) of each term inside ``token``; longest first, none for a term that is all of it."""
        lower = token.lower()
        length = len(lower)
        if not MIN_PART + 3 <= length <= MAX_WORD or length != len(token) or not token.isalpha():
            return ()
        found: list[tuple[int, int, int]] = []
        noun = token[0].isupper()
        for start in range(length - MIN_PART + 1):
            for stem, forms, number in self._by_front.get(lower[start : start + MIN_PART], ()):
                end = self._end(lower, start, stem, forms, noun=noun)
                if end and not _is_opaque(lower, start, end):
                    found.append((start, end, number))
        return tuple(sorted(set(found), key=lambda part: (part[0] - part[1], part[0])))

    @staticmethod
    def _end(lower: str, start: int, stem: str, forms: frozenset[str], *, noun: bool) -> int:
        """Where the part ends when the term stands at ``start``; 0 when it does not."""
        last = start > 0 and lower[start:] in forms
        end = len(lower) if last else start + len(stem)
        if not last and (end >= len(lower) or not lower.startswith(stem, start)):
            return 0
        long = len(stem) >= LONG_TERM
        if start and not (_may_precede(lower[:start]) if long else is_modifier(lower[:start])):
            return 0
        if last:
            return end
        rest = lower[end:]
        # Adjectives and participles must end in a word of the lists: marktbeherrschend, but not gewichtetem.
        return end if len(rest) >= 4 and ((long and noun and is_pronounceable(rest)) or is_head(rest)) else 0


def _may_precede(front: str) -> bool:
    return front not in _CHANGES_MEANING and (is_pronounceable(front) or is_word(front))


def _is_opaque(lower: str, start: int, end: int) -> bool:
    """Whether a word with a meaning of its own (Geldbörse) covers the part and more."""
    opaque = inflect_de.table().opaque
    return any(
        lower[first:last] in opaque
        for first in range(start + 1)
        for last in range(end, len(lower) + 1)
        if last - first > end - start
    )
