"""Changed numbers in translations: detection on DEMETR and false alarms on clean pairs, by value.

    python benchmarks/quantities.py GOLD [--corpora CORPORA] [--show N] [--write]

GOLD holds flag/demetr.tsv, flag/calques.tsv; CORPORA holds authored/triples.tsv and the training pairs.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from xling.checks.quantity_match import differences

THRESHOLD = 0.6
RESULTS = Path(__file__).parent / "results" / "quantities.json"


def version(package: str) -> str:
    try:
        return installed(package)
    except PackageNotFoundError:
        return "checkout"


def score(source: str, lang: str, target: str, target_lang: str = "en") -> float:
    """The surest difference between the two texts; 0.0 when there is none."""
    return max((difference.score for difference in differences(source, lang, target, target_lang)), default=0.0)


def demetr(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]


def show(rows: Iterable[tuple[str, str, str]], limit: int) -> None:
    for lang, source, target in list(rows)[:limit]:
        print(f"    {source}\n    {target}")
        for difference in differences(source, lang, target, "en"):
            left = difference.source.span.of(source) if difference.source else "–"
            right = difference.target.span.of(target) if difference.target else "–"
            print(f"        {difference.score:.2f}  {left} | {right}")


def measure_demetr(gold: Path, limit: int) -> dict[str, object]:
    rows = demetr(gold / "flag" / "demetr.tsv")
    result: dict[str, object] = {}
    for lang in ("de", "zh"):
        numbers = [row for row in rows if row["lang"] == lang and "numbers" in row["pert"]]
        clean = sorted({(row["src"], row["mt_en"]) for row in rows if row["lang"] == lang})
        missed = [
            (lang, r["src"], r["perturbed_en"]) for r in numbers if score(r["src"], lang, r["perturbed_en"]) < THRESHOLD
        ]
        false = [(lang, *pair) for pair in clean if score(pair[0], lang, pair[1]) >= THRESHOLD]
        result[lang] = {
            "numbers": len(numbers),
            "detected": round(1 - len(missed) / len(numbers), 4),
            "clean": len(clean),
            "false_alarms": round(len(false) / len(clean), 4),
        }
        print(
            f"DEMETR {lang}: detected {len(numbers) - len(missed)}/{len(numbers)}, false alarms "
            f"{len(false)}/{len(clean)}"
        )
        show(missed, limit)
        print("  -- false alarms")
        show(false, limit)
    return result


def measure_calques(gold: Path, limit: int) -> dict[str, object]:
    lines = (gold / "flag" / "calques.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    result: dict[str, object] = {}
    for name, bad, good, lang in (("de", 3, 5, "de"), ("en", 7, 6, "en")):
        numbers = [row for row in rows if row[1] == "number"]
        found = [row for row in numbers if score(row[2], "zh", row[bad], lang) >= THRESHOLD]
        false = [row for row in rows if score(row[2], "zh", row[good], lang) >= THRESHOLD]
        result[name] = {
            "number_rows": len(numbers), "recall": round(len(found) / len(numbers), 4),
            "good_rows": len(rows), "false_alarms": round(len(false) / len(rows), 4),
        }  # fmt: skip
        print(f"calques number zh-{name}: recall {len(found)}/{len(numbers)}, false alarms {len(false)}/{len(rows)}")
        for row in [row for row in numbers if row not in found][:limit]:
            print("    missed", row[2], "|", row[bad], "|", row[8])
        for row in false[:limit]:
            print(
                "    false",
                row[2],
                "|",
                row[good],
                [(d.score, d.source, d.target) for d in differences(row[2], "zh", row[good], lang)],
            )
    return result


def measure_corpora(corpora: Path, sample: int, limit: int) -> dict[str, object]:
    result: dict[str, object] = {}
    triples = [
        line.split("\t") for line in (corpora / "authored" / "triples.tsv").read_text(encoding="utf-8").splitlines()
    ]
    sets: dict[str, list[tuple[str, str, str]]] = {
        "authored de": [("de", row[1], row[0]) for row in triples],
        "authored zh": [("zh", row[2], row[0]) for row in triples],
    }
    for lang in ("de", "zh"):
        with lzma.open(corpora / f"{lang}-en.tsv.xz", "rt", encoding="utf-8") as stream:
            rows = [line.rstrip("\n").split("\t") for line in stream if "wmt-testsuite" in line]
        sets[f"wmt-testsuite {lang}"] = [(lang, row[0], row[1]) for row in rows]
    for name, pairs in sets.items():
        chosen = random.Random(1).sample(pairs, min(sample, len(pairs)))
        false = [pair for pair in chosen if score(pair[1], pair[0], pair[2]) >= THRESHOLD]
        result[name] = {"pairs": len(chosen), "false_alarms": round(len(false) / len(chosen), 4)}
        print(f"{name}: false alarms {len(false)}/{len(chosen)}")
        show(false, limit)
    return result


_SPELLED = [
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("twenty", "thirty", "forty", "fifty"),
]
_NUMBER = re.compile(r"\d+|\b(?:" + "|".join(_SPELLED) + r")\b")


def measure_planted(corpora: Path, sample: int, limit: int) -> dict[str, object]:
    """One number of the English side, in digits or words, replaced by another at random: how many are noticed?"""
    rows = [row.split("\t") for row in (corpora / "authored" / "triples.tsv").read_text(encoding="utf-8").splitlines()]
    result: dict[str, object] = {}
    for lang, column in (("de", 1), ("zh", 2)):
        chance = random.Random(2)
        numbered = [row for row in chance.sample(rows, len(rows)) if _NUMBER.search(row[0])][:sample]
        pairs = [(lang, row[column], _plant(row[0], chance)) for row in numbered]
        missed = [pair for pair in pairs if score(pair[1], lang, pair[2]) < THRESHOLD]
        result[lang] = {"pairs": len(pairs), "detected": round(1 - len(missed) / len(pairs), 4)}
        print(f"planted {lang}: detected {len(pairs) - len(missed)}/{len(pairs)}")
        show(missed, limit)
    return result


def _plant(text: str, chance: random.Random) -> str:
    match = chance.choice(list(_NUMBER.finditer(text)))
    new = match[0]
    while new == match[0] or (new.startswith("0") and len(new) > 1):
        digits = match[0].isdigit()
        new = "".join(chance.choice("0123456789") for _ in match[0]) if digits else chance.choice(_SPELLED)
    return text[: match.start()] + new + text[match.end() :]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--sample", type=int, default=2000)
    parser.add_argument("--show", type=int, default=0, help="how many failures of each kind to print")
    parser.add_argument("--write", action="store_true", help=f"write the figures to {RESULTS}")
    options = parser.parse_args()
    signature = f"value-match|threshold:{THRESHOLD}|sample:{options.sample}|seed:1|xling:{version('xling')}"
    result: dict[str, object] = {"signature": signature, "demetr": measure_demetr(options.gold, options.show)}
    result["calques"] = measure_calques(options.gold, options.show)
    if options.corpora:
        result["corpora"] = measure_corpora(options.corpora, options.sample, options.show)
        result["planted"] = measure_planted(options.corpora, options.sample, options.show)
    if options.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
