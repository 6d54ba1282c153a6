"""``xling glossary``: look after the domain glossary. Reading and checking here; the other commands beside it."""

from __future__ import annotations

from typing import Annotated

import typer

from xling.cli import console, options
from xling.cli.glossary_edit import add, edit, export, import_terms, remove
from xling.cli.glossary_study import diff, mine, why

app = typer.Typer(no_args_is_help=True, help="List, search, edit, check, exchange and explain the domain glossary.")

Places = Annotated[
    list[str] | None,
    typer.Argument(help="Glossary files, folders or domains; without any, all available ones.", metavar="[FILE]..."),
]
Source = Annotated[str | None, typer.Option("--from", help="Only terms of this source language.", metavar="LANG")]
Target = Annotated[str | None, typer.Option("--to", help="Only terms of this target language.", metavar="LANG")]


@app.command("list")
def list_terms(
    places: Places = None,
    status: Annotated[
        str | None, typer.Option("--status", help="Only preferred, admitted, forbidden or do-not-translate terms.")
    ] = None,
    source: Source = None,
    target: Target = None,
    as_json: options.Json = False,
) -> None:
    """List the terms, one a line: source, target, status, place."""
    from xling.errors import UsageError
    from xling.glossary import load
    from xling.types import TermStatus

    if status is not None and status not in list(TermStatus):
        raise UsageError(f"no status {status!r}", hint="one of " + ", ".join(TermStatus))
    terms = [term for term in load(places, source=source, target=target).terms if status in (None, term.status.value)]
    if as_json:
        console.emit_json({"terms": terms})
        return
    for term in terms:
        console.emit("\t".join((term.source, term.target, term.status.value, term.where)))


@app.command()
def find(
    query: Annotated[str, typer.Argument(help="A word, part of one, or a sentence in which terms are looked up.")],
    glossary: options.GlossaryFiles = None,
    as_json: options.Json = False,
) -> None:
    """Find entries by source, target or forbidden rendering; in a sentence, the terms that occur in it."""
    from xling.glossary import load
    from xling.glossary.search import search

    hits = search(load(glossary), query)
    if as_json:
        console.emit_json({"query": query, "hits": hits})
        return
    for hit in hits:
        term = hit.term
        extra = f"\tnot: {', '.join(term.forbidden)}" if term.forbidden else ""
        extra += f"\tnear: {', '.join(term.context)}" if term.context else ""
        target = term.target or "–"
        console.emit(f"{term.source}\t{target}\t{term.status.value}\t{hit.how}\t{term.where}{extra}")
    if not hits:
        console.note(f"nothing found for {query!r}")
        raise typer.Exit(1)


@app.command()
def check(places: Places = None, as_json: options.Json = False) -> None:
    """Report everything that is wrong with glossary files and the lexicon of calques; exit code 3 when anything is."""
    from xling.glossary import check as find_problems
    from xling.glossary.places import checkable

    files = checkable(places)
    problems = find_problems(files)
    if as_json:
        console.emit_json({"files": files, "problems": problems})
    else:
        for problem in problems:
            console.emit(str(problem))
        console.note(f"{len(files)} file(s), {len(problems) or 'no'} problem(s)")
    if problems:
        raise typer.Exit(3)


app.command()(add)
app.command()(edit)
app.command()(remove)
app.command("import")(import_terms)
app.command()(export)
app.command()(mine)
app.command()(diff)
app.command()(why)
