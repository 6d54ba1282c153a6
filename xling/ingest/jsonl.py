"""JSON Lines to articles: one object a line, text under ``text``, ``body`` or ``content``; the rest passes through."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from xling.errors import InputError
from xling.ingest.article import article_from_text
from xling.ingest.dates import find_date
from xling.ingest.invisible import shown
from xling.types import LANGUAGES, Article

TEXT_FIELDS = ("text", "body", "content")
_TITLE, _DATE = (
    ("title", "headline"),
    ("date", "published", "date_published", "datePublished", "published_at", "pubdate"),
)
_LANG, _ID = ("lang", "language"), ("id", "uid", "guid", "url")


def articles(text: str, *, name: str, stem: str, encoding: str, lang: str | None) -> Iterator[Article]:
    """The articles of a JSONL file, a JSON object or a JSON array of objects.

    Offsets of an article count from the start of the value of its text field.

    :raises InputError: a line that is no JSON object or has no text field, with its number.
    """
    seen: set[str] = set()
    for number, record in _records(text, name):
        article = _article(
            record, name=f"{name}:{number}", path=name, fallback=f"{stem}:{number}", lang=lang, encoding=encoding
        )
        if article.id in seen:
            raise InputError(
                f"{name}:{number}: the id {article.id!r} was used before", hint="give every article its own id"
            )
        seen.add(article.id)
        yield article


def _records(text: str, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    whole = _whole(text)
    if whole is not None:
        rows = whole if isinstance(whole, list) else [whole]
        yield from ((number, _checked(row, f"{name}:{number}")) for number, row in enumerate(rows, start=1))
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _checked(_parse(line, f"{name}:{number}"), f"{name}:{number}")


def _whole(text: str) -> object:
    """The one value that all of ``text`` is; None for JSON Lines, whose first line is a value by itself."""
    stripped = text.lstrip()
    if not stripped.startswith("["):
        first = stripped.split("\n", 1)[0].rstrip()
        if first.endswith("}") or first == stripped.rstrip():
            return None
    try:
        value: object = json.loads(text)
        return value
    except (ValueError, RecursionError):
        return None


def _parse(line: str, where: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        detail = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise InputError(f"{where}: not JSON: {detail}", hint="every line must be one JSON object") from error


def _checked(record: object, where: str) -> Mapping[str, Any]:
    if not isinstance(record, dict):
        raise InputError(f"{where}: not a JSON object", hint='for instance {"id": "a1", "text": "…"}')
    return record


def _article(
    record: Mapping[str, Any], *, name: str, path: str, fallback: str, lang: str | None, encoding: str
) -> Article:
    field = next((f for f in TEXT_FIELDS if isinstance(record.get(f), str) and record[f].strip()), None)
    if field is None:
        hint = f"put the article under one of: {', '.join(TEXT_FIELDS)}"
        raise InputError(f"{name}: no text in the object (fields: {', '.join(map(str, record)) or 'none'})", hint=hint)
    text, cut = without_surrogates(record[field])
    stated = _first(record, _LANG)[:2].lower()
    identity = _first(record, _ID) or fallback
    article = _parsed(text, id=identity, path=path, lang=lang or (stated if stated in LANGUAGES else None))
    used = {field, *_TITLE, *_DATE, *_LANG, "id"}
    return replace(
        article,
        title=shown(_first(record, _TITLE)) or article.title,
        date=find_date(_first(record, _DATE)) or article.date,
        encoding=encoding,
        notes=(*article.notes, *([f"{cut} halves of characters replaced by U+FFFD"] if cut else [])),
        meta={**article.meta, **{key: value for key, value in record.items() if key not in used}},
    )


def _parsed(text: str, *, id: str, path: str, lang: str | None) -> Article:  # noqa: A002
    from xling.ingest.html import article_from_html, is_html

    maker = article_from_html if is_html(text, fragment=True) else article_from_text
    return maker(text, id=id, path=path, lang=lang)


def _first(record: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The first of the fields that holds something, as a string."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def without_surrogates(text: str) -> tuple[str, int]:
    """``text`` with lone surrogates replaced one for one by U+FFFD, and how many there were.

    JSON can spell them, Unicode text cannot hold them.
    """
    found = re.findall(r"[\ud800-\udfff]", text)
    return (re.sub(r"[\ud800-\udfff]", "\ufffd", text), len(found)) if found else (text, 0)
