"""Scores of flags, worked out by hand."""

from __future__ import annotations

from math import isnan
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.errors import InputError
from xling.evaluate.flagged import read_gold
from xling.evaluate.flags import Judgement, score_flags

BAD_FOUND = Judgement(0.9, ((0, 10),), ((5, 10),), ("idiom",), 8)
BAD_MISSED = Judgement(0.1, ((0, 4),), (), ("sense",), 8)
CLEAN = Judgement(0.2, (), (), (), 500)
FALSE_ALARM = Judgement(0.6, (), ((0, 3), (7, 9)), (), 500)


def test_scores_by_hand() -> None:
    scores = score_flags([BAD_FOUND, BAD_MISSED, CLEAN, FALSE_ALARM])
    assert (scores.precision, scores.recall, scores.f1) == (0.5, 0.5, 0.5)
    # found 5 + 5 characters, gold 10 + 4, shared 5
    assert scores.span_f1 == pytest.approx(2 * 0.5 * (5 / 14) / (0.5 + 5 / 14))
    assert scores.auroc == 0.5  # .9 beats both, .1 loses to both
    assert scores.false_per_1000_words == 2.0
    assert scores.false_per_100_clean == 50.0
    assert scores.recall_by_class == {"idiom": (1.0, 1), "sense": (0.0, 1)}


def test_nothing_to_measure() -> None:
    scores = score_flags([])
    assert isnan(scores.auroc) and isnan(scores.precision) and scores.span_f1 == 1.0


FLOATS = st.lists(st.integers(0, 4).map(float), min_size=1, max_size=12)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(FLOATS, FLOATS)
def test_auroc_is_the_pair_count(bad: list[float], good: list[float]) -> None:
    wins = sum((b > g) + 0.5 * (b == g) for b in bad for g in good)
    rows = [Judgement(score, (), (), ("idiom",), 1) for score in bad] + [Judgement(s, (), (), (), 1) for s in good]
    assert score_flags(rows, times=1).auroc == pytest.approx(wins / (len(bad) * len(good)))


def test_span_f1_perfect() -> None:
    assert score_flags([Judgement(0.9, ((0, 3),), ((0, 3),), ("idiom",), 1), CLEAN], times=1).span_f1 == 1.0


NUMBER = Judgement(
    0.9, ((0, 4), (6, 8)), ((0, 4), (20, 22)), ("number", "name"), 9, ("quantities", "names"), ("quantities",) * 2
)
MISSING = Judgement(0.5, ((0, 0),), ((0, 0),), ("omission",), 9, ("coverage",), ("coverage",))


def test_families_by_hand() -> None:
    scores = score_flags([NUMBER, MISSING, CLEAN], times=20)
    quantities, names, coverage = (scores.families[name] for name in ("quantities", "names", "coverage"))
    assert (quantities.flags, quantities.errors, quantities.precision, quantities.recall) == (2, 1, 0.5, 1.0)
    assert quantities.f1 == pytest.approx(2 / 3)
    assert (names.flags, names.errors, names.recall) == (0, 1, 0.0) and isnan(names.precision)
    assert (coverage.precision, coverage.recall) == (1.0, 1.0)  # neither error nor flag has a place


def test_intervals_hold_the_value_and_narrow_with_more_texts() -> None:
    rows = [BAD_FOUND, BAD_MISSED, CLEAN, FALSE_ALARM]
    few, many = score_flags(rows * 5), score_flags(rows * 80)
    for name in ("precision", "recall", "span_f1", "auroc", "false_per_1000_words", "class.idiom"):
        low, high = few.intervals[name]
        value = few.recall_by_class["idiom"][0] if name == "class.idiom" else getattr(few, name)
        assert low <= value <= high, name
        narrower = many.intervals[name][1] - many.intervals[name][0]
        assert narrower < high - low or narrower == high - low == 0, name
    assert few.intervals == score_flags(rows * 5).intervals  # the draws are seeded


def test_gold_is_read_strictly(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(
        '{"lang": "zh", "text": "他花了5亿。", "translation": "He spent 5 million.", "errors": '
        '[{"start": 9, "end": 18, "class": "number", "family": "quantities"}, {"class": "coverage"}]}\n'
        '{"lang": "de", "text": "Alles gut."}\n'
    )
    pair, clean = read_gold(path)
    assert pair.errors == ((9, 18), (0, 0)) and pair.families == ("quantities", "coverage")
    assert clean.errors == () and clean.translation is None


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"text": "a"}', "1: not a gold text: 'lang'"),
        ('{"lang": "de", "text": "abc", "errors": [{"start": 1, "end": 9}]}', "1: no characters 1 to 9 in a text of 3"),
        ('{"lang": "de", "text": "abc", "errors": [{"start": 2, "end": 1}]}', "1: no characters 2 to 1"),
        ('{"lang": "de", "text": "abc", "errors": [{"family": "colours"}]}', "1: not a gold text: family 'colours'"),
        ("[]", "1: not a gold text"),
    ],
)
def test_broken_gold(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line)
    with pytest.raises(InputError, match=what):
        read_gold(path)


def test_the_gold_of_the_documentation_is_read(tmp_path: Path) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "flags.md").read_text(encoding="utf-8")
    path = tmp_path / "gold.jsonl"
    path.write_text(text.split("```json\n")[1].split("```")[0], encoding="utf-8")
    rows = read_gold(path)
    assert [row.families for row in rows] == [(), ("calques",), ("quantities",), ("coverage",)]
    assert rows[1].text[slice(*rows[1].errors[0])] == "Pferdeknochen kaufen"
    assert (rows[2].translation or "")[slice(*rows[2].errors[0])] == "5 million"


def test_a_text_may_hold_any_line_separator_that_json_allows(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"lang": "en", "text": "one\u2028two\x85three"}\n', encoding="utf-8")
    assert [row.text for row in read_gold(path)] == ["one\u2028two\x85three"]
