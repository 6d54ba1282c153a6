"""Pairs per second beside simalign on the same encoder, and the growth of memory over a long stream.

    python benchmarks/align_speed.py PAIRS.tsv [--column 0] [--pairs 200] [--stream 100000]

PAIRS is tab-separated; English in column 0, the other language in ``--column`` (1). Both aligners get the same words,
the same weights cut after layer 7 and the same number of threads. They take turns (simalign on a tenth of the pairs,
ours on all), so that a busy machine slows both; the ratio is given for each turn.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Protocol

from xling.align import AlignSettings, EmbeddingAligner, Pair
from xling.align import aligner as make
from xling.align.batches import BatchAligner
from xling.align.formats import make_pair
from xling.encode import word_encoder
from xling.encode.export import export_transformers

TURNS = 3


class WordAligner(Protocol):
    """What is used of ``simalign.SentenceAligner``, which has no types."""

    def get_word_aligns(self, source: list[str], target: list[str]) -> dict[str, list[tuple[int, int]]]: ...


def read(path: Path, column: int, lang: str, count: int) -> list[Pair]:
    pairs = []
    with path.open(encoding="utf-8") as stream:
        for line in islice(stream, count):
            cells = line.rstrip("\n").split("\t")
            pairs.append(make_pair(cells[column], cells[0], tokenized=False, langs=(lang, "en")))
    return pairs


def turns(pairs: list[Pair], ours: BatchAligner, theirs: WordAligner) -> Iterator[tuple[float, float]]:
    part = max(len(pairs) // 10, 1)
    list(ours.stream(pairs[:16]))
    for turn in range(TURNS):
        some = [pairs[(turn * part + k) % len(pairs)] for k in range(part)]
        started = time.perf_counter()
        for pair in some:
            theirs.get_word_aligns(
                [span.of(pair.source) for span in pair.source_tokens],
                [span.of(pair.target) for span in pair.target_tokens],
            )
        slow = len(some) / (time.perf_counter() - started)
        started = time.perf_counter()
        list(ours.stream(pairs))
        yield len(pairs) / (time.perf_counter() - started), slow


def compare(pairs: list[Pair], threads: int) -> dict[str, object]:
    import torch
    from simalign import SentenceAligner

    torch.set_num_threads(threads)
    result: dict[str, object] = {
        "pairs": len(pairs),
        "words": sum(len(p.source_tokens) for p in pairs),
        "threads": threads,
    }
    with tempfile.TemporaryDirectory() as folder:
        export_transformers(Path(folder), layers=7)
        for methods, name in (("a", "mutual"), ("mai", "mutual+itermax+max-weight")):
            theirs = SentenceAligner(model=folder, token_type="bpe", matching_methods=methods, layer=7)
            for ours in ("mutual", "tuned", "attention", "lexical") if methods == "a" else ("tuned", "lexical"):
                aligner = make(threads=threads, settings=AlignSettings(method=ours))
                measured = list(turns(pairs, aligner, theirs))
                ratios = [fast / slow for fast, slow in measured]
                row = {
                    "ours, pairs/s": round(statistics.median(fast for fast, _ in measured), 1),
                    "simalign, pairs/s": round(statistics.median(slow for _, slow in measured), 2),
                    "ratio": round(statistics.median(ratios), 1),
                    "ratio, least to most": [round(min(ratios), 1), round(max(ratios), 1)],
                }
                print(f"{ours} against simalign {name}: {row}", file=sys.stderr, flush=True)
                result[f"{ours} / simalign {name}"] = row
    return result


def floor(pairs: list[Pair], threads: int) -> dict[str, float]:
    """Pairs per second of the encoder alone: what no aligner over it can pass."""
    encoder = word_encoder(threads=threads)
    texts = [text for pair in pairs for text in (pair.source, pair.target)]
    words = [tokens for pair in pairs for tokens in (pair.source_tokens, pair.target_tokens)]
    encoder.pieces(texts[:32], words[:32])
    started = time.perf_counter()
    encoder.pieces(texts, words)
    return {"pairs/s": round(len(pairs) / (time.perf_counter() - started), 1)}


def memory(pairs: list[Pair], count: int) -> dict[str, object]:
    """Peak resident memory after a tenth of a stream and at its end."""
    aligner = EmbeddingAligner(word_encoder())
    marks = {}
    started = time.perf_counter()
    for number, _ in enumerate(aligner.stream(islice(cycle(pairs), count)), start=1):
        if number in (count // 10, count):
            marks[number] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return {"pairs": count, "peak MB": marks, "pairs/s": round(count / (time.perf_counter() - started), 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--column", type=int, default=1)
    parser.add_argument("--lang", default="de")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--stream", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "align_speed.json")
    options = parser.parse_args()
    pairs = read(options.file, options.column, options.lang, options.pairs)
    report: dict[str, object] = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "signature": EmbeddingAligner(word_encoder()).signature,
        "speed": compare(pairs, options.threads),
        "encoder alone": floor(pairs, options.threads),
    }
    if options.stream:
        report["memory"] = memory(pairs, options.stream)
    print(json.dumps(report, indent=1, ensure_ascii=False))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
