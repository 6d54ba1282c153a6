"""The benchmarks that need no data from outside, one after the other: ``make bench``. Minutes on two cores."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
JOBS = (
    ("reading and segmenting", ["segment.py", "--folder", str(HERE.parent / "seeds")]),
    ("term matching", ["glossary.py", "speed"]),
    ("translation backends", ["translate_speed.py", "--sentences", "8", "--rounds", "2"]),
    ("linking at scale", ["link_scale.py", "--sizes", "5000", "10000"]),
)


def main() -> int:
    """Exit code 1 when any of them failed."""
    failed = 0
    for title, words in JOBS:
        print(f"== {title}", flush=True)
        failed |= subprocess.run([sys.executable, str(HERE / words[0]), *words[1:]], check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
