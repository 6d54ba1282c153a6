"""Breakdowns of neural models and what looks like one; cuts that lose nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.translate.guard import Defect, defects, halve, repeats, split

LONG_DE = (
    "Der Vorstand des Unternehmens hat am Montag beschlossen, die Bewertung der Tochter zu prüfen und neu anzusetzen."
)

BROKEN = [  # (source, output, what is wrong); the loops are of the kinds reported for Marian: OpenNMT/CTranslate2#832
    ("Das ist gut.", "That is good good good good.", Defect.REPETITION),
    (LONG_DE, "The board of the company and the board of the company and the board of the company", Defect.REPETITION),
    (LONG_DE, "On Monday the board, on Monday the board, on Monday the board decided.", Defect.REPETITION),
    ("Hahaha, sagte er.", "Haaaaaaaaaaaaaaa, he said.", Defect.REPETITION),
    ("Ein Test.", "A tetetetetetetest.", Defect.REPETITION),
    (LONG_DE, "The board", Defect.TRUNCATION),
    ("公司董事会周一决定重新评估子公司的估值，并将在下个月公布结果。", "The company", Defect.TRUNCATION),
    ("Guten Tag.", "", Defect.EMPTY),
    ("Guten Tag.", " . ", Defect.EMPTY),
    ("你好。", "。", Defect.EMPTY),
]


@pytest.mark.parametrize(("source", "output", "expected"), BROKEN)
def test_breakdowns_are_found(source: str, output: str, expected: Defect) -> None:
    assert expected in defects(source, output)


FINE = [
    (LONG_DE, "On Monday, the company's board decided to review the subsidiary's valuation and to set it anew."),
    ("Nein, nein, nein, sagte sie.", "No, no, no, she said."),
    ("Er lief und lief und lief und lief.", "He ran and ran and ran and ran."),  # so does the source
    ("1, 1, 1, 1, 1, 1", "1, 1, 1, 1, 1, 1"),
    ("Die Zahl 1000000000000 ist groß.", "The number 1000000000000 is large."),
    ("3,5 Mio.", "3.5 million"),
    ("2024", "2024"),
    ("Donaudampfschifffahrtsgesellschaft", "Shipping company"),
    ("他说：“不，不，不。”", "He said: “No, no, no.”"),
    ("Von Mai bis Mai, von Jahr zu Jahr.", "From May to May, from year to year."),
]


@pytest.mark.parametrize(("source", "output"), FINE)
def test_plausible_translations_are_left_alone(source: str, output: str) -> None:
    assert defects(source, output) == ()


def test_a_search_that_hit_its_limit_is_a_truncation() -> None:
    assert defects("Das ist gut.", "That is good and", cut=True) == (Defect.TRUNCATION,)


@given(st.text(alphabet="ab ,.;，。 (x", min_size=1, max_size=200), st.integers(1, 30))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_splits_keep_every_letter_in_order_and_fit(text: str, size: int) -> None:
    spans = split(text, lambda part: len(part) <= size)
    assert "".join(span.of(text) for span in spans).replace(" ", "") == text.replace(" ", "")
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(len(span) <= size for span in spans)
    assert not any(span.of(text)[0].isspace() or span.of(text)[-1].isspace() for span in spans)


CUTS = [
    ("Er kam, sah, und siegte; dann ging er.", 24, ["Er kam, sah, und siegte;", "dann ging er."]),
    ("公司宣布收购，交易额为十亿元；市场反应平淡。", 16, ["公司宣布收购，交易额为十亿元；", "市场反应平淡。"]),
    ("ohne jede Grenze darin", 10, ["ohne jede", "Grenze", "darin"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
]


@pytest.mark.parametrize(("text", "size", "expected"), CUTS)
def test_cuts_lie_at_the_strongest_borders_that_do(text: str, size: int, expected: list[str]) -> None:
    assert [span.of(text) for span in split(text, lambda part: len(part) <= size)] == expected


@pytest.mark.parametrize(
    ("text", "size", "borne", "expected"),
    [
        ("die Grenze, die keiner von uns je gesehen hat", 12, 36, ["die Grenze,", "die keiner von uns je gesehen hat"]),
        ("die Grenze, die keiner von uns", 12, 12, ["die Grenze,", "die keiner", "von uns"]),
        ("公司收购了一家生产芯片的企业，价格不详。", 8, 20, ["公司收购了一家生产芯片的企业，", "价格不详。"]),
        ("公司收购了一家生产芯片的企业，价格不详。", 8, 8, ["公司收购了一家生", "产芯片的企业，", "价格不详。"]),
    ],
)
def test_a_clause_without_borders_is_cut_only_beyond_what_is_borne(
    text: str, size: int, borne: int, expected: list[str]
) -> None:
    spans = split(text, lambda part: len(part) <= size, lambda part: len(part) <= borne)
    assert [span.of(text) for span in spans] == expected


def test_halving_takes_the_border_nearest_to_the_middle() -> None:
    text = "Am Montag, so hieß es, beschloss der Vorstand, die Bewertung zu prüfen, und vertagte sich."
    assert [span.of(text) for span in halve(text)] == [
        "Am Montag, so hieß es, beschloss der Vorstand,",
        "die Bewertung zu prüfen, und vertagte sich.",
    ]
    assert [span.of("keine Grenze") for span in halve("keine Grenze")] == ["keine Grenze"]


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_no_text_upsets_the_guard(text: str) -> None:
    repeats(text)
    defects(text, text)
    halve(text)
