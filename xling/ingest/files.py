"""Files, folders and standard input to articles; what cannot be read is told and the rest goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from xling.errors import InputError, XlingError
from xling.ingest.article import article_from_text
from xling.ingest.encoding import Decoded, decode
from xling.paths import RUN_MANIFEST
from xling.types import Article

_MARKDOWN, _HTML, _JSON = (
    (".md", ".markdown", ".mdown"),
    (".html", ".htm", ".xhtml", ".shtml"),
    (".jsonl", ".ndjson", ".json"),
)
_PLAIN = (".txt", ".text", ".asc", "")
SUFFIXES = (*_PLAIN, *_MARKDOWN, *_HTML, *_JSON)
_NOT_ARTICLES = (
    "readme",
    "license",
    "licence",
    "changelog",
    "contributing",
    "notice",
    "authors",
    "makefile",
    "copying",
)
_LARGEST = 512 << 20


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of a list of paths: every article that could be read, one error per file that could not, and what was
    passed over in folders, with the reason. Ids are unique."""

    articles: tuple[Article, ...]
    errors: tuple[XlingError, ...] = ()
    skipped: tuple[str, ...] = ()


def read(path: Path | str, *, encoding: str | None = None, lang: str | None = None) -> list[Article]:
    """The articles of one file: one, or as many as a JSONL file has lines. ``-`` is standard input.

    :param encoding: as stated by the user; found out otherwise, and a guess is told in ``Article.notes``.
    :raises InputError: missing, unreadable, empty, binary or undecodable.
    """
    name = str(path)
    if name == "-" and sys.stdin is None:
        raise InputError("standard input is closed", hint="give a file, or pipe something in")
    data = sys.stdin.buffer.read() if name == "-" else _bytes(Path(path))
    # A file name that is no UTF-8 can be opened but not shown: its odd bytes are spelled out.
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    shown = "standard input" if name == "-" else name
    decoded = decode(data, name=shown, encoding=encoding)
    stem = "stdin" if name == "-" else Path(name).name.removesuffix(Path(name).suffix) or Path(name).name
    found = [replace(a, path=name) for a in _parse(decoded, shown, Path(name).suffix.lower(), stem, lang)]
    if not found:
        raise InputError(f"{shown} is empty", hint="give a file with text in it")
    return found


def collect(paths: Sequence[Path | str], *, encoding: str | None = None, lang: str | None = None) -> Collected:
    """All articles of files and folders, in order; a folder is read to any depth, sorted by name.

    A file that fails adds an error and the others go on. In folders only files with a known ending are read.
    """
    articles: list[Article] = []
    errors: list[XlingError] = []
    skipped: list[str] = []
    for path in paths:
        try:
            files = list(_expand(path, skipped))
        except XlingError as error:
            errors.append(error)
            continue
        for file in files:
            try:
                articles.extend(read(file, encoding=encoding, lang=lang))
            except XlingError as error:
                errors.append(error)
    return Collected(tuple(_unique(articles)), tuple(errors), tuple(skipped))


def _expand(path: Path | str, skipped: list[str]) -> Iterator[Path | str]:
    if str(path) == "-" or not Path(path).is_dir():
        yield path
        return
    found = 0
    try:
        entries = sorted(Path(path).rglob("*"))
    except OSError as error:
        raise InputError(f"{path} cannot be listed: {error.strerror}", hint="check its permissions") from error
    own = _own_output(entries)
    for file in entries:
        if file in own:
            skipped.append(f"{file}: written by an earlier run")
            continue
        if not file.is_file() or any(part.startswith(".") for part in file.relative_to(path).parts):
            continue
        if file.stem.lower() in _NOT_ARTICLES:
            skipped.append(f"{file}: about the folder, not an article (name it to read it)")
        elif file.suffix.lower() not in SUFFIXES:
            skipped.append(f"{file}: not text, Markdown, HTML or JSONL by its name")
        else:
            found += 1
            yield file
    if not found:
        raise InputError(f"{path} holds no articles", hint="put .txt, .md, .html or .jsonl files into it")


def _own_output(entries: Sequence[Path]) -> set[Path]:
    """Files that xling itself wrote among ``entries``: those that the manifest of an output folder names."""
    found: set[Path] = set()
    for manifest in (entry for entry in entries if entry.name == RUN_MANIFEST):
        with suppress(OSError, ValueError, KeyError, TypeError):
            found |= {manifest.parent / name for name in json.loads(manifest.read_text(encoding="utf-8"))["files"]}
    return found


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(
                f"{path} is a folder", hint="name a file in it, or pass the folder to a command that takes folders"
            )
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path} is larger than {_LARGEST >> 20} MB", hint="split it into several files")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path} does not exist", hint="check the spelling and the current folder") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{path} cannot be read: {reason}", hint="check its permissions") from error


def _parse(decoded: Decoded, name: str, suffix: str, stem: str, lang: str | None) -> Iterator[Article]:
    from xling.ingest import html, jsonl, markdown

    text = decoded.text
    if suffix in _JSON or (suffix == "" and text.lstrip()[:1] == "{" and '"' in text[:200]):
        yield from jsonl.articles(text, name=name, stem=stem, encoding=decoded.encoding, lang=lang)
        return
    if suffix in _HTML or (suffix not in _MARKDOWN and html.is_html(text)):
        article = html.article_from_html(text, id=stem, path=name, lang=lang)
    elif suffix in _MARKDOWN or (suffix == "" and markdown.is_markdown(text)):
        article = markdown.article_from_markdown(text, id=stem, path=name, lang=lang)
    else:
        article = article_from_text(text, id=stem, path=name, lang=lang)
    yield replace(article, encoding=decoded.encoding, notes=(*decoded.notes, *article.notes))


def _unique(articles: Sequence[Article]) -> Iterator[Article]:
    """The same articles with ids made unique: by the folder first, by a number where that is not enough."""
    counts: dict[str, int] = {}
    for article in articles:
        counts[article.id] = counts.get(article.id, 0) + 1
    taken: set[str] = {identity for identity, count in counts.items() if count == 1}
    for article in articles:
        identity = article.id
        if counts[article.id] > 1:
            folder = Path(article.path).parent.name
            base = f"{folder}/{article.id}" if folder else article.id
            identity, number = base, 2
            while identity in taken:
                identity, number = f"{base}-{number}", number + 1
        taken.add(identity)
        yield article if identity == article.id else replace(article, id=identity)
