"""``xling run``: everything for a set of articles, in one dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from xling.cli import console, options
from xling.cli.options import FailOn, fails


def run(
    files: options.Files,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the dossier.")] = Path("xling-out"),
    lang: options.Lang = None,
    encoding: options.Encoding = None,
    glossary: options.GlossaryFiles = None,
    no_glossary: options.NoGlossary = False,
    no_translate: Annotated[bool, typer.Option("--no-translate", help="Link and flag only.")] = False,
    terms: options.Terms = "soft",
    beam: options.Beam = 4,
    quality: options.Quality = "normal",
    sensitivity: options.Sensitivity = "normal",
    select: options.Select = None,
    ignore: options.Ignore = None,
    suppressions: options.Suppressions = None,
    fail_on: FailOn = None,
    threads: options.Threads = 0,
    force: Annotated[bool, typer.Option("--force", help="Do it again even if nothing has changed.")] = False,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Translate, align, link and flag articles; write OUTPUT/dossier.html, .md, .jsonl and translations/."""
    from xling import rundir
    from xling.cli.inputs import articles_of
    from xling.locks import held
    from xling.pipeline import Settings
    from xling.pipeline import run as run_pipeline
    from xling.translate import TranslateSettings

    fails(None, fail_on)  # a wrong severity is told before any work
    rundir.prepare(output)
    articles, failed = articles_of(files, lang=lang, encoding=encoding, quiet=quiet)
    settings = Settings(
        glossaries=() if no_glossary else tuple(glossary) if glossary else None,
        translate=None if no_translate else TranslateSettings(beam=beam, quality=quality, terms=terms, threads=threads),
        sensitivity=sensitivity,
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        suppressions=(suppressions,) if suppressions else (),
        threads=threads,
    )
    with held(output):
        key = rundir.run_key(articles, settings)
        manifest = None if force else rundir.recall(output, key)
        unchanged = manifest is not None
        if manifest is None:
            with console.progress(quiet=quiet) as progress:
                dossier = run_pipeline(articles, settings, progress=progress)
            manifest = rundir.write(dossier, output, key)
    _show(manifest, output, unchanged=unchanged, as_json=as_json, quiet=quiet)
    raise typer.Exit(failed or fails(manifest["worst"], fail_on))


def _show(manifest: dict[str, Any], output: Path, *, unchanged: bool, as_json: bool, quiet: bool) -> None:
    page = output / "dossier.html"
    if as_json:
        console.emit_json(
            {name: manifest[name] for name in ("signature", "notes", "counts", "worst")}
            | {"dossier": str(page), "files": sorted(manifest["files"]), "unchanged": unchanged}
        )
        return
    if not quiet:
        for line in manifest["notes"]:
            console.note(line)
        if unchanged:
            console.note("nothing has changed since the last run; --force does it again")
    console.emit(f"{manifest['summary']}\n\ndossier: {page}")
