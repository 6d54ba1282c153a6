"""Long pairs in parts, so that memory grows with the length of a text and not with its square.

Both texts are cut into stretches of about a sentence; stretches are vectors of their words, one side put into the
language of the other by the lexical table, and are paired as sentences are (``groups``). Parts end where a pair of
groups ends.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from xling.align.groups import GroupSettings, Side, pair_groups
from xling.align.lexical import lexicon, normal_form
from xling.align.pairs import Pair
from xling.types import Alignment, Link, Span

LONGEST = 1000  # words of a side that are aligned at once
_PART = 400  # words of a side after which a part ends at the next border
_LEAST, _STRETCH = 5, 40  # words of a stretch: to end where a sentence does, and at most
_ENDS = frozenset(".!?;。！？；…")
_SIZE = 512  # places of a stretch's vector


@dataclass(frozen=True, slots=True)
class Part:
    """A pair of text slices, and the numbers of their first words in the whole."""

    pair: Pair
    source: int = 0
    target: int = 0


def parts(pair: Pair) -> list[Part]:
    """The pair itself where both sides are at most ``LONGEST`` words long or one is empty; else parts that follow each
    other on both sides and hold every word."""
    words = len(pair.source_tokens), len(pair.target_tokens)
    if max(words) <= LONGEST or not min(words):
        return [Part(pair)]
    sides = _forms(pair)
    borders = [_borders(_texts(pair.source, pair.source_tokens)), _borders(_texts(pair.target, pair.target_tokens))]
    here, there = _vectors(sides, borders)
    cuts, i, j = [(0, 0)], 0, 0
    for n, m in pair_groups(here, there, GroupSettings(largest=2, together=3, centre=0.0)):
        i, j = i + n, j + m
        done = borders[0][i], borders[1][j]
        size = max(done[0] - cuts[-1][0], done[1] - cuts[-1][1])
        if size >= (_PART if n and m else LONGEST):
            cuts.append(done)
    # What is left at the end belongs to the last part.
    cuts = [*cuts[:-1], words] if len(cuts) > 1 else [(0, 0), words]
    return [_part(pair, first, last) for first, last in pairwise(cuts)]


def joined(pair: Pair, found: Sequence[tuple[Part, Alignment]]) -> Alignment:
    """The alignments of all parts as one of the whole."""
    links = tuple(
        Link(link.source + part.source, link.target + part.target, link.score)
        for part, alignment in found
        for link in alignment.links
    )
    source = tuple(value for _, alignment in found for value in alignment.source_cover)
    target = tuple(value for _, alignment in found for value in alignment.target_cover)
    return Alignment(pair.source, pair.target, pair.source_tokens, pair.target_tokens, links, source, target)


def _texts(text: str, tokens: Sequence[Span]) -> list[str]:
    return [span.of(text) for span in tokens]


def _forms(pair: Pair) -> tuple[list[str], list[str]]:
    """The words of both sides in one language, as far as the table knows them."""
    sides = (
        [normal_form(word) for word in _texts(pair.source, pair.source_tokens)],
        [normal_form(word) for word in _texts(pair.target, pair.target_tokens)],
    )
    if table := lexicon(pair.source_lang, pair.target_lang):
        return table.renderings(sides[0]), sides[1]
    if table := lexicon(pair.target_lang, pair.source_lang):
        return sides[0], table.renderings(sides[1])
    return sides


def _borders(words: Sequence[str]) -> list[int]:
    """Word numbers at which stretches end, 0 first."""
    borders = [0]
    for number, word in enumerate(words, start=1):
        size = number - borders[-1]
        if (word[-1] in _ENDS and size >= _LEAST) or size >= _STRETCH or number == len(words):
            borders.append(number)
    return borders


def _vectors(forms: tuple[list[str], list[str]], borders: Sequence[Sequence[int]]) -> tuple[Side, Side]:
    """Each stretch as the sum of its words' places, rare ones more (inverse document frequency)."""
    counts: list[NDArray[np.float32]] = []
    for words, ends in zip(forms, borders, strict=True):
        places = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) % _SIZE for word in words])
        table = np.zeros((len(ends) - 1, _SIZE), np.float32)
        np.add.at(table, (np.repeat(np.arange(len(ends) - 1), np.diff(ends)), places), 1)
        counts.append(table)
    seen = sum((table > 0).sum(axis=0) for table in counts)
    weights = np.log((sum(map(len, counts)) + 1) / np.maximum(seen, 1))
    settings = GroupSettings(largest=2, centre=0.0)
    here, there = (
        Side.of(table * weights, np.diff(ends).astype(np.float64), settings)
        for table, ends in zip(counts, borders, strict=True)
    )
    return here, there


def _part(pair: Pair, first: tuple[int, int], last: tuple[int, int]) -> Part:
    source, source_tokens = _slice(pair.source, pair.source_tokens[first[0] : last[0]])
    target, target_tokens = _slice(pair.target, pair.target_tokens[first[1] : last[1]])
    cut = replace(pair, source=source, target=target, source_tokens=source_tokens, target_tokens=target_tokens)
    return Part(cut, *first)


def _slice(text: str, tokens: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    if not tokens:
        return "", ()
    start = tokens[0].start
    return text[start : tokens[-1].end], tuple(Span(span.start - start, span.end - start) for span in tokens)
