"""Which sentences an edit of the glossary touches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xling.glossary.glossary import Glossary
from xling.types import Segment, TermMatch


@dataclass(frozen=True, slots=True)
class Touched:
    """A sentence whose terms differ: matches only the old glossary has, and only the new one."""

    segment: Segment
    gone: tuple[TermMatch, ...]
    new: tuple[TermMatch, ...]


def touched(old: Glossary, new: Glossary, segments: Iterable[Segment]) -> list[Touched]:
    """Sentences that the two glossaries treat differently; only these need a new translation.

    Notes, evidence, owners, dates and line numbers make no difference; targets, synonyms and forbidden renderings do.
    """
    found = []
    for segment in segments:
        before = {_meaning(old, match): match for match in old.find(segment.text, segment.lang)}
        after = {_meaning(new, match): match for match in new.find(segment.text, segment.lang)}
        gone = tuple(match for key, match in before.items() if key not in after)
        come = tuple(match for key, match in after.items() if key not in before)
        if gone or come:
            found.append(Touched(segment, gone, come))
    return found


def _meaning(glossary: Glossary, match: TermMatch) -> tuple[object, ...]:
    term = match.term
    return (match.span, term.status, term.target, term.pos, term.forbidden, glossary.accepted(term))


def line_changes(old: Glossary, new: Glossary) -> tuple[list[str], list[str]]:
    """Entries that only the old and only the new glossary has, as readable lines."""

    def lines(glossary: Glossary) -> dict[str, None]:
        return {
            f"{term.source} → {term.target or '–'} [{term.status.value}]"
            + (f" not: {', '.join(term.forbidden)}" if term.forbidden else "")
            + (f" near: {', '.join(term.context)}" if term.context else ""): None
            for term in glossary.terms
        }

    before, after = lines(old), lines(new)
    return [line for line in before if line not in after], [line for line in after if line not in before]
