"""Where in a translation a source term is rendered: spans from the word aligner or the decoder's attention."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from xling.errors import ModelError
from xling.protocols import Aligner
from xling.translate.kept import Kept
from xling.translate.pieces import Tokenizer
from xling.translate.units import Draft
from xling.translate.wordforms import core
from xling.types import Alignment, Span, TermMatch

_WORD = re.compile(r"\w+(?:['’‐‑-]\w+)*")
_CLAUSE_END = re.compile(r"(?<=\w)(?=[,;]\s)|(?<=\w{4})(?=[.!?:]\s)")


@cache
def word_aligner(threads: int = 0) -> Aligner | None:
    """The aligner over the installed word encoder; None where no encoder is installed."""
    from xling.align import aligner

    try:
        return aligner(threads=threads)
    except ModelError:
        return None


AlignerSource = Callable[[], Aligner | None]


def align(
    texts: Sequence[tuple[str, str]], languages: tuple[str, str], source: AlignerSource
) -> list[Alignment | None]:
    """Word links for each (source text, translation); all None without an aligner."""
    aligner = source() if texts else None  # loading the encoder takes seconds
    if aligner is None:
        return [None] * len(texts)
    return list(aligner.align([(left, right, *languages) for left, right in texts]))


def candidates(
    draft: Draft, text: str, match: TermMatch, alignment: Alignment | None, tokenizer: Tokenizer
) -> list[Span]:
    """Spans of ``text`` that may render ``match``, likeliest first; empty when nothing speaks for any.

    A term inside a compound gives parts of the compound's rendering as well: Datenannotation in
    Datenannotationsunternehmen → "data labelling" of "data labelling company".
    """
    if not len(match.span):
        return []
    from xling.align import project

    found: list[Span] = []
    if alignment is not None and (span := project(alignment, match.span)) is not None:
        found += _parts(draft.unit.text, text, match.span, core(text, span))
    if text == draft.text and (span := _attended(draft, match.span, tokenizer)) is not None:
        found += _parts(draft.unit.text, text, match.span, core(text, span))
    return list(dict.fromkeys(found))


def gaps(text: str, match: TermMatch, *, near: float, most: int = 4) -> list[Span]:
    """Empty spans where the term can be put in: for a term before words and at the end (before final punctuation), at
    most ``most``, those nearest to ``near``, the relative position (0–1) of the source term; for an amount the ends of
    clauses, where it can be added as an adverbial ("in 2019")."""
    end = len(text.rstrip(" .!?…\"'”’)"))
    if isinstance(match.term, Kept):
        ends = {*(found.start() for found in _CLAUSE_END.finditer(text)), end} if match.term.adjunct else set()
        return [Span(at, at) for at in sorted(ends) if at]
    starts = [found.start() for found in _WORD.finditer(text)]
    spans = [Span(at, at) for at in sorted({*starts, end})]
    return sorted(sorted(spans, key=lambda span: abs(span.start - near * len(text)))[:most])


def _parts(source: str, text: str, term: Span, rendered: Span) -> list[Span]:
    words = [Span(rendered.start + m.start(), rendered.start + m.end()) for m in _WORD.finditer(rendered.of(text))]
    if not words:
        return []
    at_left = term.start > 0 and source[term.start - 1].isalpha() and source[term.start].isascii()
    at_right = term.end < len(source) and source[term.end].isalpha() and source[term.end - 1].isascii()
    if len(words) == 1 or not (at_left or at_right):
        return [rendered]
    cut = [Span(words[0].start, words[k].end) for k in range(len(words) - 1)] if at_right else []
    tail = [Span(words[k].start, words[-1].end) for k in range(1, len(words))] if at_left else []
    return [*reversed(cut), *tail, rendered]


def _attended(draft: Draft, term: Span, tokenizer: Tokenizer) -> Span | None:
    """The words whose decoder attention rests on the term: pieces that look there first, else the one that looks
    there most."""
    attention = draft.best.attention
    if attention is None or draft.marked:
        return None
    first, last = tokenizer.source_range(draft.unit.text, term)
    if first >= attention.shape[1] or not len(attention):
        return None
    mass = attention[:, first : min(last, attention.shape[1])].sum(axis=1)
    looking = [
        int(i) for i in np.flatnonzero((np.argmax(attention, axis=1) >= first) & (np.argmax(attention, axis=1) < last))
    ]
    rows = _run(looking) or [int(np.argmax(mass))]
    ends = tokenizer.offsets(draft.best.pieces)
    start = ends[rows[0] - 1] if rows[0] else 0
    hit = Span(start, max(start, ends[rows[-1]]))
    words = [Span(*found.span()) for found in _WORD.finditer(draft.text)]
    touched = [word for word in words if word.overlaps(hit)]
    return Span(touched[0].start, touched[-1].end) if touched else None


def _run(rows: Sequence[int]) -> list[int]:
    """The longest run of rows with gaps of at most two."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row - runs[-1][-1] <= 2:
            runs[-1].append(row)
        else:
            runs.append([row])
    return max(runs, key=len) if runs else []
