"""Terms inside German compounds: Datenannotation in Datenannotationsunternehmen, Vorstand in Bankvorstände.

A part counts only when what is left of the compound is made of words too, joined by a linking element
(Fugenelement: -s-, -es-, -n-, -en-, -er-, -e-). Known words come from the project's own table of noun heads and,
where that is not enough, from simplemma's German dictionary, which is loaded on first need.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from xling.glossary import inflect_de
from xling.glossary.lexicon import listed
from xling.glossary.phrase import Word

MIN_PART = 4
"""Shorter terms (Rat, Amt) are found as words of their own only: too many German words contain them by chance."""

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


@cache
def is_word(lower: str) -> bool:
    """Whether a part of a compound is a German word of its own; short ones only when listed."""
    if lower in _SHORT:
        return True
    if len(lower) < 4:
        return False
    if lower in inflect_de.table().nouns:
        return True
    import simplemma

    return bool(simplemma.is_known(lower.capitalize(), lang="de")) and lower.isalpha()


@cache
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


@cache
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
        if length < MIN_PART + 3 or length != len(token) or not token.isalpha():
            return ()
        found: list[tuple[int, int, int]] = []
        for start in range(length - MIN_PART + 1):
            for stem, forms, number in self._by_front.get(lower[start : start + MIN_PART], ()):
                end = self._end(lower, start, stem, forms)
                if end:
                    found.append((start, end, number))
        return tuple(sorted(set(found), key=lambda part: (part[0] - part[1], part[0])))

    def _end(self, lower: str, start: int, stem: str, forms: frozenset[str]) -> int:
        """Where the part ends when the term stands at ``start``; 0 when it does not."""
        if start and not is_modifier(lower[:start]):
            return 0
        if start and lower[start:] in forms:
            return len(lower)
        end = start + len(stem)
        if not lower.startswith(stem, start) or end >= len(lower):
            return 0
        return end if len(lower) - end >= 3 and is_head(lower[end:]) else 0
