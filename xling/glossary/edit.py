"""Add, change and remove terms in a glossary file; comments, order and all other lines stay as they are."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xling.errors import GlossaryError, UsageError
from xling.glossary.document import (
    COLUMNS,
    Document,
    Line,
    cells_of,
    header_text,
    parse,
    render_cells,
)
from xling.glossary.files import locked, write
from xling.glossary.places import read_text
from xling.glossary.validate import problems
from xling.types import Term


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did, or would do, to a file."""

    path: Path
    before: str
    after: str

    @property
    def diff(self) -> str:
        """Unified diff; empty when nothing changes."""
        old, new = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(difflib.unified_diff(old, new, f"a/{self.path.name}", f"b/{self.path.name}", n=2))


def change(path: Path, edit: Callable[[Document], Document], *, dry_run: bool = False) -> Change:
    """Apply ``edit`` to the file under its lock, check the result and write it.

    :raises GlossaryError: when the file, before or after the edit, breaks the format; nothing is written then.
    """
    if dry_run:
        return _edited(path, edit)
    with locked(path):
        result = _edited(path, edit)
        if result.after != result.before:
            write(path, result.after)
    return result


def _edited(path: Path, edit: Callable[[Document], Document]) -> Change:
    before = read_text(path) if path.exists() else ""
    document = parse(before or header_text(), path)
    _must_be_clean(document, "fix the file first: xling glossary check " + str(path))
    after = edit(document).render()
    _must_be_clean(parse(after, path), "")
    return Change(path, before, after)


def _must_be_clean(document: Document, hint: str) -> None:
    if found := problems(document):
        raise GlossaryError(found[0].complaint, hint=hint or found[0].suggestion)


def add(document: Document, terms: Iterable[Term]) -> Document:
    """Append terms; a further rendering of a known source goes behind its other lines."""
    rows = [cells_of(term) for term in terms]
    for cells in rows:
        _refuse_breaks(cells)
        document = _with_columns(document, cells)
    last = {line.cells["source"]: index for index, line in enumerate(document.lines) if line.cells is not None}
    behind: dict[int, list[Line]] = {}
    for cells in rows:
        line = Line(0, render_cells(cells, document.columns), cells)
        behind.setdefault(last.get(cells["source"], len(document.lines) - 1), []).append(line)
    lines = [item for index, line in enumerate(document.lines) for item in (line, *behind.get(index, ()))]
    return replace(document, lines=tuple(lines), final_newline=True)


def _refuse_breaks(cells: Mapping[str, str]) -> None:
    """A tab or line break inside a cell would shift the columns.

    :raises GlossaryError: naming the column.
    """
    for column, value in cells.items():
        if any(mark in value for mark in "\t\n\r"):
            raise GlossaryError(f"{column}: {value!r} holds a tab or a line break", hint="write a blank instead")


def _with_columns(document: Document, cells: Mapping[str, str]) -> Document:
    """Add the columns that a value needs to the header; lines may be shorter than it."""
    missing = tuple(column for column in COLUMNS if cells.get(column) and column not in document.columns)
    if not missing:
        return document
    columns = (*document.columns, *missing)
    header = "\t".join(document.columns)
    lines = tuple(
        replace(line, text="\t".join(columns)) if line.cells is None and line.text == header else line
        for line in document.lines
    )
    return replace(document, columns=columns, lines=lines)


def select(document: Document, source: str, target: str | None, *, every: bool = False) -> list[int]:
    """Indexes of the lines with this source (and target).

    :raises UsageError: when there is none, or several and neither ``target`` nor ``every`` chooses.
    """
    hits = [
        index
        for index, line in enumerate(document.lines)
        if line.cells is not None and line.cells.get("source") == source and target in (None, line.cells.get("target"))
    ]
    if not hits:
        known = [line.cells["source"] for line in document.entries if line.cells is not None]
        near = difflib.get_close_matches(source, dict.fromkeys(known), n=3)
        what = repr(source) + (f" → {target!r}" if target else "")
        hint = "did you mean " + ", ".join(near) + "?" if near else "see xling glossary list"
        raise UsageError(f"{document.path} has no term {what}", hint=hint)
    if len(hits) > 1 and target is None and not every:
        targets = ", ".join(repr((document.lines[index].cells or {}).get("target", "")) for index in hits)
        raise UsageError(
            f"{source!r} has {len(hits)} lines in {document.path}", hint=f"choose with --target: {targets}"
        )
    return hits


def remove(document: Document, source: str, target: str | None, *, every: bool = False) -> Document:
    """Delete the line of a term."""
    gone = set(select(document, source, target, every=every))
    return replace(document, lines=tuple(line for index, line in enumerate(document.lines) if index not in gone))


def update(document: Document, source: str, target: str | None, values: Mapping[str, str]) -> Document:
    """Set cells of a term's line.

    :raises UsageError: for a column that the format does not know.
    """
    if unknown := [column for column in values if column not in COLUMNS]:
        raise UsageError(f"no column {unknown[0]!r}", hint="columns are " + ", ".join(COLUMNS))
    (index,) = select(document, source, target)
    document = _with_columns(document, values)
    line = document.lines[index]
    cells = {**(line.cells or {}), **values}
    changed = replace(line, text=render_cells(cells, document.columns), cells=cells)
    return replace(document, lines=(*document.lines[:index], changed, *document.lines[index + 1 :]))


def merge(document: Document, terms: Sequence[Term]) -> Document:
    """Add terms that are not there yet; a term with the same source, target, status and context gets its filled cells
    overwritten."""
    rows = [cells_of(term) for term in terms]
    for cells in rows:
        document = _with_columns(document, cells)
    lines = list(document.lines)
    places = {_key(line.cells): index for index, line in enumerate(lines) if line.cells is not None}
    new: list[Term] = []
    for term, cells in zip(terms, rows, strict=True):
        index = places.get(_key(cells))
        if index is None:
            new.append(term)
            continue
        old = dict(lines[index].cells or {})
        merged = {**old, **{column: value for column, value in cells.items() if value}}
        if merged != old:
            lines[index] = replace(lines[index], cells=merged, text=render_cells(merged, document.columns))
    return add(replace(document, lines=tuple(lines)), new)


def _key(cells: Mapping[str, str]) -> tuple[str, ...]:
    status = cells.get("status", "")
    plain = "" if status == "preferred" else status
    return (*(cells.get(column, "") for column in ("source", "target", "context")), plain)
