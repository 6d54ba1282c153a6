"""Everything that can be wrong with a glossary, found in one pass; each problem with file:line and a suggestion."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from xling.glossary.characters import mixed_script, unseen
from xling.glossary.crosscheck import across
from xling.glossary.document import COLUMNS, LISTS, POS, SEPARATOR, Document, Line, Problem
from xling.text import is_han
from xling.types import TermStatus

_TERMS = ("source", "target", "forbidden", "context")
_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
_LATIN = re.compile(r"[\x00-\u024f\u2010-\u206f\u20ac]*\Z")
_GERMAN_ONLY = re.compile(r"[äöüßÄÖÜ]")


def problems(document: Document) -> list[Problem]:
    """All problems of a parsed file, in the order of its lines."""
    found = list(document.problems)
    for line in document.lines:
        if line.cells is None:
            found += _plain_line(document, line)
        else:
            found += _row(document, line, line.cells)
    found += across(document)
    return sorted(set(found), key=lambda problem: (problem.line, problem.column, problem.code, problem.message))


def _plain_line(document: Document, line: Line) -> Iterator[Problem]:
    if line.text.startswith("\ufeff"):
        yield Problem(document.path, line.number, "", "bom", "byte order mark", "save the file as UTF-8 without BOM")
    if line.text.endswith("\r"):
        yield Problem(document.path, line.number, "", "line-end", "Windows line end", "save with Unix line ends (LF)")
    elif line.text and not line.text.strip():
        yield Problem(document.path, line.number, "", "blank", "blank line with spaces", "empty the line")


def _row(document: Document, line: Line, cells: Mapping[str, str]) -> Iterator[Problem]:
    if line.text.endswith("\r"):
        yield Problem(document.path, line.number, "", "line-end", "Windows line end", "save with Unix line ends (LF)")
        cells = {column: value.rstrip("\r") for column, value in cells.items()}
    for column, value in cells.items():
        if column in COLUMNS and value:
            for code, message, suggestion in unseen(value, term=column in _TERMS, wide=column == "context"):
                yield Problem(document.path, line.number, column, code, message, suggestion)
    for column, code, message, suggestion in _meaning(document, cells):
        yield Problem(document.path, line.number, column, code, message, suggestion)


def _meaning(document: Document, cells: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """(column, code, message, suggestion) for what the values say."""
    source, target = cells.get("source", "").strip(), cells.get("target", "").strip()
    status = cells.get("status", "").strip() or "preferred"
    if not source:
        yield "source", "empty-source", "no source term", "write the term or delete the line"
    if status not in [item.value for item in TermStatus]:
        hint = "one of " + ", ".join(item.value for item in TermStatus)
        yield "status", "bad-status", f"unknown status {status!r}", hint
    else:
        yield from _status(document, TermStatus(status), source, target, cells)
    pos = cells.get("pos", "").strip()
    if pos and pos not in POS:
        yield "pos", "bad-pos", f"unknown part of speech {pos!r}", "one of " + ", ".join(POS)
    if document.source_lang == "de" and pos == "noun" and source[:1].islower() and source.isalpha():
        yield "source", "lower-case-noun", f"German noun {source!r} in lower case", f"write {source.capitalize()!r}"
    for column in LISTS:
        yield from _list(column, cells.get(column, ""))
    if (value := cells.get("date", "").strip()) and not _is_date(value):
        yield "date", "bad-date", f"{value!r} is no date", "write YYYY-MM-DD, YYYY-MM or YYYY"
    for column, lang in (("source", document.source_lang), ("target", document.target_lang)):
        yield from _language(column, cells.get(column, ""), lang, cells)
    for item in cells.get("forbidden", "").split(SEPARATOR):
        yield from _language("forbidden", item, document.target_lang, cells)


def _status(
    document: Document, status: TermStatus, source: str, target: str, cells: Mapping[str, str]
) -> Iterator[tuple[str, str, str, str]]:
    one_language = document.source_lang == document.target_lang
    forbidden = [item.strip().casefold() for item in cells.get("forbidden", "").split("|") if item.strip()]
    style_rule = one_language and status is TermStatus.PREFERRED and forbidden
    if status in (TermStatus.PREFERRED, TermStatus.ADMITTED) and not target and not style_rule:
        yield (
            "target",
            "empty-target",
            f"{source!r} has no target",
            "write one, or set status forbidden or do-not-translate",
        )
    if status is TermStatus.FORBIDDEN:
        if not forbidden:
            yield (
                "forbidden",
                "empty-forbidden",
                "status forbidden without forbidden renderings",
                "list them in this column",
            )
        if target:
            hint = "give the right rendering in a line of its own with status preferred"
            yield "target", "target-of-forbidden", f"status forbidden, but target {target!r}", hint
    if status is TermStatus.KEEP and target and target != source:
        hint = f"leave the target empty or write {source!r}"
        yield "target", "keep-changes", f"do-not-translate, but target {target!r} differs from source", hint
    if target and target.casefold() in forbidden:
        yield (
            "forbidden",
            "forbids-itself",
            f"{target!r} is target and forbidden at once",
            "delete it in one of the columns",
        )


def _list(column: str, value: str) -> Iterator[tuple[str, str, str, str]]:
    if "|" not in value:
        return
    items = value.split(SEPARATOR)
    if any("|" in item or not item.strip() or item != item.strip() for item in items):
        neat = SEPARATOR.join(item.strip() for item in value.split("|") if item.strip())
        yield column, "bad-list", f"separators in {value!r}", f"write {neat!r}"
    elif len({item.casefold() for item in items}) < len(items):
        twice = next(item for item in items if [other.casefold() for other in items].count(item.casefold()) > 1)
        yield column, "repeated-item", f"{twice!r} is listed twice", "keep it once"


def _language(column: str, value: str, lang: str, cells: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Wrong script, as far as it can be told of a single term without guessing."""
    code, value = "wrong-language", value.strip()
    keep = cells.get("status", "").strip() == TermStatus.KEEP.value
    if not value or not lang:
        return
    if lang == "zh":
        lower = any(c.islower() for c in value)
        if lower and not keep and cells.get("pos") != "proper-noun" and not any(map(is_han, value)):
            hint = "swap the columns, or mark it proper-noun or do-not-translate"
            yield column, code, f"{value!r} has no Chinese character", hint
    elif _LATIN.match(value):
        # A German word in the English column, unless it is a name that the source has in the same spelling.
        german = {word for word in re.findall(r"\w+", value) if _GERMAN_ONLY.search(word)} if lang == "en" else set()
        if german and not keep and not german <= set(re.findall(r"\w+", cells.get("source", ""))):
            yield column, code, f"{value!r} looks German, the column is en", "translate it"
    elif any(map(is_han, value)):
        yield column, code, f"{value!r} is Chinese, the column is {lang}", "swap the columns or translate it"
    elif not all(_is_latin(character) for character in value if character.isalpha()) and not mixed_script(value):
        yield column, code, f"{value!r} is not in Latin letters", f"the column is {lang}"


def _is_latin(letter: str) -> bool:
    """Greek passes too: µ, α and the like are symbols in any language."""
    kinds = ("LATIN", "MODIFIER", "MICRO", "MASCULINE", "FEMININE", "GREEK")
    return unicodedata.name(letter, "LATIN").startswith(kinds)


def _is_date(value: str) -> bool:
    if not _DATE.match(value):
        return False
    year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
