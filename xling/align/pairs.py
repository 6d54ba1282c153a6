"""Two texts with their words, ready to be aligned, and what reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from xling.encode.vectors import WordPieces
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


class PieceEncoder(Protocol):
    """What an aligner needs of an encoder: ``encode.word_encoder()`` and ``encode.fake.HashEncoder`` fit."""

    @property
    def signature(self) -> str: ...

    def pieces(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[WordPieces]: ...
