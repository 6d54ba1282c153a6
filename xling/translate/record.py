"""Translations as cache entries, and the joining of parts into the translation of a whole segment."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from typing import Any

from xling.models import ModelInfo
from xling.translate.ladder import Pinned
from xling.translate.terms import Judge
from xling.translate.units import Draft
from xling.translate.version import mending
from xling.types import Segment, Span, TermHit, TermMatch, TermOutcome, Translation


def key(signature: str, segment: Segment, terms: Sequence[TermMatch], judge: Judge) -> str:
    """Hash over model, settings, the version of the mending code, source text and the terms of this very segment: a
    glossary edit changes the keys of those segments alone whose terms it touches."""
    asked = [
        [match.span.start, match.span.end, term.status.value, term.target, term.source, judge.asked(match)]
        for match in terms
        for term in (match.term,)
    ]
    payload = json.dumps([mending(), signature, segment.lang, segment.text, asked], ensure_ascii=False)
    return hashlib.sha256(payload.encode("utf-8", errors="surrogatepass")).hexdigest()


def dump(translation: Translation) -> dict[str, Any]:
    """JSON value of what the decoder found out about a segment; :func:`load` is its inverse."""
    return {
        "text": translation.text,
        "score": None if math.isnan(translation.score) else translation.score,
        "warnings": list(translation.warnings),
        "hits": [
            [hit.outcome.value, [hit.target_span.start, hit.target_span.end] if hit.target_span else None, hit.reason]
            for hit in translation.terms
        ],
    }


def load(entry: Any, segment: Segment, terms: Sequence[TermMatch]) -> Translation | None:  # noqa: ANN401
    """The translation behind a cache entry; None when the entry is not what :func:`dump` writes."""
    try:
        hits = tuple(
            TermHit(match, TermOutcome(outcome), Span(*span) if span else None, str(reason))
            for match, (outcome, span, reason) in zip(terms, entry["hits"], strict=True)
        )
        score = float("nan") if entry["score"] is None else float(entry["score"])
        return Translation(segment, "", str(entry["text"]), score, hits, tuple(map(str, entry["warnings"])))
    except (KeyError, TypeError, ValueError):
        return None


def join(
    segment: Segment, terms: Sequence[TermMatch], parts: Sequence[tuple[Draft, Pinned]], info: ModelInfo
) -> Translation:
    """One translation from the parts of a segment: texts joined by a space, spans moved, scores averaged by length."""
    text, found, warnings = "", {}, []
    total = pieces = 0.0
    for draft, pinned in parts:
        text += " " if text and pinned.text else ""
        for hit in pinned.hits:
            moved = hit.target_span.shift(len(text)) if hit.target_span else None
            at = hit.match.span.shift(draft.unit.start)
            found[at, hit.match.term] = (hit.outcome, moved, hit.reason)
        text += pinned.text
        total, pieces = total + pinned.score * pinned.length, pieces + pinned.length
        warnings += [*draft.warnings, *pinned.warnings]
    lost = (TermOutcome.MISSED, None, "the segment had to be cut inside the term")
    hits = tuple(TermHit(match, *found.get((match.span, match.term), lost)) for match in terms)
    score = total / pieces if pieces else float("nan")
    return Translation(segment, info.target, text, score, hits, tuple(dict.fromkeys(warnings)), info.name)
