"""Which words carry content."""

from __future__ import annotations

from xling.lexicon.words import closed_class as stopwords

__all__ = ["is_content", "stopwords"]


def is_content(word: str, lang: str) -> bool:
    """True for a word with a letter or digit that is no stop word."""
    folded = word.casefold()
    return any(character.isalnum() for character in folded) and folded not in stopwords(lang)
