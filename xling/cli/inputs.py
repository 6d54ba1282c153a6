"""Read the articles a command was given; a bad file costs one line on stderr, the others go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xling.cli import console

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xling.types import Article


def articles_of(
    files: list[str], *, lang: str | None, encoding: str | None, quiet: bool
) -> tuple[tuple[Article, ...], int]:
    """The articles, and the exit code that the files which could not be read ask for (0: none).

    :raises XlingError: when not one article could be read.
    """
    from xling.errors import InputError
    from xling.ingest import collect

    collected = collect(files, encoding=encoding, lang=lang)
    if not collected.articles:
        if len(collected.errors) == 1:
            raise collected.errors[0]
        for error in collected.errors:
            console.fail(error)
        raise InputError(
            "no article could be read", hint="give text, Markdown, HTML or JSONL files, or folders of them"
        )
    for error in collected.errors:
        console.fail(error)
    if not quiet:
        for line in collected.skipped:
            console.note(line)
        for article in collected.articles:
            for line in article.notes:
                console.note(f"{article.path or article.id}: {line}")
    return collected.articles, max((error.exit_code for error in collected.errors), default=0)


def lines_of(path: str, encoding: str | None) -> list[str]:
    """The lines of a file or of standard input (``-``), without their line ends; only ``\\n`` and ``\\r\\n`` end one.

    :raises InputError: when the file cannot be read or decoded.
    """
    import sys
    from pathlib import Path

    from xling.errors import InputError
    from xling.ingest.encoding import decode

    if path == "-" and sys.stdin is None:
        raise InputError("standard input is closed", hint="give a file, or pipe something in")
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}", hint="check the name and its permissions") from error
    name = "standard input" if path == "-" else path
    if not data.strip():
        text = data.decode("ascii")
    else:
        decoded = decode(data, name=name, encoding=encoding)
        text = decoded.text
        for line in decoded.notes:
            console.note(f"{name}: {line}")
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return [line.removesuffix("\r") for line in lines]


def parallel_lines(paths: Sequence[Path]) -> list[list[str]]:
    """The lines of files that belong together line by line.

    :raises InputError: when a file cannot be read or the numbers of lines differ.
    """
    from xling.errors import InputError

    found = [lines_of(str(path), None) for path in paths]
    for path, lines in zip(paths[1:], found[1:], strict=True):
        if len(lines) != len(found[0]):
            raise InputError(
                f"{paths[0]} has {len(found[0])} lines, {path} has {len(lines)}", hint="line N must belong to line N"
            )
    return found
