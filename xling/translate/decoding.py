"""The small values and the plug point between the translation engine and what runs the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Pieces = tuple[str, ...]
"""SentencePiece pieces, without ``</s>``."""


@dataclass(frozen=True, slots=True)
class Request:
    """One source to decode; ``prefix`` are target pieces that the hypothesis must begin with."""

    source: Pieces
    prefix: Pieces = ()


@dataclass(frozen=True, slots=True)
class Decoding:
    """Search settings of one call. ``suppress`` are piece sequences that must not be produced."""

    beam: int = 4
    nbest: int = 1
    batch: int = 2048
    length_penalty: float = 1.0
    no_repeat_ngram: int = 0
    repetition_penalty: float = 1.0
    suppress: tuple[Pieces, ...] = ()
    attention: bool = False


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """``score`` is the mean log-probability per piece, ``</s>`` included (≤ 0). ``attention`` has one row per target
    piece and one column per source piece (``</s>`` last). ``cut`` is True when the search hit its length limit."""

    pieces: Pieces
    score: float
    attention: NDArray[np.float32] | None = None
    cut: bool = False


class Backend(Protocol):
    """Runs a Marian network. Order is kept; every list holds at least one hypothesis, best first."""

    @property
    def limit(self) -> int:
        """Longest source and target in pieces, ``</s>`` included."""
        ...

    def generate(self, requests: Sequence[Request], options: Decoding) -> list[list[Hypothesis]]: ...

    def score(self, pairs: Sequence[tuple[Pieces, Pieces]]) -> list[list[float]]:
        """Log-probability of each given target piece, and of ``</s>`` behind them."""
        ...

    def attend(self, pairs: Sequence[tuple[Pieces, Pieces]]) -> list[NDArray[np.float32]]:
        """Attention of each given target piece over the source, ``</s>`` last: shape (target, source + 1)."""
        ...


def max_target(longest_source: int, limit: int) -> int:
    """Room for the target: three pieces for each source piece (one Chinese piece may be several words), plus some."""
    return max(1, min(limit - 1, 3 * longest_source + 32))


def batches(lengths: Sequence[int], size: int) -> list[list[int]]:
    """Indices grouped so that similar lengths come together and a group, padded, holds at most ``size`` pieces."""
    groups: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        # Descending: the first of a group is its longest, so it alone decides what the group takes.
        if groups and lengths[groups[-1][0]] * (len(groups[-1]) + 1) <= size:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups
