"""Sentence vectors made comparable: centred per language, with the margin that takes hubs down."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from xling.protocols import Matrix, SentenceEncoder
from xling.types import Claim

_FEW = 8
"""With fewer texts of a language, its mean says more about the topic than about the language."""


def centred(vectors: Matrix, langs: Sequence[str]) -> Matrix:
    """Unit vectors after taking off the mean of each language (Mu and Viswanath 2018, all-but-the-top, order 0)."""
    result = vectors.astype(np.float32, copy=True)
    overall = vectors.mean(axis=0) if len(vectors) else vectors
    for lang in set(langs):
        rows = [index for index, one in enumerate(langs) if one == lang]
        mean = vectors[rows].mean(axis=0)
        share = len(rows) / (len(rows) + _FEW)
        result[rows] -= share * mean + (1 - share) * overall
    norms = np.linalg.norm(result, axis=1, keepdims=True)
    unit: Matrix = np.divide(result, norms, out=np.zeros_like(result), where=norms > 0)
    return unit


def encode(claims: Sequence[Claim], encoder: SentenceEncoder) -> Matrix:
    """Centred vectors of the claims' texts, shape (len(claims), d)."""
    vectors = encoder.encode([claim.text for claim in claims])
    return centred(vectors, [claim.lang for claim in claims])


def neighbourhood(similarity: Matrix, k: int) -> NDArray[np.float32]:
    """Mean similarity of every row to its k nearest columns: how much of a hub it is."""
    k = min(k, similarity.shape[1])
    if not k:
        return np.zeros(len(similarity), np.float32)
    nearest: NDArray[np.float32] = np.partition(similarity, -k, axis=1)[:, -k:]
    means: NDArray[np.float32] = nearest.mean(axis=1).astype(np.float32)
    return means


def csls(similarity: Matrix, k: int = 10) -> Matrix:
    """Cross-domain similarity local scaling (Conneau et al. 2018): twice the cosine less both neighbourhoods."""
    rows = neighbourhood(similarity, k)[:, None]
    columns = neighbourhood(similarity.T, k)[None, :]
    scaled: Matrix = (2 * similarity - rows - columns).astype(np.float32)
    return scaled
