"""The commands of ``xling glossary`` that change a file, and those that exchange one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xling.cli import console, options

if TYPE_CHECKING:
    from xling.glossary.edit import Change

Where = Annotated[
    str | None,
    typer.Option(
        "--glossary",
        "-g",
        help="File or domain to edit. A shipped domain is copied to your own glossaries first; without this option "
        "there must be only one glossary of the languages.",
        metavar="FILE|DOMAIN",
    ),
]
From = Annotated[str | None, typer.Option("--from", help="Source language; told from the term's script otherwise.")]
To = Annotated[str, typer.Option("--to", help="Target language.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Show the change as a diff and write nothing.")]
TermArgument = Annotated[str, typer.Argument(help="Source term, exactly as in the file.")]
WhichTarget = Annotated[str | None, typer.Option("--target", help="Which line, when the term has several.")]


def _language(term: str, given: str | None) -> str:
    from xling.text import han_share

    return given or ("zh" if han_share(term) > 0 else "de")


def report(change: Change, *, dry_run: bool, as_json: bool) -> None:
    """Show what a change did, or with ``dry_run`` would do, to a file."""
    if as_json:
        changed = change.before != change.after
        console.emit_json(
            {"file": change.path, "changed": changed, "written": changed and not dry_run, "diff": change.diff}
        )
        return
    console.emit(change.diff, end="")
    if not change.diff:
        console.note(f"{change.path}: nothing to change")
    else:
        console.note(f"{'would change' if dry_run else 'changed'} {change.path}")


def add(
    source: Annotated[str, typer.Argument(help="Source term.")],
    target: Annotated[str, typer.Argument(help="Target rendering; empty for forbidden and do-not-translate.")] = "",
    status: Annotated[
        str, typer.Option("--status", help="preferred, admitted, forbidden or do-not-translate.")
    ] = "preferred",
    pos: Annotated[str, typer.Option("--pos", help="Part of speech: noun, verb, adjective, proper-noun …")] = "",
    forbidden: Annotated[list[str] | None, typer.Option("--forbid", help="Wrong rendering; repeatable.")] = None,
    context: Annotated[
        list[str] | None, typer.Option("--context", help="The term holds only near this word; repeatable.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="Definition or remark.")] = "",
    evidence: Annotated[str, typer.Option("--evidence", help="Where the rendering comes from.")] = "",
    owner: Annotated[str, typer.Option("--owner", help="Who answers for the line.")] = "",
    date: Annotated[str, typer.Option("--date", help="YYYY-MM-DD, YYYY-MM or YYYY.")] = "",
    glossary: Where = None,
    source_lang: From = None,
    target_lang: To = "en",
    dry_run: DryRun = False,
    as_json: options.Json = False,
) -> None:
    """Add a term; a second rendering of a known term goes behind its line."""
    from xling.errors import UsageError
    from xling.glossary import edit as editing
    from xling.glossary.places import editable
    from xling.types import Term, TermStatus

    if status not in list(TermStatus):
        raise UsageError(f"no status {status!r}", hint="one of " + ", ".join(TermStatus))
    lang = _language(source, source_lang)
    term = Term(
        source,
        target or (source if status == TermStatus.KEEP else ""),
        lang,
        target_lang,
        TermStatus(status),
        forbidden=tuple(forbidden or ()),
        context=tuple(context or ()),
        pos=pos,
        note=note,
        evidence=evidence,
        owner=owner,
        date=date,
    )
    path = editable(glossary, lang, target_lang)
    change = editing.change(path, lambda document: editing.add(document, [term]), dry_run=dry_run)
    report(change, dry_run=dry_run, as_json=as_json)


def edit(
    source: TermArgument,
    values: Annotated[
        list[str], typer.Option("--set", help="COLUMN=VALUE; lists are separated by ' | '; repeatable.", metavar="C=V")
    ],
    target: WhichTarget = None,
    glossary: Where = None,
    source_lang: From = None,
    target_lang: To = "en",
    dry_run: DryRun = False,
    as_json: options.Json = False,
) -> None:
    """Set cells of a term's line: --set target="supervisory board" --set "forbidden=board of directors | board"."""
    from xling.errors import UsageError
    from xling.glossary import edit as editing
    from xling.glossary.places import editable

    cells = dict(value.partition("=")[::2] for value in values)
    if bad := next((value for value in values if "=" not in value), None):
        raise UsageError(f"--set {bad!r} has no '='", hint="write --set COLUMN=VALUE")
    path = editable(glossary, _language(source, source_lang), target_lang)
    change = editing.change(path, lambda document: editing.update(document, source, target, cells), dry_run=dry_run)
    report(change, dry_run=dry_run, as_json=as_json)


def remove(
    source: TermArgument,
    target: WhichTarget = None,
    every: Annotated[bool, typer.Option("--all", help="All lines of the term.")] = False,
    glossary: Where = None,
    source_lang: From = None,
    target_lang: To = "en",
    dry_run: DryRun = False,
    as_json: options.Json = False,
) -> None:
    """Remove a term's line."""
    from xling.glossary import edit as editing
    from xling.glossary.places import editable

    path = editable(glossary, _language(source, source_lang), target_lang)
    change = editing.change(
        path, lambda document: editing.remove(document, source, target, every=every), dry_run=dry_run
    )
    report(change, dry_run=dry_run, as_json=as_json)


Format = Annotated[
    str | None,
    typer.Option("--format", "-f", help="tbx, tmx, csv, tsv, deepl-tsv or deepl-csv; told from the file name else."),
]


def import_terms(
    file: Annotated[Path, typer.Argument(help="TBX, TMX, CSV, TSV or DeepL file; - for stdin.")],
    glossary: Where = None,
    form: Format = None,
    source_lang: Annotated[str, typer.Option("--from", help="Source language.")] = "de",
    target_lang: To = "en",
    dry_run: DryRun = False,
    as_json: options.Json = False,
) -> None:
    """Merge the terms of a file into a glossary: new ones are added, filled cells of known ones overwritten."""
    from xling.errors import InputError
    from xling.glossary import edit as editing
    from xling.glossary.exchange import format_of, loads
    from xling.glossary.places import editable

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror}", hint="check the name and its permissions") from error
    terms = loads(data, form or format_of(file), str(file), source=source_lang, target=target_lang)
    path = editable(glossary, source_lang, target_lang)
    change = editing.change(path, lambda document: editing.merge(document, terms), dry_run=dry_run)
    console.note(f"{len(terms)} term(s) read from {file}")
    report(change, dry_run=dry_run, as_json=as_json)


def export(
    places: Annotated[list[str] | None, typer.Argument(help="Glossary files or domains.", metavar="[FILE]...")] = None,
    output: options.OutputFile = None,
    form: Format = None,
    source_lang: Annotated[str | None, typer.Option("--from", help="Only this source language.")] = None,
    target_lang: Annotated[str | None, typer.Option("--to", help="Only this target language.")] = None,
) -> None:
    """Write terms as TBX, TMX, CSV, TSV or a DeepL glossary; what a format cannot hold is told on stderr."""
    from xling.glossary import load
    from xling.glossary.exchange import dumps, format_of
    from xling.glossary.files import write

    data, lost = dumps(
        load(places, source=source_lang, target=target_lang).terms, form or (format_of(output) if output else "tsv")
    )
    if output is None:
        console.emit(data.decode("utf-8"), end="")
    else:
        write(output, data.decode("utf-8"), backup=False)
    for line in lost[:20]:
        console.warn(line)
    if len(lost) > 20:
        console.warn(f"… and {len(lost) - 20} more losses")
