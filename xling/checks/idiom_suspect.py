"""Images that are in no list: concrete words that have nothing to do with the subject of their sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from xling.checks.idiom_context import categories, cohesion
from xling.checks.idiom_lexicon import native_index
from xling.lexicon.concepts import analyse
from xling.lexicon.frequency import weight
from xling.lexicon.words import Word
from xling.paths import data_dir
from xling.types import Span

IMAGE = frozenset({"animal", "plant", "food", "weather", "vessel", "textile", "material", "weapon", "music", "ritual"})
RARE = 6.5
MOST = 0.6
_REACH = 6  # words between two parts of one image


@dataclass(frozen=True, slots=True)
class Suspect:
    """A stretch of text that looks like a foreign image. ``cue`` is the phrase that announces it, or ""."""

    span: Span
    words: tuple[str, ...]
    score: float
    cue: str


@cache
def _cues(lang: str) -> re.Pattern[str]:
    lines = (data_dir() / "idiom_cues.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return re.compile("|".join(rf"\b{re.escape(cue)}\b" for code, _, cue in rows if code == lang), re.IGNORECASE)


def suspects(text: str, lang: str) -> list[Suspect]:
    """At most one suspicious image per sentence, with a score up to 0.6."""
    words = analyse(text, lang)
    marked = [
        number
        for number, word in enumerate(words)
        if categories(word, lang) & IMAGE and weight(word.exact[2:], lang) >= RARE
    ]
    groups = [group for group in _clusters(marked) if len(group) >= 2 or _cues(lang).search(text)]
    if not groups:
        return []
    best = max(groups, key=len)
    span = Span(words[best[0]].span.start, words[best[-1]].span.end)
    if any(hit.span.overlaps(span) for hit in native_index(lang).find(text, words, least=0.7)):
        return []
    score, cue = _score(text, words, best, lang, span)
    chosen = tuple(words[number].text for number in best)
    return [Suspect(span, chosen, score, cue)] if score > 0.05 else []


def _clusters(numbers: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number - groups[-1][-1] <= _REACH:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _score(text: str, words: Sequence[Word], group: Sequence[int], lang: str, span: Span) -> tuple[float, str]:
    """More parts, an abstract subject and a cue before the image count for; concrete surroundings against."""
    near = cohesion(words, group, lang)
    cue = next((match.group() for match in _cues(lang).finditer(text) if match.start() <= span.end), "")
    kinds = {category for number in group for category in categories(words[number], lang)}
    value = 0.08 * min(len(group), 4) + 0.06 * min(len(kinds), 3) + 0.1 * min(near.abstract, 3)
    value += (0.15 if cue else 0.0) - 0.18 * near.concrete - 0.15 * near.kin
    return max(0.0, min(MOST, value)), cue


__all__ = ["Suspect", "suspects"]
