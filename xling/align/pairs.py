"""Two texts with their words, ready to be aligned."""

from __future__ import annotations

from dataclasses import dataclass

from xling.types import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Tokens are spans into their text, sorted and not overlapping; a language may be unknown ("")."""

    source: str
    target: str
    source_tokens: tuple[Span, ...]
    target_tokens: tuple[Span, ...]
    source_lang: str = ""
    target_lang: str = ""
