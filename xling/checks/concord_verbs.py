"""German subjects and their verbs: "Die Unternehmen hat", where nothing else in the clause can be the subject.

A German sentence may begin with its object ("Die Kosten trägt der Staat"), so a phrase at the beginning is the subject
only when the rest of the clause has no word in the nominative. What stands behind prepositions is passed over; any
other noun, name or pronoun leaves the matter open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xling.checks.concord_forms import article, reading
from xling.checks.concord_phrases import Phrase, Place
from xling.lexicon.declension import grammar
from xling.lexicon.nouns import PLURAL, SINGULAR, noun_cells, of_case
from xling.types import Span

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A subject and a verb of another number; ``better`` is the verb that fits."""

    span: Span
    verb: str
    better: str
    plural: bool


def mismatch(phrase: Phrase, text: str) -> Mismatch | None:
    """The clash of a phrase at the beginning of a sentence with the verb behind it; None where there is none, or where
    it is not certain."""
    known = grammar()
    verb = phrase.following
    if phrase.place is not Place.START or article(phrase) is None or phrase.numeral or phrase.head in known.collectives:
        return None
    nominative = reading(phrase) & of_case("n")
    plural = verb in known.plural
    if not nominative or not (plural or verb in known.singular):
        return None
    if (plural and nominative & PLURAL) or (not plural and nominative & ~PLURAL):
        return None
    start = text.index(verb, phrase.span.end)
    certain = phrase.determiner in ("der", "dieser", "jeder") and plural and verb not in known.copulas
    if not certain and not _alone(_WORD.findall(text[start + len(verb) :]), plural):
        return None
    one, other = (known.plural, known.singular) if plural else (known.singular, known.plural)
    return Mismatch(Span(phrase.span.start, start + len(verb)), verb, other[one.index(verb)], not plural)


def _alone(words: Sequence[str], plural: bool) -> bool:
    """True when nothing up to the end of the clause can be its subject, of the number asked for."""
    at = 0
    while at < len(words) and words[at][0].isalnum():
        word = words[at]
        if _is_other(word, plural):
            at = _noun(words, at)
        elif word[0].isupper() and plural and noun_cells(word) and not noun_cells(word) & PLURAL:
            at += words[at + 1 : at + 2] == ["und"]
        elif word in grammar().subjects | grammar().determiners.keys() or word[0].isupper() or word[0].isdigit():
            return False
        at += 1
    return at < len(words) and words[at] in ".,;"


def _is_other(word: str, plural: bool) -> bool:
    """True for a word that begins a phrase which is no subject of that number."""
    known = grammar()
    own = known.determiners.get(word)
    if own is not None:
        return own.cells & of_case("n") & (PLURAL if plural else SINGULAR) == 0
    return word in known.prepositions or word in known.contractions or word in ("als", "wie")


def _noun(words: Sequence[str], at: int) -> int:
    """The place of the noun that ends the phrase beginning at ``at``."""
    while at + 1 < len(words) and words[at][0].isalnum() and not words[at][0].isupper():
        at += 1
    return at
