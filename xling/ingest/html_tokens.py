"""HTML to tokens with exact offsets, in linear time, whatever the input (WHATWG syntax, simplified; no tree)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# The text of these elements is not shown.
RAW = frozenset({"script", "style", "noscript", "template", "textarea", "xmp", "iframe", "noembed", "noframes"})
_TAG = re.compile(r"</?([a-zA-Z][^\s/>\x00]{0,60})")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,80})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_LONGEST_TAG = 1 << 16


@dataclass(frozen=True, slots=True)
class Start:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class End:
    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they stand in the file at ``start``; ``resolved`` is set for an entity and differs from them."""

    start: int
    raw: str
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """The content of a script (JSON-LD is read from it)."""

    name: str
    attributes: dict[str, str]
    text: str


Token = Start | End | Text | Raw


def tokens(text: str) -> Iterator[Token]:
    """The tags and texts of ``text`` in order; comments, doctype and processing instructions are left out."""
    at, length = 0, len(text)
    while at < length:
        opening = text.find("<", at)
        if opening < 0:
            opening = length
        if opening > at:
            yield from _texts(text, at, opening)
        if opening >= length:
            return
        at, token = _markup(text, opening)
        if token is None:
            continue
        if isinstance(token, Start) and token.name in RAW:
            end = _raw_end(text, token.name, at)
            yield Raw(token.name, token.attributes, text[at:end])
            at = end
        else:
            yield token


def _markup(text: str, opening: int) -> tuple[int, Token | None]:
    """The token at the ``<`` at ``opening`` and where it ends; a ``<`` that opens nothing is text."""
    following = text[opening + 1 : opening + 2]
    if text.startswith("<!--", opening):
        end = text.find("-->", opening + 4)
        return (len(text) if end < 0 else end + 3), None
    if following in ("!", "?"):
        end = text.find(">", opening)
        return (len(text) if end < 0 else end + 1), None
    match = _TAG.match(text, opening)
    if not match:
        return opening + 1, Text(opening, "<")
    end = _tag_end(text, match.end())
    name = match[1].lower()
    if following == "/":
        return end, End(name)
    return end, Start(name, _attributes(text[match.end() : end]))


def _tag_end(text: str, at: int) -> int:
    """One past the ``>`` of a tag; a ``>`` in a quoted value does not count, unless the quote never closes."""
    limit = min(len(text), at + _LONGEST_TAG)
    first = text.find(">", at, limit)
    if first < 0:
        return limit
    position = at
    while position < limit:
        close = text.find(">", position, limit)
        if close < 0:
            return first + 1
        quotes = [q for q in (text.find('"', position, close), text.find("'", position, close)) if q >= 0]
        if not quotes:
            return close + 1
        quote = min(quotes)
        position = text.find(text[quote], quote + 1, limit) + 1
        if position == 0 or text[max(0, quote - 1)] not in "= \t\n":
            return first + 1
    return first + 1


def _attributes(piece: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(piece):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found.setdefault(match[1].lower(), html.unescape(value))
    return found


def _raw_end(text: str, name: str, at: int) -> int:
    match = re.compile(rf"</{name}\b", re.IGNORECASE).search(text, at)
    return match.start() if match else len(text)


def _texts(text: str, start: int, end: int) -> Iterator[Text]:
    at = start
    for match in _ENTITY.finditer(text, start, end):
        resolved = html.unescape(match[0])
        if resolved == match[0]:
            continue
        if match.start() > at:
            yield Text(at, text[at : match.start()])
        yield Text(match.start(), match[0], resolved)
        at = match.end()
    if at < end:
        yield Text(at, text[at:end])
