"""Comparison of quantities: rounding, approximation, currencies, units, dates, and rates that a text states."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.claims import compare, explain, implied_rates, quantities
from xling.types import Approx, Quantity, QuantityKind, Span, Verdict

CASES = [
    # the five pairs of the seed articles
    ("de", "rund 15 Milliarden Dollar", "en", "$14.3 billion", "approximately", "amount"),
    ("de", "rund 900 Millionen Dollar", "en", "$870mn", "approximately", "amount"),
    ("de", "unter einer Milliarde Dollar", "en", "$870 million", "approximately", "amount"),
    ("de", "mehr als 14 Mrd. Dollar", "en", "$14.3bn", "approximately", "amount"),
    ("de", "100 Milliarden", "en", "$14.3 billion", "conflict", "amount"),
    # the same value in other words
    ("de", "2 Milliarden Dollar", "en", "two billion dollars", "agree", "amount"),
    ("de", "14,3 Mrd. Dollar", "zh", "143亿美元", "agree", "amount"),
    ("de", "ein Drittel", "zh", "三分之一", "agree", "percent"),
    ("en", "33 percent", "de", "ein Drittel", "approximately", "percent"),
    ("zh", "三万亩", "en", "2,000 hectares", "agree", "measure"),
    ("en", "5 miles", "de", "8 Kilometer", "agree", "measure"),
    ("de", "6 Monate", "zh", "半年", "agree", "duration"),
    ("zh", "八折", "de", "20 Prozent Rabatt", "agree", "percent"),
    ("de", "49 Prozent", "en", "a 49% stake", "agree", "percent"),
    ("de", "300 Mitarbeiter", "en", "300 people", "agree", "count"),
    # rounding and words of approximation
    ("en", "$14 billion", "en", "$14.3 billion", "approximately", "amount"),
    ("en", "nearly 3,000 people", "zh", "2900人", "approximately", "count"),
    ("zh", "近3000名", "en", "2,940 people", "approximately", "count"),
    ("zh", "数十万人", "en", "300,000 people", "approximately", "count"),
    ("de", "gut 20 Prozent", "en", "21%", "approximately", "percent"),
    ("en", "between 3 and 5 million dollars", "de", "4 Millionen Dollar", "approximately", "amount"),
    ("en", "more than $10 billion", "en", "$40 billion", "related", "amount"),
    # conflicts
    ("en", "2,300 people", "en", "2,500 people", "conflict", "count"),
    ("en", "400 people", "en", "500 people", "conflict", "count"),
    ("de", "870 Millionen Dollar", "en", "$780 million", "conflict", "amount"),
    ("de", "5 Millionen Euro", "en", "5 million dollars", "conflict", "currency"),
    ("en", "less than $5 million", "en", "$7 million", "conflict", "amount"),
    ("de", "rund 14 Milliarden Euro", "en", "$14.3 billion", "conflict", "currency"),
    ("zh", "约14亿元", "en", "$1.5 billion", "conflict", "currency"),
    ("de", "28 Jahre alt", "en", "a 27-year-old", "conflict", "age"),
    ("de", "im Jahr 2016", "en", "in 2018", "conflict", "date"),
    ("de", "14. Juni 2025", "en", "July 14, 2025", "conflict", "date"),
    # not comparable
    ("en", "$14.3 billion", "zh", "1026亿元人民币", "unrelated", "amount"),
    ("de", "rund 26 Millionen Euro", "en", "$28 million", "unrelated", "amount"),
    ("en", "about £90 million", "de", "rund 100 Millionen Euro", "unrelated", "amount"),
    ("de", "5 Kilometer", "en", "5 tonnes", "unrelated", "unit"),
    ("de", "49 Prozent", "en", "49 people", "unrelated", "unit"),
    ("de", "im Mai", "en", "in 2018", "unrelated", "date"),
    # dates of different precision
    ("de", "14. Juni 2025", "en", "June 2025", "approximately", "date"),
    ("zh", "2025年6月14日", "en", "in 2025", "approximately", "date"),
    ("de", "im zweiten Quartal 2024", "en", "May 2024", "approximately", "date"),
    ("de", "14. Juni 2025", "zh", "2025年6月14日", "agree", "date"),
    ("en", "the 1990s", "en", "in 1994", "approximately", "date"),
    # crowns of no named country
    ("de", "300 Milliarden Kronen", "en", "300 billion kronor", "agree", "amount"),
]  # fmt: skip


@pytest.mark.parametrize(("lang_a", "a", "lang_b", "b", "verdict", "what"), CASES)
def test_compare(lang_a: str, a: str, lang_b: str, b: str, verdict: str, what: str) -> None:
    left, right = quantities(a, lang_a)[0], quantities(b, lang_b)[0]
    for one, other in ((left, right), (right, left)):
        result = compare(one, other)
        assert (result.verdict.value, result.what) == (verdict, what), result


def test_a_missing_currency_is_named() -> None:
    result = compare(quantities("100 Milliarden", "de")[0], quantities("$14.3 billion", "en")[0])
    assert result.verdict is Verdict.CONFLICT
    assert "no currency" in result.note


STATED = "Meta zahlte 14,3 Milliarden US-Dollar (102,697 Milliarden RMB)."


def test_a_stated_conversion_gives_a_rate() -> None:
    (rate,) = implied_rates(quantities(STATED, "de"), STATED)
    assert (rate.base, rate.quote) == ("USD", "CNY")
    assert round(rate.value, 4) == Decimal("7.1816")


def test_the_rate_explains_the_number_without_a_currency() -> None:
    rates = implied_rates(quantities(STATED, "de"), STATED)
    bare, dollars = quantities("100 Milliarden", "de")[0], quantities("$14.3 billion", "en")[0]
    assert "in CNY" in explain(bare, dollars, rates)
    assert "102,697 Milliarden RMB" in compare(bare, dollars, rates=rates).note
    assert explain(quantities("20 Milliarden", "de")[0], dollars, rates) == ""


def test_amounts_in_two_currencies_meet_at_the_stated_rate() -> None:
    rates = implied_rates(quantities(STATED, "de"), STATED)
    yuan, dollars = quantities("1030亿元人民币", "zh")[0], quantities("$14.3bn", "en")[0]
    assert compare(yuan, dollars).verdict is Verdict.UNRELATED
    assert compare(yuan, dollars, rates=rates).verdict is Verdict.APPROXIMATELY


def test_a_list_of_amounts_states_no_rate() -> None:
    text = "Sie zahlten 3 Millionen Dollar und 5 Millionen Euro."
    assert implied_rates(quantities(text, "de"), text) == []
    chinese = "Meta以143亿美元（约合1026亿元人民币）收购"
    assert len(implied_rates(quantities(chinese, "zh"), chinese)) == 1


AMOUNTS = st.builds(
    lambda value, unit, approx, digits: Quantity(
        QuantityKind.MONEY, Decimal(value), Decimal(value), unit, Span(0, 1), "x", approx, digits
    ),
    st.integers(1, 10**6),
    st.sampled_from(["USD", "EUR", ""]),
    st.sampled_from(list(Approx)),
    st.integers(0, 5),
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(AMOUNTS, AMOUNTS)
def test_verdicts_are_symmetric_and_equals_agree(a: Quantity, b: Quantity) -> None:
    assert compare(a, b).verdict is compare(b, a).verdict
    assert compare(a, a).verdict is Verdict.AGREE
