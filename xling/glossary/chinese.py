"""Finds terms in Chinese text: longest match without spaces, vetoed where a word boundary would be cut.

A short term that straddles the words of a sentence (会计 in 公司会计划) is refused when reading the neighbourhood
with the boundary kept is far less likely than reading it freely; the word frequencies are those of jieba's
dictionary (maximum-probability path as in jieba, Sun 2012). Terms inside a longer word are left to the longest match:
公众 does not fire where 公众号 is a term as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import log

from xling.glossary.script import to_simplified
from xling.text import is_han
from xling.types import Span, Term

VETO_LENGTH = 3
"""Longer terms hardly ever straddle a boundary by chance."""

VETO_MARGIN = 2.0
"""Natural-log odds by which the reading that cuts the term must be likelier."""

NEW_WORD_BONUS = 3.0
"""What a term that the dictionary lacks gains over its parts for being in the glossary, in nats."""

_MAX_WORD = 6
_CONTEXT = 5


@cache
def frequencies() -> tuple[dict[str, float], float]:
    """Log probability of each word of jieba's dictionary, and of an unknown single character."""
    from importlib.resources import files

    counts: dict[str, int] = {}
    with files("jieba").joinpath("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, _ = line.split(" ", 2)
            if len(word) <= _MAX_WORD:
                counts[word] = int(count)
    total = log(sum(counts.values()))
    return {word: log(max(count, 1)) - total for word, count in counts.items()}, -total


class HanIndex:
    """Chinese terms, ready to be found. ``find`` yields (span, term number), every hit, overlaps included.

    :param fold_traditional: also find terms written in traditional characters.
    """

    def __init__(self, terms: Sequence[Term], *, fold_traditional: bool = True) -> None:
        self._fold = fold_traditional
        self._by_front: dict[str, list[tuple[str, int]]] = {}
        self._single: dict[str, list[int]] = {}
        for number, term in enumerate(terms):
            source = self._normal(term.source)
            if len(source) == 1:
                self._single.setdefault(source, []).append(number)
            elif source:
                self._by_front.setdefault(source[:2], []).append((source, number))

    def _normal(self, text: str) -> str:
        # Lower-casing and folding here keep one character for one, so offsets stay those of the text.
        folded = to_simplified(text) if self._fold else text
        lower = folded.lower()
        return lower if len(lower) == len(folded) else folded

    def find(self, text: str) -> Iterator[tuple[Span, int]]:
        plain = self._normal(text)
        fronts, single = self._by_front, self._single
        for start in range(len(plain)):
            for source, number in fronts.get(plain[start : start + 2], ()):
                if plain.startswith(source, start) and self._holds(plain, start, start + len(source)):
                    yield Span(start, start + len(source)), number
            if single and plain[start] in single and self._holds(plain, start, start + 1):
                for number in single[plain[start]]:
                    yield Span(start, start + 1), number

    @staticmethod
    def _holds(text: str, start: int, end: int) -> bool:
        for edge, inner in ((start, start), (end, end - 1)):
            outer = edge - 1 if edge == start else edge
            if 0 <= outer < len(text) and _same_run(text[outer], text[inner]):
                return False
        return end - start > VETO_LENGTH or not is_cut(text, start, end)


def _same_run(outer: str, inner: str) -> bool:
    """Latin letters and digits at the edge of a term must not go on beyond it: AI in AIGC, 95后 in 1995后."""
    if not (outer.isascii() and inner.isascii()):
        return False
    return (outer.isalpha() and inner.isalpha()) or (outer.isdigit() and inner.isdigit())


def is_cut(text: str, start: int, end: int) -> bool:
    """Whether the likeliest reading of the neighbourhood has a word that straddles an edge of ``start:end``."""
    left = start
    while left > 0 and start - left < _CONTEXT and is_han(text[left - 1]):
        left -= 1
    right = end
    while right < len(text) and right - end < _CONTEXT and is_han(text[right]):
        right += 1
    window, begin, stop = text[left:right], start - left, end - left
    known, _ = frequencies()
    if not _crossed(window, begin, stop, known):
        return False
    term = window[begin:stop]
    inside = known.get(term, _best(term, known) + NEW_WORD_BONUS)
    kept = _best(window[:begin], known) + inside + _best(window[stop:], known)
    return _best(window, known) - kept > VETO_MARGIN


def _crossed(window: str, begin: int, stop: int, known: dict[str, float]) -> bool:
    """Whether any dictionary word lies across an edge: partly in and partly out, or all around the term."""
    for first in range(max(0, stop - _MAX_WORD - 1), stop):
        for last in range(max(first + 2, begin + 1), min(len(window), first + _MAX_WORD) + 1):
            over_left, over_right = first < begin < last, first < stop < last
            nested = first <= begin and stop <= last and not (over_left and over_right)
            if (over_left or over_right) and not nested and window[first:last] in known:
                return True
    return False


def _best(window: str, known: dict[str, float]) -> float:
    """Log probability of the likeliest cut of ``window`` into dictionary words and single characters."""
    unknown = frequencies()[1]
    best = [0.0] + [float("-inf")] * len(window)
    for end in range(1, len(window) + 1):
        for start in range(max(0, end - _MAX_WORD), end):
            score = known.get(window[start:end], unknown if end - start == 1 else float("-inf"))
            best[end] = max(best[end], best[start] + score)
    return best[-1]
