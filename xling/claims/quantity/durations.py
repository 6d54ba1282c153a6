"""Durations said in several units: 2 hours, 23 minutes and 30 seconds; 2小时23分30秒; 2 Stunden und 5 Minuten."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from xling.claims.quantity.model import Figure, Role
from xling.types import Approx, QuantityKind, Span

_SECONDS = {"days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
_MONTHS = {"years": 12, "months": 1}
_GAP = re.compile(r"(?: ?,)?(?: (?:and|und))? ?|[零又]")


def joined(figures: Sequence[Figure], text: str) -> list[Figure]:
    """``figures`` with neighbouring durations in falling units made one; its parts stay in ``values``.

    The sum is in seconds, or in months where it is of years and months.
    """
    runs: list[list[Figure]] = []
    for figure in figures:
        if runs and _follows(runs[-1][-1], figure, text):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return [run[0] if len(run) == 1 else _sum(run) for run in runs]


def _follows(first: Figure, second: Figure, text: str) -> bool:
    if not all(_plain(figure) for figure in (first, second)):
        return False
    table = _MONTHS if first.unit in _MONTHS else _SECONDS
    falling = second.unit in table and table[second.unit] < table[first.unit]
    return falling and bool(_GAP.fullmatch(text[first.span.end : second.span.start]))


def _plain(figure: Figure) -> bool:
    known = figure.kind is QuantityKind.DURATION and figure.unit in _SECONDS | _MONTHS
    return known and figure.role is Role.AMOUNT and figure.low == figure.high


def _sum(run: Sequence[Figure]) -> Figure:
    table, unit = (_MONTHS, "months") if run[0].unit in _MONTHS else (_SECONDS, "seconds")
    total = sum((figure.low * table[figure.unit] for figure in run), Decimal(0))
    approx = next((figure.approx for figure in run if figure.approx is not Approx.EXACT), Approx.EXACT)
    values = (total, *(value for figure in run for value in figure.values))
    span = Span(run[0].span.start, run[-1].span.end)
    return Figure(Role.AMOUNT, QuantityKind.DURATION, total, total, unit, span, approx, 4, values)
