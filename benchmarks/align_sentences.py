"""Sentence alignment of translated twins: strict F1 on the MAC development part (novels, Chinese and English).

    python benchmarks/align_sentences.py GOLD [--write]

GOLD holds link/mac_zh-en.dev/NNN.{zh,en,gold}. Strict: a bead counts when both sides are exactly those of the gold
(Sennrich and Volk 2010). Precision counts all beads, recall the gold beads with both sides. Published on the same kind
of text: Gale and Church .68, Vecalign .957, Bertalign .969.
"""

from __future__ import annotations

import argparse
import ast
import json
import time
from pathlib import Path

from xling.align.sentences import SentenceSettings, align_sentences
from xling.encode import sentence_encoder
from xling.signature import package_version

RESULTS = Path(__file__).parent / "results" / "align_sentences.json"
Beads = set[tuple[tuple[int, ...], tuple[int, ...]]]


def gold(path: Path) -> Beads:
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    pairs = [line.split(":")[:2] for line in lines]
    return {(tuple(ast.literal_eval(a)), tuple(ast.literal_eval(b))) for a, b in pairs}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    arguments = parser.parse_args()
    encoder, settings = sentence_encoder(threads=1), SentenceSettings()
    right = found = wanted = 0
    seconds = 0.0
    for path in sorted((arguments.gold / "link" / "mac_zh-en.dev").glob("*.gold")):
        sides = [
            path.with_suffix(suffix).read_text(encoding="utf-8").rstrip("\n").split("\n") for suffix in (".zh", ".en")
        ]
        start = time.perf_counter()
        beads = {(bead.source, bead.target) for bead in align_sentences(*sides, encoder, settings)}
        seconds += time.perf_counter() - start
        expected = gold(path)
        right, found = right + len(beads & expected), found + len(beads)
        wanted += sum(1 for a, b in expected if a and b)
    precision, recall = right / found, right / wanted
    table = {
        "signature": f"{encoder.signature}|{settings}|xling {package_version()}",
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "strict_f1": round(2 * precision * recall / (precision + recall), 4),
        "gold_beads": wanted,
        "seconds": round(seconds, 1),
    }
    print(json.dumps(table, indent=2))
    if arguments.write:
        RESULTS.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
