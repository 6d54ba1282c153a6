"""What lineage says of translated, half derived and independent articles.

    python benchmarks/lineage.py TRIPLES [--pairs N] [--write]

TRIPLES has English, German and Chinese sentences between tabs. Articles are made of ten lines. *twin*: the same lines
in another language; *half*: every second line, in order, between lines about something else; *independent*: three
shared lines in any order among seven others. No flags are given, so order, share and rare details decide.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from xling.claims import extract, lineage, link
from xling.encode import sentence_encoder, word_encoder
from xling.ingest import article_from_text
from xling.segment import segment

RESULTS = Path(__file__).parent / "results" / "lineage.json"
COLUMNS = {"en": 0, "de": 1, "zh": 2}
LANGS = (("de", "en"), ("zh", "de"), ("zh", "en"))
LINES, APART = 10, 3000


def score(rows: tuple[list[list[str]], list[list[str]]], langs: tuple[str, str]) -> float:
    """The probability that one of two articles comes from the other."""
    texts = ["\n\n".join(row[COLUMNS[lang]] for row in own) for own, lang in zip(rows, langs, strict=True)]
    articles = [article_from_text(t, id=name, lang=lang) for t, name, lang in zip(texts, "ab", langs, strict=True)]
    claims = extract(articles, [piece for article in articles for piece in segment(article)])
    links = link(claims, encoder=sentence_encoder(), words=word_encoder())
    return max((one.score for one in lineage(articles, claims, links, least=0.0)), default=0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", type=Path)
    parser.add_argument("--pairs", type=int, default=16)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    rows = [line.split("\t") for line in chosen.triples.read_text(encoding="utf-8").splitlines()]
    random = np.random.default_rng(5)
    found: dict[str, list[float]] = {"twin": [], "half": [], "independent": []}
    for number in range(chosen.pairs):
        start = 200 + number * (len(rows) - 500) // chosen.pairs
        own = rows[start : start + LINES]
        other = [rows[(start + APART + line) % len(rows)] for line in range(LINES)]
        shared = [own[line] for line in random.permutation(LINES)[:3]]
        mixed = [*other[:7], *shared]
        sides = {
            "twin": own,
            "half": [row for couple in zip(own[::2], other[:5], strict=True) for row in couple],
            "independent": [mixed[line] for line in random.permutation(LINES)],
        }
        for kind, lines in sides.items():
            found[kind].append(round(score((own, lines), LANGS[number % 3]), 3))
    result = {
        "signature": f"{sentence_encoder().signature}|{word_encoder().signature}|{LINES} lines|no flags",
        "pairs of each kind": chosen.pairs,
        "reported (0.5 and over)": {kind: sum(s >= 0.5 for s in scores) for kind, scores in found.items()},
        "scores": {kind: sorted(scores) for kind, scores in found.items()},
    }
    print(json.dumps(result, indent=1))
    if chosen.write:
        RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
