"""Words that stand for a place without being its name: German for Germany, Washington for the United States."""

from __future__ import annotations

from functools import cache, lru_cache

from xling.claims.gazetteer import WORD
from xling.claims.spelling import plain
from xling.tables import rows


@cache
def relatives() -> dict[str, frozenset[str]]:
    """Adjectives, people, seats of government and epithets of each place, by its key (``names_relatives.tsv``)."""
    return {
        row[0]: frozenset(plain(word) for words in row[1:] for word in words.split())
        for row in rows("names_relatives.tsv")
    }


def stands_for(key: str, text: str) -> bool:
    """True when the English ``text`` has a word that stands for the place ``key``."""
    words = relatives().get(key, frozenset())
    return bool(words) and any(plain(part) in words for word in WORD.findall(text) for part in (word, *word.split("-")))


@lru_cache(maxsize=50_000)
def places_meant(word: str) -> frozenset[str]:
    """Keys of the places that an English word may stand for."""
    parts = {plain(part) for part in (word, *word.split("-"))}
    return frozenset(key for key, words in relatives().items() if not parts.isdisjoint(words))
