"""Options that several commands share, declared once so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def language(value: str | None) -> str | None:
    """Callback of language options: refuse what is none of ours before any work."""
    if value is not None and value not in ("de", "zh", "en"):
        from xling.errors import UsageError

        raise UsageError(f"language {value!r} is unknown", hint="give de, zh or en")
    return value


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
    typer.Option(
        "--lang", help="Language of the input (de, zh or en); without it, it is identified.", callback=language
    ),
]
From = Annotated[str, typer.Option("--from", help="Source language: de, zh or en.", metavar="LANG", callback=language)]
To = Annotated[str, typer.Option("--to", help="Target language.", metavar="LANG", callback=language)]
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
        help="Glossary file or domain name, may be given several times; without it the shipped ones and your own.",
        metavar="FILE",
    ),
]
NoGlossary = Annotated[bool, typer.Option("--no-glossary", help="Use no glossary at all.")]
OutputFile = Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of stdout.")]
Terms = Annotated[
    str,
    typer.Option(
        "--terms",
        help="How glossary terms are pinned: soft keeps fluency, force insists, off only reports.",
        metavar="soft|force|off",
    ),
]
Beam = Annotated[int, typer.Option("--beam", help="Beam size; 1 is greedy.", min=1, max=32, metavar="N")]
Quality = Annotated[
    str,
    typer.Option(
        "--quality",
        help="normal, or best: of sixteen hypotheses the one that the others agree with most and that renders most of "
        "the source, in three times the time.",
        metavar="NAME",
    ),
]
Sensitivity = Annotated[
    str,
    typer.Option(
        "--sensitivity",
        help="How sure a flag must be: low (.8), normal (its rule's threshold), high (.3), or a number. On articles "
        "they cost 0.4, 0.7 and 1.9 false alarms per 1,000 words; they find 50, 55 and 62 % of the errors of test "
        "sets. By family: docs/sensitivity.md.",
        metavar="low|normal|high|0–1",
    ),
]
Suppressions = Annotated[Path | None, typer.Option("--suppressions", help="File of judged flags; see docs/flags.md.")]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        help="Only these rules: id, prefix such as XL-NUM, name or family; several with commas.",
        metavar="RULE",
    ),
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", help="Not these rules, named as for --select.", metavar="RULE")
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on", help="Exit with 1 when a flag is at least this bad.", metavar="neutral|minor|major|critical"
    ),
]


def fails(worst: str | None, fail_on: str | None) -> int:
    """Exit code for the worst severity found: 1 when it reaches ``fail_on``.

    :raises UsageError: when ``fail_on`` is no severity.
    """
    from xling.errors import UsageError
    from xling.types import Severity

    if fail_on is None:
        return 0
    if fail_on not in {severity.value for severity in Severity}:
        raise UsageError(f"--fail-on {fail_on!r} is no severity", hint="give neutral, minor, major or critical")
    return int(worst is not None and Severity(worst).rank >= Severity(fail_on).rank)
