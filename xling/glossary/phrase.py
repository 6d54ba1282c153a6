"""A term as a sequence of words, each with the forms it may take; and how such a sequence is found in a text.

Words are runs of letters and digits. Between two words of a term the text may have a space, a hyphen or both
("start-up", "start up"); other signs must be the same (R&D, TCP/IP). Positions are characters of the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from xling.glossary import inflect_de, inflect_en
from xling.text import is_han
from xling.types import Span

TOKEN = re.compile(r"[^\W_]+")
_HYPHENS = "-‐‑–\u00ad"


class Case(Enum):
    """How the letters of a word must be written."""

    ANY = "any"
    CAPITAL = "capital"  # first letter upper case: German nouns, names
    EXACT = "exact"  # acronyms and inner capitals: KI, GPU, OpenAI


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a term: lower-case forms, how it must be written, and what stands before it in the term."""

    text: str
    forms: frozenset[str]
    case: Case
    joiner: str = " "

    def fits(self, token: str) -> bool:
        """Whether ``token`` is a form of this word, written as it must be."""
        if token.lower() not in self.forms:
            return False
        if self.case is Case.EXACT:
            shared = min(len(token), len(self.text))
            return token[:shared] == self.text[:shared] and token[shared:].islower() | (len(token) <= shared)
        if self.case is Case.CAPITAL:
            return token[:1] == token[:1].upper()
        return True


def joiner(gap: str) -> str | None:
    """What a gap between two words amounts to: " " for space and hyphen, the sign itself, None where a term ends."""
    if gap == " " or gap == "-":
        return " "
    bare = gap.strip()
    if not bare:
        return None if gap.count("\n") > 1 or not gap else " "
    if gap in ("- ", " -"):
        return "-"  # the hyphen of a word to be completed: prä- und intraoperativ, Diagnostik und -therapie
    if all(character in _HYPHENS for character in bare):
        return " " if len(gap) == len(bare) else None  # a spaced dash parts two thoughts
    return bare


def is_acronym(word: str) -> bool:
    """KI, GPU, H100, OpenAI, iPhone: capital letters elsewhere than at the front alone."""
    return any(character.isupper() for character in word[1:])


@lru_cache(maxsize=65536)
def words(text: str, lang: str, pos: str = "") -> tuple[Word, ...]:
    """The words of a term in ``lang`` (de or en). A leading "to " or article of an English term is left out."""
    if lang == "en":
        text = re.sub(r"^(to|a|an|the) (?=\w)", "", text)
    tokens = list(TOKEN.finditer(text))
    result = []
    for position, token in enumerate(tokens):
        gap = text[tokens[position - 1].end() : token.start()] if position else " "
        result.append(
            Word(
                token.group(),
                _forms(token.group(), lang, pos, position, len(tokens)),
                _case(token.group()),
                joiner(gap) or gap.strip() or " ",
            )
        )
    return tuple(result)


def _forms(word: str, lang: str, pos: str, position: int, count: int) -> frozenset[str]:
    if is_acronym(word):
        lower = word.lower()
        return frozenset({lower, lower + "s"}) if word[-1:].isalpha() else frozenset({lower})
    if lang == "de":
        return inflect_de.word_forms(word, pos=pos, position=position, count=count)
    return inflect_en.word_forms(word, pos=pos, position=position, count=count)


def _case(word: str) -> Case:
    if is_acronym(word):
        return Case.EXACT
    if word[:1].isupper():
        return Case.CAPITAL
    return Case.ANY


def occurrences(term: str, lang: str, text: str, *, pos: str = "", any_case: bool = False) -> Iterator[Span]:
    """Where ``term`` stands in ``text``, inflected or with hyphen, space or neither between its words; left to right.

    :param any_case: a capital in the term need not be one in the text; acronyms stay exact.
    """
    if lang == "zh" or any(map(is_han, term)):
        start = text.find(term) if term else -1
        while start >= 0:
            yield Span(start, start + len(term))
            start = text.find(term, start + len(term))
        return
    pattern = words(term, lang, pos)
    if not pattern:
        return
    tokens = list(TOKEN.finditer(text))
    index = 0
    while index < len(tokens):
        end = _match(pattern, tokens, index, text, any_case)
        if end:
            yield Span(tokens[index].start(), tokens[end - 1].end())
        index = end or index + 1


def _match(pattern: tuple[Word, ...], tokens: list[re.Match[str]], index: int, text: str, any_case: bool) -> int:
    """Index after the last token of a match that begins at ``index``; 0 for none."""
    position = 0
    while position < len(pattern):
        if index >= len(tokens):
            return 0
        if position:
            gap = text[tokens[index - 1].end() : tokens[index].start()]
            if joiner(gap) != pattern[position].joiner:
                return 0
        step = _step(pattern, position, tokens, index, text, any_case)
        if step is None:
            return 0
        position += step[0]
        index += step[1]
    return index


def _step(
    pattern: tuple[Word, ...], position: int, tokens: list[re.Match[str]], index: int, text: str, any_case: bool
) -> tuple[int, int] | None:
    """How many (words of the term, tokens of the text) match here: (1, 1), startup ~ start-up (1, 2) or (2, 1)."""
    word, token = pattern[position], tokens[index].group()
    if _fits(word, token, any_case):
        return 1, 1
    if position + 1 < len(pattern) and pattern[position + 1].joiner == " ":
        following = pattern[position + 1]
        lower, front = token.lower(), word.text.lower()
        if lower.startswith(front) and lower[len(front) :] in following.forms:
            return 2, 1
    if index + 1 < len(tokens) and word.case is not Case.EXACT:
        gap = text[tokens[index].end() : tokens[index + 1].start()]
        if gap in ("-", "‑", " ") and (token + tokens[index + 1].group()).lower() in word.forms and len(token) > 1:
            return 1, 2
    return None


def _fits(word: Word, token: str, any_case: bool) -> bool:
    if any_case and word.case is Case.CAPITAL:
        return token.lower() in word.forms
    return word.fits(token)
