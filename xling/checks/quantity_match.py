"""Source and translation compared number by number: which figure of one side has no partner on the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xling.checks.quantity_agree import alike, converted, equal, identical, parts_shared
from xling.checks.quantity_calendar import moved
from xling.checks.quantity_direction import direction
from xling.checks.quantity_phrases import set_apart
from xling.checks.quantity_words import frost_lost, kept_share, listed, one_of_them, other_half_of_day
from xling.claims.quantity.hints import hints
from xling.claims.quantity.model import Figure, Role
from xling.claims.quantity.parse import figures
from xling.types import Approx, QuantityKind

_K = QuantityKind
_TEN = Decimal(10)
_NAMED = re.compile(r"\b(?:the|these|those|its|their|our) $", re.IGNORECASE)
_HALF_DAY = 0.5
_MOVED = 0.85  # another weekday, another week
_ADDED = 0.62  # a counted number that only the translation has


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure without a partner: both sides when one seems to be rendered by the other, else the side that has it.

    ``score`` is 0–1: how surely it is an error.
    """

    source: Figure | None
    target: Figure | None
    score: float


def differences(source: str, source_lang: str, target: str, target_lang: str) -> list[Difference]:
    """What the two texts do not share, most certain first. Order of the numbers in the texts plays no part."""
    left, right = figures(source, source_lang), figures(target, target_lang)
    left = set_apart(source, left) if source_lang == "zh" else left
    open_left, open_right, matched = _pair_off(left, right)
    turned = [
        Difference(a, b, 0.8)
        for a, b in matched
        if a.role is Role.AMOUNT
        and {direction(source, source_lang, a), direction(target, target_lang, b)} == {"to", "by"}
    ]
    turned += [Difference(a, b, 0.8) for a, b in matched if frost_lost(source, source_lang, a, target, target_lang, b)]
    open_left, open_right = _as_counts(open_left, open_right)
    open_right, open_left = _as_counts(open_right, open_left)
    open_left, open_right = _ends(open_left, open_right)
    open_right, open_left = _ends(open_right, open_left)
    open_left, open_right = _by_words(open_left, open_right, source, target)
    hint_left, hint_right = hints(source, source_lang, left), hints(target, target_lang, right)
    open_left = _explained(open_left, hint_right)
    open_right = _explained(open_right, hint_left)
    changed, open_left, open_right = _changed(open_left, open_right)
    changed = [_sure_time(difference, source, target) for difference in changed]
    changed += [Difference(a, b, _MOVED) for a, b in moved(source, source_lang, target, target_lang)]
    lost = [Difference(f, None, _alone(f)) for f in open_left if _asks(f) and not _echo(f, right)]
    added = [
        Difference(None, f, _invented(f, target))
        for f in open_right
        if _asks(f) and not _echo(f, left) and not listed(source, source_lang, f)
    ]
    return sorted(changed + turned + lost + added, key=lambda difference: -difference.score)


def _asks(figure: Figure) -> bool:
    return figure.role is Role.AMOUNT


def _pair_off(
    left: Sequence[Figure], right: Sequence[Figure]
) -> tuple[list[Figure], list[Figure], list[tuple[Figure, Figure]]]:
    """Take away figures that render each other, surest kinds of agreement first: what is left, and the pairs."""
    rest_left, rest_right = list(left), list(right)
    matched: list[tuple[Figure, Figure]] = []
    for agree in (identical, equal, converted, alike, parts_shared):
        for figure in list(rest_left):
            partner = next((other for other in rest_right if agree(figure, other)), None)
            if partner is not None:
                rest_left.remove(figure)
                rest_right.remove(partner)
                matched.append((figure, partner))
    return rest_left, rest_right, matched


def _explained(rest: list[Figure], hinted: tuple[Counter[Decimal], Counter[Decimal]]) -> list[Figure]:
    """Figures that nothing on the other side can stand for. Digits are used once, words (both, half) as often as
    needed; a name is explained by digits alone."""
    left = []
    by_word, by_digit = hinted
    for figure in rest:
        values = {figure.low, figure.high} if figure.kind is not _K.DATE else {figure.low} - {Decimal(0)}
        if figure.kind is _K.DATE and not figure.low:
            values = set(figure.values) - {Decimal(0)} or {Decimal(0)}
        if figure.kind is _K.DATE and re.search(r"-[QH]\d", figure.unit):
            left.append(figure)  # a quarter is no mere number: 上半年 as "upper half-year" stays open
        elif values and all(by_digit[value] > 0 for value in values):
            by_digit.subtract(values)
        elif figure.role is Role.LABEL or not values or not all(by_word[value] > 0 for value in values):
            left.append(figure)
    return left


def _as_counts(shares: list[Figure], others: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """ "drei von hunderttausend", "one in eight", "jede achte" for a share that the other side gives as a fraction."""
    left, rest = [], list(others)
    for share in shares:
        named = share.kind is _K.PERCENT and len(share.values) == 3
        whole = next((other for other in rest if named and other.low == share.values[-1]), None)
        if whole is None:
            left.append(share)
            continue
        above = next((other for other in rest if other.low == share.values[1]), None)
        if above is None and share.values[1] > 1:
            left.append(share)
            continue
        rest = [other for other in rest if other is not whole and other is not above]
    return left, rest


def _ends(ranges: list[Figure], others: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """A range whose two ends the other side gives one by one: 两三欧元, "two or three euros"."""
    left, rest = [], list(others)
    for figure in ranges:
        low = next((other for other in rest if figure.low < figure.high and other.low == figure.low), None)
        high = next((other for other in rest if figure.low < figure.high and other.low == figure.high), None)
        if low is None or high is None:
            left.append(figure)
        else:
            rest = [other for other in rest if other is not low and other is not high]
    return left, rest


def _by_words(left: list[Figure], right: list[Figure], source: str, target: str) -> tuple[list[Figure], list[Figure]]:
    """Figures that render each other by the words around them: 八折 and 80 per cent of the price."""
    rest_left, rest_right = [], list(right)
    for figure in left:
        partner = next(
            (b for b in rest_right if kept_share(figure, b, target) or one_of_them(figure, b, source, target)), None
        )
        if partner is None:
            rest_left.append(figure)
        else:
            rest_right.remove(partner)
    return rest_left, rest_right


def _sure_time(difference: Difference, source: str, target: str) -> Difference:
    """Twelve hours apart says little, unless both sides name the half of the day."""
    a, b = difference.source, difference.target
    if a is None or b is None or difference.score != _HALF_DAY or not a.unit.startswith("T"):
        return difference
    return replace(difference, score=0.85) if other_half_of_day(source, a, target, b) else difference


def _changed(left: list[Figure], right: list[Figure]) -> tuple[list[Difference], list[Figure], list[Figure]]:
    """Pair what is left: a figure of the source that the translation seems to have changed."""
    found: list[Difference] = []
    rest_left, rest_right = list(left), list(right)
    tests: tuple[Callable[[Figure, Figure], bool], ...] = (_same_sort, _numbers)
    for test in tests:
        for figure in list(rest_left):
            partner = next((other for other in rest_right if test(figure, other)), None)
            if partner is not None and (
                figure.role is Role.AMOUNT or partner.role is Role.AMOUNT or figure.role == partner.role == Role.LABEL
            ):
                rest_left.remove(figure)
                rest_right.remove(partner)
                found.append(Difference(figure, partner, _certainty(figure, partner)))
    return found, rest_left, rest_right


def _same_sort(a: Figure, b: Figure) -> bool:
    if a.kind is b.kind is _K.DATE and _sort(a.unit) != _sort(b.unit):
        return False
    return a.kind == b.kind and a.role == b.role and (a.unit == b.unit or a.kind == _K.DATE or a.kind is _K.MONEY)


def _sort(edtf: str) -> str:
    """Clock times, lunar days, words such as last year and calendar dates are not taken for each other."""
    return edtf[0] if edtf[:1] in ("T", "L") else "calendar" if any(map(str.isdigit, edtf)) else "relative"


def _numbers(a: Figure, b: Figure) -> bool:
    """A number of one sort for one of another: not for articles and everyday words."""
    return Role.LOOSE not in (a.role, b.role) and _K.DATE not in (a.kind, b.kind)


def _certainty(a: Figure, b: Figure) -> float:
    """How surely two different figures are one that was changed."""
    score = 0.9 if _same_sort(a, b) else 0.7
    if a.kind == b.kind and max(a.digits, b.digits) >= 2 and a.unit == b.unit:
        score += 0.05
    if a.digits == b.digits == 0 and a.kind is b.kind:
        return 0.75  # dozens for hundreds
    if 0 in (a.digits, b.digits) or Role.LABEL in (a.role, b.role):
        score -= 0.15
    if slip(a, b):
        score = max(score, 0.95)
    clocks = a.kind is b.kind is _K.DATE and a.unit.startswith("T") and b.unit.startswith("T")
    if clocks and abs(int(a.unit[1:3]) - int(b.unit[1:3])) == 12:
        return _HALF_DAY if a.unit[3:] == b.unit[3:] else score  # half past ten says nothing about morning or evening
    return min(1.0, score)


def slip(a: Figure, b: Figure) -> int:
    """The power of ten between two values that differ in scale alone (126亿 as 126 billion: 1); 0 for other pairs."""
    if a.kind is _K.DATE or not a.low or not b.low or a.kind != b.kind:
        return 0
    ratio = b.low / a.low
    power = ratio.adjusted()
    return power if power and ratio == _TEN**power and max(a.low, b.low) >= 10**4 else 0


def _alone(figure: Figure) -> float:
    """A number that one side lacks: large and exact ones are missed, small words are often left out rightly."""
    if figure.kind is _K.DATE:
        return 0.62 if re.search(r"-[QH]\d", figure.unit) else 0.55 if figure.low and len(figure.unit) == 4 else 0.4
    if figure.kind is _K.MULTIPLE:
        return 0.61
    if figure.kind is _K.ORDINAL:
        return 0.3
    if figure.digits == 0 or (figure.approx is Approx.OVER and figure.digits <= 1):
        return 0.35
    if figure.low <= 12 and figure.low == int(figure.low) and figure.kind is not _K.MONEY:
        return 0.3 if figure.kind is _K.COUNT else 0.4
    return 0.65 if figure.kind is _K.COUNT else 0.7


def _invented(figure: Figure, text: str) -> float:
    """A number that only the translation has. Small words of a source are often left out, but seldom made up; "between
    the two" counts what the source names."""
    counted = figure.kind is _K.COUNT and figure.digits
    if counted and _NAMED.search(text[: figure.span.start]) and figure.span.of(text).isalpha():
        return _alone(figure)
    return max(_alone(figure), _ADDED) if counted else _alone(figure)


def _echo(figure: Figure, others: Sequence[Figure]) -> bool:
    """A number that the other side has once and this side repeats."""
    values = set(figure.values) if figure.kind is _K.DATE else {figure.low, figure.high}
    return values <= {value for other in others for value in (*other.values, other.low, other.high)}
