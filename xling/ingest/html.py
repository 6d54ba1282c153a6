"""HTML to an article: every visible block with its place in the file; trafilatura says which of them are the article.

Blocks outside the article are kept and marked. Where trafilatura finds nothing (short pages) the markup decides.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from xling.ingest.article import build
from xling.ingest.dates import find_date
from xling.ingest.draft import Draft
from xling.ingest.html_blocks import Facts, PageReader, Placed
from xling.types import LANGUAGES, Article, BlockKind

_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_BLOCK_TAG = re.compile(r"<(?:p|div|h[1-6]|li|br|article|section|td)\b[^<>]{0,500}>", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_LARGEST_FOR_TRAFILATURA = 4_000_000
_DATE_KEYS = (
    *("article:published_time", "datepublished", "og:published_time", "date", "dc.date", "dc.date.issued"),
    *("dcterms.created", "publishdate", "pubdate", "publish_date", "publish-date", "sailthru.date", "parsely-pub-date"),
)


def is_html(text: str, *, fragment: bool = False) -> bool:
    """True if ``text`` is an HTML page; with ``fragment`` also for a bare run of HTML paragraphs."""
    if _START.match(text[:8000]):
        return True
    tags = len(_BLOCK_TAG.findall(text[:20000]))
    return tags >= (2 if fragment and text.lstrip().startswith("<") else 6)


def article_from_html(text: str, *, id: str, path: str = "", lang: str | None = None) -> Article:  # noqa: A002
    """An article from a page. Title and date come from JSON-LD, ``<meta>``, the markup, then trafilatura's search."""
    page = PageReader(text).run()
    reading_text, drafts, offsets = page.reading.finish()
    found = _extract(text)
    _decide(drafts, page.places, found.get("text") or "")
    facts = _json_ld(page.facts.json_ld)
    title = _title(page.facts, facts, found, drafts)
    stated = page.facts.lang[:2].lower()
    return build(
        reading_text,
        drafts,
        id=id,
        path=path,
        lang=lang,
        fallback_lang=stated if stated in LANGUAGES else "other",
        title=title,
        date=_date(page.facts, facts),
        fallback_date=_guessed(str(found.get("date") or "")),
        offsets=offsets,
        file_text=text,
        notes=page.reading.notes,
        meta={key: found[key] for key in ("author", "sitename", "url") if found.get(key)},
    )


def _guessed(date: str) -> str:
    """The date that trafilatura found; "" for the first of January, which it makes of any year in the text."""
    return "" if date.endswith("-01-01") else find_date(date)


def _extract(text: str) -> dict[str, Any]:
    """Content and metadata as trafilatura sees them; empty where it finds none or the page is too large for it."""
    if len(text) > _LARGEST_FOR_TRAFILATURA:
        return {}
    import trafilatura

    try:
        with _silent("trafilatura", "htmldate"):
            document = trafilatura.bare_extraction(
                text, include_comments=False, include_tables=True, with_metadata=True
            )
    except Exception:  # noqa: BLE001  (whatever it trips over, the markup still decides)
        return {}
    return {} if document is None else document.as_dict()


@contextmanager
def _silent(*names: str) -> Iterator[None]:
    """Keep the loggers of a library from writing to stderr about pages that are merely odd, and put them back."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _decide(drafts: list[Draft], places: list[Placed], content: str) -> None:
    """Mark as boilerplate what is not content.

    A region that holds content is no clutter, whatever its name says; headings and captions inside the article are kept
    where trafilatura leaves them out, and so is a short piece that stands between two pieces of the text.
    """
    lines = {_key(line) for line in content.splitlines()} - {""}
    joined = "\n".join(lines)
    chosen = [not p.menu and _is_chosen(d, lines, joined) for d, p in zip(drafts, places, strict=True)]
    total = sum(len(draft.text) for draft in drafts)
    size = sum(len(draft.text) for draft, picked in zip(drafts, chosen, strict=True) if picked)
    if not any(chosen) or (size < 200 and size < total * 0.3):
        _by_markup(drafts, places, total)
        return
    innocent = {
        region.number for place, picked in zip(places, chosen, strict=True) if picked for region in place.regions
    }
    first, last = chosen.index(True), len(chosen) - 1 - chosen[::-1].index(True)
    for index, (draft, place) in enumerate(zip(drafts, places, strict=True)):
        reasons = [region.reason for region in place.regions if region.number not in innocent]
        if chosen[index]:
            if draft.is_clutter and len(draft.text) > 90:
                draft.mark(None)
        elif reasons or place.menu:
            draft.mark(BlockKind.BOILERPLATE, reasons[-1] if reasons else "navigation")
        elif not (draft.is_clutter or _belongs(draft, index, chosen, first, last)):
            draft.mark(BlockKind.BOILERPLATE, "page")


def _belongs(draft: Draft, index: int, chosen: list[bool], first: int, last: int) -> bool:
    if draft.kind in (BlockKind.HEADING, BlockKind.CAPTION):
        return first - 6 <= index <= last
    return first < index < last and chosen[index - 1] and chosen[index + 1]


def _is_chosen(draft: Draft, lines: set[str], joined: str) -> bool:
    key = _key(draft.text)
    if not key:
        return False
    return key in lines or (len(key) >= 25 and key in joined)


def _key(text: str) -> str:
    return _NOT_WORD.sub("", text).lower()


def _by_markup(drafts: list[Draft], places: list[Placed], total: int) -> None:
    """Without trafilatura: believe the markup unless it condemns nearly everything."""
    condemned = sum(len(draft.text) for draft, place in zip(drafts, places, strict=True) if place.regions)
    certain = ("navigation", "footer", "cookies")
    for draft, place in zip(drafts, places, strict=True):
        reasons = [region.reason for region in place.regions if condemned <= total * 0.8 or region.reason in certain]
        if reasons or place.menu:
            draft.mark(BlockKind.BOILERPLATE, reasons[-1] if reasons else "navigation")


def _json_ld(scripts: Sequence[str]) -> dict[str, str]:
    """Headline and dates of the first article in the page's JSON-LD (schema.org)."""
    for script in scripts:
        try:
            queue: list[Any] = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        for _ in range(200):  # bounded: the data comes from a stranger
            if not queue:
                break
            node = queue.pop(0)
            if isinstance(node, list):
                queue.extend(node[:50])
            elif isinstance(node, dict):
                if node.get("datePublished") or (node.get("headline") and "Article" in str(node.get("@type"))):
                    return {key: value for key, value in node.items() if isinstance(value, str)}
                queue.extend(value for value in node.values() if isinstance(value, (list, dict)))
    return {}


def _title(facts: Facts, json_ld: dict[str, str], found: dict[str, Any], drafts: Sequence[Draft]) -> str:
    """The headline; the heading that shows it on the page becomes the TITLE block."""
    stated = [json_ld.get("headline", ""), facts.meta.get("og:title", ""), str(found.get("title") or ""), facts.title]
    stated = [" ".join(title.split()) for title in stated if title.strip()]
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
    for title in stated:
        for draft in headings:
            key, other = _key(draft.text), _key(title)
            if key and (key == other or (len(key) > 12 and (key in other or other in key))):
                draft.mark(BlockKind.TITLE)
                draft.fixed = True
                return " ".join(draft.text.split())
    return stated[0] if stated else ""


def _date(facts: Facts, json_ld: dict[str, str]) -> str:
    candidates = [json_ld.get("datePublished", ""), *(facts.meta.get(key, "") for key in _DATE_KEYS), facts.time]
    for candidate in candidates:
        if date := find_date(candidate[:40]):
            return date
    return ""
