"""Numbers inside Chinese set phrases (三百六十行, 一朝被蛇咬，十年怕井绳) count nothing.

Set phrases are the idioms of our own lexicon and those of CC-CEDICT, of four characters or more; a saying in two halves
counts with each of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from xling.claims.quantity.model import Figure, Role
from xling.claims.quantity.numerals import ZH_DIGITS, ZH_SCALES
from xling.lexicon.calques import calques
from xling.lexicon.phrases import phrases

SHORTEST, LONGEST = 4, 12
"""Characters of a phrase, or of a half of one."""
_NUMERAL = re.compile(rf"[{ZH_DIGITS}{ZH_SCALES}半双]")
_PAUSE = re.compile(r"[，、；,]")
_KINDS = ("idiom", "slang")


@cache
def _known() -> frozenset[str]:
    """The phrases and halves of phrases that hold a numeral."""
    forms = [form for entry in calques() if entry.kind in _KINDS for form in entry.zh.split("|")]
    forms += [phrase.zh for phrase in phrases() if phrase.marked]
    halves = [half for form in forms for half in _PAUSE.split(form)]
    return frozenset(half for half in halves if SHORTEST <= len(half) <= LONGEST and _NUMERAL.search(half))


def set_apart(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """``figures`` of a Chinese text; those inside a set phrase become loose, as everyday words with numerals are."""
    return [
        replace(figure, role=Role.LOOSE) if figure.role is Role.AMOUNT and _inside(text, figure) else figure
        for figure in figures
    ]


def _inside(text: str, figure: Figure) -> bool:
    if len(figure.span) > LONGEST or not _NUMERAL.search(figure.span.of(text)):
        return False
    start, end = figure.span.start, figure.span.end
    return any(
        text[first:last] in _known()
        for first in range(max(0, end - LONGEST), start + 1)
        for last in range(max(end, first + SHORTEST), min(len(text), first + LONGEST) + 1)
    )
