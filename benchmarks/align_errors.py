"""Errors of the word aligner on gold alignments, sorted into classes, with examples.

    python benchmarks/align_errors.py GOLD [--out benchmarks/results/align_errors.md]

GOLD is as for ``align.py``. A class is decided by the two words and their gold links, the first that fits; examples
are ten errors in ten sentences spread evenly over the set, quoted as the two words. Counts are of all errors. What a
reader wrote below the heading "Read by hand" stays.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from align import SETS, read

from xling.align import EmbeddingAligner
from xling.align.pairs import Pair
from xling.encode import word_encoder
from xling.evaluate.aer import GoldLinks, aer
from xling.paths import data_dir

PER_SET = 10
HAND = "## Read by hand"
# kind (missing or wrong link), class, the two words, number of the sentence
Error = tuple[str, str, str, int]


def function_words() -> set[str]:
    """Words of German, English and Chinese that carry no content of their own."""
    lines = (data_dir() / "closed_class.tsv").read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split("\t")[1].split()}


def classes(pair: Pair, links: set[tuple[int, int]], gold: GoldLinks, number: int, closed: set[str]) -> list[Error]:
    """Every wrong and every missing link of one pair with its class."""
    left = [span.of(pair.source) for span in pair.source_tokens]
    right = [span.of(pair.target) for span in pair.target_tokens]
    degree = Counter(f"s{i}" for i, _ in gold.sure) + Counter(f"t{j}" for _, j in gold.sure)
    found = []
    for kind, wrong in (("missing", gold.sure - links), ("wrong", links - gold.possible)):
        for i, j in sorted(wrong):
            if i >= len(left) or j >= len(right):  # a slip of the gold: such a link can only count as missing
                found.append((kind, "gold points beyond the sentence", f"{i} – {j}", number))
                continue
            words = (left[i].lower(), right[j].lower())
            if not any(character.isalnum() for word in words for character in word):
                name = "punctuation"
            elif any(word in closed for word in words):
                name = "function word"
            elif kind == "missing" and degree[f"s{i}"] + degree[f"t{j}"] > 2:
                name = "one word of several (compound, name, phrase)"
            elif degree[f"s{i}"] and degree[f"t{j}"]:
                name = "linked to a wrong partner" if kind == "wrong" else "free rendering"
            elif kind == "wrong":
                name = "has no counterpart in the gold"
            else:
                name = "free rendering"
            found.append((kind, name, f"{left[i]} – {right[j]}", number))
    return found


def spread(errors: list[Error]) -> list[Error]:
    """``PER_SET`` errors of as many sentences, in steps over the set, so that nobody chose them."""
    first = list({error[3]: error for error in reversed(errors)}.values())[::-1]
    return [first[round(k * (len(first) - 1) / (PER_SET - 1))] for k in range(PER_SET)] if first else []


def report(folder: Path) -> str:
    aligner, closed = EmbeddingAligner(word_encoder(threads=1)), function_words()
    parts = ["# Errors of the word aligner\n", f"Signature: `{aligner.signature}`; written by `align_errors.py`.\n"]
    for name in SETS:
        pairs, gold = read(folder, name)
        links = [{(link.source, link.target) for link in found.links} for found in aligner.stream(pairs)]
        rows = zip(pairs, links, gold, strict=True)
        errors = [error for number, row in enumerate(rows, 1) for error in classes(*row, number, closed)]
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for kind, label, _, _ in errors:
            counts[label][kind] += 1
        ranked = sorted(counts.items(), key=lambda item: -item[1].total())
        parts.append(f"## {name}: AER {100 * aer(links, gold).aer:.1f}, {len(errors)} errors in {len(pairs)} pairs\n")
        parts.append("| class | missing | wrong | share |\n|---|---|---|---|")
        parts += [f"| {k} | {v['missing']} | {v['wrong']} | {100 * v.total() / len(errors):.0f} % |" for k, v in ranked]
        parts.append("\n| sentence | | words | class |\n|---|---|---|---|")
        parts += [f"| {number} | {kind} | {words} | {label} |" for kind, label, words, number in spread(errors)]
        parts.append("")
    return "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "align_errors.md")
    options = parser.parse_args()
    text = report(options.gold)
    print(text)
    before = options.out.read_text(encoding="utf-8") if options.out.is_file() else ""
    kept = before.partition(HAND)[2]
    options.out.write_text(text + (f"\n{HAND}{kept}" if kept else ""), encoding="utf-8")


if __name__ == "__main__":
    main()
