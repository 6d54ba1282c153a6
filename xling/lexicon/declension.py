"""German declension: in which cells of gender, number and case determiners, adjectives and prepositions can stand.

Cells are those of ``xling.lexicon.nouns``; the forms come from ``xling/data/declension.de.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from xling.lexicon.nouns import ALL, CASES, GENDERS, cell, of_case
from xling.lexicon.words import closed_class
from xling.tables import rows

ENDINGS = ("en", "er", "es", "em", "e")
"""The endings of a German adjective."""
_SETS = {
    "degree": "degree",
    "adverb": "adverbs",
    "other": "other",
    "conjunction": "conjunctions",
    "number": "numbers",
    "subject": "subjects",
    "collective": "collectives",
    "copula": "copulas",
}
_ADJECTIVE = re.compile(r"(?:fach|jährig|prozentig|köpfig|lich|isch|haft|los)$")


@dataclass(frozen=True, slots=True)
class Determiner:
    """One form of an article or a word declined like one. ``forms`` has its whole paradigm by cell, so that the form
    for another cell can be named; ``declension`` is that of an adjective behind it."""

    cells: int
    declension: str
    forms: dict[int, str]
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Preposition:
    """The cases a preposition asks for; ``sure`` when the word can be nothing else."""

    cases: str
    sure: bool


@dataclass(slots=True)
class Grammar:
    """The data file by kind."""

    determiners: dict[str, Determiner] = field(default_factory=dict)
    adjectives: dict[str, dict[int, str]] = field(default_factory=dict)
    prepositions: dict[str, Preposition] = field(default_factory=dict)
    contractions: dict[str, tuple[str, str]] = field(default_factory=dict)
    degree: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    collectives: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    unjudged: frozenset[str] = frozenset()
    singular: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()


@cache
def grammar() -> Grammar:
    """The German words of the closed classes, read once."""
    made, table = Grammar(), list(rows("declension.de.tsv"))
    endings = {cells[0]: _paradigm(cells[1:]) for kind, *cells in table if kind == "endings"}
    made.adjectives = {name: endings[name] for name in ("strong", "weak", "mixed")}
    made.unjudged = frozenset(word for kind, *cells in table if kind == "unjudged" for word in cells[0].split())
    for kind, *cells in table:
        if kind == "article":
            _add(made, _paradigm(cells[1:]), cells[0], pronoun=False)
        elif kind == "determiner":
            declension, ending, use, stems = cells
            for stem in stems.split():
                forms = {bit: stem + end.replace("-", "") for bit, end in endings[ending].items()}
                _add(made, forms, declension, pronoun=use == "pronoun")
        elif kind == "preposition":
            sure = not cells[0].endswith("?")
            made.prepositions.update(dict.fromkeys(cells[1].split(), Preposition(cells[0].rstrip("?"), sure)))
        elif kind == "contraction":
            made.contractions[cells[2]] = (cells[0], cells[1])
        elif kind in _SETS:
            setattr(made, _SETS[kind], frozenset(cells[0].split()))
        elif kind == "finite":
            setattr(made, cells[0], tuple(cells[1].split()))
    return made


def _paradigm(columns: list[str]) -> dict[int, str]:
    return {
        cell(gender, case): form
        for gender, forms in zip(GENDERS, columns, strict=True)
        for case, form in zip(CASES, forms.split(), strict=True)
        if form != "0"
    }


def _add(made: Grammar, forms: dict[int, str], declension: str, *, pronoun: bool) -> None:
    if forms[cell("m", "n")] in ("ein", "irgendein", "jeder"):  # neither has a plural
        forms = {bit: form for bit, form in forms.items() if bit < cell("p", "n")}
    for form in set(forms.values()) - made.unjudged:
        mask = sum(bit for bit, each in forms.items() if each == form)
        if form.endswith("en") and pronoun:
            mask |= cell("m", "g") | cell("n", "g")  # jeden Jahres, allen Ernstes
        made.determiners[form] = Determiner(mask, declension, forms, pronoun)


def adjective_cells(word: str, declension: str) -> int:
    """The cells in which an adjective form can stand; ``declension`` is strong, weak or mixed."""
    ending = _ending(word)
    return sum(bit for bit, each in grammar().adjectives[declension].items() if each == ending)


def adjective_form(word: str, declension: str, bit: int) -> str:
    """The adjective ``word`` with the ending of the cell ``bit``."""
    return word[: -len(_ending(word))] + grammar().adjectives[declension][bit]


def _ending(word: str) -> str:
    return next(end for end in ENDINGS if word.endswith(end))


def case_cells(preposition: str | None) -> int:
    """The cells that a preposition leaves open; all where there is none."""
    known = grammar().prepositions.get(preposition or "")
    return of_case(known.cases) if known else ALL


@lru_cache(maxsize=1 << 15)
def is_adjective(word: str) -> bool:
    """True for a form of an adjective or participle in lower case that has an ending: "neue", "börsennotierten".

    Only adjectives have a form in -em, so that is what is asked of the dictionary.
    """
    import simplemma

    ending = next((end for end in ENDINGS if word.endswith(end)), "")
    stem = word[: len(word) - len(ending)].rpartition("-")[2]
    if not ending or len(stem) < 3 or (word in closed_words() and not word.startswith(tuple(grammar().other))):
        return False
    if _ADJECTIVE.search(stem) or (stem.endswith("ig") and not is_infinitive(word)):
        return True
    return any(simplemma.is_known(part + "em", lang="de") for part in _parts(stem))


def _parts(stem: str) -> Iterator[str]:
    yield stem
    for at in range(3, len(stem) - 4):
        yield stem[at:]


@cache
def closed_words() -> frozenset[str]:
    """Words of the closed classes that end like adjectives."""
    known = grammar()
    words = closed_class("de").union(known.determiners, known.prepositions, known.degree, known.conjunctions)
    return words | known.unjudged


@lru_cache(maxsize=1 << 15)
def is_infinitive(word: str) -> bool:
    """True for the infinitive of a verb in lower case: with a capital it is a neuter noun (das Speichern)."""
    import simplemma

    return word.endswith("n") and simplemma.lemmatize(word, lang="de") == word and simplemma.is_known(word, lang="de")
