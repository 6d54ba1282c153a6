"""Plain text to paragraphs: lines, and which line breaks are only the wrapping of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xling.text import display_width
from xling.types import Span

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_MIN_COLUMN, _MAX_COLUMN = 40, 110  # wrap columns that editors and mailers use
_ENDS = tuple(".!?:;。！？：；…”“\"'»«)）】」』")
_ITEM = re.compile(
    r"\s*(?:[-*+•·▪◦‣▲△▼■●○◆►▶✓✔–—]\s|[-*•▲△●■◆]|#{1,6}\s|>|\(?\d{1,3}[.)]\s|[（(]?[一二三四五六七八九十\d]{1,3}[)）、]|\[\d+\]|\|)"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of lines that belong together. ``span`` has no white space at its ends; ``gap`` counts the blank lines
    before it; ``lines`` is the number of lines."""

    span: Span
    text: str
    gap: int
    lines: int = 1


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str  # stripped
    width: int
    gap: int


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of ``text`` in order; they cover every character that is not white space. Linear time.

    A line is a paragraph of its own unless the lines around it are filled up to a common column, as mailers and
    editors wrap them: then a line break inside the paragraph is no border.
    """
    found: list[Paragraph] = []
    groups = list(_groups(_lines(text)))
    common = _common_column(groups)
    for group in groups:
        for run in _runs(group, common or _common_column([group])):
            span = Span(run[0].start, run[-1].end)
            found.append(Paragraph(span, span.of(text), run[0].gap, len(run)))
    return found


def _lines(text: str) -> Iterator[_Line]:
    start, gap = 0, 0
    length = len(text)
    while start <= length:
        match = _BREAK.search(text, start)
        end = match.start() if match else length
        raw = text[start:end]
        stripped = raw.strip()
        if stripped:
            left = start + len(raw) - len(raw.lstrip())
            # The width matters only up to the widest column that counts as wrapped.
            width = display_width(raw.rstrip()) if len(raw) <= 4 * _MAX_COLUMN else len(raw)
            yield _Line(left, left + len(stripped), stripped, width, gap)
            gap = 0
        else:
            gap += 1
        if match is None:
            break
        start = match.end()


def _groups(lines: Iterator[_Line]) -> Iterator[list[_Line]]:
    """Lines that follow each other without a blank line."""
    group: list[_Line] = []
    for line in lines:
        if line.gap and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _runs(group: Sequence[_Line], column: int) -> Iterator[list[_Line]]:
    """Lines that one paragraph was wrapped into; with ``column`` 0 every line is a paragraph."""
    run: list[_Line] = []
    for line in group:
        if run and (not column or not _is_soft(run[-1], line, column) or _is_item(line, run[-1])):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _is_item(line: _Line, before: _Line) -> bool:
    """True if ``line`` begins a list item. A dash or a number that wrapping moved to the start of a line does not."""
    match = _ITEM.match(line.text)
    if not match or before.text.endswith(_ENDS) or _ITEM.match(before.text):
        return bool(match)
    mark, rest = match[0].strip(), line.text[match.end() :].lstrip()
    if mark in ("–", "—") or line.text.startswith("--"):
        return False
    return not (mark[:1].isdigit() or (mark in ("-", "+", "*") and rest[:1].islower()))


def _first_word(line: _Line) -> int:
    """Columns of the first unit that could have stood on the line before: a word, or one Chinese character."""
    first = line.text[0]
    if display_width(first) == 2:
        return 2
    word = re.match(r"\S+", line.text)
    return display_width(word[0]) + 1 if word else 1


def _is_soft(line: _Line, following: _Line, column: int) -> bool:
    """True if the break after ``line`` is what filling lines up to ``column`` produces."""
    if line.width + _first_word(following) > column - 1:
        return True
    # Ragged wrapping: the sentence visibly goes on.
    return following.text[0].islower() and not line.text.endswith(_ENDS) and line.width > column * 0.6


def _common_column(groups: Sequence[Sequence[_Line]]) -> int:
    """The column up to which the lines of ``groups`` are filled; 0 when they are not wrapped."""
    column = max(line.width for group in groups for line in group) if groups else 0
    if not _MIN_COLUMN <= column <= _MAX_COLUMN:
        return 0
    pairs = [(a, b) for group in groups for a, b in pairwise(group) if not _is_item(b, a)]
    soft = [(a, b) for a, b in pairs if _is_soft(a, b, column)]
    # Lines of a list or of headlines also come close to one length by chance; a wrapped text breaks mid-sentence.
    middle = [(a, b) for a, b in soft if not a.text.endswith(_ENDS)]
    goes_on = any(b.text[0].islower() or (_is_wide(a.text[-1]) and _is_wide(b.text[0])) for a, b in middle)
    return column if goes_on and len(soft) * 10 >= len(pairs) * 6 and len(middle) * 2 >= len(soft) else 0


def _is_wide(character: str) -> bool:
    return display_width(character) == 2
