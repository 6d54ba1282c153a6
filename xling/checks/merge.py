"""One flag for one cause: what a missing, added or detached stretch of a translation explains is evidence for it.

A number inside words that are not rendered has no counterpart either; a name inside words that nothing in the source
says comes from nowhere. Reported side by side, the editor reads the same error twice. So a finding of another family on
such words joins that of the coverage family where it is a small part of it; where both are about nearly the same words,
the coverage finding joins the other, which says more. A finding never joins one that is less severe.

A negation turned round by a word-by-word translation contradicts what other articles say; the contradiction, on either
side, is evidence for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from xling.types import Blame, Evidence, Finding, Segment, Severity

DETACHED = "XL-DET-001"
COVERAGE = frozenset({"XL-OMIT-001", "XL-ADD-001", DETACHED})
TURNED, CONTRADICTION = "XL-POL-001", "XL-CLAIM-001"
_PART = 0.6  # share of the words of a coverage finding up to which another one is a part of it


@dataclass(frozen=True, slots=True)
class Cause:
    """A finding, and those that it explains."""

    head: Finding
    parts: tuple[Finding, ...] = ()

    @property
    def finding(self) -> Finding:
        """The head, with what its parts say as evidence."""
        said = tuple(Evidence("rule", f"{part.rule}: {part.message}") for part in self.parts)
        return replace(self.head, evidence=(*self.head.evidence, *said)) if said else self.head


def causes(
    found: Iterable[Finding], segments: Mapping[str, Segment], severity: Callable[[Finding], Severity]
) -> list[Cause]:
    """Group the findings about translations and about turned negations by cause, order kept; all others are causes of
    their own."""
    everything = list(found)
    by_segment: dict[str, list[int]] = defaultdict(list)
    for place, finding in enumerate(everything):
        if finding.blame is Blame.TRANSLATION and finding.segment in segments:
            by_segment[finding.segment].append(place)
    joins = _contradictions(everything)
    for segment, places in by_segment.items():
        wide = [place for place in places if everything[place].rule in COVERAGE]
        for head in sorted(wide, key=lambda place: everything[place].rule != DETACHED):
            for other in places:
                if other != head and head not in joins and other not in joins:
                    joins |= _joined(head, other, everything, segments[segment], severity)
    parts: dict[int, list[Finding]] = defaultdict(list)
    for place in joins:
        parts[_last(joins, place)].append(everything[place])
    return [Cause(finding, tuple(parts[place])) for place, finding in enumerate(everything) if place not in joins]


def _contradictions(found: list[Finding]) -> dict[int, int]:
    """Contradictions that meet the words of a turned negation, and the place of that."""
    heads = [(place, each) for place, each in enumerate(found) if each.rule == TURNED and each.target is None]
    return {
        place: head
        for place, each in enumerate(found)
        if each.rule == CONTRADICTION
        for head, turned in heads
        if any(
            article == turned.article and span is not None and span.overlaps(turned.span)
            for article, span in ((each.article, each.span), *((piece.article, piece.span) for piece in each.evidence))
        )
    }


def _joined(
    head: int, other: int, found: list[Finding], segment: Segment, severity: Callable[[Finding], Severity]
) -> dict[int, int]:
    """Which of the two places joins the other; empty where the causes differ."""
    share = _share(found[head], found[other], segment)
    if share is None:
        return {}
    small, large = (other, head) if share <= _PART else (head, other)
    if severity(found[small]).rank > severity(found[large]).rank:
        small, large = large, small
    return {small: large}


def _share(wide: Finding, other: Finding, segment: Segment) -> float | None:
    """Which part of the words of a coverage finding those of another are; None where they lie elsewhere or are about
    both sides, so that the cause is another one."""
    added = other.target is not None and other.span == segment.span
    if wide.rule == DETACHED:
        return 0.0 if other.target is None or added else None
    if other.rule in COVERAGE:
        return None
    if wide.target is None and other.target is None and wide.span.contains(other.span):
        return len(other.span) / max(1, len(wide.span))
    if wide.target is not None and other.target is not None and added and wide.target.contains(other.target):
        return len(other.target) / max(1, len(wide.target))
    return None


def _last(joins: Mapping[int, int], place: int) -> int:
    while place in joins:
        place = joins[place]
    return place
