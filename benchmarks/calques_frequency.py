"""Document counts of word stems for ``xling/data/stems.{de,en}.tsv``: how common a word is in general language.

    python benchmarks/calques_frequency.py CORPORA

CORPORA is the folder with ``de-en.tsv.xz`` and ``authored/triples.tsv``. Only counts leave the corpora; used are the
authored news triples (weight 1) and the Tatoeba pairs (CC BY 2.0 FR).
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter
from pathlib import Path

from xling.lexicon.words import stem, word_spans
from xling.paths import data_dir

MINIMUM = 3


def main(folder: Path) -> None:
    texts: dict[str, list[str]] = {"de": [], "en": []}
    for line in (folder / "authored" / "triples.tsv").read_text(encoding="utf-8").splitlines():
        english, german, _ = line.split("\t")[:3]
        texts["en"].append(english)
        texts["de"].append(german)
    with lzma.open(folder / "de-en.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            german, english, tag = line.rstrip("\n").split("\t")
            if tag.lower().startswith("tatoeba"):
                texts["de"].append(german)
                texts["en"].append(english)
    for lang, sentences in texts.items():
        counts: Counter[str] = Counter()
        for sentence in sentences:
            counts.update({stem(span.of(sentence), lang) for span in word_spans(sentence)})
        rows = [f"{word}\t{count}" for word, count in counts.most_common() if count >= MINIMUM and not word.isdigit()]
        header = (
            f"# stem, and in how many of {len(sentences)} sentences it occurs; made by benchmarks/calques_frequency.py"
        )
        (data_dir() / f"stems.{lang}.tsv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        print(lang, len(sentences), "sentences,", len(rows), "stems")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
