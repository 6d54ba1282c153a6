"""Which combinations of word parts ordinary text holds: ``xling/data/composed.{de,en}.tsv``.

    python benchmarks/calques_composed.py CORPORA

CORPORA holds ``de-en.tsv.xz`` and ``authored/triples.tsv`` (README of the corpora). Every ``STEP``-th sentence is
looked through for renderings put together from the parts of a Chinese word (``xling/checks/composed.py``); what is
found there is ordinary and is written down with its count. Printed is how often a sentence of the same kind holds a
combination not seen before (Good 1953: the share of those seen once). Only counts leave the corpora.
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter
from pathlib import Path

from xling.checks.composed import combinations
from xling.lexicon.concepts import analyse
from xling.paths import data_dir

STEP = 2
MACHINE = ("-mt", "-MT", "-top", "testsuite")
"""Parts of the names of corpora that hold German made by machines."""


def sentences(folder: Path) -> dict[str, list[str]]:
    texts: dict[str, dict[str, None]] = {"de": {}, "en": {}}
    for line in (folder / "authored" / "triples.tsv").read_text(encoding="utf-8").splitlines():
        english, german = line.split("\t")[:2]
        texts["en"][english] = None
        texts["de"][german] = None
    with lzma.open(folder / "de-en.tsv.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            german, english, tag = line.rstrip("\n").split("\t")
            if number % STEP == 0:
                texts["en"][english] = None
                if not tag.endswith(MACHINE) and "-mt" not in tag:
                    texts["de"][german] = None
    return {lang: list(each) for lang, each in texts.items()}


def main(folder: Path) -> None:
    for lang, texts in sentences(folder).items():
        counts: Counter[str] = Counter()
        ways: dict[str, str] = {}
        for text in texts:
            found = {each.key: each.way for each in combinations(analyse(text, lang), lang)}
            counts.update(found.keys())
            ways.update(found)
        header = f"# combination, in how many of {len(texts)} sentences; benchmarks/calques_composed.py"
        rows = [f"{key}\t{count}" for key, count in sorted(counts.items())]
        (data_dir() / f"composed.{lang}.tsv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        once = Counter(ways[key] for key, count in counts.items() if count == 1)
        new = {way: round(1000 * number / len(texts), 2) for way, number in once.items()}
        print(
            lang, len(texts), "sentences,", len(counts), "combinations; new ones per 1,000 sentences:", new, flush=True
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
