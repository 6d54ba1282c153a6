"""What adapting a bundled model brings: python benchmarks/fine_tune.py PAIRS.tsv --direction de-en [--pairs 6000]

PAIRS.tsv holds source<TAB>target of one domain, a translation memory. Some pairs are held out, the model is fine-tuned
on the others with the example of "xling train" for --minutes on one thread, and the held-out sources are translated
through xling before and after. A held-out pair shares neither side with a pair trained on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from mt import through_xling

from xling.evaluate.mt import quality
from xling.paths import data_dir
from xling.text import fold
from xling.train import load, train
from xling.train.config import CorpusConfig

RECIPE = data_dir() / "fine-tune.toml"
RESULTS = Path(__file__).parent / "results" / "fine_tune.json"


def divided(path: Path, held: int, most: int) -> tuple[list[list[str]], list[list[str]]]:
    """(pairs to train on, pairs held out), drawn with a fixed seed; sentences of 20 to 300 characters."""
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    rows = [row for line in lines if len(row := line.split("\t")[:2]) == 2 and 20 < len(row[0]) < 300]
    random.Random(1).shuffle(rows)
    test, rest = rows[:held], rows[held:]
    seen = {fold(side) for row in test for side in row}
    return [row for row in rest if not seen & {fold(side) for side in row}][:most], test


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs_file", type=Path)
    parser.add_argument("--direction", default="de-en")
    parser.add_argument("--pairs", type=int, default=6000)
    parser.add_argument("--held", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=4.0)
    parser.add_argument("--domain", default="", help="what the pairs are, for the results")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    args = parser.parse_args()
    memory, test = divided(args.pairs_file, args.held, args.pairs)
    source, target = args.direction.split("-")
    recipe = load(RECIPE)
    with tempfile.TemporaryDirectory() as folder:
        pairs = Path(folder) / "memory.tsv"
        pairs.write_text("".join(f"{a}\t{b}\n" for a, b in memory), encoding="utf-8")
        config = replace(
            recipe,
            name="adapted",
            source=source,
            target=target,
            start_from=args.direction,
            threads=1,
            corpora=(CorpusConfig(str(pairs), 1.0),),
            optimisation=replace(recipe.optimisation, minutes=args.minutes),
        )
        trained = train(config, Path(folder) / "run", notify=lambda text: print(text, file=sys.stderr))
        references = [[row[1] for row in test]]
        before, after = (
            quality(through_xling(model, [row[0] for row in test], args.direction, 1), references)
            for model in (Path(args.direction), trained.bundle)
        )
    found = {
        "domain": args.domain or args.pairs_file.name,
        "pairs_sha256": hashlib.sha256(args.pairs_file.read_bytes()).hexdigest()[:16],
        "direction": args.direction,
        "trained_on": len(memory),
        "held_out": len(test),
        "minutes": args.minutes,
        "steps": trained.history[-1].step,
        "before": str(before),
        "after": str(after),
    }
    print(json.dumps(found, ensure_ascii=False, indent=1))
    if args.write:
        known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
        known[f"{args.direction} {found['domain']}"] = found
        RESULTS.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
