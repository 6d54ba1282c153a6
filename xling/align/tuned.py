"""The default method: vectors, dictionary, place and spelling in one score, then links that may be one to many."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from xling.align.function_words import allowed
from xling.align.head import mapped
from xling.align.match import Similarity
from xling.align.pairs import Pair
from xling.align.priors import PriorWeights, distortion, known, neighbours, spelling
from xling.align.soft import grow, word_probabilities
from xling.encode.vectors import WordPieces
from xling.types import Link, Span


@dataclass(frozen=True, slots=True)
class TunedSettings:
    """``temperature`` of the softmax over cosines; ``accept``: product of both probabilities that makes a link;
    ``sure`` and ``alone``: see ``soft.grow``. One setting for all texts, with another for Chinese."""

    temperature: float = 0.1
    accept: float = 0.35
    sure: float = 0.9
    alone: float = 0.1
    priors: PriorWeights = field(default_factory=PriorWeights)


DEFAULT = TunedSettings()
CHINESE = TunedSettings(
    temperature=0.08,
    accept=0.4,
    sure=0.7,
    alone=0.05,
    priors=PriorWeights(distortion=2.0, lexical=0.15, neighbours=2.0),
)


def tuned_links(
    pair: Pair, source: WordPieces, target: WordPieces, *, encoder: str = "", settings: TunedSettings | None = None
) -> tuple[Link, ...]:
    """Links of one pair; the score is the geometric mean of the probabilities in both directions.

    :param encoder: signature of the encoder that made the vectors; the shipped head serves e5-small only.
    """
    if not len(source.owner) or not len(target.owner):
        return ()
    chosen = settings or (CHINESE if "zh" in (pair.source_lang, pair.target_lang) else DEFAULT)
    langs = (pair.source_lang, pair.target_lang)
    left = mapped(source.vectors, pair.source_lang, langs, encoder)
    right = mapped(target.vectors, pair.target_lang, langs, encoder)
    logits = left @ right.T / chosen.temperature + _priors(pair, source, target, chosen.priors)
    shape = (len(pair.source_tokens), len(pair.target_tokens))
    forward, backward = word_probabilities(logits, source.owner, target.owner, shape)
    if chosen.priors.neighbours:
        support = chosen.priors.neighbours * neighbours(forward * backward)
        logits = logits + support[np.ix_(source.owner, target.owner)]
        forward, backward = word_probabilities(logits, source.owner, target.owner, shape)
    links = grow(forward * backward > chosen.accept, forward, backward, sure=chosen.sure, alone=chosen.alone)
    links &= allowed(_words(pair.source, pair.source_tokens), _words(pair.target, pair.target_tokens), langs)
    scores = np.sqrt(forward * backward)
    return tuple(Link(int(i), int(j), min(float(scores[i, j]), 1.0)) for i, j in zip(*np.nonzero(links), strict=True))


def _words(text: str, tokens: tuple[Span, ...]) -> list[str]:
    return [span.of(text) for span in tokens]


def _priors(pair: Pair, source: WordPieces, target: WordPieces, weights: PriorWeights) -> Similarity:
    left, right = _words(pair.source, pair.source_tokens), _words(pair.target, pair.target_tokens)
    equal, unlike = spelling(left, right)
    score = weights.equal * equal - weights.unlike * unlike
    if weights.lexical:
        score = score + weights.lexical * known(left, right, (pair.source_lang, pair.target_lang))
    places = weights.distortion * distortion(len(source.owner), len(target.owner))
    return np.asarray(score[np.ix_(source.owner, target.owner)] - places)
