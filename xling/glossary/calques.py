"""Everything that can be wrong with a lexicon of calques (``calques.zh.tsv``), each problem with its line.

The format is that of ``xling.lexicon.calques``, whose reader stops at the first mistake; here every line is looked at,
and also for what the reader lets pass: a rendering that is listed twice or is the good rendering itself, an empty
alternative, a topic that no table knows, and characters that the eye does not see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from xling.errors import GlossaryError
from xling.glossary.characters import unseen
from xling.glossary.document import Problem
from xling.lexicon.calques import COLUMNS, PAIR, entry_of
from xling.lexicon.topics import SPECIAL, topics
from xling.text import is_han

_LISTS = ("zh", "de_literal", "en_literal", "context")
_SUFFIX = ".zh.tsv"


def is_lexicon(text: str, path: Path | str) -> bool:
    """Whether a file is a lexicon of calques: by its header line, or, where that is spoilt, by its name."""
    for line in text.split("\n"):
        if line.strip() and not line.startswith("#"):
            return line.split("\t")[:2] == list(COLUMNS[:2]) or Path(path).name.endswith(_SUFFIX)
    return Path(path).name.endswith(_SUFFIX)


def lexicon_problems(text: str, path: Path | str) -> list[Problem]:
    """All problems of a lexicon of calques, in the order of its lines."""
    return sorted(set(_lines(text, str(path))), key=lambda each: (each.line, each.column, each.code, each.message))


def _lines(text: str, path: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    header = False
    for number, raw in enumerate(text.removesuffix("\n").split("\n"), 1):
        line = raw.removesuffix("\r")
        if line != raw:
            yield Problem(path, number, "", "line-end", "Windows line end", "save with Unix line ends (LF)")
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = True
            if tuple(cells) != COLUMNS:
                message = "unknown header " + " ".join(cells)
                yield Problem(path, number, "", "header", message, "write " + "<TAB>".join(COLUMNS))
                return
            continue
        yield from _row(cells, path, number, seen)
    if not header:
        yield Problem(path, 0, "", "no-header", "no header line", "write " + "<TAB>".join(COLUMNS))


def _row(cells: list[str], path: str, number: int, seen: dict[str, int]) -> Iterator[Problem]:
    name = Path(path).name
    try:
        entry_of(cells, f"{name}:{number}")
    except GlossaryError as error:
        message = error.message.removeprefix(f"{name}:{number}: ")
        yield Problem(path, number, "", "bad-line", message, error.hint)
    row = dict(zip(COLUMNS, cells, strict=False))
    for column, value in row.items():
        for code, message, suggestion in unseen(value, term=column not in ("meaning", "class")):
            yield Problem(path, number, column, code, message, suggestion)
        if column in _LISTS:
            yield from _alternatives(path, number, column, value)
    for form in row.get("zh", "").split("|"):
        if form in seen and seen[form] != number:
            message = f"{form} is already in line {seen[form]}"
            yield Problem(path, number, "zh", "duplicate", message, "merge the two lines")
        elif form.islower() and not any(map(is_han, form)):  # 985 and "All in AI" are Chinese enough
            yield Problem(path, number, "zh", "wrong-language", f"{form!r} is not Chinese", "swap the columns")
        seen.setdefault(form, number)
    for column, code, message, suggestion in (*_renderings(row), *_context(row)):
        yield Problem(path, number, column, code, message, suggestion)


def _alternatives(path: str, number: int, column: str, value: str) -> Iterator[Problem]:
    items = [item.strip() for item in value.split("|")] if value else []
    neat = "|".join(dict.fromkeys(item for item in items if item))
    if not all(items):
        yield Problem(path, number, column, "empty-item", f"empty alternative in {value!r}", f"write {neat!r}")
    folded = [item.casefold() if column.endswith("_literal") else item for item in items if item]
    for item in sorted({item for item in folded if folded.count(item) > 1}):
        yield Problem(path, number, column, "repeated-item", f"{item!r} is listed twice", "keep it once")


def _renderings(row: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    for lang in ("de", "en"):
        good = {piece.strip().casefold() for piece in row.get(lang, "").split(",")}
        column = f"{lang}_literal"
        for item in row.get(column, "").split("|"):
            text = item.strip().removesuffix(PAIR).rstrip()
            if text.casefold() in good and text:
                hint = "delete it in one of the columns"
                yield column, "forbids-itself", f"{text!r} is good and literal at once", hint
            elif any(map(is_han, text)):
                yield column, "wrong-language", f"{text!r} is Chinese, the column is {lang}", "translate it"


def _context(row: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    known = {*topics("de"), *(each.removeprefix("@") for each in SPECIAL)}
    for item in row.get("context", "").split("|"):
        name = item.strip().lstrip("-")
        if name.startswith("@") and name[1:] not in known:
            near = get_close_matches(name[1:], known, n=1)
            hint = f"did you mean @{near[0]}?" if near else "one of @" + ", @".join(sorted(known))
            yield "context", "unknown-topic", f"unknown topic {name!r}", hint
