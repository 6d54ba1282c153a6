"""Which article seems to derive from which: translations, rewrites, shared agency copy.

Two articles about one event share its facts; a derived article shares more than the facts: their order, words and
numbers that nobody else has, and mistakes. Length and date say which of the two came first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from xling.types import Article, Claim, ClaimLink, Flag, Verdict

_CALQUES = ("calques", "idioms")


@dataclass(frozen=True, slots=True)
class Descent:
    """``derived`` seems to come from ``source`` (article ids, or ``?zh`` for an unknown Chinese original);
    ``score`` 0–1; ``evidence`` in words, strongest first."""

    source: str
    derived: str
    score: float
    evidence: tuple[str, ...]


@dataclass(slots=True)
class _Bond:
    """What two articles have in common."""

    first: str
    second: str
    links: list[ClaimLink] = field(default_factory=list)
    score: float = -2.6
    evidence: list[tuple[float, str]] = field(default_factory=list)

    def add(self, weight: float, words: str) -> None:
        self.score += weight
        self.evidence.append((weight, words))


def lineage(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    links: Sequence[ClaimLink],
    *,
    flags: Sequence[Flag] = (),
    least: float = 0.5,
) -> list[Descent]:
    """Probable descents, best first; ``flags`` add shared errors and signs of a Chinese original."""
    positions = _positions(claims)
    bonds: dict[tuple[str, str], _Bond] = {}
    for one in links:
        key = (min(one.a.article, one.b.article), max(one.a.article, one.b.article))
        bonds.setdefault(key, _Bond(*key)).links.append(one)
    holders = _holders(claims)
    by_id = {article.id: article for article in articles}
    found = [_from_chinese(article, flags) for article in articles]
    for bond in bonds.values():
        _order(bond, positions)
        _share(bond, positions)
        _rare(bond, holders)
        _errors(bond, flags)
        found.append(_directed(bond, by_id, positions))
    return sorted((one for one in found if one and one.score >= least), key=lambda one: -one.score)


def _positions(claims: Sequence[Claim]) -> dict[str, dict[str, int]]:
    """Place of every claim within its article."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for claim in sorted(claims, key=lambda claim: claim.span.start):
        found[claim.article][claim.id] = len(found[claim.article])
    return found


def _order(bond: _Bond, positions: Mapping[str, Mapping[str, int]]) -> None:
    """Shared order of claims: Kendall's tau over the best link of each claim, shrunk where there are few."""
    best: dict[str, ClaimLink] = {}
    for one in sorted(bond.links, key=lambda one: one.score):
        best[one.a.id if one.a.article == bond.first else one.b.id] = one
    places = []
    for one in best.values():
        left, right = (one.a, one.b) if one.a.article == bond.first else (one.b, one.a)
        places.append((positions[bond.first].get(left.id, 0), positions[bond.second].get(right.id, 0)))
    pairs = [(x, y) for x, y in combinations(places, 2) if x[0] != y[0] and x[1] != y[1]]
    if len(places) < 4 or not pairs:
        return
    same = sum((x[0] < y[0]) == (x[1] < y[1]) for x, y in pairs)
    tau = 2 * same / len(pairs) - 1
    if tau > 0.3:
        weight = 2.2 * tau * (1 - math.exp(-len(places) / 8))
        bond.add(weight, f"{len(places)} shared claims stand in the same order (Kendall tau {tau:.2f})")


def _share(bond: _Bond, positions: Mapping[str, Mapping[str, int]]) -> None:
    """How much of the shorter article is found in the other, in the sense of saying the same."""
    close = [one for one in bond.links if one.verdict in (Verdict.AGREE, Verdict.APPROXIMATELY)]
    covered = (
        len({c.id for one in close for c in (one.a, one.b) if c.article == bond.first}),
        len({c.id for one in close for c in (one.a, one.b) if c.article == bond.second}),
    )
    shares = [n / max(1, len(positions[a])) for n, a in zip(covered, (bond.first, bond.second), strict=True)]
    share = max(shares)
    if share > 0.2 and max(covered) >= 3:
        bond.add(3.5 * (share - 0.2), f"{share:.0%} of the claims of one article are in the other")


def _holders(claims: Sequence[Claim]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Articles by number and by name."""
    numbers: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for quantity in claim.quantities:
            if quantity.digits >= 2:
                numbers[f"{quantity.low.normalize():f} {quantity.unit}"].add(claim.article)
        for name in claim.names:
            names[name.key].add(claim.article)
    return numbers, names


def _rare(bond: _Bond, holders: tuple[dict[str, set[str]], dict[str, set[str]]]) -> None:
    """Numbers and names that these two articles alone have: only telling where others report the event too."""
    everybody = set().union(*holders[0].values(), *holders[1].values())
    if len(everybody) < 3:
        return
    both = {bond.first, bond.second}
    numbers = sorted(key.strip() for key, where in holders[0].items() if where == both)
    names = sorted(key for key, where in holders[1].items() if where == both)
    if numbers:
        bond.add(min(1.2, 0.3 * len(numbers)), f"numbers that no other article has: {', '.join(numbers[:4])}")
    if names:
        bond.add(min(1.0, 0.2 * len(names)), f"names that no other article has: {', '.join(names[:5])}")


def _errors(bond: _Bond, flags: Sequence[Flag]) -> None:
    """The same error in both articles is hardly made twice."""
    seen: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for flag in flags:
        seen[flag.finding.article].add((flag.finding.rule, flag.finding.suggestion or flag.finding.message))
    shared = seen[bond.first] & seen[bond.second]
    if shared:
        bond.add(min(2.4, 1.2 * len(shared)), f"{len(shared)} flagged error(s) in both")


def _directed(bond: _Bond, articles: Mapping[str, Article], positions: Mapping[str, Mapping[str, int]]) -> Descent:
    """The earlier article is the source; without dates, the fuller one."""
    first, second = articles[bond.first], articles[bond.second]
    width = min(len(first.date), len(second.date))
    if width and first.date[:width] != second.date[:width]:
        source, derived = sorted((first, second), key=lambda article: article.date[:width])
        reason = f"{source.date} is earlier than {derived.date}"
    else:
        source, derived = sorted((first, second), key=lambda article: -len(positions[article.id]))
        reason = "no dates tell them apart: taken for the source because it says more"
    evidence = [words for _, words in sorted(bond.evidence, reverse=True)]
    return Descent(source.id, derived.id, 1 / (1 + math.exp(-bond.score)), (*evidence, reason))


def _from_chinese(article: Article, flags: Sequence[Flag]) -> Descent | None:
    """Calques of Chinese expressions point to a Chinese original, though it is not among the articles."""
    hits = [f for f in flags if f.finding.article == article.id and f.family in _CALQUES]
    if article.lang == "zh" or (len(hits) < 2 and article.origin != "zh"):
        return None
    evidence = [f"“{flag.finding.message}”" for flag in hits[:4]] or ["marked as translated from Chinese"]
    return Descent("?zh", article.id, 1 - 0.45 ** max(1, len(hits)), tuple(evidence))
