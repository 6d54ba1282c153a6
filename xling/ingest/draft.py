"""A paragraph on its way to becoming a block, and the measures that the classification asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xling.text import is_han
from xling.types import BlockKind, Span

_TERMINATED = re.compile(r"[.!?。！？](?:[”“\"'’»«›‹」』）)\]】]|\s*\[\d+\])*$")
_CUT_OFF = re.compile(r"(?:\.{3}|…)[”“\"'’»«」』）)\]]?\s*(?:\[?(?:more|mehr|详细|全文)\]?)?$", re.IGNORECASE)
_ENUMERATION = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}[章节部分]|[（(][一二三四五六七八九十]{1,2}[)）])"
)
_BULLET = re.compile(
    r"(?:[-*+•·▪◦‣●○■◆►▶✓✔–—][ \t\xa0\u3000]+|[•▪◦‣●■✓✔]|\(?\d{1,3}[.)][ \t\xa0]+|[（(]\d{1,2}[)）][ \t]*"
    r"|[a-z]\)[ \t]+|[①-⑳])(?=\S)"
)
_ORDINAL_DATE = re.compile(
    r"\d{1,2}\.[ \t\xa0]+(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez|jän|jahrhundert|weltkrieg|platz|liga"
    r"|spieltag|runde)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Draft:
    """``kind`` is None until it is known; ``fixed`` means that markup said so and no heuristic may change it."""

    span: Span
    text: str
    gap: int = 0
    kind: BlockKind | None = None
    reason: str = ""
    fixed: bool = False
    level: int = 0  # of a heading in markup

    @property
    def is_clutter(self) -> bool:
        return self.kind in (BlockKind.BOILERPLATE, BlockKind.METADATA)

    def mark(self, kind: BlockKind | None, reason: str = "") -> None:
        self.kind, self.reason = kind, reason


def measure(text: str) -> int:
    """Length in Latin letters: a Chinese character says about as much as three of them."""
    if text.isascii():
        return len(text)
    return len(text) + 2 * sum(map(is_han, text)) if len(text) < 1000 else 3 * len(text)


def ends_sentence(text: str) -> bool:
    """True if ``text`` ends with a full stop, question or exclamation mark and is not cut off."""
    tail = text[-40:].rstrip()
    return bool(_TERMINATED.search(tail)) and not _CUT_OFF.search(tail)


def is_cut_off(text: str) -> bool:
    """True if ``text`` ends with dots, as the teasers of article lists do."""
    return bool(_CUT_OFF.search(text[-40:].rstrip()))


def is_full(draft: Draft) -> bool:
    """A paragraph of running text: long enough, and its last sentence is complete."""
    return measure(draft.text) >= 120 and ends_sentence(draft.text)


def bullet(text: str) -> int:
    """Length of the list marker at the start of ``text``; 0 when there is none (“3. Juni …” is no list item)."""
    match = _BULLET.match(text)
    return match.end() if match and not _ORDINAL_DATE.match(text) else 0


def is_enumerated_heading(text: str) -> bool:
    """Chinese headings carry their number: 一、…, 第二章 …, （三）…"""
    return bool(_ENUMERATION.match(text)) and measure(text) <= 120 and looks_like_heading(text)


def looks_like_heading(text: str) -> bool:
    """Short, no sentence's end (a question is allowed), no colon or comma at its end, with letters in it."""
    if measure(text) > 150 or not any(character.isalpha() for character in text):
        return False
    if text.endswith((",", ";", ":", "，", "；", "：", "、", "…", "...")):
        return False
    return not ends_sentence(text) or text.rstrip("”“\"'»«」』").endswith(("?", "？", "!", "！"))
