"""``xling report``: make a report again from a dossier.jsonl, without running anything."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xling.cli import console, options


def report(
    dossier: Annotated[Path, typer.Argument(help="A dossier.jsonl written by xling run.")],
    output_format: Annotated[str, typer.Option("--format", "-f", help="html, markdown, sarif, tmx or text.")] = "text",
    output: options.OutputFile = None,
) -> None:
    """Turn a dossier.jsonl into a page, Markdown, SARIF, TMX or a terminal summary."""
    from xling.files import write_atomic
    from xling.report.formats import render
    from xling.report.jsonl import read_dossier

    text = render(read_dossier(dossier), output_format)
    if output is None:
        console.emit(text, end="")
    else:
        write_atomic(output, text)
