"""What one text says that another does not: stretches that no word of the other covers.

The task is that of X-PARADE (Rodriguez et al. 2023): mark the words of a paragraph that are new against another one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xling.claims.same import norm_of
from xling.claims.wording import Wording, Words
from xling.protocols import WordEncoder
from xling.types import Span

_ABOVE = 0.115
"""How far above the border between translations and unrelated text a stretch must be covered to be known already."""

_REACH = 8.0
_STOPS = frozenset(",.;:!?，。；：、！？()（）—–")


def new_spans(a: str, a_lang: str, b: str, b_lang: str, *, words: WordEncoder | Wording | None = None) -> list[Span]:
    """Spans of ``b`` (whole tokens, neighbouring ones joined) that say what ``a`` does not.

    Without ``words`` the installed word encoder is loaded. An empty ``a`` makes all of ``b`` new.
    """
    from xling.claims.same import installed

    wording = words if isinstance(words, Wording) else Wording(words) if words is not None else installed()
    known, text = wording.words(a, a_lang), wording.words(b, b_lang)
    if not text.tokens:
        return []
    covered = _covered(known, text, b) >= norm_of(a_lang, b_lang).border + _ABOVE
    spans: list[Span] = []
    previous = False
    for token, old in zip(text.tokens, covered, strict=True):
        if not old:
            if previous:
                spans[-1] = Span(spans[-1].start, token.end)
            else:
                spans.append(token)
        previous = not old
    return spans


def _covered(known: Words, text: Words, b: str) -> NDArray[np.float64]:
    """For every token of ``text`` how well its surroundings are covered: half its neighbours, half its clause."""
    count = len(text.tokens)
    if not known.content.any() or not text.content.any():
        return np.zeros(count)
    best = (known.vectors[known.content] @ text.vectors.T).max(axis=0).astype(np.float64)
    weight = text.content.astype(np.float64)
    place = np.arange(count)
    near = np.exp(-(((place[:, None] - place[None, :]) / _REACH) ** 2)) * weight
    around = (near @ best) / np.maximum(near.sum(axis=1), 1e-9)
    stops = np.array([token.of(b) in _STOPS for token in text.tokens])
    clause = np.concatenate([[0], np.cumsum(stops)[:-1]])
    sums = np.bincount(clause, weights=best * weight)
    sizes = np.bincount(clause, weights=weight)
    inside = np.where(sizes[clause] > 0, sums[clause] / np.maximum(sizes[clause], 1e-9), around)
    covered: NDArray[np.float64] = 0.5 * around + 0.5 * inside
    return covered
