"""A deterministic encoder without weights, for tests and demonstrations (ships as httpx ships ``MockTransport``).

Vectors are sums of hashed character n-grams, so equal strings get equal vectors and words that share letters are
near each other. It knows no meaning: across languages only names, numbers and cognates meet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xling.encode.vectors import WordPieces
from xling.protocols import Matrix
from xling.types import Span


class HashEncoder:
    """Fits both ``protocols.SentenceEncoder`` and ``protocols.WordEncoder``.

    >>> HashEncoder().encode(["Meta", "Meta"]).shape
    (2, 64)
    """

    def __init__(self, *, dimension: int = 64) -> None:
        self.dimension = dimension

    @property
    def signature(self) -> str:
        return f"fake:hash-{self.dimension}"

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors, shape (len(texts), dimension); white space alone gives a zero vector."""
        rows = [_vector(text.strip().casefold(), self.dimension) for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), self.dimension)

    def words(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Matrix]:
        """The vector of each span's characters, context ignored."""
        return [self.encode([span.of(text) for span in words]) for text, words in zip(texts, spans, strict=True)]

    def pieces(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[WordPieces]:
        """One piece per word."""
        return [WordPieces(matrix, np.arange(len(matrix))) for matrix in self.words(texts, spans)]


@lru_cache(maxsize=65536)
def _vector(text: str, dimension: int) -> NDArray[np.float32]:
    vector = np.zeros(dimension, np.float32)
    if text:
        padded = f"^{text}$"
        for size in (1, 2, 3):
            for start in range(len(padded) - size + 1):
                digest = hashlib.blake2b(padded[start : start + size].encode("utf-8", "surrogatepass"), digest_size=8)
                code = int.from_bytes(digest.digest(), "little")
                vector[code % dimension] += size if code >> 63 else -size
        norm = float(np.linalg.norm(vector))
        vector = vector / norm if norm else np.full(dimension, dimension**-0.5, np.float32)
    return vector.astype(np.float32)
