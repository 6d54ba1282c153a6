"""What the splitter knows about words (segmentation.tsv): abbreviations, openers, ordinals, verbs of speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from xling.errors import InputError
from xling.tables import placed_rows

_CLASSES = ("never", "final", "maybe", "number", "month", "opener", "bang", "speech", "before", "after")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word classes of one language; an empty set where the language has no such class."""

    never: frozenset[str]
    final: frozenset[str]
    maybe: frozenset[str]
    number: frozenset[str]
    month: frozenset[str]
    opener: frozenset[str]
    bang: frozenset[str]
    speech: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]


@cache
def _table() -> dict[str, dict[str, set[str]]]:
    table: dict[str, dict[str, set[str]]] = {lang: {name: set() for name in _CLASSES} for lang in ("de", "en", "zh")}
    for place, columns in placed_rows("segmentation.tsv"):
        if len(columns) != 3 or columns[0] not in table or columns[1] not in _CLASSES:
            raise InputError(f"{place}: not language, class, entries", hint="repair the line")
        table[columns[0]][columns[1]].update(entry for entry in columns[2].split(" | ") if entry)
    return table


@cache
def lexicon(lang: str) -> Lexicon:
    """The lexicon of ``lang``; Chinese text also meets English abbreviations, other text those of both languages."""
    sources = {"de": ("de",), "en": ("en",), "zh": ("zh", "en")}.get(lang, ("en", "de"))
    merged = {name: frozenset[str]().union(*(_table()[source][name] for source in sources)) for name in _CLASSES}
    if lang == "de":  # English company forms and titles are common in German news
        merged["never"] |= {"Mr", "Mrs", "Ms", "vs", "Sen", "Gov", "Jr"} - merged["maybe"]
        merged["maybe"] |= {a for a in _table()["en"]["maybe"] if re.fullmatch(r"[A-Z](?:\.[A-Z])+", a)}
    return Lexicon(**merged)


@cache
def speech_tag(lang: str) -> re.Pattern[str]:
    """Matches what ties a quotation that ended to its speaker: “…?” *John Smith asked*, “……！”*他说*。"""
    verbs = "|".join(sorted(map(re.escape, lexicon(lang).speech), key=len, reverse=True)) or r"(?!)"
    if lang == "zh":
        return re.compile(rf"[^。！？；，：“”\s]{{1,12}}?(?:{verbs})(?=[。，,!！]|$)")
    return re.compile(rf"\s*(?:[A-ZÄÖÜ][\w.’'-]*\s+){{1,3}}(?:{verbs})\b|\s*(?:{verbs})\s+[A-ZÄÖÜ]")
