"""Ordinary words: function words, nouns that are written with a capital, endings of German nouns."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from xling.tables import rows


@cache
def _load() -> dict[str, frozenset[str]]:
    return {f"{row[0]} {row[1]}": frozenset(row[2].split(" ")) for row in rows("words.tsv")}


def listed(key: str) -> frozenset[str]:
    """The words of a row, by language and what they are: ``de particle``."""
    return _load()[key]


STOP: dict[str, frozenset[str]] = {lang: _load()[f"{lang} function"] for lang in ("de", "en")}
"""Function words in lower case and, for the start of a sentence, with a capital."""

COMMON_CAPITALS: frozenset[str] = _load()["all capital"]
"""Words that have a capital letter and name nothing: days, months, common acronyms, nationalities."""

NOUN_ENDINGS: tuple[str, ...] = tuple(_load()["de ending"])
"""Endings that show a German common noun, among them frequent last parts of compounds."""


@cache
def _dictionary() -> Any:  # noqa: ANN401 - simplemma has no type stubs
    import simplemma

    return simplemma


@lru_cache(maxsize=65536)
def is_ordinary(word: str, lang: str) -> bool:
    """True when the dictionary knows ``word`` as a word of ``lang`` (simplemma; it also knows some names)."""
    lowered = word.lower()
    if lowered in STOP.get(lang, frozenset()) or word in COMMON_CAPITALS:
        return True
    if lang == "en":
        return bool(_dictionary().is_known(lowered, lang="en"))
    return bool(_dictionary().is_known(word, lang=lang)) or bool(_dictionary().is_known(lowered, lang=lang))


@lru_cache(maxsize=65536)
def lemma(word: str, lang: str) -> str:
    """Dictionary form in lower case; the word itself in lower case where the dictionary has none."""
    return str(_dictionary().lemmatize(word, lang=lang)).casefold() if lang in ("de", "en") else word
