"""Names that everybody writes: companies, institutions, people and places in German, English and Chinese.

The lists are the files ``data/names_*.tsv``, written for xling; their heads document the columns. They are read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from xling.tables import rows
from xling.types import NameKind

_LETTER = r"(?:(?![\u3005\u3007\u3400-\u9fff\uf900-\ufaff])[^\W_])"
WORD = re.compile(rf"{_LETTER}+(?:[.&'’+-]{_LETTER}+)*\+?")
"""A word of a Latin script with inner hyphens, apostrophes and dots."""
_BEARERS = ("names_organisations.tsv", "names_people.tsv")
_LISTED = (*_BEARERS, "names_places.tsv")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name. ``ambiguous`` forms are also ordinary words; ``described`` ones are epithets."""

    text: str
    key: str
    kind: NameKind
    ambiguous: bool = False
    described: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A given name: spelling, gender (m, f, u) and Chinese transliterations."""

    text: str
    gender: str
    chinese: tuple[str, ...]


def _forms(cell: str, key: str, kind: NameKind) -> Iterator[Form]:
    for form in filter(None, cell.split("|")):
        text = form.lstrip("*?")
        yield Form(text, key, kind, ambiguous=form.startswith("?"), described=form.startswith("*"))


@cache
def latin_forms(lang: str) -> dict[str, list[Form]]:
    """Forms by their first word, longest first. German texts use the English forms as well as their own."""
    index: dict[str, list[Form]] = {}
    for file in _LISTED:
        for row in rows(file):
            key, kind, english = row[0], NameKind(row[1]), row[2]
            german = row[3] if len(row) > 3 and lang == "de" else ""
            for form in (*_forms(english, key, kind), *_forms(german, key, kind)):
                if match := WORD.search(form.text):
                    index.setdefault(match.group(), []).append(form)
    for forms in index.values():
        forms.sort(key=lambda form: -len(form.text))
    return index


@cache
def chinese_forms() -> dict[str, list[Form]]:
    """Chinese forms by their first character, longest first."""
    index: dict[str, list[Form]] = {}
    for file in _LISTED:
        for row in rows(file):
            if len(row) > 4:
                for form in _forms(row[4], row[0], NameKind(row[1])):
                    index.setdefault(form.text[0], []).append(form)
    for forms in index.values():
        forms.sort(key=lambda form: -len(form.text))
    return index


@cache
def preferred() -> dict[str, str]:
    """The usual English form of every key."""
    return {row[0]: row[2].split("|")[0].lstrip("*?") for file in _LISTED for row in rows(file)}


@cache
def spellings(lang: str, *, places: bool = False) -> dict[str, tuple[str, ...]]:
    """Key → the ways that ``lang`` (de, en, zh) has of its own to write a company, institution or person, as listed;
    with ``places``, a place instead. Epithets are left out."""
    column = {"en": 2, "de": 3, "zh": 4}[lang]
    found: dict[str, tuple[str, ...]] = {}
    for file in set(_LISTED) - set(_BEARERS) if places else _BEARERS:
        for row in rows(file):
            forms = _forms(row[column] if column < len(row) else "", row[0], NameKind(row[1]))
            found[row[0]] = tuple(form.text for form in forms if not form.described)
    return found


@cache
def given_names() -> dict[str, Given]:
    """Given names by spelling."""
    found: dict[str, Given] = {}
    for row in rows("names_given.tsv"):
        chinese = tuple(filter(None, row[2].split("|"))) if len(row) > 2 else ()
        for form in row[0].split("|"):
            found.setdefault(form, Given(form, row[1], chinese))
    return found


@cache
def chinese_given() -> dict[str, tuple[str, ...]]:
    """Latin spellings of every Chinese transliteration of a given name."""
    found: dict[str, list[str]] = {}
    for given in given_names().values():
        for form in given.chinese:
            found.setdefault(form, []).append(given.text)
    return {form: tuple(spellings) for form, spellings in found.items()}


@cache
def chinese_surnames() -> dict[str, tuple[str, ...]]:
    """Romanisations of Chinese family names."""
    return {row[1]: tuple(row[2].split("|")) for row in rows("names_zh.tsv") if row[0] == "surname"}


@cache
def sounds() -> dict[str, str]:
    """The sound that a character stands for when Chinese writes a foreign name."""
    return {row[1]: row[2] for row in rows("names_zh.tsv") if row[0] == "sound"}


@cache
def cues(lang: str, kind: str, side: str) -> frozenset[str]:
    """Words that announce a name on their given side (``after``: the name follows)."""
    found: set[str] = set()
    for row in rows("names_cues.tsv"):
        if tuple(row[:3]) == (lang, kind, side):
            found.update(row[3].split("|"))
    return frozenset(found)
