"""Units that stand once for two Chinese numbers: 从20亿增至30亿元, 由4.8降至3.6%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xling.claims.quantity.model import Figure, Role
from xling.types import QuantityKind

_FROM = re.compile(r"[从由自](?:[^，。；,;]{0,10}的)?[约近超]?\Z")
_TO = re.compile(r"[^\W\d，。；、,;]{1,5}?[至到为成][约近超逾]{0,2}[$€£¥]?")


def lent(figures: Sequence[Figure], text: str) -> list[Figure]:
    """``figures``, where a bare number that rises or falls to another one has the kind and unit of that one."""
    if not figures:
        return []
    return [*(_lent(first, second, text) for first, second in pairwise(figures)), figures[-1]]


def _lent(first: Figure, second: Figure, text: str) -> Figure:
    bare = first.role is Role.AMOUNT and first.kind is QuantityKind.COUNT and not first.unit and first.digits
    whole = second.role is Role.AMOUNT and second.unit and second.kind is not QuantityKind.DATE
    if not bare or not whole or not _FROM.search(text[max(0, first.span.start - 14) : first.span.start]):
        return first
    if not _TO.fullmatch(text[first.span.end : second.span.start]):
        return first
    return replace(first, kind=second.kind, unit=second.unit)
