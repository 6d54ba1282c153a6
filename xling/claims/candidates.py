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

_ROUNDS, _LESS = 2, 0.85
"""Rounds in which the claims left over of two translations are matched, and what each round takes off."""

_NEIGHBOURHOOD = 10
_STANDS_OUT = 0.2

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
    return _codes(found)


def _codes(found: array[int]) -> Codes:
    return np.unique(np.frombuffer(found, np.int64)) if found else np.empty(0, np.int64)


def by_meaning(vectors: Matrix, claims: Sequence[Claim]) -> tuple[Codes, dict[Pair, float]]:
    """The nearest neighbours of every claim in other articles: in each of them, or in large sets over all of them.

    Beside them, how far pairs are twins (0–1): mutual nearest neighbours of two articles that translate each other
    sentence by sentence (``_twins``), in large sets such as stand out of both languages (``_outstanding``).
    """
    if len(claims) > LARGE or len({claim.article for claim in claims}) > MANY:
        return _by_index(vectors, claims)
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
    return _codes(found), twins


def _twins(cosine: Matrix, margin: Matrix) -> list[tuple[int, int, float]]:
    """Mutual nearest neighbours of two articles, with the share of the shorter one that has a close one.

    In articles about one event a third of the claims at most has a partner that is mutual and close; in translations
    nearly all have. There, what is left is matched among itself, with less weight each round (competitive linking,
    Melamed 2000). Articles of fewer than five claims are too short to tell.
    """
    if min(margin.shape) < 5:
        return []
    found = _mutual(margin)
    close = sum(cosine[row, column] > 0.45 for row, column in found)
    share = float(max(0.0, (close / min(margin.shape) - 0.35) / 0.65))
    if not share:
        return []
    twins = [(row, column, share) for row, column in found]
    rest = margin.copy()
    for _ in range(_ROUNDS):
        rows, columns = [row for row, _ in found], [column for _, column in found]
        rest[rows, :] = rest[:, columns] = -np.inf
        share *= _LESS
        found = [(row, column) for row, column in _mutual(rest) if rest[row, column] > -np.inf]
        twins += [(row, column, share) for row, column in found]
    return twins


def _mutual(margin: Matrix) -> list[tuple[int, int]]:
    """Rows and columns that are each other's best."""
    forward, backward = margin.argmax(axis=1), margin.argmax(axis=0)
    return [(row, int(column)) for row, column in enumerate(forward) if backward[column] == row]


def _by_index(vectors: Matrix, claims: Sequence[Claim]) -> tuple[Codes, dict[Pair, float]]:
    """Neighbours in each language apart, so that a claim's own language does not crowd out the others."""
    count = len(claims)
    owner = _numbered(claim.article for claim in claims)
    tongue = _numbered(claim.lang for claim in claims)
    found, sides = [np.empty(0, np.int64)], {}
    for lang in range(tongue.max() + 1):
        columns = np.flatnonzero(tongue == lang)
        ids, scores = nearest(vectors, vectors[columns], _NEIGHBOURHOOD)
        ids = np.where(ids >= 0, columns[ids], -1)
        apart = (ids >= 0) & (owner[ids] != owner[:, None])
        a, near = np.nonzero(apart[:, :NEAREST])
        b = ids[a, near]
        found.append(np.minimum(a, b) * count + np.maximum(a, b))
        for own in range(tongue.max() + 1):
            rows = np.flatnonzero(tongue == own)
            sides[own, lang] = rows, ids[rows], np.where(apart[rows], scores[rows], np.nan)
    twins: dict[Pair, float] = {}
    for first, second in combinations(range(tongue.max() + 1), 2):
        twins |= _outstanding(sides[first, second], sides[second, first], count)
    return joined(*found), twins


def _numbered(values: Iterable[str]) -> NDArray[np.int64]:
    """Each value as a number from 0 on."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)


_Side = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]


def _outstanding(there: _Side, back: _Side, count: int) -> dict[Pair, float]:
    """Pairs of two languages that prefer each other, by the margin over both neighbourhoods.

    Of pairs over 0.2, 99 of 100 are translations where half the sentences have none (Tatoeba, 500 each from German and
    Chinese): the nearest of many is no partner yet, one that stands out on both sides is.
    """
    level = np.zeros(count, np.float32)
    for rows, _, scores in (there, back):
        known = ~np.isnan(scores)
        level[rows] = np.where(known, scores, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    best: list[dict[int, tuple[int, float]]] = []
    for rows, ids, scores in (there, back):
        margin = np.where(np.isnan(scores), -np.inf, 2 * scores - level[rows][:, None] - level[ids])
        top = margin.argmax(axis=1)
        values = margin[np.arange(len(rows)), top]
        partners = ids[np.arange(len(rows)), top]
        keep = values > _STANDS_OUT
        best.append(
            {int(a): (int(b), float(m)) for a, b, m in zip(rows[keep], partners[keep], values[keep], strict=True)}
        )
    return {
        (min(a, b), max(a, b)): min(0.85, margin + 0.3)
        for a, (b, margin) in best[0].items()
        if best[1].get(b, (-1, 0.0))[0] == a
    }
