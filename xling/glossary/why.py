"""Explains for every occurrence of a term whether it was matched, and how the translation honours it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum

from xling.errors import UsageError
from xling.glossary.glossary import CONTEXT_WINDOW, Glossary, in_context
from xling.glossary.phrase import TOKEN
from xling.types import Segment, Span, Term, TermMatch, TermStatus, Translation


class Fate(StrEnum):
    HONOURED = "honoured"
    MISSED = "missed"
    FORBIDDEN = "forbidden rendering"
    CLEAN = "not rendered wrongly"  # a forbidden-only term whose forbidden renderings do not occur
    UNTRANSLATED = "no translation"
    NOT_MATCHED = "not matched"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of the source text. ``span`` is into ``segment.text``, ``target_span`` into the translation."""

    segment: Segment
    span: Span
    fate: Fate
    reason: str
    term: Term | None = None
    translation: str = ""
    target_span: Span | None = None

    @property
    def text(self) -> str:
        return self.span.of(self.segment.text)

    @property
    def rendering(self) -> str:
        return self.target_span.of(self.translation) if self.target_span else ""


def why(
    glossary: Glossary, word: str, segments: Sequence[Segment], translations: Mapping[str, Translation]
) -> list[Occurrence]:
    """Every occurrence of the glossary's term ``word``, in order.

    :raises UsageError: when the glossary has no such source term; the hint names similar ones.
    """
    terms = [term for term in glossary.terms if term.source.casefold() == word.casefold()]
    if not terms:
        near = get_close_matches(word, sorted({term.source for term in glossary.terms}), n=3, cutoff=0.5)
        hint = "similar: " + ", ".join(near) if near else "see xling glossary list"
        raise UsageError(f"the glossary has no term {word!r}", hint=hint)
    unconditional = Glossary(replace(term, context=()) for term in terms)
    return [
        occurrence
        for segment in segments
        for occurrence in _in_segment(glossary, terms, unconditional, segment, translations.get(segment.id))
    ]


def _in_segment(
    glossary: Glossary, terms: list[Term], unconditional: Glossary, segment: Segment, translation: Translation | None
) -> Iterator[Occurrence]:
    anywhere = unconditional.find(segment.text, segment.lang)
    matches = glossary.find(segment.text, segment.lang) if anywhere else []
    seen: dict[Term, int] = {}
    for place in anywhere:
        match = next((item for item in matches if item.span == place.span and item.term in terms), None)
        if match is None:
            reason = _why_not(terms, matches, place.span, segment.text)
            yield Occurrence(segment, place.span, Fate.NOT_MATCHED, reason)
        else:
            yield _fate(glossary, match, segment, translation, seen.get(match.term, 0))
            seen[match.term] = seen.get(match.term, 0) + 1
    yield from _near_misses(terms, [place.span for place in anywhere], segment)


def _fate(
    glossary: Glossary, match: TermMatch, segment: Segment, translation: Translation | None, earlier: int
) -> Occurrence:
    """``earlier`` occurrences of the term stand before this one: the translation must have one rendering more."""
    term = match.term
    context = f" (context: {', '.join(term.context)})" if term.context else ""
    rule = f"{term.where.rpartition('/')[2]}: {term.source} → {term.target or 'nothing prescribed'}{context}"
    if translation is None:
        reason = f"matched by {rule}; there is no translation to look at"
        return Occurrence(segment, match.span, Fate.UNTRANSLATED, reason, term)
    text = translation.text
    outcome = next((hit for hit in translation.terms if hit.match.span == match.span and hit.match.term == term), None)
    how = f"; outcome: {outcome.outcome.value}" + (f", {outcome.reason}" if outcome.reason else "") if outcome else ""
    if wrong := glossary.violations(match, text):
        reason = f"{rule}; forbidden: {', '.join(term.forbidden)}{how}"
        return Occurrence(segment, match.span, Fate.FORBIDDEN, reason, term, text, wrong[0])
    renderings = sorted(glossary.renderings(match, text))
    if len(renderings) > earlier:
        span = renderings[earlier]
        shown = "as preferred" if _is_preferred(term, span.of(text)) else "by an admitted synonym"
        return Occurrence(segment, match.span, Fate.HONOURED, f"{rule}; {shown}{how}", term, text, span)
    if renderings:
        reason = f"{rule}; occurrence {earlier + 1}, but rendered only {len(renderings)} time(s){how}"
        return Occurrence(segment, match.span, Fate.MISSED, reason, term, text)
    if term.status is TermStatus.FORBIDDEN:
        return Occurrence(segment, match.span, Fate.CLEAN, f"{rule}; none of {', '.join(term.forbidden)}", term, text)
    wanted = ", ".join(target for target, _ in glossary.accepted(term)) or term.target
    return Occurrence(segment, match.span, Fate.MISSED, f"{rule}; none of {wanted} found{how}", term, text)


def _is_preferred(term: Term, rendering: str) -> bool:
    front = term.target.casefold().replace("-", " ").split()[:1]
    return bool(front) and rendering.casefold().replace("-", " ").startswith(front[0][: max(3, len(front[0]) - 2)])


def _why_not(terms: list[Term], matches: list[TermMatch], span: Span, text: str) -> str:
    for match in matches:
        if match.span.overlaps(span):
            return f"part of the longer term {match.term.source!r}"
    conditions = [term for term in terms if term.context and not in_context(term, text, span, "")]
    if conditions:
        words = " / ".join(", ".join(term.context) for term in conditions)
        return f"context condition not met: none of {words} within {CONTEXT_WINDOW} characters of the sentence"
    return "another term took its place"


def _near_misses(terms: list[Term], found: list[Span], segment: Segment) -> Iterator[Occurrence]:
    """Places where the letters of the term stand, but not the term."""
    lower = segment.text.lower()
    if len(lower) != len(segment.text):
        return
    for source in sorted({term.source.lower() for term in terms if term.source_lang == segment.lang}):
        start = lower.find(source)
        while start >= 0:
            span = Span(start, start + len(source))
            if not any(span.overlaps(other) for other in found):
                yield Occurrence(segment, span, Fate.NOT_MATCHED, _letters_only(segment, span))
            start = lower.find(source, span.end)


def _letters_only(segment: Segment, span: Span) -> str:
    if segment.lang == "zh":
        return "the likeliest reading of the sentence cuts it in two"
    for token in TOKEN.finditer(segment.text):
        if token.start() <= span.start and span.end <= token.end() and len(token.group()) > len(span):
            return f"inside {token.group()!r}, which is not taken for a compound of it"
    return f"{span.of(segment.text)!r} is written in another way than the term (capitals)"
