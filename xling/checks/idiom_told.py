"""What one sentence says of the expressions of the lexicon: the Chinese words themselves, or their good renderings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from xling.checks.idiom_match import Hit, Index, Rendering, prepare
from xling.checks.idiom_pairs import Expression, expressions
from xling.checks.idiom_store import stored
from xling.lexicon.calques import Calque, calques
from xling.lexicon.concepts import analyse
from xling.types import Span

LEAST, LOOSE, LIGHT = 0.85, 0.4, 5.0
"""Share of a good rendering that must stand in a sentence, share of other words between, and its least weight: what is
lighter (improve, a shop) stands in many sentences by chance."""
SAME = 0.9
"""Share of the words of one article that must stand in a linked sentence of another, near or far, to be the same."""


@lru_cache(maxsize=8192)
def told(text: str, lang: str) -> tuple[Expression, ...]:
    """The expressions that a sentence states: a Chinese one by holding them, a German or English one by a good
    rendering. The span of each is into ``text``."""
    if lang == "zh":
        return tuple(expressions(text))
    if lang not in ("de", "en"):
        return ()
    best: dict[int, Hit] = {}
    for hit in _good(lang).find(text, analyse(text, lang), least=LEAST):
        number = hit.rendering.entry
        plain = hit.gap < LOOSE and hit.as_worded and hit.mass >= LIGHT
        if plain and (number not in best or hit.mass > best[number].mass):
            best[number] = hit
    return tuple(Expression(calques()[number], number, hit.span) for number, hit in best.items())


def same_wording(words: str, lang: str, text: str) -> Span | None:
    """Where ``text``, of the same language, has the content words of ``words``; None where not."""
    hits = Index([prepare(0, words, lang)], lang).find(text, analyse(text, lang), least=SAME)
    return next((hit.span for hit in hits if hit.as_worded), None)


@cache
def _good(lang: str) -> Index:
    def make() -> Iterator[Rendering]:
        for number, entry in enumerate(calques()):
            for text in _wordings(entry, lang):
                yield prepare(number, text, lang)

    return Index(stored("good", lang, make), lang)


def _wordings(entry: Calque, lang: str) -> list[str]:
    """The good renderings of an entry one by one; in English its meaning says it too. "to plunge (prices)": plunge."""
    cells = [entry.good[lang], *([entry.meaning.replace(":", ",")] if lang == "en" else [])]
    parts = [part.strip() for cell in cells for part in re.sub(r"\([^)]*\)", "", cell).split(",")]
    return list(dict.fromkeys(part.removeprefix("to ") for part in parts if part))
