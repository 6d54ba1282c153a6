"""The adherence measures on hand-counted cases."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from xling.errors import InputError
from xling.evaluate.terms import (
    TermLine,
    TermPair,
    adherence,
    consistency,
    gain,
    has_exact,
    has_lemma,
    read_lines,
    success,
)

STAKE = TermPair("Beteiligung", "stake")
HOLDING = TermPair("Beteiligung", "shareholding")
BOARD = TermPair("Vorstand", "executive board")


@pytest.mark.parametrize(
    ("text", "target", "exact", "lemma"),
    [
        ("The executive board met.", "executive board", True, True),
        ("The Executive Boards met.", "executive board", False, True),
        ("They acquired it.", "acquire", False, True),
        ("a stakeholder", "stake", False, False),
        ("data-labelling", "data labeling", False, True),
        ("BMWFW said", "BMWFW", True, True),
        ("", "stake", False, False),
        ("anything", "", False, False),
    ],
)
def test_presence(text: str, target: str, exact: bool, lemma: bool) -> None:
    assert (has_exact(text, target), has_lemma(text, target)) == (exact, lemma)


def test_success_counts_each_term_of_a_line_once() -> None:
    found = success([[STAKE, BOARD, STAKE], [BOARD]], ["stakes of the executive board", "nothing"])
    assert (found.total, found.exact, found.lemma) == (3, 1, 2)
    assert found.exact_rate == pytest.approx(1 / 3)
    assert math.isnan(success([[]], ["x"]).lemma_rate)


def test_consistency_is_the_share_of_the_commonest_rendering() -> None:
    terms = [[STAKE], [STAKE], [HOLDING], [BOARD]]
    assert consistency(terms, ["a stake", "stakes", "a shareholding", "x"]) == pytest.approx(2 / 3)
    assert consistency(terms, ["a stake", "a stake", "a stake", "x"]) == 1.0
    assert consistency(terms, ["p", "q", "r", "x"]) == pytest.approx(1 / 3)
    assert math.isnan(consistency([[STAKE]], ["stake"]))


def test_adherence_and_gain() -> None:
    lines = [
        TermLine("Die Beteiligung", "the stake", (STAKE,), (TermPair("Die", "the"),)),
        TermLine("Der Vorstand", "the management board", (BOARD,)),
        TermLine("Hallo", "hello there"),
    ]
    with_terms = adherence(lines, ["the stake", "the executive board", "hello there"])
    without = adherence(lines, ["the interest", "the management board", "hello there"])
    assert with_terms.proper.lemma_rate == 1.0 and without.proper.lemma_rate == 0.0
    assert with_terms.verbatim.total == 1 and with_terms.random.lemma == 1
    assert with_terms.unmarked is not None and with_terms.unmarked.chrf == 100
    assert [pair for _, pair in without.missed] == [STAKE, BOARD]
    change = gain(proper=with_terms, none=without, random=without)
    assert change.success == change.over_random_success == 1.0


def test_hypotheses_must_match_the_lines() -> None:
    with pytest.raises(InputError, match="1 hypotheses for 2 lines"):
        success([[STAKE], []], ["x"])


def test_test_file_is_read_and_errors_name_the_line(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    head = "src\tref_en\tterms_proper_json\tterms_random_json\n"
    path.write_text(head + '他\the\t[{"zh":"他","en":"he"},,{"zh":"你","en":"you"}]\t[]\n', encoding="utf-8")
    (line,) = read_lines(path, source_lang="zh")
    assert line.proper == (TermPair("他", "he"), TermPair("你", "you"))
    path.write_text(head + "a\tb\t[1]\t[]\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"t\.tsv:2: not a list of terms"):
        read_lines(path, source_lang="zh")


@pytest.mark.parametrize(("name", "lang", "least"), [("wmt23.deen.test", "de", 0.99), ("wmt23.zhen.test", "zh", 0.8)])
def test_references_reach_the_ceiling(gold: Path, name: str, lang: str, least: float) -> None:
    lines = read_lines(gold / "terms" / f"{name}.tsv", source_lang=lang)
    found = adherence(lines, [line.reference for line in lines], with_quality=False)
    assert found.proper.lemma_rate >= least and found.verbatim.exact_rate == 1.0
