"""How sure the AER of the default settings is, and whether growing links pays: intervals and repeated halves.

    python benchmarks/align_stability.py GOLD [--out benchmarks/results/align_stability.json]

GOLD is as for ``align.py``. Intervals (95 %) come from drawing sentences with replacement. "halves": settings are
chosen on a random half of the sentences and measured on the other, 200 times, once among settings that grow links and
once among those that keep mutual links only; what is shipped is measured on the same other halves.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
from align import SETS, Cached, read
from numpy.typing import NDArray

from xling.align.tuned import CHINESE, DEFAULT, TunedSettings, tuned_links
from xling.align.words import spaced
from xling.evaluate.aer import GoldLinks
from xling.signature import package_version

Counts = NDArray[np.float64]
Choice = tuple[float, float, float]
OFF = 2.0  # no probability is above it
ACCEPT, SURE, ALONE = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45), (0.6, 0.7, 0.8, 0.9), (0.05, 0.1, 0.2, OFF)
MUTUAL = (0.25, OFF, OFF)


def counts(found: list[set[tuple[int, int]]], gold: list[GoldLinks]) -> Counts:
    """For each sentence what AER adds up: links that are right, and links and sure gold links."""
    pairs = zip(found, gold, strict=True)
    rows = [(len(a & set(g.sure)) + len(a & set(g.possible)), len(a) + len(g.sure)) for a, g in pairs]
    return np.array(rows, np.float64)


def rate(table: Counts) -> float:
    return float(100 * (1 - table[:, 0].sum() / table[:, 1].sum()))


def interval(values: NDArray[np.float64]) -> list[float]:
    return [round(float(value), 2) for value in np.quantile(values, (0.025, 0.975))]


def grid(folder: Path, name: str, encoder: Cached) -> tuple[dict[Choice, Counts], Choice]:
    pairs, gold = read(folder, name)
    base = CHINESE if SETS[name][0] == "zh" else DEFAULT
    texts = [spaced(p.source, p.source_tokens) if SETS[name][0] == "zh" else (p.source, p.source_tokens) for p in pairs]
    sources = encoder.pieces([text for text, _ in texts], [words for _, words in texts])
    targets = encoder.pieces([p.target for p in pairs], [p.target_tokens for p in pairs])

    def run(settings: TunedSettings) -> Counts:
        rows = zip(pairs, sources, targets, strict=True)
        links = [tuned_links(*row, encoder=encoder.signature, settings=settings) for row in rows]
        return counts([{(link.source, link.target) for link in found} for found in links], gold)

    choices = [*product(ACCEPT, SURE, ALONE), *((accept, OFF, OFF) for accept in ACCEPT)]
    tables = {key: run(replace(base, accept=key[0], sure=key[1], alone=key[2])) for key in choices}
    return tables, (base.accept, base.sure, base.alone)


def study(tables: dict[Choice, Counts], shipped: Choice) -> dict[str, object]:
    random, size = np.random.default_rng(0), len(tables[shipped])
    draws = random.integers(0, size, (5000, size))
    ours, mutual = (np.array([rate(tables[key][draw]) for draw in draws]) for key in (shipped, MUTUAL))
    families = {
        "growing": [key for key in tables if key[1] < OFF],
        "mutual links only": [key for key in tables if key[1] == OFF],
        "shipped": [shipped],
    }
    halves: dict[str, list[float]] = {name: [] for name in families}
    for _ in range(200):
        order = random.permutation(size)
        for name, keys in families.items():
            chosen = min(keys, key=lambda key: rate(tables[key][order[: size // 2]]))
            halves[name].append(rate(tables[chosen][order[size // 2 :]]))
    return {
        "shipped": {"accept, sure, alone": shipped, "AER": round(rate(tables[shipped]), 2), "95 %": interval(ours)},
        "mutual links only": {"accept": MUTUAL[0], "AER": round(rate(tables[MUTUAL]), 2), "95 %": interval(mutual)},
        "mutual less shipped": {"mean": round(float((mutual - ours).mean()), 2), "95 %": interval(mutual - ours)},
        "halves, mean AER on the other half": {k: round(float(np.mean(v)), 2) for k, v in halves.items()},
        "least and most AER of all settings tried": [round(f(map(rate, tables.values())), 2) for f in (min, max)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "align_stability.json")
    options = parser.parse_args()
    encoder = Cached()
    report: dict[str, object] = {"signature": f"{encoder.signature}|method:tuned|xling {package_version()}"}
    report |= {name: study(*grid(options.gold, name, encoder)) for name in SETS}
    text = json.dumps(report, indent=1, ensure_ascii=False)
    print(text)
    options.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
