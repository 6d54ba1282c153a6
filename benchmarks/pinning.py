"""Terms that hold: success, quality and time of term pinning on the WMT 2023 terminology sets.

    python benchmarks/pinning.py GOLD [--direction de-en] [--set dev] [--rows 400] [--model NAME] [--show 30] [--write]

GOLD holds terms/wmt23.{deen,zhen}.{dev,test}.tsv. Success counts a term once per sentence: "exact" as a string without
regard to case, the measure of the task (Semenov et al. 2023), "inflected" in any form that the glossary accepts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xling.signature import package_version
from xling.translate import TranslateSettings
from xling.translate.build import build
from xling.translate.engine import MarianTranslator
from xling.translate.locate import locate
from xling.translate.terms import exact, occurrences
from xling.types import Segment, Span, Term, TermMatch, TermOutcome, Translation

RESULTS = Path(__file__).parent / "results" / "pinning.json"


@dataclass(frozen=True, slots=True)
class Seconds:
    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Row:
    source: str
    reference: str
    terms: dict[str, tuple[Term, ...]]  # "proper" and "random"


def read(path: Path, direction: str, limit: int) -> list[Row]:
    source, target = direction.split("-")
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    names = lines[0].split("\t")
    rows = []
    for line in lines[1 : limit + 1]:
        cells = dict(zip(names, line.split("\t"), strict=True))
        terms = {
            kind: tuple(
                Term(entry[source], entry[target], source, target)
                for entry in json.loads(
                    cells[f"terms_{kind}_json"].replace(",,", ",") or "[]"
                )  # one row lacks an entry
                if entry[source].strip() and entry[target].strip()
            )
            for kind in ("proper", "random")
        }
        rows.append(Row(cells["src"], cells["ref_en"], terms))
    return rows


def quality(outputs: Sequence[str], references: Sequence[str]) -> dict[str, Any]:
    import sacrebleu

    bleu, chrf = sacrebleu.metrics.BLEU(), sacrebleu.metrics.CHRF()
    return {
        "bleu": round(bleu.corpus_score(outputs, [references]).score, 2),
        "chrf": round(chrf.corpus_score(outputs, [references]).score, 2),
        "signatures": [str(bleu.get_signature()), str(chrf.get_signature())],
    }


def success(results: Sequence[Translation], rows: Sequence[Row], kind: str, *, in_reference: bool) -> dict[str, Any]:
    total = strict = inflected = 0
    for result, row in zip(results, rows, strict=True):
        for term in dict.fromkeys(row.terms[kind]):
            if in_reference and not exact(term.target, row.reference):
                continue
            total += 1
            strict += exact(term.target, result.text)
            inflected += exact(term.target, result.text) or any(
                True for _ in occurrences(term.target, "en", result.text)
            )
    if not total:
        return {"terms": 0}
    return {"terms": total, "exact": round(strict / total, 4), "inflected": round(inflected / total, 4)}


def run(engine: MarianTranslator, rows: Sequence[Row], kind: str) -> tuple[list[Translation], Seconds]:
    lang = engine.info.source
    segments = [
        Segment(f"r#{index}", "r", index, lang, row.source, Span(0, len(row.source))) for index, row in enumerate(rows)
    ]
    matches: list[list[TermMatch]] = [locate(row.source, row.terms[kind]) if kind else [] for row in rows]
    start, busy = time.perf_counter(), time.process_time()
    results = engine.translate(segments, matches)
    return results, Seconds(time.perf_counter() - start, time.process_time() - busy)


def rungs(results: Sequence[Translation]) -> dict[str, Any]:
    """How many terms each rung settled, and the share that holds up to and including it."""
    counts: Counter[str] = Counter()
    for result in results:
        for hit in result.terms:
            counts["marks" if hit.reason == "inline marks" else hit.outcome.value] += 1
    total, so_far, table = sum(counts.values()), 0, {}
    for name in ("model", "marks", *list(TermOutcome)[1:]):
        so_far += counts[name] if name != TermOutcome.MISSED else 0
        table[str(name)] = {"terms": counts[name], "up_to_here": round(so_far / total, 4) if total else None}
    return table


def measure(direction: str, rows: Sequence[Row], model: str, threads: int) -> tuple[dict[str, Any], list[Translation]]:
    source, target = direction.split("-")
    engines = {
        mode: build(source, target, TranslateSettings(terms=mode, model=model, cache=False, threads=threads))
        for mode in ("off", "soft", "force")
    }
    references = [row.reference for row in rows]
    with_terms = [index for index, row in enumerate(rows) if row.terms["proper"]]
    run(engines["soft"], rows[:8], "proper")  # warm-up: model pages and the word encoder
    plain, plain_time = run(engines["off"], rows, "")
    table: dict[str, Any] = {
        "signature": engines["soft"].signature,
        "rows": len(rows),
        "rows_with_terms": len(with_terms),
    }
    table["off"] = {
        "seconds": round(plain_time.wall, 2),
        "cpu_seconds": round(plain_time.cpu, 2),
        "proper": success(plain, rows, "proper", in_reference=False),
        "proper_in_reference": success(plain, rows, "proper", in_reference=True),
        "random": success(plain, rows, "random", in_reference=False),
        **quality([each.text for each in plain], references),
    }
    kept: list[Translation] = []
    for mode, kind in (("soft", "proper"), ("force", "proper"), ("soft", "random")):
        results, seconds = run(engines[mode], rows, kind)
        kept = kept or results
        untouched = [i for i, row in enumerate(rows) if not row.terms[kind]]
        table[f"{mode} {kind}"] = {
            "seconds": round(seconds.wall, 2),
            "time_ratio": round(seconds.wall / plain_time.wall, 2),
            "cpu_ratio": round(seconds.cpu / plain_time.cpu, 2),  # steadier where others use the machine
            kind: success(results, rows, kind, in_reference=False),
            f"{kind}_in_reference": success(results, rows, kind, in_reference=True),
            "rungs": rungs(results),
            "changed_without_terms": sum(results[i].text != plain[i].text for i in untouched),
            **quality([each.text for each in results], references),
        }
    return table, kept


def show(results: Sequence[Translation], rows: Sequence[Row], each: int) -> None:
    """Print ``each`` examples of every outcome, for reading."""
    seen: Counter[str] = Counter()
    for result, row in zip(results, rows, strict=True):
        for hit in result.terms:
            name = "marks" if hit.reason == "inline marks" else hit.outcome.value
            if seen[name] < each:
                seen[name] += 1
                print(f"[{name}] {hit.match.term.source} = {hit.match.term.target}  {hit.reason}")
                print(f"    {row.source}\n    {result.text}\n    {row.reference}")


def machine() -> dict[str, Any]:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout
    return {
        "commit": commit.strip(),
        "xling": package_version(),
        "python": platform.python_version(),
        "cores": len(os.sched_getaffinity(0)),
        "load": [round(value, 1) for value in os.getloadavg()],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--direction", action="append", choices=["de-en", "zh-en"])
    parser.add_argument("--set", default="dev", choices=["dev", "test"])
    parser.add_argument("--rows", type=int, default=400)
    parser.add_argument("--model", default="")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    arguments = parser.parse_args()
    tables: dict[str, Any] = {"machine": machine(), "set": arguments.set}
    for direction in arguments.direction or ["de-en", "zh-en"]:
        name = f"wmt23.{direction.replace('-', '')}.{arguments.set}.tsv"
        rows = read(arguments.gold / "terms" / name, direction, arguments.rows)
        tables[direction], results = measure(direction, rows, arguments.model, arguments.threads)
        print(json.dumps(tables[direction], indent=2, ensure_ascii=False))
        show(results, rows, arguments.show)
    if arguments.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(tables, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
