"""Cut a long sentence into clauses, each long enough to say something by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xling.text import is_han
from xling.types import Span

LONG = 240
"""A sentence of more characters than this is cut; a Chinese character counts as three."""

_STRONG = re.compile(r"[;；]\s*|\s[–—]+\s|——|--\s?|\s\(|[:：]\s+")
_WEAK = re.compile(
    r",\s+(?=(?:and|but|while|which|who|whose|where|after|before|because|although|with|adding|citing|und|aber"
    r"|während|wobei|sodass|so dass|nachdem|weil|obwohl|die|der|das|was|wo|um|sondern)\b)|，|\s+(?=and\s+\w+\s+\w+\s+)"
)
_SHORTEST = 45


def _width(text: str) -> int:
    return sum(3 if is_han(character) else 1 for character in text)


def clauses(text: str, protected: Iterable[Span] = ()) -> list[Span]:
    """Spans that cover ``text`` without gaps; one span when it is short. No cut falls into a ``protected`` span."""
    return _split(text, Span(0, len(text)), list(protected), (_STRONG, _WEAK))


def _split(text: str, whole: Span, guard: list[Span], borders: tuple[re.Pattern[str], ...]) -> list[Span]:
    if _width(whole.of(text)) <= LONG or not borders:
        return [whole]
    pieces: list[Span] = []
    start = whole.start
    for match in borders[0].finditer(text, whole.start, whole.end):
        cut = match.end()
        if any(span.start < cut < span.end for span in guard):
            continue
        if _width(text[start:cut]) >= _SHORTEST and _width(text[cut : whole.end]) >= _SHORTEST:
            pieces.append(Span(start, cut))
            start = cut
    pieces.append(Span(start, whole.end))
    return [part for piece in pieces for part in _split(text, piece, guard, borders[1:])]
