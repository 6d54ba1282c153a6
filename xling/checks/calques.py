"""XL-CALQ: literal renderings of Chinese expressions in German or English text, and in translations from Chinese."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from xling.checks.idiom_match import Hit, Index, prepare
from xling.checks.material import Material
from xling.checks.rules import Rule
from xling.lexicon.calques import Calque, calques
from xling.lexicon.concepts import analyse
from xling.types import Blame, Evidence, Finding, Segment, Severity, Span

RULES = (
    Rule(
        id="XL-CALQ-001",
        name="literal-idiom",
        family="calques",
        mqm="accuracy.mistranslation.overly-literal",
        severity=Severity.MAJOR,
        summary="A Chinese idiom is rendered word by word.",
    ),
    Rule(
        id="XL-CALQ-003",
        name="literal-jargon",
        family="calques",
        mqm="accuracy.mistranslation.overly-literal",
        severity=Severity.MAJOR,
        summary="Chinese business or internet jargon is rendered word by word.",
    ),
    Rule(
        id="XL-CALQ-004",
        name="literal-time-or-name",
        family="calques",
        mqm="accuracy.mistranslation.overly-literal",
        severity=Severity.MAJOR,
        summary="A Chinese expression of time, or a name, is rendered word by word.",
    ),
)
_RULE_OF = {"idiom": "XL-CALQ-001", "number": "XL-CALQ-001", "slang": "XL-CALQ-003", "time-name": "XL-CALQ-004"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry of the lexicon met in a text."""

    entry: Calque
    hit: Hit
    score: float


@cache
def index(lang: str) -> Index:
    """The literal renderings of the idiom, slang, number and time-name entries in one language."""
    return Index(
        (
            prepare(number, text, lang)
            for number, entry in enumerate(calques())
            if entry.kind in _RULE_OF
            for text in entry.literal[lang]
        ),
        lang,
    )


def strength(hit: Hit) -> float:
    """How surely ``hit`` is its rendering, 0–1, before any look at the context."""
    value = 9 * (hit.coverage - 0.72) + 2.5 * (hit.surface - 0.6) + 0.12 * (hit.mass - 12) - 3.0 * hit.gap
    return 1 / (1 + math.exp(-value))


def candidates(text: str, lang: str) -> list[Candidate]:
    """The best entry for each stretch of ``text``, best first."""
    words = analyse(text, lang)
    scored = [Candidate(calques()[hit.rendering.entry], hit, strength(hit)) for hit in index(lang).find(text, words)]
    scored.sort(key=lambda each: -each.score)
    kept: list[Candidate] = []
    for each in scored:
        if not any(each.hit.span.overlaps(other.hit.span) for other in kept):
            kept.append(each)
    return kept


class Calques:
    """Literal renderings from the lexicon."""

    rules = RULES

    def examine(self, material: Material) -> Iterable[Finding]:
        for segment in material.content:
            if segment.lang in ("de", "en"):
                yield from self._source(segment)

    def _source(self, segment: Segment) -> Iterator[Finding]:
        for found in candidates(segment.text, segment.lang):
            if found.score < 0.1:
                continue
            entry = found.entry
            good = entry.good[segment.lang]
            yield Finding(
                rule=_RULE_OF[entry.kind],
                article=segment.article,
                segment=segment.id,
                span=found.hit.span.shift(segment.span.start),
                score=found.score,
                message=f"looks like a word-by-word rendering of {entry.forms[0]} ({entry.meaning})",
                blame=Blame.SOURCE,
                suggestion=good,
                evidence=(
                    Evidence("lexicon", f"{entry.forms[0]} = {entry.meaning}; literally “{found.hit.rendering.text}”"),
                ),
            )
