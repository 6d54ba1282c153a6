"""Candidates: which entries of the calque lexicon a German or English sentence seems to render word by word."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from xling.checks.idiom_context import cohesion
from xling.checks.idiom_match import Hit, Index, prepare
from xling.lexicon.calques import Calque, calques
from xling.lexicon.concepts import analyse
from xling.lexicon.native import native_idioms, rendering_counts
from xling.lexicon.topics import allowed
from xling.lexicon.words import Word
from xling.protocols import SentenceEncoder

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


@cache
def native_index(lang: str) -> Index:
    """The idioms of the language itself."""
    return Index((prepare(number, text, lang) for number, text in enumerate(native_idioms(lang))), lang)


def strength(hit: Hit) -> float:
    """Log-odds that the words of ``hit`` are its rendering, before any look at the context."""
    if len(hit.rendering.items) == 1:  # one word: it must be rare, and it must be the very word
        return 2.2 + 0.6 * (hit.mass - 8.5) + 8 * (hit.surface - 0.95)
    mass = min(hit.mass, 24.0)
    return 7 * (hit.coverage - 0.68) + 2.5 * (hit.surface - 0.6) + 0.2 * (mass - 11) - 3.0 * hit.gap


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
    near = cohesion(words, hit.words, lang)
    value -= 0.9 * math.log1p(rendering_counts(lang).get(hit.rendering.text, 0))
    value += 0.6 * min(near.abstract, 3) - 0.9 * min(near.concrete, 3) - 0.5 * min(near.kin, 2)
    return Candidate(entry, hit, 1 / (1 + math.exp(-value)), fits)


def _same(hit: Hit, own: Hit) -> bool:
    """Whether the native idiom ``own`` explains the words of ``hit`` at least as well."""
    shared = len(set(hit.words) & set(own.words))
    return shared >= 0.6 * len(hit.words) and own.mass >= 0.75 * hit.mass


@lru_cache(maxsize=4096)
def candidates(text: str, lang: str) -> tuple[Candidate, ...]:
    """The best entry for each stretch of ``text``, best first; stretches do not overlap."""
    words = analyse(text, lang)
    own = [hit for hit in native_index(lang).find(text, words, least=0.8) if hit.found > 1 and hit.gap < 0.4]
    scored = [
        _candidate(hit, words, lang)
        for hit in index(lang).find(text, words)
        if not any(_same(hit, each) for each in own)
    ]
    scored.sort(key=lambda each: (-each.score, -each.hit.mass))
    kept: list[Candidate] = []
    for each in scored:
        if each.score < LEAST_SCORE:
            break
        if not any(each.hit.span.overlaps(other.hit.span) for other in kept):
            kept.append(each)
    return tuple(kept)


def judged(texts: Sequence[tuple[str, str]], encoder: SentenceEncoder | None) -> list[tuple[Candidate, ...]]:
    """``candidates`` for each (text, language); with an encoder, all doubtful ones are judged again in one batch."""
    return [candidates(text, lang) for text, lang in texts]


def raised(score: float, prior: float) -> float:
    """``score`` after learning that the article comes from Chinese with probability ``prior``: up to +1.5 log-odds."""
    if not 0 < score < 1:
        return score
    odds = math.log(score / (1 - score)) + 1.5 * max(0.0, prior - 0.2)
    return 1 / (1 + math.exp(-odds))
