"""Words of German, English and Chinese text as exact spans.

German and English: words, numbers with their separators (14,3 · 1.000 · 2:1), hyphenated compounds and abbreviations
with inner points stay whole; punctuation, symbols and English clitics (``'s``) stand apart.
Chinese characters: jieba with extra words from a glossary, or one by one. Nothing visible is left out: every
character that is not white space lies in exactly one span.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from xling.types import Span

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003347f"
_MARK = "\u0300-\u036f"
_LETTER = rf"(?:(?![{_HAN}])[^\W\d_]|[{_MARK}])"
# O'Neil and don't are one word; the clitics 's, 're, 've, 'll, 'd, 'm are words of their own.
_INNER = r"['’](?!(?:s|re|ve|ll|d|m)\b)"

_TOKEN = re.compile(
    rf"""
    (?P<han> [{_HAN}]+ )
  | (?P<web> (?:https?://|www\.)[^\s<>"„“”]*[^\s<>"„“”.,;:!?)\]}}] | [\w.+-]+@[\w-]+(?:\.[\w-]+)+ )
  | (?P<number> \d+ (?: [.,:/’'] \d+ )* (?: (?:st|nd|rd|th)\b | er(?:n|e)?\b | (?: - {_LETTER}+ )+ )? )
  | (?P<initials> (?: {_LETTER}\. ){{2,}} )
  | (?P<word> {_LETTER}[\d{_MARK}]* (?: {_LETTER} | \d )* (?: (?: [-‐‑·&] | {_INNER} ) (?: {_LETTER} | \d )+ )* )
  | (?P<clitic> ['’](?:s|re|ve|ll|d|m)\b )
  | (?P<dots> \.{{2,}} | …+ | —+ | -{{2,}} )
  | (?P<other> \S )
    """,
    re.VERBOSE,
)


def tokenize(text: str, *, chinese: str = "words", segmenter: Any = None) -> tuple[Span, ...]:  # noqa: ANN401
    """The words of ``text``, in order, not overlapping.

    :param chinese: ``words`` (jieba) or ``characters``.
    :param segmenter: a jieba tokenizer from ``chinese_segmenter``; the plain one by default.
    """
    spans: list[Span] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match.lastgroup == "han" and chinese == "words":
            spans.extend(_segment(text[start:end], start, segmenter or chinese_segmenter()))
        elif match.lastgroup == "han":
            spans.extend(Span(position, position + 1) for position in range(start, end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def whitespace(text: str) -> tuple[Span, ...]:
    """The tokens of pre-tokenised text: whatever stands between white space."""
    return tuple(Span(match.start(), match.end()) for match in re.finditer(r"\S+", text))


def spaced(text: str, words: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """The words with a blank between any two, and where they stand then.

    So no subword of the encoder reaches over two Chinese words; links of running text become as good as those of
    text that came in words.
    """
    ends = list(accumulate(len(word) + 1 for word in words))
    spans = tuple(Span(end - 1 - len(word), end - 1) for word, end in zip(words, ends, strict=True))
    return " ".join(word.of(text) for word in words), spans


def chinese_segmenter(words: Sequence[str] = ()) -> Any:  # noqa: ANN401
    """A jieba tokenizer that keeps each of ``words`` (a glossary's Chinese terms) together."""
    return _segmenter(tuple(sorted({word for word in words if len(word) > 1})))


@lru_cache(maxsize=8)
def _segmenter(words: tuple[str, ...]) -> Any:  # noqa: ANN401
    import logging

    import jieba

    # jieba reports its dictionary on stderr at level DEBUG; the library keeps its own output quiet.
    jieba.setLogLevel(logging.WARNING)
    if not words:
        return jieba.dt
    segmenter = jieba.Tokenizer()
    for word in words:
        segmenter.add_word(word)
    return segmenter


def _segment(run: str, start: int, segmenter: Any) -> Iterable[Span]:  # noqa: ANN401
    for word in segmenter.cut(run):
        yield Span(start, start + len(word))
        start += len(word)
