"""Finds where the terms of a terms column stand in their line; the glossary has an index of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from xling.text import is_han
from xling.types import Span, Term, TermMatch

_WORD = re.compile(r"\w+", re.UNICODE)
_ENDINGS = ("innen", "ern", "en", "er", "es", "em", "n", "e", "s")


def locate(text: str, terms: Sequence[Term]) -> list[TermMatch]:
    """One match per term, in the order of ``terms``: the longest terms choose their place first, then the others.

    Where all its places are taken, a term shares the first of them (a term inside another one).
    A place is tried as written, then without regard to case, then by word stems (Handverletzung, Handverletzungen),
    then by the most similar run of words. A term that is nowhere gets an empty span at 0.
    """
    taken: list[Span] = []
    found: dict[int, Span] = {}
    for index in sorted(range(len(terms)), key=lambda i: (-len(terms[i].source), i)):
        span = _place(text, terms[index].source, taken)
        found[index] = span or Span(0, 0)
        if span:
            taken.append(span)
    return [TermMatch(term, found[index]) for index, term in enumerate(terms)]


def _place(text: str, source: str, taken: Sequence[Span]) -> Span | None:
    places = _candidates(text, source)
    free = [place for place in places if not any(place.overlaps(span) for span in taken)]
    return next(iter(free or places), None)


def _candidates(text: str, source: str) -> list[Span]:
    whole = source[:1].isalnum() and not is_han(source[:1] or " ")
    left, right = (r"(?<!\w)", r"(?!\w)") if whole else ("", "")
    body = r"\s+".join(map(re.escape, source.split()))
    patterns = [
        (left + body + right, 0),
        (left + body + right, re.IGNORECASE),
        (left + body, re.IGNORECASE),
        (body, re.I),
    ]
    spans = [Span(*match.span()) for pattern, flags in patterns for match in re.finditer(pattern, text, flags)]
    if not spans and not any(map(is_han, source)):
        spans = _by_stem(text, source)
    return spans


def _by_stem(text: str, source: str) -> list[Span]:
    """Runs of words whose stems are those of the term, in its order; else the most similar word or compound part."""
    wanted = [_stem(word) for word in _WORD.findall(source)]
    words = list(_WORD.finditer(text))
    if not wanted:
        return []
    stems = [_stem(word[0]) for word in words]
    count = len(wanted)
    runs = [
        Span(words[i].start(), words[i + count - 1].end())
        for i in range(len(words) - count + 1)
        if all(_alike(a, b) for a, b in zip(wanted, stems[i : i + count], strict=True))
    ]
    if runs:
        return runs
    # The term's heaviest word alone: "§ von Wissenschaft" for a coordination whose words stand apart.
    heavy = max(wanted, key=len)
    return [
        Span(*word.span()) for word, stem in zip(words, stems, strict=True) if len(heavy) > 4 and _alike(heavy, stem)
    ]


def _stem(word: str) -> str:
    lower = word.casefold().replace("ä", "a").replace("ö", "o").replace("ü", "u")
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 4:
            return lower[: -len(ending)]
    return lower


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    if min(len(a), len(b)) < 5:
        return False
    if len(a) >= 6 and (b.endswith(a) or b.startswith(a)):  # inside a compound
        return True
    return a[:4] == b[:4] and SequenceMatcher(None, a, b).ratio() > 0.85
