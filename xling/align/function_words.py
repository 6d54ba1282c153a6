"""Links that no translator would draw: function words without a counterpart in the other language.

Chinese has no articles, and 的 answers ``of`` or ``'s`` or nothing; vectors in context link both to any neighbour.
The words are data (``xling/data/lexical.function.tsv``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from xling.align.match import Links
from xling.tables import rows

Table = dict[str, frozenset[str]]


def allowed(source: Sequence[str], target: Sequence[str], langs: tuple[str, str]) -> Links:
    """False where the table forbids the pair, shape (source, target); works in both directions of a language pair."""
    if langs[0] == "en" and langs[1] != "en":
        return allowed(target, source, (langs[1], langs[0])).T
    mask = np.ones((len(source), len(target)), np.bool_)
    left, right = _tables().get("-".join(langs), ({}, {}))
    sources, targets = [word.lower() for word in source], [word.lower() for word in target]
    for row, word in enumerate(sources):
        if word in left:
            mask[row] &= np.array([partner in left[word] for partner in targets], np.bool_)
    for column, word in enumerate(targets):
        if word in right:
            mask[:, column] &= np.array([partner in right[word] for partner in sources], np.bool_)
    return mask


@lru_cache(maxsize=1)
def _tables() -> dict[str, tuple[Table, Table]]:
    tables: dict[str, tuple[Table, Table]] = {}
    for pair, side, word, partners in rows("lexical.function.tsv"):
        tables.setdefault(pair, ({}, {}))[side == "target"][word] = frozenset(partners.split())
    return tables
