"""What a sentence is about, by word lists (``data/topics.tsv``): the ground for context conditions of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from xling.errors import GlossaryError
from xling.lexicon.concepts import split
from xling.lexicon.words import Word, stem
from xling.tables import placed_rows

SPECIAL = ("@year", "@pair")
"""Conditions that the checks themselves look after: no year in the sentence; only with the source at hand."""


@cache
def topics(lang: str) -> dict[str, frozenset[str]]:
    """Topic → keys (``s:<stem>``) of the words that speak for it.

    :raises GlossaryError: for a line that does not have three columns.
    """
    table: dict[str, frozenset[str]] = {}
    for place, cells in placed_rows("topics.tsv"):
        if len(cells) != 3:
            raise GlossaryError(f"{place}: {len(cells)} columns, 3 wanted", hint="topic de en")
        words = split(cells[1] if lang == "de" else cells[2])
        table[cells[0]] = frozenset(f"s:{stem(part, lang)}" for word in words for part in word.split("-"))
    return table


@cache
def _keys(condition: str, lang: str) -> frozenset[str]:
    name = condition.lstrip("-")
    if name.startswith("@"):
        return topics(lang).get(name[1:], frozenset())
    return frozenset({f"s:{stem(name, lang)}"})


def mentions(condition: str, words: Iterable[Word], lang: str) -> bool:
    """Whether one of ``words`` is the word, or speaks for the topic, of ``condition``; parts of compounds count."""
    keys = _keys(condition, lang)
    return any(not keys.isdisjoint(word.keys) or word.exact in keys for word in words)


def allowed(context: Sequence[str], words: Sequence[Word], lang: str) -> bool | None:
    """Whether the words around a hit satisfy ``context``: True, False, or None where nothing speaks for or against."""
    conditions = [each for each in context if len(each.lstrip("-")) > 1 and each not in SPECIAL]
    against = [each for each in conditions if each.startswith("-")]
    wanted = [each for each in conditions if not each.startswith("-")]
    if any(mentions(each, words, lang) for each in against):
        return False
    if not wanted:
        return True
    return True if any(mentions(each, words, lang) for each in wanted) else None


def limits(context: Sequence[str]) -> bool:
    """Whether ``context`` wants a word or a topic, and not only forbids some."""
    return any(len(each) > 1 and not each.startswith("-") for each in context)
