"""Speed of term matching, and adherence of given translations to the WMT 2023 terminology lists.

    python benchmarks/glossary.py speed [--text FILE.xz|FILE] [--terms 5000] [--write]
    python benchmarks/glossary.py adherence GOLD/terms/wmt23.deen.test.tsv --from de HYPOTHESES \
        [--none HYPOTHESES] [--random HYPOTHESES] [--write]

Without ``--text`` the speed is taken on sentences made of the project's own word lists. MB are UTF-8 bytes;
seconds are CPU seconds of one core, since the machine may be shared.
HYPOTHESES are plain text, one translation a line; --none: made without terms, --random: made with the random terms.
The reference translations themselves may be given as HYPOTHESES: what they reach is the ceiling.
"""

from __future__ import annotations

import argparse
import json
import lzma
import platform
import random
import time
from dataclasses import asdict
from pathlib import Path

from xling.evaluate.terms import adherence, gain, read_lines
from xling.glossary import Glossary, load
from xling.glossary.chinese import frequencies
from xling.glossary.inflect_de import table
from xling.types import Term

RESULTS = Path(__file__).parent / "results" / "glossary.json"


def synthetic_terms(lang: str, count: int, rng: random.Random) -> list[Term]:
    """The shipped terms of ``lang``, filled up to ``count`` with compounds and phrases of dictionary words."""
    terms = list(load("ai-business", source=lang).terms)
    if lang == "zh":
        words = [word for word in frequencies()[0] if 2 <= len(word) <= 3 and word.isalpha() and not word.isascii()]
        make = lambda: rng.choice(words) + rng.choice(words)  # noqa: E731
    else:
        nouns = [noun for noun in table().nouns if not noun.startswith("-") and len(noun) > 3]
        adjectives = ["digitale", "neue", "künstliche", "globale", "europäische", "offene", "sichere", "freie"]

        def make() -> str:
            compound = (rng.choice(nouns) + rng.choice(nouns)).capitalize()
            return f"{rng.choice(adjectives)} {compound}" if rng.random() < 0.3 else compound

    seen = {term.source for term in terms}
    while len(seen) < count:
        source = make()
        if source not in seen:
            seen.add(source)
            terms.append(Term(source, "term", lang, "en"))
    return terms


def sample_text(lang: str, path: Path | None, rng: random.Random, size: int) -> str:
    """About ``size`` bytes of distinct running text: the first column of a corpus, or made of the word lists."""
    if path is not None:
        opener = lzma.open if path.suffix == ".xz" else open
        lines, total = [], 0
        with opener(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                cells = line.rstrip("\n").split("\t")
                text = (
                    max(cells, key=lambda cell: sum("\u4e00" <= c <= "\u9fff" for c in cell))
                    if lang == "zh"
                    else cells[0]
                )
                lines.append(text)
                total += len(text.encode())
                if total > size:
                    break
        return "\n".join(lines)
    words = list(frequencies()[0]) if lang == "zh" else [noun.capitalize() for noun in table().nouns]
    pieces, total = [], 0
    while total < size:
        piece = ("" if lang == "zh" else " ").join(rng.choices(words, k=12)) + ("。" if lang == "zh" else ". ")
        pieces.append(piece)
        total += len(piece.encode())
    return "".join(pieces)


def speed(lang: str, path: Path | None, count: int, *, size: int = 4_000_000) -> dict[str, object]:
    rng = random.Random(7)
    terms = synthetic_terms(lang, count, rng)
    text = sample_text(lang, path, rng, size)
    chunks = (
        [line for line in text.split("\n") if line] if path else [text[i : i + 2000] for i in range(0, len(text), 2000)]
    )
    megabytes = len(text.encode()) / 1e6
    started = time.process_time()
    glossary = Glossary(terms)
    glossary.find("Unternehmensbewertungen 公司会计划收购", lang)  # index, dictionaries
    ready = time.process_time()
    hits = sum(len(glossary.find(chunk, lang)) for chunk in chunks)
    first = time.process_time()
    for chunk in chunks:
        glossary.find(chunk, lang)
    second = time.process_time()
    return {
        "lang": lang,
        "sources": len({term.source for term in terms}),
        "entries": len(terms),
        "text_mb": round(megabytes, 2),
        "matches": hits,
        "build_s": round(ready - started, 2),
        "first_pass_mb_per_s": round(megabytes / (first - ready), 2),
        "second_pass_mb_per_s": round(megabytes / (second - first), 2),
        "text": path.name if path else "synthetic",
    }


def hypotheses(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def run_adherence(options: argparse.Namespace) -> dict[str, object]:
    lines = read_lines(options.gold, source_lang=options.source)
    proper = adherence(lines, hypotheses(options.hypotheses))
    result: dict[str, object] = {"gold": options.gold.name, "proper": _summary(proper)}
    if options.none and options.random:
        none, other = (adherence(lines, hypotheses(path)) for path in (options.none, options.random))
        result |= {"none": _summary(none), "random": _summary(other)}
        result["gain"] = asdict(gain(proper=proper, none=none, random=other))
    return result


def _summary(one: object) -> dict[str, object]:
    data = asdict(one)  # type: ignore[call-overload]
    data.pop("missed")
    for kind in ("proper", "verbatim", "random"):
        counts = data[kind]
        for rate in ("exact", "lemma"):
            counts[f"{rate}_rate"] = round(counts[rate] / counts["total"], 4) if counts["total"] else None
    return data


def write(key: str, value: object) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    old = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    old[key] = value
    RESULTS.write_text(json.dumps(old, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    fast = commands.add_parser("speed")
    fast.add_argument("--text", type=Path, nargs=2, metavar=("GERMAN", "CHINESE"))
    fast.add_argument("--terms", type=int, default=5000)
    fast.add_argument("--write", action="store_true")
    keep = commands.add_parser("adherence")
    keep.add_argument("gold", type=Path)
    keep.add_argument("hypotheses", type=Path)
    keep.add_argument("--from", dest="source", required=True)
    keep.add_argument("--none", type=Path)
    keep.add_argument("--random", type=Path)
    keep.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.command == "speed":
        texts = options.text or (None, None)
        rows = [speed(lang, path, options.terms) for lang, path in zip(("de", "zh"), texts, strict=True)]
        result: object = {"python": platform.python_version(), "machine": platform.machine(), "rows": rows}
        key = "speed"
    else:
        result = run_adherence(options)
        key = f"adherence {options.gold.name}"
    print(json.dumps(result, ensure_ascii=False, indent=1))
    if options.write:
        write(key, result)


if __name__ == "__main__":
    main()
