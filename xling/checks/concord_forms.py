"""The form in which a German noun phrase would agree, where only one comes into question."""

from __future__ import annotations

from xling.checks.concord_phrases import Phrase, Place
from xling.lexicon.declension import Determiner, adjective_form, grammar
from xling.lexicon.nouns import ALL, CASES, GENDERS, PLURAL, cell, noun_cells, of_case

_ENDS = (("n", "d"), ("s", "g"), ("es", "g"))
"""What a noun may lack, and the case it would then stand in."""


def article(phrase: Phrase) -> Determiner | None:
    """The determiner of the phrase, that of a contraction too; None where there is none."""
    known = grammar()
    if phrase.place is Place.CONTRACTION:
        return known.determiners[known.contractions[phrase.determiner][1]]
    return known.determiners[phrase.determiner] if phrase.determiner else None


def better(phrase: Phrase, words: str) -> str:
    """``words`` with determiner and adjectives, or else the noun, in the form that agrees; "" unless there is just one."""
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
    if phrase.place is Place.START and "n" in shown and phrase.following in grammar().singular | grammar().plural:
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
