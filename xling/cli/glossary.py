"""``xling glossary``: look after the domain glossary."""

from __future__ import annotations

from typing import Annotated

import typer

from xling.cli import console, options

app = typer.Typer(no_args_is_help=True, help="List, search, edit, check, exchange and explain the domain glossary.")

Places = Annotated[
    list[str] | None,
    typer.Argument(help="Glossary files, folders or domains; without any, all available ones.", metavar="[FILE]..."),
]


@app.command("list")
def list_terms(
    places: Places = None,
    status: Annotated[str | None, typer.Option("--status", help="Only terms of this status.")] = None,
    json: options.Json = False,
) -> None:
    """List the terms, one a line: source, target, status, place."""
    from xling.glossary import load

    terms = [term for term in load(places).terms if status in (None, term.status.value)]
    if json:
        console.emit_json({"terms": terms})
        return
    for term in terms:
        console.emit("\t".join((term.source, term.target, term.status.value, term.where)))


@app.command()
def check(places: Places = None, json: options.Json = False) -> None:
    """Report everything that is wrong with glossary files; exit code 3 when there is anything."""
    from xling.glossary import check as find_problems
    from xling.glossary.places import resolve_all

    problems = find_problems(resolve_all(places))
    if json:
        console.emit_json({"problems": problems})
    else:
        for problem in problems:
            console.emit(str(problem))
        console.note(f"{len(problems)} problem(s)" if problems else "no problems")
    if problems:
        raise typer.Exit(3)
