"""Facts: one amount of a claim with its role, its time and the names around it; and what two facts say together."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from xling.claims.quantity import Comparison, Rate, compare, implied_rates
from xling.claims.roles import affinity, roles
from xling.types import Approx, Claim, Name, Pairing, Quantity, QuantityKind, Verdict

AMOUNTS = frozenset(
    {QuantityKind.MONEY, QuantityKind.PERCENT, QuantityKind.COUNT, QuantityKind.MEASURE, QuantityKind.MULTIPLE}
)

_PERIOD = re.compile(r"--(?:[QH]\d|\d\d)")
_UNFIT: dict[QuantityKind, frozenset[str]] = {
    QuantityKind.MONEY: frozenset({"growth", "accuracy", "market share", "age", "dead", "users", "staff"}),
    QuantityKind.COUNT: frozenset({"accuracy", "market share", "growth"}),
    QuantityKind.PERCENT: frozenset({"valuation", "contract", "age", "dead", "prize", "cash"}),
}
"""Roles that an amount of a kind cannot have, however near their words stand."""


@dataclass(frozen=True, slots=True)
class Fact:
    """``roles`` are weighted by nearness; ``years`` are the years, or quarters and months without a year, that the
    amount can belong to (empty: not said); ``rates`` are the conversions that its article states."""

    claim: Claim
    quantity: Quantity
    roles: dict[str, float]
    years: frozenset[str]
    names: frozenset[str]
    rates: tuple[Rate, ...] = ()

    @property
    def information(self) -> float:
        """How little an equal value can be chance, 0–1: many digits and unusual sizes say much, 2 or 100 little."""
        return information(self.quantity)


@lru_cache(maxsize=65536)
def information(quantity: Quantity) -> float:
    """How little an equal value can be chance, 0–1: by significant digits, size, and kind."""
    digits = max(1, quantity.digits or len(str(abs(int(quantity.low))).rstrip("0")))
    size = math.log10(float(abs(quantity.low)) + 1)
    score = 0.22 * min(digits, 4) + 0.04 * min(size, 10)
    if quantity.kind is QuantityKind.MONEY:
        score += 0.15
    elif quantity.kind is QuantityKind.PERCENT:
        score += 0.1
    elif quantity.kind is QuantityKind.COUNT and size < 2:
        score -= 0.2
    return max(0.05, min(1.0, score))


def stated_rates(claims: Iterable[Claim]) -> dict[str, tuple[Rate, ...]]:
    """The conversions that each article states in its claims ("14,3 Mrd. Dollar (102,697 Mrd. RMB)"), by article id."""
    found: dict[str, tuple[Rate, ...]] = {}
    for claim in claims:
        if sum(quantity.kind is QuantityKind.MONEY for quantity in claim.quantities) > 1:
            own = [replace(q, span=q.span.shift(-claim.span.start)) for q in claim.quantities]
            found[claim.article] = found.get(claim.article, ()) + tuple(implied_rates(own, claim.text))
    return found


def facts(claim: Claim, rates: tuple[Rate, ...] = ()) -> list[Fact]:
    """Amounts of ``claim``; dates, ages, ordinals and durations are no amounts."""
    found = []
    dates = [quantity for quantity in claim.quantities if quantity.kind is QuantityKind.DATE]
    amounts = [quantity for quantity in claim.quantities if quantity.kind in AMOUNTS]
    for quantity in amounts:
        unfit = _UNFIT.get(quantity.kind, frozenset())
        inside = quantity.span.shift(-claim.span.start)
        found.append(
            Fact(
                claim,
                quantity,
                {role: w for role, w in roles(claim.text, claim.lang, inside).items() if role not in unfit},
                _years(quantity, dates, amounts),
                frozenset(name.key for name in claim.names),
                rates,
            )
        )
    return found


def _years(quantity: Quantity, dates: Sequence[Quantity], amounts: Sequence[Quantity]) -> frozenset[str]:
    """The year, or the period without a year (--Q1, --06), of the date that stands nearest, unless another amount
    stands between the two."""
    best: tuple[int, str] | None = None
    for date in dates:
        gap = max(date.span.start - quantity.span.end, quantity.span.start - date.span.end)
        low, high = sorted((date.span.start, quantity.span.start))
        if any(other is not quantity and low < other.span.start < high for other in amounts):
            gap += 60
        when = date.unit[:4] if date.unit[:4].isdigit() else date.unit if _PERIOD.fullmatch(date.unit) else ""
        if when and (best is None or gap < best[0]):
            best = gap, when
    return frozenset({best[1]}) if best is not None and best[0] < 120 else frozenset()


@dataclass(frozen=True, slots=True)
class FactMatch:
    """Two facts held against each other. ``role`` is −1 to 1; ``time`` is False when both name different years."""

    a: Fact
    b: Fact
    verdict: Verdict
    what: str
    note: str
    role: float
    time: bool

    @property
    def weight(self) -> float:
        """Evidence for the same fact in an equal or nearly equal value, 0–1."""
        information = min(self.a.information, self.b.information)
        strength = {Verdict.AGREE: 1.0, Verdict.APPROXIMATELY: 0.75}.get(self.verdict, 0.0)
        if not self.time:
            strength *= 0.3
        if any(fact.quantity.high >= 3 * fact.quantity.low for fact in (self.a, self.b)):
            strength *= 0.3  # "hundreds of millions" agrees with far too much
        return information * strength * (1 + 0.5 * self.role if self.role >= 0 else 1 + 0.75 * self.role)

    def pairing(self) -> Pairing:
        """The comparison as a link shows it."""
        return Pairing(self.what, self.verdict, self.a.quantity.span, self.b.quantity.span, self.note)


def held(a: Fact, b: Fact) -> Comparison | None:
    """What comparing two facts of one kind says; None when they are not comparable or it says nothing.

    Amounts in two currencies are compared by the rates that either article states.
    """
    if not _comparable(a.quantity, b.quantity):
        return None
    result = compare(a.quantity, b.quantity, rates=a.rates + b.rates)
    return None if result.verdict in (Verdict.UNRELATED, Verdict.RELATED) else result


def same_time(a: Fact, b: Fact) -> bool:
    """False when both facts name years, and none in common, or both name quarters or months without a year."""
    for dated in (True, False):
        first, second = ({when for when in fact.years if when.isdigit() is dated} for fact in (a, b))
        if first and second and not first & second:
            return False
    return True


def match(a: Fact, b: Fact) -> FactMatch | None:
    """``held`` with the roles and years of both facts."""
    result = held(a, b)
    return None if result is None else matched(a, b, result)


def matched(a: Fact, b: Fact, result: Comparison) -> FactMatch:
    """A comparison with the roles and years of both facts."""
    return FactMatch(a, b, result.verdict, result.what, result.note, affinity(a.roles, b.roles), same_time(a, b))


def _comparable(a: Quantity, b: Quantity) -> bool:
    """Same kind; a large bare number can be an amount of money whose currency got lost."""
    if a.kind is b.kind:
        return a.kind is not QuantityKind.COUNT or not a.unit or not b.unit or a.unit == b.unit or _large(a, b)
    kinds = {a.kind, b.kind}
    if kinds == {QuantityKind.MONEY, QuantityKind.COUNT}:
        count = a if a.kind is QuantityKind.COUNT else b
        return not count.unit and count.low >= 1_000_000
    return False


def _large(a: Quantity, b: Quantity) -> bool:
    return a.low >= 1000 and a.low == b.low


def loose(quantity: Quantity) -> bool:
    """True for an amount that is only meant roughly."""
    return quantity.approx is not Approx.EXACT or quantity.low != quantity.high


def shared_names(a: Claim, b: Claim) -> list[tuple[Name, Name]]:
    """One pair of mentions for each bearer that both claims name."""
    first: dict[str, Name] = {}
    for name in a.names:
        first.setdefault(name.key, name)
    pairs: dict[str, tuple[Name, Name]] = {}
    for name in b.names:
        if name.key in first:
            pairs.setdefault(name.key, (first[name.key], name))
    return list(pairs.values())
