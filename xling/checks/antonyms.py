"""Opposites in place of the right word: the source says "more", the translation "less".

A word of the translation is suspected when it has an opposite (``xling/data/antonyms.en.tsv``) which the lexical table
gives as a rendering of some source word, while no source word is ever rendered by the word itself, and the opposite
stands in the translation less often than in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from xling.checks.exchanged import exchanged
from xling.checks.material import Material
from xling.checks.pairs import Pair, pairs
from xling.checks.rules import Rule
from xling.tables import rows
from xling.types import Alignment, Finding, Severity, Span

_DENIED = re.compile(r"(?:[不没非无未]\w{0,4}|\b(?:nicht|kein\w*|nie|ohne|wenig\w*)\b[^,.;]{0,24})$", re.IGNORECASE)
_REFUSED = re.compile(r"(?:\b(?:not|never|no|without|hardly|nor)|n['’]t)\b(?: \w+){0,2} $", re.IGNORECASE)
_AGO = re.compile(r"\b(?:second|minute|hour|day|night|week|month|year|decade|while)s? $")
_SET = re.compile(r"ums Leben|zum (?:Ver)?[Kk]auf|eher|zum Tode?")
"""German expressions whose words are rendered together: died for ums Leben kommen, for sale for zum Kauf."""


class Antonyms:
    """XL-ANT-001: the translation says the opposite of a word of the source."""

    rules: tuple[Rule, ...] = (
        Rule(
            "XL-ANT-001",
            "opposite-word",
            "antonyms",
            "accuracy.mistranslation",
            Severity.CRITICAL,
            "a word of the translation is the opposite of what the source says",
        ),
    )

    def examine(self, material: Material) -> Iterable[Finding]:
        """Judge the pairs whose words the aligner has linked."""
        for pair in pairs(material):
            if pair.alignment is not None and pair.translation.lang == "en":
                yield from _opposites(pair, pair.alignment)


def _opposites(pair: Pair, alignment: Alignment) -> Iterator[Finding]:
    for item in exchanged(alignment, pair.segment.lang, opposites(), _family):
        origin = alignment.source_tokens[item.source]
        if origin.of(pair.source) == "越" or _DENIED.search(pair.source[: origin.end]):
            continue
        span, word = alignment.target_tokens[item.target], item.right
        if any(Span(*match.span()).overlaps(origin) for match in _SET.finditer(pair.source)):
            continue
        before = pair.target[: span.start]
        if _REFUSED.search(before) or (span.of(pair.target) == "back" and _AGO.search(before)):
            continue
        message = f"“{span.of(pair.target)}” is the opposite of “{origin.of(pair.source)}” ({word})"
        yield pair.finding("XL-ANT-001", item.score, message, source=origin, target=span, suggestion=word)


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Every form of every listed word with all forms of its opposites."""
    table: dict[str, set[str]] = {}
    for one, other in _listed():
        for form in one:
            table.setdefault(form, set()).update(other)
        for form in other:
            table.setdefault(form, set()).update(one)
    return {word: frozenset(others - _family(word)) for word, others in table.items()}


@cache
def _listed() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(
        (forms(left), forms(other))
        for left, right in rows("antonyms.en.tsv")
        for other in re.findall(r"\w+(?:\[[^\]]*\])?", right)
    )


@lru_cache(maxsize=50_000)
def _family(word: str) -> frozenset[str]:
    """All forms of the listed words that ``word`` is a form of."""
    found = [side for pair in _listed() for side in pair if word in side]
    return frozenset().union(*found, (word,))


def forms(entry: str) -> frozenset[str]:
    """Regular inflections of an entry and its irregular forms: ``rise[rose risen]`` → rises, rising, rose …"""
    word, _, irregular = entry.partition("[")
    stem = word[:-1] if word.endswith("e") else word
    made = {word, word + "s", stem + "ing"}
    if not irregular:
        made.add(stem + "ed")
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        made |= {word[:-1] + "ies", word[:-1] + "ied"}
    if word.endswith(("s", "sh", "ch", "x", "ss")):
        made.add(word + "es")
    if re.search(r"[^aeiou][aeiou][bdgmnpt]$", word):
        made |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(made | set(irregular.rstrip("]").split()))
