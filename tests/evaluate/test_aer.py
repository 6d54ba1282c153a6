"""Alignment error rate: worked examples by hand from the definition of Och and Ney (2003)."""

from __future__ import annotations

import pytest

from xling.errors import InputError
from xling.evaluate.aer import aer, parse_gold, parse_links


def test_sure_and_possible_links() -> None:
    gold = parse_gold("0-0 1p1 2-2")
    assert gold.sure == {(0, 0), (2, 2)} and gold.possible == {(0, 0), (1, 1), (2, 2)}
    assert parse_links("0-0:0.91 1-2:1e-3") == {(0, 0), (1, 2)}


@pytest.mark.parametrize(
    ("found", "rate"),
    [
        ("0-0 2-2", 0.0),
        ("0-0 1-1 2-2", 0.0),  # a possible link is never wrong
        ("0-0", 1 - (1 + 1) / (1 + 2)),
        ("0-0 0-1", 1 - (1 + 1) / (2 + 2)),
        ("", 1.0),
    ],
)
def test_rates(found: str, rate: float) -> None:
    assert aer([parse_links(found)], [parse_gold("0-0 1p1 2-2")]).aer == pytest.approx(rate)


def test_figures_are_over_all_links_and_carry_a_signature() -> None:
    score = aer([parse_links("0-0"), parse_links("0-1 1-1")], [parse_gold("0-0"), parse_gold("1-1")], name="test")
    assert (score.precision, score.recall) == pytest.approx((2 / 3, 1.0))
    assert "metric:aer" in score.signature and "sentences:2" in score.signature


def test_bad_input() -> None:
    with pytest.raises(InputError, match="not an alignment link"):
        parse_gold("0-0 one")
    with pytest.raises(InputError, match="1 aligned lines against 0"):
        aer([parse_links("")], [])
    assert aer([], []).aer == 0.0
