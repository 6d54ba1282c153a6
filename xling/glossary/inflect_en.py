"""English word forms and British/American spelling: what a term may look like in running text. Lower case."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from xling.glossary.lexicon import listed, rows

FUNCTION_WORDS = frozenset(listed("a an the of for to in on at by with and or from as per into over under up off out"))
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Table:
    """The morphology file, by kind. ``variants`` leads both ways."""

    plurals: dict[str, str] = field(default_factory=dict)
    verbs: dict[str, tuple[str, str]] = field(default_factory=dict)
    variants: dict[str, str] = field(default_factory=dict)


@cache
def table() -> Table:
    """Read the shipped morphology once."""
    result = Table()
    for kind, *cells in rows("morphology.en.tsv"):
        if kind == "plural":
            result.plurals[cells[0]] = cells[1]
        elif kind == "verb":
            result.verbs[cells[0]] = (cells[1], cells[2])
        elif kind == "variant":
            result.variants[cells[0]] = cells[1]
            result.variants[cells[1]] = cells[0]
    return result


@cache
def spellings(word: str) -> frozenset[str]:
    """The word in British and American spelling: labelling, labeling; organisation, organization."""
    found = {word}
    variants = table().variants
    for british, american in (("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes")):
        if british in word and len(word) > len(british) + 2:
            found.add(word.replace(british, american))
        if american in word and len(word) > len(american) + 2:
            found.add(word.replace(american, british))
    if word.endswith("ise") and len(word) > 6 and not word.endswith(("wise", "prise", "mise", "vise", "cise", "tise")):
        found.add(word[:-3] + "ize")
    if word.endswith("ize") and len(word) > 6:
        found.add(word[:-3] + "ise")
    for form in tuple(found):
        for ending in ("", "s", "ed", "er", "ers"):
            base = form.removesuffix(ending) if ending else form
            if base in variants and form == base + ending:
                found.add(variants[base] + ending)
    return frozenset(found)


@cache
def noun_forms(word: str) -> frozenset[str]:
    """Singular and plural; ``word`` may be either (a plural gives the singular only for the regular endings)."""
    lower = word.lower()
    forms = {lower} | _plural(lower)
    if irregular := table().plurals.get(lower):
        forms.add(irregular)
    for singular, plural in table().plurals.items():
        if plural == lower:
            forms.add(singular)
    if lower.endswith("ies") and len(lower) > 4:
        forms.add(lower[:-3] + "y")
    elif lower.endswith(("ses", "xes", "ches", "shes")):
        forms |= {lower[:-2], lower[:-1]}
    elif lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 3:
        forms.add(lower[:-1])
    return frozenset(variant for form in forms for variant in spellings(form))


def _plural(lower: str) -> set[str]:
    if lower.endswith(("s", "x", "z", "ch", "sh")):
        return {lower + "es"}
    if lower.endswith("y") and lower[-2:-1] not in _VOWELS:
        return {lower[:-1] + "ies"}
    return {lower + "s"}


@cache
def verb_forms(word: str) -> frozenset[str]:
    """Third person, past, participles; with doubled consonants: plan → planned, label → labelled and labeled."""
    lower = word.lower()
    forms = {lower} | _plural(lower)
    stem = lower[:-1] if lower.endswith("e") and not lower.endswith(("ee", "oe", "ye")) else lower
    forms |= {stem + "ing", stem + "ed"}
    if lower.endswith("y") and lower[-2:-1] not in _VOWELS:
        forms.add(lower[:-1] + "ied")
    if len(lower) > 2 and lower[-1] not in "aeiouwxyhq" and lower[-2] in _VOWELS and lower[-3:-2] not in tuple(_VOWELS):
        forms |= {lower + lower[-1] + "ing", lower + lower[-1] + "ed"}
    for prefix in ("", "re", "out", "over", "under", "un", "mis"):
        base = lower.removeprefix(prefix) if prefix else lower
        if base in table().verbs and lower == prefix + base:
            forms |= {prefix + form for form in table().verbs[base]}
    return frozenset(variant for form in forms for variant in spellings(form))


def word_forms(word: str, *, pos: str, position: int, count: int) -> frozenset[str]:
    """Forms of the ``position``-th of ``count`` words of a term. The verb of a verb term is its first word."""
    lower = word.lower()
    if lower in FUNCTION_WORDS and count > 1:
        return frozenset({lower})
    if not word[-1:].isalpha():
        return frozenset({lower})
    if pos == "verb":
        return verb_forms(word) if position == 0 else noun_forms(word)
    if pos in ("adjective", "adverb"):
        return frozenset(spellings(lower))
    if len(lower) < 3 and not word.isupper():
        return frozenset({lower})
    return noun_forms(word)
