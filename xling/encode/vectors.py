"""Sentence and word vectors over any backend; texts of any length, by windows where the encoder's limit is passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from xling.encode.backends import Backend, run_batches
from xling.encode.tokenizer import Tokenizer
from xling.protocols import Matrix
from xling.types import Span

_CONTEXT = 64  # subwords on each side of a window that only serve as context for the others
_CHUNK = 256  # texts that are tokenised and encoded together: bounds the memory, fills the batches


@dataclass(frozen=True, slots=True)
class WordPieces:
    """Vectors of the subwords of one text, and which words (by index into the spans) each subword belongs to.

    ``owner[i]`` is the word of row ``i``. A subword that reaches over two words has a row for each of them; words
    without any visible character have none.
    """

    vectors: Matrix
    owner: NDArray[np.int64]


class SentenceVectors:
    """Mean-pooled, normalised vectors (multilingual-e5, arXiv 2402.05672); fits ``protocols.SentenceEncoder``.

    Longer texts are cut into windows without overlap and the windows' means weighted by length. White space alone
    gives a zero vector.
    """

    def __init__(self, tokenizer: Tokenizer, backend: Backend, *, prefix: str = "query: ") -> None:
        self._tokenizer = tokenizer
        self._backend = backend
        self._prefix = prefix

    @property
    def signature(self) -> str:
        return f"{self._backend.signature}|prefix:{self._prefix.strip()}|pool:mean"

    @property
    def dimension(self) -> int:
        return self._backend.dimension

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors, shape (len(texts), dimension), float32, in order."""
        result = np.zeros((len(texts), self._backend.dimension), np.float32)
        for first in range(0, len(texts), _CHUNK):
            self._encode(texts[first : first + _CHUNK], result[first : first + _CHUNK])
        return result

    def _encode(self, texts: Sequence[str], result: Matrix) -> None:
        filled = [index for index, text in enumerate(texts) if text.strip()]
        rows: list[list[int]] = []
        owners: list[int] = []
        size = self._backend.limit - 2
        for index, subwords in zip(
            filled, self._tokenizer.split([self._prefix + texts[index] for index in filled]), strict=True
        ):
            for first in range(0, len(subwords.ids), size):
                rows.append([self._tokenizer.bos, *subwords.ids[first : first + size], self._tokenizer.eos])
                owners.append(index)
        for index, matrix in zip(owners, run_batches(self._backend, rows), strict=True):
            result[index] += matrix.mean(axis=0) * (len(matrix) - 2)
        norms = np.linalg.norm(result, axis=1, keepdims=True)
        np.divide(result, norms, out=result, where=norms > 0)


class WordVectors:
    """Vectors of subwords and words from the cut encoder; fits ``protocols.WordEncoder``.

    A text beyond the encoder's limit is read in overlapping windows, and each subword takes its vector from the
    window in which it stands farthest from the edge, so links do not change at the borders.
    """

    def __init__(self, tokenizer: Tokenizer, backend: Backend) -> None:
        self._tokenizer = tokenizer
        self._backend = backend

    @property
    def signature(self) -> str:
        return self._backend.signature

    @property
    def dimension(self) -> int:
        return self._backend.dimension

    def words(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Matrix]:
        """For each text the mean vector of each span, shape (len(spans), dimension); zero where nothing is visible."""
        result: list[Matrix] = []
        for pieces, words in zip(self.pieces(texts, spans), spans, strict=True):
            sums = np.zeros((len(words), self._backend.dimension), np.float32)
            np.add.at(sums, pieces.owner, pieces.vectors)
            counts = np.bincount(pieces.owner, minlength=len(words)).astype(np.float32)
            sums /= np.maximum(counts, 1)[:, None]
            result.append(sums)
        return result

    def pieces(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[WordPieces]:
        """For each text the subwords that lie in one of its spans (sorted, not overlapping)."""
        result: list[WordPieces] = []
        for first in range(0, len(texts), _CHUNK):
            part = texts[first : first + _CHUNK]
            split = self._tokenizer.split(part)
            matrices = self._matrices([subwords.ids for subwords in split])
            for subwords, matrix, words in zip(split, matrices, spans[first : first + _CHUNK], strict=True):
                rows, owner = owners(subwords.offsets, words)
                result.append(WordPieces(matrix[rows], owner))
        return result

    def _matrices(self, texts: Sequence[list[int]]) -> list[Matrix]:
        """One matrix per text with a row for each subword, special tokens left out."""
        rows: list[list[int]] = []
        windows: list[list[_Window]] = []
        for ids in texts:
            plan = _plan(len(ids), self._backend.limit - 2)
            windows.append(plan)
            rows.extend([self._tokenizer.bos, *ids[w.first : w.last], self._tokenizer.eos] for w in plan)
        hidden = iter(run_batches(self._backend, rows))
        result = []
        for plan in windows:
            parts = [next(hidden)[1 + w.keep_first - w.first : 1 + w.keep_last - w.first] for w in plan]
            result.append(np.concatenate(parts) if parts else np.zeros((0, self._backend.dimension), np.float32))
        return result


@dataclass(frozen=True, slots=True)
class _Window:
    first: int
    last: int
    keep_first: int
    keep_last: int


def _plan(count: int, size: int) -> list[_Window]:
    """Windows of at most ``size`` subwords that overlap by twice the context; kept parts cover all subwords once."""
    if not count:
        return []
    if count <= size:
        return [_Window(0, count, 0, count)]
    context = min(_CONTEXT, size // 4)
    step = size - 2 * context
    starts = [*range(0, count - size, step), count - size]
    middles = [(second + first + size) // 2 for first, second in pairwise(starts)]
    borders = [0, *middles, count]
    return [_Window(start, start + size, borders[index], borders[index + 1]) for index, start in enumerate(starts)]


def owners(offsets: Sequence[tuple[int, int]], spans: Sequence[Span]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs (subword, word) that overlap, in text order; both lists are sorted, so one pass is enough.

    :param offsets: the characters ``[start, end)`` that each subword covers.
    """
    rows: list[int] = []
    owner: list[int] = []
    word = 0
    for row, (start, end) in enumerate(offsets):
        while word < len(spans) and spans[word].end <= start:
            word += 1
        reach = word
        while reach < len(spans) and spans[reach].start < end:
            if spans[reach].end > start:
                rows.append(row)
                owner.append(reach)
            reach += 1
    return np.array(rows, np.int64), np.array(owner, np.int64)
