"""Pronouns of the other sex: the source says "er", the translation "she".

The pronouns of both texts are counted (``xling/data/gender.tsv``). A sex is suspected in the translation when the
source has no word of that sex at all but one of the other; German "sie" and "ihr" may be plural and prove less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from xling.checks.material import Material
from xling.checks.pairs import Pair, pairs
from xling.checks.rules import Rule
from xling.tables import rows
from xling.types import Finding, Severity, Span

_OTHER = {
    "he": "she",
    "she": "he",
    "him": "her",
    "her": "his or him",
    "his": "her",
    "hers": "his",
    "himself": "herself",
    "herself": "himself",
}


class Gender:
    """XL-GEND-001: he for she, her for his."""

    rules: tuple[Rule, ...] = (
        Rule(
            "XL-GEND-001",
            "pronoun-of-other-gender",
            "gender",
            "accuracy.mistranslation",
            Severity.MAJOR,
            "a pronoun of the translation has another gender than that of the source",
        ),
    )

    def examine(self, material: Material) -> Iterable[Finding]:
        """Judge the pronouns of every English translation."""
        for pair in pairs(material):
            if pair.translation.lang == "en":
                yield from _differs(pair)


def _differs(pair: Pair) -> Iterable[Finding]:
    lang = pair.segment.lang
    for kind, other in (("masculine", "feminine"), ("feminine", "masculine")):
        wrong = _found(pair.target, "en", kind)
        if not wrong or _found(pair.source, lang, kind) or _found(pair.source, lang, f"{kind} noun"):
            continue
        sure, doubtful = _found(pair.source, lang, other), _found(pair.source, lang, f"{other} or plural")
        if _found(pair.target, "en", "plural") or _found(pair.target, "en", "neuter"):
            doubtful = []
        if not sure and not doubtful:
            continue
        origin = (sure or doubtful)[0]
        alone = not _found(pair.target, "en", other)
        score = (0.85 if sure else 0.6) if alone else 0.5
        message = f"“{wrong[0].of(pair.target)}” stands for “{origin.of(pair.source)}”"
        better = _OTHER.get(wrong[0].of(pair.target).casefold(), "")
        yield pair.finding("XL-GEND-001", score, message, source=origin, target=wrong[0], suggestion=better)


def _found(text: str, lang: str, kind: str) -> list[Span]:
    pattern = _patterns().get((lang, kind))
    return [Span(*match.span()) for match in pattern.finditer(text)] if pattern else []


@cache
def _patterns() -> dict[tuple[str, str], re.Pattern[str]]:
    table = {}
    for lang, kind, pattern in rows("gender.tsv"):
        whole = pattern if lang == "zh" else rf"\b(?:{pattern})\b"
        table[lang, kind] = re.compile(whole, 0 if kind.endswith("noun") else re.IGNORECASE)
    return table
