"""The form a term takes where it stands."""

from __future__ import annotations

import pytest

from tests.translate.fixtures import match
from xling.translate.terms import Judge, exact, occurrences
from xling.translate.wordforms import begins_sentence, core, fitted, with_article
from xling.types import Span, TermStatus

ARTICLES = [  # by sound, as in the usage notes of the Oxford and Merriam-Webster dictionaries
    ("acqui-hire", "an"), ("unicorn", "a"), ("hour", "an"), ("honest man", "an"), ("European firm", "a"), ("user", "a"),
    ("MP", "an"), ("CEO", "a"), ("NGO", "an"), ("AI model", "an"), ("UK firm", "a"), ("US company", "a"), ("LLM", "an"),
    ("NATO member", "a"), ("one-off", "a"), ("uninhabited isle", "an"), ("11th", "an"), ("8-hour day", "an"),
    ("IPO", "an"),
    ("university", "a"), ("heir", "an"), ("umbrella", "an"), ("board", "a"),
]  # fmt: skip


@pytest.mark.parametrize(("term", "article"), ARTICLES)
def test_the_article_before_a_term_is_made_right(term: str, article: str) -> None:
    for wrong in ("a", "an"):
        assert with_article(f"This is {wrong} ", term) == f"This is {article} "
        assert with_article(f"{wrong.capitalize()} ", term) == f"{article.capitalize()} "
    assert with_article("This is the ", term) == "This is the "
    assert with_article("Banana ", term) == "Banana "


FORMS = [
    ("acqui-hire", "talent acquisitions", "", "acqui-hires"),
    ("acqui-hire", "talent acquisition", "", "acqui-hire"),
    ("company", "firms", "", "companies"),
    ("board member", "directors", "", "board members"),
    ("board", "bus", "", "board"),
    ("AI", "systems", "", "AI"),
    ("Meta", "firms", "", "Meta"),
    ("data", "numbers", "", "data"),
    ("annotate", "labelled", "verb", "annotated"),
    ("annotate", "labelling", "verb", "annotating"),
    ("take over", "acquires", "verb", "takes over"),
    ("hire", "hired", "verb", "hired"),
    ("95后", "generations", "", "95后"),
]


@pytest.mark.parametrize(("target", "replaced", "pos", "expected"), FORMS)
def test_a_term_takes_number_and_tense_from_what_it_replaces(
    target: str, replaced: str, pos: str, expected: str
) -> None:
    assert fitted(target, replaced, pos=pos) == expected


def test_a_term_begins_the_sentence_with_a_capital() -> None:
    assert fitted("acqui-hire", "takeovers", begins=True) == "Acqui-hires"
    assert begins_sentence("Ratings rose.", 0)
    assert begins_sentence("It fell. Ratings rose.", 9)
    assert not begins_sentence("e.g. ratings", 5)
    assert not begins_sentence("The ratings", 4)


def test_articles_and_genitives_stay_when_words_are_replaced() -> None:
    text = "The board's view of its own ratings"
    assert core(text, Span(0, 11)).of(text) == "board"
    assert core(text, Span(20, 35)).of(text) == "own ratings"
    assert core(text, Span(0, 3)).of(text) == "The"


HONOURED = [
    ("acqui-hire", "These acqui-hires cost a lot.", "", "acqui-hires"),
    ("acqui-hire", "Acqui-hire of the year", "", "Acqui-hire"),
    ("data annotation", "the data-annotation firm", "", "data-annotation"),
    ("annotate", "it annotated data", "verb", "annotated"),
    ("labelling", "American labeling", "", "labeling"),
    ("AI", "he said", "", None),
    ("board", "boarding school", "", None),
    ("systemic sclerosis (SSc)", "in systemic sclerosis (SSc).", "", "systemic sclerosis (SSc)"),
    ("R & D", "expenditure on R & D", "", "R & D"),
    ("95后", "the 95后 generation", "", "95后"),
]


@pytest.mark.parametrize(("target", "text", "pos", "expected"), HONOURED)
def test_inflected_renderings_count_as_honoured(target: str, text: str, pos: str, expected: str | None) -> None:
    found = next(occurrences(target, "en", text, pos=pos), None)
    assert (found.of(text) if found else None) == expected
    assert exact(target, text) == (target.lower() in text.lower())


def test_forbidden_renderings_break_a_term_unless_inside_the_wanted_one() -> None:
    judge = Judge()
    term = match("Der Aufsichtsrat tagt.", "Aufsichtsrat", "supervisory board", forbidden=["board", "directors"])
    assert judge.honoured(term, "The supervisory board meets.") == Span(4, 21)
    assert judge.honoured(term, "The board meets.") is None
    assert judge.honoured(term, "The supervisory board and the directors meet.") is None
    assert judge.forbidden(term, "The Directors meet.") == [Span(4, 13)]


def test_a_bare_prohibition_and_a_protected_name() -> None:
    text = "Scale AI kauft."
    ban = match(text, "kauft", "", forbidden=["shops"], status=TermStatus.FORBIDDEN)
    assert Judge().honoured(ban, "Scale AI buys.") == Span(0, 0)
    assert Judge().honoured(ban, "Scale AI shops.") is None
    keep = match(text, "Scale AI", "", status=TermStatus.KEEP)
    assert Judge().honoured(keep, "Now Scale AI buys.") == Span(4, 12)
    assert Judge().honoured(keep, "Now scaling AI buys.") is None


def test_admitted_renderings_of_the_glossary_count() -> None:
    from xling.glossary import Glossary

    term = match("Die Übernahme", "Übernahme", "acquisition")
    other = match("Die Übernahme", "Übernahme", "takeover", status=TermStatus.ADMITTED).term
    assert Judge().honoured(term, "the takeover") is None
    assert Judge(Glossary([term.term, other])).honoured(term, "the takeover") == Span(4, 12)
