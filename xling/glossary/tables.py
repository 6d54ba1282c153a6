"""CSV, TSV and the two-column files of DeepL.

CSV is written for spreadsheets: cells that a spreadsheet would run as a formula (they begin with = + - @, a tab or a
carriage return) get an apostrophe in front, and lose it again on import (OWASP, "CSV Injection"). DeepL knows pairs
only, so what does not fit is reported.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from xling.errors import InputError
from xling.glossary.document import COLUMNS, Document, cells_of, header_text, parse, render_cells, term_of
from xling.types import Term, TermStatus

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def escape_formula(value: str) -> str:
    """A cell that no spreadsheet takes for a formula. An apostrophe that is there already gets a second one."""
    return "'" + value if value.startswith(_FORMULA) or value.startswith("'") else value


def unescape_formula(value: str) -> str:
    if value.startswith("'") and value[1:].startswith((*_FORMULA, "'")):
        return value[1:]
    return value


def dump_tsv(terms: Iterable[Term]) -> bytes:
    """A glossary file of its own."""
    return (header_text() + "".join(render_cells(cells_of(term), COLUMNS) + "\n" for term in terms)).encode("utf-8")


def dump_csv(terms: Iterable[Term]) -> bytes:
    """Comma-separated (RFC 4180), UTF-8 with BOM, which is what makes spreadsheets read it as UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for term in terms:
        cells = cells_of(term)
        writer.writerow([escape_formula(cells[column]) for column in COLUMNS])
    return stream.getvalue().encode("utf-8-sig")


def load_tsv(data: bytes, name: str, *, source: str, target: str) -> list[Term]:
    """Terms of a glossary file, or of any tab-separated file with a header that names source and target."""
    text = _decode(data, name)
    document = parse(text, name, pair=(source, target))
    fatal = [problem for problem in document.problems if problem.code != "no-version"]
    if fatal:
        raise InputError(str(fatal[0]))
    return [_term(dict(line.cells), document, line.number) for line in document.entries if line.cells is not None]


def load_csv(data: bytes, name: str, *, source: str, target: str) -> list[Term]:
    """Terms of a comma- or semicolon-separated file with a header that names source and target."""
    text = _decode(data, name)
    first = text.split("\n", 1)[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise InputError(f"{name}: {error}", hint="a quote is not closed, or not doubled inside a cell") from error
    if not rows:
        raise InputError(f"{name} is empty", hint="the first row names the columns: " + ", ".join(COLUMNS))
    columns = [cell.strip().lower() for cell in rows[0]]
    _check_columns(columns, name)
    document = Document(name, "", source, target, tuple(columns), ())
    found = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        if len(row) > len(columns):
            raise InputError(
                f"{name}: row {number} has {len(row)} cells for {len(columns)} columns", hint="quote commas"
            )
        cells = dict(zip(columns, map(unescape_formula, row), strict=False))
        found.append(_term(cells, document, number))
    return found


def _check_columns(columns: Sequence[str], name: str) -> None:
    for column in columns:
        if column not in COLUMNS:
            near = get_close_matches(column, COLUMNS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "columns are " + ", ".join(COLUMNS)
            raise InputError(f"{name}: unknown column {column!r}", hint=hint)
    if missing := [column for column in ("source", "target") if column not in columns]:
        raise InputError(f"{name}: no column {missing[0]!r}", hint="the first row names the columns")


def _term(cells: dict[str, str], document: Document, number: int) -> Term:
    status = cells.get("status") or "preferred"
    if status not in [item.value for item in TermStatus]:
        hint = "one of " + ", ".join(item.value for item in TermStatus)
        raise InputError(f"{document.path}:{number}: unknown status {status!r}", hint=hint)
    return term_of(cells, document, number)


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 (byte {error.start})", hint="export it as UTF-8") from error


def dump_deepl(terms: Sequence[Term], *, separator: str) -> tuple[bytes, list[str]]:
    """A DeepL glossary (TSV, or CSV when ``separator`` is a comma) and, a line each, what it cannot hold.

    DeepL takes one target per source, no empty sides, no status, no conditions.
    """
    rows: dict[str, str] = {}
    lost = []
    for term in terms:
        name = f"{term.source!r} → {term.target!r}"
        if term.status is TermStatus.FORBIDDEN or not term.target:
            lost.append(f"{term.source!r}: forbidden renderings only, left out")
            continue
        if term.source in rows:
            lost.append(f"{name}: DeepL has one target per source and keeps {rows[term.source]!r}")
            continue
        if any(mark in term.source + term.target for mark in "\t\n\r"):
            lost.append(f"{name}: tab or line break, left out")
            continue
        rows[term.source] = term.target
        details = [
            label
            for label in ("forbidden", "context", "pos", "note", "evidence", "owner", "date")
            if getattr(term, label)
        ]
        if details:
            lost.append(f"{name}: without {', '.join(details)}")
    stream = io.StringIO()
    if separator == ",":
        csv.writer(stream, lineterminator="\n").writerows(rows.items())
    else:
        stream.writelines(f"{source}\t{target}\n" for source, target in rows.items())
    return stream.getvalue().encode("utf-8"), lost


def load_deepl(data: bytes, name: str, *, source: str, target: str, separator: str) -> list[Term]:
    """Terms of a DeepL glossary: two columns, no header; CSV may name the languages in two more columns."""
    text = _decode(data, name)
    if separator == ",":
        rows = list(csv.reader(io.StringIO(text, newline="")))
    else:
        rows = [line.split("\t") for line in text.split("\n")]
    found = []
    for number, row in enumerate(rows, start=1):
        cells = [cell.rstrip("\r") for cell in row]
        if not any(cells):
            continue
        if len(cells) not in (2, 4) or not cells[0] or not cells[1]:
            raise InputError(f"{name}:{number}: not a pair of source and target", hint="DeepL files have two columns")
        if len(cells) == 4 and [cell.lower()[:2] for cell in cells[2:]] != [source, target]:
            continue
        term = Term(cells[0], cells[1], source, target, where=f"{name}:{number}")
        found.append(replace(term, status=TermStatus.KEEP) if term.source == term.target else term)
    return found
