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
from collections.abc import Iterator
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


SLOTS = 1 << 26
"""Tables are indexed by a hash of the word pair: a collision in 67 million slots costs nothing that can be measured."""


def slots(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    mixed = np.add.outer(source * 0x9E3779B1, target * 0x85EBCA77).ravel()
    return ((mixed ^ (mixed >> 15)) & (SLOTS - 1)).astype(np.int32)


class Block:
    """The co-occurrence entries of some pairs, row-major inside a pair."""

    def __init__(self, sources: list[np.ndarray], targets: list[np.ndarray]) -> None:
        widths = np.array([len(t) for t in targets])
        rows_of = np.repeat(widths, [len(s) for s in sources])  # entries in each row
        self.source_words, self.target_words = np.concatenate(sources), np.concatenate(targets)
        self.slots = np.concatenate([slots(s, t) for s, t in zip(sources, targets, strict=True)])
        self.rows = np.repeat(np.arange(len(rows_of), dtype=np.int32), rows_of)
        first_column = np.concatenate([[0], np.cumsum(widths)[:-1]])
        self.columns = np.concatenate(
            [np.tile(np.arange(f, f + len(t), dtype=np.int32), len(s))
             for f, s, t in zip(first_column, sources, targets, strict=True)]
        )  # fmt: skip
        x = np.concatenate([(np.arange(len(s)) + 0.5) / len(s) for s in sources]).astype(np.float32)
        y = np.concatenate([(np.arange(len(t)) + 0.5) / len(t) for t in targets]).astype(np.float32)
        self.distance = np.abs(x[self.rows] - y[self.columns]).astype(np.float16)


def blocks(sources: list[np.ndarray], targets: list[np.ndarray], size: int = 3_000_000) -> Iterator[Block]:
    start, entries = 0, 0
    for stop, (s, t) in enumerate(zip(sources, targets, strict=True), start=1):
        entries += len(s) * len(t)
        if entries >= size or stop == len(sources):
            yield Block(sources[start:stop], targets[start:stop])
            start, entries = stop, 0


Table = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def learn(parts: list[Block], sizes: tuple[int, int], iterations: int, sharpness: float) -> Table:
    """Source words, target words, expected counts and both conditional probabilities of the pairs worth keeping."""
    counts = np.full(SLOTS, 1.0, np.float32)
    uses = np.zeros(SLOTS, np.float32)
    for block in parts:
        np.add.at(uses, block.slots, np.float32(1))
    source_totals, target_totals = np.ones(sizes[0], np.float32), np.ones(sizes[1], np.float32)
    null_forward, null_backward = np.full(sizes[1], 1e-4), np.full(sizes[0], 1e-4)
    kept: list[tuple[np.ndarray, np.ndarray]] = []
    for iteration in range(iterations + 1):
        last, started = iteration == iterations, time.time()
        fresh = np.zeros(SLOTS, np.float32)
        null_f, null_b = np.zeros(sizes[1]), np.zeros(sizes[0])
        for block in parts:
            weight = counts[block.slots] * np.exp(-sharpness * block.distance.astype(np.float32))
            forward = weight / source_totals[block.source_words][block.rows]
            backward = weight / target_totals[block.target_words][block.columns]
            column_null, row_null = 0.1 * null_forward[block.target_words], 0.1 * null_backward[block.source_words]
            column_sum = np.bincount(block.columns, forward, len(column_null)) + column_null
            row_sum = np.bincount(block.rows, backward, len(row_null)) + row_null
            posterior = forward / column_sum[block.columns] * (backward / row_sum[block.rows])
            if not iteration:
                posterior = np.sqrt(posterior)
            if last:
                strong = posterior > 0.05
                pair = block.source_words[block.rows[strong]] * sizes[1] + block.target_words[block.columns[strong]]
                kept.append((pair, posterior[strong]))
            else:
                np.add.at(fresh, block.slots, posterior.astype(np.float32))
                null_f += np.bincount(block.target_words, column_null / column_sum, sizes[1])
                null_b += np.bincount(block.source_words, row_null / row_sum, sizes[0])
        if not last:
            counts, source_totals, target_totals = _normalise(parts, uses, sizes, fresh)
            null_forward, null_backward = (null_f + 0.01) / null_f.sum(), (null_b + 0.01) / null_b.sum()
        print(f"pass {iteration + 1}: {time.time() - started:.0f} s", file=sys.stderr, flush=True)
    pairs, places = np.unique(np.concatenate([pair for pair, _ in kept]), return_inverse=True)
    expected = np.bincount(places, np.concatenate([posterior for _, posterior in kept]))
    left, right = pairs // sizes[1], pairs % sizes[1]
    return left, right, expected, _bayes(expected, left, sizes[0]), _bayes(expected, right, sizes[1])


def _normalise(
    parts: list[Block], uses: np.ndarray, sizes: tuple[int, int], fresh: np.ndarray, alpha: float = 0.01
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """exp(digamma) of counts and totals: pairs that met once by chance get next to nothing."""
    source_totals, target_totals = np.full(sizes[0], 0.1), np.full(sizes[1], 0.1)
    # Each co-occurrence shares the mass of its slot, so totals can be summed over tokens without a list of pairs.
    for block in parts:
        share = fresh[block.slots] / uses[block.slots]
        source_totals += np.bincount(block.source_words[block.rows], share, sizes[0])
        target_totals += np.bincount(block.target_words[block.columns], share, sizes[1])
    live = fresh > 0
    counts = np.zeros(SLOTS, np.float32)
    counts[live] = np.exp(digamma(fresh[live] + alpha))
    return counts, source_totals.astype(np.float32), target_totals.astype(np.float32)


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
    print(f"read in {time.time() - started:.0f} s", file=sys.stderr, flush=True)
    source_vocabulary, sources = index([s for s, _ in pairs], options.least)
    target_vocabulary, targets = index([t for _, t in pairs], options.least)
    print(f"{len(pairs)} pairs read in {time.time() - started:.0f} s, {len(source_vocabulary)} and "
          f"{len(target_vocabulary)} words", file=sys.stderr, flush=True)  # fmt: skip
    sizes = (len(source_vocabulary), len(target_vocabulary))
    left, right, counts, forward, backward = learn(
        list(blocks(sources, targets)), sizes, options.iterations, 2.0 if options.lang == "zh" else 4.0
    )
    table = Lexicon.build(
        source_vocabulary, target_vocabulary, left, right, counts, forward, backward, least=options.keep
    )
    table.save(options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB after {time.time() - started:.0f} s")


if __name__ == "__main__":
    main()
