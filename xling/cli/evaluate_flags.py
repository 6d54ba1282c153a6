"""``xling evaluate flags``: how good the flags are on texts with known errors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xling.cli import console, options

if TYPE_CHECKING:
    from xling.evaluate.flags import FlagScores


def flags(
    gold: Annotated[Path, typer.Argument(help="Texts with their errors, JSON lines.")],
    sensitivity: options.Sensitivity = "normal",
    select: options.Select = None,
    ignore: options.Ignore = None,
    threads: options.Threads = 0,
    as_json: options.Json = False,
) -> None:
    """Precision, recall and F1 of flags, whole and by family, span F1, AUROC and false alarms, with 95 % intervals.

    GOLD holds JSON lines: {"lang", "text", "errors": [{"start", "end", "class", "family"}]}, with "translation" and
    "to" for pairs, where the spans are of the translation. A text without errors is clean. Only "lang" and "text" must
    be there; docs/flags.md says what the others mean.
    """
    from xling.cli.flagging import Choices, bench
    from xling.evaluate.flagged import judge_file, read_gold
    from xling.evaluate.flags import score_flags
    from xling.signature import digest, signature

    rows = read_gold(gold)
    choices = Choices(tuple(select or ()), tuple(ignore or ()), sensitivity, (), None, threads)
    tools = bench(choices, pairs=any(row.translation is not None for row in rows))
    scores = score_flags(judge_file(rows, tools))
    made = signature(
        [
            ("gold", digest(*map(repr, rows))),
            ("pol", tools.policy.digest),
            ("sel", ",".join((*choices.select, *(f"-{each}" for each in choices.ignore)))),
            ("enc", tools.encoder.signature if tools.encoder else "none"),
            ("al", tools.aligner.signature if tools.aligner else "none"),
            ("ci", "bootstrap1000/seed1"),
        ]
    )
    if as_json:
        console.emit_json({"flags": scores, "signature": made})
    else:
        console.emit(_tables(scores) + f"\n\n{made}")


def _tables(scores: FlagScores) -> str:
    from xling.report.text import table

    whole = [("figure", "value", "95 % interval")]
    for name in ("precision", "recall", "f1", "span_f1", "auroc", "false_per_1000_words", "false_per_100_clean"):
        whole.append((name.replace("_", " "), _number(getattr(scores, name)), _range(scores, name)))
    for name, (recall, texts) in scores.recall_by_class.items():
        whole.append((f"recall of {name} ({texts})", _number(recall), _range(scores, f"class.{name}")))
    families: list[tuple[str, ...]] = [("family", "flags", "errors", "precision", "", "recall", "", "F1", "")]
    for name, own in scores.families.items():
        cells = [(part, getattr(own, part)) for part in ("precision", "recall", "f1")]
        shown = [text for part, value in cells for text in (_number(value), _range(scores, f"families.{name}.{part}"))]
        families.append((name, str(own.flags), str(own.errors), *shown))
    parts = [f"{scores.texts} texts", table(whole)] + ([table(families)] if scores.families else [])
    return "\n\n".join(parts)


def _number(value: float) -> str:
    return "–" if value != value else f"{value:.3f}"


def _range(scores: FlagScores, name: str) -> str:
    low, high = scores.intervals[name]
    return "" if low != low else f"{low:.3f}–{high:.3f}"
