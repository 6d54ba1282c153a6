"""Run the checks over texts with known errors and line the flags up with them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from xling.checks.lines import Bench, LineResult, flag_lines, flag_pairs
from xling.errors import InputError
from xling.evaluate.flags import Judgement


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text, or a pair, with its errors; spans are of the translation where there is one."""

    lang: str
    text: str
    errors: tuple[tuple[int, int], ...]
    classes: tuple[str, ...]
    translation: str | None = None
    to: str = "en"


def read_gold(path: Path) -> list[GoldText]:
    """Gold texts from JSON lines.

    :raises InputError: naming the line that breaks the format.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}", hint="give JSON lines in UTF-8") from error
    return [_gold(f"{path}:{number}", line) for number, line in enumerate(lines, start=1) if line.strip()]


def _gold(where: str, line: str) -> GoldText:
    try:
        data: dict[str, Any] = json.loads(line)
        errors = data.get("errors", [])
        return GoldText(
            lang=data["lang"],
            text=data["text"],
            errors=tuple((int(item["start"]), int(item["end"])) for item in errors),
            classes=tuple(str(item.get("class", "error")) for item in errors),
            translation=data.get("translation"),
            to=data.get("to", "en"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{where}: not a gold text: {error}", hint="see xling evaluate flags --help") from error


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
        words=len(re.findall(r"[\u3400-\u9fff]|[^\W_]+", shown)),
    )
