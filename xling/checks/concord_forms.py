"""The form in which a German noun phrase would agree, where only one comes into question."""

from __future__ import annotations

import re
from functools import reduce
from operator import and_

from xling.checks.concord_phrases import Phrase, Place
from xling.lexicon.declension import Determiner, adjective_cells, adjective_form, grammar
from xling.lexicon.nouns import ALL, CASES, GENDERS, PLURAL, cell, noun_cells, of_case

_ENDS = (("n", "d"), ("s", "g"), ("es", "g"))
"""What a noun may lack, and the case it would then stand in."""


def article(phrase: Phrase) -> Determiner | None:
    """The determiner of the phrase, that of a contraction too; None where there is none."""
    known = grammar()
    if phrase.place is Place.CONTRACTION:
        return known.determiners[known.contractions[phrase.determiner][1]]
    return known.determiners[phrase.determiner] if phrase.determiner else None


def reading(phrase: Phrase) -> int:
    """The cells in which all words of the phrase can stand; 0 when they disagree."""
    own = article(phrase)
    mask = phrase.open_cells & (own.cells if own is not None else ALL)
    return with_adjectives(phrase, mask, own.declension if own is not None else "strong")


def with_adjectives(phrase: Phrase, mask: int, declension: str) -> int:
    """The cells of ``mask`` in which all adjectives can stand; before a participle the first may be an adverb (tiefer
    gehende), and behind one in -em the next may end in -en (mit gutem alten Brauch)."""
    words = phrase.adjectives
    fits = reduce(and_, (adjective_cells(word, declension) for word in words), mask)
    if not fits and len(words) > 1:
        if words[0].endswith(("er", "e")) and re.search(r"(?:end|t)e[rnsm]?$", words[1]):
            fits = reduce(and_, (adjective_cells(word, declension) for word in words[1:]), mask)
        elif declension == "strong" and words[0].endswith("em") and all(word.endswith("en") for word in words[1:]):
            fits = mask & adjective_cells(words[0], declension)
    return fits


def better(phrase: Phrase, words: str) -> str:
    """``words`` with determiner and adjectives, or else the noun, in the form that agrees; "" where several would."""
    cases = _cases(phrase)
    mask = phrase.open_cells & of_case(cases)
    made = {_render(phrase, words, bit, "") for bit in _bits(mask)} - {""}
    if not made:
        for end, case in _ENDS:
            if case in cases and not phrase.head.endswith(end):
                made |= {
                    _render(phrase, words, bit, end)
                    for bit in _bits(noun_cells(phrase.head + end) & of_case(case) & (PLURAL if case == "d" else ALL))
                }
    made.discard("")
    return made.pop() if len(made) == 1 else ""


def _cases(phrase: Phrase) -> str:
    """The cases that the words before the noun stand in: those of the determiner that the preposition allows, or else
    all that the preposition allows."""
    own = article(phrase)
    governed = grammar().prepositions[phrase.preposition].cases if phrase.preposition else CASES
    if own is None:
        return governed
    shown = "".join(case for case in CASES if own.cells & of_case(case))
    if phrase.place is Place.START and "n" in shown and phrase.following in grammar().singular + grammar().plural:
        return "n"
    return "".join(case for case in shown if case in governed) or governed


def _bits(mask: int) -> list[int]:
    return [bit for gender in GENDERS for case in CASES if mask & (bit := cell(gender, case))]


def _render(phrase: Phrase, words: str, bit: int, end: str) -> str:
    """The phrase with the forms of one cell, "" where the determiner has none."""
    own = article(phrase)
    pieces = words.split(" ")
    pieces[-1] += end
    if own is not None:
        form = own.forms.get(bit, "")
        if not form:
            return ""
        if phrase.place is Place.CONTRACTION:
            short = {value: key for key, value in grammar().contractions.items()}
            form = short.get((phrase.preposition, form), f"{phrase.preposition} {form}")
        pieces[0] = form.capitalize() if words[0].isupper() else form
    declension = own.declension if own is not None else "strong"
    adjectives = set(phrase.adjectives)
    return " ".join(adjective_form(piece, declension, bit) if piece in adjectives else piece for piece in pieces)
