"""When two spellings can be one name."""

from __future__ import annotations

import unicodedata

_WHOLE = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
"""Letters that are no base letter with an accent to take off."""


def plain(text: str) -> str:
    """Lower case without accents: the form in which Latin names are compared."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_WHOLE)
    return "".join(character for character in folded if not unicodedata.combining(character))


def close(a: str, b: str) -> bool:
    """True for spellings of one word that differ by at most one letter in five (never in short words)."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or a[0] != b[0]:
        return False
    from rapidfuzz.distance import Levenshtein

    return bool(Levenshtein.distance(a, b, score_cutoff=2) <= min(2, max(len(a), len(b)) // 5))


def neighbour_keys(word: str) -> frozenset[str]:
    """Keys of which two words that are ``close`` have at least one in common: the word with up to as many letters left
    out as two spellings may differ by (symmetric deletion, Garbe 2012)."""
    found = {word}
    if len(word) >= 5:
        level = found
        for _ in range(2 if len(word) >= 8 else 1):
            level = {one[:place] + one[place + 1 :] for one in level for place in range(1, len(one))}
            found = found | level
    return frozenset(found)
