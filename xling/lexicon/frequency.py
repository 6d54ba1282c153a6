"""How rare a word is: inverse document frequency from ``data/stems.<lang>.tsv`` (benchmarks/calques_frequency.py)."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from xling.paths import data_dir

MOST = 10.0


@cache
def _counts(lang: str) -> tuple[int, dict[str, int]]:
    path = data_dir() / f"stems.{lang}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    total = int(lines[0].split(" sentences")[0].rsplit(" ", 1)[-1])
    return total, {word: int(count) for word, _, count in (line.partition("\t") for line in lines[1:])}


@lru_cache(maxsize=200_000)
def weight(stem: str, lang: str) -> float:
    """Natural logarithm of (sentences / sentences with the stem), at most 10.0; 0.5 for the commonest words."""
    total, counts = _counts(lang)
    return min(MOST, max(0.5, math.log(total / (counts.get(stem, 0) + 1.0)) - 2.0))
