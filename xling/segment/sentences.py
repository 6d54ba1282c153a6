"""Text to sentences with exact offsets, for German, English, Chinese and their mixtures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xling.segment.chinese import Chinese
from xling.segment.latin import Latin
from xling.segment.lexicon import lexicon
from xling.segment.quotes import Enclosing, pairs
from xling.text import is_han
from xling.types import Span

# A run of terminators, or a break that always separates: a blank line, a form feed, a paragraph separator.
_MARK = re.compile(r"[.!?…。！？；｡．]+|\n[ \t\r]*\n|[\x0b\x0c\x85\u2028\u2029]")
_CJK = "。！？；｡．"
_ALWAYS_CLOSE = "”’」』）)】》〉]"
_MAYBE_CLOSE = "\"'“‘«»›‹"
_FOOTNOTE = re.compile(r"(?:\s?\[\d{1,3}\])+|[¹²³⁴-⁹⁰]+")


def sentences(text: str, lang: str) -> list[Span]:
    """The sentences of ``text`` in order, without white space at their ends; they cover every other character.

    A single line break is white space (wrapped lines), a blank line always separates. Linear time.

    :param lang: ``de``, ``en``, ``zh``; anything else is split by the rules that all three share.
    """
    spans: list[Span] = []
    start = 0
    for end in [*_borders(text, lang), len(text)]:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            left = start + len(piece) - len(piece.lstrip())
            spans.append(Span(left, left + len(stripped)))
        start = end
    return spans


def _borders(text: str, lang: str) -> Iterator[int]:
    """Positions behind which a new sentence begins, rising."""
    enclosing = Enclosing(pairs(text))
    latin = Latin(text, lang, lexicon(lang))
    chinese = Chinese(text, enclosing)
    sentence = 0
    for match in _MARK.finditer(text):
        start, stop = match.span()
        if start < sentence:
            continue
        if text[start] in "\n\x0b\x0c\x85\u2028\u2029":
            sentence = stop
            yield stop
            continue
        after = _closers(text, stop, enclosing)
        side = chinese if _is_chinese(text, start, stop, after) else latin
        if side is latin and _in_bracket(text, start, after, enclosing):
            continue
        if side.ends(start, stop, after, sentence):
            sentence = after
            yield after


def _closers(text: str, stop: int, enclosing: Enclosing) -> int:
    """Where the closing quotation marks, brackets and footnote numbers behind position ``stop`` end."""
    at = stop
    while at < len(text):
        character = text[at]
        if character in " \u3000" and (spaced := _spaced_closer(text, at, enclosing)):
            at = spaced
            continue
        if character == '"' and at in enclosing.close_to_open:
            at += 1
        elif character == "[" or character in "¹²³⁰⁴⁵⁶⁷⁸⁹":
            match = _FOOTNOTE.match(text, at, min(len(text), at + 24))
            if not match:
                break
            at = match.end()
        elif character in _ALWAYS_CLOSE or (character in _MAYBE_CLOSE and _closes(text, at)):
            at += 1
        else:
            break
    return at


def _spaced_closer(text: str, at: int, enclosing: Enclosing) -> int:
    """Tokenised text sets its closing marks apart (“… 。 ”): one past such a mark, else 0."""
    following = at + 1
    mark = text[following : following + 1]
    paired = mark == '"' and following in enclosing.close_to_open and _closes(text, following)
    return following + 1 if paired or mark in ("”", "」", "』") else 0


def _closes(text: str, at: int) -> bool:
    """A mark that opens in one language and closes in another closes where no word follows it."""
    following = text[at + 1 : at + 2]
    return not following or not (following.isalnum() or following in "„“‚‘(（「『")


def _is_chinese(text: str, start: int, stop: int, after: int) -> bool:
    """True if the mark is Chinese, or an ASCII mark or dots with Chinese on the side that decides."""
    if any(character in _CJK for character in text[start:stop]):
        return True
    before = text[start - 1] if start else ""
    following = text[after : after + 1]
    if before and is_han(before):
        return not (text[start:stop] == "." and following.isalnum() and not is_han(following))
    if text[start] in "!?…" and following and is_han(following):
        return True
    return after > stop and bool(following) and is_han(following)


def _in_bracket(text: str, start: int, after: int, enclosing: Enclosing) -> bool:
    """A remark in brackets inside a sentence is not broken up: "He left (why? Nobody knew.) that night"."""
    inner = enclosing.at(start)
    if inner is None or text[inner[0]] not in "([（" or inner[1] - inner[0] > 400:
        return False
    if inner[1] >= after:
        return True
    # The bracket closes behind this mark; it ends a sentence only if the bracket was one by itself.
    before = text[max(0, inner[0] - 4) : inner[0]].rstrip()
    return bool(before) and before[-1] not in '.!?…。！？”“"»«'
