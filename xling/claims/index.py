"""Nearest vectors: exact in blocks for small sets, an inverted file (IVF-flat, Jégou et al. 2011) for large ones.

Both are numpy alone. Above ``EXACT`` base vectors the search is approximate: each query looks into the ``PROBES`` cells
whose centres are nearest to it, so time grows with n·√n in place of n². For the neighbours of all of 100 000 vectors at
once this is faster than usearch and faiss at the same recall (``benchmarks/link_index.py``).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xling.protocols import Matrix

EXACT = 20_000
PROBES = 24
"""Of √n cells. At 24 of 94, 97 of 100 nearest sentences are found (8800 English sentences, e5 vectors); at 12, 91. Of
more cells it is a smaller share, and fewer are found."""

_BLOCK = 1024

Neighbours = tuple[NDArray[np.int64], NDArray[np.float32]]


def nearest(queries: Matrix, base: Matrix, k: int, *, exact: int = EXACT) -> Neighbours:
    """Indices and similarities of the ``k`` nearest rows of ``base``, best first; −1 and −1.0 where there are fewer.

    Vectors are taken as they are (unit vectors for cosine). Deterministic. Exact for at most ``exact`` base vectors,
    and for at most √n queries into any number n of them: building the cells would take longer than looking at all.
    """
    if not len(queries) or not len(base):
        return np.full((len(queries), k), -1, np.int64), np.full((len(queries), k), -1.0, np.float32)
    if len(base) <= exact or len(queries) ** 2 <= len(base):
        return _exact(queries, base, k)
    return _inverted(queries, base, k)


def _exact(queries: Matrix, base: Matrix, k: int) -> Neighbours:
    ids = np.full((len(queries), k), -1, np.int64)
    scores = np.full((len(queries), k), -1.0, np.float32)
    for start in range(0, len(queries), _BLOCK):
        block = queries[start : start + _BLOCK] @ base.T
        _keep(block, np.arange(len(base)), ids[start : start + _BLOCK], scores[start : start + _BLOCK])
    return ids, scores


def _keep(block: Matrix, columns: NDArray[np.int64], ids: NDArray[np.int64], scores: NDArray[np.float32]) -> None:
    """Write the best columns of every row into ``ids`` and ``scores``."""
    k = min(ids.shape[1], block.shape[1])
    if not k:
        return
    top = np.argpartition(block, -k, axis=1)[:, -k:] if k < block.shape[1] else np.tile(np.arange(k), (len(block), 1))
    values = np.take_along_axis(block, top, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    ids[:, :k] = columns[np.take_along_axis(top, order, axis=1)]
    scores[:, :k] = np.take_along_axis(values, order, axis=1)


def _inverted(queries: Matrix, base: Matrix, k: int) -> Neighbours:
    centres = _centres(base)
    cells = _nearest_centre(base, centres)
    order = np.argsort(cells, kind="stable")
    borders = np.searchsorted(cells[order], np.arange(len(centres) + 1))
    ids = np.full((len(queries), k), -1, np.int64)
    scores = np.full((len(queries), k), -1.0, np.float32)
    probed = _probes(queries, centres)
    asking = np.argsort(probed.ravel(), kind="stable")
    starts = np.searchsorted(probed.ravel()[asking], np.arange(len(centres) + 1))
    for cell in range(len(centres)):  # all queries that look into a cell: one product for all of them
        members = order[borders[cell] : borders[cell + 1]]
        rows = asking[starts[cell] : starts[cell + 1]] // probed.shape[1]
        if len(members):
            for start in range(0, len(rows), _BLOCK):
                part = rows[start : start + _BLOCK]
                _merge(queries[part] @ base[members].T, members, part, ids, scores)
    return ids, scores


def _probes(queries: Matrix, centres: Matrix) -> NDArray[np.int64]:
    """The cells whose centres are nearest to each query, shape (len(queries), ``PROBES``)."""
    count = min(PROBES, len(centres))
    found = np.empty((len(queries), count), np.int64)
    for start in range(0, len(queries), 8192):
        near = queries[start : start + 8192] @ centres.T
        found[start : start + 8192] = np.argpartition(near, -count, axis=1)[:, -count:]
    return found


def _merge(
    block: Matrix,
    columns: NDArray[np.int64],
    rows: NDArray[np.int64],
    ids: NDArray[np.int64],
    scores: NDArray[np.float32],
) -> None:
    """Let the columns of ``block`` compete with what ``rows`` have found in other cells."""
    k = ids.shape[1]
    here_ids = np.full((len(rows), k), -1, np.int64)
    here_scores = np.full((len(rows), k), -1.0, np.float32)
    _keep(block, columns, here_ids, here_scores)
    both = np.concatenate([scores[rows], here_scores], axis=1)
    best = np.argsort(-both, axis=1, kind="stable")[:, :k]
    ids[rows] = np.take_along_axis(np.concatenate([ids[rows], here_ids], axis=1), best, axis=1)
    scores[rows] = np.take_along_axis(both, best, axis=1)


def _centres(base: Matrix) -> Matrix:
    """About √n centres after two rounds of spherical k-means on a sample."""
    count = int(np.sqrt(len(base)))
    random = np.random.default_rng(0)
    sample = base[random.choice(len(base), min(len(base), 64 * count), replace=False)].astype(np.float32)
    centres = sample[:count].copy()
    for _ in range(2):
        cells = _nearest_centre(sample, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, cells, sample)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(norms > 0, sums / np.maximum(norms, 1e-9), centres).astype(np.float32)
    return centres


def _nearest_centre(vectors: Matrix, centres: Matrix) -> NDArray[np.int64]:
    found = np.empty(len(vectors), np.int64)
    for start in range(0, len(vectors), 8192):
        found[start : start + 8192] = (vectors[start : start + 8192] @ centres.T).argmax(axis=1)
    return found
