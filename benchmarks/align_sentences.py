"""Sentence alignment of translated twins: strict F1 on the MAC development part (novels, Chinese and English).

    python benchmarks/align_sentences.py GOLD [--write]
    python benchmarks/align_sentences.py --long [--write]

GOLD holds link/mac_zh-en.dev/NNN.{zh,en,gold}. Strict: a bead counts when both sides are exactly those of the gold
(Sennrich and Volk 2010). Precision counts all beads, recall the gold beads with both sides. Published on the same kind
of text: Gale and Church .68, Vecalign .957, Bertalign .969. The settings were chosen on these very texts.

``--long`` measures time and memory of the search on made texts of up to 10,000 sentences with an encoder that needs no
weights, so that the search alone is seen.
"""

from __future__ import annotations

import argparse
import ast
import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from xling.align.refine import WordReader
from xling.align.sentences import SentenceSettings, align_sentences
from xling.encode import sentence_encoder, word_encoder
from xling.encode.fake import HashEncoder
from xling.protocols import Matrix
from xling.signature import package_version

RESULTS = Path(__file__).parent / "results" / "align_sentences.json"
Beads = set[tuple[tuple[int, ...], tuple[int, ...]]]


def gold(path: Path) -> Beads:
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    pairs = [line.split(":")[:2] for line in lines]
    return {(tuple(ast.literal_eval(a)), tuple(ast.literal_eval(b))) for a, b in pairs}


class Kept:
    """The encoder with its answers kept: both measurements see the same vectors, and they are computed once."""

    def __init__(self) -> None:
        self._encoder = sentence_encoder(threads=1)
        self.signature, self.dimension = self._encoder.signature, self._encoder.dimension
        self._known: dict[tuple[str, ...], Matrix] = {}

    def encode(self, texts: Sequence[str]) -> Matrix:
        key = tuple(texts)
        if key not in self._known:
            self._known[key] = self._encoder.encode(texts)
        return self._known[key]


def score(folder: Path, encoder: Kept, *, second: bool) -> dict[str, object]:
    reader = word_encoder(threads=1)
    words = WordReader(reader, ("zh", "en")) if second else None
    right = found = wanted = 0
    seconds = 0.0
    files = {}
    for path in sorted((folder / "link" / "mac_zh-en.dev").glob("*.gold")):
        sides = [
            path.with_suffix(suffix).read_text(encoding="utf-8").rstrip("\n").split("\n") for suffix in (".zh", ".en")
        ]
        start = time.process_time()
        beads = {(bead.source, bead.target) for bead in align_sentences(*sides, encoder, words=words)}
        seconds += time.process_time() - start
        expected = gold(path)
        paired, hits = sum(1 for a, b in expected if a and b), len(beads & {(a, b) for a, b in expected if a and b})
        right, found, wanted = right + hits, found + len(beads), wanted + paired
        files[path.stem] = round(2 * hits / (len(beads) + paired), 3)
    precision, recall = right / found, right / wanted
    return {
        "signature": f"{encoder.signature}|{reader.signature if second else 'no words'}|{SentenceSettings()}"
        f"|xling {package_version()}",
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "strict_f1": round(2 * precision * recall / (precision + recall), 4),
        "by text": files,
        "gold_beads": wanted,
        "CPU seconds": round(seconds, 1),
    }


def long_texts() -> list[dict[str, object]]:
    """Seconds and megabytes for texts of invented words, one sentence in twelve split in two, one in fifty left out."""
    rows: list[dict[str, object]] = []
    for size in (1000, 2000, 5000, 10000):
        random = Random(size)
        vocabulary = ["".join(random.choices("abdefgiklmnoprstu", k=random.randint(3, 9))) for _ in range(3000)]
        source = [" ".join(random.choices(vocabulary, k=random.randint(6, 18))) for _ in range(size)]
        target: list[str] = []
        for text in source:
            draw = random.random()
            halves = [text[: len(text) // 2], text[len(text) // 2 :]]
            target += halves if draw < 1 / 12 else [] if draw > 0.98 else [text]
        start = time.process_time()
        encoder = HashEncoder()
        align_sentences(source, target, encoder)
        first = time.process_time() - start
        start = time.process_time()
        align_sentences(source, target, encoder, words=WordReader(encoder, ("de", "en")))
        both = time.process_time() - start
        peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        rows.append(
            {"sentences": size, "first pass, CPU s": round(first, 1), "both, CPU s": round(both, 1), "peak MB": peak}
        )
        print(rows[-1], file=sys.stderr, flush=True)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--long", action="store_true", help="time and memory instead of quality")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    arguments = parser.parse_args()
    table = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    if arguments.long:
        table["long texts"] = long_texts()
    elif arguments.gold is None:
        parser.error("give the folder with the gold, or --long")
    else:
        encoder = Kept()
        first = score(arguments.gold, encoder, second=False)
        both = score(arguments.gold, encoder, second=True)
        table = {**both, "first pass alone": first, "long texts": table.get("long texts")}
    print(json.dumps(table, indent=2))
    if arguments.write:
        RESULTS.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
