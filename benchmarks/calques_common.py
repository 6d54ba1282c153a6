"""How often ordinary text holds the words of a literal rendering: ``xling/data/renderings.{de,en}.tsv``.

    python benchmarks/calques_common.py CORPORA

CORPORA holds ``de-en.tsv.xz`` and ``authored/triples.tsv`` (README of the corpora). Ordinary German and English text is
read, the lexicon's renderings are looked for, and those that are met get their count written down: such words are
innocent (a hard core, an indicator), and the check asks for more evidence. Only counts leave the corpora.
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter
from pathlib import Path

from xling.checks.idiom_lexicon import index
from xling.checks.idiom_polarity import polarity_hits
from xling.lexicon.concepts import analyse
from xling.paths import data_dir

TAGS = {"tatoeba": 14, "multi30k": 8, "wmt-testsuite": 6, "wmt-en-original-ref": 1, "stsb-mt": 3, "iwslt-devtest": 2}
"""Corpus → every n-th pair is read."""


def sentences(folder: Path) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {"de": [], "en": []}
    for line in (folder / "authored" / "triples.tsv").read_text(encoding="utf-8").splitlines():
        english, german = line.split("\t")[:2]
        texts["en"].append(english)
        texts["de"].append(german)
    seen: Counter[str] = Counter()
    with lzma.open(folder / "de-en.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            german, english, tag = line.rstrip("\n").split("\t")
            if tag in TAGS:
                seen[tag] += 1
                if seen[tag] % TAGS[tag] == 0:
                    texts["de"].append(german)
                    texts["en"].append(english)
    return texts


def main(folder: Path) -> None:
    for lang, texts in sentences(folder).items():
        counts: Counter[str] = Counter()
        for text in texts:
            met = {
                hit.rendering.text
                for hit in index(lang).find(text, analyse(text, lang), least=0.7)
                if hit.gap < 0.5 and (len(hit.rendering.items) > 1 or hit.surface > 0.8)
            }
            counts.update(met | {hit.template for hit in polarity_hits(text, lang)})
        header = f"# rendering, in how many of {len(texts)} sentences its words meet; benchmarks/calques_common.py"
        rows = [f"{text}\t{count}" for text, count in sorted(counts.items())]
        (data_dir() / f"renderings.{lang}.tsv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        print(lang, len(texts), "sentences,", len(rows), "renderings met", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
