"""Cut a text at every border that matters (words, flags, claims) so that it can be marked up without nesting."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xling.types import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the same marks all over. ``token`` is -1 between words."""

    text: str
    token: int = -1
    marks: tuple[int, ...] = ()


def pieces(text: str, tokens: Sequence[Span] = (), marks: Iterable[tuple[int, Span]] = ()) -> list[Piece]:
    """Pieces in order that join to ``text`` exactly. ``marks`` are (number, span); spans outside ``text`` are clipped.

    An empty mark is given the character that follows it, or the last one, so that it can be seen.
    """
    size = len(text)
    clipped = [(number, _visible(span, size)) for number, span in marks]
    borders = {0, size}
    for span in [*tokens, *(span for _, span in clipped)]:
        borders |= {min(span.start, size), min(span.end, size)}
    cuts = sorted(borders)
    owner = {position: index for index, span in enumerate(tokens) for position in range(span.start, span.end)}
    result = []
    for start, end in itertools.pairwise(cuts):
        numbers = tuple(sorted({number for number, span in clipped if span.start <= start and end <= span.end}))
        result.append(Piece(text[start:end], owner.get(start, -1), numbers))
    return result


def _visible(span: Span, size: int) -> Span:
    start, end = min(span.start, size), min(span.end, size)
    if start == end and size:
        return Span(min(start, size - 1), min(start, size - 1) + 1)
    return Span(start, end)
