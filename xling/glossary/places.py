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


def checkable(places: Sequence[Path | str] | None) -> list[Path]:
    """Files that ``check`` looks at: those of ``resolve_all``, and lexicons of calques (``calques.zh.tsv``), which are
    named by path, file name or ``calques``, lie in a folder that is named, or are shipped when nothing is named."""
    lexicons = sorted(glossaries_dir().glob("*.zh.tsv"))
    shipped = {name: path for path in lexicons for name in (path.name, path.name.removesuffix(".zh.tsv"))}
    if not places:
        return [*available().values(), *lexicons]
    files: dict[Path, None] = {}
    for place in places:
        path = Path(place).expanduser()
        if str(place) in shipped and not path.exists():
            files[shipped[str(place)]] = None
            continue
        files |= dict.fromkeys(resolve(place))
        if path.is_dir():
            files |= dict.fromkeys(sorted(path.glob("*.zh.tsv")))
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


def own_copy(path: Path) -> Path:
    """The user's copy of a shipped glossary, made on first use, so that an update of xling does not undo edits.

    A file that is not a shipped one is returned as it is.
    """
    from xling.glossary.files import locked, write

    if path.parent.resolve() != glossaries_dir().resolve():
        return path
    copy = user_dir() / path.name
    with locked(copy):
        if not copy.exists():
            write(copy, read_text(path), backup=False)
    return copy


def editable(place: str | None, source: str, target: str) -> Path:
    """The one file that an edit of a ``source``-``target`` term goes to.

    A path is taken as it is (and may not exist yet); a domain stands for the user's own copy of it; without a place
    there must be only one glossary of the pair.

    :raises GlossaryError: when there is none or more than one.
    """
    if place and (place.endswith(".tsv") or "/" in place):
        path = Path(place).expanduser()
        if path.exists() or languages(path):
            known = available()
            return path if path.exists() or path.parent != Path() else own_copy(known.get(path.name, path))
        raise GlossaryError(f"no glossary {place!r}", hint="a new one is called <domain>.<source>-<target>.tsv")
    files = [
        path for path in resolve_all([place] if place else None) if (languages(path) or ())[1:] == (source, target)
    ]
    if len(files) != 1:
        names = ", ".join(path.name for path in files) or "none"
        raise GlossaryError(
            f"{len(files)} glossaries fit {place or 'any domain'} {source}-{target}: {names}",
            hint="name one with --glossary, and its languages with --from and --to",
        )
    return own_copy(files[0])
