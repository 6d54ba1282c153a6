"""Hypotheses and word links."""

from __future__ import annotations

from dataclasses import dataclass

from xling.types.article import Segment
from xling.types.span import Span
from xling.types.term import TermHit


@dataclass(frozen=True, slots=True)
class Translation:
    """The hypothesis for one segment. ``score`` is the mean log-probability per target token (≤ 0; NaN when the text
    was copied or came from elsewhere). ``warnings`` name every repair: split, repetition, truncation, copied."""

    segment: Segment
    lang: str
    text: str
    score: float = float("nan")
    terms: tuple[TermHit, ...] = ()
    warnings: tuple[str, ...] = ()
    model: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Token ``source`` of the source renders token ``target`` of the target; ``score`` is the similarity, 0–1."""

    source: int
    target: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """Word links between two texts; tokens are spans into their text, indices of ``links`` are in range.

    ``source_cover`` and ``target_cover`` say for each token how well the other side answers it, 0–1; empty when that
    was not asked for.
    """

    source: str
    target: str
    source_tokens: tuple[Span, ...]
    target_tokens: tuple[Span, ...]
    links: tuple[Link, ...]
    source_cover: tuple[float, ...] = ()
    target_cover: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        for link in self.links:
            if not (0 <= link.source < len(self.source_tokens) and 0 <= link.target < len(self.target_tokens)):
                raise ValueError(f"link {link.source}-{link.target} is out of range")
