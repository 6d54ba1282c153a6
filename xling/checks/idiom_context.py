"""Literal or figurative? What the words around an image say about it.

A horse among stables, jockeys and fields is a horse; a horse among bonds and ministries is an image. Evidence is the
number of concrete words (categories of ``data/concepts.tsv``, topics of nature, food, sport …) against abstract ones
(business, politics, technology, law) outside the hit. The idea follows idiom detection by lexical cohesion
(Sporleder and Li 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from xling.lexicon.concepts import by_stem, category_of
from xling.lexicon.frequency import weight
from xling.lexicon.topics import topics
from xling.lexicon.words import Word

CONCRETE = frozenset(
    ("animal", "plant", "food", "weather", "nature", "vessel", "textile", "material", "tool", "weapon", "ritual")
)
RARE = 5.0
"""Weight (``lexicon.frequency``) from which a word counts as concrete: Weg, Hand and Kopf are everywhere."""
_LITERAL_TOPICS = ("animal", "nature", "food", "sport", "history", "transport", "weather", "health", "family", "game")
_FIGURATIVE_TOPICS = ("business", "tech", "finance", "politics", "law", "net", "work", "film", "school", "science")


@dataclass(frozen=True, slots=True)
class Cohesion:
    """Counts of words around a hit: of ``kin`` to the image, ``concrete`` ones, and ``abstract`` ones."""

    kin: int
    concrete: int
    abstract: int


@cache
def _stems(lang: str, names: tuple[str, ...]) -> frozenset[str]:
    table = topics(lang)
    return frozenset(key for name in names for key in table.get(name, ()))


def categories(word: Word, lang: str) -> frozenset[str]:
    """Categories of the concepts that the word itself, not a part of it, stands for."""
    table = category_of()
    return frozenset(table[name] for name in by_stem(lang).get(word.exact[2:], ()))


def cohesion(words: Sequence[Word], inside: Sequence[int], lang: str) -> Cohesion:
    """What the content words outside ``inside`` have to do with the image inside."""
    chosen = set(inside)
    image = {category for number in chosen for category in categories(words[number], lang)} & CONCRETE
    literal, figurative = _stems(lang, _LITERAL_TOPICS), _stems(lang, _FIGURATIVE_TOPICS)
    kin = concrete = abstract = 0
    for number, word in enumerate(words):
        if number in chosen or not word.content:
            continue
        own = categories(word, lang) & CONCRETE if weight(word.exact[2:], lang) >= RARE else frozenset()
        kin += bool(own & image)
        is_figurative = not figurative.isdisjoint(word.keys)
        concrete += bool(own or not literal.isdisjoint(word.keys)) and not is_figurative
        abstract += is_figurative
    return Cohesion(kin, concrete, abstract)
