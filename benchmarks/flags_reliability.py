"""Whether the confidences of the pair checks mean what they say: bins and calibration error of every rule.

    python benchmarks/flags_reliability.py GOLD [--cache FILE] [--write]

Right are the findings that a planted error of DEMETR caused, wrong are all on its clean translations and on ordinary
pairs (generaltest2022, people's translations), which are counted so often that half of all texts are clean. So the
confidences hold where every other sentence has one error of some kind; where errors are rarer they promise too much.
The rules of calques, senses and polarity are measured by ``calques_reliability.py``, which also explains bins, error
and cross-validated fit. The calibrations of ``policy.toml`` are fitted on the folds 0, 2 and 4 (by source sentence);
"error of folds 1 and 3" is theirs on the rest. ``flags_findings.py`` says what the sets are. ``--write`` makes
``benchmarks/results/flags_reliability.json``, ``docs/reliability.md`` and ``docs/reliability.svg``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from calques_reliability import FOLDS, calibration_error, table
from flags_findings import Text, arguments, bench, keep, read
from reliability_page import page, picture

from xling.checks import load_policy, registry
from xling.signature import signature

ELSEWHERE = ("calques", "senses")  # families that are measured by calques_reliability.py
FEWEST = 20  # findings below which a table says nothing


def observations(texts: list[Text]) -> dict[str, list[tuple[int, float, bool]]]:
    """Rule → (fold, raw score, right) on pairs. Findings that the clean translation has too are left to that one."""
    planted = [text for text in texts if text.origin == "demetr" and text.kind]
    clean = [text for text in texts if text.origin in ("demetr", "news-pair") and not text.kind]
    often = max(1, round(len(planted) / max(1, len(clean))))
    found: dict[str, list[tuple[int, float, bool]]] = defaultdict(list)
    for text in planted:
        for rule, score, right in text.found:
            if right:
                found[rule].append((text.group % FOLDS, score, True))
    for text in clean:
        for rule, score, _ in text.found:
            found[rule] += [(text.group % FOLDS, score, False)] * often
    families = {rule.id: rule.family for rule in registry.rules().values()}
    return {rule: each for rule, each in sorted(found.items()) if families[rule] not in ELSEWHERE}


def main() -> None:
    options = arguments(__doc__)
    tools = bench()
    found = observations(read(options.gold, tools, options.cache))
    policy = load_policy()
    pairs = [(policy.of(rule).confidence(score), right) for rule, each in found.items() for _, score, right in each]
    held = [
        (policy.of(rule).confidence(score), right)
        for rule, each in found.items()
        for fold, score, right in each
        if fold in (1, 3)
    ]
    result = {
        "rules": {rule: table(each, rule) for rule, each in found.items() if len(each) >= FEWEST},
        "too few findings": {rule: len(each) for rule, each in found.items() if len(each) < FEWEST},
        "never found here": sorted(set(registry.rules()) - set(found)),
        "all": {
            "findings": len(pairs),
            "error": round(calibration_error(pairs), 3),
            "error of folds 1 and 3": round(calibration_error(held), 3),
        },
        "signature": signature([("pol", policy.digest), ("al", tools.aligner.signature if tools.aligner else "none")]),
    }
    if options.write:
        calques = Path(__file__).parent / "results" / "calques_reliability.json"
        others = json.loads(calques.read_text(encoding="utf-8"))
        keep("flags_reliability", result, "reliability", page(result, others), picture(result, others))
    keys = ("findings", "flags", "right among flags", "error", "error of folds 1 and 3")
    for rule, each in result["rules"].items():
        print(rule, *(f"{key} {each[key]}" for key in keys), sep="\t")
    print(json.dumps(result["all"]))


if __name__ == "__main__":
    main()
