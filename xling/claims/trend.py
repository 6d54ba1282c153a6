"""Which way an amount moves: shares that rose by 7.4 per cent in one article did not lose them in another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xling.claims.roles import affinity
from xling.claims.score import Evidence
from xling.claims.stance import negations
from xling.claims.trend_words import moving
from xling.types import Claim, Pairing, QuantityKind, Span, Verdict

_MOVING = frozenset({QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.COUNT})
_MOVES = ("growth", "loss")  # roles that only say which way the amount moved


@dataclass(frozen=True, slots=True)
class Trend:
    """A word that says which way an amount moves; its place counts from the start of the article."""

    up: bool
    span: Span


def trends(one: Evidence) -> Iterator[Pairing]:
    """Whether both claims move their common amount the same way; nothing where either leaves it open."""
    if not any(m.a.quantity.kind in _MOVING and _one_role(m.a.roles, m.b.roles) for m in one.matches):
        return
    first, second = trend(one.a), trend(one.b)
    if first is None or second is None:
        return
    if first.up == second.up:
        yield Pairing("direction", Verdict.AGREE, first.span, second.span)
    else:
        yield Pairing("direction", Verdict.CONFLICT, first.span, second.span, "one goes up, the other goes down")


def trend(claim: Claim) -> Trend | None:
    """The way that all such words of a claim point; None without any, where they point both ways, where the claim
    negates, and for rates of exchange, which rise for one currency as they fall for the other."""
    found = [
        Trend(way == "up", Span(*match.span()).shift(claim.span.start))
        for way in ("up", "down")
        if (pattern := moving(claim.lang, way))
        for match in pattern.finditer(claim.text)
    ]
    rate = moving(claim.lang, "rate")
    if len({one.up for one in found}) != 1 or negations(claim.text, claim.lang) or (rate and rate.search(claim.text)):
        return None
    return min(found, key=lambda one: one.span.start)


def _one_role(a: dict[str, float], b: dict[str, float]) -> bool:
    """False for amounts of two things, whichever way each moves: sales against profit."""
    first, second = ({role: weight for role, weight in roles.items() if role not in _MOVES} for roles in (a, b))
    return affinity(first, second) > -0.3
