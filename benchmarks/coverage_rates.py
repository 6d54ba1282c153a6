"""Make ``xling/data/unrendered.tsv``: how often translations leave a Chinese or an English word without a rendering.

    python benchmarks/coverage_rates.py CORPORA

CORPORA has authored/triples.tsv and zh-en.tsv.xz, as for ``coverage_words.py``. A word counts as rendered where the
lexical table or the glosses of CC-CEDICT know a word of the other side for it. Classes are twentieths, words that were
met eight times or more.
"""

from __future__ import annotations

import lzma
import random
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from xling.align.lexical import lexicon
from xling.align.words import tokenize
from xling.checks.content import is_content
from xling.lexicon.glosses import gloss_keys, glossed, keys
from xling.paths import data_dir

MIX = {
    "wmt-en-original-ref": 9000,
    "kajweb-dict": 10000,
    "tatoeba": 8000,
    "mlqe-pe": 8000,
    "3am": 4000,
    "aichallenger-valid": 4000,
    "msctd": 4000,
    "msdocs-Dynamics-365-Operations-HT": 4000,
    "stsb-mt": 4000,
    "wmt-testsuite-top": 3600,
}
KNOWN, LEAST, PRIOR, STEPS, LONGEST = 0.01, 8, 5, 20, 100
Counts = tuple[Counter[str], Counter[str]]


def pairs(corpora: Path) -> list[tuple[str, str]]:
    """The mix of Chinese and English, drawn by chance but the same each time, and all authored pairs."""
    dice, pools, seen = random.Random(11), defaultdict[str, list[tuple[str, str]]](list), Counter[str]()
    with lzma.open(corpora / "zh-en.tsv.xz", "rt", encoding="utf-8") as file:
        for line in file:
            source, target, name = line.rstrip("\n").split("\t")
            if name not in MIX or len(target.split()) < 4:
                continue
            seen[name] += 1
            place = len(pools[name]) if len(pools[name]) < MIX[name] else dice.randrange(seen[name])
            if place == len(pools[name]):
                pools[name].append((source, target))
            elif place < MIX[name]:
                pools[name][place] = (source, target)
    for line in (corpora / "authored" / "triples.tsv").read_text(encoding="utf-8").splitlines():
        english, _, chinese = line.split("\t")
        pools["authored"].append((chinese, english))
    return [pair for pool in pools.values() for pair in pool]


@cache
def entry(word: str) -> frozenset[str]:
    """The keys of the glosses of a word, or of the words within it."""
    return gloss_keys(word) or glossed(word)


def count(source: str, target: str, chinese: Counts, english: Counts) -> None:
    """Add the content words of a pair to the words met and to those not rendered, of either language."""
    table = lexicon("zh", "en")
    left, right = ([span.of(text) for span in tokenize(text)] for text in (source, target))
    if table is None or not left or not right or max(len(left), len(right)) > LONGEST:
        return
    forward, backward = table.lookup(left, right)
    whole = glossed(source)
    plain = [keys(word) if word.isascii() and word[:1].isalpha() else frozenset[str]() for word in right]
    said = frozenset[str]().union(*plain)
    for place, word in enumerate(left):
        if is_content(word, "zh") and not word.isascii():
            chinese[0][word] += 1
            chinese[1][word] += bool(forward[place].max() < KNOWN and entry(word).isdisjoint(said))
    for place, word in enumerate(right):
        if plain[place] and is_content(word, "en"):
            english[0][word.lower()] += 1
            english[1][word.lower()] += bool(backward[:, place].max() < KNOWN and plain[place].isdisjoint(whole))


def main(corpora: Path) -> None:
    chinese, english = (Counter[str](), Counter[str]()), (Counter[str](), Counter[str]())
    for source, target in pairs(corpora):
        count(source, target, chinese, english)
    lines = [
        "# language, class (twentieths of the places where translations leave the words without a rendering), words"
    ]
    for lang, (met, lost) in (("zh", chinese), ("en", english)):
        usual = sum(lost.values()) / sum(met.values())
        classes = defaultdict[int, list[str]](list)
        for word, number in sorted(met.items()):
            if number >= LEAST:
                classes[round(STEPS * (lost[word] + PRIOR * usual) / (number + PRIOR))].append(word)
        lines += ["\t".join([lang, str(each), " ".join(words)]) for each, words in sorted(classes.items())]
        print(lang, f"usual share {usual:.3f}", sum(map(len, classes.values())), "words")
    (data_dir() / "unrendered.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
