"""The training stream as flat arrays, and the length-bucketed batches drawn from it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from xling.train.lexical import NONE


@dataclass(frozen=True, slots=True)
class Packed:
    """Pairs ``i``: pieces ``source[source_at[i]:source_at[i + 1]]`` and so on; ``guide`` runs parallel to ``target``
    and holds for each target piece the source position it renders (``NONE``: none)."""

    source: npt.NDArray[np.uint16]
    source_at: npt.NDArray[np.int64]
    target: npt.NDArray[np.uint16]
    target_at: npt.NDArray[np.int64]
    guide: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.source_at) - 1

    @property
    def source_lengths(self) -> npt.NDArray[np.int64]:
        return np.diff(self.source_at)

    @property
    def target_lengths(self) -> npt.NDArray[np.int64]:
        return np.diff(self.target_at)

    def save(self, path: Path) -> None:
        """Write atomically."""
        partial = path.with_suffix(".partial")
        with partial.open("wb") as stream:
            np.savez(stream, **{item.name: getattr(self, item.name) for item in fields(self)})
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)


def load(path: Path) -> Packed:
    with np.load(path, allow_pickle=False) as arrays:
        return Packed(**{item.name: arrays[item.name] for item in fields(Packed)})


def pack(
    sources: Sequence[Sequence[int]], targets: Sequence[Sequence[int]], guides: Sequence[npt.NDArray[np.uint8]]
) -> Packed:
    def flat(rows: Sequence[Sequence[int]]) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.int64]]:
        at = np.cumsum([0, *map(len, rows)]).astype(np.int64)
        values = np.fromiter((x for row in rows for x in row), np.uint16, int(at[-1]))
        return values, at

    guide = np.concatenate(guides) if len(guides) else np.empty(0, np.uint8)
    return Packed(*flat(sources), *flat(targets), guide.astype(np.uint8))


def plan(packed: Packed, *, batch_tokens: int, seed: int, epoch: int, window: int = 0) -> list[npt.NDArray[np.int64]]:
    """Row numbers of each batch of one pass, the same for the same arguments.

    Rows are shuffled, sorted by length within windows (0: large enough for batches of like lengths), cut into batches
    of at most ``batch_tokens`` target pieces (with padding and ``</s>``; the source side may be twice that), and the
    batches are shuffled.
    """
    window = window or max(8192, 8 * batch_tokens)
    rng = np.random.default_rng((seed, epoch))
    order = rng.permutation(len(packed))
    widths, heights = packed.source_lengths + 1, packed.target_lengths + 1
    batches: list[npt.NDArray[np.int64]] = []
    for start in range(0, len(order), window):
        part = order[start : start + window]
        part = part[np.lexsort((widths[part], heights[part]))]
        begin, width = 0, 0
        for end in range(len(part) + 1):
            if end < len(part):
                width_now, height = max(width, int(widths[part[end]])), int(heights[part[end]])
                count = end + 1 - begin
                if count == 1 or (height * count <= batch_tokens and width_now * count <= 2 * batch_tokens):
                    width = width_now
                    continue
            batches.append(part[begin:end])
            begin, width = end, int(widths[part[end]]) if end < len(part) else 0
    return [batches[i] for i in rng.permutation(len(batches)) if len(batches[i])]


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded arrays of one step; ``labels`` end with ``</s>`` (0) and are padded with -100."""

    source: npt.NDArray[np.int64]  # (rows, width), padded with pad
    decoder: npt.NDArray[np.int64]  # (rows, height): labels shifted right behind pad
    labels: npt.NDArray[np.int64]
    guide: npt.NDArray[np.int64]  # (rows, height): source position or -1


def collate(packed: Packed, rows: npt.NDArray[np.int64], *, pad: int, target_pad: int) -> Batch:
    """The pairs numbered ``rows`` as one padded step; every row ends with ``</s>``."""
    width = int(packed.source_lengths[rows].max()) + 1
    height = int(packed.target_lengths[rows].max()) + 1
    source = np.full((len(rows), width), pad, np.int64)
    labels = np.full((len(rows), height), -100, np.int64)
    decoder = np.full((len(rows), height), target_pad, np.int64)
    guide = np.full((len(rows), height), -1, np.int64)
    for i, row in enumerate(rows):
        pieces = packed.source[packed.source_at[row] : packed.source_at[row + 1]]
        source[i, : len(pieces)] = pieces
        source[i, len(pieces)] = 0
        begin, end = packed.target_at[row], packed.target_at[row + 1]
        size = int(end - begin)
        labels[i, :size] = decoder[i, 1 : size + 1] = packed.target[begin:end]
        labels[i, size] = 0
        links = packed.guide[begin:end].astype(np.int64)
        guide[i, :size] = np.where(links == NONE, -1, links)
        guide[i, size] = len(pieces)  # </s> renders </s>
    return Batch(source, decoder, labels, guide)
