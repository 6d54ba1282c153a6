"""Units: a segment cut into what the model reads, with the terms that lie in each part."""

from __future__ import annotations

from xling.translate.units import units_of
from xling.types import Span, Term, TermMatch


def test_a_term_is_not_cut_in_two_where_a_clause_is_borne() -> None:
    words = [f"w{number:02}" for number in range(70)]
    text = " ".join(words)
    start = text.index("w29")
    match = TermMatch(Term("w29 w30 w31", "a term", "de", "en"), Span(start, start + len("w29 w30 w31")))
    fits, bears, reads = (lambda part, most=most: len(part.split()) <= most for most in (20, 30, 40))
    units = units_of(text, [match], fits, bears, reads)
    assert [len(unit.terms) for unit in units if unit.terms] == [1]
    assert " ".join(unit.text for unit in units) == text
    assert all(reads(unit.text) for unit in units)
