"""Sentence borders against known ones, as JSON: lines of a test set are put together and must come apart again.

    python benchmarks/segment_borders.py GOLD [--show 10]

Reads GOLD/mt/generaltest2022.*: one segment a line, of which some hold several sentences, so "extra" is an upper bound
of the false borders. Lines without a final mark are set apart by a blank line and not counted.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from xling.segment import sentences

FILES = {"de-en.src.de": "de", "zh-en.src.zh": "zh", "de-en.ref.A.en": "en", "zh-en.ref.A.en": "en"}
FINAL = tuple(f"{mark}{quote}" for mark in ".!?。！？" for quote in ("", "“", "”", '"'))


def measure(lines: list[str], lang: str) -> tuple[dict[str, float], list[str]]:
    """Counts over groups of ten lines, and the missed borders in their surroundings."""
    borders = missed = extra = 0
    shown: list[str] = []
    for start in range(0, len(lines), 10):
        text, ends, counted = "", set(), []
        for line in lines[start : start + 10]:
            text += line
            ends.add(len(text))
            if line.endswith(FINAL):
                counted.append(len(text))
                text += "" if lang == "zh" else " "
            else:
                text += "\n\n"
        found = {span.end for span in sentences(text, lang)}
        inner = [end for end in counted if text[end:].strip()]
        borders += len(inner)
        extra += len(found - ends)
        for end in inner:
            if end not in found:
                missed += 1
                shown.append(f"{text[max(0, end - 50) : end]} ¦ {text[end : end + 40]}")
    recall = round(1 - missed / borders, 4) if borders else 0.0
    return {"borders": borders, "missed": missed, "extra": extra, "recall": recall}, shown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder of evaluation data")
    parser.add_argument("--show", type=int, default=0, help="print so many missed borders of each file to stderr")
    options = parser.parse_args()
    result: dict[str, dict[str, float]] = {}
    for name, lang in FILES.items():
        path = options.gold / "mt" / f"generaltest2022.{name}"
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        result[name], shown = measure(lines, lang)
        for example in shown[: options.show]:
            print(f"{name}: {example}", file=sys.stderr)
    json.dump(result, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
