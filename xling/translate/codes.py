"""Codes that hold: addresses, placeholders, mentions, tags and emoji of a source stand in its translation as they are.

They are no words: "{name}", "%s", "#ORDER#", "@xling", "www.example.org" mean nothing in pieces, so a model garbles
them like names it has never seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import ClassVar

from xling.translate.kept import Kept
from xling.types import Span, TermMatch, TermStatus

_CODE = re.compile(
    r"https?://[^\s，。；、）)\]>\"”]+[^\s，。；、）)\]>\"”.,;:!?]|www\.[\w.-]+\.[a-z]{2,}(?:/[\w./-]*\w)?"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\{\{?[\w. -]{1,40}\}?\}|\$\{\w{1,40}\}|<[a-z]{3,20}(?:-[a-z]+)*>|%\(\w+\)s|%[sd](?!\w)"
    r"|(?<![\w%])%[A-Za-z_]\w{1,40}%(?!\w)"
    r"|#[A-Za-z][A-Za-z_-]*#|(?<![\w@])[@#][A-Za-z_]\w{2,}",
    re.ASCII,
)
_EMOJI = re.compile(
    "[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\u200d\ufe0e\ufe0f\u2600-\u27bf\U0001f000-\U0001faff]*"
)
_TOKEN = re.compile(r"[^\s,;!?()]*[^\s,;!?().]")
_SIGNS = frozenset("#@{}<>%$/_")
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class KeptCode(Kept):
    """``others`` are the codes that stand beside it in the source: theirs are not its remains."""

    label: ClassVar[str] = "code"

    others: tuple[str, ...] = ()

    @property
    def adjunct(self) -> str:
        """An emoji can stand at the end of any clause."""
        return self.target if _EMOJI.fullmatch(self.target) else ""

    def places(self, text: str) -> list[Span]:
        """Where it stands letter for letter."""
        whole = re.escape(self.target)
        left = r"(?<!\w)" if self.target[0].isalnum() else ""
        right = r"(?!\w)" if self.target[-1].isalnum() else ""
        return [Span(*match.span()) for match in re.finditer(left + whole + right, text)]

    def remains(self, text: str) -> list[Span]:
        """What the model left of it, the likest first: tokens with its signs or most of its letters."""
        found = []
        for match in _TOKEN.finditer(text):
            word = match[0]
            likeness = SequenceMatcher(None, word.casefold(), self.target.casefold(), autojunk=False).ratio()
            if word not in self.others and likeness >= _ALIKE and (_SIGNS & {*word} or "." in word):
                found.append((likeness, Span(*match.span())))
        return [span for _, span in sorted(found, key=lambda each: -each[0])]

    def may_replace(self, words: str) -> bool:
        """Words that attention points to are none: only what looks like a code."""
        return bool(_SIGNS & {*words} or "." in words)


def kept_codes(text: str, source_lang: str, target_lang: str) -> list[TermMatch]:
    """The codes of ``text``, every one with the place where it stands."""
    found: dict[str, Span] = {}
    for match in (*_CODE.finditer(text), *_EMOJI.finditer(text)):
        found.setdefault(match[0], Span(*match.span()))
    terms = []
    for code, span in found.items():
        others = tuple(other for other in found if other != code)
        term = KeptCode(code, code, source_lang, target_lang, status=TermStatus.KEEP, others=others)
        terms.append(TermMatch(term, span))
    return terms
