"""German noun forms and closed classes: the cells of gender, number and case they can stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xling.lexicon.declension import (
    adjective_cells,
    adjective_form,
    case_cells,
    grammar,
    is_adjective,
    is_infinitive,
)
from xling.lexicon.nouns import ALL, cell, cells, noun_cells, of_case, readings


@given(st.integers(min_value=0, max_value=ALL))
def test_readings_are_cells_as_text(mask: int) -> None:
    assert cells(readings(mask)) == mask


@pytest.mark.parametrize(
    ("form", "can", "cannot"),
    [
        ("Haus", "n.nad", "m.nad f.nadg p.nadg"),
        ("Hauses", "n.g", "n.nad p.nadg"),
        ("Häusern", "p.d", "p.na"),
        ("Kunde", "m.n", "m.ad p.nadg"),
        ("Kunden", "m.adg p.nadg", "m.n n.nad"),
        ("Firma", "f.nadg", "m.nad n.nad p.nadg"),
        ("Unternehmen", "n.nad p.nadg", "f.nadg m.nad"),
        ("Blog", "m.nad n.nad", "f.nadg"),
        ("Radios", "n.g p.nadg", "f.nadg"),  # derived: plural in -s
        ("Fregatten", "p.nadg", "m.nad"),  # derived from the feminine
        ("Boten", "m.adg p.nadg", "m.n f.nadg"),  # a weak noun of the second table
        ("Firmenwagen", "m.nad", "f.nadg"),  # a compound
        ("KI-Modell", "n.nad", "m.nad f.nadg"),
        ("Zumutbarkeit", "f.nadg", "m.nad p.nadg"),  # by its ending
        ("Uhr", "f.nadg n.na", "m.nad"),  # ein Uhr
    ],
)
def test_cells_of_a_form(form: str, can: str, cannot: str) -> None:
    assert readings(noun_cells(form) & cells(can)) == readings(cells(can))
    assert readings(noun_cells(form) & cells(cannot)) == ""


@pytest.mark.parametrize("form", ["Xyzzy", "数据", "Verlorengegangene", ""])
def test_unknown_words_have_none(form: str) -> None:
    assert noun_cells(form) == 0


def test_determiners_stand_in_their_cells() -> None:
    known = grammar().determiners
    assert readings(known["der"].cells) == "m.n f.dg p.g"
    assert readings(known["eine"].cells) == "f.na"
    assert readings(known["keinen"].cells) == "m.a p.d"
    assert readings(known["jeder"].cells) == "m.n f.dg"
    assert known["das"].forms[cell("f", "d")] == "der"
    assert "ihr" not in known  # also a pronoun


@pytest.mark.parametrize(
    ("word", "declension", "expected"),
    [
        ("neues", "mixed", "n.na"),
        ("neue", "weak", "m.n f.na n.na"),
        ("neuem", "strong", "m.d n.d"),
        ("neuem", "weak", ""),
    ],
)
def test_endings_of_adjectives(word: str, declension: str, expected: str) -> None:
    assert readings(adjective_cells(word, declension)) == expected


def test_another_ending_is_put_in_place() -> None:
    assert adjective_form("neue", "mixed", cell("n", "n")) == "neues"


def test_prepositions_govern_cases() -> None:
    assert case_cells("mit") == of_case("d")
    assert case_cells("in") == of_case("ad")
    assert case_cells(None) == case_cells("gestern") == ALL


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("neuen", True),
        ("börsennotierten", True),
        ("KI-gestützte", True),
        ("einstigen", True),
        ("wenigen", True),
        ("kaufen", False),
        ("benötigen", False),
        ("oder", False),
        ("immer", False),
        ("diese", False),
        ("neu", False),
    ],
)
def test_adjectives_are_told_from_verbs_and_particles(word: str, expected: bool) -> None:
    assert is_adjective(word) is expected


def test_infinitives() -> None:
    assert is_infinitive("speichern")
    assert not is_infinitive("kunden")
