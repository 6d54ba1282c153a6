"""Word alignment in batches over any encoder; fits ``protocols.Aligner``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from xling.align.batches import ATTENTION, LEXICAL, TUNED, AlignSettings, BatchAligner
from xling.align.cover import cover
from xling.align.head import unit
from xling.align.match import METHODS, Links, Similarity
from xling.align.pairs import Pair, PieceEncoder
from xling.align.tuned import tuned_links
from xling.align.words import spaced
from xling.encode.vectors import WordPieces
from xling.errors import UsageError
from xling.types import Alignment, Link, Span


class EmbeddingAligner(BatchAligner):
    """Links words by the similarity of their subwords' vectors in context.

    Texts may have any length and any content; an empty side has no links. The result does not depend on the batch.
    """

    def __init__(self, encoder: PieceEncoder, settings: AlignSettings | None = None) -> None:
        settings = settings or AlignSettings()
        super().__init__(settings)
        if settings.method != TUNED and settings.method not in METHODS:
            known = ", ".join([TUNED, LEXICAL, ATTENTION, *METHODS])
            raise UsageError(f"unknown alignment method {settings.method!r}", hint=f"one of {known}")
        self._encoder = encoder

    @property
    def signature(self) -> str:
        return f"{self._encoder.signature}|method:{self._settings.method}"

    def _align(self, pairs: Sequence[Pair]) -> Iterator[Alignment]:
        sources = self._pieces([(pair.source, pair.source_tokens, pair.source_lang) for pair in pairs])
        targets = self._pieces([(pair.target, pair.target_tokens, pair.target_lang) for pair in pairs])
        for pair, source, target in zip(pairs, sources, targets, strict=True):
            if self._settings.method == TUNED:
                links = tuned_links(pair, source, target, encoder=self._encoder.signature)
            else:
                similarity = cosine(source.vectors, target.vectors)
                links = word_links(METHODS[self._settings.method](similarity), similarity, source, target)
            answered = cover(pair, source, target, links) if self._settings.cover else ((), ())
            yield Alignment(pair.source, pair.target, pair.source_tokens, pair.target_tokens, links, *answered)

    def _pieces(self, sides: Sequence[tuple[str, tuple[Span, ...], str]]) -> list[WordPieces]:
        if self._settings.method == TUNED:
            read = [spaced(text, words) if lang == "zh" else (text, words) for text, words, lang in sides]
        else:
            read = [(text, words) for text, words, _ in sides]
        return self._encoder.pieces([text for text, _ in read], [words for _, words in read])


def cosine(a: Similarity, b: Similarity) -> Similarity:
    """Cosine similarity of all rows, moved to 0–1; 0.5 where a vector is zero."""
    return np.asarray((unit(a) @ unit(b).T + 1.0) / 2.0)


def word_links(matched: Links, similarity: Similarity, source: WordPieces, target: WordPieces) -> tuple[Link, ...]:
    """Words are linked when any of their subwords are; the score is the best of those subwords' similarities."""
    scores: dict[tuple[int, int], float] = {}
    for row, column in zip(*np.nonzero(matched), strict=True):
        key = (int(source.owner[row]), int(target.owner[column]))
        scores[key] = max(scores.get(key, 0.0), float(similarity[row, column]))
    return tuple(Link(i, j, min(max(score, 0.0), 1.0)) for (i, j), score in sorted(scores.items()))
