"""What CC-CEDICT gives as the English of a Chinese word, as keys that survive inflection: a witness for translations.

Every word of the dictionary that stands anywhere in a text counts, whatever the segmentation: 沙特 and 阿拉伯 in
沙特阿拉伯. So the glosses can clear a translation of suspicion; that they lack a word says less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from xling.lexicon.cedict import Entry, dictionary
from xling.lexicon.words import stem, stopwords, word_spans

LONGEST = 12
"""Characters of the longest word that is looked for."""
SHARED = 5
"""Letters at the beginning from which two words are taken for relatives: reflect, reflection."""
_READING = re.compile(r"\S*[\u3400-\u9fff]\S*|\[[^\]]*\]")
_SEE = re.compile(r"\b(?:see(?: also)?|variant of|same as|abbr\. (?:for|of)|short for|also written) (\S+?)\[")
_COUNTER = re.compile(r"^CL:")


@lru_cache(maxsize=1 << 16)
def keys(word: str) -> frozenset[str]:
    """The keys of an English word: its stem and, of a long one, its first letters."""
    root = stem(word, "en")
    return frozenset({f"s:{root}", f"s:{word.lower()}"} | ({f"p:{root[:SHARED]}"} if len(root) >= SHARED else set()))


@lru_cache(maxsize=1 << 15)
def gloss_keys(word: str) -> frozenset[str]:
    """The keys of all English content words in the entries of ``word``; those of what an entry refers to as well."""
    entries = dictionary().get(word, ())
    senses = [sense for entry in entries for sense in _followed(entry)]
    words = {
        text
        for sense in senses
        for part in [_READING.sub(" ", sense)]
        for span in word_spans(part)
        if (text := span.of(part)).lower() not in stopwords("en") and text.isascii()
    }
    return frozenset().union(*map(keys, words))


def _followed(entry: Entry) -> Iterator[str]:
    for sense in entry.senses:
        if _COUNTER.match(sense):
            continue
        yield sense
        for match in _SEE.finditer(sense):
            for other in dictionary().get(match[1].rpartition("|")[2], ()):
                yield from other.senses


@lru_cache(maxsize=1 << 11)
def glossed(text: str, shortest: int = 1) -> frozenset[str]:
    """The keys of everything that the dictionary says of any word in the Chinese ``text``; empty without one.

    :param shortest: characters of the shortest word that is looked for; a single one has many senses.
    """
    table = dictionary()
    text = text.upper()  # the dictionary writes Latin letters large: B站, AA制
    found = {
        text[start : start + size]
        for start in range(len(text))
        for size in range(shortest, min(LONGEST, len(text) - start) + 1)
        if text[start : start + size] in table
    }
    return frozenset().union(*map(gloss_keys, found))


def is_glossed(word: str, text: str, shortest: int = 1) -> bool:
    """True when the dictionary gives the English ``word``, or a relative of it, for a word of the Chinese ``text``."""
    return bool(dictionary()) and not keys(word).isdisjoint(glossed(text, shortest))
