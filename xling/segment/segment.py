"""An article to segments: block by block, sentence by sentence, each with its own language."""

from __future__ import annotations

import re

from xling.ingest.draft import bullet
from xling.ingest.language import identify
from xling.segment.sentences import sentences
from xling.types import Article, Block, BlockKind, Segment, Span

_HASHES = re.compile(r"#{1,6}[ \t]+")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_QUOTE_LINES = re.compile(r"(?m)^[ \t]*(?:>[ \t]?)+")
_CAPTION = re.compile(r"[▲△▼▽◆◇↑↓■□●][ \t\u3000]*")


def segment(article: Article) -> list[Segment]:
    """The segments of ``article`` in order. A border of a block is a border of a segment.

    ``article.text[s.span.start:s.span.end] == s.text``, no segment has white space at its ends, none overlap; what lies
    between them is white space and the marks of lists, quotations and captions. Boilerplate and metadata come too,
    marked by ``kind``. ``lang`` is that of the segment's own words where they decide, else that of the article.
    """
    found: list[Segment] = []
    for number, block in enumerate(article.blocks):
        for span in _spans(article, block):
            text = span.of(article.text)
            found.append(
                Segment(
                    id=f"{article.id}#{len(found)}",
                    article=article.id,
                    index=len(found),
                    lang=identify(text, article.lang),
                    text=text,
                    span=span,
                    kind=block.kind,
                    block=number,
                )
            )
    return found


def _spans(article: Article, block: Block) -> list[Span]:
    text = block.span.of(article.text)
    if block.kind is BlockKind.QUOTE and text.startswith(">"):
        return _quoted(article, block, text)
    offset = block.span.start + _marker(block.kind, text)
    body = article.text[offset : block.span.end]
    lang = identify(body[:600], article.lang)  # the rules of the block's own language
    return [span.shift(offset) for span in sentences(body, lang)]


def _marker(kind: BlockKind, text: str) -> int:
    """Length of the list, heading or caption mark that ``text`` begins with."""
    if kind is BlockKind.CAPTION:
        match = _CAPTION.match(text)
    elif kind in (BlockKind.HEADING, BlockKind.TITLE):
        match = _HASHES.match(text)
    elif kind in (BlockKind.LIST, BlockKind.BOILERPLATE):
        return bullet(text)
    else:
        match = None
    return match.end() if match and match.end() < len(text) else 0


def _quoted(article: Article, block: Block, text: str) -> list[Span]:
    """A quotation with ``>`` before its lines: every line on its own, the marks left out."""
    spans: list[Span] = []
    starts = [match.end() for match in _QUOTE_LINES.finditer(text)]
    ends = [*[match.start() for match in _QUOTE_LINES.finditer(text)][1:], len(text)]
    for start, end in zip(starts, ends, strict=True):
        at = block.span.start + start
        spans.extend(span.shift(at) for span in sentences(text[start:end], article.lang))
    return spans
