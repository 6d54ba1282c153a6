"""Make ``xling/data/words.en.tsv``, the English words that the spelling check knows, from bitext.

    python benchmarks/spelling_words.py BITEXT.tsv.xz…

Each file has source, English and corpus tag, separated by tabs. A word is kept when it stands in lower case at least
eight times and in two corpora, counted once per English sentence. Lines of the table: frequency class (the logarithm
to base two of the count), tab, words. Subtitles are left out: they spell loosely.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from xling.paths import data_dir

LEAST = 8
SHORT = "ad al am ah cc cf cm da de der di du et ex ft il km kg le mg mm nm oh ok ox pi pm qi socio sq tv van von vs y"
"""Short forms that stand in good English text, whatever their count: they get class 8."""
WORD = re.compile(r"(?<![\w'’.@/-])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w@/-])")


def counts(paths: list[Path]) -> tuple[Counter[str], Counter[str]]:
    """How often each lower-case word stands in all, and in how many corpora."""
    everywhere: Counter[str] = Counter()
    corpora: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        seen: set[int] = set()
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                _, english, tag = line.rstrip("\n").split("\t")
                corpus = tag.partition("-")[0]
                if corpus == "tvsub" or hash(english) in seen:
                    continue
                seen.add(hash(english))
                words = [word.replace("’", "'") for word in WORD.findall(english) if word == word.lower()]
                everywhere.update(words)
                corpora[corpus].update(words)
    return everywhere, Counter(word for words in corpora.values() for word in words)


def main(paths: list[Path]) -> None:
    everywhere, corpora = counts(paths)
    classes: dict[int, list[str]] = defaultdict(list)
    for word, count in everywhere.items():
        if count >= LEAST and corpora[word] >= 2 and word.isascii():
            classes[count.bit_length() - 1].append(word)
    lines = ["# frequency class (log2 of the count in 20 million words of bitext), English words in lower case"]
    for rank, words in classes.items():
        classes[rank] = [word for word in words if rank > 8 or word not in SHORT.split()]
    classes[8] += SHORT.split()
    lines += [f"{rank}\t{' '.join(sorted(words))}" for rank, words in sorted(classes.items(), reverse=True)]
    (data_dir() / "words.en.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(sum(map(len, classes.values())), "words")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
