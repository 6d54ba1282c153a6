"""The lexicon of calques: Chinese expressions with what they mean and how a literal translation words them.

Format of ``glossaries/calques.zh.tsv`` (UTF-8, tab-separated, ``#`` comments, header line): ``zh``, ``class``,
``meaning``, ``de``, ``en``, ``de_literal``, ``en_literal``, ``context``. Alternatives in a cell are separated by ``|``.
``context`` limits an expression whose literal words are innocent: words or ``@topic`` names of which one must occur
near the literal rendering (``-`` before a word or topic: it must not occur). ``@pair`` after a rendering
(``Schulung @pair``), or among the context for all of a line: an ordinary word, which counts only beside the Chinese
expression itself, and only where the context speaks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xling.errors import GlossaryError
from xling.lexicon.concepts import split
from xling.paths import glossaries_dir

COLUMNS = ("zh", "class", "meaning", "de", "en", "de_literal", "en_literal", "context")
PAIR = "@pair"
CLASSES = ("idiom", "slang", "sense", "number", "time-name", "polarity")


@dataclass(frozen=True, slots=True)
class Calque:
    """One expression. ``good`` and ``literal`` are keyed by language (``de``, ``en``); ``where`` is ``file:line``.

    ``paired`` holds the renderings, of either language, that say nothing without the Chinese expression beside them.
    """

    zh: str
    kind: str
    meaning: str
    good: dict[str, str]
    literal: dict[str, tuple[str, ...]]
    context: tuple[str, ...] = ()
    where: str = ""
    paired: frozenset[str] = frozenset()

    @property
    def forms(self) -> tuple[str, ...]:
        """The ways the expression is written in Chinese."""
        return split(self.zh)


def read_calques(path: Path) -> tuple[Calque, ...]:
    """The entries of one lexicon file, in file order.

    :raises GlossaryError: naming ``file:line`` for a wrong header, column count, class, empty cell, stray space or
        repeated expression.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    entries: list[Calque] = []
    seen: dict[str, int] = {}
    header = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path.name}:{number}"
        cells = line.split("\t")
        if not header:
            if tuple(cells) != COLUMNS:
                raise GlossaryError(f"{where}: header {cells} not known", hint="want " + " ".join(COLUMNS))
            header = True
            continue
        entry = entry_of(cells, where)
        for form in entry.forms:
            if form in seen:
                raise GlossaryError(f"{where}: {form} is already in line {seen[form]}", hint="merge the two lines")
            seen[form] = number
        entries.append(entry)
    return tuple(entries)


def entry_of(cells: list[str], where: str) -> Calque:
    """The entry that the ``cells`` of one line make; ``where`` is its ``file:line``.

    :raises GlossaryError: for a wrong column count, class, empty cell or stray space.
    """
    if len(COLUMNS) - 2 <= len(cells) < len(COLUMNS):  # editors and spreadsheets drop empty cells at the end
        cells = [*cells, *[""] * (len(COLUMNS) - len(cells))]
    if len(cells) != len(COLUMNS):
        raise GlossaryError(f"{where}: {len(cells)} columns, {len(COLUMNS)} wanted", hint=" ".join(COLUMNS))
    for name, cell in zip(COLUMNS, cells, strict=True):
        if cell != cell.strip():
            raise GlossaryError(f"{where}: stray space in column {name}", hint="trim the cell")
        if not cell and name not in ("de_literal", "en_literal", "context"):
            raise GlossaryError(f"{where}: column {name} is empty", hint="fill it in")
    zh, kind, meaning, de, en, de_literal, en_literal, context = cells
    if kind not in CLASSES:
        raise GlossaryError(f"{where}: class {kind!r} not known", hint="one of " + ", ".join(CLASSES))
    if not de_literal and not en_literal:
        raise GlossaryError(f"{where}: {zh} has no literal rendering", hint="give de_literal or en_literal")
    listed = {"de": split(de_literal), "en": split(en_literal)}
    literal = {lang: tuple(text.removesuffix(PAIR).rstrip() for text in texts) for lang, texts in listed.items()}
    conditions = split(context)
    marked = (text for texts in listed.values() for text in texts if text.endswith(PAIR) or PAIR in conditions)
    paired = frozenset(text.removesuffix(PAIR).rstrip() for text in marked)
    return Calque(zh, kind, meaning, {"de": de, "en": en}, literal, conditions, where, paired)


@cache
def calques() -> tuple[Calque, ...]:
    """The shipped lexicon."""
    return read_calques(glossaries_dir() / "calques.zh.tsv")
