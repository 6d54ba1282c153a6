"""Calques, wrong senses and polarity calques on GOLD/flag: recall per class at 2 false alarms per 100 clean sentences.

    python benchmarks/calques.py GOLD [--no-encoder] [--out NAME]

GOLD holds ``flag/calques.tsv`` and ``flag/clean.tsv`` (README there; ``benchmarks/data/calques`` is a set of our own).
Every sentence is judged alone; its score is the highest raw score of the two checks. The threshold is the lowest at
which at most 2 of 100 sentences of clean.tsv and of the good sentences of calques.tsv are flagged. "Without own" is the
recall when findings that name the row's own expression are struck out, and images in no list are looked for instead.
Pair mode gives the Chinese sentence too, and asks the check of amounts as well (class number). Results go to NAME in
``benchmarks/results``, ``calques.json`` by default.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from xling.checks.calques import Calques
from xling.checks.idiom_suspect import Suspect, suspects
from xling.checks.material import Material
from xling.checks.quantities import Quantities
from xling.checks.senses import Senses
from xling.ingest import line_articles
from xling.protocols import SentenceEncoder
from xling.types import BlockKind, Finding, Segment, Span, Translation

UNJUDGEABLE = {
    "t001",
    "t002",
    "t004",
    "t009",
    "w006",
    "w019",
    "w050",
    "w053",
    "w062",
    "w086",
    "w104",
    "p005",
    "p006",
    "p007",
    "p010",
    "p012",
    "p018",
    "p026",
}
"""Rows whose calque cannot be seen without the source (README of the data); class number likewise."""
ALLOWED = 0.02


@dataclass(frozen=True)
class Judged:
    score: float
    best: Finding | None
    findings: tuple[Finding, ...]


def rows(path: Path) -> list[dict[str, str]]:
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [dict(zip(lines[0], line, strict=False)) for line in lines[1:]]


def judge(
    texts: list[str], lang: str, encoder: SentenceEncoder | None, targets: list[str] | None = None
) -> list[Judged]:
    """One judgement a text; with ``targets`` the texts are Chinese and each has a translation into ``lang``."""
    own = "zh" if targets else lang
    articles = tuple(line_articles(texts, lang=own))
    segments = tuple(
        Segment(f"{each.id}#0", each.id, 0, own, each.text, Span(0, len(each.text)), BlockKind.PARAGRAPH, 0)
        for each in articles
    )
    translations = (
        {piece.id: Translation(piece, lang, text) for piece, text in zip(segments, targets, strict=True)}
        if targets
        else {}
    )
    material = Material(articles, segments, translations=translations, encoder=encoder, together=False)
    found: dict[str, list[Finding]] = defaultdict(list)
    checks = (Calques(), Senses(), Quantities()) if targets else (Calques(), Senses())
    for check in checks:
        for finding in check.examine(material):
            found[finding.article].append(finding)
    result = []
    for article in articles:
        several = tuple(found.get(article.id, ()))
        best = max(several, key=lambda each: each.score, default=None)
        result.append(Judged(best.score if best else 0.0, best, several))
    return result


def threshold(*groups: list[Judged]) -> float:
    cut = 0.02
    for group in groups:
        scores = sorted((each.score for each in group), reverse=True)
        cut = max(cut, scores[int(len(scores) * ALLOWED)] + 1e-9)
    return cut


def overlap(found: Span, gold: Span) -> float:
    shared = max(0, min(found.end, gold.end) - max(found.start, gold.start))
    return 2 * shared / (len(found) + len(gold)) if len(found) + len(gold) else 0.0


def without_own(row: dict[str, str], judged: Judged, suspect: Suspect | None) -> float:
    own = row["explanation"].split(" = ")[0]
    scores = [suspect.score if suspect else 0.0]
    for finding in judged.findings:
        expression = finding.evidence[0].text.split(" = ")[0] if finding.evidence else ""
        if expression not in row["zh"] and expression not in own and own not in expression:
            scores.append(finding.score)
    return max(scores)


def measure(
    lang: str, calques: list[dict[str, str]], clean: list[dict[str, str]], encoder: SentenceEncoder | None
) -> dict:
    start = time.perf_counter()
    bad = judge([row[f"{lang}_calque"] for row in calques], lang, encoder)
    good = judge([row[f"{lang}_good"] for row in calques], lang, encoder)
    ordinary = judge([row[lang] for row in clean], lang, encoder)
    images = suspects([(row[f"{lang}_calque"], lang) for row in calques], encoder)
    seconds = time.perf_counter() - start
    cut = threshold(good, ordinary)
    classes: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    spans = []
    for row, judged, image in zip(calques, bad, images, strict=True):
        if row["class"] == "number" or row["id"] in UNJUDGEABLE:
            continue
        hit = judged.score >= cut
        classes[row["class"]].append((hit, without_own(row, judged, image) >= cut))
        if hit and judged.best:
            at = row[f"{lang}_calque"].find(row[f"{lang}_span"])
            spans.append(overlap(judged.best.span, Span(at, at + len(row[f"{lang}_span"]))))
    flat = [pair for several in classes.values() for pair in several]
    return {
        "threshold": round(cut, 3),
        "false alarms per 100 clean": round(100 * sum(each.score >= cut for each in ordinary) / len(ordinary), 2),
        "false alarms per 100 good": round(100 * sum(each.score >= cut for each in good) / len(good), 2),
        "recall": {name: round(sum(a for a, _ in several) / len(several), 3) for name, several in classes.items()},
        "recall overall": round(sum(a for a, _ in flat) / len(flat), 3),
        "recall without own": round(sum(b for _, b in flat) / len(flat), 3),
        "span F1 of hits": round(sum(spans) / max(1, len(spans)), 3),
        "sentences per second": round((len(bad) + len(good) + len(ordinary)) / seconds, 1),
    }


def measure_pairs(lang: str, calques: list[dict[str, str]], encoder: SentenceEncoder | None) -> dict:
    chinese = [row["zh"] for row in calques]
    bad = judge(chinese, lang, encoder, [row[f"{lang}_calque"] for row in calques])
    good = judge(chinese, lang, encoder, [row[f"{lang}_good"] for row in calques])
    cut = threshold(good)
    classes: dict[str, list[bool]] = defaultdict(list)
    for row, judged in zip(calques, bad, strict=True):
        classes[row["class"]].append(judged.score >= cut)
    flat = [hit for several in classes.values() for hit in several]
    return {
        "threshold": round(cut, 3),
        "recall": {name: round(sum(several) / len(several), 3) for name, several in classes.items()},
        "recall overall": round(sum(flat) / len(flat), 3),
    }


def main(gold: Path, *, with_encoder: bool, out: str) -> None:
    encoder: SentenceEncoder | None = None
    if with_encoder:
        from xling.encode import sentence_encoder

        encoder = sentence_encoder()
    calques, clean = rows(gold / "flag" / "calques.tsv"), rows(gold / "flag" / "clean.tsv")
    judge(["Ein Pferd.", "Ein Brunnen."], "de", encoder)  # warm up
    judge(["A horse.", "A well."], "en", encoder)
    results = {
        "data": f"calques.tsv {len(calques)} rows, clean.tsv {len(clean)} rows",
        "encoder": encoder.signature if encoder else "none",
        "de": measure("de", calques, clean, encoder),
        "en": measure("en", calques, clean, encoder),
        "zh-de pairs": measure_pairs("de", calques, encoder),
        "zh-en pairs": measure_pairs("en", calques, encoder),
    }
    path = Path(__file__).parent / "results" / (out or ("calques.json" if encoder else "calques-no-encoder.json"))
    path.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(results, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--no-encoder", action="store_true")
    parser.add_argument("--out", default="", help="name of the result")
    options = parser.parse_args()
    main(options.gold, with_encoder=not options.no_encoder, out=options.out)
