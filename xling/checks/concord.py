"""Agreement inside German noun phrases, and of a German subject with its verb.

A phrase disagrees only when no reading of its words goes together: each determiner, adjective ending, preposition and
noun form stands for the cells of gender, number and case it may have (``xling.lexicon.nouns``); their meet is empty.
This is the classic unification of agreement features; nothing is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xling.checks.concord_forms import article, better, reading, with_adjectives
from xling.checks.concord_phrases import Phrase, Place, phrases
from xling.checks.concord_verbs import mismatch
from xling.checks.material import Material, finding_in
from xling.checks.rules import Rule
from xling.lexicon.declension import Determiner, grammar
from xling.lexicon.nouns import ALL, CASES, GENDERS, PLURAL, SINGULAR, cell, cells, of_case
from xling.types import Finding, Severity, Span

SCORES = {
    Place.CONTRACTION: 0.95,
    Place.PREPOSITION: 0.9,
    Place.START: 0.85,
    Place.MIDDLE: 0.7,
    Place.CLAUSE: 0.6,
}
"""How sure a clash is by its place: a contraction is never a pronoun, "der" after a comma often is."""
VERB = 0.85
ENDLESS = 0.6
"""Factor for a genitive without its ending: names and foreign words may do without."""


class Concord:
    """XL-GRAM-003 and 004: words of a German phrase, or a subject and its verb, do not go together."""

    rules: tuple[Rule, ...] = (
        Rule(
            "XL-GRAM-003",
            "phrase-disagrees",
            "grammar",
            "fluency.grammar.agreement",
            Severity.MINOR,
            "German article, adjective and noun differ in gender, number or case",
        ),
        Rule(
            "XL-GRAM-004",
            "verb-disagrees",
            "grammar",
            "fluency.grammar.agreement",
            Severity.MINOR,
            "a German subject and its verb differ in number",
        ),
    )

    def examine(self, material: Material) -> Iterable[Finding]:
        """Judge the German articles themselves."""
        for segment in material.content:
            if segment.lang == "de":
                for rule, found in (("XL-GRAM-003", clashes(segment.text)), ("XL-GRAM-004", mismatches(segment.text))):
                    for clash in found:
                        yield finding_in(segment, rule, clash.span, clash.score, clash.message, suggestion=clash.better)


@dataclass(frozen=True, slots=True)
class Clash:
    """Words that do not go together; ``better`` replaces the text of ``span``, "" where several forms could.
    ``score`` is in 0–1."""

    span: Span
    better: str
    message: str
    score: float


def clashes(text: str) -> list[Clash]:
    """The noun phrases of a German text that disagree, in order."""
    return [clash for phrase in phrases(text) if (clash := _judge(phrase, text)) is not None]


def mismatches(text: str) -> list[Clash]:
    """The subjects of a German text whose verb has another number, in order."""
    found = (mismatch(phrase, text) for phrase in phrases(text))
    return [
        Clash(
            each.span,
            each.span.of(text).removesuffix(each.verb) + each.better,
            f"the subject is {'plural' if each.plural else 'singular'}, “{each.verb}” is not",
            VERB,
        )
        for each in found
        if each is not None
    ]


def _judge(phrase: Phrase, text: str) -> Clash | None:
    own = article(phrase)
    if reading(phrase):
        return None
    score = SCORES[phrase.place]
    if _may_stand_alone(phrase, own):
        return None
    if own is not None and own.cells & phrase.noun == 0 and phrase.noun & _lacking(own):
        score *= ENDLESS
    words = phrase.span.of(text)
    return Clash(phrase.span, better(phrase, words), _message(phrase, words), round(score, 3))


def _may_stand_alone(phrase: Phrase, own: Determiner | None) -> bool:
    """True where the determiner may be a pronoun and what follows it not belong to it: "das Haus, das Kunden mögen",
    "mit jenen anderer Staaten"."""
    form = phrase.determiner
    if own is None or phrase.place in (Place.START, Place.CONTRACTION) or form == "des":
        return False
    weak = own.declension == "weak"
    if re.fullmatch("k?eine[rsmn]", form) and phrase.before in grammar().conjunctions and not phrase.adjectives:
        return True  # dass einem Türen geöffnet werden
    if phrase.adjectives and (weak or re.fullmatch("k?eine[rsmn]", form)):
        genitive = phrase.noun & of_case("g") & (PLURAL if weak else ALL)
        if with_adjectives(phrase, genitive, "strong"):
            return True
    alone = (phrase.place is Place.CLAUSE and weak) or (phrase.place is Place.MIDDLE and (own.pronoun or form == "das"))
    if alone and form == "das" and phrase.place is Place.MIDDLE and not phrase.adjectives:
        alone = not (phrase.before[:1].isupper() and phrase.noun & SINGULAR)  # ein Teil das Software
    return alone and bool(with_adjectives(phrase, phrase.noun, "strong"))


def _lacking(own: Determiner) -> int:
    """The cells of a noun that lacks the ending of its genitive: des Dollar."""
    return sum(cell(gender, "n") for gender in "mn" if own.cells & cell(gender, "g"))


def _message(phrase: Phrase, words: str) -> str:
    names = dict(zip(GENDERS, ("masculine", "feminine", "neuter", "plural"), strict=True))
    kinds = [name for gender, name in names.items() if phrase.noun & cells(f"{gender}.{CASES}")]
    message = f"the words of “{words}” do not agree: “{phrase.head}” is {' or '.join(kinds)}"
    if phrase.preposition and phrase.place is not Place.CONTRACTION:
        cases = {"a": "accusative", "d": "dative", "g": "genitive", "n": "nominative"}
        wanted = " or ".join(cases[case] for case in grammar().prepositions[phrase.preposition].cases)
        message += f", “{phrase.preposition}” asks for the {wanted}"
    return message
