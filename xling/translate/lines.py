"""Line mode: one line in, one line out. A line is segmented inside, and its translations are joined again."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from xling.errors import InputError
from xling.protocols import Translator
from xling.text import is_han
from xling.translate.locate import locate
from xling.types import Segment, Span, Term, TermHit, TermMatch, TermStatus, Translation

Finder = Callable[[str], Sequence[TermMatch]]
"""Glossary matches of a text."""


@dataclass(frozen=True, slots=True)
class Part:
    """One segment of a line: where it stands in the line, and where its translation stands in the line's."""

    span: Span
    target: Span
    translation: Translation


@dataclass(frozen=True, slots=True)
class Line:
    """The translation of one input line. ``error`` is set, and the translation empty, when the line cannot be read."""

    number: int
    text: str
    translation: str = ""
    parts: tuple[Part, ...] = ()
    unplaced: tuple[TermHit, ...] = ()  # terms of the line's column that belong to no segment
    error: InputError | None = None

    @property
    def score(self) -> float:
        """Mean log-probability per piece over the segments that were decoded; NaN when all were copied."""
        scored = [(part.translation.score, len(part.target) + 1) for part in self.parts]
        scored = [(score, weight) for score, weight in scored if not math.isnan(score)]
        total = sum(weight for _, weight in scored)
        return sum(score * weight for score, weight in scored) / total if total else math.nan

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(note for part in self.parts for note in part.translation.warnings))


def translate_lines(
    lines: Iterable[bytes], engine: Translator, *, source: str, target: str, find: Finder | None = None,
    terms_column: bool = False, chunk: int = 256, first: int = 1,
) -> Iterator[Line]:  # fmt: skip
    """Yield one :class:`Line` per input line, in order, ``chunk`` lines at a time: memory does not grow with the input.

    Line ends (``\\n``, ``\\r\\n``) are not part of the text. With ``terms_column`` the text after the last tab is a
    JSON list of ``{"source": …, "target": …}`` that holds for this line alone.
    ``first`` is the number of the first line.
    """
    numbered = enumerate(lines, start=first)
    while group := list(islice(numbered, chunk)):
        parsed = [_parse(number, raw, source, target, terms_column) for number, raw in group]
        jobs = [_segments(item, source, target, find) for item in parsed]
        flat = [piece for job in jobs for piece in job.pieces]
        done = iter(engine.translate([piece for piece, _ in flat], [terms for _, terms in flat]))
        for item, job in zip(parsed, jobs, strict=True):
            yield item.error_line() or _joined(item, job, [next(done) for _ in job.pieces])


@dataclass(frozen=True, slots=True)
class _Input:
    number: int
    text: str
    terms: tuple[Term, ...] = ()
    error: InputError | None = None

    def error_line(self) -> Line | None:
        return Line(self.number, self.text, error=self.error) if self.error else None


@dataclass(frozen=True, slots=True)
class _Job:
    pieces: list[tuple[Segment, list[TermMatch]]]
    unplaced: list[TermMatch]


def _parse(number: int, raw: bytes, source: str, target: str, terms_column: bool) -> _Input:
    if number == 1:
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        problem = InputError(
            f"line {number}: byte {error.start} is not UTF-8", hint="convert the input, e.g. iconv -t utf-8"
        )
        return _Input(number, raw.decode("utf-8", errors="replace").rstrip("\r\n"), error=problem)
    if not terms_column:
        return _Input(number, text)
    text, _, column = text.rpartition("\t") if "\t" in text else (text, "", "")
    try:
        return _Input(number, text, tuple(_term(entry, source, target, number) for entry in _entries(column)))
    except ValueError as error:
        hint = 'text<TAB>[{"source": "…", "target": "…"}]'
        return _Input(number, text, error=InputError(f"line {number}: terms column: {error}", hint=hint))


def _entries(column: str) -> list[Any]:
    if not column.strip():
        return []
    try:
        data = json.loads(column)
    except ValueError as error:
        raise ValueError(f"no JSON: {error}") from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(data, list):
        raise ValueError(f"a JSON list is needed, not {type(data).__name__}")
    return data


def _term(entry: Any, source: str, target: str, number: int) -> Term:  # noqa: ANN401
    if not isinstance(entry, dict):
        raise ValueError(f'{json.dumps(entry)[:60]} is no object with "source" and "target"')
    cells = [entry.get("source"), entry.get("target")]
    if not all(isinstance(cell, str) and cell.strip() for cell in cells):
        raise ValueError(f'{json.dumps(entry, ensure_ascii=False)[:80]} lacks "source" or "target"')
    bad = entry.get("forbidden") or []
    if not isinstance(bad, list) or not all(isinstance(each, str) for each in bad):
        raise ValueError('"forbidden" must be a list of strings')
    status = entry.get("status") or TermStatus.PREFERRED
    if status not in [each.value for each in TermStatus]:
        raise ValueError(f"unknown status {status!r}; known: {', '.join(TermStatus)}")
    first, second = (" ".join(str(cell).split()) for cell in cells)
    pos = str(entry.get("pos") or "")
    return Term(first, second, source, target, TermStatus(status), tuple(bad), pos=pos, where=f"line {number}")


def _segments(item: _Input, source: str, target: str, find: Finder | None) -> _Job:
    if item.error or not item.text.strip():
        return _Job([], [])
    from xling.ingest.language import identify
    from xling.segment import sentences

    matches = locate(item.text, item.terms)
    matches += [match for match in (find(item.text) if find else ()) if not _taken(match, matches)]
    pieces, placed = [], set()
    for index, span in enumerate(sentences(item.text, source)):
        text = span.of(item.text)
        # Only a clear case of the target language is copied; a doubtful line is what the user says it is.
        lang = target if identify(text, source) == target else source
        segment = Segment(f"line:{item.number}#{index}", f"line:{item.number}", index, lang, text, span)
        inside = [match for match in matches if len(match.span) and span.contains(match.span)]
        placed |= {id(match) for match in inside}
        moved = [TermMatch(match.term, match.span.shift(-span.start)) for match in inside]
        pieces.append((segment, moved))
    left = [match for match in matches if id(match) not in placed]
    if len(pieces) == 1:  # a term that was not found in the text can still be looked for in the only sentence
        pieces[0][1].extend(TermMatch(match.term, Span(0, 0)) for match in left)
        left = []
    return _Job(pieces, left)


def _taken(match: TermMatch, others: Sequence[TermMatch]) -> bool:
    return any(match.span.overlaps(other.span) for other in others)


def _joined(item: _Input, job: _Job, translations: Sequence[Translation]) -> Line:
    from xling.translate.terms import Judge
    from xling.types import TermOutcome

    if not job.pieces:
        return Line(item.number, item.text, item.text if not item.text.strip() else "")
    text, parts, end = "", [], None
    for (segment, _), translation in zip(job.pieces, translations, strict=True):
        gap = item.text[end if end is not None else 0 : segment.span.start]
        text += gap if end is None or gap else _gap(text, segment.text)
        rendered = " ".join(translation.text.split("\n")) if "\n" in translation.text else translation.text
        parts.append(Part(segment.span, Span(len(text), len(text) + len(rendered)), translation))
        text += rendered
        end = segment.span.end
    text += item.text[end or 0 :]
    missed = []
    for match in job.unplaced:
        span = Judge().honoured(match, text)
        outcome = TermOutcome.MODEL if span else TermOutcome.MISSED
        missed.append(TermHit(match, outcome, span, "" if span else "the source term is not in the line"))
    return Line(item.number, item.text, text, tuple(parts), tuple(missed))


def _gap(before: str, source: str) -> str:
    """Between sentences that touch: Chinese puts no space there, English needs one."""
    return " " if before and not before[-1].isspace() and (source[:1].isalnum() or is_han(source[:1] or " ")) else ""


def as_json(line: Line) -> dict[str, Any]:
    """The JSONL object of a line: spans are characters of ``text`` and of ``translation``."""
    if line.error:
        return {"line": line.number, "text": line.text, "translation": "", "error": str(line.error)}
    terms = [_hit(hit, part.span.start, part.target.start) for part in line.parts for hit in part.translation.terms]
    return {
        "line": line.number,
        "text": line.text,
        "translation": line.translation,
        "score": line.score,
        "terms": terms + [_hit(hit, 0, 0) for hit in line.unplaced],
        "segments": [
            {
                "start": part.span.start,
                "end": part.span.end,
                "target_start": part.target.start,
                "target_end": part.target.end,
                "translation": part.translation.text,
                "score": part.translation.score,
                "warnings": list(part.translation.warnings),
            }
            for part in line.parts
        ],
        "warnings": list(line.warnings),
        "model": next((part.translation.model for part in line.parts if part.translation.model), ""),
    }


def _hit(hit: TermHit, source: int, target: int) -> dict[str, Any]:
    span, place = hit.match.span, hit.target_span
    return {
        "source": hit.match.term.source,
        "target": hit.match.term.target,
        "outcome": hit.outcome.value,
        "start": span.start + source if len(span) else None,
        "end": span.end + source if len(span) else None,
        "target_start": place.start + target if place else None,
        "target_end": place.end + target if place else None,
        "reason": hit.reason,
    }
