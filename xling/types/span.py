"""Positions: the one coordinate system of xling."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("de", "zh", "en")
"""The languages xling works in; any other text has the language code ``other``."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters: ``0 <= start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end
