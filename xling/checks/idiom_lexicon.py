"""Candidates: which entries of the calque lexicon a German or English sentence seems to render word by word."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from xling.checks.idiom_match import Hit, Index, prepare
from xling.lexicon.calques import Calque, calques
from xling.lexicon.concepts import analyse
from xling.lexicon.topics import allowed
from xling.lexicon.words import Word

MATCHED = ("idiom", "slang", "sense", "number", "time-name")
LEAST_SCORE = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry of the lexicon met in a text. ``fits`` tells whether the words around speak for the figurative use:
    True, False, or None where they say nothing."""

    entry: Calque
    hit: Hit
    score: float
    fits: bool | None


@cache
def index(lang: str) -> Index:
    """The literal renderings of all entries that are matched as bags of words."""
    return Index(
        (
            prepare(number, text, lang)
            for number, entry in enumerate(calques())
            if entry.kind in MATCHED
            for text in entry.literal[lang]
        ),
        lang,
    )


def strength(hit: Hit) -> float:
    """Log-odds that the words of ``hit`` are its rendering, before any look at the context."""
    value = 9 * (hit.coverage - 0.72) + 2.5 * (hit.surface - 0.6) + 0.12 * (hit.mass - 12) - 3.0 * hit.gap
    if hit.found == 1:
        value -= 0.8
    return value


def _candidate(hit: Hit, words: Sequence[Word], lang: str) -> Candidate:
    entry = calques()[hit.rendering.entry]
    value = strength(hit)
    inside = set(hit.words)
    around = [word for number, word in enumerate(words) if number not in inside]
    fits = allowed(entry.context, around, lang)
    if fits is False:
        value -= 3.0
    elif fits is None:
        value -= 2.0
    elif any(len(each) > 1 and not each.startswith("-") for each in entry.context):
        value += 0.3
    return Candidate(entry, hit, 1 / (1 + math.exp(-value)), fits)


@lru_cache(maxsize=4096)
def candidates(text: str, lang: str) -> tuple[Candidate, ...]:
    """The best entry for each stretch of ``text``, best first; stretches do not overlap."""
    words = analyse(text, lang)
    scored = [_candidate(hit, words, lang) for hit in index(lang).find(text, words)]
    scored.sort(key=lambda each: (-each.score, -each.hit.mass))
    kept: list[Candidate] = []
    for each in scored:
        if each.score < LEAST_SCORE:
            break
        if not any(each.hit.span.overlaps(other.hit.span) for other in kept):
            kept.append(each)
    return tuple(kept)
