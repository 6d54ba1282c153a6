"""Amounts that contradict each other: one that agrees with nothing, against what the other articles say in its place.

Different numbers are the rule between two articles; they contradict each other only when they are meant to be the same
number. So an amount is held against another one only if it has the same leading role, its claim names nobody whom the
other claim does not name, the years can be the same, and none of its neighbours already agrees with the other article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from xling import odds
from xling.claims.facts import Fact, FactMatch, match
from xling.claims.roles import EVOLVING
from xling.types import Claim, Quantity, QuantityKind, Verdict

Place = tuple[str, int]

_STATES = frozenset({"valuation", "revenue", "profit", "loss", "cost", "wealth", "staff", "users", "growth", "pay"}) | {
    "accuracy", "debt", "cash", "production", "market share", "forecast", "customer spend", "age",
    "interest rate", "unemployment", "emissions", "temperature", "capacity", "seats", *EVOLVING,
}  # fmt: skip
"""Roles whose amount changes with time: without a common year, two of them do not contradict each other."""

_CLEAR = 0.35
"""Least weight of a role word that settles what an amount is."""


_ROLE = 0.5
"""Least affinity of the roles of two amounts with the same digits and another scale."""


def place(fact: Fact) -> Place:
    return fact.claim.article, fact.quantity.span.start


class Tie(Enum):
    """What ties the amounts of two claims to one matter and time: nothing; another amount that agrees and can hardly be
    chance ("revenue rose by 16.7 % to 21.79 billion" against "217.9 billion"); that and a name in common, where even
    two amounts that each have their supporters contradict each other ("more than 80 injured" against "29 injured")."""

    NONE = 0
    AMOUNT = 1
    NAMED = 2


@dataclass(slots=True)
class Consensus:
    """Amounts that agree over articles: groups of facts, and what role each group has by the sum of its words."""

    group: dict[Place, int]
    roles: dict[int, dict[str, float]]

    def settled(self, fact: Fact) -> bool:
        return place(fact) in self.group

    def leading(self, fact: Fact) -> str:
        """The role of the fact: that of its group when it has one. Empty when no role word is near."""
        number = self.group.get(place(fact))
        weights = self.roles[number] if number is not None else fact.roles
        counted = {role: weight for role, weight in weights.items() if role != "forecast"}
        best = max(counted, key=lambda role: (counted[role], role), default="")
        return best if best and counted[best] >= _CLEAR else ""


def consensus(matches: Iterable[FactMatch]) -> Consensus:
    """Groups of facts joined by agreement in value and role (single linkage)."""
    parent: dict[Place, Place] = {}
    facts: dict[Place, Fact] = {}

    def root(node: Place) -> Place:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one in matches:
        if one.role < 0 or one.weight < 0.3 or one.verdict is Verdict.CONFLICT:
            continue
        for fact in (one.a, one.b):
            facts[place(fact)] = fact
            parent.setdefault(place(fact), place(fact))
        parent[root(place(one.a))] = root(place(one.b))
    numbers: dict[Place, int] = {}
    group: dict[Place, int] = {}
    roles: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for node, fact in facts.items():
        number = numbers.setdefault(root(node), len(numbers))
        group[node] = number
        for role, weight in fact.roles.items():
            roles[number][role] += weight
    return Consensus(group, roles)


def clash(
    a: Fact, b: Fact, agreed: Consensus, siblings: Mapping[str, Sequence[Fact]], *, tie: Tie = Tie.NONE
) -> FactMatch | None:
    """The comparison of ``a`` and ``b`` when they are meant to be one amount and differ; None otherwise."""
    both = agreed.settled(a) and agreed.settled(b)
    if both and tie is not Tie.NAMED:
        return None
    lonely, other = (b, a) if agreed.settled(a) else (a, b)
    role = agreed.leading(lonely)
    slip = slipped(a.quantity, b.quantity)
    if not role or (role != agreed.leading(other) and not slip):
        return None
    found = match(a, b)
    if found is None or found.verdict is not Verdict.CONFLICT or not found.time or (slip and found.role < _ROLE):
        return None
    tied = tie is not Tie.NONE and _one_unit(a, b) and all(_only(fact, role, agreed, siblings) for fact in (a, b))
    if tied or both:
        return found if tied else None
    if any(agreed.settled(fact) for fact in siblings[lonely.claim.id] if _alike(fact, lonely)):
        return None
    if role in _STATES and not (lonely.years & other.years) and not slip:
        return None
    return found


def slipped(a: Quantity, b: Quantity) -> bool:
    """The same digits, two at least, in one unit and another power of ten (38万辆, 38 Millionen): the sign of a scale
    word that was mistaken, and hardly of two amounts."""
    sharp = a.low == a.high and b.low == b.high and min(a.digits, b.digits) > 1
    if not sharp or a.kind is not b.kind or a.unit != b.unit or min(a.low, b.low) <= 0 or a.low == b.low:
        return False
    return a.low.normalize().as_tuple().digits == b.low.normalize().as_tuple().digits


def _one_unit(a: Fact, b: Fact) -> bool:
    """True for amounts of one kind and unit; a bare number can have any unit of its kind."""
    first, second = a.quantity, b.quantity
    return first.kind is second.kind and (first.unit == second.unit or not first.unit or not second.unit)


def _only(fact: Fact, role: str, agreed: Consensus, siblings: Mapping[str, Sequence[Fact]]) -> bool:
    """True when no other amount of the claim can be the one that has the role."""
    others = (other for other in siblings[fact.claim.id] if other is not fact and _one_unit(other, fact))
    return all(agreed.leading(other) != role for other in others)


def singly(clashes: Iterable[FactMatch]) -> list[FactMatch]:
    """Each amount in one clash at most: the one in its own unit ("111 km" against "11 km (6.8 miles)")."""
    ranked = sorted(clashes, key=lambda c: (c.a.quantity.unit != c.b.quantity.unit, -c.role))
    used: set[Place] = set()
    kept = []
    for one in ranked:
        if not used & {place(one.a), place(one.b)}:
            used |= {place(one.a), place(one.b)}
            kept.append(one)
    return sorted(kept, key=lambda one: (place(one.a), place(one.b)))


def differ(a: Fact, b: Fact) -> FactMatch | None:
    """The comparison of two amounts of nearly the same sentence when they differ: there, place tells what is meant."""
    found = match(a, b)
    if found is None or found.verdict is not Verdict.CONFLICT or not found.time or found.role < 0:
        return None
    return found


def _alike(a: Fact, b: Fact) -> bool:
    return a.quantity.kind is b.quantity.kind or QuantityKind.MONEY in (a.quantity.kind, b.quantity.kind)


def possible(first: frozenset[str], second: frozenset[str], cosine: float) -> bool:
    """False where ``probability`` is 0 whatever the amounts are: names differ both ways, and so does the wording."""
    return cosine >= 0.75 or bool(first and first <= second) or bool(second and second <= first)


def named(lonely: Claim, other: Claim) -> bool:
    """True when the claim of the lonely amount names somebody, and nobody whom the other does not name."""
    first, second = {name.key for name in lonely.names}, {name.key for name in other.names}
    return bool(first) and first <= second


def probability(found: FactMatch, agreed: Consensus, *, cosine: float | None, rare: float) -> float:
    """Probability that the two amounts were meant to be the same one."""
    lonely, other = (found.b, found.a) if agreed.settled(found.a) else (found.a, found.b)
    subset = named(lonely.claim, other.claim)
    both = not agreed.settled(other)
    if both and not (subset and named(other.claim, lonely.claim)) and (cosine is None or cosine < 0.6):
        return 0.0
    if not subset and (cosine is None or cosine < 0.75):
        return 0.0
    counts = found.a.quantity.kind is QuantityKind.COUNT is found.b.quantity.kind
    if counts and (cosine is None or cosine < 0.6) and not (subset and slipped(found.a.quantity, found.b.quantity)):
        return 0.0
    z = -1.6 + 1.2 * subset + 1.0 * rare + 0.8 * max(0.0, found.role) - 0.6 * both
    z += 2.5 * max(0.0, cosine) if cosine is not None else 0.6
    return odds.probability(z)
