"""What a dictionary and usage say of the words of a Chinese source and its English translation.

A Chinese word of which the dictionary gives no English word that stands in the translation is missed more surely than
the aligner alone can tell, and so is a word that translations hardly ever leave out (``xling/data/unrendered.tsv``: a
capital city nearly always has its rendering, 之间 rarely).
"""

from __future__ import annotations

from functools import cache
from math import log
from typing import TYPE_CHECKING

from xling.checks.content import stopwords
from xling.lexicon.glosses import gloss_keys, glossed, keys
from xling.tables import rows
from xling.types import Alignment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEATURES = ("given", "given_free", "within_free", "entry", "usage")
ANSWERED = 0.8
"""Cover of a word for which the dictionary gives a word of the other side."""
_STEPS = 20
"""Classes of ``unrendered.tsv``: the class over this is the share of the places where a word is not rendered."""
_LEAST = 0.025
_USUAL = {"zh": 0.22, "en": 0.18}  # share of all words


def glosses(alignment: Alignment, side: str, content: list[int], links: Floats) -> Floats:
    """A row of ``FEATURES`` for each of the ``content`` words of ``side`` of a Chinese–English pair: whether the
    dictionary gives a word of the other side; one that no other word is linked to; the same of the words within the
    word; whether the word has an entry (English: stands in that of any word of the source); how usual it is that it is
    not rendered, in nats.

    :param links: scores of the links, shape (words of the side, words of the other).
    """
    import numpy as np

    source, target = _words(alignment)
    english = [_keys(word) for word in target]
    entries, within = [_entry(word) for word in source], [glossed(word) for word in source]
    given, inside = _met(entries, english), _met(within, english)
    if side == "target":
        given, inside = given.T, inside.T
    free = 1.0 - np.minimum(1.0, links.sum(axis=0) - links)
    if side == "target":
        whole = glossed(alignment.source)
        known = [not found.isdisjoint(whole) for found in english]
        usage = [unrendered("en", word) for word in target]
    else:
        known = [bool(found) for found in entries]
        usage = [unrendered("zh", word) for word in source]
    return np.asarray(
        [
            (given[i].max(), (given[i] * free[i]).max(), (inside[i] * free[i]).max(), known[i], usage[i])
            for i in content
        ],
        np.float64,
    ).reshape(len(content), len(FEATURES))


def answered(alignment: Alignment) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The cover of the words of a Chinese source and of its English translation, at least ``ANSWERED`` for a word for
    which the dictionary gives one of the other side."""
    source, target = _words(alignment)
    if not source or not target:
        return alignment.source_cover, alignment.target_cover
    given = ANSWERED * _met([_entry(word) for word in source], [_keys(word) for word in target])
    return (
        tuple(map(max, alignment.source_cover, map(float, given.max(axis=1)))),
        tuple(map(max, alignment.target_cover, map(float, given.max(axis=0)))),
    )


def _words(alignment: Alignment) -> tuple[list[str], list[str]]:
    source = [token.of(alignment.source) for token in alignment.source_tokens]
    return source, [token.of(alignment.target) for token in alignment.target_tokens]


def _entry(word: str) -> frozenset[str]:
    """The keys of a Chinese word, or of the words within it where it has no entry."""
    return gloss_keys(word) or glossed(word)


def _met(chinese: list[frozenset[str]], english: list[frozenset[str]]) -> Floats:
    """1 where the two words have a key in common, shape (source, target)."""
    import numpy as np

    return np.asarray([[not keys.isdisjoint(found) for found in english] for keys in chinese], np.float64)


def _keys(word: str) -> frozenset[str]:
    plain = word.isascii() and word[:1].isalpha() and word.lower() not in stopwords("en")
    return keys(word) if plain else frozenset()


@cache
def _classes() -> dict[tuple[str, str], float]:
    table = {}
    for lang, number, words in rows("unrendered.tsv"):
        share = min(1.0 - 2 * _LEAST, max(_LEAST, int(number) / _STEPS))
        table.update({(lang, word): log(share / (1.0 - share)) for word in words.split()})
    return table


@cache
def unrendered(lang: str, word: str) -> float:
    """Log-odds that translations between Chinese and English leave ``word`` without a rendering, over those of all
    words; 0.0 for rare words."""
    usual = log(_USUAL[lang] / (1.0 - _USUAL[lang]))
    return _classes().get((lang, word.lower()), usual) - usual
