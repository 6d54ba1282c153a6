"""Units and scales that stand once for two Chinese numbers: 从20亿增至30亿元, 由4.8降至3.6%, 从2增至3亿元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from xling.claims.quantity.model import Figure, Role
from xling.types import QuantityKind

_FROM = re.compile(r"[从由自](?:[^，。；,;]{0,10}的)?[约近超]?\Z")
_TO = re.compile(r"[^\W\d，。；、,;]{1,5}?[至到为成][约近超逾]{0,2}[$€£¥]?")
_FALLS = re.compile(r"[降减跌缩滑落]")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_SCALED = re.compile(rf"[$€£¥]?(?P<number>{_DIGITS.pattern})[十百千万亿兆]")


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
    joint = text[first.span.end : second.span.start]
    if not _TO.fullmatch(joint):
        return first
    return _scaled(replace(first, kind=second.kind, unit=second.unit), second, text, falls=bool(_FALLS.search(joint)))


def _scaled(first: Figure, second: Figure, text: str, *, falls: bool) -> Figure:
    """``first`` with the scale of ``second`` where only that makes it fall (从120降至80亿元). A smaller number that
    rises (从2增至3亿元) can be meant either way and is no amount, but explains both; from 500 to 2亿, it is 500."""
    scaled = _SCALED.match(second.span.of(text))
    if not _DIGITS.fullmatch(first.span.of(text)) or scaled is None:
        return first
    written = Decimal(scaled["number"])
    large = first.low * (second.low / written) if written else first.low
    if first.low < written:
        return replace(first, role=Role.LOOSE, values=(first.low, large))
    return replace(first, low=large, high=large, values=(large,)) if falls else first
