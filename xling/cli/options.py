"""Options that several commands share, declared once so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[
    list[str],
    typer.Argument(help="Articles: text, Markdown, HTML or JSONL files, folders of them, or - for stdin."),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", help="Encoding of the input files; without it, it is detected.", metavar="NAME"),
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", help="Language of the input (de, zh or en); without it, it is identified."),
]
From = Annotated[str, typer.Option("--from", help="Source language: de, zh or en.", metavar="LANG")]
To = Annotated[str, typer.Option("--to", help="Target language.", metavar="LANG")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output on stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on stderr.")]
Threads = Annotated[
    int, typer.Option("--threads", help="CPU threads for the models; 0: all cores.", min=0, metavar="N")
]
GlossaryFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--glossary",
        "-g",
        help="Glossary file or domain name, may be given several times; without it the shipped ones are used.",
        metavar="FILE",
    ),
]
NoGlossary = Annotated[bool, typer.Option("--no-glossary", help="Use no glossary at all.")]
OutputFile = Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of stdout.")]
