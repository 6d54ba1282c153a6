"""XL-GRAM-003 and 004: German phrases whose words disagree, subjects and verbs. Written for this table; those marked
corpus stood, in other words, in human or machine-made German."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xling.checks import Material
from xling.checks.concord import Concord, clashes, mismatches
from xling.types import Article, Blame, Segment, Span

FIRES = [
    ("Der Haus ist groß.", "Der Haus", "Das Haus"),
    ("Das ist eine neue Modell.", "eine neue Modell", "ein neues Modell"),
    ("Er sprach mit die Firma.", "die Firma", "der Firma"),
    ("Ein großer Unternehmen wächst.", "Ein großer Unternehmen", "Ein großes Unternehmen"),
    ("Sie arbeitet im Firma.", "im Firma", "in der Firma"),
    ("Er zog zur Haus.", "zur Haus", "zum Haus"),
    ("Er sprach mit den Häuser.", "den Häuser", "den Häusern"),
    ("Das war mit großen Erfolg verbunden.", "mit großen Erfolg", "mit großem Erfolg"),
    ("Sie liegen in der Unternehmen.", "der Unternehmen", ""),  # dem and den come into question
    ("Sie wartet auf eine Taxi.", "eine Taxi", "ein Taxi"),  # corpus
    ("Bei der erste Lieferung war alles gut.", "der erste Lieferung", "der ersten Lieferung"),  # corpus
    ("Mit der KI-Modell ging es.", "der KI-Modell", "dem KI-Modell"),
    ("Die Anwälte das Musiker argumentieren anders.", "das Musiker", ""),
    ("Er zielt mit einem speziellem Gerät.", "einem speziellem Gerät", "einem speziellen Gerät"),  # corpus
    ("Es reicht für ausgewählte Element.", "für ausgewählte Element", "für ausgewähltes Element"),  # corpus
]
QUIET = [
    "Ein Kurzschluss in der Hochvolt\u00adbatterie führte zum Brand.",
    "Der Firma gefällt das, den Kunden auch.",
    "Das Haus, das die Firma kauft, steht leer.",
    "Er ist es, der Kunden berät und der große Häuser baut.",
    "Er bleibt, weil das Geld kostet und weil das Sinn ergibt.",
    "Das Berliner Unternehmen wächst.",
    "Das ist die Kunden betreffende Frage.",
    "Der Blog, das Blog, die E-Mail, das E-Mail.",
    "Was für ein Mann! Was war er doch für ein Narr.",
    "Sie war durch und durch ein Mensch und auf der Hut.",
    "Das Holzfällen ist verboten.",
    "Hat einer meinen Geldbeutel gesehen?",
    "Er schrieb für die inzwischen eingestellte lokale Zeitung über die Tour de France.",
    "Mit den fünf Prozent war sie zufrieden.",
    "Im Falle des Hauses und im Laufe des Jahres.",
    "Er kam vor kurzem mit weniger Kunden, vor allem Firmen.",
    "Um der Firma zu helfen, bot sie dem Kunden Geld.",
    "Die 20 Häuser und die drei großen Firmen.",
    "Die KI und das LLM, der Xyzzy und die Qwrtz.",
    "Mit gutem alten Brauch und bei der zunehmend schneller werdenden Zeit.",
    "Der Angestellte und die Angestellten, das Gute, ein Deutscher.",
    "Das Speichern dauert, beim Laufen fällt er.",
    "Unter lauter langweiligen Geräten und im September 2011 mit der Bild.",
    "Die Point of Sale-Anwendung, die Lync 2013-Umgebung, eine argentinische Rock -Band.",
    "Sie deckten sich mit jenen verbündeter Staaten.",
    "这家公司的房子。",
    "",
]


@pytest.mark.parametrize(("text", "words", "better"), FIRES)
def test_fires(text: str, words: str, better: str) -> None:
    assert [(clash.span.of(text), clash.better) for clash in clashes(text)] == [(words, better)]


@pytest.mark.parametrize("text", QUIET)
def test_quiet(text: str) -> None:
    assert clashes(text) == []


WORDS = [
    *("Die", "die", "der", "dem", "im", "zur", "von", "mit", "für", "was", "und", "oder", "hat", "sind"),
    *(",", ".", "„", "²", "5", "1999", "große", "großer", "sehr", "zwei", "Haus", "Firmen"),
]
VERBS = [
    ("Die Unternehmen hat im letzten Jahr stark investiert.", "Die Unternehmen haben"),
    ("Die Firma haben im Mai geschlossen.", "Die Firma hat"),
    ("Das Unternehmen sind gewachsen.", "Das Unternehmen ist"),
    ("Die Daten wurde in den letzten Wochen gelöscht.", "Die Daten wurden"),
    ("Die neuen Modelle ist schneller.", "Die neuen Modelle sind"),
]
SUBJECTS = [
    "Die Unternehmen hat er gekauft.",
    "Die Kosten wird keine Firma tragen.",
    "Die Kinder hat niemand gesehen.",
    "Die Kinder lässt das kalt.",
    "Der Grund sind die Kosten.",
    "Die Hälfte sind gekommen.",
    "Den Kunden wird geholfen.",
    "Der Opfer wird gedacht.",
    "Die Firma hat und die Firmen haben im Mai geschlossen.",
    "Die Unternehmen hat Meta gekauft.",
    "公司有数据。",
]


@pytest.mark.parametrize(("text", "better"), VERBS)
def test_subject_and_verb(text: str, better: str) -> None:
    assert [clash.better for clash in mismatches(text)] == [better]


@pytest.mark.parametrize("text", SUBJECTS)
def test_a_verb_is_judged_only_where_nothing_else_can_be_the_subject(text: str) -> None:
    assert mismatches(text) == []


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_words_are_read(words: list[str]) -> None:
    text = " ".join(words)
    for clash in [*clashes(text), *mismatches(text)]:
        assert clash.span.of(text).strip() == clash.span.of(text) != ""


def test_only_german_articles_are_judged() -> None:
    for lang, text, expected in (
        ("de", "Hier steht eine Haus.", ["eine Haus"]),
        ("en", "Here is the die Haus.", []),
        ("zh", "他说 eine Haus。", []),
    ):
        segment = Segment("x#0", "x", 0, lang, text, Span(5, 5 + len(text)))
        found = list(Concord().examine(Material((Article("x", "x", lang, "Hier." + text),), (segment,))))
        assert [item.span.shift(-5).of(text) for item in found] == expected
        assert all(item.blame is Blame.SOURCE for item in found)
