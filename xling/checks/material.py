"""What the checks look at: all that the earlier stages found out about a set of articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from xling.checks.votes import Poll
from xling.protocols import SentenceEncoder
from xling.types import (
    Alignment,
    Article,
    Blame,
    Claim,
    ClaimLink,
    Evidence,
    Finding,
    Segment,
    Span,
    Term,
    Translation,
)


def finding_in(
    segment: Segment,
    rule: str,
    span: Span,
    score: float,
    message: str,
    *,
    blame: Blame = Blame.SOURCE,
    suggestion: str = "",
    evidence: tuple[Evidence, ...] = (),
) -> Finding:
    """A finding about an article itself; ``span`` is into the text of ``segment``."""
    return Finding(
        rule=rule,
        article=segment.article,
        segment=segment.id,
        span=span.shift(segment.span.start),
        score=score,
        message=message,
        blame=blame,
        suggestion=suggestion,
        evidence=evidence,
    )


@dataclass(frozen=True)
class Material:
    """Articles that are judged together. Lookups are built on first use.

    ``encoder`` is None where no encoder is installed: checks that need one then stay silent or work from surface
    evidence alone, and the pipeline notes it.
    """

    articles: tuple[Article, ...]
    segments: tuple[Segment, ...]
    translations: Mapping[str, Translation] = field(default_factory=dict)
    alignments: Mapping[str, Alignment] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    links: tuple[ClaimLink, ...] = ()
    terms: tuple[Term, ...] = ()
    encoder: SentenceEncoder | None = None
    together: bool = True  # False in line mode: every article stands alone, none is evidence about another

    @cached_property
    def poll(self) -> Poll:
        """Which articles confirm and which contradict each detail."""
        return Poll(self.links)

    @cached_property
    def article_by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles}

    @cached_property
    def segment_by_id(self) -> dict[str, Segment]:
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def content(self) -> tuple[Segment, ...]:
        """Segments of the article proper, boilerplate and metadata left out."""
        return tuple(segment for segment in self.segments if segment.is_content)

    @cached_property
    def content_by_article(self) -> dict[str, tuple[Segment, ...]]:
        groups: dict[str, list[Segment]] = {article.id: [] for article in self.articles}
        for segment in self.content:
            groups[segment.article].append(segment)
        return {key: tuple(value) for key, value in groups.items()}
