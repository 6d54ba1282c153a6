"""HTML to an article: every visible block with its place in the file; trafilatura says which of them are the article.

Blocks outside the article are kept and marked. Where trafilatura finds nothing (short pages) the markup decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from xling.ingest.article import build
from xling.ingest.dates import find_date
from xling.ingest.draft import Draft
from xling.ingest.html_blocks import Facts, PageReader
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
    _decide(drafts, found.get("text") or "")
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
        date=_date(page.facts, facts, found),
        offsets=offsets,
        meta={key: found[key] for key in ("author", "sitename", "url") if found.get(key)},
    )


def _extract(text: str) -> dict[str, Any]:
    """Content and metadata as trafilatura sees them; empty where it finds none or the page is too large for it."""
    if len(text) > _LARGEST_FOR_TRAFILATURA:
        return {}
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(text, include_comments=False, include_tables=True, with_metadata=True)
    except Exception:  # noqa: BLE001  (whatever it trips over, the markup still decides)
        return {}
    return {} if document is None else document.as_dict()


def _decide(drafts: Sequence[Draft], content: str) -> None:
    """Mark as boilerplate what is not content; take the mark off what is."""
    lines = {_key(line) for line in content.splitlines()} - {""}
    joined = "\n".join(lines)
    chosen = [draft for draft in drafts if _is_chosen(draft, lines, joined)]
    total = sum(len(draft.text) for draft in drafts) or 1
    size = sum(len(draft.text) for draft in chosen)
    if size < 200 and size < total * 0.3:
        _by_markup(drafts, total)
        return
    picked = {id(draft) for draft in chosen}
    first = next(index for index, draft in enumerate(drafts) if id(draft) in picked)
    last = max(index for index, draft in enumerate(drafts) if id(draft) in picked)
    for index, draft in enumerate(drafts):
        # Headings and captions inside the article are kept even where trafilatura leaves them out.
        near = draft.kind in (BlockKind.HEADING, BlockKind.CAPTION) and first - 6 <= index <= last
        if id(draft) in picked:
            if draft.kind is BlockKind.BOILERPLATE:
                draft.mark(None)
        elif not draft.is_clutter and not near:
            draft.mark(BlockKind.BOILERPLATE, "page")


def _is_chosen(draft: Draft, lines: set[str], joined: str) -> bool:
    key = _key(draft.text)
    if not key:
        return False
    return key in lines or (len(key) >= 25 and key in joined)


def _key(text: str) -> str:
    return _NOT_WORD.sub("", text).lower()


def _by_markup(drafts: Sequence[Draft], total: int) -> None:
    """Without trafilatura: believe the markup unless it condemns nearly everything."""
    condemned = sum(len(draft.text) for draft in drafts if draft.kind is BlockKind.BOILERPLATE)
    if condemned > total * 0.8:
        for draft in drafts:
            if draft.kind is BlockKind.BOILERPLATE and draft.reason not in ("navigation", "footer", "cookies"):
                draft.mark(None)


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


def _date(facts: Facts, json_ld: dict[str, str], found: dict[str, Any]) -> str:
    candidates = [json_ld.get("datePublished", ""), *(facts.meta.get(key, "") for key in _DATE_KEYS), facts.time]
    for candidate in candidates:
        if date := find_date(candidate[:40]):
            return date
    return find_date(str(found.get("date") or ""))
