"""Word forms that must be there, and some that must not, since they are other words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.glossary import Glossary, inflect_de, inflect_en
from xling.glossary.compounds import is_head, is_modifier
from xling.glossary.script import to_simplified
from xling.types import Term

GERMAN_NOUNS = [
    ("Vorstand", {"vorstands", "vorstandes", "vorstände", "vorständen"}, {"vorstanden"}),
    ("Bewertung", {"bewertungen"}, {"bewertungs", "bewertunge"}),
    ("Rechenzentrum", {"rechenzentrums", "rechenzentren"}, {"rechenzentrume"}),
    ("Investor", {"investors", "investoren"}, set()),
    ("Anbieter", {"anbieters", "anbietern"}, {"anbieteren"}),
    ("Last", {"lasten"}, {"laster"}),
    ("Algorithmus", {"algorithmen"}, set()),
    ("Einhorn", {"einhörner", "einhörnern", "einhorns"}, set()),
    ("Gewerkschaft", {"gewerkschaften"}, {"gewerkschafts"}),
    ("Auszubildende", {"auszubildender", "auszubildenden"}, set()),
    ("Startup", {"startups"}, set()),
    ("Ergebnis", {"ergebnisse", "ergebnisses", "ergebnissen"}, set()),
]


@pytest.mark.parametrize(("word", "present", "absent"), GERMAN_NOUNS)
def test_german_nouns(word: str, present: set[str], absent: set[str]) -> None:
    forms = inflect_de.noun_forms(word)
    assert present <= forms and not absent & forms and word.lower() in forms


@pytest.mark.parametrize(
    ("word", "present"),
    [
        ("kaufen", {"kauft", "kaufte", "gekauft", "gekaufte"}),
        ("übernehmen", {"übernimmt", "übernahm", "übernommen", "übernommene"}),
        ("abwerben", {"abwirbt", "abgeworben", "abzuwerben"}),
        ("investieren", {"investiert", "investierte", "investierten"}),
        ("entlassen", {"entlässt", "entließ", "entlassen"}),
        ("bewerten", {"bewertet", "bewertete"}),
    ],
)
def test_german_verbs(word: str, present: set[str]) -> None:
    assert present <= inflect_de.verb_forms(word)


def test_german_verbs_in_two_pieces() -> None:
    prefix, forms = inflect_de.parted_forms("abwerben")
    assert prefix == "ab" and {"wirbt", "warb"} <= forms and "geworben" not in forms
    assert inflect_de.parted_forms("übernehmen") == ("", frozenset())


@pytest.mark.parametrize(
    ("word", "present", "absent"),
    [
        ("company", {"companies"}, {"companys"}),
        ("analysis", {"analyses"}, set()),
        ("labelling", {"labeling", "labellings"}, set()),
        ("organisation", {"organization", "organizations"}, set()),
        ("wise", {"wise"}, {"wize"}),
        ("shares", {"share", "shares"}, set()),
        ("business", {"businesses"}, {"busines"}),
    ],
)
def test_english_nouns(word: str, present: set[str], absent: set[str]) -> None:
    forms = inflect_en.noun_forms(word)
    assert present <= forms and not absent & forms


@pytest.mark.parametrize(
    ("word", "present"),
    [
        ("acquire", {"acquires", "acquired", "acquiring"}),
        ("plan", {"planned", "planning"}),
        ("buy", {"bought", "buying"}),
        ("label", {"labelled", "labeled", "labeling"}),
        ("outsource", {"outsourced"}),
        ("oversee", {"overseeing"}),
        ("carry", {"carried", "carries"}),
    ],
)
def test_english_verbs(word: str, present: set[str]) -> None:
    assert present <= inflect_en.verb_forms(word)


@pytest.mark.parametrize("front", ["bank", "unternehmens", "daten", "aktien", "mehrheits", "ki", "bundesbank"])
def test_modifiers(front: str) -> None:
    assert is_modifier(front)


@pytest.mark.parametrize("front", ["unter", "über", "ver", "sch", "xq"])
def test_no_modifiers(front: str) -> None:
    assert not is_modifier(front)


def test_heads() -> None:
    assert is_head("sunternehmen") and is_head("kurs") and not is_head("tem") and not is_head("ll")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=20))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüß", min_size=1, max_size=12))
def test_a_word_is_one_of_its_own_forms(word: str) -> None:
    for forms in (inflect_de.noun_forms, inflect_de.adjective_forms, inflect_de.verb_forms, inflect_en.noun_forms):
        assert word in forms(word)
    assert word in inflect_en.verb_forms(word)


def test_an_inflected_term_is_honoured_by_an_inflected_rendering() -> None:
    terms = Glossary([Term("Vorstand", "board", "de", "en")])
    (match,) = terms.find("des Vorstands", "de")
    assert terms.honoured(match, "the boards") is not None
