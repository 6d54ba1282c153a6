"""What a translation must keep besides glossary terms: amounts and names, in the dress of terms for the ladder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from xling.types import Span, Term, TermMatch


@dataclass(frozen=True, slots=True)
class Kept(Term, ABC):
    """A term that no editor wrote: found in the source text, fulfilled by what :meth:`places` finds.

    ``label`` names the kind in notes.
    """

    label: ClassVar[str] = ""

    def form(self, before: str, words: str, *, opening: bool = False) -> str:
        """What to say behind ``before`` in place of ``words``; ``opening``: only as much as the model needs to go on
        by itself when the sentence is decoded again."""
        return self.target

    def remains(self, text: str) -> list[Span]:
        """What can be seen in ``text``, a translation, to be a garbled rendering of it; the likeliest first."""
        return []

    @property
    def adjunct(self) -> str:
        """The words that can be added at the end of a clause where nothing renders it; empty where none can."""
        return ""

    def may_replace(self, words: str) -> bool:
        """Whether ``words`` of a translation can be what the model made of it."""
        return bool(words)

    @abstractmethod
    def places(self, text: str) -> list[Span]:
        """Where ``text``, a translation, fulfils it."""


def covered(terms: Sequence[TermMatch]) -> frozenset[int]:
    """Indices of the glossary terms that are part of something kept: Milliarde in "zwei Milliarden Euro"."""
    kept = [match.span for match in terms if isinstance(match.term, Kept)]
    return frozenset(
        index
        for index, match in enumerate(terms)
        if not isinstance(match.term, Kept) and any(is_part(match.span, span) for span in kept)
    )


def is_part(span: Span, whole: Span) -> bool:
    """Whether ``span`` lies inside ``whole`` and is less than it."""
    return len(span) > 0 and span != whole and whole.contains(span)
