"""Shares that rise or fall: "von 25 auf 20 Prozent, also um 5 Prozent" takes points for per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from xling.checks.material import finding_in
from xling.claims.quantity.render import render
from xling.types import Approx, Finding, Quantity, QuantityKind, Segment

_FROM_TO = {
    "de": (r"\bvon (?:[^\W\d]+ ){0,2}\Z", r"[^,;:.!?]{0,40}\bauf (?:[^\W\d]+ ){0,2}"),
    "en": (
        r"(?<!range )(?<!ranges )(?<!ranged )(?<!ranging )\bfrom (?:[^\W\d]+ ){0,2}\Z",
        r"[^,;:.!?]{0,40}\bto (?:[^\W\d]+ ){0,2}",
    ),
    "zh": (r"[从由自][^，。；、！？]{0,12}\Z", r"[^，。；、！？]{0,12}[至到为][^，。；、！？]{0,12}"),
}
"""What stands before the first and before the second share."""
_WORDS = {
    "de": {
        "up": r"plus|anstieg|zuwachs|zunahme|steigerung",
        "down": r"minus|rückgang|abnahme|verlust|senkung",
        "either": r"um|differenz|veränderung",
        "filler": r"das|dies|ist|war|sind|entspricht|bedeutet|also|mithin|ein|eine|einem|einer|einen|von|was|nur|"
        r"immerhin|deutlich\w*|kräftig\w*|leicht\w*|im|in|jahre?|(?:19|20)\d\d",
    },
    "en": {
        "up": r"up|rise|increase|gain|jump",
        "down": r"down|fall|drop|decrease|decline|loss",
        "either": r"by|change|difference",
        "filler": r"that|this|it|which|is|was|or|an?|of|represents|representing|just|only|full|sharp|in|(?:19|20)\d\d",
    },
    "zh": {
        "up": r"上升|增长|提高|增加|上涨|提升|涨|升",
        "down": r"下降|降低|减少|下跌|回落|下滑|跌|降",
        "either": r"变化|相差",
        "filler": r"这|也就是|意味着|即|共|了|也|同比|幅度|达|为",
    },
}
"""What leads to a change; anything else between the shares and the change belongs to another statement."""
_NEW_SENTENCE = re.compile(r"[.!?。！？]")
_REFERS = re.compile(
    r"\W*(?:(?:das|dies) (?:ist|war|sind|entspricht|bedeutet)\b|(?:that|this|it) (?:is|was)\b|这|即|也就是)"
)
_CLEAR = Decimal("0.25")
"""How far, of the number itself, the change in per cent must be from it: from 96 to 91 per cent is five of either."""


def points_for_percent(segments: Sequence[Segment], read: Sequence[Sequence[Quantity]], rule: str) -> Iterator[Finding]:
    """Changes of a share in per cent that are its change in points, and the other way round; ``read`` holds the
    quantities of each segment. The share rises or falls from one number to another, and the change stands right
    behind them or begins the next sentence ("Das ist ein Plus von")."""
    before: tuple[Segment, Quantity, Quantity] | None = None
    for segment, found in zip(segments, read, strict=True):
        shares = [each for each in found if each.kind is QuantityKind.PERCENT and each.unit in ("%", "pp")]
        if before and shares and before[0].block == segment.block:
            lead = f"{before[0].text[before[2].span.end :]}. {segment.text[: shares[0].span.start]}"
            yield from _judged(before[1], before[2], shares[0], lead, segment, rule)
        for first, second, change in zip(shares, shares[1:], shares[2:], strict=False):
            if _joined(first, second, segment):
                lead = segment.text[second.span.end : change.span.start]
                yield from _judged(first, second, change, lead, segment, rule)
        last = shares[-2:]
        before = (segment, last[0], last[1]) if len(last) == 2 and _joined(last[0], last[1], segment) else None


def _joined(first: Quantity, second: Quantity, segment: Segment) -> bool:
    """Whether something rises or falls from ``first`` to ``second``."""
    start, joint = _FROM_TO.get(segment.lang, _FROM_TO["en"])
    plain = all(each.unit == "%" and 0 < each.low == each.high and _exact(each) for each in (first, second))
    opened = re.search(start, segment.text[: first.span.start], re.IGNORECASE)
    between = segment.text[first.span.end : second.span.start]
    return plain and opened is not None and re.fullmatch(joint, between, re.IGNORECASE) is not None


def _judged(
    first: Quantity, second: Quantity, change: Quantity, lead: str, segment: Segment, rule: str
) -> Iterator[Finding]:
    points = abs(first.low - second.low)
    exact = change.low == change.high and _exact(change)
    if not points or not exact or not _leads(lead, segment.lang, rises=second.low > first.low):
        return
    relative = points / first.low * 100
    shown = f"from “{first.text}” to “{second.text}”"
    right = _in_points(points, change, segment.lang)
    if change.unit == "%" and change.low == points and abs(relative - points) > _CLEAR * points:
        message = f"{shown} is “{right}”, or {float(relative):.3g} per cent, not “{change.text}”"
    elif change.unit == "pp" and abs(change.low - points) > _step(first) + _step(second) + _step(change):
        message = f"{shown} is “{right}”, not “{change.text}”"
    else:
        return
    yield finding_in(segment, rule, change.span, 0.85, message, suggestion=right)


def _exact(quantity: Quantity) -> bool:
    return quantity.approx is Approx.EXACT


def _leads(text: str, lang: str, *, rises: bool) -> bool:
    """Whether ``text`` says nothing but that a change follows, and none the other way: ", also um", ". Das ist ein
    Plus von"."""
    lowered = text.lower()
    border = _NEW_SENTENCE.search(lowered)
    if border and not _REFERS.match(lowered, border.end()):
        return False
    said = {match.lastgroup for match in _lead_words(lang).finditer(lowered)}
    return (
        "other" not in said
        and bool(said & {"up" if rises else "down", "either"})
        and not said & {"down" if rises else "up"}
    )


@cache
def _lead_words(lang: str) -> re.Pattern[str]:
    groups = "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.get(lang, _WORDS["en"]).items())
    return re.compile(rf"(?:{groups})|(?P<other>\w)" if lang == "zh" else rf"\b(?:{groups})\b|(?P<other>\w+)")


def _in_points(points: Decimal, change: Quantity, lang: str) -> str:
    written = render(replace(change, low=points, high=points, unit="pp", approx=Approx.EXACT), lang)
    one = {"en": "1 percentage point", "de": "1 Prozentpunkt"}
    return one.get(lang, written) if points == 1 else written


def _step(quantity: Quantity) -> Decimal:
    """Half a unit of the last digit: the most that rounding can take off."""
    exponent = quantity.low.as_tuple().exponent
    return Decimal(10) ** (exponent if isinstance(exponent, int) else 0) / 2
