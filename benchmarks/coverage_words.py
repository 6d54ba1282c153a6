"""Make ``xling/data/coverage_words.tsv``: how surely a word without an answer is missing, by what is known of it.

    python benchmarks/coverage_words.py CORPORA

CORPORA has authored/triples.tsv (English, German and Chinese of one sentence a line) and de-en.tsv.xz, zh-en.tsv.xz
(source, English, name of the corpus). From one side of each pair a stretch is cut out: the rendering of one content
word, alone, with its neighbours, or as the phrase around it. A logistic regression tells the words that lost their
answer from all others. The bias is moved so that 0 is what one clean pair in fifty reaches. ``MIX`` holds more free
translations than close ones on purpose: a word is to be missed, not rendered otherwise.
"""

from __future__ import annotations

import lzma
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xling.align import AlignSettings, aligner
from xling.checks.content import is_content
from xling.checks.coverage_glosses import FEATURES as GLOSSES
from xling.checks.coverage_words import FEATURES, features, variant
from xling.paths import data_dir
from xling.protocols import Aligner
from xling.types import Alignment, Span

MIX = {
    "authored": 900,
    "wmt-en-original-ref": 500,
    "mlqe-pe": 250,
    "tatoeba": 250,
    "wmt-testsuite-top": 200,
    "stsb-mt": 150,
    "msdocs-Dynamics-365-Operations-HT": 150,
}
SURE, CLEAN, POOL = 0.6, 98, 3000
Pairs = list[tuple[str, str]]
Floats = NDArray[np.float64]
Cut = tuple[str, str, set[int]]


def pairs(corpora: Path, lang: str) -> Pairs:
    """The mix of source and English, drawn by chance but the same each time, English of four words or more."""
    dice, pools, seen = random.Random(5), defaultdict[str, Pairs](list), Counter[str]()
    with lzma.open(corpora / f"{lang}-en.tsv.xz", "rt", encoding="utf-8") as file:
        for line in file:
            source, target, name = line.rstrip("\n").split("\t")
            if name not in MIX or len(target.split()) < 4:
                continue
            seen[name] += 1
            place = len(pools[name]) if len(pools[name]) < POOL else dice.randrange(seen[name])
            if place == len(pools[name]):
                pools[name].append((source, target))
            elif place < POOL:
                pools[name][place] = (source, target)
    for line in (corpora / "authored" / "triples.tsv").read_text(encoding="utf-8").splitlines():
        english, german, chinese = line.split("\t")
        pools["authored"].append((german if lang == "de" else chinese, english))
    return [pair for name, number in MIX.items() for pair in dice.sample(pools[name], min(number, len(pools[name])))]


def without(text: str, spans: Iterable[Span]) -> str:
    """``text`` with the words and the blanks before them taken out."""
    for span in sorted(spans, key=lambda span: -span.start):
        text = text[: span.start].rstrip(" ") + text[span.end :]
    return text.strip()


def cut(found: Alignment, langs: tuple[str, str], side: str, dice: random.Random) -> Cut | None:
    """Source and target without the answer to some words of ``side``, and where these words start."""
    turned = side == "target"
    own, other = (found.target_tokens, found.source_tokens) if turned else (found.source_tokens, found.target_tokens)
    text, answer = (found.target, found.source) if turned else (found.source, found.target)
    partners = defaultdict[int, dict[int, float]](dict)
    for link in found.links:
        one, two = (link.target, link.source) if turned else (link.source, link.target)
        partners[one][two] = link.score
    content = {i for i in partners if is_content(own[i].of(text), langs[turned])}
    kind = dice.choice(["word", "word", "neighbours", "phrase"])
    for i in dice.sample(sorted(content), len(content)):
        first, last = min(partners[i]), max(partners[i])
        if max(partners[i].values()) < SURE or last - first > 3:
            continue
        if kind == "neighbours":
            first, last = (first, last + dice.choice([1, 1, 2, 3])) if dice.random() < 0.5 else (first - 1, last)
        elif kind == "phrase":
            while first > 0 and is_content(other[first - 1].of(answer), langs[not turned]) and last - first < 3:
                first -= 1
            first -= 1
        taken = set(range(max(0, first), min(len(other), last + 1)))
        lost = {k for k in content if set(partners[k]) <= taken}
        shorter = without(answer, [other[j] for j in taken])
        if i in lost and len(lost) <= 5 and len(taken) <= min(7, len(other) // 2) and shorter:
            starts = {own[k].start for k in lost}
            return (shorter, text, starts) if turned else (text, shorter, starts)
    return None


def observations(
    clean: Sequence[Alignment], langs: tuple[str, str], side: str, words: Aligner
) -> tuple[list[Floats], list[bool], list[Floats]]:
    """Features of the content words of all pairs, whether each is missing, and the features of the clean pairs."""
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
        if places:
            peaks.append(values)
            missing += [False] * len(places)
    return [*(each for each in rows if len(each)), *peaks], missing, peaks


def fit(rows: list[Floats], missing: list[bool], peaks: list[Floats], width: int | None) -> list[float]:
    """Bias and weights of the first ``width`` features."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(max_iter=5000).fit(np.vstack(rows)[:, :width], missing)
    nats = [float((values[:, :width] @ model.coef_[0]).max()) for values in peaks]
    return [-float(np.percentile(nats, CLEAN)), *map(float, model.coef_[0])]


def main(corpora: Path, words: Aligner) -> None:
    names = ", ".join((*FEATURES, "with glosses also " + ", ".join(GLOSSES)))
    lines = ["# source language, side, bias, then weights of: " + names]
    for lang in ("de", "zh"):
        clean = words.align([(source, target, lang, "en") for source, target in pairs(corpora, lang)])
        for side in ("source", "target"):
            cases = observations(clean, (lang, "en"), side, words)
            for name, width in {lang: len(FEATURES), variant(lang): None}.items():
                figures = fit(*cases, width)
                lines.append("\t".join([name, side, *(f"{figure:.3f}" for figure in figures)]))
                print(lines[-1], flush=True)
    (data_dir() / "coverage_words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), aligner(settings=AlignSettings(cover=True)))
