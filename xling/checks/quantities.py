"""Amounts and dates: source against translation, and article against article.

Six rules: an amount that the translation changes, drops or adds; an amount without its currency; a changed date; a
scale word that was mistaken for another (亿, Billion, billion); an article that contradicts itself; an amount that
other articles contradict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xling.checks.material import Material
from xling.checks.pairs import Pair, pairs
from xling.checks.quantity_calendar import named
from xling.checks.quantity_inside import contradictions
from xling.checks.quantity_links import bare_amounts, contradicted
from xling.checks.quantity_match import Difference, differences, slip
from xling.checks.rules import Rule
from xling.claims.quantity.model import Figure
from xling.claims.quantity.render import render
from xling.types import Evidence, Finding, QuantityKind, Severity

FAMILY = "quantities"
DIFFERS = Rule(
    "XL-NUM-001",
    "amount-differs",
    FAMILY,
    "accuracy.mistranslation.number",
    Severity.MAJOR,
    "An amount of the source is changed, missing or added in the translation.",
)
CURRENCY = Rule(
    "XL-NUM-002",
    "currency-missing",
    FAMILY,
    "accuracy.omission.unit",
    Severity.MAJOR,
    "An amount of money has lost its currency or got another one.",
)
DATE = Rule(
    "XL-NUM-003",
    "date-differs",
    FAMILY,
    "accuracy.mistranslation.date-time",
    Severity.MAJOR,
    "A date, year or time of the source is changed, missing or added in the translation.",
)
SCALE = Rule(
    "XL-NUM-004",
    "scale-slip",
    FAMILY,
    "accuracy.mistranslation.number",
    Severity.CRITICAL,
    "An amount is off by a power of ten, as when 亿, Milliarde, Billion and billion are confused.",
)
INSIDE = Rule(
    "XL-NUM-005",
    "amounts-inconsistent",
    FAMILY,
    "accuracy.source-error.number",
    Severity.MAJOR,
    "Amounts of one article cannot all be right: a conversion that no rate explains, a share above 100 per cent.",
)
CONTRADICTED = Rule(
    "XL-NUM-006",
    "amount-contradicted",
    FAMILY,
    "accuracy.source-error.number",
    Severity.MAJOR,
    "Other articles give another amount for the same thing.",
)


class Quantities:
    """Findings of the quantities family."""

    rules = (DIFFERS, CURRENCY, DATE, SCALE, INSIDE, CONTRADICTED)

    def examine(self, material: Material) -> Iterable[Finding]:
        for pair in pairs(material):
            yield from _translated(pair)
        for article in material.articles:
            yield from contradictions(article, material.content_by_article[article.id], INSIDE.id)
        if material.together:
            yield from bare_amounts(material, CURRENCY.id)
            yield from contradicted(material, CONTRADICTED.id)


def _translated(pair: Pair) -> Iterator[Finding]:
    found = differences(pair.source, pair.segment.lang, pair.target, pair.translation.lang)
    for difference in found:
        rule, message = _describe(difference, pair)
        source, target = difference.source, difference.target
        yield pair.finding(
            rule.id,
            difference.score,
            message,
            source=source.span if source else None,
            target=target.span if target else None,
            suggestion=_suggestion(source, pair) if source else "",
            evidence=(Evidence("value", f"“{source.span.of(pair.source)}” is {_value(source)}"),) if source else (),
        )


def _suggestion(source: Figure, pair: Pair) -> str:
    """The amount of the source in the language of the translation; nothing for days of the lunar calendar."""
    if source.kind is QuantityKind.DATE and source.unit.startswith("L"):
        return ""
    return named(source.unit, pair.translation.lang) or render(source.quantity(pair.source), pair.translation.lang)


def _value(figure: Figure) -> str:
    """What was read, in plain words: 14,300,000,000 USD; 1850–1859; 30 %."""
    if figure.kind is QuantityKind.DATE:
        lunar = f"day {int(figure.values[0])} of the lunar month" if figure.unit.startswith("L") else ""
        return lunar or named(figure.unit, "en") or f"the date {figure.unit}"
    low, high = f"{figure.low.normalize():,f}", f"{figure.high.normalize():,f}"
    return f"{low if low == high else f'{low} to {high}'} {figure.unit}".rstrip()


def _describe(difference: Difference, pair: Pair) -> tuple[Rule, str]:
    source, target = difference.source, difference.target
    if source is None or target is None:
        figure = source or target
        rule = DATE if figure is not None and figure.kind is QuantityKind.DATE else DIFFERS
        if source is not None:
            return rule, f"“{source.span.of(pair.source)}” has no counterpart in the translation"
        return (
            rule,
            f"“{target.span.of(pair.target)}” in the translation has no counterpart in the source" if target else "",
        )
    left, right = source.span.of(pair.source), target.span.of(pair.target)
    if power := slip(source, target):
        lent = right.isdigit() and target.low != int(right)  # a scale word further on counts for it too
        meant = f", that is {_value(target)}" if lent else ""
        return SCALE, f"“{left}” became “{right}”{meant}: off by a factor of 10^{abs(power)}"
    if QuantityKind.DATE in (source.kind, target.kind):
        return DATE, f"“{left}” became “{right}”"
    if _currency_alone(source, target):
        return CURRENCY, f"“{left}” became “{right}”: the currency is another one"
    return DIFFERS, f"“{left}” became “{right}”"


def _currency_alone(source: Figure, target: Figure) -> bool:
    return source.kind is QuantityKind.MONEY and (source.low, source.high) == (target.low, target.high)
