"""Whether a Latin name can be the reading of Chinese characters: 柳云龙 is Liu Yunlong, 肖尔茨 is Scholz."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from xling.claims.bearers import skeleton
from xling.claims.gazetteer import chinese_surnames, sounds
from xling.claims.spelling import plain
from xling.tables import rows

_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+(?:[·•・‧][\u3400-\u4dbf\u4e00-\u9fff]+)*")
_LONGEST = 7  # characters that render one foreign word
_ALIKE = 74  # similarity of consonants, 0–100, from which a foreign word can be what the characters sound like
_FOREIGN = 2  # consonants from which a foreign word can be told by them


@cache
def mandarin() -> dict[str, tuple[str, ...]]:
    """Mandarin readings of each common character in pinyin without tones, v for ü."""
    table: dict[str, list[str]] = {}
    for syllable, characters in rows("readings.zh.tsv"):
        for character in characters:
            table.setdefault(character, []).append(syllable)
    return {character: tuple(found) for character, found in table.items()}


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Readings of each common character: those of Mandarin, then the sound it has in foreign names."""
    table = {character: list(found) for character, found in mandarin().items()}
    for character, spellings in chinese_surnames().items():
        if len(character) == 1:
            table.setdefault(character, []).extend(map(plain, spellings))
    for character, sound in sounds().items():
        table.setdefault(character, []).append(sound)
    return {character: tuple(dict.fromkeys(found)) for character, found in table.items()}


@lru_cache(maxsize=4096)
def can_be_read(word: str, chinese: str) -> bool:
    """True when ``word``, one word in Latin letters, can be the reading of a stretch of the text ``chinese``.

    Mandarin syllables must match letter by letter; for foreign names, written in characters that are used for their
    sounds, the consonants must be alike. A foreign word with fewer than two consonants is never found.
    """
    base = _letters(word)
    target = skeleton(base)
    for run in _RUN.findall(chinese):
        characters = re.sub("[·•・‧]", "", run)
        for start in range(len(characters)):
            if _spells(base, characters, start):
                return True
            if len(target) >= _FOREIGN and any(
                _sounds(target, characters[start : start + size])
                for size in range(2, min(_LONGEST, len(characters) - start) + 1)
            ):
                return True
    return False


def is_spelt_out(word: str, chinese: str) -> bool:
    """True when Mandarin syllables of one to three characters in a row of ``chinese`` spell ``word``: jin, 斤."""
    base = _letters(word)
    return any(_spells(base, run, start) for run in _RUN.findall(chinese) for start in range(len(run)))


def spells_all(word: str, chinese: str) -> bool:
    """True when the Mandarin syllables of all of ``chinese`` spell ``word``: Wuhan, 武汉, but not Harbin, 哈尔滨."""
    left = {_letters(word)}
    for character in chinese:
        left = _after(left, mandarin().get(character, ()))
    return bool(chinese) and "" in left


def _letters(word: str) -> str:
    return re.sub(r"[^a-z]", "", plain(word))


def _after(left: set[str], syllables: Sequence[str]) -> set[str]:
    """What is left of each word of ``left`` behind each syllable that it begins with."""
    return {word[len(each) :] for word in left for each in syllables if word.startswith(each)}


def _spells(base: str, characters: str, start: int) -> bool:
    """True when Mandarin readings of one to three characters from ``start`` on spell ``base``."""
    left = {base}
    for character in characters[start : start + 3]:
        left = _after(left, readings().get(character, ()))
        if "" in left:
            return True
        if not left:
            return False
    return False


def _sounds(target: str, characters: str) -> bool:
    from rapidfuzz import fuzz

    if sum(each not in sounds() for each in characters) > len(characters) // 3:
        return False
    heard = skeleton("".join(sounds().get(each) or readings().get(each, ("",))[0] for each in characters))
    if len(target) <= _FOREIGN:
        return heard == target
    return len(heard) >= _FOREIGN and fuzz.ratio(heard, target) >= _ALIKE
