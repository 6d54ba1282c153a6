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
from xling.types import Block, BlockKind, Span

_RULE = re.compile(r"[\W_]*")
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
    """The dateline or date field at the head of a paragraph as a draft of its own."""
    if draft.fixed:
        return [draft]
    hit = clutter.start(draft.text)
    rest = draft.text[hit.end :].lstrip() if hit else ""
    if hit is None or measure(rest) < 40:
        return [draft]
    head = draft.text[: len(draft.text) - len(rest)].rstrip()
    middle = draft.span.end - len(rest)
    return [
        Draft(Span(draft.span.start, draft.span.start + len(head)), head, draft.gap, hit.kind, hit.reason),
        Draft(Span(middle, draft.span.end), rest, 0, draft.kind),
    ]


def _mark_alone(item: Draft) -> None:
    """What the paragraph says by itself."""
    if item.is_clutter or item.fixed:
        return
    text = item.text
    if hit := clutter.line(text):
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


def _mark_weak(items: Sequence[Draft]) -> None:
    for index, item in enumerate(items):
        if item.is_clutter or item.fixed or measure(item.text) > 80:
            continue
        beside = [*items[max(0, index - 1) : index], *items[index + 1 : index + 2]]
        if any(other.is_clutter for other in beside) and (hit := clutter.weak(item.text)):
            item.mark(hit.kind, hit.reason)


def _mark_title(items: Sequence[Draft]) -> None:
    """The first heading of the text, if running text follows and nothing of the article stands before it."""
    if any(item.kind is BlockKind.TITLE for item in items):
        return
    for index, item in enumerate(items[:12]):
        if item.is_clutter:
            if item.reason == "sources":
                return  # a page of excerpts: the first headline is not that of the page
            continue
        if item.kind not in (None, BlockKind.HEADING):
            return
        text = item.text
        fits = item.kind is BlockKind.HEADING or (
            measure(text) <= 300 and (not ends_sentence(text) or looks_like_heading(text))
        )
        if fits and not text.endswith((":", "：")) and any(_is_text(later) for later in items[index + 1 : index + 12]):
            item.mark(BlockKind.TITLE)
        return


def _is_text(item: Draft) -> bool:
    return not item.is_clutter and measure(item.text) >= 80 and ends_sentence(item.text)


def _mark_headings(items: Sequence[Draft]) -> None:
    """From the end, so that a heading above a heading is seen: short line, no full stop, more text below."""
    below: Draft | None = None
    for item in reversed(items):
        if item.is_clutter or item.kind is BlockKind.CAPTION:
            continue
        if item.kind is None and below is not None and looks_like_heading(item.text) and _carries(below, item):
            item.mark(BlockKind.HEADING)
        below = item


def _carries(below: Draft, item: Draft) -> bool:
    """True if ``below`` is what a heading stands above."""
    if below.kind in (BlockKind.HEADING, BlockKind.LIST, BlockKind.QUOTE):
        return True
    return measure(below.text) >= 40 and (ends_sentence(below.text) or measure(below.text) > 200)
