"""Segment and translation side by side, as the pair checks look at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xling.checks.material import Material
from xling.types import Alignment, Blame, Evidence, Finding, Segment, Span, Translation


@dataclass(frozen=True, slots=True)
class Pair:
    """One translated segment. Spans given to ``finding`` are into the segment's and the translation's own text."""

    segment: Segment
    translation: Translation
    alignment: Alignment | None

    @property
    def source(self) -> str:
        return self.segment.text

    @property
    def target(self) -> str:
        return self.translation.text

    def finding(
        self,
        rule: str,
        score: float,
        message: str,
        *,
        source: Span | None = None,
        target: Span | None = None,
        suggestion: str = "",
        evidence: tuple[Evidence, ...] = (),
        blame: Blame = Blame.TRANSLATION,
    ) -> Finding:
        """A finding about this pair. Without a source span it is about the whole segment."""
        inside = source or Span(0, len(self.segment.text))
        return Finding(
            rule=rule,
            article=self.segment.article,
            segment=self.segment.id,
            span=inside.shift(self.segment.span.start),
            score=round(min(1.0, max(0.0, score)), 4),
            message=message,
            blame=blame,
            suggestion=suggestion,
            evidence=evidence,
            target=target,
        )


def pairs(material: Material) -> Iterator[Pair]:
    """The content segments that have a translation which was not simply copied, in reading order."""
    for segment in material.content:
        translation = material.translations.get(segment.id)
        if translation is not None and "copied" not in translation.warnings:
            yield Pair(segment, translation, material.alignments.get(segment.id))
