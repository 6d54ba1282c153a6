"""Foreign names left in pinyin: Mokeer is 默克尔, Merkel; Zhakeboge is 扎克伯格, Zuckerberg.

Chinese writes foreign names by sound. A translation that does not know the name spells the characters out instead of
going back to it. ``data/transcriptions.tsv`` lists names with their Chinese form, ``data/readings.zh.tsv`` how its
characters are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from xling.claims.readings import mandarin
from xling.claims.spelling import plain
from xling.tables import rows
from xling.types import Span

SHORTEST = 4
"""Letters of the shortest reading that is looked for."""
SURE = 5
"""Letters from which a reading can hardly be another name."""
MOST = 4
"""Words over which one name may be spread: Ze Lian Si Ji."""
_WORD = re.compile(r"[A-ZÀ-Ý][\w’']*(?:-\w+)*")


@dataclass(frozen=True, slots=True)
class Reading:
    """The name ``zh`` stands in pinyin at ``span``; ``good`` is the name by language. ``score``: 0–1."""

    span: Span
    zh: str
    good: dict[str, str]
    score: float


@cache
def _syllables() -> dict[str, str]:
    """How each character is read in the transcription of a name."""
    usual = {character: found[0].replace("v", "ü") for character, found in mandarin().items()}
    return usual | {
        character: row[1] for row in rows("transcriptions.tsv") if row[0] == "reading" for character in row[2]
    }


@cache
def readings() -> dict[str, tuple[str, dict[str, str]]]:
    """Pinyin without tones, in one word → Chinese form, name by language. Readings that are the name itself (Modi) or
    a word (Juli) are left out."""
    import simplemma

    table = _syllables()
    names = [
        (row[1], {"en": row[2], "de": row[3] if len(row) > 3 else row[2]})
        for row in rows("transcriptions.tsv")
        if row[0] == "name"
    ]
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for zh, good in names:
        reading = _plain("".join(table[character] for character in zh))
        known = any(simplemma.is_known(word, lang=("de", "en")) for word in (reading, reading.capitalize()))
        if len(reading) >= SHORTEST and not known and reading not in {_plain(name) for name in good.values()}:
            found.setdefault(reading, (zh, good))
    return found


def _plain(name: str) -> str:
    """Letters alone, lower case, without accents."""
    return "".join(filter(str.isalpha, plain(name)))


def names_in_pinyin(text: str) -> Iterator[Reading]:
    """Names of ``text`` (German or English) that are the reading of a Chinese transcription, in order."""
    table = readings()
    matches = list(_WORD.finditer(text))
    end = 0
    for number, match in enumerate(matches):
        if match.start() < end:
            continue
        for last in range(min(number + MOST, len(matches)) - 1, number - 1, -1):
            between = zip(matches[number:last], matches[number + 1 : last + 1], strict=True)
            if any(text[one.end() : other.start()] not in (" ", "-", "") for one, other in between):
                continue
            stretch = text[match.start() : matches[last].end()]
            letters = _plain(stretch)
            cut = 0
            if letters not in table and len(letters) > SURE and letters.endswith("s") and letters[:-1] in table:
                # a genitive
                cut = len(stretch) - len(stretch.rstrip("s").rstrip("’'"))
                letters = letters[:-1]
            if letters in table:
                zh, good = table[letters]
                end = matches[last].end()
                yield Reading(Span(match.start(), end - cut), zh, good, 0.97 if len(letters) >= SURE else 0.92)
                break
