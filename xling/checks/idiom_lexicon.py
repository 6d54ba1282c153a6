"""Candidates: which entries of the calque lexicon a German or English sentence seems to render word by word."""

from __future__ import annotations

import math
import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np
from rapidfuzz import fuzz

from xling.checks.composed import composed_hits
from xling.checks.idiom_company import company_odds, ordinary_odds, preference
from xling.checks.idiom_context import cohesion
from xling.checks.idiom_match import Hit, Index, Rendering, prepare
from xling.checks.idiom_order import crosses, reversed_numeral, to_the_letter, turned, uncounted
from xling.checks.idiom_store import stored
from xling.lexicon.calques import Calque, calques
from xling.lexicon.concepts import analyse
from xling.lexicon.native import native_idioms, rendering_counts
from xling.lexicon.topics import allowed, limits
from xling.lexicon.words import Word
from xling.odds import bounded, probability, shifted
from xling.paths import data_dir
from xling.protocols import Matrix, SentenceEncoder
from xling.text import is_han

MATCHED = ("idiom", "slang", "sense", "number", "time-name")
W = (1.2, 0.6, 1.8, 0.4)
TIGHT = ("number", "time-name", "sense")
LEAST_SCORE = 0.05
WORTH_ENCODING = 0.15
W_SCENE = 0.8
W_GAP = 1.8
W_SPLIT = 4.0
W_BARE = 0.5
W_MASS = 0.25
W_ORDINARY = 2.0
W_MISSING = 1.5
W_SYNONYMS, W_SYNONYM = 2.0, 1.0
"""Log-odds taken off a rendering of which every word, or of a tight class one, is met by a synonym alone."""
W_CLAUSE = 3.0
W_NUMERAL = 1.5
ORDINARY = ("sense", "slang", "time-name")
"""Classes whose ordinary words (``@pair``) are looked at without the source, where the words around them speak."""
W_TURNED = 2.5
"""Log-odds taken off two English words in the other order: "shares sent" is no "send shares"."""
OWN_WORD = 0.8
"""Likeness, 0–1, from which one word of a text is a native idiom of one word (Papiertiger)."""
_DETERMINER = re.compile(r"^(?:the|an?|to|der|die|das|eine?) ")
WHOLE_GOOD = 8
"""Letters from which a good rendering, inflected or not, that stands among the words found makes them good."""
LIKE_GOOD = 75.0
"""Likeness, 0–100, to the good rendering from which the words found may be that rendering."""
EXPECTED_FIT = {"de": -0.015, "en": 0.013}
"""Mean of cos(meaning, rest) - cos(literal, rest) with e5-small; the meaning is in English, so the languages differ."""


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
    """The literal renderings of all entries that are matched as bags of words and tell something by themselves, or by
    the company they keep."""

    def make() -> Iterator[Rendering]:
        for number, entry in enumerate(calques()):
            if entry.kind in MATCHED:
                for text in entry.literal[lang]:
                    if text not in entry.paired or entry.kind in ORDINARY:
                        yield prepare(number, text, lang)

    return Index(stored("alone", lang, make), lang)


@cache
def native_index(lang: str) -> Index:
    """The idioms of the language itself."""
    make = (prepare(number, text, lang) for number, text in enumerate(native_idioms(lang)))
    return Index(stored("native", lang, lambda: make), lang)


def native_hits(text: str, words: Sequence[Word], lang: str) -> list[Hit]:
    """Where ``text`` uses an idiom of its own language: several words of it close together, or the one word it has."""
    return [
        hit
        for hit in native_index(lang).find(text, words, least=0.8)
        if hit.gap < 0.4 and (hit.found > 1 or (" " not in hit.rendering.text and hit.surface > OWN_WORD))
    ]


def strength(hit: Hit) -> float:
    """Log-odds that the words of ``hit`` are its rendering, before any look at the context."""
    if len(hit.rendering.items) == 1 and " " in hit.rendering.text:  # a fixed phrase, found as it stands
        return 2.5
    if len(hit.rendering.items) == 1:  # one word: it must be rare, and it must be the very word
        return (
            2.2
            + 0.6 * (hit.mass - 8.5)
            + 8 * (hit.surface - 0.95)
            - (W_ORDINARY if ordinary(hit.rendering.text) else 0)
        )
    mass = min(hit.mass, 24.0)
    if is_han(hit.rendering.text[0]):  # known by its characters alone: no wording to compare with
        return 7 * (hit.coverage - 0.72) + 0.2 * (mass - 12) - 4.0 * hit.gap
    whole = 0.8 if hit.coverage > 0.93 and hit.gap < 0.05 and len(hit.rendering.items) > 2 else 0.0
    return 7 * (hit.coverage - 0.68) + 2.5 * (hit.surface - 0.6) + W_MASS * (mass - 11) - W_GAP * hit.gap + whole


@lru_cache(maxsize=50_000)
def ordinary(text: str) -> bool:
    """Whether every word of ``text`` is in the dictionaries of German and English lemmas: Indikator, not Netzrote."""
    import simplemma

    return all(simplemma.is_known(word, lang=("de", "en")) for word in text.split())


def _candidate(hit: Hit, text: str, words: Sequence[Word], lang: str) -> Candidate:
    entry = calques()[hit.rendering.entry]
    inside = set(hit.words)
    around = [word for number, word in enumerate(words) if number not in inside]
    fits = allowed(entry.context, around, lang)
    if hit.rendering.text in entry.paired:
        return _ordinary(entry, hit, words, fits, lang)
    value = strength(hit)
    if entry.kind != "idiom":  # short renderings: nothing of them may be missing, and nothing stand between
        value -= 20 * max(0.0, 0.82 - hit.coverage) + (4.0 * hit.gap if entry.kind in TIGHT else 0.0)
        value -= W_MISSING * hit.missing
    if len(hit.words) > 1 and " " not in hit.rendering.text:
        value -= 1.5  # a compound whose parts stand apart
    if not hit.core:
        value -= 2.0
    if not hit.own and not is_han(hit.rendering.text[0]):
        value -= W_SYNONYMS
    elif entry.kind in TIGHT and hit.own < hit.found and not is_han(hit.rendering.text[0]):
        value -= W_SYNONYM
    if crosses(hit, text):
        value -= W_CLAUSE
    if entry.kind == "idiom" and uncounted(hit, words, lang):
        value -= W_NUMERAL
    value -= W_SPLIT * max(0.0, hit.gap - 0.5)  # more between the words than the words themselves
    if fits is False:
        value -= 3.0
    elif fits is None:
        value -= 3.0 if entry.kind in TIGHT else 1.4
    elif limits(entry.context):
        value += 0.3
    if lang == "en" and entry.kind in ORDINARY and turned(hit, words):
        value -= W_TURNED
    near = cohesion(words, hit.words, lang)
    value += company_odds(hit, entry.kind, preference(entry, words, hit.words, lang), lang)
    value -= W[0] * math.log1p(rendering_counts(lang).get(hit.rendering.text, 0))
    value += W[1] * min(near.abstract, 3) - W[2] * min(near.concrete, 2) - W[3] * min(near.kin, 2)
    value -= W_BARE if not near.abstract else 0.0  # nothing speaks for a figurative use
    return Candidate(entry, hit, probability(value), fits)


def _ordinary(entry: Calque, hit: Hit, words: Sequence[Word], fits: bool | None, lang: str) -> Candidate:
    """An ordinary word or two that stand there to the letter, judged by their company alone."""
    if fits is False or not to_the_letter(hit):
        return Candidate(entry, hit, 0.0, fits)
    preferred = preference(entry, words, hit.words, lang)
    if preferred is None:
        return Candidate(entry, hit, 0.0, fits)
    told = fits is True and limits(entry.context)
    odds = ordinary_odds(hit, preferred, told, cohesion(words, hit.words, lang).abstract)
    return Candidate(entry, hit, probability(odds), fits)


def is_good(hit: Hit, text: str, good: str) -> bool:
    """Whether the words found are the good rendering itself (Silicon Valley) or more like it than like the literal."""
    found = hit.span.of(text).lower().replace("-", " ")
    plain = good.lower().replace("-", " ")
    wordings = [each.strip() for each in plain.split(",")]
    whole = (bare for each in wordings if len(bare := _DETERMINER.sub("", each)) >= WHOLE_GOOD)
    if found in plain or any(re.search(rf"\b{re.escape(each)}\w{{0,2}}\b", found) for each in whole):
        return True
    like = max(fuzz.token_sort_ratio(found, each) for each in wordings)
    literal = fuzz.token_sort_ratio(found, hit.rendering.text.lower().replace("-", " "))
    return like >= LIKE_GOOD and (hit.rendering.made or like >= literal)


def same_words(hit: Hit, own: Hit) -> bool:
    """Whether the native idiom ``own`` explains the words of ``hit`` at least as well."""
    shared = len(set(hit.words) & set(own.words))
    return shared == len(hit.words) or (shared >= 0.5 * len(hit.words) and own.mass >= 0.75 * hit.mass)


@lru_cache(maxsize=4096)
def candidates(text: str, lang: str) -> tuple[Candidate, ...]:
    """The best entry for each stretch of ``text``, best first; stretches do not overlap."""
    words = analyse(text, lang)
    own = native_hits(text, words, lang)
    scored = [
        _candidate(hit, text, words, lang)
        for hit in (*index(lang).find(text, words), *composed_hits(text, words, lang))
        if not any(same_words(hit, each) for each in own)
    ]
    scored.sort(key=lambda each: (-each.score, -each.hit.mass))
    kept: list[Candidate] = []
    for each in scored:
        if each.score < LEAST_SCORE:
            break
        if is_good(each.hit, text, each.entry.good[lang]) or reversed_numeral(each.hit, text, lang):
            continue
        if not any(each.hit.span.overlaps(other.hit.span) for other in kept):
            kept.append(each)
    return tuple(kept)


_KEPT = 32
"""Results of ``judged`` that are kept: several checks ask for the same articles, one after the other."""
_kept: OrderedDict[tuple[object, ...], tuple[SentenceEncoder | None, list[tuple[Candidate, ...]]]] = OrderedDict()


def judged(texts: Sequence[tuple[str, str]], encoder: SentenceEncoder | None) -> list[tuple[Candidate, ...]]:
    """``candidates`` for each (text, language); with an encoder, all but the hopeless are judged again in one batch.

    The last results are kept, and their encoder with them, so that no other one gets its id.
    """
    key = (tuple(texts), id(encoder))
    _kept[key] = found = _kept.pop(key, None) or (encoder, _judged(texts, encoder))
    if len(_kept) > _KEPT:
        _kept.popitem(last=False)
    return found[1]


def _judged(texts: Sequence[tuple[str, str]], encoder: SentenceEncoder | None) -> list[tuple[Candidate, ...]]:
    found = [candidates(text, lang) for text, lang in texts]
    if encoder is None:
        return found
    doubtful = [(number, each) for number, several in enumerate(found) for each in several if _worth_encoding(each)]
    shifts = meaning_shifts([(texts[number][0], texts[number][1], each) for number, each in doubtful], encoder)
    again: list[list[Candidate]] = [[each for each in several if not _worth_encoding(each)] for several in found]
    for (number, each), shift in zip(doubtful, shifts, strict=True):
        again[number].append(replace(each, score=shifted(each.score, shift)))
    return [tuple(sorted(several, key=lambda each: -each.score)) for several in again]


def _worth_encoding(found: Candidate) -> bool:
    """Whether the sentence vectors are asked: of an ordinary word its company has said what there is to say."""
    return found.score >= WORTH_ENCODING and found.hit.rendering.text not in found.entry.paired


def meaning_shifts(hits: Sequence[tuple[str, str, Candidate]], encoder: SentenceEncoder) -> list[float]:
    """What sentence vectors add to the log-odds of each (text, language, candidate), between -4 and 4.

    The words found should mean what the literal rendering means; the rest of the sentence should be nearer to what the
    expression means than to the image itself; and a literal horse stands in an everyday scene (``data/scene.npy``).
    """
    if not hits:
        return []
    parts: list[str] = []
    for text, lang, each in hits:
        span = each.hit.span
        rest = f"{text[: span.start]} … {text[span.end :]}"
        parts += [span.of(text), _wording(each, lang), each.entry.meaning, rest]
    vectors = encoder.encode(parts).reshape(len(hits), 4, -1)
    direction = scene()
    shifts = []
    for (_, lang, _), (found, literal, meaning, rest) in zip(hits, vectors, strict=True):
        like = float(found @ literal)
        fit = float(meaning @ rest) - float(literal @ rest)
        shift = 15 * (like - 0.94) + 20 * (fit - EXPECTED_FIT[lang])
        if len(rest) == len(direction) - 1:
            shift -= W_SCENE * bounded(float(rest @ direction[:-1]) + direction[-1] + 1.0, 3.0)
        shifts.append(bounded(shift, 4.0))
    return shifts


def _wording(found: Candidate, lang: str) -> str:
    text = found.hit.rendering.text
    return found.entry.literal[lang][0] if is_han(text[0]) and found.entry.literal[lang] else text


@cache
def scene() -> Matrix:
    """Direction from public affairs to everyday scenes for e5-small, bias last (benchmarks/calques_scene.py)."""
    return np.load(data_dir() / "scene.npy")  # type: ignore[no-any-return]


def raised(score: float, prior: float) -> float:
    """``score`` after learning that the article comes from Chinese with probability ``prior``: up to +1 log-odds."""
    return shifted(score, 1.2 * max(0.0, prior - 0.2)) if score >= 0.3 else score
