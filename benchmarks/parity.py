"""Parity gate: python benchmarks/parity.py BUNDLE MARIAN SOURCES REFERENCES [--lines 500]

BUNDLE is the CTranslate2 int8 folder, MARIAN the Marian folder it was made from (torch, fp32), both decode the same
lines. Exit code 1 when int8 loses more than 0.3 BLEU.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from xling.evaluate.parity import parity

ALLOWED_LOSS = 0.3  # BLEU


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("marian", type=Path)
    parser.add_argument("sources", type=Path)
    parser.add_argument("references", type=Path)
    parser.add_argument("--lines", type=int, default=500)
    parser.add_argument("--beam", type=int, default=1)
    args = parser.parse_args()
    sources, references = (
        path.read_text(encoding="utf-8").splitlines()[: args.lines] for path in (args.sources, args.references)
    )
    result = parity(args.bundle, args.marian, sources, references, beam=args.beam)
    print(json.dumps(asdict(result), indent=1))
    return int(result.bleu_difference < -ALLOWED_LOSS)


if __name__ == "__main__":
    sys.exit(main())
