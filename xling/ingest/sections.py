"""Clutter that only shows in context: lists of sources and related articles, teaser cards, comments, navigation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xling.ingest import clutter
from xling.ingest.draft import Draft, bullet, ends_sentence, is_cut_off, is_full, looks_like_heading, measure
from xling.types import BlockKind

_BOILERPLATE = BlockKind.BOILERPLATE
_CARD_REASONS = frozenset({"time", "views", "sources", "tags", "date", "byline", "related", "share"})
_LINKISH = re.compile(r"https?://|www\.|\[\d+\]|doi[:.]", re.IGNORECASE)


def mark_sections(drafts: Sequence[Draft]) -> None:
    """Mark the members of every clutter section; a heading of that wording inside the article stays a heading."""
    index = 0
    while index < len(drafts):
        draft = drafts[index]
        hit = None if draft.is_clutter else clutter.section(draft.text)
        if hit is None:
            index += 1
            continue
        end = _section_end(drafts, index, hit.reason)
        if end == index + 1 and end < len(drafts) and is_full(drafts[end]):
            index += 1  # running text follows: the heading belongs to the article
            continue
        for member in drafts[index:end]:
            if member.kind is not _BOILERPLATE:
                member.mark(_BOILERPLATE, hit.reason)
        index = end


def _section_end(drafts: Sequence[Draft], start: int, reason: str) -> int:
    """One past the last member of the section that ``drafts[start]`` opens."""
    stop = start + 1
    while stop < len(drafts) and not _opens_other(drafts[stop], reason):
        stop += 1
    before = sum(measure(d.text) for d in drafts[:start] if not d.is_clutter)
    after = sum(measure(d.text) for d in drafts[start + 1 : stop])
    if reason in ("faq", "comments"):
        # They close a page. What stands in the first third is the subject of the article itself.
        return stop if before * 2 >= after else start + 1
    if before < 400 and before * 4 < after:
        return start + 1  # nothing to be related to yet: a front page
    end = start + 1
    while end < stop and _is_member(drafts, end, stop, reason):
        end += 1
    return end


def _opens_other(draft: Draft, reason: str) -> bool:
    hit = clutter.section(draft.text)
    return hit is not None and hit.reason != reason


def _is_member(drafts: Sequence[Draft], index: int, stop: int, reason: str) -> bool:
    draft = drafts[index]
    if draft.is_clutter or is_cut_off(draft.text):
        return True
    following = drafts[index + 1] if index + 1 < stop else None
    if reason in ("sources", "contact"):
        if _LINKISH.search(draft.text) or bullet(draft.text) or draft.kind is BlockKind.LIST:
            return True
        return not is_full(draft) and not (following and looks_like_heading(draft.text) and is_full(following))
    # A list of related articles ends where two paragraphs of running text follow each other.
    if is_full(draft):
        return following is None or not is_full(following)
    return not (following and _resumes(drafts, index + 1, stop))


def _resumes(drafts: Sequence[Draft], index: int, stop: int) -> bool:
    """True where running text goes on: two full paragraphs in a row."""
    return index + 1 < stop and is_full(drafts[index]) and is_full(drafts[index + 1])


def mark_cards(drafts: Sequence[Draft]) -> None:
    """Mark teaser cards: a headline or teaser above counters and times, several in a row, after the article."""
    full = [index for index, draft in enumerate(drafts) if is_full(draft) and not draft.is_clutter]
    cards: list[tuple[int, int]] = []
    index = 0
    while index < len(drafts):
        end = _card_end(drafts, index)
        if end:
            cards.append((index, end))
        index = end or index + 1
    for start, end in _rows(cards):
        # In front of the first running text it may be the head of the article.
        if full and full[0] < start:
            for member in drafts[start:end]:
                if member.reason != "sources":
                    member.mark(_BOILERPLATE, "related")


def _card_end(drafts: Sequence[Draft], index: int) -> int:
    """One past the card that begins at ``index``; 0 when none begins there."""
    if drafts[index].is_clutter:
        return 0
    end = index + 1
    if end < len(drafts) and looks_like_heading(drafts[index].text) and not drafts[end].is_clutter:
        end += 1  # headline, then teaser
    first = end
    while end < len(drafts) and drafts[end].is_clutter and drafts[end].reason in _CARD_REASONS:
        end += 1
    return (
        end if end > first and any(d.reason in ("time", "views", "sources", "date") for d in drafts[first:end]) else 0
    )


def _rows(cards: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs of at least two cards without anything between them."""
    rows: list[list[tuple[int, int]]] = []
    for card in cards:
        if rows and rows[-1][-1][1] == card[0]:
            rows[-1].append(card)
        else:
            rows.append([card])
    return [(row[0][0], row[-1][1]) for row in rows if len(row) >= 2]


def mark_navigation(drafts: Sequence[Draft]) -> None:
    """Mark runs of many very short lines (menus, tag clouds): five or more in a row, none of them a sentence."""
    run: list[Draft] = []
    for draft in [*drafts, None]:
        if draft is not None and _is_menu_line(draft):
            run.append(draft)
            continue
        numbers = sum(any(character.isdigit() for character in member.text) for member in run)
        if len(run) >= 5 and numbers * 2 < len(run):  # a table is not a menu
            for member in run:
                if not member.is_clutter:
                    member.mark(_BOILERPLATE, "navigation")
        run = []


def _is_menu_line(draft: Draft) -> bool:
    if draft.fixed or measure(draft.text) > 22 or ends_sentence(draft.text):
        return False
    return draft.is_clutter or (draft.kind in (None, BlockKind.HEADING) and not bullet(draft.text))
