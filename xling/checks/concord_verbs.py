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
from xling.lexicon.nouns import PLURAL, of_case
from xling.types import Span

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[^\w\s]")
_DATIVE = frozenset({"dem", "den", "einem", "einer", "ihm", "ihr", "ihnen", "des", "eines", "ihn", "einen"})


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
    if not _alone(_WORD.findall(text[start + len(verb) :])):
        return None
    one, other = (known.plural, known.singular) if plural else (known.singular, known.plural)
    return Mismatch(Span(phrase.span.start, start + len(verb)), verb, other[one.index(verb)], not plural)


def _alone(words: Sequence[str]) -> bool:
    """True when nothing up to the end of the clause can be its subject."""
    known, at = grammar(), 0
    while at < len(words) and words[at][0].isalnum():
        word = words[at]
        if word in known.prepositions or word in known.contractions or word in _DATIVE:
            while at < len(words) and words[at][0].isalnum() and not words[at][0].isupper():
                at += 1
        elif word in known.subjects or word[0].isupper() or word[0].isdigit():
            return False
        at += 1
    return at < len(words) and words[at] in ".,;" and (at > 0)
