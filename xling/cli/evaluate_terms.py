"""``xling evaluate terms``: adherence of translations to given terms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xling.cli import console, options


def terms(
    gold: Annotated[
        Path, typer.Argument(help="TSV with the columns src, ref_en, terms_proper_json, terms_random_json.")
    ],
    hypotheses: Annotated[Path, typer.Argument(help="Translations made with the proper terms, one a line.")],
    source: options.From,
    none: Annotated[Path | None, typer.Option("--none", help="Translations made without terms.")] = None,
    random: Annotated[Path | None, typer.Option("--random", help="Translations made with the random terms.")] = None,
    as_json: options.Json = False,
) -> None:
    """Term success (verbatim, inflected), consistency, quality, and the gain over no terms and over random ones."""
    from xling.cli.inputs import lines_of
    from xling.evaluate.terms import adherence, gain, read_lines

    lines = read_lines(gold, source_lang=source)
    given = {"proper": hypotheses, "none": none, "random": random}
    scores = {name: adherence(lines, lines_of(str(path), None)) for name, path in given.items() if path}
    change = gain(proper=scores["proper"], none=scores["none"], random=scores["random"]) if len(scores) == 3 else None
    if as_json:
        console.emit_json({"scores": scores, "gain": change})
        return
    for name, one in scores.items():
        console.emit(
            f"{name}: success {one.proper.exact_rate:.3f} verbatim, {one.proper.lemma_rate:.3f} inflected "
            f"(of {one.proper.total}); {one.verbatim.lemma_rate:.3f} of the {one.verbatim.total} in the reference; "
            f"random terms {one.random.lemma_rate:.3f}; consistency {one.consistency:.3f}"
        )
        console.emit(
            f"    {one.quality}" + (f"\n    without terms in the line: {one.unmarked}" if one.unmarked else "")
        )
    if change:
        console.emit(
            f"gain over none: success {change.success:+.3f}, chrF {change.chrf:+.1f}; "
            f"over random terms: success {change.over_random_success:+.3f}, chrF {change.over_random_chrf:+.1f}"
        )
