"""Direction in e5 space from public affairs to everyday scenes: ``xling/data/scene.npy`` (385 float32: weights, bias).

    python benchmarks/calques_scene.py CORPORA

Learnt by logistic regression on sentence vectors: image captions and everyday sentences (multi30k, Tatoeba) against the
news sentences written for xling (authored/triples.tsv). A literal horse stands in an everyday scene.
"""

from __future__ import annotations

import lzma
import sys
from pathlib import Path

import numpy as np

from xling.encode import sentence_encoder
from xling.paths import data_dir

EACH = 900


def main(folder: Path) -> None:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_score

    news = (folder / "authored" / "triples.tsv").read_text(encoding="utf-8").splitlines()[:: 6858 // EACH]
    scenes: dict[str, list[tuple[str, str]]] = {"multi30k": [], "tatoeba": []}
    with lzma.open(folder / "de-en.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            german, english, tag = line.rstrip("\n").split("\t")
            if tag in scenes and len(german.split()) >= 9 and len(scenes[tag]) < EACH * 6:
                scenes[tag].append((german, english))
    texts, labels = [], []
    for number, row in enumerate(news):
        texts.append(row.split("\t")[1 - number % 2])
        labels.append(0)
    for tag, share in (("multi30k", 2), ("tatoeba", 2)):
        step = max(1, len(scenes[tag]) // (EACH // share))
        for number, pair in enumerate(scenes[tag][::step]):
            texts.append(pair[number % 2])
            labels.append(1)
    vectors = sentence_encoder().encode(texts)
    model = LogisticRegression(C=3.0, class_weight="balanced", max_iter=1000)
    print("cross-validated accuracy", cross_val_score(model, vectors, labels, cv=5).mean())
    model.fit(vectors, labels)
    np.save(data_dir() / "scene.npy", np.append(model.coef_[0], model.intercept_[0]).astype(np.float32))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
