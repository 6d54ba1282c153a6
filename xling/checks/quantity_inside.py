"""One article against itself: conversions that do not fit, shares above 100 per cent, days that no month has, points
taken for per cent, and days of the week that do not fit their date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xling.checks.material import finding_in
from xling.checks.quantity_points import points_for_percent
from xling.checks.quantity_weekdays import wrong_weekdays
from xling.claims.quantity.data import unit_by_name
from xling.claims.quantity.parse import quantities
from xling.claims.quantity.rates import Rate, implied_rates, market_range
from xling.types import Article, Evidence, Finding, Quantity, QuantityKind, Segment

_SPREAD = Decimal("1.25")  # two rates of one article for one pair of currencies differ by more than a moving market
_FOREIGN = Decimal("1.5")  # a rate this far outside of what the market ever saw
_UNIT_ERROR = Decimal("0.12")
_BRACKET = re.compile(r"\s*[(（\[=/]\s*(?:rund|etwa|ca\.|about|around|约|≈|or)?\s*\Z")
_SEVERAL = re.compile(r"\s*(?:bis|to|and|und|by|mal|[-–—~～至到x×*,])?\s*")
"""Between two measures that belong together: in 5 feet 9 inches (175 cm) the second alone is not converted."""
_SHARE_OF = re.compile(
    r"\s*(?:der (?:befragten|wähler|bevölkerung|anteile|stimmen|mitarbeiter|beschäftigten|haushalte|menschen|aktien|"
    r"kunden)"
    r"|of (?:respondents|voters|the population|the shares|the votes|employees|households|all)|的(?:受访者|选民|人口|"
    r"股份|选票|员工|家庭))",
    re.IGNORECASE,
)
_TWO_SCALES = re.compile(
    r"(?:mio|mill|mrd|mia|bio)\. ?(?:mio|mill|mrd|mia|bio)\.|"
    r"(?:[mb]illion(?:en)?|milliarden?|mio\.|mrd\.) (?:[mb]illion(?:en)?|milliarden?|mio\.|mrd\.)|"
    r"(?:[mb]illion|trillion) (?:[mb]illion|trillion)|[mb]n [mb]n|亿亿",
    re.IGNORECASE,
)
"""Of money in digits only: there are 200 billion trillion stars, and a trillion is a million million."""
_DAYS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def contradictions(article: Article, segments: Sequence[Segment], rule: str) -> Iterator[Finding]:
    """Findings of one article; ``segments`` are its content."""
    rates: list[tuple[Rate, Segment]] = []
    read = [quantities(segment.text, segment.lang, date=article.date) for segment in segments]
    for segment, found in zip(segments, read, strict=True):
        rates += [(rate, segment) for rate in implied_rates(found, segment.text)]
        yield from _conversions(segment, found, rule)
        yield from _impossible(segment, found, rule)
    yield from _rates(rates, rule)
    yield from points_for_percent(segments, read, rule)
    yield from wrong_weekdays(article, segments, read, rule)


def _finding(segment: Segment, quantity: Quantity, rule: str, score: float, message: str, **more: object) -> Finding:
    evidence = more.get("evidence", ())
    return finding_in(
        segment,
        rule,
        quantity.span,
        round(score, 4),
        message,
        suggestion=str(more.get("suggestion", "")),
        evidence=evidence if isinstance(evidence, tuple) else (),
    )


def _rates(rates: Sequence[tuple[Rate, Segment]], rule: str) -> Iterator[Finding]:
    for rate, segment in rates:
        span = market_range(rate.base, rate.quote)
        if span is None:
            continue
        low, high = span
        off = max(low / rate.value, rate.value / high)
        if off > _FOREIGN:
            score = 0.95 if off > 5 else 0.75
            message = (
                f"“{rate.stated[0].text}” as “{rate.stated[1].text}” means {rate.value.normalize():.4g} "
                f"{rate.quote} for one "
                f"{rate.base}; the market never left {low:.3g}–{high:.3g}"
            )
            yield _finding(segment, rate.stated[1], rule, score, message)
    seen: dict[tuple[str, str], Rate] = {}
    for rate, segment in rates:
        first = seen.setdefault((rate.base, rate.quote), rate)
        if max(first.value, rate.value) > _SPREAD * min(first.value, rate.value):
            text = f"{first.stated[0].text} = {first.stated[1].text}"
            message = f"“{rate.stated[0].text}” as “{rate.stated[1].text}” implies another rate than “{text}”"
            yield _finding(
                segment, rate.stated[1], rule, 0.7, message, evidence=(Evidence("value", text, segment.article),)
            )


def _conversions(segment: Segment, found: Sequence[Quantity], rule: str) -> Iterator[Finding]:
    """ "10 Kilometer (16 Meilen)": the second measure is not the first one converted."""
    for before, first, second in zip((None, *found), found, found[1:], strict=False):
        if before and before.kind is first.kind and _SEVERAL.fullmatch(segment.text, before.span.end, first.span.start):
            continue
        between = segment.text[first.span.end : second.span.start]
        if (
            first.kind is not QuantityKind.MEASURE
            or second.kind is not QuantityKind.MEASURE
            or not _BRACKET.match(between)
        ):
            continue
        a, b = unit_by_name().get((first.kind, first.unit)), unit_by_name().get((second.kind, second.unit))
        if a is None or b is None or a.dimension != b.dimension or a.name == b.name or not first.low or not second.low:
            continue
        low, high = (end * a.factor / b.factor for end in (first.low, first.high))
        off = _off((low, high), (second.low, second.high))
        if off > _UNIT_ERROR:
            score = min(0.95, 0.55 + float(off) / 2)
            right = f"{low:.4g}" if low == high else f"{low:.4g} to {high:.4g}"
            yield _finding(
                segment, second, rule, score, f"“{first.text}” is {right} {second.unit}, not “{second.text}”"
            )


def _off(expected: tuple[Decimal, Decimal], said: tuple[Decimal, Decimal]) -> Decimal:
    """How far, of what was expected, ``said`` is from it: two ranges end by end, a number from the nearest end of a
    range that it is outside of."""
    (low, high), (least, most) = expected, said
    if low < high and least < most:
        return max(abs(least - low) / abs(low), abs(most - high) / abs(high))
    return max(Decimal(0), (least - high) / abs(high), (low - most) / abs(low))


def _impossible(segment: Segment, found: Sequence[Quantity], rule: str) -> Iterator[Finding]:
    for quantity in found:
        above = quantity.kind is QuantityKind.PERCENT and quantity.unit == "%" and quantity.low > 100
        if above and _SHARE_OF.match(segment.text, quantity.span.end):
            yield _finding(segment, quantity, rule, 0.8, f"“{quantity.text}” is more than all of them")
        priced = quantity.kind is QuantityKind.MONEY and re.search(r"\d", quantity.text)
        if priced and (scales := _TWO_SCALES.search(quantity.text)):
            yield _finding(segment, quantity, rule, 0.8, f"“{scales[0]}” are two scale words for one number")
        if quantity.kind is QuantityKind.DATE and (match := re.search(r"-(\d\d)-(\d\d)\Z", quantity.unit)):
            month, day = int(match[1]), int(match[2])
            if day > _DAYS.get(month, 31):
                yield _finding(segment, quantity, rule, 0.9, f"“{quantity.text}” is no day of the calendar")
