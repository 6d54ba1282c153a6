"""Paragraphs to typed blocks: what each does on the page, by general patterns and by its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xling.ingest import clutter
from xling.ingest.draft import (
    Draft,
    bullet,
    ends_sentence,
    is_enumerated_heading,
    looks_like_heading,
    measure,
)
from xling.ingest.sections import mark_cards, mark_navigation, mark_sections
from xling.text import is_han
from xling.types import Block, BlockKind, Span

_RULE = re.compile(r"[\W_]*|0\d[.、]?|(?:part|teil|chapter|kapitel)[ .]{0,2}\d{1,2}", re.IGNORECASE)
_COLUMN = re.compile(r"\s*[|｜·•]\s*")
_HASH_HEADING = re.compile(r"#{1,6}[ \t]+\S")


def classify(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Blocks for all of ``drafts``, in order; kinds that markup fixed are kept. Linear time.

    At most one block is TITLE. BOILERPLATE and METADATA carry a reason.
    """
    items = [piece for draft in drafts for piece in _split(draft)]
    for item in items:
        _mark_alone(item)
    _mark_weak(items)
    mark_sections(items)
    mark_cards(items)
    mark_navigation(items)
    _mark_title(items)
    _mark_headings(items)
    return tuple(
        Block(item.span, item.kind or BlockKind.PARAGRAPH, item.reason if item.is_clutter else "") for item in items
    )


def _split(draft: Draft) -> list[Draft]:
    """The dateline at the head of a paragraph and the agency's sign at its end as drafts of their own."""
    if draft.fixed or measure(draft.text) < 60:
        return [draft]
    pieces = [draft]
    hit = clutter.start(draft.text)
    if hit and measure(draft.text[hit.at :].strip()) >= 40:
        head, rest = _cut(draft, hit.at)
        head.mark(hit.kind, hit.reason)
        pieces = [head, rest]
    hit = clutter.end(pieces[-1].text)
    if hit and measure(pieces[-1].text[: hit.at].strip()) >= 40:
        rest, tail = _cut(pieces.pop(), hit.at)
        tail.mark(hit.kind, hit.reason)
        pieces += [rest, tail]
    return pieces


def _cut(draft: Draft, at: int) -> tuple[Draft, Draft]:
    """Two drafts of the text before and behind ``at``, without white space at their ends."""
    head, rest = draft.text[:at].rstrip(), draft.text[at:].lstrip()
    middle = draft.span.end - len(rest)
    return (
        Draft(Span(draft.span.start, draft.span.start + len(head)), head, draft.gap, draft.kind),
        Draft(Span(middle, draft.span.end), rest, 0, draft.kind),
    )


def _mark_alone(item: Draft) -> None:
    """What the paragraph says by itself."""
    if item.is_clutter or item.fixed:
        return
    text = item.text
    if hit := clutter.line(text) or _row(text):
        item.mark(hit.kind, hit.reason)
    elif _RULE.fullmatch(text):
        item.mark(BlockKind.BOILERPLATE, "separator")
    elif item.kind is None:
        if text.startswith(">"):
            item.mark(BlockKind.QUOTE)
        elif _HASH_HEADING.match(text) or is_enumerated_heading(text):
            item.mark(BlockKind.HEADING)
        elif bullet(text):
            item.mark(BlockKind.LIST)


def _row(text: str) -> clutter.Hit | None:
    """A line of several such parts: “By Jane Doe | June 18, 2025 | 3 min read”."""
    parts = _COLUMN.split(text) if len(text) <= 160 else []
    hits = [clutter.line(part) for part in parts] if len(parts) > 1 else [None]
    return hits[0] if all(hits) else None


def _mark_weak(items: Sequence[Draft]) -> None:
    """Lines that are clutter only in company: beside other clutter, or several fields ("Author: …") in a row."""
    hits = [
        None if item.fixed or item.kind not in (None, BlockKind.HEADING) else clutter.weak(item.text) for item in items
    ]
    for index, (item, hit) in enumerate(zip(items, hits, strict=True)):
        if hit is None:
            continue
        beside = [other for other in (index - 1, index + 1) if 0 <= other < len(items)]
        row = hit.reason == "field" and any((mate := hits[at]) and mate.reason == "field" for at in beside)
        if row or any(items[at].is_clutter for at in beside):
            item.mark(hit.kind, hit.reason)


def _mark_title(items: Sequence[Draft]) -> None:
    """The headline above the text. A bare word above it (the name of the site) is no title, but navigation."""
    if any(item.kind is BlockKind.TITLE for item in items):
        return
    candidates = _title_candidates(items)
    if not candidates:
        return
    title = candidates[0]
    bare = len(title.text.split()) < 3 and not is_han(title.text[0])
    if measure(title.text) < 30 and (bare or _after_clutter(items, title)):
        title = next((item for item in candidates if measure(item.text) >= 30), title)
    # The name of the page ("Headline | Site") stands above the headline itself.
    page = candidates[0].text.casefold()
    title = next((i for i in candidates[1:] if measure(i.text) >= 15 and i.text.casefold() in page), title)
    for item in candidates[: candidates.index(title)]:
        item.mark(BlockKind.BOILERPLATE, "navigation")
    title.mark(BlockKind.TITLE)


def _title_candidates(items: Sequence[Draft]) -> list[Draft]:
    """The lines above the first running text that could be its headline."""
    found: list[Draft] = []
    for index, item in enumerate(items[:16]):
        if item.is_clutter:
            if item.reason == "sources":
                return []  # a page of excerpts: the first headline is not that of the page
            continue
        text = item.text
        fits = item.kind is BlockKind.HEADING or (
            item.kind is None and measure(text) <= 300 and (not ends_sentence(text) or looks_like_heading(text))
        )
        if not fits:
            break
        if (
            sum(map(str.isalpha, text)) >= 3
            and not text.endswith((":", "："))
            and any(_is_text(later) for later in items[index + 1 : index + 12])
        ):
            found.append(item)
    return found


def _after_clutter(items: Sequence[Draft], title: Draft) -> bool:
    """True if a line of the page's frame stands above ``title`` or right below it."""
    at = next(index for index, item in enumerate(items) if item is title)
    return any(item.kind is BlockKind.BOILERPLATE for item in items[: at + 2])


def _is_text(item: Draft) -> bool:
    return not item.is_clutter and measure(item.text) >= 60 and ends_sentence(item.text)


def _mark_headings(items: Sequence[Draft]) -> None:
    """From the end, so that a heading above a heading is seen: short line, no full stop, more text below."""
    below: Draft | None = None
    for item in reversed(items):
        if item.is_clutter or item.kind is BlockKind.CAPTION:
            continue
        if item.kind is None and below is not None and looks_like_heading(item.text) and _carries(below):
            item.mark(BlockKind.HEADING)
        below = item


def _carries(below: Draft) -> bool:
    """True if ``below`` is what a heading stands above."""
    if below.kind in (BlockKind.HEADING, BlockKind.LIST, BlockKind.QUOTE):
        return True
    return measure(below.text) >= 40 and (
        ends_sentence(below.text) or below.text.endswith((":", "：")) or measure(below.text) > 200
    )
