"""Reliability of the confidences of XL-CALQ, XL-SENSE and XL-POL on GOLD/flag: table by bins, calibration error.

    python benchmarks/calques_reliability.py GOLD [GOLD ...]

Several sets are pooled; ``benchmarks/data/calques`` is one of our own. A finding on a calque sentence is right when it
overlaps the span of the calque; every other finding, and every finding on a good or clean sentence, is wrong. The
sentences are half calques and half look-alikes, so the confidences hold for such a mix. Suspected images (XL-CALQ-002)
are measured as if no expression were in the lexicon. ``cross-validated`` fits a monotone calibration (Zadrozny and
Elkan 2002) on four fifths of the rows and measures it on the last fifth. Results go to
``benchmarks/results/calques_reliability.json``.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import defaultdict
from pathlib import Path

from calques import judge, overlap, rows

from xling.checks.idiom_origin import SUSPECTED
from xling.checks.idiom_suspect import suspects
from xling.checks.policy import load_policy
from xling.encode import sentence_encoder
from xling.types import Span

FOLDS = 5
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)


def collect(gold: Path) -> dict[str, list[tuple[int, float, bool]]]:
    """Rule → (fold, raw score, right) of all findings; a row's good and bad sentence share their fold."""
    encoder = sentence_encoder()
    calques, clean = rows(gold / "flag" / "calques.tsv"), rows(gold / "flag" / "clean.tsv")
    found: dict[str, list[tuple[int, float, bool]]] = defaultdict(list)
    for lang in ("de", "en"):
        for table, column in ((calques, f"{lang}_calque"), (calques, f"{lang}_good"), (clean, lang)):
            texts = [row[column] for row in table]
            images = suspects([(text, lang) for text in texts], encoder)
            for number, (row, judged, image) in enumerate(zip(table, judge(texts, lang, encoder), images, strict=True)):
                at = row[column].find(row[f"{lang}_span"]) if column.endswith("calque") else -1
                span = Span(at, at + len(row[f"{lang}_span"])) if at >= 0 else None
                scored = [(each.rule, each.score, each.span) for each in judged.findings if each.rule != SUSPECTED]
                if image is not None:
                    scored.append((SUSPECTED, image.score, image.span))
                for rule, score, where in scored:
                    right = span is not None and overlap(where, span) > 0
                    found[rule].append((number % FOLDS, score, right))
    return found


def calibration_error(pairs: list[tuple[float, bool]]) -> float:
    """Expected calibration error over ``BINS``: mean distance of confidence and precision, weighted by count."""
    total = 0.0
    for low, high in itertools.pairwise(BINS):
        inside = [(confidence, right) for confidence, right in pairs if low <= confidence < high]
        total += abs(sum(confidence for confidence, _ in inside) - sum(right for _, right in inside))
    return total / max(1, len(pairs))


def monotone(findings: list[tuple[int, float, bool]]) -> dict[str, object]:
    """Isotonic fit on all findings of a rule, and the calibration error of the same fit across folds."""
    from sklearn.isotonic import IsotonicRegression

    held: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        rest = [(score, right) for number, score, right in findings if number != fold]
        own = [(score, right) for number, score, right in findings if number == fold]
        if rest and own:
            fit = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip").fit(*zip(*rest, strict=True))
            predicted = fit.predict([score for score, _ in own])
            held += [(float(each), right) for each, (_, right) in zip(predicted, own, strict=True)]
    fit = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip")
    fit.fit([score for _, score, _ in findings], [right for _, _, right in findings])
    grid = (0.05, 0.2, 0.4, 0.6, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.99, 1.0)
    knots = [[each, round(float(value), 2)] for each, value in zip(grid, fit.predict(grid), strict=True)]
    return {"cross-validated error": round(calibration_error(held), 3), "isotonic": knots}


def table(findings: list[tuple[int, float, bool]], rule: str) -> dict[str, object]:
    """Bins of confidence against precision, and calibration errors, of one rule."""
    policy = load_policy()
    pairs = [(policy.of(rule).confidence(score), right) for _, score, right in findings]
    flagged = [right for _, score, right in findings if score >= policy.threshold(rule)]
    bins = []
    for low, high in itertools.pairwise(BINS):
        inside = [(confidence, right) for confidence, right in pairs if low <= confidence < high]
        if inside:
            mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            bins.append({"confidence": round(mean, 3), "right": round(share, 3), "findings": len(inside)})
    return {
        "findings": len(findings),
        "flags": len(flagged),
        "right among flags": round(sum(flagged) / max(1, len(flagged)), 3),
        "error": round(calibration_error(pairs), 3),
        "error of folds 1 and 3": round(calibration_error([pairs[at] for at in _held_out(findings)]), 3),
        **monotone(findings),
        "bins": bins,
    }


def _held_out(findings: list[tuple[int, float, bool]]) -> list[int]:
    """Places of the findings on which no calibration of the policy was fitted."""
    return [place for place, (fold, _, _) in enumerate(findings) if fold in (1, 3)]


def main(folders: list[Path]) -> None:
    policy = load_policy()
    results: dict[str, object] = {}
    everything: list[tuple[float, bool]] = []
    pooled: dict[str, list[tuple[int, float, bool]]] = defaultdict(list)
    for gold in folders:
        for rule, findings in collect(gold).items():
            pooled[rule] += findings
    for rule, findings in sorted(pooled.items()):
        everything += [(policy.of(rule).confidence(score), right) for _, score, right in findings]
        results[rule] = table(findings, rule)
    results["all"] = {"findings": len(everything), "error": round(calibration_error(everything), 3)}
    path = Path(__file__).parent / "results" / "calques_reliability.json"
    path.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(results, ensure_ascii=False))


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
