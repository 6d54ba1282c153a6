"""How well each word is answered on the other side, beyond what links say: the ground of omission checks."""

from __future__ import annotations

import numpy as np

from xling.align.head import centre, unit
from xling.align.match import Similarity
from xling.align.pairs import Pair
from xling.align.priors import known
from xling.encode.vectors import WordPieces
from xling.types import Link

_MIDDLE, _WIDTH = 0.45, 0.06
"""A word whose best centred cosine is ``_MIDDLE`` is as likely answered as not (seen on clean news pairs)."""


def cover(
    pair: Pair, source: WordPieces, target: WordPieces, links: tuple[Link, ...]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Cover of every source word and of every target word, 0 (nothing answers it) to 1.

    The best of three: the score of its surest link, a dictionary entry among the words of the other side, and a
    logistic of the best cosine of its subwords with any subword of the other side.
    """
    rows, columns = len(pair.source_tokens), len(pair.target_tokens)
    if not len(source.owner) or not len(target.owner):
        return (0.0,) * rows, (0.0,) * columns
    cosines = unit(centre(source.vectors, pair.source_lang)) @ unit(centre(target.vectors, pair.target_lang)).T
    listed = _known(pair)
    forward = np.maximum(_logistic(_by_word(cosines.max(axis=1), source, rows)), listed.max(axis=1))
    backward = np.maximum(_logistic(_by_word(cosines.max(axis=0), target, columns)), listed.max(axis=0))
    for link in links:
        forward[link.source] = max(forward[link.source], link.score)
        backward[link.target] = max(backward[link.target], link.score)
    return tuple(map(float, forward)), tuple(map(float, backward))


def _by_word(best: Similarity, pieces: WordPieces, words: int) -> Similarity:
    """The mean over the subwords of each word; 0 for a word without any."""
    counts = np.bincount(pieces.owner, minlength=words)
    sums = np.bincount(pieces.owner, weights=best, minlength=words)
    return np.asarray(sums / np.maximum(counts, 1))


def _logistic(values: Similarity) -> Similarity:
    return np.asarray(1.0 / (1.0 + np.exp(-(values - _MIDDLE) / _WIDTH)))


def _known(pair: Pair) -> Similarity:
    """1 where the lexical table has the two words as renderings of each other, else 0."""
    left = [span.of(pair.source) for span in pair.source_tokens]
    right = [span.of(pair.target) for span in pair.target_tokens]
    found = known(left, right, (pair.source_lang, pair.target_lang))
    return np.asarray((found > 0).astype(float))
