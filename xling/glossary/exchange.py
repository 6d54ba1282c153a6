"""Exchange formats by name: tbx, tmx, csv, tsv, deepl-tsv, deepl-csv. All but DeepL's are lossless."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xling.errors import InputError, UsageError
from xling.glossary import tables, tbx, tmx
from xling.glossary.document import COLUMNS
from xling.types import Term

FORMATS = ("tbx", "tmx", "csv", "tsv", "deepl-tsv", "deepl-csv")
LOSSLESS = ("tbx", "tmx", "csv", "tsv")
_SUFFIXES = {
    ".tbx": "tbx",
    ".tmx": "tmx",
    ".csv": "csv",
    ".tsv": "tsv",
    ".xml": "tbx",
    ".tab": "tsv",
    ".txt": "deepl-tsv",
}


def format_of(path: Path | str) -> str:
    """Format by file ending.

    :raises UsageError: for an unknown ending.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in _SUFFIXES:
        raise UsageError(f"no glossary format for {str(path)!r}", hint="state it with --format: " + ", ".join(FORMATS))
    return _SUFFIXES[suffix]


def dumps(terms: Sequence[Term], form: str) -> tuple[bytes, list[str]]:
    """The terms of one language pair in a format, and what was lost on the way (empty for lossless ones).

    :raises UsageError: for an unknown format or terms of several language pairs.
    """
    pairs = {(term.source_lang, term.target_lang) for term in terms}
    if len(pairs) > 1:
        shown = ", ".join(f"{source}-{target}" for source, target in sorted(pairs))
        raise UsageError(f"the terms have several language pairs: {shown}", hint="choose with --from and --to")
    source = next(iter(pairs))[0] if pairs else "de"
    if form == "tbx":
        return tbx.dumps(terms), []
    if form == "tmx":
        return tmx.dumps(terms, source=source), []
    if form == "csv":
        return tables.dump_csv(terms), []
    if form == "tsv":
        return tables.dump_tsv(terms), []
    if form in ("deepl-tsv", "deepl-csv"):
        return tables.dump_deepl(terms, separator="," if form.endswith("csv") else "\t")
    raise UsageError(f"unknown format {form!r}", hint="one of " + ", ".join(FORMATS))


def loads(data: bytes, form: str, name: str, *, source: str, target: str) -> list[Term]:
    """The terms of a file. Nothing is checked beyond the format itself; adding them to a glossary checks the rest.

    :raises InputError: for data that is not of that format.
    :raises UsageError: for an unknown format.
    """
    if not data.strip():
        raise InputError(f"{name} is empty")
    if form in ("csv", "tsv") and _bare(data, "," if form == "csv" else "\t"):
        raise InputError(
            f"{name}: the first row names no column",
            hint=f"name them source and target, or give --format deepl-{form} for a list without names",
        )
    if form == "tbx":
        return tbx.loads(data, name, source=source, target=target)
    if form == "tmx":
        return tmx.loads(data, name, source=source, target=target)
    if form == "csv":
        return tables.load_csv(data, name, source=source, target=target)
    if form == "tsv":
        return tables.load_tsv(data, name, source=source, target=target)
    if form in ("deepl-tsv", "deepl-csv"):
        separator = "," if form.endswith("csv") else "\t"
        return tables.load_deepl(data, name, source=source, target=target, separator=separator)
    raise UsageError(f"unknown format {form!r}", hint="one of " + ", ".join(FORMATS))


def _bare(data: bytes, separator: str) -> bool:
    """True for a list of two columns that begins with a term, not with the names of columns."""
    cells = data.decode("utf-8-sig", errors="replace").lstrip().split("\n", 1)[0].strip().lower().split(separator)
    return len(cells) == 2 and not cells[0].startswith("#") and not set(cells) & set(COLUMNS)
