"""Loads glossaries from files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xling.errors import GlossaryError
from xling.glossary.calques import is_lexicon, lexicon_problems
from xling.glossary.document import Document, Problem, parse, term_of
from xling.glossary.glossary import Glossary
from xling.glossary.places import read_text, resolve_all
from xling.glossary.validate import problems
from xling.types import Term


def read(path: Path, *, pair: tuple[str, str] | None = None) -> Document:
    """Parse one file; what is wrong with it is in ``check`` and makes ``terms`` raise."""
    return parse(read_text(path), path, pair=pair)


def check(paths: Sequence[Path]) -> list[Problem]:
    """All problems of all files, glossaries or lexicons of calques, in their order."""
    found: list[Problem] = []
    for path in paths:
        try:
            text = read_text(path)
            found += lexicon_problems(text, path) if is_lexicon(text, path) else problems(parse(text, path))
        except GlossaryError as error:
            found.append(Problem(str(path), 0, "", "encoding", error.message.removeprefix(f"{path}:"), error.hint))
    return found


def terms(document: Document) -> tuple[Term, ...]:
    """The terms of a file.

    :raises GlossaryError: at the first problem; the hint tells how many more there are.
    """
    if found := problems(document):
        first = found[0]
        place = f"{first.file}:{first.line}" if first.line else first.file
        more = f"; {len(found) - 1} more: xling glossary check {document.path}" if len(found) > 1 else ""
        column = f" {first.column}:" if first.column else ""
        raise GlossaryError(f"{place}:{column} {first.message}", hint=first.suggestion + more)
    return tuple(term_of(line.cells, document, line.number) for line in document.entries if line.cells is not None)


def load(
    places: Sequence[Path | str] | Path | str | None = None,
    *,
    source: str | None = None,
    target: str | None = None,
    pair: tuple[str, str] | None = None,
) -> Glossary:
    """Glossary of one or several files, folders or domains; without any, of all shipped ones and the user's.

    :param source, target: only terms of these languages.
    :param pair: languages of files whose names do not tell them.
    :raises GlossaryError: for a place that does not exist and for a line that breaks the format.
    """
    if isinstance(places, str | Path):
        places = [places]
    found = [term for path in resolve_all(places) for term in terms(read(path, pair=pair))]
    return Glossary(term for term in found if source in (None, term.source_lang) and target in (None, term.target_lang))
