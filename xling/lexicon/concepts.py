"""Concepts: what a Chinese character, a German word and an English word have in common.

``data/concepts.tsv`` lists, per concept, a category, the characters, and the German and English words for it. It lets a
rendering match its synonyms (Reisig, Brennholz), and lets an expression be recognised from its characters alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from xling.errors import GlossaryError
from xling.lexicon.words import SEPARABLE, Word, base_verb, participle_base, stem, stopwords, trim, word_spans
from xling.tables import placed_rows
from xling.types import Span

_BORN = ("animal", "plant", "body", "food", "weather", "nature")
_MADE = ("vessel", "textile", "material", "weapon", "tool", "music", "ritual")
THINGS = frozenset((*_BORN, *_MADE))
"""Categories of concepts that make an image; others may complete it."""


@dataclass(frozen=True, slots=True)
class Concept:
    """``category`` is the field of life that the image comes from: animal, body, food, weather, weapon, verb …"""

    id: str
    category: str
    zh: tuple[str, ...]
    de: tuple[str, ...]
    en: tuple[str, ...]


def split(cell: str) -> tuple[str, ...]:
    """The alternatives of a lexicon cell, separated by ``|``."""
    return tuple(part for part in (piece.strip() for piece in cell.split("|")) if part)


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts in file order.

    :raises GlossaryError: for a line with the wrong number of columns or a repeated id.
    """
    found: dict[str, Concept] = {}
    for place, cells in placed_rows("concepts.tsv"):
        if len(cells) != 5:
            raise GlossaryError(f"{place}: {len(cells)} columns, 5 wanted", hint="id category zh de en")
        if cells[0] in found:
            raise GlossaryError(f"{place}: concept {cells[0]} twice", hint="merge the two lines")
        found[cells[0]] = Concept(cells[0], cells[1], split(cells[2]), split(cells[3]), split(cells[4]))
    return tuple(found.values())


@cache
def category_of() -> dict[str, str]:
    """Concept id → category."""
    return {concept.id: concept.category for concept in concepts()}


@cache
def by_stem(lang: str) -> dict[str, frozenset[str]]:
    """Stem of a German or English word → ids of its concepts. Words of several parts are left out."""
    table: dict[str, set[str]] = {}
    for concept in concepts():
        for word in concept.de if lang == "de" else concept.en:
            if " " not in word:
                table.setdefault(_concept_stem(word, lang), set()).add(concept.id)
    return {key: frozenset(value) for key, value in table.items()}


@cache
def _nouns() -> frozenset[str]:
    """Stems that only German nouns of the list have: "reiste" is not rice."""
    nouns = {_concept_stem(word, "de") for each in concepts() for word in each.de if word[:1].isupper()}
    others = {_concept_stem(word, "de") for each in concepts() for word in each.de if word[:1].islower()}
    return frozenset(nouns - others)


def _concept_stem(word: str, lang: str) -> str:
    return "weiss" if word == "weiß" else stem(word, lang)  # the lemma of "weiß" is "wissen"


@cache
def concept_words(lang: str) -> dict[str, tuple[str, ...]]:
    """Concept id → stems of its words in one language."""
    return {
        concept.id: tuple(_concept_stem(word, lang) for word in (concept.de if lang == "de" else concept.en))
        for concept in concepts()
    }


@cache
def by_character() -> dict[str, frozenset[str]]:
    """Chinese character or word → ids of its concepts."""
    table: dict[str, set[str]] = {}
    for concept in concepts():
        for word in concept.zh:
            table.setdefault(word, set()).add(concept.id)
    return {key: frozenset(value) for key, value in table.items()}


@lru_cache(maxsize=50_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The two known parts of a German compound ("Pferdeknochen" → "pferd", "knochen"), or nothing."""
    if len(word) < 8 or stem(word, "de") in by_stem("de"):
        return ()
    lower = word.lower()
    best: tuple[str, ...] = ()
    for cut in range(3, len(lower) - 2):
        head, first = _head(lower[cut:]), _first(lower[:cut])
        if head and first and len(head) > len(best[1] if best else ""):
            best = (first, head)
    return best


@lru_cache(maxsize=200_000)
def keys_of(word: str, lang: str) -> tuple[str, frozenset[str]]:
    """The stem key of a word and all its keys: stem, torn-off prefix, concepts, parts of a German compound."""
    table = by_stem(lang)
    root = stem(word, lang)
    stems = {root}
    known = {root}
    if lang == "de":
        lower = word[:1].islower()
        if lower and (base := base_verb(word.lower())):
            stems.add(stem(base, lang))
        if lower and (base := participle_base(root)):
            stems.add(base)
        if word.lower().startswith("weiß"):
            stems.add("weiss")
        elif word.lower().endswith("n") and root == trim(word + "xx", "de")[:-2]:
            stems |= _verbal(word.lower())  # das Malen, das Weglocken
            known = set(stems)
        if lower:
            known = stems - _nouns()
        elif not known & table.keys() and len(word) >= 8:
            parts = _parts(word.lower())
            stems |= parts
            known = known | parts
    names = {concept for each in known for concept in table.get(each, ())}
    return f"s:{root}", frozenset({f"s:{each}" for each in stems} | {f"c:{name}" for name in names})


def _parts(word: str) -> set[str]:
    """Known nouns that ``word`` is built from: the longest known head, and the longest known first part.

    What stands before a head must end in a word too: there is no ``Teller`` in ``Hersteller``.
    """
    heads = [
        key for cut in range(3, len(word) - 3) if (key := _head(word[cut:])) and len(key) >= 4 and _closes(word[:cut])
    ]
    firsts = [key for cut in range(3, len(word) - 2) if (key := _first(word[:cut])) and len(key) >= 4]
    return {max(each, key=len) for each in (heads, firsts) if each}


_TORN = (*SEPARABLE, "her", "hin", "da", "miss", "un", "ge")
"""Prefixes that no linking element follows."""


def _closes(part: str) -> bool:
    """Whether a word, with or without a linking element after it, ends where ``part`` ends."""
    import simplemma

    cut = [part.removesuffix(link) for link in ("s", "n", "en", "er", "es", "e") if part.endswith(link)]
    if any(each in _TORN for each in cut):
        return False
    ends = [each[start:] for each in (part, *cut) for start in (0, *range(1, len(each) - 3))]
    return any(simplemma.is_known(end, lang="de") for end in (*ends, f"{part}e"))


@cache
def _vocabulary() -> frozenset[str]:
    """Noun stems that compounds are split into: those of the concepts and of the lexicon's German renderings."""
    from xling.lexicon.calques import calques

    words = {
        span.of(text)
        for entry in calques()
        for text in entry.literal["de"]
        for span in word_spans(text)
        if text[span.start].isupper() and 4 <= len(span) <= 9
    }
    return _nouns() | {stem(word, "de") for word in words}


def _head(part: str) -> str:
    key = stem(part.capitalize(), "de")
    return key if key in _vocabulary() else ""


def _first(part: str) -> str:
    for link in ("", "s", "n", "en", "er", "es", "e"):
        if part.endswith(link):
            key = _modifier(part[: len(part) - len(link)] if link else part)
            if key in _vocabulary():
                return key
    return ""


def _verbal(infinitive: str) -> set[str]:
    """Stems of a nominalised verb, with and without its separable prefix."""
    base = base_verb(infinitive)
    return {trim(infinitive, "de")} | ({stem(base, "de")} if base else set())


def _modifier(part: str) -> str:
    """The stem of the first part of a compound, its linking element already cut."""
    folded = trim(part + "xx", "de")[:-2]
    known = _vocabulary()
    return next((form for form in (folded, folded + "e", folded + "n") if form in known), folded)


def is_known(word: str, lang: str) -> bool:
    """Whether ``word`` itself, not one of its parts, is in the list of concepts."""
    return stem(word, lang) in by_stem(lang)


def analyse(text: str, lang: str) -> list[Word]:
    """The words of a German or English text with their keys; spans are into ``text``."""
    words = []
    for span in word_spans(text):
        word = _word_at(text, span, lang)
        if lang == "en" and word.text[:1].isupper() and not _begins_sentence(text, span.start):
            stems = frozenset(key for key in word.keys if key.startswith("s:"))
            word = replace(word, keys=stems)  # a name (Scale, Valley) stands for itself, not for its synonyms
        words.append(word)
    return words


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"'“”‘’«»(")
    return not before or before[-1] in ".!?:\n"


def _word_at(text: str, span: Span, lang: str) -> Word:
    form = span.of(text)
    exact, keys = keys_of(form, lang)
    content = form.lower() not in stopwords(lang) and not form.isdigit()
    return Word(span=span, text=form, exact=exact, keys=keys, content=content)
