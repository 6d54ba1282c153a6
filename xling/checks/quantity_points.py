"""Shares that rise or fall: "von 25 auf 20 Prozent, also um 5 Prozent" takes points for per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from xling.checks.material import finding_in
from xling.claims.quantity.render import render
from xling.types import Approx, Finding, Quantity, QuantityKind, Segment

_CHANGE = {
    "de": (
        r"um|plus|minus|anstieg|rückgang|zuwachs|zunahme|abnahme|verlust|gewinn|steigerung|senkung|differenz|sind|"
        r"entspricht|entsprach|macht|also|mithin",
        r"das|dies|ist|war|waren|ein|eine|einem|einer|einen|von|und|was|damit|somit|immerhin|nur|rund|etwa|gut|knapp|"
        r"genau|deutliches|deutlicher|kräftiges|leichtes",
    ),
    "en": (
        r"by|up|down|rise|fall|drop|increase|decrease|decline|gain|loss|jump|change|difference|is|was|or",
        r"that|this|which|an?|of|it|represents|representing|i\.e|some|about|around|roughly|just|only|nearly|full|sharp",
    ),
    "zh": (
        r"下降|上升|增长|降低|提高|减少|增加|下跌|上涨|回落|下滑|提升|跌|涨|升|降|即",
        r"也就是|共|约|近|了|也|同比|幅度|达|为|，|,|。",
    ),
}
_BREAK = re.compile(r"[.;:!?。；：！？]")
_WIDEST = 45
"""Most characters between the two shares."""
_CLEAR = Decimal("0.25")
"""How far, of the number itself, the change in per cent must be from it: from 96 to 91 per cent is five of either."""


def points_for_percent(segments: Sequence[Segment], read: Sequence[Sequence[Quantity]], rule: str) -> Iterator[Finding]:
    """Changes of a share in per cent that are its change in points, and the other way round; ``read`` holds the
    quantities of each segment. The change stands right behind the two shares, or begins the next sentence."""
    before: tuple[Quantity, Quantity] | None = None
    for segment, found in zip(segments, read, strict=True):
        shares = [each for each in found if each.kind is QuantityKind.PERCENT and each.unit in ("%", "pp")]
        if before and shares and _leads(segment.text[: shares[0].span.start], segment.lang):
            yield from _judged(*before, shares[0], segment, rule)
        for first, second, change in zip(shares, shares[1:], shares[2:], strict=False):
            if _joined(first, second, segment) and _leads(
                segment.text[second.span.end : change.span.start], segment.lang
            ):
                yield from _judged(first, second, change, segment, rule)
        before = next((pair for pair in reversed(list(pairwise(shares))) if _joined(*pair, segment)), None)
        before = before if before and before[1] is shares[-1] else None


def _joined(first: Quantity, second: Quantity, segment: Segment) -> bool:
    between = segment.text[first.span.end : second.span.start]
    plain = first.unit == second.unit == "%" and len(between) <= _WIDEST and not _BREAK.search(between)
    return plain and all(each.low == each.high and each.approx is Approx.EXACT for each in (first, second))


def _leads(text: str, lang: str) -> bool:
    """Whether ``text`` says nothing but that a change follows: ", also um", "Das ist ein Plus von"."""
    said, filler = _CHANGE.get(lang, _CHANGE["en"])
    if lang == "zh":
        return bool(re.fullmatch(rf"(?:{filler})*(?:(?:{said})(?:{filler})*)+", text))
    words = re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)?|\d", text.lower())
    known = all(re.fullmatch(rf"{said}|{filler}", word) for word in words)
    return known and any(re.fullmatch(said, word) for word in words)


def _judged(first: Quantity, second: Quantity, change: Quantity, segment: Segment, rule: str) -> Iterator[Finding]:
    points = abs(first.low - second.low)
    if not first.low or not points or change.low != change.high:
        return
    relative = points / first.low * 100
    shown = f"from “{first.text}” to “{second.text}”"
    right = render(replace(change, low=points, high=points, unit="pp", approx=Approx.EXACT), segment.lang)
    if change.unit == "%" and change.low == points and abs(relative - points) > _CLEAR * points:
        message = f"{shown} is “{right}”, or {relative:.3g} per cent, not “{change.text}”"
    elif change.unit == "pp" and abs(change.low - points) > _step(first) + _step(second):
        message = f"{shown} is “{right}”, not “{change.text}”"
    else:
        return
    yield finding_in(segment, rule, change.span, 0.85, message, suggestion=right)


def _step(quantity: Quantity) -> Decimal:
    """Half a unit of the last digit: the most that rounding can take off."""
    exponent = quantity.low.as_tuple().exponent
    return Decimal(10) ** (exponent if isinstance(exponent, int) else 0) / 2
