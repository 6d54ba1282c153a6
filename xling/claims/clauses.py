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


def _says_something(text: str) -> bool:
    """Whether a piece is long enough to stand alone; characters are counted only where there are few."""
    return len(text) >= _SHORTEST or _width(text) >= _SHORTEST


def clauses(text: str, protected: Iterable[Span] = ()) -> list[Span]:
    """Spans that cover ``text`` without gaps; one span when it is short. No cut falls into a ``protected`` span."""
    inside = {place for span in protected for place in range(span.start + 1, span.end)}
    return _split(text, Span(0, len(text)), inside, (_STRONG, _WEAK))


def _split(text: str, whole: Span, inside: set[int], borders: tuple[re.Pattern[str], ...]) -> list[Span]:
    if _width(whole.of(text)) <= LONG or not borders:
        return [whole]
    pieces: list[Span] = []
    start = whole.start
    for match in borders[0].finditer(text, whole.start, whole.end):
        cut = match.end()
        if cut in inside:
            continue
        rest = text[cut : min(whole.end, cut + _SHORTEST)]
        if _says_something(text[start:cut]) and _says_something(rest):
            pieces.append(Span(start, cut))
            start = cut
    pieces.append(Span(start, whole.end))
    return [part for piece in pieces for part in _split(text, piece, inside, borders[1:])]
