"""Seconds that the checks take on a translated article of about a thousand words, models warm.

    python benchmarks/flags_cost.py TEXT [--write]

TEXT has one source sentence, tab, translation a line (German to English). Three articles of a thousand source words
are judged after another one that loads every model: alignment and checks, the mean in CPU seconds and by the clock.
``slowest`` are the CPU seconds of single checks on the last one, whose names and quantities have been read before.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path

from xling.align import AlignSettings, aligner
from xling.checks import Material, decide, findings, registry
from xling.encode import sentence_encoder
from xling.glossary import load
from xling.signature import signature
from xling.types import Alignment, Article, Segment, Span, Translation

WORDS, ROUNDS = 1000, 3


Translated = tuple[Article, list[Segment], dict[str, Translation]]


def articles(path: Path, number: int) -> list[Translated]:
    """``number`` articles of ``WORDS`` source words each, one after the other."""
    found: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        source, _, target = line.partition("\t")
        if sum(len(text.split()) for text, _ in found[-1]) >= WORDS:
            found.append([])
        found[-1].append((source, target.split("\t")[0]))
    if len(found) <= number:
        raise SystemExit(f"{path}: {number * WORDS} words are needed")
    return [article(pairs) for pairs in found[:number]]


def article(pairs: list[tuple[str, str]]) -> Translated:
    """Sentence pairs as one article with its translations."""
    whole = Article("a", "a.txt", "de", "\n".join(source for source, _ in pairs))
    segments, translations, start = [], {}, 0
    for number, (source, target) in enumerate(pairs):
        piece = Segment(f"a#{number}", "a", number, "de", source, Span(start, start + len(source)))
        segments.append(piece)
        translations[piece.id] = Translation(piece, "en", target)
        start += len(source) + 1
    return whole, segments, translations


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--write", action="store_true", help="write benchmarks/results/flags_cost.json")
    options = parser.parse_args()
    first, *others = articles(options.text, ROUNDS + 1)
    words, encoder, terms = aligner(settings=AlignSettings(cover=True)), sentence_encoder(), load(None).terms

    def once(text: Translated) -> Material:
        whole, segments, translations = text
        pairs = [(t.segment.text, t.text, "de", "en") for t in translations.values()]
        found: dict[str, Alignment] = dict(zip(translations, words.align(pairs), strict=True))
        material = Material((whole,), tuple(segments), translations, found, terms=terms, encoder=encoder)
        decide(findings(material), material)
        return material

    once(first)
    clock, cpu = time.perf_counter(), time.process_time()
    for text in others:
        material = once(text)
    seconds = {"clock": (time.perf_counter() - clock) / ROUNDS, "cpu": (time.process_time() - cpu) / ROUNDS}
    by_check = {}
    for name in registry.CHECKS:
        start = time.process_time()
        list(registry.load(name).examine(material))
        by_check[name] = round(time.process_time() - start, 3)
    result = {
        "articles": ROUNDS,
        "source words each": round(sum(len(piece.text.split()) for text in others for piece in text[1]) / ROUNDS),
        "pairs each": round(sum(len(text[1]) for text in others) / ROUNDS),
        "seconds": {name: round(value, 2) for name, value in seconds.items()},
        "slowest": dict(sorted(by_check.items(), key=lambda item: -item[1])[:5]),
        "cores": len(os.sched_getaffinity(0)),
        "load of the machine": round(os.getloadavg()[0], 1),
        "signature": signature([("al", words.signature)]),
    }
    print(json.dumps(result, indent=1))
    if options.write:
        path = Path(__file__).parent / "results" / "flags_cost.json"
        path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
