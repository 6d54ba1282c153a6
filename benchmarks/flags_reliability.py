"""Reliability of the confidences of the pair checks, and what --sensitivity buys, on the planted errors of DEMETR.

    python benchmarks/flags_reliability.py GOLD

A finding on a text with a planted error is right when the same finding is not made on the clean translation: the error
caused it. Findings on clean translations are wrong. One text in 36 has an error of a given kind, so the confidences
hold for text in which errors of a kind are rare. Bins, calibration error and the cross-validated isotonic fit are as in
``calques_reliability.py``; folds go by source sentence. ``curves`` gives, per family and factor on its thresholds (as
``--sensitivity`` sets them: low 1.6, normal 1, high 0.55), the share of flags that are right and the share of planted
errors found among the kinds of the family. Results go to ``benchmarks/results/flags_reliability.json``.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from zlib import crc32

from calques_reliability import FOLDS, calibration_error, table
from flags import judge, rows

from xling.align import AlignSettings, aligner
from xling.checks import load_policy, registry
from xling.checks.lines import Bench, LineResult
from xling.checks.policy import moved
from xling.encode import sentence_encoder
from xling.glossary import load
from xling.signature import signature
from xling.types import Finding

FACTORS = (2.0, 1.6, 1.3, 1.0, 0.8, 0.55, 0.3)
KINDS = {
    "quantities": ("id10",),
    "antonyms": ("id7",),
    "gender": ("id11",),
    "names": ("id9", "id25"),
    "polarity": ("id8",),
    "coverage": ("id21", "id22", "id23", "id24", "id25", "id5_", "id6_", "id33"),
    "residue": ("id4",),
    "surface": ("id19", "id28", "id29", "id30", "id31", "id32"),
    "spelling": ("id26", "id27"),
    "repetition": ("id1_", "id2_"),
}
"""The kinds of DEMETR that each family is there for."""
Made = tuple[str, str, str, Finding, bool]  # kind, source, text, finding, right


def collect(folder: Path, bench: Bench) -> list[Made]:
    """All findings of the pair checks on DEMETR, each with the kind of its text ("" for clean ones)."""
    made: list[Made] = []
    everything = rows(folder / "demetr.tsv")
    for lang in ("de", "zh"):
        own = [row for row in everything if row["lang"] == lang]
        texts = list(dict.fromkeys((row["src"], row["mt_en"]) for row in own))
        clean: dict[tuple[str, str], LineResult] = dict(zip(texts, judge(texts, lang, bench), strict=True))
        for (source, text), item in clean.items():
            made += [("", source, text, finding, False) for finding in item.findings]
        found = judge([(row["src"], row["perturbed_en"]) for row in own], lang, bench)
        for row, item in zip(own, found, strict=True):
            before = clean[row["src"], row["mt_en"]].findings
            made += [
                (row["pert"], row["src"], row["perturbed_en"], finding, not known(finding, before))
                for finding in item.findings
            ]
    return made


def known(finding: Finding, before: tuple[Finding, ...]) -> bool:
    """True when the clean text has the finding as well, nearly as strong."""
    same = (other for other in before if other.rule == finding.rule and other.score > finding.score - 0.08)
    return any(other.message == finding.message or finding.rule.startswith(("XL-OMIT", "XL-ADD")) for other in same)


def curve(made: list[Made], family: str, texts: dict[str, int]) -> list[dict[str, float]]:
    """Precision of flags and recall of the planted errors of ``family`` as its thresholds move."""
    policy, points = load_policy(), []
    wanted = [kind for kind in texts if any(mark in kind for mark in KINDS[family])]
    for factor in FACTORS:
        own = [each for each in made if registry.rules()[each[3].rule].family == family]
        flags = [each for each in own if each[3].score >= moved(policy.of(each[3].rule).threshold, factor)]
        hit = {each[:3] for each in flags if each[4] and each[0] in wanted}
        points.append(
            {
                "factor": factor,
                "flags": len(flags),
                "precision": round(sum(each[4] for each in flags) / max(1, len(flags)), 3),
                "recall": round(len(hit) / max(1, sum(texts[kind] for kind in wanted)), 3),
            }
        )
    return points


def main(gold: Path) -> None:
    words = aligner(settings=AlignSettings(cover=True))
    bench = Bench(load_policy(), sentence_encoder(), words, load(None).terms)
    made = collect(gold / "flag", bench)
    by_rule: dict[str, list[tuple[int, float, bool]]] = defaultdict(list)
    for _, source, _, finding, right in made:
        if registry.rules()[finding.rule].family in KINDS:
            by_rule[finding.rule].append((crc32(source.encode()) % FOLDS, finding.score, right))
    texts: dict[str, int] = defaultdict(int)
    for row in rows(gold / "flag" / "demetr.tsv"):
        texts[row["pert"]] += 1
    pairs = [(load_policy().of(rule).confidence(s), right) for rule, each in by_rule.items() for _, s, right in each]
    result = {
        "rules": {rule: table(findings, rule) for rule, findings in sorted(by_rule.items())},
        "all": {"findings": len(pairs), "error": round(calibration_error(pairs), 3)},
        "curves": {family: curve(made, family, texts) for family in KINDS},
        "signature": signature([("pol", bench.policy.digest), ("al", words.signature)]),
    }
    path = Path(__file__).parent / "results" / "flags_reliability.json"
    path.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result["curves"], ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
