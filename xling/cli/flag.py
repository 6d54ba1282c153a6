"""``xling flag``: find translation errors in articles, in single lines, or in source–translation pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xling.cli import console, options
from xling.cli.options import fails


def flag(
    files: Annotated[
        list[str] | None, typer.Argument(help="Articles, judged together; with --lines, a text file.")
    ] = None,
    lines: Annotated[
        bool, typer.Option("--lines", help="One text a line, each judged alone; with --from, source<TAB>translation.")
    ] = False,
    lang: options.Lang = None,
    source: Annotated[
        str | None, typer.Option("--from", help="Pairs: source language.", metavar="LANG", callback=options.language)
    ] = None,
    target: options.To = "en",
    encoding: options.Encoding = None,
    translate: Annotated[bool, typer.Option("--translate", help="Translate too, and check our translation.")] = False,
    glossary: options.GlossaryFiles = None,
    no_glossary: options.NoGlossary = False,
    select: options.Select = None,
    ignore: options.Ignore = None,
    sensitivity: options.Sensitivity = "normal",
    policy: Annotated[
        list[Path] | None, typer.Option("--policy", help="Policy file that overrides the shipped one.")
    ] = None,
    suppressions: options.Suppressions = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Report only flags that are not in this file.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option("--write-baseline", help="Write the open flags to this file and exit with 0.")
    ] = None,
    fail_on: options.FailOn = None,
    list_rules: Annotated[
        bool, typer.Option("--list-rules", help="List the rules, or those selected, and exit.")
    ] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", help="Explain a rule, by id or name, and exit.", metavar="ID")
    ] = None,
    output_format: Annotated[str, typer.Option("--format", help="text, json or sarif.")] = "text",
    as_json: options.Json = False,
    threads: options.Threads = 0,
    quiet: options.Quiet = False,
) -> None:
    """Find translation errors, above all those already in a source article, and say why and how to mend them."""
    from xling.cli import flagging
    from xling.errors import UsageError

    fails(None, fail_on)  # a wrong severity is told before any work
    chosen = flagging.Choices(
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        sensitivity=sensitivity,
        policy=tuple(policy or ()),
        glossaries=() if no_glossary else tuple(glossary) if glossary else None,
        threads=threads,
    )
    if list_rules or explain:
        flagging.show_rules(explain, chosen, as_json=as_json)
        return
    output_format = flagging.chosen_format(output_format, as_json=as_json)
    if lines:
        flagging.only_for_files(files, output_format, suppressions, baseline, write_baseline, translate)
        worst, failed = flagging.lines(
            (files or ["-"])[0],
            lang=lang,
            source=source,
            target=target,
            encoding=encoding,
            chosen=chosen,
            as_json=output_format == "json",
        )
        raise typer.Exit(failed or fails(worst, fail_on))
    if source is not None:
        raise UsageError("--from is for pairs", hint="add --lines, or give --lang for articles")
    if not files:
        raise UsageError(
            "no article was given", hint="xling flag FILE… or xling flag --lines --lang de < sentences.txt"
        )
    judgements = flagging.judgements(suppressions, baseline)
    dossier, failed = flagging.articles(
        files, lang=lang, encoding=encoding, translate=translate, chosen=chosen, quiet=quiet
    )
    judged = flagging.settle(dossier, judgements, quiet=quiet)
    if write_baseline:
        flagging.save_baseline(judged, write_baseline)
        raise typer.Exit(failed)
    console.emit(flagging.render(dossier, judged, output_format), end="")
    worst = max((item.severity for item in judged.open), key=lambda s: s.rank, default=None)
    raise typer.Exit(failed or fails(worst, fail_on))
