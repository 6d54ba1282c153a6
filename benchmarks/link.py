"""Linking on data made by others: retrieval, look-alikes, and what is new in a paragraph.

    python benchmarks/link.py GOLD [--rows N] [--write]

GOLD holds link/tatoeba.*.tsv, link/pawsx.tri.tsv and link/xparade.*.json. Needs the encoder (prepared on first use).
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np

from xling.claims.novel import new_spans
from xling.claims.same import same_claims
from xling.claims.vectors import centred, csls, everyday
from xling.claims.wording import Wording
from xling.encode import sentence_encoder, word_encoder

RESULTS = Path(__file__).parent / "results" / "link.json"
PAIRS = (("de1", "zh2"), ("de2", "zh1"), ("de1", "en2"), ("de2", "en1"), ("zh1", "en2"), ("zh2", "en1"))
COLUMNS = {"de1": 1, "de2": 2, "zh1": 3, "zh2": 4, "en1": 5, "en2": 6}
TOP = 8


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def tatoeba(path: Path, lang: str, words: Wording, limit: int) -> dict[str, float]:
    """hit@1 of the English partner of each sentence: sentence vectors with margin, then words for the best few."""
    found = rows(path)[:limit]
    left, right = [row[0] for row in found], [row[1] for row in found]
    encoder = sentence_encoder()
    vectors = centred(encoder.encode([*left, *right]), [lang] * len(left) + ["en"] * len(right), everyday(encoder))
    margin = csls(vectors[: len(left)] @ vectors[len(left) :].T)
    words.prepare([*((text, lang) for text in left), *((text, "en") for text in right)])
    best = np.argsort(-margin, axis=1)[:, :TOP]
    hits = 0
    for row, columns in enumerate(best):
        scores = [
            margin[row, column] + words.compare((left[row], lang), (right[column], "en")).coverage for column in columns
        ]
        hits += int(columns[int(np.argmax(scores))]) == row
    plain = float((margin.argmax(axis=1) == np.arange(len(left))).mean())
    return {"rows": len(found), "hit@1 vectors": round(plain, 4), "hit@1": round(hits / len(found), 4)}


def average_precision(scores: np.ndarray, truth: np.ndarray) -> float:
    order = np.argsort(-scores, kind="stable")
    hits = truth[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits == 1].mean())


def pawsx(path: Path, words: Wording, limit: int) -> dict[str, dict[str, float]]:
    found = rows(path)[:limit]
    result = {}
    for a, b in PAIRS:
        truth = np.array([int(row[7] if "de" in a else row[8]) for row in found])
        pairs = [(row[COLUMNS[a]], a[:2], row[COLUMNS[b]], b[:2]) for row in found]
        scores = np.array(same_claims(pairs, words=words))
        result[f"{a}-{b}"] = {
            "rows": len(found),
            "chance": round(float(truth.mean()), 4),
            "average precision": round(average_precision(scores, truth), 4),
            "look-alikes accepted": round(float((scores[truth == 0] >= 0.5).mean()), 4),
            "same accepted": round(float((scores[truth == 1] >= 0.5).mean()), 4),
        }
    return result


def xparade(path: Path, words: Wording) -> dict[str, float]:
    """F1 over all tokens labelled new, beside marking everything new."""
    counts = np.zeros(3)
    everything = np.zeros(2)
    for item in json.loads(path.read_text(encoding="utf-8")):
        target, source = item["pair_type"].split("-")[1], item["pair_type"].split("-")[0]
        spans = new_spans(item["premise"], source, item["text"], target, words=words)
        for start, end, truth in _tokens(item):
            said = any(span.start < end and start < span.end for span in spans)
            counts += (said and truth, said, truth)
            everything += (truth, 1)
    figures = {
        "f1": 2 * counts[0] / (counts[1] + counts[2]),
        "precision": counts[0] / counts[1],
        "recall": counts[0] / counts[2],
        "everything new": 2 * everything[0] / (everything[0] + everything[1]),
    }
    return {name: round(float(value), 4) for name, value in figures.items()}


def _tokens(item: dict[str, Any]) -> list[tuple[int, int, bool]]:
    new, position, found = set(item["labels"]["new"]), 0, []
    for key, token in item["tokens"].items():
        start = item["text"].find(token, position)
        if int(key) == 0 or not token.strip() or start < 0:
            continue
        found.append((start, start + len(token), int(key) in new))
        position = start + len(token)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    start = time.perf_counter()
    folder = chosen.gold / "link"
    words = Wording(word_encoder())
    result: dict[str, Any] = {"signature": f"{sentence_encoder().signature}|{words.signature}"}
    for name, lang in (("deu-eng", "de"), ("cmn-eng", "zh")):
        result[f"tatoeba {name}"] = tatoeba(folder / f"tatoeba.{name}.tsv", lang, words, chosen.rows)
        print(name, result[f"tatoeba {name}"], flush=True)
    result["pawsx"] = pawsx(folder / "pawsx.tri.tsv", words, chosen.rows)
    for name, figures in result["pawsx"].items():
        print("pawsx", name, figures, flush=True)
    for name in ("zh-en", "en-zh"):
        result[f"xparade {name}"] = xparade(folder / f"xparade.{name}-adj-dev.json", words)
        print("xparade", name, result[f"xparade {name}"], flush=True)
    result["seconds"] = round(time.perf_counter() - start, 1)
    if chosen.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
