"""Where glossaries lie: shipped ones, and the user's own copies, which override them by file name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xling.errors import GlossaryError, InputError
from xling.glossary.document import languages
from xling.paths import glossaries_dir, home

MAX_BYTES = 64 * 2**20
"""A glossary file beyond this is not one."""


def user_dir() -> Path:
    """The user's own glossaries: ``XLING_HOME/glossaries``."""
    return home() / "glossaries"


def available() -> dict[str, Path]:
    """Glossary files by name; a file of the user hides the shipped one of the same name."""
    found: dict[str, Path] = {}
    for folder in (glossaries_dir(), user_dir()):
        if folder.is_dir():
            found |= {path.name: path for path in sorted(folder.glob("*.tsv")) if languages(path)}
    return dict(sorted(found.items()))


def resolve(place: Path | str) -> list[Path]:
    """The files that a path, folder, file name (``ai-business.de-en.tsv``) or domain (``ai-business``) stands for.

    :raises GlossaryError: when there is none; the hint lists the domains that exist.
    """
    path = Path(place).expanduser()
    if path.is_dir():
        return [item for item in sorted(path.glob("*.tsv")) if languages(item)]
    if path.is_file():
        return [path]
    known = available()
    name = str(place)
    if name in known:
        return [known[name]]
    if f"{name}.tsv" in known:
        return [known[f"{name}.tsv"]]
    if hits := [file for key, file in known.items() if key.split(".")[0] == name]:
        return hits
    domains = sorted({key.split(".")[0] for key in known})
    raise GlossaryError(
        f"no glossary {name!r}", hint="give a file, or one of the domains " + (", ".join(domains) or "(none found)")
    )


def resolve_all(places: Sequence[Path | str] | None) -> list[Path]:
    """Files of several places, each once, in order; all available ones when ``places`` is None or empty."""
    if not places:
        return list(available().values())
    files: dict[Path, None] = {}
    for place in places:
        files |= dict.fromkeys(resolve(place))
    return list(files)


def read_text(path: Path) -> str:
    """The text of a glossary file, which must be UTF-8.

    :raises InputError: with the place of the first byte that is not.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path} is larger than {MAX_BYTES // 2**20} MB", hint="this is no glossary file")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot read {path}: {error.strerror or error}", hint="check the name and the rights"
        ) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GlossaryError(
            f"{path}:{line}: not UTF-8 (byte {error.start})", hint="save the file as UTF-8, in a spreadsheet: CSV UTF-8"
        ) from error
