"""How sure it is that a German or English sentence renders a set phrase of CC-CEDICT word by word.

The evidence of one hit is a row of numbers: how much of the phrase was met and how close together, how rare the words
are and how many of them are things, what the words around are about, and with an encoder: how near the words found are
to the literal reading and to the Chinese phrase, whether the rest of the sentence is nearer to the meaning than to the
image, and whether it reads like an everyday scene. The weights are a logistic regression
(``benchmarks/calques_cedict.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xling.checks.idiom_cedict import cedict_index, entry, known_forms
from xling.checks.idiom_context import cohesion
from xling.checks.idiom_lexicon import Candidate, is_good, native_hits, same_words, scene
from xling.checks.idiom_match import Hit
from xling.checks.idiom_order import crosses
from xling.lexicon.concepts import THINGS, analyse, category_of
from xling.lexicon.frequency import weight
from xling.lexicon.phrases import phrases
from xling.lexicon.words import Word
from xling.odds import bounded, probability
from xling.protocols import SentenceEncoder

LEAST = 0.5
"""Share of a rendering's weight that must be met."""
RARE = 3.5
"""Weight from which a thing counts as an image: Weg, Hand and Kopf are everywhere."""
WORTH = -2.0
"""Log-odds of the words alone from which a hit is looked at by the encoder."""
MOST = 2
"""Hits of one sentence that are looked at."""
HEAVIEST = 24.0
WORDS = ("coverage", "gap", "spread", "mass", "three", "four", "glossed", "surface", "images", "rarest", "marked")
AROUND = ("abstract", "bare", "concrete", "kin")
VECTORS = ("like", "like zh", "fit", "fit zh", "scene")
PLAIN = (0.42, -0.79, -0.16, 1.34, 0.83, -0.14, 0.54, 0.72, 0.69, 0.03, 0.45, -0.03, -0.6, -0.44, 0.49)
FULL = (
    *(0.11, -0.38, 0.03, 1.31, 0.68, -0.16, 0.45, 0.29, 0.62, 0.31, 0.39, -0.06, -0.63, -0.43, 0.6),
    *(0.65, 0.34, 2.15, -0.53, -0.07),
)
"""Weights of ``WORDS`` and ``AROUND``; of these and ``VECTORS``."""
PLAIN_BIAS, FULL_BIAS = {"de": -4.14, "en": -3.80}, {"de": -3.77, "en": -3.63}
EVEN = {"de": 1.1, "en": 0.8}
"""Log-odds added, so that at a score of 0.86 one in a hundred deceptively similar sentences is met."""


@dataclass(frozen=True, slots=True)
class Met:
    """A phrase met in a text: the hit, and the evidence of the words (``WORDS`` and ``AROUND``)."""

    hit: Hit
    evidence: tuple[float, ...]


@lru_cache(maxsize=4096)
def met(text: str, lang: str) -> tuple[Met, ...]:
    """The phrases whose image stands in ``text``, surest first by the words alone; each phrase once."""
    words = analyse(text, lang)
    own = native_hits(text, words, lang)
    best: dict[int, Met] = {}
    for hit in cedict_index(lang).find(text, words, least=LEAST):
        compound = any(len(words[number].text) >= 8 for number in hit.words) and lang == "de"
        image = any(is_thing(words[number], lang) for number in hit.words)
        if not image or hit.found + compound < 2 or crosses(hit, text) or any(same_words(hit, each) for each in own):
            continue
        each = weighed(hit, words, lang)
        known = best.get(hit.rendering.entry)
        if known is None or odds(each, lang) > odds(known, lang):
            best[hit.rendering.entry] = each
    return tuple(sorted(best.values(), key=lambda each: (-odds(each, lang), each.hit.rendering.entry)))


def weighed(hit: Hit, words: Sequence[Word], lang: str) -> Met:
    """A hit with the evidence of its words and of those around it."""
    images = [weight(words[number].exact[2:], lang) for number in hit.words if is_thing(words[number], lang)]
    return Met(hit, (*_wording(hit, images), *_around(words, hit, lang)))


def is_thing(word: Word, lang: str) -> bool:
    """Whether the word or a part of it is a thing that can be seen or touched, and no everyday one."""
    table = category_of()
    things = any(table[key[2:]] in THINGS for key in word.keys if key.startswith("c:"))
    return things and weight(word.exact[2:], lang) >= RARE


def odds(found: Met, lang: str, vectors: tuple[float, ...] = ()) -> float:
    """Log-odds that the words are the phrase rendered word by word, with the evidence of the encoder or without."""
    bias, weights = (FULL_BIAS, FULL) if vectors else (PLAIN_BIAS, PLAIN)
    return bias[lang] + sum(one * other for one, other in zip(weights, (*found.evidence, *vectors), strict=True))


def judged_phrases(
    texts: Sequence[tuple[str, str]], encoder: SentenceEncoder | None, known: Collection[str] | None = None
) -> list[tuple[Candidate, ...]]:
    """The phrases that each (text, language) seems to render word by word, best first, ``MOST`` at the most.

    :param known: Chinese forms that are left out; those of our own lexicon where nothing is given.
    """
    known = known_forms() if known is None else known
    hits = [
        (number, each)
        for number, (text, lang) in enumerate(texts)
        for each in [each for each in met(text, lang) if not _left_out(each, text, lang, known)][:MOST]
    ]
    evidence: list[tuple[float, ...]] = [()] * len(hits)
    if encoder is not None:
        evidence = seen([(texts[number][0], each) for number, each in hits], encoder)
    found: list[list[Candidate]] = [[] for _ in texts]
    for (number, each), vectors in zip(hits, evidence, strict=True):
        score = probability(odds(each, texts[number][1], vectors) + EVEN[texts[number][1]])
        found[number].append(Candidate(entry(each.hit.rendering.entry), each.hit, score, None))
    return [tuple(sorted(several, key=lambda each: -each.score)) for several in found]


def _left_out(found: Met, text: str, lang: str, known: Collection[str]) -> bool:
    own = entry(found.hit.rendering.entry)
    hopeless = odds(found, lang) < WORTH
    return (
        hopeless
        or any(form in known for form in own.forms)
        or (lang == "en" and is_good(found.hit, text, own.good["en"]))
    )


def _wording(hit: Hit, images: Sequence[float]) -> tuple[float, ...]:
    phrase = phrases()[hit.rendering.entry]
    glossed = hit.rendering.text != phrase.zh
    return (
        hit.coverage,
        hit.gap,
        max(0.0, hit.gap - 0.5),
        min(hit.mass, HEAVIEST) / 10,
        float(hit.found >= 3),
        float(hit.found >= 4),
        float(glossed),
        hit.surface if glossed else 0.0,
        float(min(len(images), 3)),
        max(images, default=0.0) / 10,
        float(phrase.marked),
    )


def _around(words: Sequence[Word], hit: Hit, lang: str) -> tuple[float, ...]:
    near = cohesion(words, hit.words, lang)
    return (
        float(min(near.abstract, 3)),
        float(not near.abstract),
        float(min(near.concrete, 3)),
        float(min(near.kin, 2)),
    )


def seen(hits: Sequence[tuple[str, Met]], encoder: SentenceEncoder) -> list[tuple[float, ...]]:
    """The evidence of the encoder (``VECTORS``) for each (text, hit), in one batch."""
    if not hits:
        return []
    parts: list[str] = []
    for text, each in hits:
        span, phrase = each.hit.span, phrases()[each.hit.rendering.entry]
        literal = each.hit.rendering.text if each.hit.rendering.text != phrase.zh else (*phrase.literal, phrase.zh)[0]
        rest = f"{text[: span.start]} … {text[span.end :]}"
        parts += [span.of(text), literal, phrase.zh, entry(each.hit.rendering.entry).meaning, rest]
    direction = scene()
    found: list[tuple[float, ...]] = []
    for words, literal_vector, zh, meaning, rest_vector in encoder.encode(parts).reshape(len(hits), 5, -1):
        everyday = 0.0
        if len(rest_vector) == len(direction) - 1:
            everyday = bounded(float(rest_vector @ direction[:-1]) + float(direction[-1]), 4.0)
        found.append(
            (
                10 * (float(words @ literal_vector) - 0.85),
                10 * (float(words @ zh) - 0.85),
                10 * float((meaning - literal_vector) @ rest_vector),
                10 * float((meaning - zh) @ rest_vector),
                everyday,
            )
        )
    return found
