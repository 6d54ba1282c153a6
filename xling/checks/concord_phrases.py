"""Noun phrases of German texts whose words stand side by side: preposition, determiner, adjectives, noun.

Only what can be read in one way is taken: the noun has a capital and is known, no punctuation stands inside, and no
name or second noun follows that the words before could belong to. What a phrase may be beside that (a relative pronoun
and the next noun: "der Kunden berät") is told by its ``place``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from xling.lexicon.declension import case_cells, grammar, is_adjective, is_infinitive
from xling.lexicon.nouns import PLURAL, cells, noun_cells
from xling.types import Span

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*|\S")
_AFTER = re.compile(r"[-‐‑\u00ad/'’&@*_·\d]|\.\S|\.\s+[a-zäöüß\d]")
_OPENING = frozenset('"„“‚‘»«›‹(')
_ENDING = frozenset(".!?:;")
_COUNT = re.compile(r"[2-9]|[1-9][0-9]{1,2}")  # no year
_LONGEST = 10  # words of a phrase
_INFINITIVE = cells("n.nad")
_FOREIGN = frozenset({"of", "the", "and", "for", "to", "by", "de", "du", "la", "le", "del", "di"})  # die Point of Sale
_MEASURE = cells("m.n n.n")


class Place(StrEnum):
    """Where a phrase stands: after a preposition or as a contraction with one, at the beginning of a sentence, in the
    middle, or where a relative pronoun can stand."""

    PREPOSITION = "preposition"
    CONTRACTION = "contraction"
    START = "start"
    MIDDLE = "middle"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Phrase:
    """``span`` reaches from the determiner, where there is none the preposition, to the noun. ``numeral`` when a number
    above one stands before the noun. ``noun`` are the cells of the noun, ``following`` the word behind it or ""."""

    span: Span
    place: Place
    preposition: str
    determiner: str
    between: tuple[str, ...]
    adjectives: tuple[str, ...]
    head: str
    noun: int
    numeral: bool
    before: str
    following: str

    @property
    def open_cells(self) -> int:
        """Cells that preposition and noun leave open."""
        mask = self.noun & case_cells(self.preposition or None)
        return mask & PLURAL if self.numeral else mask


def phrases(text: str) -> Iterator[Phrase]:
    """The phrases of a German text in order, those that agree as well."""
    tokens = list(_TOKEN.finditer(text))
    words = [match[0] for match in tokens]
    known = grammar()
    for at, word in enumerate(words):
        if at and (words[at - 1].lower() in known.determiners or words[at - 1] in known.contractions):
            continue  # auf die ein oder andere Art, vom einen Ende
        start = _starts(words, at)
        form = word.lower() if start and word[0].isupper() else word
        if form in known.contractions:
            found = _read(text, tokens, words, at, Place.CONTRACTION)
        elif form in known.determiners:
            found = _read(text, tokens, words, at, _place(words, at, start))
        elif form != "zu" and form in known.prepositions and known.prepositions[form].sure and _is_clear(words, at):
            found = _read(text, tokens, words, at, Place.PREPOSITION, bare=True)
        else:
            continue
        if found is not None:
            yield found


def _starts(words: Sequence[str], at: int) -> bool:
    """True at the beginning of a sentence, also behind an opening quotation mark."""
    while at and words[at - 1] in _OPENING:
        at -= 1
    return at == 0 or words[at - 1] in _ENDING


def _is_clear(words: Sequence[str], at: int) -> bool:
    """False for a preposition that may stand behind its noun: von 2026 an, der Reihe nach."""
    return at == 0 or not words[at - 1][0].isdigit()


def _place(words: Sequence[str], at: int, start: bool) -> Place:
    if start:
        return Place.START
    known = grammar()
    relative = known.determiners[words[at]].declension == "weak"
    governs = known.prepositions.get(words[at - 1].lower())
    if governs is not None and (at < 2 or words[at - 1].islower() or _starts(words, at - 1)):
        before = words[at - 2].lower() if at >= 2 else ""
        if before == "bis" or (before == "und" and words[at - 3 : at - 2] == [words[at - 1]]):
            return Place.CLAUSE  # bis zu ein Viertel, durch und durch ein Erfolg
        if _what_kind(words[: at - 1], words[at - 1]) or (relative and _opens_clause(before)):
            return Place.CLAUSE
        if words[at - 1] in ("an", "auf", "aus") and {"von", "vom"} & set(words[max(0, at - 10) : at - 1]):
            return Place.MIDDLE  # von hier aus die Stadt sehen
        return Place.PREPOSITION if governs.sure else Place.MIDDLE
    clause = _opens_clause(words[at - 1]) or words[at - 1].lower() in known.conjunctions
    return Place.CLAUSE if relative and clause else Place.MIDDLE


def _what_kind(before: Sequence[str], preposition: str) -> bool:
    """True for "was für ein Mann", also with other words between: the preposition then governs no case."""
    return preposition == "für" and any(word in ("was", "Was") for word in before[-8:])


def _opens_clause(word: str) -> bool:
    """True for what may stand before a relative pronoun."""
    return word in ("und", "oder") or bool(word and not word[0].isalnum() and word not in _OPENING | _ENDING)


def _read(
    text: str, tokens: Sequence[re.Match[str]], words: Sequence[str], at: int, place: Place, *, bare: bool = False
) -> Phrase | None:
    """The phrase that begins at token ``at``, with a preposition when it is ``bare`` of a determiner; None where there
    is none that can be judged."""
    middle = _between(words, at, ("em", "en", "er", "es") if bare else ("en",) if place is Place.CONTRACTION else ())
    if middle is None:
        return None
    end, between, adjectives, numeral = middle
    if not _is_noun(words[end]) or (bare and (numeral or not adjectives)) or (between and not adjectives):
        return None
    if any(text[one.end() : two.start()] != " " for one, two in pairwise(tokens[at : end + 1])):
        return None
    mask = _noun(words[end])
    if not mask or _AFTER.match(text[tokens[end].end() :]) or _goes_on(words, end):
        return None
    if numeral and (not mask & PLURAL or mask & _MEASURE):
        return None  # fünf Prozent, 30 Grad
    if words[at] == "am" and adjectives and adjectives[0].endswith("sten"):
        return None  # am seltensten
    determiner = "" if bare else words[at]
    if determiner[:1].isupper() and _starts(words, at):
        determiner = determiner.lower()
    return Phrase(
        span=Span(tokens[at].start(), tokens[end].end()),
        place=place,
        preposition=_preposition(words, at, place, bare),
        determiner=determiner,
        between=between,
        adjectives=adjectives,
        head=words[end],
        noun=mask,
        numeral=numeral,
        before=_before(words, at),
        following=words[end + 1] if end + 1 < len(words) else "",
    )


def _between(
    words: Sequence[str], at: int, adverbs: tuple[str, ...]
) -> tuple[int, tuple[str, ...], tuple[str, ...], bool] | None:
    """The place where a noun must stand, the words of degree and the adjectives before it, and whether there is a
    number above one; None where something else stands there.

    :param adverbs: endings with which some adjectives are adverbs here: seit langem, zum anderen.
    """
    known = grammar()
    between: list[str] = []
    adjectives: list[str] = []
    numeral = False
    for end in range(at + 1, min(len(words), at + _LONGEST)):
        word = words[end]
        if not word.islower() and not word.isdecimal():
            return end, tuple(between), tuple(adjectives), numeral
        if word in known.numbers or _COUNT.fullmatch(word):
            numeral = True
        elif word in ("und", "oder") and adjectives and all(map(is_adjective, words[end + 1 : end + 2])):
            continue
        elif word in known.degree:
            between.append(word)
        elif is_adjective(word) and not (word[-2:] in adverbs and word[:-2] in known.adverbs):
            adjectives.append(word)
        else:
            return None
    return None


def _before(words: Sequence[str], at: int) -> str:
    """The word before the phrase, in lower case when its capital only begins the sentence."""
    word = words[at - 1] if at else ""
    return word.lower() if at and _starts(words, at - 1) else word


def _preposition(words: Sequence[str], at: int, place: Place, bare: bool) -> str:
    if place is Place.CONTRACTION:
        return grammar().contractions[words[at].lower()][0]
    if bare:
        return words[at].lower()
    return words[at - 1].lower() if place is Place.PREPOSITION else ""


def _is_noun(word: str) -> bool:
    """True for a word with a capital that is no abbreviation, no name with capitals inside, and no adjective."""
    last = word.rpartition("-")[2]
    return word[0].isupper() and len(word) > 2 and last[1:] == last[1:].lower() and not is_adjective(word.lower())


def _noun(word: str) -> int:
    """The cells of a noun, with those it has as an infinitive: das Speichern, das Holzfällen."""
    mask = noun_cells(word)
    if mask and word.endswith("n") and not mask & _INFINITIVE:
        ends = range(3, len(word) - 4) if mask & PLURAL else ()
        if is_infinitive(word.lower()) or any(is_infinitive(word[at:]) for at in ends):
            mask |= _INFINITIVE
    return mask


def _goes_on(words: Sequence[str], at: int) -> bool:
    """True when the words before may belong to something behind the noun: a name, a place ("Berliner Firma"), or a noun
    with a participle before it ("die Kunden betreffende Frage")."""
    if at + 1 >= len(words):
        return False
    following = words[at + 1]
    if following[0].isupper() or following[0].isdigit() or following == "-" or following in _FOREIGN:
        return True
    end = at + 1
    while end < len(words) and (is_adjective(words[end]) or words[end] == "lange"):
        end += 1
    return at + 1 < end < len(words) and words[end][0].isupper()
