"""Articles, their blocks and their sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter

from xling.types.span import Span


class BlockKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    LIST = "list"
    QUOTE = "quote"
    METADATA = "metadata"  # dateline, byline, view counter: kept, not translated, not checked
    BOILERPLATE = "boilerplate"  # share buttons, related articles, cookie lines: kept, marked, not translated


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the article with one function on the page. ``reason`` names the clutter for BOILERPLATE and METADATA."""

    span: Span
    kind: BlockKind
    reason: str = ""

    @property
    def is_content(self) -> bool:
        return self.kind not in (BlockKind.BOILERPLATE, BlockKind.METADATA)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each character of ``Article.text`` lies in the decoded file, as runs of equal stride.

    ``runs[i] = (text_start, file_start, length)``: characters ``text_start … +length`` of the text are the characters
    ``file_start … +length`` of the file. Runs are sorted and do not overlap; a text character in no run
    (a resolved entity, an inserted line break) belongs to the gap of the file between its neighbours.
    An empty tuple is the identity.
    """

    runs: tuple[tuple[int, int, int], ...] = ()

    def to_file(self, span: Span) -> Span:
        """The smallest stretch of the file that holds all of ``span``."""
        if not self.runs:
            return span
        if not len(span):
            return Span(self._at(span.start), self._at(span.start))
        start = self._at(span.start)
        return Span(start, max(start, self._at(span.end - 1, after=True)))

    def _at(self, position: int, *, after: bool = False) -> int:
        """Where the character at ``position`` begins in the file or, with ``after``, where it ends."""
        following = bisect_right(self.runs, position, key=itemgetter(0))
        if following == 0:
            return self.runs[0][1]
        text_start, file_start, length = self.runs[following - 1]
        offset = position - text_start
        if offset < length:
            return file_start + offset + (1 if after else 0)
        if after and following < len(self.runs):
            return self.runs[following][1]
        return file_start + length


@dataclass(frozen=True, slots=True)
class Article:
    """One document. ``text`` is the decoded file itself for plain text without soft hyphens and other invisible
    characters; otherwise, and for HTML, Markdown and JSONL, it is the reading text, and ``offsets`` leads back to the
    file (for JSONL: to the value of the text field)."""

    id: str
    path: str
    lang: str
    text: str
    title: str = ""
    date: str = ""  # ISO 8601, as precise as found: "2025-06-18", "2025-06", "2025"
    origin: str = ""  # language the article was probably translated from, when that was noticed: "zh"
    encoding: str = "utf-8"
    blocks: tuple[Block, ...] = ()
    offsets: OffsetMap = OffsetMap()
    meta: Mapping[str, object] = field(default_factory=dict)  # unknown JSONL fields, passed through untouched
    notes: tuple[str, ...] = ()  # what was repaired, guessed or skipped on reading
    file_text: str = ""  # the decoded file (HTML: the page with its markup) where ``text`` is not the file itself

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an article needs an id")

    def file_span(self, span: Span) -> Span:
        """``span`` of ``text`` as a span of the decoded file."""
        return self.offsets.to_file(span)

    def file_words(self, span: Span) -> str:
        """The characters of the decoded file that ``span`` of ``text`` stands for."""
        return self.file_span(span).of(self.file_text or self.text)


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, headline or list item. ``article.text[span] == text``; ids are ``<article id>#<index>``."""

    id: str
    article: str
    index: int
    lang: str
    text: str
    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    block: int = -1  # index into Article.blocks

    @property
    def is_content(self) -> bool:
        return self.kind not in (BlockKind.BOILERPLATE, BlockKind.METADATA)
