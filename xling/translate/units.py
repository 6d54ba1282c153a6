"""What is decoded in one go: a segment, or a part of one that was too long or had to be cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from xling.translate.decoding import Hypothesis
from xling.translate.guard import split
from xling.types import Span, TermMatch


@dataclass(frozen=True, slots=True)
class Unit:
    """``text`` is ``segment.text[start:start + len(text)]``; the spans of ``terms`` are into ``text``."""

    text: str
    start: int = 0
    terms: tuple[TermMatch, ...] = ()

    def part(self, span: Span) -> Unit:
        """The unit for a span of this one, with the terms that lie inside it."""
        inside = [match for match in self.terms if span.contains(match.span)]
        moved = tuple(replace(match, span=match.span.shift(-span.start)) for match in inside)
        return Unit(span.of(self.text), self.start + span.start, moved)

    def parts(self, spans: Sequence[Span], fits: Callable[[str], bool]) -> list[Unit]:
        """The units for consecutive spans; a border inside a term moves before it where the longer part still fits."""
        borders = list(spans)
        for index in range(1, len(borders)):
            left, right = borders[index - 1], borders[index]
            inside = [match.span for match in self.terms if match.span.start < right.start < match.span.end]
            start = min((span.start for span in inside), default=right.start)
            if left.start < start < right.start and fits(self.text[start : right.end]):
                end = len(self.text[:start].rstrip())
                borders[index - 1], borders[index] = Span(left.start, max(left.start, end)), Span(start, right.end)
        return [self.part(span) for span in borders if len(span)]


@dataclass(frozen=True, slots=True)
class Draft:
    """A unit with its hypotheses, best first, and what was done to get them. ``marked`` says that the terms stood in
    the source as inline marks."""

    unit: Unit
    nbest: tuple[Hypothesis, ...]
    text: str  # of the best hypothesis
    marked: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def best(self) -> Hypothesis:
        return self.nbest[0]


def units_of(
    text: str,
    terms: Sequence[TermMatch],
    fits: Callable[[str], bool],
    bears: Callable[[str], bool] | None = None,
    reads: Callable[[str], bool] | None = None,
) -> list[Unit]:
    """One unit for a text that fits the model, several cut at clause borders otherwise (see :func:`split`).

    :param reads: whether the model can read a text at all: as far as a part may grow to keep a term whole.
    """
    whole = Unit(text, 0, tuple(terms))
    if fits(text):
        return [whole]
    return whole.parts(split(text, fits, bears), reads or bears or fits)
