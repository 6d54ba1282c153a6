"""Text to an article: blocks typed, title, date and language found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xling.ingest import invisible
from xling.ingest.blocks import classify
from xling.ingest.dates import find_date
from xling.ingest.draft import Draft
from xling.ingest.language import identify
from xling.ingest.lines import paragraphs
from xling.types import Article, Block, BlockKind, OffsetMap, Span

_IDENTITY = OffsetMap()
_FIELD_TITLE = ("title", "titel", "标题", "headline")


def article_from_text(text: str, *, id: str, path: str = "", lang: str | None = None) -> Article:  # noqa: A002
    """An article from plain text; ``Article.text`` is what is seen of ``text``, mostly ``text`` itself.

    Its blocks cover all that is not white space.

    :param lang: the language if known; identified from the content blocks otherwise.
    """
    seen, offsets, file_text = _seen(text)
    drafts = [Draft(p.span, p.text, p.gap) for p in paragraphs(seen)]
    notes = invisible.note(len(text) - len(seen))
    return build(seen, drafts, id=id, path=path, lang=lang, offsets=offsets, file_text=file_text, notes=notes)


def _seen(text: str) -> tuple[str, OffsetMap, str]:
    """``text`` without characters that no reader sees, its map to ``text``, and ``text`` itself; the identity and
    nothing where all of it is seen."""
    runs, parts, at = [], [], 0
    for start, part in invisible.visible(text):
        runs.append((at, start, len(part)))
        parts.append(part)
        at += len(part)
    if at == len(text):
        return text, _IDENTITY, ""
    return "".join(parts), OffsetMap(tuple(runs) or ((0, 0, 0),)), text


def build(
    text: str,
    drafts: Sequence[Draft],
    *,
    id: str,  # noqa: A002
    path: str,
    lang: str | None = None,
    fallback_lang: str = "other",
    title: str = "",
    date: str = "",
    fallback_date: str = "",
    encoding: str = "utf-8",
    offsets: OffsetMap = _IDENTITY,
    meta: Mapping[str, object] | None = None,
    notes: Sequence[str] = (),
    file_text: str = "",
) -> Article:
    """The one maker of articles: classifies ``drafts`` and fills in what was not given.

    :param fallback_lang: what the document says about itself, for a text that does not decide.
    :param fallback_date: a guess, for a page without a date in sight.
    """
    blocks = classify(drafts)
    return Article(
        id=id,
        path=path,
        lang=lang or identify(_content(text, blocks), fallback_lang),
        text=text,
        title=invisible.shown(title) or _title(text, blocks),
        date=date or _date(text, blocks) or fallback_date,
        encoding=encoding,
        blocks=blocks,
        offsets=offsets,
        meta=dict(meta or {}),
        notes=tuple(notes),
        file_text=file_text,
    )


def line_articles(lines: Iterable[str], *, lang: str) -> list[Article]:
    """One article a line, ids ``line:1``, ``line:2`` …; each has one PARAGRAPH block and nothing is skipped."""
    articles = []
    for number, line in enumerate(lines, start=1):
        text, offsets, file_text = _seen(line.removesuffix("\n").removesuffix("\r"))
        blocks = (Block(Span(0, len(text)), BlockKind.PARAGRAPH),)
        articles.append(Article(f"line:{number}", "", lang, text, blocks=blocks, offsets=offsets, file_text=file_text))
    return articles


def _content(text: str, blocks: Sequence[Block]) -> str:
    content = "\n".join(block.span.of(text) for block in blocks if block.is_content)
    return content if content.strip() else text


def _title(text: str, blocks: Sequence[Block]) -> str:
    for block in blocks:
        if block.kind is BlockKind.TITLE:
            return " ".join(block.span.of(text).lstrip("# ").split())
    for block in blocks:
        if block.kind is BlockKind.METADATA and block.reason == "field":
            name, _, value = block.span.of(text).replace("：", ":").partition(":")
            if name.strip().lower() in _FIELD_TITLE:
                return value.strip()
    return ""


def _date(text: str, blocks: Sequence[Block]) -> str:
    """The first date in the small lines around the text, not one that the text itself speaks of."""
    for wanted in ("date", "dateline", "byline"):
        for block in blocks:
            if (
                block.kind is BlockKind.METADATA
                and block.reason == wanted
                and (found := find_date(block.span.of(text)))
            ):
                return found
    return ""
