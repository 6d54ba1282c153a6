"""Learn the lexical tables that xling ships for word alignment (xling/data/lexical.*.npz).

    python benchmarks/align_lexical.py CORPUS.tsv.xz de OUT.npz [--pairs 250000] [--iterations 5]

CORPUS holds ``source<TAB>English<TAB>corpus``. The model is IBM-1 (Brown et al. 1993) in both directions at
once with a NULL word, a diagonal prior in the manner of fast_align (Dyer et al. 2013), variational Bayes (Riley and
Gildea 2012) and agreement of the two directions in the E step (Liang et al. 2006). Everything is numpy.
"""

from __future__ import annotations

import argparse
import lzma
import random
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.special import digamma

from xling.align.lexical import Lexicon, normal_form
from xling.align.words import tokenize

# Share of each corpus that is read, by prefix of its name: news first, manuals and subtitles sparingly.
SHARES = {
    "tvsub": 0.05,
    "msdocs": 0.12,
    "python-docs": 0.12,
    **dict.fromkeys(("cdda", "libreoffice", "odoo", "adobe", "debian", "gnome"), 0.3),
    **dict.fromkeys(("multi30k", "3am", "msctd", "wesnoth"), 0.5),
}
LONGEST = 45


def read(path: Path, pairs: int, seed: int = 1) -> list[tuple[str, str]]:
    """A weighted sample of the corpus; of several renderings of one English sentence at most two are kept."""
    chance = random.Random(seed)
    seen: Counter[str] = Counter()
    sample: list[tuple[float, str, str]] = []
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            source, target, corpus = line.rstrip("\n").split("\t")
            share = next((value for prefix, value in SHARES.items() if corpus.startswith(prefix)), 1.0)
            if chance.random() >= share or seen[target] >= 2:
                continue
            seen[target] += 1
            sample.append((chance.random(), source, target))
    sample.sort()
    return [(source, target) for _, source, target in sample[:pairs]]


def words(text: str) -> list[str]:
    return [normal_form(span.of(text)) for span in tokenize(text)]


def index(sentences: list[list[str]], least: int) -> tuple[list[str], list[np.ndarray]]:
    counts = Counter(word for sentence in sentences for word in set(sentence))
    vocabulary = ["", *sorted(word for word, count in counts.items() if count >= least)]
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return vocabulary, [np.array([numbers.get(word, 0) for word in sentence], np.int64) for sentence in sentences]


class Blocks:
    """The co-occurrence entries of all pairs, row-major inside a pair, cut into blocks that fit in memory."""

    def __init__(self, sources: list[np.ndarray], targets: list[np.ndarray], width: int) -> None:
        self.parts = []
        start = 0
        while start < len(sources):
            stop, size = start, 0
            while stop < len(sources) and size < 4_000_000:
                size += len(sources[stop]) * len(targets[stop])
                stop += 1
            self.parts.append((sources[start:stop], targets[start:stop]))
            start = stop
        keys = [
            np.unique(np.concatenate([_keys(s, t, width) for s, t in zip(*part, strict=True)])) for part in self.parts
        ]
        while len(keys) > 1:
            keys = [np.union1d(keys[i], keys[i + 1]) if i + 1 < len(keys) else keys[i] for i in range(0, len(keys), 2)]
        self.keys = keys[0]
        self.width = width
        self.entries = [self._entries(part) for part in self.parts]

    def _entries(self, part: tuple[list[np.ndarray], list[np.ndarray]]) -> tuple[np.ndarray, ...]:
        keys, rows, columns, priors = [], [], [], []
        row = column = 0
        for s, t in zip(*part, strict=True):
            keys.append(_keys(s, t, self.width))
            rows.append(np.repeat(np.arange(row, row + len(s), dtype=np.int32), len(t)))
            columns.append(np.tile(np.arange(column, column + len(t), dtype=np.int32), len(s)))
            x = (np.arange(len(s)) + 0.5) / len(s)
            y = (np.arange(len(t)) + 0.5) / len(t)
            priors.append(np.abs(x[:, None] - y[None, :]).ravel().astype(np.float16))
            row, column = row + len(s), column + len(t)
        found = np.searchsorted(self.keys, np.concatenate(keys)).astype(np.int32)
        source_words, target_words = np.concatenate(part[0]), np.concatenate(part[1])
        return (
            found,
            np.concatenate(rows),
            np.concatenate(columns),
            np.concatenate(priors),
            source_words,
            target_words,
        )


def _keys(source: np.ndarray, target: np.ndarray, width: int) -> np.ndarray:
    return np.add.outer(source * width, target).ravel()


def learn(blocks: Blocks, sizes: tuple[int, int], iterations: int, sharpness: float) -> tuple[np.ndarray, ...]:
    """Expected counts of the word pairs and both conditional probabilities, all parallel to ``blocks.keys``."""
    sources, targets = blocks.keys // blocks.width, blocks.keys % blocks.width
    forward = np.full(len(blocks.keys), 1e-3, np.float32)  # p(target | source)
    backward = np.full(len(blocks.keys), 1e-3, np.float32)  # p(source | target)
    null_forward = np.full(sizes[1], 1e-4)
    null_backward = np.full(sizes[0], 1e-4)
    for iteration in range(iterations):
        started = time.time()
        counts = np.zeros(len(blocks.keys))
        null_f, null_b = np.zeros(sizes[1]), np.zeros(sizes[0])
        for found, rows, columns, distance, source_words, target_words in blocks.entries:
            prior = np.exp(-sharpness * distance.astype(np.float32))
            f, b = forward[found] * prior, backward[found] * prior
            column_null = 0.1 * null_forward[target_words]
            row_null = 0.1 * null_backward[source_words]
            column_sum = np.bincount(columns, f, len(target_words)) + column_null
            row_sum = np.bincount(rows, b, len(source_words)) + row_null
            f /= column_sum[columns]
            b /= row_sum[rows]
            posterior = f * b if iteration else np.sqrt(f * b)
            counts += np.bincount(found, posterior, len(blocks.keys))
            null_f += np.bincount(target_words, column_null / column_sum, sizes[1])
            null_b += np.bincount(source_words, row_null / row_sum, sizes[0])
        forward = _bayes(counts, sources, sizes[0])
        backward = _bayes(counts, targets, sizes[1])
        null_forward, null_backward = (null_f + 0.01) / null_f.sum(), (null_b + 0.01) / null_b.sum()
        print(f"iteration {iteration + 1}: {time.time() - started:.0f} s", file=sys.stderr, flush=True)
    return counts, forward, backward


def _bayes(counts: np.ndarray, groups: np.ndarray, size: int, alpha: float = 0.01) -> np.ndarray:
    """exp(digamma) normalisation: pairs that were seen once by chance get next to nothing."""
    totals = np.bincount(groups, counts + alpha, size)
    return np.exp(digamma(counts + alpha) - digamma(totals)[groups]).astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("lang")
    parser.add_argument("out", type=Path)
    parser.add_argument("--pairs", type=int, default=250_000)
    parser.add_argument("--iterations", type=int, default=5)
    parser.add_argument("--least", type=int, default=3, help="rarest word that is counted")
    parser.add_argument("--keep", type=float, default=1.0, help="smallest expected count of a kept entry")
    options = parser.parse_args()
    started = time.time()
    pairs = [(words(s), words(t)) for s, t in read(options.corpus, options.pairs)]
    pairs = [(s, t) for s, t in pairs if 0 < len(s) <= LONGEST and 0 < len(t) <= LONGEST]
    source_vocabulary, sources = index([s for s, _ in pairs], options.least)
    target_vocabulary, targets = index([t for _, t in pairs], options.least)
    print(f"{len(pairs)} pairs read in {time.time() - started:.0f} s, {len(source_vocabulary)} and "
          f"{len(target_vocabulary)} words", file=sys.stderr, flush=True)  # fmt: skip
    blocks = Blocks(sources, targets, len(target_vocabulary))
    print(f"{len(blocks.keys)} entries after {time.time() - started:.0f} s", file=sys.stderr, flush=True)
    sizes = (len(source_vocabulary), len(target_vocabulary))
    counts, forward, backward = learn(blocks, sizes, options.iterations, 2.0 if options.lang == "zh" else 4.0)
    Lexicon.build(source_vocabulary, target_vocabulary, blocks.keys // blocks.width, blocks.keys % blocks.width,
                  counts, forward, backward, least=options.keep).save(options.out)  # fmt: skip
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB after {time.time() - started:.0f} s")


if __name__ == "__main__":
    main()
