"""Word translation probabilities counted from bitext: IBM Model 1 with a diagonal prior.

Brown et al. 1993 for the model, Dyer et al. 2013 ("A simple, fast, and effective reparameterization of IBM Model 2")
for the prior. It gives training three things: alignments that guide the cross-attention, a dictionary the embeddings
start from, and the spans for inline term marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

NONE = 255
"""Alignment of a target piece that renders nothing in the source."""
_FLOOR = 1e-7


@dataclass(frozen=True, slots=True)
class LexicalModel:
    """``table[s, t]`` = p(t | s) for piece ids; row ``source_size`` is the empty word."""

    table: Floats
    sharpness: float = 3.0
    null: float = 0.06

    def align(self, sources: Sequence[Sequence[int]], targets: Sequence[Sequence[int]]) -> list[npt.NDArray[np.uint8]]:
        """For each target piece the index of the most probable source piece, or ``NONE`` (posterior below .3)."""
        results: list[npt.NDArray[np.uint8]] = [np.empty(0, np.uint8)] * len(sources)
        for rows, source, target in _batches(sources, targets):
            posterior = _posterior(self, source, target)[0]
            best = posterior[:, :-1].argmax(1)
            sure = posterior[:, :-1].max(1) >= 0.3
            links = np.where(sure & (best < NONE), best, NONE).astype(np.uint8)
            for row, line in zip(rows, links, strict=True):
                results[row] = line[: len(targets[row])]
        return results


def learn(
    sources: Sequence[Sequence[int]],
    targets: Sequence[Sequence[int]],
    *,
    source_size: int,
    target_size: int,
    iterations: int = 4,
) -> LexicalModel:
    """Expectation maximisation over id lists; memory is two float32 tables of source size × target size."""
    model = LexicalModel(np.full((source_size + 1, target_size), 1.0 / target_size, np.float32))
    for _ in range(iterations):
        counts = np.zeros((source_size + 1) * target_size, np.float32)
        for _, source, target in _batches(sources, targets):
            posterior, keys = _posterior(model, source, target)
            np.add.at(counts, keys.ravel(), posterior.ravel())
        table = counts.reshape(source_size + 1, target_size)
        total = table.sum(1, keepdims=True)
        model = LexicalModel(table / np.maximum(total, 1.0))  # a row seen less than once stays below 1: no evidence
    return model


def _posterior(model: LexicalModel, source: Ints, target: Ints) -> tuple[Floats, Ints]:
    """p(source position | target piece), shape (batch, source + 1, target); padding gets 0; and the flat table keys."""
    size = model.table.shape[1]
    empty = model.table.shape[0] - 1
    lengths = (source >= 0).sum(1), (target >= 0).sum(1)
    padded = np.concatenate([source, np.full((len(source), 1), empty)], 1)
    keys = np.maximum(padded, 0)[:, :, None] * size + np.maximum(target, 0)[:, None, :]
    scores = model.table.ravel().take(keys) + np.float32(_FLOOR)
    scores *= _prior(model, source.shape[1], target.shape[1], *lengths)
    scores *= (padded >= 0)[:, :, None]
    scores /= np.maximum(scores.sum(1, keepdims=True), 1e-30)
    scores *= (target >= 0)[:, None, :]
    return scores, keys


def _prior(model: LexicalModel, width: int, height: int, source: Ints, target: Ints) -> Floats:
    places = np.arange(width)[None, :] / np.maximum(source, 1)[:, None]
    heights = np.arange(height)[None, :] / np.maximum(target, 1)[:, None]
    prior = np.exp(-model.sharpness * np.abs(places[:, :, None] - heights[:, None, :])).astype(np.float32)
    prior *= (np.arange(width)[None, :] < source[:, None])[:, :, None]
    prior *= (1 - model.null) / np.maximum(prior.sum(1, keepdims=True), 1e-9)
    return np.concatenate([prior, np.full((len(prior), 1, height), model.null, np.float32)], 1)


def _batches(
    sources: Sequence[Sequence[int]], targets: Sequence[Sequence[int]], cells: int = 400_000
) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Rows of like length, padded with -1: (row numbers, source ids, target ids)."""
    lengths = np.array([(len(s), len(t)) for s, t in zip(sources, targets, strict=True)]).reshape(-1, 2)
    order = np.lexsort((lengths[:, 1], lengths[:, 0]))
    at = 0
    while at < len(order):
        count = 1
        width, height = lengths[order[at]]
        while at + count < len(order):
            w, h = np.maximum((width, height), lengths[order[at + count]])
            if (count + 1) * (w + 1) * h > cells:
                break
            width, height, count = w, h, count + 1
        rows = order[at : at + count]
        yield rows, _pad([sources[r] for r in rows], int(width)), _pad([targets[r] for r in rows], max(1, int(height)))
        at += count


def _pad(rows: Sequence[Sequence[int]], width: int) -> Ints:
    padded = np.full((len(rows), max(1, width)), -1, np.int64)
    for line, row in zip(padded, rows, strict=True):
        line[: len(row)] = row
    return padded
