"""How many planted errors of German agreement are found, and how many flags there are on human German.

    python benchmarks/agreement.py CORPORA [GOLD] [--show FILE] [--write]

CORPORA has ``de-en.tsv.xz`` (German, English, corpus tag) and ``authored/triples.tsv``, GOLD the development data.
Human are the authored sentences, the German sources and clean sentences of GOLD, the articles of ``seeds/`` that are no
translations, and of the bitext the human corpora: only sentences that the table of nouns was not learnt from. One error
is planted in each of them that has a place for it: another gender, adjective ending, case behind a preposition, verb or
dative plural. Some planted forms are right in another reading of the words ("die Kunden" for "der Kunden"), so not all
can be found. ``--show`` lists the flags on human and on machine-made German, to be read.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from agreement_nouns import is_held_out

from xling.checks import Policy, load_policy
from xling.checks.concord import Clash, clashes, mismatches
from xling.lexicon.declension import grammar, is_adjective
from xling.paths import data_dir
from xling.signature import digest, signature

HUMAN = (
    *("authored", "tatoeba", "iwslt-devtest", "wmt-en-original-ref", "multi30k", "ding-sent", "wesnoth", "msctd"),
    *("gnome-help", "libreoffice-help", "msdocs-Dynamics-365-Operations-HT"),
)
MACHINE = ("wmt-en-original-mt", "wmt-testsuite-top", "msdocs-skype-MT", "msdocs-partner-center-pr-MT")
MOST = 2000
"""Sentences of one corpus."""
ARTICLES = ("der", "die", "das", "den", "dem")
GENDER = {
    "das": ("der", "die"),
    "der": ("das",),
    "die": ("das",),
    "ein": ("eine",),
    "eine": ("ein",),
    "einen": ("eine",),
    "einem": ("einer",),
    "einer": ("einem",),
    "zum": ("zur",),
    "zur": ("zum",),
    "dieses": ("diese", "dieser"),
    "seine": ("sein",),
    "ihre": ("ihrem",),
}
_ACCUSATIVE = {"dem": "den", "der": "die", "den": "die", "einem": "einen", "einer": "eine"}
_DATIVE = {"den": "dem", "die": "der", "das": "dem", "einen": "einem", "eine": "einer"}
CASE = dict.fromkeys(("mit", "von", "bei", "aus", "zu"), _ACCUSATIVE) | dict.fromkeys(
    ("für", "durch", "gegen"), _DATIVE
)
ENDINGS = ("e", "en", "er", "es", "em")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

Planted = tuple[str, int, str, str]
"""The changed text, the place of the change, the words before and after it."""


def machine(corpora: Path) -> Iterator[tuple[str, str]]:
    """Corpus and sentence of machine-made German."""
    return bitext(corpora, MACHINE)


def human(corpora: Path, gold: Path | None) -> Iterator[tuple[str, str]]:
    """Corpus and sentence of German written by people."""
    for line in (corpora / "authored" / "triples.tsv").read_text(encoding="utf-8").splitlines():
        yield "authored", line.split("\t")[1]
    if gold:
        for line in (gold / "mt" / "generaltest2022.de-en.src.de").read_text(encoding="utf-8").splitlines():
            yield "generaltest2022", line
        for line in (gold / "flag" / "clean.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            yield "clean", line.split("\t")[1]
    for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.de.txt")):
        if "ifanr" not in path.name:
            yield from (("seeds", line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    yield from bitext(corpora, HUMAN)


def bitext(corpora: Path, tags: Collection[str]) -> Iterator[tuple[str, str]]:
    """At most ``MOST`` sentences of each corpus, held out when the table was made."""
    taken: Counter[str] = Counter()
    seen: set[str] = set()
    with lzma.open(corpora / "de-en.tsv.xz", "rt", encoding="utf-8") as file:
        for line in file:
            german, _, tag = line.rstrip("\n").split("\t")
            if tag in tags and taken[tag] < MOST and german not in seen and is_held_out(german):
                taken[tag] += 1
                seen.add(german)
                yield tag, german


def gender(text: str, chance: random.Random) -> Planted | None:
    """An article of another gender."""
    return _article(text, chance, lambda before, word: GENDER.get(word, ()))


def case(text: str, chance: random.Random) -> Planted | None:
    """The article behind a preposition in a case that this does not govern."""
    return _article(text, chance, lambda before, word: (CASE[before][word],) if word in CASE.get(before, {}) else ())


def _article(text: str, chance: random.Random, others: Callable[[str, str], tuple[str, ...]]) -> Planted | None:
    words = list(WORD.finditer(text))
    places = []
    for at in range(len(words) - 1):
        before = words[at - 1][0].lower() if at and text[words[at - 1].end() : words[at].start()] == " " else ""
        relative = at > 0 and text[words[at - 1].end() : words[at].start()] != " "
        if not (relative and at) and others(before, words[at][0].lower()) and _leads_to_noun(text, words, at):
            places.append((at, before))
    if not places:
        return None
    at, before = chance.choice(places)
    new = chance.choice(others(before, words[at][0].lower()))
    return _changed(text, words[at], new.capitalize() if words[at][0][0].isupper() else new)


def _leads_to_noun(text: str, words: list[re.Match[str]], at: int) -> bool:
    following = at + 1
    if words[following][0].islower() and is_adjective(words[following][0]) and following + 1 < len(words):
        following += 1
    between = text[words[at].end() : words[following].start()]
    return words[following][0][0].isupper() and not re.search(r"[^\w\s]", between)


def _changed(text: str, word: re.Match[str], new: str) -> Planted:
    return text[: word.start()] + new + text[word.end() :], word.start(), word[0], new


def adjective(text: str, chance: random.Random) -> Planted | None:
    """Another ending of an adjective between determiner and noun."""
    words = list(WORD.finditer(text))
    known = grammar()
    places = [
        word
        for one, word, noun in zip(words, words[1:], words[2:], strict=False)
        if (one[0].lower() in known.determiners or one[0] in known.contractions)
        and is_adjective(word[0])
        and noun[0][0].isupper()
        and text[one.end() : word.start()] == text[word.end() : noun.start()] == " "
    ]
    if not places:
        return None
    word = chance.choice(places)
    ending = next(each for each in ("en", "er", "es", "em", "e") if word[0].endswith(each))
    new = chance.choice([each for each in ENDINGS if each != ending])
    return _changed(text, word, word[0][: -len(ending)] + new)


def verb(text: str, chance: random.Random) -> Planted | None:
    """The verb behind a first phrase in the other number."""
    known = grammar()
    other = dict(zip(known.singular, known.plural, strict=True)) | dict(zip(known.plural, known.singular, strict=True))
    words = list(WORD.finditer(text))
    if len(words) < 4 or words[0][0].lower() not in known.determiners:
        return None
    for noun, word in ((words[1], words[2]), (words[2], words[3])):
        if word[0] in other and noun[0][0].isupper() and text[noun.end() : word.start()] == " ":
            return _changed(text, word, other[word[0]])
    return None


def plural(text: str, chance: random.Random) -> Planted | None:
    """A dative plural without its -n: "den Häuser"."""
    words = list(WORD.finditer(text))
    places = [
        noun
        for one, noun in pairwise(words)
        if one[0] in ("den", "ihren", "seinen", "diesen") and re.fullmatch(r"[A-ZÄÖÜ]\w{3,}(?:ern|eln)", noun[0])
    ]
    if not places:
        return None
    word = chance.choice(places)
    return _changed(text, word, word[0][:-1])


KINDS = {
    "gender of the article": gender,
    "case behind a preposition": case,
    "ending of the adjective": adjective,
    "number of the verb": verb,
    "dative plural": plural,
}


def flags(text: str) -> list[Clash]:
    """The flags on a text at the shipped thresholds."""
    return [
        clash
        for rule, found in (("XL-GRAM-003", clashes(text)), ("XL-GRAM-004", mismatches(text)))
        for clash in found
        if clash.score >= policy().threshold(rule)
    ]


@cache
def policy() -> Policy:
    return load_policy()


def planted(sentences: list[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """For each kind of error how many were planted, found, and given the right form back."""
    table = {}
    sentences = [each for each in sentences if not flags(each[1])]
    for name, plant in KINDS.items():
        chance, tried, found, mended = random.Random(1), 0, 0, 0
        for _, text in sentences:
            made = plant(text, chance)
            if made is None or made[0] == text:
                continue
            changed, start, _, _ = made
            tried += 1
            hits = [clash for clash in flags(changed) if clash.span.start <= start < clash.span.end]
            found += bool(hits)
            mended += any(clash.better and text.startswith(clash.better, clash.span.start) for clash in hits)
        table[name] = {
            "planted": tried,
            "found": round(found / tried, 3),
            "right form": round(mended / max(found, 1), 3),
        }
    return table


def clean(sentences: list[tuple[str, str]], out: list[str]) -> dict[str, dict[str, int]]:
    """For each corpus how many sentences and flags; the flags are added to ``out``."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for corpus, text in sentences:
        table[corpus]["sentences"] += 1
        for clash in flags(text):
            table[corpus]["flags"] += 1
            start, end = clash.span.start, clash.span.end
            around = f"{text[max(0, start - 50) : start]}[{text[start:end]}]{text[end : end + 50]}"
            out.append(f"{corpus}\t{clash.score}\t{around}\t{clash.better}")
    return {corpus: {"sentences": count["sentences"], "flags": count["flags"]} for corpus, count in table.items()}


def _digest(name: str) -> str:
    return digest((data_dir() / name).read_text(encoding="utf-8"))


def _sum(table: dict[str, dict[str, int]]) -> dict[str, int]:
    return {key: sum(row[key] for row in table.values()) for key in ("sentences", "flags")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--show", type=Path, help="write the flags on unchanged sentences here")
    parser.add_argument("--false", type=int, help="how many of those on human German a reader found false")
    parser.add_argument("--write", action="store_true", help="write benchmarks/results/agreement.json")
    options = parser.parse_args()
    shown: list[str] = []
    sentences, made = list(human(options.corpora, options.gold)), list(machine(options.corpora))
    words = sum(len(text.split()) for _, text in sentences)
    flags("Der Anfang.")
    start = time.process_time()
    written = clean(sentences, shown)
    seconds = time.process_time() - start
    result = {
        "planted errors": planted([each for each in sentences if each[0] in ("authored", "generaltest2022", "clean")]),
        "human German": written,
        "human German in all": _sum(written) | ({} if options.false is None else {"false flags": options.false}),
        "machine-made German": clean(made, shown),
        "cpu seconds per 1,000 words": round(1000 * seconds / words, 4),
        "signature": signature(
            [
                ("nouns", _digest("nouns.de.tsv")),
                ("grammar", _digest("declension.de.tsv")),
                ("pol", policy().digest),
            ]
        ),
    }
    print(json.dumps(result, indent=1, ensure_ascii=False))
    if options.show:
        options.show.write_text("\n".join(shown) + "\n", encoding="utf-8")
    if options.write:
        path = Path(__file__).parent / "results" / "agreement.json"
        path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
