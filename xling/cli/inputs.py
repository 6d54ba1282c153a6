"""Read the articles a command was given; a bad file costs one line on stderr, the others go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xling.cli import console

if TYPE_CHECKING:
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
