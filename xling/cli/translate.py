"""``xling translate``: lines from stdin or a file, the same number of lines to stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Annotated, cast

import typer

from xling.cli import console, options
from xling.cli.streams import arriving

if TYPE_CHECKING:
    from xling.cli.streams import ByteStream
    from xling.glossary import Glossary
    from xling.translate.lines import Line


def translate(
    file: Annotated[str, typer.Argument(help="Text file, one sentence or paragraph a line; - is stdin.")] = "-",
    source: options.From = "de",
    target: options.To = "en",
    glossary: options.GlossaryFiles = None,
    no_glossary: options.NoGlossary = False,
    terms_column: Annotated[
        bool,
        typer.Option("--terms-column", help='After a tab, each line brings its terms: [{"source": …, "target": …}].'),
    ] = False,
    terms: options.Terms = "soft",
    no_amounts: Annotated[
        bool, typer.Option("--no-amounts", help="Leave amounts as the model says them, right or wrong.")
    ] = False,
    no_names: Annotated[bool, typer.Option("--no-names", help="Leave names as the model spells them.")] = False,
    beam: options.Beam = 4,
    quality: options.Quality = "normal",
    batch: Annotated[int, typer.Option("--batch", help="Source pieces decoded at once.", min=1, metavar="N")] = 2048,
    model: Annotated[str, typer.Option("--model", help="Model name or folder.", metavar="NAME")] = "",
    backend: Annotated[str, typer.Option("--backend", help="ct2 or torch.", metavar="NAME")] = "ct2",
    device: Annotated[str, typer.Option("--device", help="cpu, cuda or auto.", metavar="NAME")] = "auto",
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither read nor write the sentence cache.")] = False,
    threads: options.Threads = 0,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Translate lines of German or Chinese to English: line in, line out.

    Glossary terms hold, and so do amounts and names: 3,5 Mio. Euro comes out as 3.5 million euros and Alexandr Wang as
    Alexandr Wang, whatever the model made of them.
    """
    from xling.translate import TranslateSettings, translator
    from xling.translate.lines import translate_lines

    settings = TranslateSettings(
        beam=beam, quality=quality, batch=batch, terms=terms, model=model, backend=backend, device=device,
        threads=threads, cache=not no_cache, amounts=not no_amounts, names=not no_names,
    )  # fmt: skip
    # Lines that bring their own terms are judged by these alone, unless a glossary is asked for as well.
    loaded = None if no_glossary or (terms_column and not glossary) else _glossary(glossary, source, target)
    engine = translator(source, target, settings=settings, glossary=loaded)
    find = partial(loaded.find, lang=source, target=target) if loaded else None
    convert = partial(
        translate_lines, engine=engine, source=source, target=target, find=find, terms_column=terms_column
    )
    lines = chain.from_iterable(convert(group, first=number) for number, group in _numbered(_groups(file)))
    failed, warned = _show(lines, as_json=as_json)
    _notes(warned, getattr(engine, "notes", ()), hushed=quiet)
    raise typer.Exit(failed)


def _show(lines: Iterable[Line], *, as_json: bool) -> tuple[int, int]:
    """Print each line as it comes; the exit code that bad lines ask for, and how many have warnings."""
    from xling.translate.lines import as_json as to_json

    failed = warned = 0
    for line in lines:
        if line.error:
            console.fail(line.error)
            failed = line.error.exit_code
        console.emit_json(to_json(line)) if as_json else console.emit(line.translation)
        warned += bool(line.warnings)
    return failed, warned


def _glossary(places: list[str] | None, source: str, target: str) -> Glossary:
    from xling.glossary import load

    return load(places, source=source, target=target)


def _groups(file: str) -> Iterable[Iterable[bytes]]:
    """The lines of a file as one stream, those of standard input in groups as they arrive."""
    if file == "-":
        yield from arriving(cast("ByteStream", sys.stdin.buffer))
        return
    from xling.errors import InputError

    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - a stream of lines
            yield stream
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror}", hint="give a text file or - for stdin") from error


def _numbered(groups: Iterable[Iterable[bytes]]) -> Iterable[tuple[int, Iterable[bytes]]]:
    """Every group with the number of its first line."""
    number = 1
    for group in groups:
        yield number, group
        number += len(group) if isinstance(group, list) else 0


def _notes(warned: int, notes: tuple[str, ...], *, hushed: bool) -> None:
    for note in () if hushed else notes:
        console.note(note)
    if warned and not hushed:
        lines = "1 line has" if warned == 1 else f"{warned} lines have"
        console.note(f"{lines} something copied, mended or lost; --json says what")
