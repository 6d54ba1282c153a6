"""Is this 。！？；…… the end of a Chinese sentence, with the quotation marks around it?

The common rule (split behind the mark and the closing quotation marks that follow) is kept; beyond it, a quotation that
is a part of its sentence, a book title and a remark in brackets are not broken up, and a quotation stays with the words
that name its speaker.
"""

from __future__ import annotations

import re

from xling.segment.lexicon import speech_tag
from xling.segment.quotes import Enclosing
from xling.text import is_han

_CONTINUES = re.compile(r"\s*(?:[，、；：,;:)）】》」』”’。！？!?…]|——|—|的(?!确|士|话))")
_QUOTES = '“‘「『"'
_SHORT_QUOTE, _LONG_BRACKET = 16, 120
_QUESTION = re.compile(r"[吗呢么谁哪何吧几否啥嘛怎]|多少|是不是|有没有|能不能|会不会|要不要|可不可|什么")
_PARTICLES = re.compile(r"[的地得了着过吗呢吧啊就还却也都而]")


class Chinese:
    """Decisions about one text, asked in rising order of position."""

    def __init__(self, text: str, enclosing: Enclosing) -> None:
        self.text, self.enclosing = text, enclosing

    def ends(self, start: int, stop: int, after: int, sentence: int) -> bool:
        """True if the run of terminators ``text[start:stop]`` ends a sentence; parameters as in ``Latin.ends``."""
        text = self.text
        if after >= len(text):
            return True
        run = text[start:stop]
        if run.strip("；;") == "":
            return self._semicolon(start, after)
        if _CONTINUES.match(text, after) or (run == "?" and not self._asks(start, after)):
            return False
        inner = self.enclosing.at(start)
        closed = inner is not None and inner[1] < after
        if inner is not None and self._inseparable(inner, closed):
            return False
        if closed and speech_tag("zh").match(text, after, min(len(text), after + 24)):
            return False
        if run[0] == "…" or run.startswith(".."):
            return self._after_dots(start, after, sentence, closed)
        return True

    def _asks(self, start: int, after: int) -> bool:
        """False for an ASCII ``?`` that stands for a lost character (马克?扎克伯格), as on badly converted pages."""
        if not (is_han(self.text[after]) and is_han(self.text[start - 1 : start] or " ")):
            return True
        return bool(_QUESTION.search(self.text, max(0, start - 30), start))

    def _semicolon(self, start: int, after: int) -> bool:
        inner = self.enclosing.at(start)
        return inner is None and not _CONTINUES.match(self.text, after)

    def _inseparable(self, inner: tuple[int, int], closed: bool) -> bool:
        """True for a title, a short remark in brackets, and a quotation that is only a word of its sentence."""
        opening, closing = inner
        mark, length = self.text[opening], closing - opening
        if mark in "《〈【[":
            return True
        if mark in "（(":
            return length <= _LONG_BRACKET and not (closed and self._opens(opening))
        if mark not in _QUOTES:
            return False
        return length <= _SHORT_QUOTE and not self._opens(opening) and self._goes_on(closing)

    def _opens(self, opening: int) -> bool:
        """True if what begins at ``opening`` is an utterance or sentence of its own, not a word in one."""
        before = self.text[max(0, opening - 8) : opening].rstrip()
        return not before or before[-1] in "。！？；：，:,!?;…—”’」』\n"

    def _goes_on(self, closing: int) -> bool:
        after = self.text[closing + 1 : closing + 2]
        return bool(after) and (is_han(after) or after.isalnum())

    def _after_dots(self, start: int, after: int, sentence: int, closed: bool) -> bool:
        """……: a hesitation inside a sentence, or its end; short beginnings and particles speak for the former."""
        text = self.text
        if text[after].isspace():
            return True
        if _PARTICLES.match(text, after):
            return False
        said = sum(map(is_han, text[max(sentence, start - 40) : start]))
        rest = re.match(r"[^。！？…；]*", text[after : after + 40])
        return said >= 4 and (closed or rest is None or len(rest[0]) >= 6)
