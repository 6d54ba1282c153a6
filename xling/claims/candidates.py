"""Pairs of claims worth scoring: near in meaning, with an amount of the same size, or with a rare name in common.

Small sets are searched article against article; large ones by one index, and crowded names and amounts must occur
together there, so that the number of pairs grows with the number of claims and not with its square.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from xling.claims.facts import Fact
from xling.claims.index import nearest
from xling.claims.vectors import csls
from xling.protocols import Matrix
from xling.types import Claim

NEAREST = 6
"""Neighbours per claim and article taken from the vectors."""

LARGE = 4000
MANY = 40
"""From this many claims, or more articles than that, on, one index serves all articles."""

_CROWD = 150
_CROWD_LARGE = 24
"""Groups with more members say too little to pair all of them."""

Pair = tuple[int, int]
"""Numbers of two claims, the lower first."""

Codes = NDArray[np.int64]
"""Pairs as ``a · n + b`` for n claims, sorted, each once: eight bytes a pair, where a set of tuples takes a hundred."""


def buckets(fact: Fact) -> Iterator[int]:
    """Numbers that two amounts of about the same size have in common (within a tenth, borders doubled)."""
    for value in {fact.quantity.low, fact.quantity.high}:
        if value > 0:
            step = math.floor(math.log10(float(value)) * 12)
            yield step
            yield step + 1


def pairs_of(codes: Codes, count: int) -> list[Pair]:
    """The pairs behind ``codes`` over ``count`` claims."""
    return list(zip((codes // count).tolist(), (codes % count).tolist(), strict=True))


def joined(*parts: Codes) -> Codes:
    """All codes of ``parts``, sorted, each once."""
    return np.unique(np.concatenate(parts))


def by_value(facts: Sequence[Sequence[Fact]], claims: Sequence[Claim]) -> Codes:
    """Claims of different articles with amounts of about the same size, and a name in common where many have that."""
    bare: dict[int, list[int]] = defaultdict(list)
    named: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, here in enumerate(facts):
        for fact in here:
            for bucket in buckets(fact):
                bare[bucket].append(index)
                for key in fact.names:
                    named[bucket, key].append(index)
    crowd = _CROWD_LARGE if len(claims) > LARGE else _CROWD
    return joined(_pairs(bare.values(), claims, _CROWD_LARGE), _pairs(named.values(), claims, crowd))


def by_role(facts: Sequence[Sequence[Fact]], claims: Sequence[Claim]) -> Codes:
    """Claims of different articles with amounts of any size in one role of one bearer: they may contradict."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, here in enumerate(facts):
        for fact in here:
            for role, weight in fact.roles.items():
                if weight >= 0.5:
                    for key in fact.names:
                        groups[role, key].append(index)
    return _pairs(groups.values(), claims, _CROWD_LARGE if len(claims) > LARGE else _CROWD // 2)


def by_name(claims: Sequence[Claim]) -> Codes:
    """Claims of different articles that share a name few claims have, or two names at once."""
    holders: dict[str, list[int]] = defaultdict(list)
    couples: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        keys = sorted({name.key for name in claim.names})[:12]
        for key in keys:
            holders[key].append(index)
        for first, second in combinations(keys, 2):
            couples[first, second].append(index)
    large = len(claims) > LARGE
    crowd = _CROWD_LARGE if large else 40
    return joined(_pairs(holders.values(), claims, 12), _pairs(couples.values(), claims, crowd))


def _pairs(groups: Iterable[list[int]], claims: Sequence[Claim], crowd: int) -> Codes:
    """Pairs of different articles within each group; groups over ``crowd`` members are passed over."""
    count = len(claims)
    found = array("q")
    for group in groups:
        members = sorted(set(group))
        if len(members) > crowd:
            continue
        for a, b in combinations(members, 2):
            if claims[a].article != claims[b].article:
                found.append(a * count + b)
    return np.unique(np.frombuffer(found, np.int64)) if found else np.empty(0, np.int64)


def by_meaning(vectors: Matrix, claims: Sequence[Claim]) -> tuple[Codes, dict[Pair, float]]:
    """The nearest neighbours of every claim in other articles: in each of them, or in large sets over all of them.

    Beside them, for mutual nearest neighbours of two articles that are translations of each other sentence by
    sentence, how far they are so (0–1): see ``_twins``. Large sets are not searched for such articles.
    """
    if len(claims) > LARGE or len({claim.article for claim in claims}) > MANY:
        return _by_index(vectors, claims), {}
    count = len(claims)
    rows: dict[str, list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        rows[claim.article].append(index)
    found = array("q")
    twins: dict[Pair, float] = {}
    for first, second in combinations(rows, 2):
        left, right = np.array(rows[first]), np.array(rows[second])
        cosine = vectors[left] @ vectors[right].T
        margin = csls(cosine)
        for scores, own, other in ((margin, left, right), (margin.T, right, left)):
            k = min(NEAREST, scores.shape[1])
            best = np.argpartition(-scores, k - 1, axis=1)[:, :k]
            for row, columns in enumerate(best):
                for column in columns:
                    a, b = int(own[row]), int(other[column])
                    found.append(min(a, b) * count + max(a, b))
        for row, column, twin in _twins(cosine, margin):
            a, b = int(left[row]), int(right[column])
            twins[min(a, b), max(a, b)] = twin
            found.append(min(a, b) * count + max(a, b))
    return np.unique(np.frombuffer(found, np.int64)) if found else np.empty(0, np.int64), twins


def _twins(cosine: Matrix, margin: Matrix) -> list[tuple[int, int, float]]:
    """Mutual nearest neighbours of two articles, with the share of the shorter one that has a close one.

    In articles about one event a third of the claims at most has a partner that is mutual and close; in translations
    nearly all have. Articles of fewer than five claims are too short to tell.
    """
    if min(margin.shape) < 5:
        return []
    forward, backward = margin.argmax(axis=1), margin.argmax(axis=0)
    mutual = [(row, int(column)) for row, column in enumerate(forward) if backward[column] == row]
    close = sum(cosine[row, column] > 0.45 for row, column in mutual)
    share = float(max(0.0, (close / min(margin.shape) - 0.35) / 0.65))
    return [(row, column, share) for row, column in mutual] if share else []


def _by_index(vectors: Matrix, claims: Sequence[Claim]) -> Codes:
    """Neighbours in each language apart, so that a claim's own language does not crowd out the others."""
    numbers = {article: number for number, article in enumerate(dict.fromkeys(claim.article for claim in claims))}
    owner = np.array([numbers[claim.article] for claim in claims], np.int64)
    langs = np.array([claim.lang for claim in claims])
    found = [np.empty(0, np.int64)]
    for lang in sorted({claim.lang for claim in claims}):
        columns = np.flatnonzero(langs == lang)
        ids, _ = nearest(vectors, vectors[columns], NEAREST)
        a, b = np.repeat(np.arange(len(claims)), ids.shape[1]), ids.ravel()
        a, b = a[b >= 0], columns[b[b >= 0]]
        apart = owner[a] != owner[b]
        found.append(np.minimum(a, b)[apart] * len(claims) + np.maximum(a, b)[apart])
    return joined(*found)
