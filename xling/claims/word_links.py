"""The words of linked claims that translate each other."""

from __future__ import annotations

from collections.abc import Sequence

from xling.protocols import Aligner
from xling.types import ClaimLink, Span


def word_links(links: Sequence[ClaimLink], aligner: Aligner | None) -> list[list[list[list[int]]]]:
    """For each link the words that translate each other, as [start, end] pairs of both articles; none without
    ``aligner``."""
    if aligner is None or not links:
        return [[] for _ in links]
    aligned = aligner.align([(o.a.text, o.b.text, o.a.lang, o.b.lang) for o in links])
    told = []
    for one, found in zip(links, aligned, strict=True):
        left = [span.shift(one.a.span.start) for span in found.source_tokens]
        right = [span.shift(one.b.span.start) for span in found.target_tokens]
        told.append([[_ends(left[one.source]), _ends(right[one.target])] for one in found.links])
    return told


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]
