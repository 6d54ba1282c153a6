"""Flags against planted and real errors: every kind of DEMETR, hallucinations, salient errors.

    python benchmarks/flags.py GOLD [--write]

GOLD holds flag/demetr.tsv, flag/hallucinations.de-en.tsv, flag/salient_error.de-en.tsv, flag/bio_mqm.*.tsv. Pair mode,
every check, the shipped policy. DEMETR: the share of texts whose score exceeds the threshold at which 3 % of the clean
sides do, and the share with a flag at the shipped thresholds. Hallucinations: AUROC of the line score. Salient errors:
accuracy of the class that the surest finding names, chance 1 in 6. Biomedical MQM: span F1 of the flags, one row per
annotator, beside marking every character.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from xling.align import AlignSettings, aligner
from xling.align.lexical import lexicon
from xling.checks import load_policy, registry
from xling.checks.lines import Bench, LineResult, flag_pairs
from xling.encode import sentence_encoder
from xling.evaluate.flags import Judgement, score_flags
from xling.glossary import load
from xling.signature import signature

KINDS = ("repetitions", "named-entities", "omission", "strong-unsupport", "full-unsupport")

CLASSES = {"quantities": "Numerical Values", "names": "Named Entities", "polarity": "Negation or Antonyms"}
CLASSES |= {"antonyms": "Negation or Antonyms", "gender": "Negation or Antonyms", "residue": "Named Entities"}
LEAST = 0.1  # confidence of a finding that tells more of a class than none at all
QUALITY = re.compile(r"(?:ish|ian|ese|al|ar|ic|ous|ive|ful|less|ed|ary|able|ible|ent|ant|ern)$")
BEFORE_NOUN = re.compile(r"[^\W\d_A-ZÄÖÜ][\w-]*e[mnrs]? [A-ZÄÖÜ]")  # a German attribute and its noun
Spans = tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]


def rows(path: Path) -> list[dict[str, str]]:
    """The lines of a TSV as records, read without quoting."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def auroc(bad: Sequence[float], good: Sequence[float]) -> float:
    """Probability that a bad text scores higher than a good one, ties count half."""
    rows = [(score, True) for score in bad] + [(score, False) for score in good]
    return score_flags([Judgement(score, (), (), ("error",) * wrong, 0) for score, wrong in rows], times=0).auroc


def span_f1(pairs: Iterable[Spans]) -> float:
    """Micro-averaged F1 over characters of (gold, found) spans."""
    return score_flags([Judgement(0.0, gold, found, (), 0) for gold, found in pairs], times=0).span_f1


def judge(pairs: list[tuple[str, str]], lang: str, bench: Bench) -> list[LineResult]:
    """One result per pair, in order."""
    return list(flag_pairs(pairs, source=lang, target="en", bench=bench))


def demetr(folder: Path, bench: Bench) -> dict[str, object]:
    """Detection per kind and language at 3 % false alarms, and at the shipped thresholds."""
    table: dict[str, object] = {}
    everything = rows(folder / "demetr.tsv")
    for lang in ("de", "zh"):
        own = [row for row in everything if row["lang"] == lang]
        clean = judge(list(dict.fromkeys((row["src"], row["mt_en"]) for row in own)), lang, bench)
        ranked = sorted((item.score for item in clean), reverse=True)
        threshold = ranked[int(0.03 * len(ranked))]
        found = judge([(row["src"], row["perturbed_en"]) for row in own], lang, bench)
        kinds: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        for row, item in zip(own, found, strict=True):
            kinds[row["pert"]].append((item.score > threshold, bool(item.flags)))
        table[lang] = {
            "clean": len(clean),
            "flagged_clean": sum(bool(item.flags) for item in clean),
            "threshold": threshold,
            "kinds": {
                kind: {
                    "pairs": len(hits),
                    "at_3_percent": round(sum(hit for hit, _ in hits) / len(hits), 3),
                    "flagged": round(sum(flag for _, flag in hits) / len(hits), 3),
                }
                for kind, hits in sorted(kinds.items())
            },
        }
    return table


def hallucinations(folder: Path, bench: Bench) -> dict[str, object]:
    """AUROC of the line score, for any error and per kind, against the lines without any."""
    lines = rows(folder / "hallucinations.de-en.tsv")
    found = judge([(row["src_de"], row["mt_en"]) for row in lines], "de", bench)
    good = [item.score for row, item in zip(lines, found, strict=True) if not any(int(row[kind]) for kind in KINDS)]
    bad = {kind: [item.score for row, item in zip(lines, found, strict=True) if int(row[kind])] for kind in KINDS}
    everyone = [item.score for row, item in zip(lines, found, strict=True) if any(int(row[kind]) for kind in KINDS)]
    return {"lines": len(lines), "any": round(auroc(everyone, good), 3)} | {
        kind: round(auroc(scores, good), 3) for kind, scores in bad.items()
    }


def error_class(item: LineResult) -> str:
    """The class of planted error that the surest finding points to, in the words of salient_error. What tells of slips
    on the surface, and calques, point to no class."""
    kinds = registry.rules()
    sure = {id(f): load_policy().of(f.rule).confidence(f.score) for f in item.findings}
    telling = [f for f in item.findings if kinds[f.rule].family in (*CLASSES, "coverage", "siblings")]
    found = max((f for f in telling if sure[id(f)] >= LEAST), key=lambda f: sure[id(f)], default=None)
    if found is None:
        return "Facts"
    family = kinds[found.rule].family
    if family in CLASSES:
        return CLASSES[family]
    if family == "siblings":
        quality = any(piece.text == "quality" for piece in found.evidence)
        return "Modifiers or Adjectives" if quality else "Facts"
    if found.rule == "XL-OMIT-001" and sure[id(found)] >= 0.5:
        return "Dropped Content"
    span, added = found.target or found.span, found.target is not None
    text = item.translation.text if item.translation and added else item.article.text
    word = span.of(text)
    if " " in word:
        return "Facts"
    if word[:1].isupper() and lexicon("de", "en").surest([word], backward=added)[0] == 0.0:
        return "Named Entities"
    if added:
        return "Modifiers or Adjectives" if QUALITY.search(word) else "Facts"
    return "Modifiers or Adjectives" if BEFORE_NOUN.match(text, span.start) else "Facts"


def salient(folder: Path, bench: Bench) -> dict[str, object]:
    """Accuracy over the six classes, and per class."""
    lines = rows(folder / "salient_error.de-en.tsv")
    found = judge([(row["src_de"], row["mt_en"]) for row in lines], "de", bench)
    right: dict[str, list[bool]] = defaultdict(list)
    for row, item in zip(lines, found, strict=True):
        right[row["error_type"]].append(error_class(item) == row["error_type"])
    everything = [hit for hits in right.values() for hit in hits]
    return {"lines": len(lines), "accuracy": round(sum(everything) / len(everything), 3), "chance": 0.167} | {
        name: round(sum(hits) / len(hits), 3) for name, hits in sorted(right.items())
    }


def biomedical(folder: Path, bench: Bench) -> dict[str, object]:
    """Span F1 over characters, by source language: flags, every finding, and every character."""
    table: dict[str, object] = {}
    for lang in ("de", "zh"):
        lines = rows(folder / f"bio_mqm.{lang}-en.tsv")
        texts = list(dict.fromkeys((row["source"], row["mt"]) for row in lines))
        found = dict(zip(texts, judge(texts, lang, bench), strict=True))
        marked: dict[str, list[Spans]] = defaultdict(list)
        for row in lines:
            gold = tuple(
                zip(map(int, row["start_ids"].split()), map(int, row["end_ids_exclusive"].split()), strict=True)
            )
            gold = tuple(span for span in gold if span[0] >= 0)
            item = found[row["source"], row["mt"]]
            flagged = [flag.finding for flag in item.flags]
            for name, spans in (("flags", flagged), ("findings", item.findings)):
                targets = (f.target for f in spans if f.target)
                marked[name].append((gold, tuple((span.start, span.end) for span in targets)))
            marked["everything"].append((gold, ((0, len(row["mt"])),)))
        table[lang] = {"rows": len(lines)} | {name: round(span_f1(pairs), 3) for name, pairs in marked.items()}
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true", help="write benchmarks/results/flags.json")
    options = parser.parse_args()
    words = aligner(settings=AlignSettings(cover=True))
    bench = Bench(load_policy(), sentence_encoder(), words, load(None).terms)
    folder = options.gold / "flag"
    result = {
        "demetr": demetr(folder, bench),
        "hallucinations": hallucinations(folder, bench),
        "salient_error": salient(folder, bench),
        "bio_mqm": biomedical(folder, bench),
        "signature": signature([("pol", bench.policy.digest), ("al", words.signature)]),
    }
    text = json.dumps(result, indent=1, ensure_ascii=False)
    print(text)
    if options.write:
        (Path(__file__).parent / "results" / "flags.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
