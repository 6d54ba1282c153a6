"""What is known about a word pair besides the vectors: its places in the sentences, its spelling, its dictionary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xling.align.lexical import Lexicon, lexicon

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PriorWeights:
    """Weights in nats on top of the scaled similarity; tuned on held-out alignments (benchmarks/align.py)."""

    distortion: float = 2.0  # times the squared distance of the relative positions
    lexical: float = 0.2  # times the mean log-probability above the floor
    equal: float = 2.0  # the same number, or the same kind of punctuation
    unlike: float = 2.0  # punctuation against a word
    neighbours: float = 0.0  # times the support by the links of the words around (``neighbours``), 0–1


def distortion(source: int, target: int) -> Scores:
    """Squared distance of relative positions, shape (source, target), 0–1."""
    rows = (np.arange(source) + 0.5) / max(source, 1)
    columns = (np.arange(target) + 0.5) / max(target, 1)
    return np.asarray(np.subtract.outer(rows, columns) ** 2)


def neighbours(probability: Scores, *, width: float = 2.0, reach: int = 3) -> Scores:
    """How far the links of the words around speak for each pair of words, 0–1, in the same shape.

    Words next to each other are rendered next to each other, in either order (Vogel et al. 1996 on neighbours, without
    its direction). Pairs at most ``reach`` words off on both sides count with their ``probability``, falling by e every
    ``width`` words; the pair's own row and column do not.
    """
    rows, columns = (_band(size, width, reach) for size in probability.shape)
    return np.asarray(np.minimum(rows @ probability @ columns, 1.0))


@lru_cache(maxsize=512)
def _band(size: int, width: float, reach: int) -> Scores:
    away = np.abs(np.subtract.outer(np.arange(size), np.arange(size)))
    return np.where((away > 0) & (away <= reach), np.exp(-(away - 1) / width), 0.0)


def lexical(lexicon: Lexicon, source: Sequence[str], target: Sequence[str], *, floor: float = 1e-4) -> Scores:
    """Mean of both log-probabilities above ``floor``: 0 for an unknown pair, 9.2 for a certain one."""
    forward, backward = lexicon.lookup(source, target)
    logs = np.log(np.maximum(forward, floor)) + np.log(np.maximum(backward, floor))
    return np.asarray(0.5 * logs - np.log(floor))


def known(source: Sequence[str], target: Sequence[str], langs: tuple[str, str]) -> Scores:
    """``lexical`` of the table of two languages, read forwards or backwards; zeros where there is none."""
    if table := lexicon(*langs):
        return lexical(table, source, target)
    if table := lexicon(langs[1], langs[0]):
        return lexical(table, target, source).T
    return np.zeros((len(source), len(target)))


def spelling(source: Sequence[str], target: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Pairs that are equal by nature (one number, one kind of punctuation), and pairs of punctuation with a word."""
    left, right = [_key(word) for word in source], [_key(word) for word in target]
    equal = np.array([[bool(a) and a == b for b in right] for a in left], np.bool_).reshape(len(left), len(right))
    punctuation = (np.array([a.startswith("p") for a in left]), np.array([b.startswith("p") for b in right]))
    unlike = np.logical_xor.outer(*punctuation) if left and right else np.zeros(equal.shape, np.bool_)
    return equal, unlike


_FOLDED = {
    "、": ",",
    "，": ",",
    "。": ".",
    "．": ".",
    "；": ";",
    "：": ":",
    "？": "?",
    "！": "!",
    "…": "...",
    "……": "...",
}
_OPENING, _CLOSING = '„“”‚‘’«»‹›"「」『』《》〈〉', "()（）[]［］【】〔〕"


@lru_cache(maxsize=1 << 15)
def _key(word: str) -> str:
    """``p<class>`` for punctuation, ``n<digits>`` for a plain number, "" for anything else."""
    if word in _FOLDED:
        return "p" + _FOLDED[word]
    if all(unicodedata.category(character)[0] in "PS" for character in word):
        if word[0] in _OPENING:
            return 'p"'
        return "p(" if word[0] in _CLOSING else "p" + unicodedata.normalize("NFKC", word)
    digits = re.sub(r"[.,’' ]", "", unicodedata.normalize("NFKC", word))
    return "n" + digits if digits.isdigit() else ""
