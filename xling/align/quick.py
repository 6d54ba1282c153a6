"""Links without an encoder: the lexical tables, spelling, places and neighbours alone.

The place of IBM-style aligners (Brown et al. 1993, Och and Ney 2003): many times as fast as reading both texts with an
encoder, as good as those aligners for German, much worse than the encoder for Chinese, whose table knows fewer words.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xling.align.batches import LEXICAL, AlignSettings, BatchAligner
from xling.align.function_words import allowed
from xling.align.match import Similarity, both_softmaxes
from xling.align.pairs import Pair
from xling.align.priors import PriorWeights, distortion, known, neighbours, spelling
from xling.align.soft import grow
from xling.align.tuned import TunedSettings
from xling.types import Alignment, Link

QUICK = TunedSettings(
    accept=0.35,
    sure=0.8,
    alone=0.1,
    priors=PriorWeights(distortion=4.0, lexical=1.0, equal=4.0, unlike=4.0, neighbours=4.0),
)
"""Tuned on development alignments; ``temperature`` has no part in it."""
_ALIKE = 6.0  # nats for two words of the very same letters


class LexicalAligner(BatchAligner):
    """Word links for German or Chinese with English, either way; other languages get what spelling and place tell."""

    def __init__(self, settings: AlignSettings | None = None) -> None:
        super().__init__(settings or AlignSettings(method=LEXICAL))

    @property
    def signature(self) -> str:
        return f"tables|method:{LEXICAL}"

    def _align(self, pairs: Sequence[Pair]) -> Iterator[Alignment]:
        for pair in pairs:
            links = lexical_links(pair)
            yield Alignment(pair.source, pair.target, pair.source_tokens, pair.target_tokens, links)


def lexical_links(
    pair: Pair, settings: TunedSettings = QUICK, *, evidence: Similarity | None = None
) -> tuple[Link, ...]:
    """Links of one pair; the score is the geometric mean of the probabilities in both directions.

    :param evidence: nats that something else says for each pair of words, shape (source, target).
    """
    left = [span.of(pair.source) for span in pair.source_tokens]
    right = [span.of(pair.target) for span in pair.target_tokens]
    if not left or not right:
        return ()
    langs, weights = (pair.source_lang, pair.target_lang), settings.priors
    equal, unlike = spelling(left, right)
    logits = weights.lexical * known(left, right, langs) + weights.equal * equal - weights.unlike * unlike
    logits = logits + _ALIKE * alike(left, right) - weights.distortion * distortion(len(left), len(right))
    logits = logits if evidence is None else logits + evidence
    forward, backward = both_softmaxes(logits)
    forward, backward = both_softmaxes(logits + weights.neighbours * neighbours(forward * backward))
    links = grow(forward * backward > settings.accept, forward, backward, sure=settings.sure, alone=settings.alone)
    links &= allowed(left, right, langs)
    scores = np.sqrt(forward * backward)
    return tuple(Link(int(i), int(j), min(float(scores[i, j]), 1.0)) for i, j in zip(*np.nonzero(links), strict=True))


def alike(source: Sequence[str], target: Sequence[str]) -> Similarity:
    """Dice coefficient of the letter trigrams of two words, 0–1: names and words of one origin.

    Words of other scripts than Latin share none.
    """
    if not source or not target:
        return np.zeros((len(source), len(target)))
    rows, columns = (np.stack([_trigrams(word) for word in side]) for side in (source, target))
    sizes = np.add.outer(rows.sum(axis=1), columns.sum(axis=1))
    return np.asarray(2.0 * (rows @ columns.T) / np.maximum(sizes, 1.0))


@lru_cache(maxsize=1 << 13)
def _trigrams(word: str) -> NDArray[np.float32]:
    """1 at the hash of every trigram; 512 places are enough that two words of a pair hardly ever meet by chance."""
    found = np.zeros(512, np.float32)
    if word.isalpha() and ord(max(word)) <= 0x24F:
        framed = f"^{word.lower()}$".encode()
        found[[zlib.crc32(framed[start : start + 3]) % 512 for start in range(len(framed) - 2)]] = 1.0
    return found
