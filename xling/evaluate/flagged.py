"""Run the checks over texts with known errors and line the flags up with them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from xling.checks import registry
from xling.checks.lines import Bench, LineResult, flag_lines, flag_pairs
from xling.errors import InputError, cause
from xling.evaluate.flags import Judgement


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text, or a pair, with its errors; spans are of the translation where there is one. An empty span is an error
    without a place. ``families`` names for every error the family of rules that should find it, or ""."""

    lang: str
    text: str
    errors: tuple[tuple[int, int], ...]
    classes: tuple[str, ...]
    families: tuple[str, ...] = ()
    translation: str | None = None
    to: str = "en"


def read_gold(path: Path) -> list[GoldText]:
    """Gold texts from JSON lines; ``docs/flags.md`` describes them.

    :raises InputError: naming the line that breaks the format.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # JSON may hold other line separators as they are
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {cause(error)}", hint="give JSON lines in UTF-8") from error
    return [_gold(f"{path}:{number}", line) for number, line in enumerate(lines, start=1) if line.strip()]


def _gold(where: str, line: str) -> GoldText:
    try:
        data: dict[str, Any] = json.loads(line)
        errors = data.get("errors", [])
        made = GoldText(
            lang=data["lang"],
            text=data["text"],
            errors=tuple((int(item.get("start", 0)), int(item.get("end", 0))) for item in errors),
            classes=tuple(str(item.get("class", "error")) for item in errors),
            families=tuple(_family(item) for item in errors),
            translation=data.get("translation"),
            to=data.get("to", "en"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{where}: not a gold text: {error}", hint="see xling evaluate flags --help") from error
    size = len(made.text if made.translation is None else made.translation)
    if wrong := [span for span in made.errors if not 0 <= span[0] <= span[1] <= size]:
        raise InputError(
            f"{where}: no characters {wrong[0][0]} to {wrong[0][1]} in a text of {size}",
            hint="start and end count characters of the translation where there is one",
        )
    return made


def _family(error: Mapping[str, Any]) -> str:
    """The family that an error names, or its class where that is one of ours, or ""."""
    known = _families()
    named = str(error.get("family", error.get("class", "")))
    if "family" in error and named not in known:
        raise ValueError(f"family {named!r} is none of {', '.join(sorted(known))}")
    return named if named in known else ""


@cache
def _families() -> frozenset[str]:
    return frozenset(rule.family for rule in registry.rules().values())


def judge_file(rows: Sequence[GoldText], bench: Bench) -> Iterator[Judgement]:
    """One judgement per gold text, in order; neighbours of one kind are looked at together."""
    for (lang, to), group in groupby(rows, key=lambda row: (row.lang, row.to if row.translation is not None else "")):
        batch = list(group)
        if to:
            pairs = ((row.text, row.translation or "") for row in batch)
            results = flag_pairs(pairs, source=lang, target=to, bench=bench)
        else:
            results = flag_lines((row.text for row in batch), lang=lang, bench=bench)
        yield from (_judgement(row, result) for row, result in zip(batch, results, strict=True))


def _judgement(row: GoldText, result: LineResult) -> Judgement:
    spans = (item.finding.target if row.translation is not None else item.finding.span for item in result.flags)
    shown = row.text if row.translation is None else row.translation
    return Judgement(
        score=result.score,
        gold=row.errors,
        # A flag without a place in the translation (something is missing there) counts for detection, not for spans.
        found=tuple((span.start, span.end) if span is not None else (0, 0) for span in spans),
        families=row.classes,
        gold_families=row.families or ("",) * len(row.errors),
        found_families=tuple(item.family for item in result.flags),
        words=len(re.findall(r"[\u3400-\u9fff]|[^\W_]+", shown)),
    )
