"""Problems between the lines of a glossary: duplicates, conflicts, cycles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xling.glossary.document import SEPARATOR, Document, Problem

_Row = tuple[int, Mapping[str, str]]


def across(document: Document) -> Iterator[Problem]:
    """Problems that only several lines together make."""
    groups: dict[str, list[_Row]] = {}
    for line in document.entries:
        assert line.cells is not None
        source = line.cells.get("source", "").strip()
        if source:
            groups.setdefault(_fold(source), []).append((line.number, line.cells))
    for group in groups.values():
        yield from _duplicates(document, group)
        yield from _conflicts(document, group)
    if document.source_lang == document.target_lang:
        yield from _cycles(document)


def _fold(text: str) -> str:
    # Case tells KI from Ki and Rat from rat, so only the first letter of longer words is folded.
    return text[:1].casefold() + text[1:] if len(text) > 3 else text


def _status(cells: Mapping[str, str]) -> str:
    return cells.get("status", "").strip() or "preferred"


def _context(cells: Mapping[str, str]) -> frozenset[str]:
    return frozenset(item.strip().casefold() for item in cells.get("context", "").split("|") if item.strip())


def _target(cells: Mapping[str, str]) -> str:
    return cells.get("target", "").strip().casefold()


def _duplicates(document: Document, group: list[_Row]) -> Iterator[Problem]:
    seen: dict[tuple[str, str, frozenset[str]], int] = {}
    for number, cells in group:
        key = (_status(cells) if _status(cells) == "forbidden" else "", _target(cells), _context(cells))
        if key in seen:
            message = f"{cells['source'].strip()!r} stands already in line {seen[key]} with the same target"
            yield Problem(document.path, number, "source", "duplicate", message, "delete one of the lines")
        else:
            seen[key] = number


def _conflicts(document: Document, group: list[_Row]) -> Iterator[Problem]:
    preferred: dict[frozenset[str], tuple[int, str]] = {}
    kept: int | None = None
    for number, cells in group:
        status, source, target = _status(cells), cells["source"].strip(), _target(cells)
        if status == "preferred":
            first = preferred.setdefault(_context(cells), (number, target))
            if first[1] != target:
                message = f"{source!r} is preferred as {target!r} here and as {first[1]!r} in line {first[0]}"
                hint = "make one of them admitted, or give them different context conditions"
                yield Problem(document.path, number, "target", "conflict", message, hint)
        elif status == "do-not-translate":
            kept = kept or number
    if kept and preferred and not all(_context(cells) for _, cells in group):
        other = min(number for number, _ in preferred.values())
        message = f"{group[0][1]['source'].strip()!r} is do-not-translate in line {kept} and translated in line {other}"
        yield Problem(document.path, max(kept, other), "status", "conflict", message, "keep one of the lines")
    yield from _forbidden_elsewhere(document, group)


def _forbidden_elsewhere(document: Document, group: list[_Row]) -> Iterator[Problem]:
    """A rendering wanted in one line and forbidden in another of the same term and context."""
    wanted = {
        (_target(cells), _context(cells)): number
        for number, cells in group
        if _status(cells) in ("preferred", "admitted") and _target(cells)
    }
    for number, cells in group:
        for item in cells.get("forbidden", "").split(SEPARATOR):
            line = wanted.get((item.strip().casefold(), _context(cells)))
            if line is not None and line != number:
                message = f"{item.strip()!r} is forbidden here and wanted in line {line}"
                yield Problem(document.path, number, "forbidden", "conflict", message, "decide for one of them")


def _cycles(document: Document) -> Iterator[Problem]:
    """In a one-language glossary, replacing forbidden words must come to an end: not A by B and B by A."""
    replaced_by: dict[str, tuple[str, int]] = {}
    for line in document.entries:
        assert line.cells is not None
        source = line.cells.get("source", "").strip()
        for item in line.cells.get("forbidden", "").split(SEPARATOR):
            if item.strip() and item.strip().casefold() != source.casefold():
                replaced_by.setdefault(item.strip().casefold(), (source, line.number))
    reported: set[str] = set()
    for start in replaced_by:
        path, word = [start], start
        while word in replaced_by and word not in reported:
            word = replaced_by[word][0].casefold()
            if word in path:
                cycle = [*path[path.index(word) :], word]
                number = max(replaced_by[item][1] for item in cycle)
                reported |= set(cycle)
                message = "cycle: " + " → ".join(cycle)
                yield Problem(document.path, number, "forbidden", "cycle", message, "delete one of the replacements")
                break
            path.append(word)
