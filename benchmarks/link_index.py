"""xling's own index beside usearch and faiss: the ten nearest of each of n vectors among all n, as linking wants them.

    python benchmarks/link_index.py [--size 100000] [--only NAME] [--write]

usearch (HNSW, int8) and faiss (IVF-flat; HNSW over half floats) are measured where they are installed. Vectors are
those of ``link_scale.py``; recall is over the near ones (cosine over 0.4) of 4000 rows, brute force being the truth.
Times are CPU seconds of one thread, building and searching together, each index in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.link_scale import BLOCK, WIDTH, _best, made
from xling.claims import index

RESULTS = Path(__file__).parent / "results" / "link_scale.json"
ROWS = 4000
NEAREST = 10


def own(vectors: np.ndarray, probes: int) -> np.ndarray:
    index.PROBES = probes
    return index.nearest(vectors, vectors, NEAREST)[0]


def usearch(vectors: np.ndarray) -> np.ndarray:
    from usearch.index import Index

    made_index = Index(ndim=WIDTH, metric="cos", dtype="i8", connectivity=16, expansion_add=64, expansion_search=64)
    made_index.add(np.arange(len(vectors)), vectors, threads=1)
    return np.asarray(made_index.search(vectors, NEAREST, threads=1).keys).astype(np.int64)


def faiss_cells(vectors: np.ndarray) -> np.ndarray:
    import faiss

    faiss.omp_set_num_threads(1)
    cells = int(len(vectors) ** 0.5)
    quantizer = faiss.IndexFlatIP(WIDTH)
    made_index = faiss.IndexIVFFlat(quantizer, WIDTH, cells, faiss.METRIC_INNER_PRODUCT)
    made_index.cp.niter = 5
    made_index.train(vectors[: 64 * cells])
    made_index.add(vectors)
    made_index.nprobe = 24
    return made_index.search(vectors, NEAREST)[1]


def faiss_graph(vectors: np.ndarray) -> np.ndarray:
    import faiss

    faiss.omp_set_num_threads(1)
    made_index = faiss.IndexHNSWSQ(WIDTH, faiss.ScalarQuantizer.QT_fp16, 16, faiss.METRIC_INNER_PRODUCT)
    made_index.hnsw.efConstruction = made_index.hnsw.efSearch = 64
    made_index.train(vectors)
    made_index.add(vectors)
    return made_index.search(vectors, NEAREST)[1]


WAYS: dict[str, tuple[str, Callable[[np.ndarray], np.ndarray]]] = {
    "own, 24 cells": ("numpy", lambda vectors: own(vectors, 24)),
    "own, 64 cells": ("numpy", lambda vectors: own(vectors, 64)),
    "own, 96 cells": ("numpy", lambda vectors: own(vectors, 96)),
    "usearch HNSW int8": ("usearch", usearch),
    "faiss IVF-flat, 24 cells": ("faiss", faiss_cells),
    "faiss HNSW float16": ("faiss", faiss_graph),
}


def measure(name: str, size: int) -> dict[str, float | str]:
    """Time, recall and memory of one index."""
    vectors = made(size)[1]
    start = time.process_time()
    ids = WAYS[name][1](vectors)
    seconds = time.process_time() - start
    truth = [near for row in range(0, min(size, ROWS), BLOCK) for near in _best(vectors[row : row + BLOCK] @ vectors.T)]
    recall = sum(len(set(a) & b) for a, b in zip(ids.tolist(), truth, strict=False)) / sum(map(len, truth))
    return {
        "index": name,
        "claims": size,
        "CPU seconds": round(seconds, 1),
        "recall of near ones": round(recall, 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--only", choices=WAYS)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    if chosen.only:
        print(json.dumps(measure(chosen.only, chosen.size)))
        return
    found = []
    for name, (package, _) in WAYS.items():
        if find_spec(package) is None:
            print(f"{name}: {package} is not installed")
            continue
        command = [sys.executable, __file__, "--size", str(chosen.size), "--only", name]
        found.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        print(found[-1], flush=True)
    if chosen.write:
        result = json.loads(RESULTS.read_text(encoding="utf-8")) | {"index": found}
        RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
