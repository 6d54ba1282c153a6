"""Make ``xling/data/coverage_words.tsv``: how surely a word without an answer is missing, by what is known of it.

    python benchmarks/coverage_words.py TRIPLES.tsv

TRIPLES has English, German and Chinese of one sentence a line. From one side of each pair the rendering of one content
word is cut out; a logistic regression tells those words from all others. The bias is moved so that 0 is what one clean
pair in fifty reaches.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from xling.align import AlignSettings, aligner
from xling.checks.content import is_content
from xling.checks.coverage_words import FEATURES, features
from xling.paths import data_dir
from xling.protocols import Aligner
from xling.types import Alignment, Span

PAIRS, SURE, CLEAN = 1500, 0.75, 98
Cut = tuple[str, str, set[int]]


def without(text: str, spans: Iterable[Span]) -> str:
    """``text`` with the words and the blanks before them taken out."""
    for span in sorted(spans, key=lambda span: -span.start):
        text = text[: span.start].rstrip(" ") + text[span.end :]
    return text.strip()


def cut(found: Alignment, langs: tuple[str, str], side: str, dice: random.Random) -> Cut | None:
    """Source and target with the answer to one word of ``side`` cut out, and where that word starts."""
    turned = side == "target"
    own, other = (found.target_tokens, found.source_tokens) if turned else (found.source_tokens, found.target_tokens)
    text, answer = (found.target, found.source) if turned else (found.source, found.target)
    links = [(k.target, k.source, k.score) if turned else (k.source, k.target, k.score) for k in found.links]
    content = [i for i, span in enumerate(own) if is_content(span.of(text), langs[turned])]
    for i in dice.sample(content, len(content)):
        linked = {j: score for k, j, score in links if k == i}
        back = {k for k, j, _ in links if j in linked}
        if 0 < len(linked) <= 3 and max(linked.values()) >= SURE and len(back) <= 2:
            shorter = without(answer, [other[j] for j in linked])
            starts = {own[k].start for k in back}
            return (shorter, text, starts) if turned else (text, shorter, starts)
    return None


def fit(clean: Sequence[Alignment], langs: tuple[str, str], side: str, words: Aligner) -> list[float]:
    """Bias and weights."""
    from sklearn.linear_model import LogisticRegression

    cuts = [made for found in clean if (made := cut(found, langs, side, random.Random(found.source)))]
    aligned = words.align([(source, target, *langs) for source, target, _ in cuts])
    rows, missing, peaks = [], [], []
    for found, (_, _, starts) in zip(aligned, cuts, strict=True):
        tokens = found.source_tokens if side == "source" else found.target_tokens
        places, values = features(found, langs, side)
        rows.append(values)
        missing += [tokens[place].start in starts for place in places]
    for found in clean:
        places, values = features(found, langs, side)
        rows.append(values)
        missing += [False] * len(places)
        peaks.append(values)
    model = LogisticRegression(max_iter=2000).fit(np.vstack(rows), missing)
    nats = [float((values @ model.coef_[0]).max()) for values in peaks if len(values)]
    return [-float(np.percentile(nats, CLEAN)), *map(float, model.coef_[0])]


def main(path: Path) -> None:
    words = aligner(settings=AlignSettings(cover=True))
    triples = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    chosen = random.Random(7).sample([each for each in triples if len(each) == 3], PAIRS)
    lines = ["# source language, side, bias, then weights of: " + ", ".join(FEATURES)]
    for lang, column in (("de", 1), ("zh", 2)):
        clean = words.align([(each[column], each[0], lang, "en") for each in chosen])
        # Words that English adds to Chinese ("Prefecture", "Autonomous") are none: no target side there.
        for side in ("source", "target") if lang == "de" else ("source",):
            figures = fit(clean, (lang, "en"), side, words)
            lines.append("\t".join([lang, side, *(f"{figure:.3f}" for figure in figures)]))
    (data_dir() / "coverage_words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
