"""Another word of the same kind: the source says Swiss, the translation Canadian; a river has become a sea.

Kinds stand in ``xling/data/siblings.en.tsv``; their words exclude each other as opposites do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from xling.checks.exchanged import exchanged
from xling.checks.material import Material
from xling.checks.pairs import pairs
from xling.checks.rules import Rule
from xling.tables import rows
from xling.types import Evidence, Finding, Severity

_FREE = 0.3  # probability from which a source word without a link proves that its rendering is missing
_NIGHT = re.compile(r"Nacht (?:zum|auf(?: den)?) $")  # the night to Friday is Thursday night


class Siblings:
    """XL-KIND-001: the translation names another thing of the same kind."""

    rules: tuple[Rule, ...] = (
        Rule(
            "XL-KIND-001",
            "another-of-its-kind",
            "siblings",
            "accuracy.mistranslation",
            Severity.MAJOR,
            "a word of the translation names another thing or quality of the same kind as the source",
        ),
    )

    def examine(self, material: Material) -> Iterable[Finding]:
        """Judge the pairs whose words the aligner has linked."""
        for pair in pairs(material):
            if pair.alignment is None or pair.translation.lang != "en":
                continue
            for item in exchanged(pair.alignment, pair.segment.lang, siblings(), _forms_of):
                origin = pair.alignment.source_tokens[item.source]
                if (not item.linked and item.probability < _FREE) or _NIGHT.search(pair.source[: origin.start]):
                    continue
                span = pair.alignment.target_tokens[item.target]
                word = span.of(pair.target)
                yield pair.finding(
                    "XL-KIND-001",
                    item.score,
                    f"“{word}” stands for “{origin.of(pair.source)}” ({item.right})",
                    source=origin,
                    target=span,
                    suggestion=item.right,
                    evidence=(Evidence("kind", "quality" if word.lower() in _qualities() else "thing"),),
                )


@cache
def siblings() -> dict[str, frozenset[str]]:
    """Every form of every listed word, in lower case, with all forms of the words of its kinds that are none of its own
    and stand in no kind together with it as the same word."""
    table: dict[str, set[str]] = {}
    for _, members in _kinds():
        for member in members:
            others = {form for other in members if other is not member for form in other}
            for form in member:
                table.setdefault(form, set()).update(others)
    return {form: frozenset(others - _forms_of(form)) for form, others in table.items()}


@cache
def _kinds() -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    return tuple(
        (kind, tuple(_forms(*entry) for entry in re.findall(r"([\w-]+)(?:\[([^\]]*)\])?", words)))
        for kind, words in rows("siblings.en.tsv")
    )


def _forms(word: str, others: str) -> frozenset[str]:
    """Singular, plural and the forms in brackets, in lower case."""
    low = word.lower()
    plural = low + ("es" if low.endswith(("s", "x", "ch", "sh")) else "s")
    return frozenset({low, plural, *others.lower().split()})


@lru_cache(maxsize=50_000)
def _forms_of(word: str) -> frozenset[str]:
    found = [member for _, members in _kinds() for member in members if word in member]
    return frozenset().union(*found, (word,))


@cache
def _qualities() -> frozenset[str]:
    return frozenset(form for kind, members in _kinds() if kind == "m" for member in members for form in member)
