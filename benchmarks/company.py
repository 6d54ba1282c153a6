"""Make ``xling/data/company.{de,en}.npz``: how well a word suits the words around it (skip-gram vectors).

    python benchmarks/company.py CORPORA LANG [--threads N]

CORPORA has de-en.tsv.xz and zh-en.tsv.xz (source, English, name of the corpus) and authored/triples.tsv (English,
German and Chinese of one sentence a line). Needs gensim. Manuals and subtitles are thinned: they would crowd out news.
Both matrices are kept, each row as signed bytes with a scale of its own; contexts only of the commoner words.
"""

from __future__ import annotations

import argparse
import io
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from xling.lexicon.company import pack
from xling.lexicon.words import stem, stopwords, word_spans
from xling.paths import data_dir

KEPT = {
    "msdocs": 0.12, "python": 0.15, "libreoffice": 0.3, "tvsub": 0.35, "cdda": 0.3, "odoo": 0.15, "adobe": 0.15,
    "kajweb": 0.5,
}  # fmt: skip
"""Share of the sentences of a corpus (up to the first hyphen of its name) that is read; others are read whole."""
SIZE, WINDOW, LEAST, CONTEXT_LEAST, EPOCHS = 64, 8, 10, 25, 5


def sentences(corpora: Path, lang: str) -> Iterator[str]:
    """Each sentence of the language once."""
    dice, seen = random.Random(1), set[int]()
    column = {"de": 0, "en": 1}[lang]
    for name in ("de-en", "zh-en") if lang == "en" else ("de-en",):
        with lzma.open(corpora / f"{name}.tsv.xz", "rt", encoding="utf-8") as file:
            for line in file:
                cells = line.rstrip("\n").split("\t")
                if dice.random() > KEPT.get(cells[2].split("-")[0], 1.0) or hash(cells[column]) in seen:
                    continue
                seen.add(hash(cells[column]))
                yield cells[column]
    for line in (corpora / "authored" / "triples.tsv").read_text(encoding="utf-8").splitlines():
        yield line.split("\t")[1 - column]


def tokens(text: str, lang: str) -> list[str]:
    """Stems of the content words of ``text``."""
    words = (span.of(text) for span in word_spans(text))
    plain = stopwords(lang)
    return [stem(word, lang) for word in words if word.isalpha() and len(word) > 1 and word.lower() not in plain]


def main(corpora: Path, lang: str, threads: int) -> None:
    from gensim.models import Word2Vec

    lines = [words for words in (tokens(text, lang) for text in sentences(corpora, lang)) if len(words) >= 4]
    print(lang, len(lines), "sentences", flush=True)
    model = Word2Vec(
        lines,
        vector_size=SIZE,
        window=WINDOW,
        min_count=LEAST,
        sg=1,
        negative=8,
        sample=3e-4,
        epochs=EPOCHS,
        workers=threads,
        seed=1,
    )
    words = list(model.wv.index_to_key)  # commonest first
    counts = np.array([model.wv.get_vecattr(word, "count") for word in words], np.int64)
    contexts = int((counts >= CONTEXT_LEAST).sum())
    packed = pack(words, counts, model.wv.vectors, model.syn1neg[:contexts])
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **packed)
    path = data_dir() / f"company.{lang}.npz"
    path.write_bytes(buffer.getvalue())
    print(lang, len(words), "words", contexts, "contexts", path.stat().st_size, "bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("lang", choices=("de", "en"))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    main(options.corpora, options.lang, options.threads)
