"""Which words carry content."""

from __future__ import annotations

from functools import cache

from xling.paths import data_dir


@cache
def stopwords(lang: str) -> frozenset[str]:
    """Words of ``lang`` without content of their own (``xling/data/closed_class.tsv``), casefolded."""
    for line in (data_dir() / "closed_class.tsv").read_text(encoding="utf-8").splitlines():
        name, _, words = line.partition("\t")
        if name == lang:
            return frozenset(words.split())
    return frozenset()


def is_content(word: str, lang: str) -> bool:
    """True for a word with a letter or digit that is no stop word."""
    folded = word.casefold()
    return any(character.isalnum() for character in folded) and folded not in stopwords(lang)
