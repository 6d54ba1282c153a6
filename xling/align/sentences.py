"""Sentences of two texts that translate each other, many to many: which line of a twin belongs to which.

First groups of neighbouring sentences are paired by their vectors (``groups``). Where a word encoder is at hand, the
neighbourhood of that path is searched again with a closer look (``refine``): every word of a group wants a word of the
other that is like it, which tells on which side of a border a sentence belongs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from xling.align.groups import GroupCosts, GroupSettings, Side, pair_groups
from xling.align.refine import RefineSettings, WordReader, refined
from xling.protocols import SentenceEncoder


@dataclass(frozen=True, slots=True)
class SentenceSettings:
    """Of the first pass, and of the second."""

    groups: GroupSettings = field(default_factory=GroupSettings)
    refine: RefineSettings = field(default_factory=RefineSettings)


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences ``source`` (indices, consecutive) render sentences ``target``; one of the two may be empty.

    ``score`` is the cosine of the two groups' vectors, -1 to 1; 0 where a side is empty.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float = 0.0


def align_sentences(
    source: Sequence[str],
    target: Sequence[str],
    encoder: SentenceEncoder,
    settings: SentenceSettings | None = None,
    *,
    words: WordReader | None = None,
) -> list[Bead]:
    """Beads in the order of both texts; every sentence is in exactly one.

    Time grows in proportion to the number of sentences, memory too, slowly (two kilobytes and the text a sentence).

    :param words: reads words for the second pass; without it there is none.
    """
    if not source or not target:
        return [*(Bead((i,), ()) for i in range(len(source))), *(Bead((), (j,)) for j in range(len(target)))]
    chosen = settings or SentenceSettings()
    here, there = (_side(texts, encoder, chosen.groups) for texts in (source, target))
    moves = pair_groups(here, there, chosen.groups)
    if words is not None:
        moves = refined(moves, (source, target), (here, there), words, chosen.refine)
    costs = GroupCosts(here, there, chosen.groups)
    beads, i, j = [], 0, 0
    for n, m in moves:
        i, j = i + n, j + m
        score = round(costs.cosine(i, j, n, m), 4) if n and m else 0.0
        beads.append(Bead(tuple(range(i - n, i)), tuple(range(j - m, j)), score))
    return beads


def _side(texts: Sequence[str], encoder: SentenceEncoder, settings: GroupSettings) -> Side:
    vectors = np.asarray(encoder.encode(list(texts)), np.float32)
    lengths = np.array([max(len(text.strip()), 1) for text in texts], np.float64)
    return Side.of(vectors, lengths, settings)
