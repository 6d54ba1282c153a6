"""Pairs of claims worth scoring: near in meaning, with an amount of the same size, or with a rare name in common."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from xling.claims.facts import Fact
from xling.claims.vectors import csls
from xling.protocols import Matrix
from xling.types import Claim

NEAREST = 6
"""Neighbours per claim and article taken from the vectors."""

_CROWD = 400
"""Buckets with more members say too little to pair all of them."""

Pair = tuple[int, int]


def by_value(facts: Sequence[Sequence[Fact]], claims: Sequence[Claim]) -> set[Pair]:
    """Claims of different articles whose amounts have about the same size (within a tenth, borders doubled)."""
    buckets: dict[int, list[int]] = defaultdict(list)
    for index, here in enumerate(facts):
        for fact in here:
            for value in {fact.quantity.low, fact.quantity.high}:
                if value > 0:
                    step = math.floor(math.log10(float(value)) * 12)
                    buckets[step].append(index)
                    buckets[step + 1].append(index)
    return _pairs(buckets.values(), claims)


def by_name(claims: Sequence[Claim]) -> set[Pair]:
    """Claims of different articles that share a name few claims have, or two names at once."""
    holders: dict[str, list[int]] = defaultdict(list)
    couples: dict[str, list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        keys = sorted({name.key for name in claim.names})
        for key in keys:
            holders[key].append(index)
        for couple in combinations(keys, 2):
            couples["\t".join(couple)].append(index)
    rare = [group for group in holders.values() if len(group) <= 12]
    rare += [group for group in couples.values() if len(group) <= 40]
    return _pairs(rare, claims)


def _pairs(groups: Iterator[list[int]] | Sequence[list[int]] | object, claims: Sequence[Claim]) -> set[Pair]:
    found: set[Pair] = set()
    for group in groups:  # type: ignore[attr-defined]
        members = sorted(set(group))
        if len(members) > _CROWD:
            continue
        for a, b in combinations(members, 2):
            if claims[a].article != claims[b].article:
                found.add((a, b))
    return found


def by_meaning(vectors: Matrix, claims: Sequence[Claim]) -> dict[Pair, float]:
    """The nearest neighbours of every claim in every other article, with their margin (CSLS)."""
    rows: dict[str, list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        rows[claim.article].append(index)
    found: dict[Pair, float] = {}
    for first, second in combinations(rows, 2):
        left, right = np.array(rows[first]), np.array(rows[second])
        margin = csls(vectors[left] @ vectors[right].T)
        for axis in (0, 1):
            k = min(NEAREST, margin.shape[1 - axis])
            scores = margin if axis == 0 else margin.T
            best = np.argpartition(-scores, k - 1, axis=1)[:, :k]
            for row, columns in enumerate(best):
                for column in columns:
                    a, b = (left[row], right[column]) if axis == 0 else (left[column], right[row])
                    found[(int(min(a, b)), int(max(a, b)))] = float(scores[row, column])
    return found
