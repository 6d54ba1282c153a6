"""Linking 10 000 to 100 000 claims in one run, and one article more in a store of many.

    python benchmarks/link_scale.py [--sizes 10000 30000 100000] [--write]

The claims are made up: events with an actor, a partner, an amount and a year, each told in about four articles in
three languages; vectors are 384 random dimensions per event plus noise, so the encoder's own time (about 4 ms a claim
on one core) is left out. Brute force is the numpy product of all pairs in blocks, with the ten best of each row taken,
measured on 4000 rows and scaled up; recall counts those of the ten that are near (cosine over 0.4: the same event).
Times are CPU seconds of one core, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np

from xling.claims.candidates import by_meaning
from xling.claims.index import nearest
from xling.claims.link import Linker
from xling.claims.store import ClaimStore
from xling.types import Article, Claim, Name, NameKind, Quantity, QuantityKind, Span

RESULTS = Path(__file__).parent / "results" / "link_scale.json"
PER_ARTICLE = 40
WIDTH = 384
BLOCK = 500
NEAR = 0.4
FRAMES = {
    "de": "{a} kauft Anteile an {b} für {n} Millionen Dollar",
    "en": "{a} is buying a stake in {b} for ${n} million",
    "zh": "{a}以{n}百万美元收购{b}的股份",
}


def made(count: int) -> tuple[list[Claim], np.ndarray]:
    """``count`` claims about count/4 events, and their unit vectors."""
    random = np.random.default_rng(7)
    events = count // 4
    actors = random.integers(0, max(50, events // 10), (events, 2))
    amounts = random.integers(11, 9999, events)
    meanings = random.normal(size=(events, WIDTH)).astype(np.float32)
    claims, vectors = [], np.empty((count, WIDTH), np.float32)
    order = random.permutation(count)
    for number in range(count):
        event = int(order[number]) % events
        lang = ("de", "en", "zh")[number % 3]
        claims.append(_claim(number, lang, *map(int, actors[event]), int(amounts[event])))
        vectors[number] = meanings[event] + 0.6 * random.normal(size=WIDTH)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return claims, vectors


def _claim(number: int, lang: str, first: int, second: int, amount: int) -> Claim:
    names = f"Firma{first}", f"Werk{second}"
    text = FRAMES[lang].format(a=names[0], b=names[1], n=amount)
    money = f"{amount}"
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in (*names, money)]
    return Claim(
        f"a{number // PER_ARTICLE}#{number}/0",
        f"a{number // PER_ARTICLE}",
        f"a{number // PER_ARTICLE}#{number}",
        lang,
        text,
        Span(0, len(text)),
        (Quantity(QuantityKind.MONEY, *[Decimal(amount * 10**6)] * 2, "USD", spans[2], money, digits=len(money)),),
        tuple(Name(w, s, NameKind.ORGANISATION, w.lower()) for w, s in zip(names, spans, strict=False)),
    )


class Vectors:
    """Stands in for the encoder: gives the made vectors back in order."""

    signature = "made"

    def __init__(self, vectors: np.ndarray) -> None:
        self._vectors, self._next = vectors, 0

    def encode(self, texts: list[str]) -> np.ndarray:
        start = self._next
        if len(texts) == 12:  # the plain sentences that centre a language
            return np.zeros((12, self._vectors.shape[1]), np.float32)
        self._next += len(texts)
        return self._vectors[start : self._next]


def run(count: int) -> dict[str, float]:
    claims, vectors = made(count)
    start = time.process_time()
    by_meaning(vectors, claims)
    searched = time.process_time() - start
    start = time.process_time()
    links = Linker(claims, vectors=vectors).links()
    linked = time.process_time() - start
    start = time.process_time()
    ids, _ = nearest(vectors, vectors, 10)
    indexed = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sample = min(count, 4000)
    start = time.process_time()
    truth = [near for row in range(0, sample, BLOCK) for near in _best(vectors[row : row + BLOCK] @ vectors.T)]
    brute = (time.process_time() - start) * count / sample
    recall = sum(len(set(a) & b) for a, b in zip(ids.tolist(), truth, strict=False)) / sum(map(len, truth))
    return {
        "claims": count,
        "links": len(links),
        "seconds": round(linked, 1),
        "of these, vector search": round(searched, 1),
        "index seconds": round(indexed, 1),
        "brute force seconds (from 4000 rows)": round(brute, 1),
        "index recall of near ones": round(recall, 4),
        "peak MB": round(peak),
        "vectors MB": round(vectors.nbytes / 2**20),
    }


def _best(block: np.ndarray) -> list[set[int]]:
    """The ten best columns of each row that are near."""
    best = np.argpartition(block, -10, axis=1)[:, -10:]
    return [{int(one) for one in columns if row[one] > NEAR} for row, columns in zip(block, best, strict=True)]


def increment(count: int) -> dict[str, float]:
    """Seconds to add one article to a store of ``count`` claims: the first time (vectors read) and the second."""
    claims, vectors = made(count + 2 * PER_ARTICLE)
    with tempfile.TemporaryDirectory() as folder, ClaimStore(Path(folder) / "claims.db") as store:
        encoder = Vectors(vectors)
        articles = [Article(name, "", "de", "x") for name in dict.fromkeys(claim.article for claim in claims)]
        store.fill(articles[:-2], claims[: -2 * PER_ARTICLE], encoder=encoder)
        seconds, links = [], 0
        for number in (2, 1):
            end = len(claims) - (number - 1) * PER_ARTICLE
            own = [replace(claim) for claim in claims[end - PER_ARTICLE : end]]
            start = time.process_time()
            links += len(store.add([articles[-number]], own, encoder=encoder))
            seconds.append(round(time.process_time() - start, 2))
    return {"claims in store": count, "first article": seconds[0], "second article": seconds[1], "links": links}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    result = {"link": [], "store": []}
    for size in chosen.sizes:
        result["link"].append(run(size))
        print(result["link"][-1], flush=True)
    result["store"].append(increment(chosen.sizes[-1]))
    print(result["store"][-1])
    if chosen.write:
        RESULTS.parent.mkdir(exist_ok=True)
        kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
        kept |= result  # the rows of link_index.py stay
        RESULTS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
