"""How alike two texts are word by word: what is covered, and whether the shared words stand in the same order.

Sentence vectors cannot tell "A sells B to C" from "C sells B to A" (PAWS, Zhang et al. 2019); word links can: a
text that only swaps who and whom links every word, but in another order. Soft coverage follows BERTScore (Zhang et
al. 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xling.align.words import tokenize
from xling.claims.vectors import EVERYDAY
from xling.claims.words import STOP
from xling.protocols import Matrix, WordEncoder
from xling.text import is_han
from xling.types import Claim, Span

_FUNCTION_ZH = frozenset(
    "的了在是和与及也都就而被把由从于为以并个这那他她它其之所或对到有等中年月日后前上下时着过会将又还很更最不没"
)


@dataclass(frozen=True, slots=True)
class Words:
    """One text, ready to be compared: tokens, unit vectors, and which tokens carry content."""

    tokens: tuple[Span, ...]
    vectors: Matrix
    content: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Likeness:
    """``coverage``: mean best similarity of the content words of both sides; ``loose``: greater share of content words
    without a partner; ``inversions``: share of linked word pairs in opposite order; ``breaks``: share of neighbouring
    links that are no neighbours on the other side; ``jumps``: the same, only wide ones. All 0–1. ``links`` counts."""

    coverage: float
    loose: float
    inversions: float
    breaks: float
    jumps: float
    links: int = 0


class Wording:
    """Word vectors of texts, kept for the run."""

    def __init__(self, encoder: WordEncoder) -> None:
        self._encoder = encoder
        self._known: dict[tuple[str, str], Words] = {}
        self._mean: NDArray[np.float32] | None = None

    @property
    def signature(self) -> str:
        return self._encoder.signature

    def prepare(self, texts: Sequence[tuple[str, str]]) -> None:
        """Encode (text, language) pairs that are not known yet, in one go."""
        missing = [one for one in dict.fromkeys(texts) if one not in self._known]
        tokens = [tokenize(text) for text, _ in missing]
        for (text, lang), spans, vectors in zip(
            missing, tokens, self._encoder.words([text for text, _ in missing], tokens), strict=True
        ):
            content = np.array([_carries(span.of(text), lang) for span in spans], np.bool_)
            self._known[text, lang] = Words(spans, self._centred(vectors), content)

    def words(self, text: str, lang: str) -> Words:
        self.prepare([(text, lang)])
        return self._known[text, lang]

    def _centred(self, vectors: Matrix) -> Matrix:
        if self._mean is None:
            texts = [text for group in EVERYDAY.values() for text in group]
            self._mean = np.vstack(self._encoder.words(texts, [tokenize(text) for text in texts])).mean(axis=0)
        moved = vectors - self._mean
        norms = np.linalg.norm(moved, axis=1, keepdims=True)
        unit: Matrix = np.divide(moved, norms, out=np.zeros_like(moved), where=norms > 0)
        return unit

    def compare(self, a: tuple[str, str], b: tuple[str, str]) -> Likeness:
        """The likeness of two (text, language) pairs; a side without content words is like nothing."""
        self.prepare([a, b])
        return likeness(self._known[a], self._known[b])

    def coverage(self, a: Claim, b: Claim) -> float:
        """Coverage of the words that are neither names nor amounts, which are compared elsewhere; 0 without any."""
        first, second = (_predicate(self.words(claim.text, claim.lang), claim) for claim in (a, b))
        return likeness(first, second).coverage


def _predicate(words: Words, claim: Claim) -> Words:
    spans = [name.span for name in claim.names] + [quantity.span for quantity in claim.quantities]
    taken = [span.shift(-claim.span.start) for span in spans]
    free = np.array([not any(span.overlaps(t) for t in taken) for span in words.tokens], np.bool_)
    return replace(words, content=words.content & free) if len(free) else words


@lru_cache(maxsize=65536)
def _carries(token: str, lang: str) -> bool:
    """True for a word that carries content: no punctuation, no function word."""
    if not any(map(str.isalnum, token)):
        return False
    if all(map(is_han, token)):
        return not set(token) <= _FUNCTION_ZH
    return token.lower() not in STOP["de" if lang == "de" else "en"]


def likeness(a: Words, b: Words) -> Likeness:
    """Compare two texts by mutual nearest words (Jalili Sabet et al. 2020) among their content words."""
    if not a.content.any() or not b.content.any():
        return Likeness(0.0, 1.0, 0.5, 1.0, 1.0)
    similarity = a.vectors @ b.vectors.T
    rows, columns = similarity.max(axis=1), similarity.max(axis=0)
    coverage = float(rows[a.content].mean() + columns[b.content].mean()) / 2
    mutual = (similarity == rows[:, None]) & (similarity == columns[None, :]) & (similarity > 0.2)
    left, right = np.nonzero(mutual & a.content[:, None] & b.content[None, :])
    loose = 1 - min(len(left) / a.content.sum(), len(right) / b.content.sum())
    if len(left) < 3:
        return Likeness(coverage, float(max(0.0, loose)), 0.2, 0.4, 0.2, len(left))
    rank = np.argsort(np.argsort(right, kind="stable"), kind="stable")
    steps = np.diff(rank)
    inverted = float(np.triu(rank[:, None] > rank[None, :], 1).sum()) / (len(rank) * (len(rank) - 1) / 2)
    return Likeness(
        coverage,
        float(max(0.0, loose)),
        inverted,
        float((np.abs(steps) > 1).mean()),
        float((np.abs(steps) > 2).mean()),
        len(left),
    )
