"""Finds the ways in which a neural model breaks down, and cuts a segment at clause borders so that it can try again.

Thresholds follow what is known of the failures: repetition loops and detached or empty output (Raunak et al. 2021,
"The Curious Case of Hallucinations in NMT") show as repeated n-grams and implausible lengths.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import pairwise

from xling.text import is_han
from xling.types import Span

_WORD = re.compile(r"\w+|[^\w\s]")
_STRONG = re.compile(r"(?<=[;；。！？])|(?<=[.!?:：])(?=\s)|\s(?=[–—]\s)")
_WEAK = re.compile(
    r"(?<=[，、])|(?<=,)(?=\s)|(?<=[)）])(?=\s)|\s(?=\()|\s(?=(?:und|oder|aber|sondern|während|weil|dass|wobei)\s)"
)

_CLAUSES = (_STRONG, _WEAK)
_ANYWHERE = (re.compile(r"(?<=\s)"), re.compile(r"(?<=.)", re.DOTALL))
# aaaaa, nonononono, oneoneone; numbers only where they are longer than any that is written out (10¹² has 13 digits)
_STUTTER = re.compile(r"([^\W\d])\1{4,}|([^\W\d]{2})\2{3,}|([^\W\d]{3,8})\3{2,}|(\d{1,3})\4{12,}")


class Defect(StrEnum):
    REPETITION = "repetition"
    TRUNCATION = "truncation"
    EMPTY = "empty output"


def defects(source: str, output: str, *, cut: bool = False) -> tuple[Defect, ...]:
    """What is visibly wrong with ``output`` as a translation of ``source``; nothing for a plausible one.

    ``cut`` says that the search ran into its length limit.
    """
    if not _letters(output) and not any(map(str.isdigit, output)):
        return (Defect.EMPTY,) if _letters(source) else ()
    found = []
    if repeats(output) and not repeats(source):
        found.append(Defect.REPETITION)
    if cut or _too_short(source, output):
        found.append(Defect.TRUNCATION)
    return tuple(found)


def repeats(text: str) -> bool:
    """True for a loop: one to eight words three times in a row, a 4-gram of words three
    times anywhere, or a group of characters again and again inside a word or number."""
    words = [word.casefold() for word in _WORD.findall(text)]
    for size in range(1, 9):
        needed = 3
        run = 0
        for index in range(size, len(words)):
            run = run + 1 if words[index] == words[index - size] and _wordy(words[index - size + 1 : index + 1]) else 0
            if run >= size * (needed - 1):
                return True
    grams = Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))
    if any(count >= 3 and _wordy(gram) for gram, count in grams.items()):
        return True
    return _STUTTER.search(text) is not None


def _wordy(words: Iterable[str]) -> bool:
    return any(character.isalpha() for word in words for character in word)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _too_short(source: str, output: str) -> bool:
    # A Chinese character takes about three to four English letters, a German letter about 0.95. Only sentences long
    # enough for the ratio to mean something are judged, and only at a third of what is usual.
    expected = sum(3.2 if is_han(c) else 0.95 for c in source if c.isalpha())
    return expected > 60 and _letters(output) < expected / 3


def clauses(text: str) -> list[Span]:
    """Borders at which ``text`` may be cut, strongest first tried: spans that cover ``text`` without white space
    between them; at least one."""
    for pattern in (_STRONG, _WEAK):
        spans = _cut(text, pattern)
        if len(spans) > 1:
            return spans
    return _cut(text, re.compile(r"(?!)"))


def split(text: str, fits: Callable[[str], bool], bears: Callable[[str], bool] | None = None) -> list[Span]:
    """Cut ``text`` at clause borders into as few spans as possible such that each one ``fits``.

    A clause that does not fit alone is cut at weaker borders. What has none is cut between words, at last between
    characters, but only where it is more than what the model ``bears``: half a clause is worse than a long one.
    """
    spans = _fitting(text, Span(0, len(text)), fits, _CLAUSES)
    parts = [part for span in spans for part in _fitting(text, span, bears or fits, _ANYWHERE)]
    return [span for span in (_trim(text, part) for part in parts) if len(span)]


def halve(text: str) -> list[Span]:
    """Two spans: the cut lies at the clause border nearest to the middle; one span when there is no border."""
    borders = [span.start for pattern in (_STRONG, _WEAK) for span in _cut(text, pattern)[1:]]
    borders = [border for border in borders if len(text) / 5 < border < len(text) * 4 / 5]
    if not borders:
        return [Span(0, len(text))]
    border = min(borders, key=lambda at: abs(at - len(text) / 2))
    return [span for span in (_trim(text, Span(0, border)), _trim(text, Span(border, len(text)))) if len(span)]


def _fitting(text: str, whole: Span, fits: Callable[[str], bool], patterns: Sequence[re.Pattern[str]]) -> list[Span]:
    if fits(whole.of(text)) or not patterns or len(whole) <= 1:
        return [whole]
    parts = [span.shift(whole.start) for span in _cut(whole.of(text), patterns[0])]
    packed: list[Span] = []
    for part in parts:
        if packed and fits(text[packed[-1].start : part.end]):
            packed[-1] = Span(packed[-1].start, part.end)
        else:
            packed.append(part)
    result: list[Span] = []
    for part in packed:
        result += _fitting(text, part, fits, patterns[1:])
    return result


def _cut(text: str, pattern: re.Pattern[str]) -> list[Span]:
    borders = [found.start() for found in pattern.finditer(text) if 0 < found.start() < len(text)]
    edges = [0, *sorted(set(borders)), len(text)]
    spans = [_trim(text, Span(a, b)) for a, b in pairwise(edges)]
    return [span for span in spans if len(span)] or [Span(0, len(text))]


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
