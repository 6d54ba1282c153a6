"""Names that a Chinese text explains itself: 罗伊特（Reutter） says how both are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from xling.claims.bearers import skeleton
from xling.claims.gazetteer import given_names, sounds
from xling.claims.spelling import plain
from xling.claims.words import is_ordinary
from xling.types import Name, NameKind, Span

_GLOSS = re.compile(r"([\u4e00-\u9fff]{2,12})[（(]([A-ZÀ-Þ][A-Za-zÀ-ɏ0-9&'’-]*[a-zß-ÿ][A-Za-zÀ-ɏ0-9&'’-]*)[)）]")
_SIZES = range(2, 8)
_VOWELS = "aeiou"
_FREE = "于"  # a word of its own behind a name, more often than a sound of one
_ALIKE, _CONSONANTS = 74, 2
"""Similarity of consonants, 0–100, from which the characters can be the name's sound, and the fewest of them."""


def glosses(text: str) -> dict[str, str]:
    """Chinese forms, each with the Latin name that stands in brackets behind it and that it sounds like.

    Words of a dictionary (坦克, Tank) and given names (马克, Mark), which many people have, are left out.
    """
    glossed = (match for match in _GLOSS.finditer(text) if _is_rare(match[2]))
    found = ((_sounding(match[1], match[2]), match[2]) for match in glossed)
    return {form: latin for form, latin in found if form}


def _is_rare(latin: str) -> bool:
    return latin not in given_names() and not any(is_ordinary(latin, lang) for lang in ("de", "en"))


def _sounding(run: str, latin: str) -> str:
    """The end of ``run`` that sounds most like ``latin``; "" where none does."""
    from rapidfuzz import fuzz

    wanted, table = skeleton(plain(latin)), sounds()
    best = (0.0, 0, "")
    for size in _SIZES:
        form = run[-size:]
        if len(form) < size or not all(character in table for character in form):
            break
        heard = skeleton("".join(table[character] for character in form))
        if min(len(wanted), len(heard)) >= _CONSONANTS:
            longer = size if plain(latin)[0] in _VOWELS else -size  # 阿尔斯通 for Alstom: 阿 adds no consonant
            best = max(best, (fuzz.ratio(heard, wanted), longer, form))
    return best[2] if best[0] >= _ALIKE else ""


def mentions(text: str, known: Mapping[str, str], kinds: Mapping[str, NameKind]) -> Iterator[Name]:
    """Where ``text`` has a Chinese form of ``known``, which maps it to the Latin name, as a word of its own; ``kinds``
    says what the Latin names are."""
    for form, latin in known.items():
        for match in re.finditer(re.escape(form), text):
            start, end = match.span()
            if not _goes_on(text[max(0, start - 1) : start]) and not _goes_on(text[end : end + 1]):
                yield Name(form, Span(start, end), kinds.get(latin, NameKind.OTHER), plain(latin))


def _goes_on(character: str) -> bool:
    """Whether a foreign name can go on with ``character``: the 尔 behind 丹尼."""
    return character in sounds() and character not in _FREE
