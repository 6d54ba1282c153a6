"""What a translation must keep besides glossary terms: amounts and names, in the dress of terms for the ladder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from xling.types import Span, Term


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
