"""Long runs of words that two texts of one language share: copied, not reported twice.

Two journalists who write about one event share names, amounts and short phrases; nine words in a row are hardly ever
chosen twice (near-duplicate detection by shingles, Broder 1997).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from xling.text import is_han

LONG = {"zh": 16}
"""Tokens in a row that count as copied; a Chinese token is one character. Other languages: nine words."""

_WORDS = 9
_TOKEN = re.compile(r"[\u3400-\u9fff]|\w+")


def shared_runs(a: str, b: str, lang: str, others: Sequence[str] = ()) -> list[str]:
    """Maximal runs of words that stand in both texts and in none of ``others``, as written in ``a``, longest first.

    Case and punctuation do not matter. Runs of fewer than ``LONG`` tokens are left out.
    """
    size = LONG.get(lang, _WORDS)
    known = _shingles(a, size) & _shingles(b, size)
    known = frozenset(run for run in known if not any(run in _shingles(other, size) for other in others))
    if not known:
        return []
    words, places = _tokens(a)
    runs: list[tuple[int, int]] = []
    for start in range(len(words) - size + 1):
        if tuple(words[start : start + size]) not in known:
            continue
        if runs and start == runs[-1][1] - size + 1:
            runs[-1] = runs[-1][0], start + size
        else:
            runs.append((start, start + size))
    texts = [a[places[start][0] : places[end - 1][1]] for start, end in runs]
    return sorted(texts, key=len, reverse=True)


def length(run: str) -> int:
    """Words in a run; two Chinese characters count as one."""
    return sum(2 - is_han(match.group()[0]) for match in _TOKEN.finditer(run)) // 2


def _tokens(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    found = list(_TOKEN.finditer(text))
    return [match.group().casefold() for match in found], [match.span() for match in found]


@lru_cache(maxsize=64)
def _shingles(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """Kept for a while: every article of a set is compared with every other one."""
    words, _ = _tokens(text)
    return frozenset(tuple(words[start : start + size]) for start in range(len(words) - size + 1))


def chinese(text: str) -> str:
    """The first run of Chinese characters in ``text``; empty when there is none."""
    match = re.search(r"[\u3400-\u9fff]{2,}", text)
    return match.group() if match else ""
