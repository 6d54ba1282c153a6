"""Small repairs of finished translations, and the text that must be left alone."""

from __future__ import annotations

import pytest

from xling.translate.ladder import Pinned
from xling.translate.tidy import applied, edits, tidied
from xling.types import Span, Term, TermHit, TermMatch, TermOutcome

REPAIRED = [
    ("Ergebnisse der Zentrale", "Results of the center center.", "Results of the center."),
    ("An dem Flughafen in Osaka.", "At the airport in Osaka in Osaka.", "At the airport in Osaka."),
    ("南非的电厂", "The plant in South Africa in South Africa", "The plant in South Africa"),
    ("Es hilft (weil es warm ist).", "It helps (because it is warm.", "It helps (because it is warm)."),
    ("Ein Brief kam.", "A letter came).", "A letter came."),
    ("【律师提醒】注意", "[me] warned [Spes", "[me] warned Spes"),
    ("Er sagte: „Es ist gut.“", 'He said, "It is good.', 'He said, "It is good."'),
    ("Schneller Versand!", "faster shipping!", "Faster shipping!"),
    ("或取消订单。", "or cancel the order", "Or cancel the order."),
    ("Was ist das?", "What is that", "What is that?"),
    ("14,3 Milliarden US-Dollar, ein Preis", "14.3 billion US$14.3 billion, a price", "US$14.3 billion, a price"),
    ("他付了300万欧元", "He paid 3 million euros 3 million", "He paid 3 million euros"),
]


@pytest.mark.parametrize(("source", "text", "wanted"), REPAIRED)
def test_what_is_repaired(source: str, text: str, wanted: str) -> None:
    assert applied(text, edits(text, source)) == wanted


LEFT = [
    ("Er hatte Angst gehabt.", "He had had fear."),
    ("Duran Duran spielt.", "Duran Duran plays."),
    ("看看，看看！", "Look look!"),
    ("1) Was ist das?", "1) What is that?"),
    ("Danke :)", "Thanks :)"),
    ("eBay steigt.", "eBay rises."),
    ("das ist klein", "that is small"),
    ("Er zahlt 128 128", "He pays 128 128"),
    ("Aus 3 Mio. wurden 3 Mio. Euro.", "3 million 3 million euros."),
    ("Sie sagte „ja“ und „nein“.", 'She said "yes" and "no".'),
    ("Mechanik, Energie, Medizin", "mechanical, mechanical engineering, energy"),
]


@pytest.mark.parametrize(("source", "text"), LEFT)
def test_what_is_left_alone(source: str, text: str) -> None:
    found = [each for each in edits(text, source) if each.why != "capital at the beginning"]
    assert applied(text, found) == text


def test_a_part_that_does_not_begin_the_sentence_gets_no_capital() -> None:
    assert edits("because it rains", "Weil es regnet", begins=False) == []


INNER = [
    ("但是公司亏损，", "The company made a loss.", "the company made a loss,"),
    ("张忠谋说，", "Morris Chang said", "Morris Chang said,"),
    ("weil ich es will;", "I want it.", "I want it;"),
    ("obwohl es regnet", "Although it rains.", "although it rains"),
]


@pytest.mark.parametrize(("source", "text", "wanted"), INNER)
def test_parts_of_a_sentence_are_joined(source: str, text: str, wanted: str) -> None:
    assert applied(text, edits(text, source, begins=False, ends=False)) == wanted


def test_places_of_terms_move_and_their_words_stay() -> None:
    text = "the plant plant of Data Data (and more."
    match = TermMatch(Term("Data Data", "Data Data", "de", "en"), Span(0, 9))
    hit = TermHit(match, TermOutcome.MODEL, Span(19, 28))
    result = tidied(Pinned(text, -1.0, 9, (hit,)), "Das Werk von Data (und mehr).")
    assert result.text == "The plant of Data Data (and more)."
    assert result.hits[0].target_span is not None
    assert result.hits[0].target_span.of(result.text) == "Data Data"
    assert result.warnings == ("tidied: capital at the beginning, words said twice, bracket left open",)
    untouched = Pinned("All is well.", -1.0, 4)
    assert tidied(untouched, "Alles ist gut.") is untouched


def test_a_term_in_an_amount_said_twice_moves_to_the_other_one() -> None:
    text = "14.3 billion US$14.3 billion, a price"
    hit = TermHit(TermMatch(Term("Milliarde", "billion", "de", "en"), Span(5, 15)), TermOutcome.MODEL, Span(5, 12))
    result = tidied(Pinned(text, -1.0, 9, (hit,)), "14,3 Milliarden US-Dollar, ein Preis")
    assert result.text == "US$14.3 billion, a price"
    assert result.hits[0].target_span is not None
    assert result.hits[0].target_span.of(result.text) == "billion"
