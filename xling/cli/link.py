"""``xling link``: what several articles say about the same thing, and where they agree or contradict each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xling.cli import console, options


def link(
    files: options.Files,
    lang: options.Lang = None,
    encoding: options.Encoding = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write a matrix of the articles to this page.")] = None,
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option("--explain", help="Why two claims are linked or not: claim ids or words of them.", metavar="A B"),
    ] = None,
    store: Annotated[
        Path | None, typer.Option("--store", help="Keep claims and links in this SQLite file and add to them.")
    ] = None,
    least: Annotated[float, typer.Option("--least", help="Least probability of a link.", min=0.05, max=0.99)] = 0.5,
    no_encoder: Annotated[bool, typer.Option("--no-encoder", help="Link by names and amounts alone.")] = False,
    as_json: options.Json = False,
    threads: options.Threads = 0,
    quiet: options.Quiet = False,
) -> None:
    """Link the claims of articles in German, Chinese and English, with a verdict for each pair."""
    from xling.cli import linking
    from xling.cli.inputs import articles_of

    articles, failed = articles_of(files, lang=lang, encoding=encoding, quiet=quiet)
    models = linking.models(threads=threads, use=not no_encoder, quiet=quiet)
    with console.progress(quiet=quiet) as progress:
        result = linking.link_articles(articles, models, store=store, least=least, progress=progress)
    if html is not None:
        linking.write_page(result, html)
    if explain is not None:
        console.emit(linking.explanation(result, models, *explain))
    elif as_json:
        console.emit_json(linking.as_json(result))
    elif html is None or not quiet:
        console.emit(linking.as_text(result))
    raise typer.Exit(failed)
