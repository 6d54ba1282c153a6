"""A glossary file as it stands on disk: every line kept, comments and order included. The format, version 1:

    # xling-glossary 1
    source<TAB>target<TAB>pos<TAB>status<TAB>forbidden<TAB>context<TAB>note<TAB>evidence<TAB>owner<TAB>date
    Vorstand<TAB>executive board<TAB>noun<TAB>preferred<TAB>board of directors<TAB>…

Columns may come in any order and all but ``source`` and ``target`` may be missing. Lines that begin with ``#`` are
comments. Lists (``forbidden``, ``context``) are separated by `` | ``. A cell that begins with ``"``, or with ``#`` in
the first column, is written in quotes with inner quotes doubled, as spreadsheets do. glossaries/README.md has the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xling.types import LANGUAGES, Term, TermStatus

VERSION = 1
COLUMNS = ("source", "target", "pos", "status", "forbidden", "context", "note", "evidence", "owner", "date")
REQUIRED = ("source", "target")
LISTS = ("forbidden", "context")
POS = ("noun", "verb", "adjective", "adverb", "proper-noun", "phrase", "other")
SEPARATOR = " | "
VERSION_LINE = re.compile(r"^#\s*xling-glossary\s+(\S+)\s*$")
FILE_NAME = re.compile(r"^(?P<domain>[a-z0-9][a-z0-9_-]*)\.(?P<source>[a-z]{2})-(?P<target>[a-z]{2})\.tsv$")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a glossary file. ``line`` counts from 1; 0 is the file as a whole."""

    file: str
    line: int
    column: str
    code: str
    message: str
    suggestion: str = ""

    @property
    def complaint(self) -> str:
        """Place, column and message, without the suggestion."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f" {self.column}:" if self.column else ""
        return f"{place}:{column} {self.message}"

    def __str__(self) -> str:
        return self.complaint + (f"; {self.suggestion}" if self.suggestion else "")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end. ``cells`` is None for comments, blank lines and the header."""

    number: int
    text: str
    cells: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed glossary file. ``render`` gives back its text exactly when no line was changed."""

    path: str
    domain: str
    source_lang: str
    target_lang: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    final_newline: bool = True
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def entries(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.cells is not None)

    def render(self) -> str:
        return "\n".join(line.text for line in self.lines) + ("\n" if self.final_newline and self.lines else "")


def languages(path: Path | str) -> tuple[str, str, str] | None:
    """(domain, source language, target language) from a file name; None when it does not follow the pattern."""
    match = FILE_NAME.match(Path(path).name)
    if match is None or match["source"] not in LANGUAGES or match["target"] not in LANGUAGES:
        return None
    return match["domain"], match["source"], match["target"]


def parse(text: str, path: Path | str, *, pair: tuple[str, str] | None = None) -> Document:
    """Read the text of a glossary file. Never raises: what is wrong is in ``Document.problems``.

    :param pair: languages, for a file whose name does not tell them.
    """
    name = str(path)
    problems: list[Problem] = []
    parts = languages(path)
    domain, source, target = parts or (Path(path).name.split(".")[0], "", "")
    if pair:
        source, target = pair
    elif parts is None:
        hint = "call it <domain>.<source>-<target>.tsv with languages de, zh or en, such as ai-business.de-en.tsv"
        problems.append(Problem(name, 0, "", "file-name", "the file name does not tell domain and languages", hint))
    raw = text.split("\n")
    final = bool(raw) and raw[-1] == ""
    raw = raw[:-1] if final else raw
    lines, columns = _lines(raw, name, problems)
    return Document(name, domain, source, target, columns, tuple(lines), final, tuple(problems))


def _lines(raw: list[str], name: str, problems: list[Problem]) -> tuple[list[Line], tuple[str, ...]]:
    version = VERSION_LINE.match(raw[0].removeprefix("\ufeff").rstrip("\r")) if raw else None
    first = f"begin the file with '# xling-glossary {VERSION}'"
    if version is None:
        problems.append(Problem(name, 1, "", "no-version", "no format version line", first))
    elif version[1] != str(VERSION):
        problems.append(Problem(name, 1, "", "version", f"unknown format version {version[1]!r}", first))
    columns: tuple[str, ...] = ()
    lines = []
    for number, text in enumerate(raw, start=1):
        if text.strip() == "" or text.startswith("#") or (number == 1 and version is not None):
            lines.append(Line(number, text))
        elif not columns:
            columns = _header(text, name, number, problems)
            lines.append(Line(number, text))
        else:
            lines.append(Line(number, text, _cells(text, columns, name, number, problems)))
    if not columns:
        message = "no header line"
        problems.append(Problem(name, max(len(raw), 1), "", "no-header", message, "write " + "<TAB>".join(COLUMNS)))
    return lines, columns


def _header(text: str, name: str, number: int, problems: list[Problem]) -> tuple[str, ...]:
    columns = tuple(text.rstrip("\r").split("\t"))
    for column in columns:
        if column not in COLUMNS:
            from difflib import get_close_matches

            near = get_close_matches(column.strip().lower(), COLUMNS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "columns are " + ", ".join(COLUMNS)
            problems.append(Problem(name, number, column, "unknown-column", f"unknown column {column!r}", hint))
    for column in sorted({column for column in columns if columns.count(column) > 1}):
        message = f"column {column!r} occurs twice"
        problems.append(Problem(name, number, column, "duplicate-column", message, "keep one of them"))
    for column in REQUIRED:
        if column not in columns:
            message = f"column {column!r} is missing"
            problems.append(Problem(name, number, column, "missing-column", message, "add it to the header line"))
    return columns


def _cells(
    text: str, columns: tuple[str, ...], name: str, number: int, problems: list[Problem]
) -> Mapping[str, str] | None:
    raw = text.split("\t")
    if len(raw) > len(columns) or len(raw) < min(2, len(columns)):
        message = f"{len(raw)} cells where the header has {len(columns)} columns"
        problems.append(Problem(name, number, "", "cell-count", message, "one tab between cells, none inside them"))
        return None
    values: dict[str, str] = {}
    for column, cell in zip(columns, [*raw, *[""] * (len(columns) - len(raw))], strict=True):
        value = unquote(cell)
        if value is None:
            message = "quote without its partner"
            hint = 'end the cell with " and double the quotes inside, or leave quotes away'
            problems.append(Problem(name, number, column, "unclosed-quote", message, hint))
            return None
        values[column] = value
    return values


def unquote(cell: str) -> str | None:
    """The value of a cell as written; None when its opening quote is never closed."""
    if not cell.startswith('"'):
        return cell
    inner = cell[1:-1]
    if len(cell) < 2 or not cell.endswith('"') or inner.replace('""', "").count('"'):
        return None
    return inner.replace('""', '"')


def quote(value: str, *, first: bool = False) -> str:
    """A value as it is written in a cell."""
    if value.startswith('"') or (first and value.startswith("#")):
        return '"' + value.replace('"', '""') + '"'
    return value


def term_of(cells: Mapping[str, str], document: Document, number: int) -> Term:
    """The term of a valid line. A do-not-translate term without a target keeps its source."""
    get = cells.get
    status = TermStatus(get("status") or "preferred")
    source, target = get("source") or "", get("target") or ""
    return Term(
        source=source,
        target=source if status is TermStatus.KEEP and not target else target,
        source_lang=document.source_lang,
        target_lang=document.target_lang,
        status=status,
        forbidden=_list(get("forbidden") or ""),
        context=_list(get("context") or ""),
        pos=get("pos") or "",
        note=get("note") or "",
        evidence=get("evidence") or "",
        owner=get("owner") or "",
        date=get("date") or "",
        where=f"{document.path}:{number}",
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(SEPARATOR)) if cell else ()


def cells_of(term: Term) -> dict[str, str]:
    """The reverse of ``term_of``: what to write for a term, by column."""
    keep_default = term.status is TermStatus.KEEP and term.target == term.source
    return {
        "source": term.source,
        "target": "" if keep_default else term.target,
        "pos": term.pos,
        "status": "" if term.status is TermStatus.PREFERRED else term.status.value,
        "forbidden": SEPARATOR.join(term.forbidden),
        "context": SEPARATOR.join(term.context),
        "note": term.note,
        "evidence": term.evidence,
        "owner": term.owner,
        "date": term.date,
    }


def render_cells(cells: Mapping[str, str], columns: tuple[str, ...]) -> str:
    """One line of the file. Empty cells at the end are left away, but never source and target."""
    values = [quote(cells.get(column, ""), first=index == 0) for index, column in enumerate(columns)]
    while len(values) > 2 and not values[-1]:
        values.pop()
    return "\t".join(values)


def header_text(columns: tuple[str, ...] = COLUMNS) -> str:
    return f"# xling-glossary {VERSION}\n" + "\t".join(columns) + "\n"
