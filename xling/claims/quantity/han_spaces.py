"""Chinese set with spaces around digits (2024 年 6 月 12 日), as many publishers do: read as if without them."""

from __future__ import annotations

import re
from dataclasses import replace

from xling.claims.quantity.model import Figure
from xling.types import Span

_SPACE = re.compile(r"(?<=\d) (?=[年月日号季点时分世])|(?:(?<=[年月点时纪第度至到约晨午晚早])|(?<=[晚早]上)) (?=\d)")


def squeeze(text: str) -> tuple[str, list[int]]:
    """``text`` without the spaces between a number and the signs of date and time, and for every character of the
    result where it stands in ``text`` (an offset more than characters, for the end). No spaces: an empty list."""
    gaps = [match.start() for match in _SPACE.finditer(text)]
    if not gaps:
        return text, []
    skipped = set(gaps)
    places = [at for at in range(len(text)) if at not in skipped]
    return "".join(text[at] for at in places), [*places, len(text)]


def restore(figure: Figure, places: list[int]) -> Figure:
    """``figure`` of a squeezed text, with the span it has in the text itself."""
    return replace(figure, span=Span(places[figure.span.start], places[figure.span.end - 1] + 1))
