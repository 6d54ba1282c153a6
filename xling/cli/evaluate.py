"""``xling evaluate``: figures with a signature, from files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xling.cli import console, options
from xling.cli.evaluate_flags import flags
from xling.cli.evaluate_terms import terms

app = typer.Typer(help="Measure translations, alignments, flags and terms against references.", no_args_is_help=True)

app.command()(terms)
app.command()(flags)

Gold = Annotated[Path, typer.Argument(help="The file with the right answers.")]


@app.command()
def mt(
    hypothesis: Annotated[Path, typer.Argument(help="Translations, one a line.")],
    references: Annotated[
        list[Path], typer.Argument(help="Reference translations, line by line; one or several files.")
    ],
    as_json: options.Json = False,
) -> None:
    """BLEU and chrF (sacreBLEU) of a translation, and the share of hypotheses that loop."""
    from xling.cli.inputs import parallel_lines
    from xling.evaluate.mt import loop_share, quality

    found, *wanted = parallel_lines([hypothesis, *references])
    _show({"quality": quality(found, wanted), "loop_share": loop_share(found)}, as_json=as_json)


@app.command()
def align(
    links: Annotated[Path, typer.Argument(help="Pharaoh lines: 0-0 1-2 …")], gold: Gold, as_json: options.Json = False
) -> None:
    """Alignment error rate against gold links (i-j sure, ipj possible)."""
    from xling.cli.inputs import parallel_lines
    from xling.evaluate.aer import aer, parse_gold, parse_links

    found, wanted = parallel_lines([links, gold])
    _show(
        {"alignment": aer([parse_links(line) for line in found], [parse_gold(line) for line in wanted])},
        as_json=as_json,
    )


def _show(found: dict[str, object], *, as_json: bool) -> None:
    from xling.signature import signature

    record = console.plain(found) | {"signature": signature(())}
    if as_json:
        console.emit_json(record)
        return
    for name, value in record.items():
        for key, item in value.items() if isinstance(value, dict) else [("", value)]:
            shown = f"{item:.4f}" if isinstance(item, float) else str(item)
            console.emit(f"{' '.join(part for part in (name, key) if part):<32} {shown}")
