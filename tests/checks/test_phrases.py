"""Set phrases of CC-CEDICT rendered word by word: found in a text and in a pair; things and meanings stay quiet.

Sentences were written for these tests. Our own lexicon is left aside, so that it may grow without a word here.
"""

from __future__ import annotations

import pytest

from xling.checks.calques import joined
from xling.checks.idiom_cedict import cedict_index, entry, known_forms
from xling.checks.idiom_findings import PAIR_BONUS, evidence
from xling.checks.idiom_phrase_pairs import phrase_expressions, phrase_pairs
from xling.checks.idiom_phrases import judged_phrases
from xling.checks.policy import load_policy

LUTE = "Die Regierung verbrennt die Laute, um einen Kranich zu kochen, klagte die Opposition."
DRUM = "The trade union hears only the evening drum and the morning bell, the minister said."
ADVICE = "His advice is like an evening drum and a morning bell."
THRESHOLD = load_policy().threshold("XL-CALQ-001")
RAT = "To its critics the reform is the head of a river deer with the eyes of a rat."


@pytest.mark.parametrize(
    ("lang", "text", "zh", "words"),
    [
        ("de", LUTE, "焚琴煮鹤", "Kranich"),
        ("en", DRUM, "暮鼓晨钟", "bell"),
        ("en", RAT, "獐头鼠目", "rat"),
        ("en", "The bank's plan is drawing legs on a snake, investors said.", "画蛇添足", "snake"),
        ("de", "Der Vorstand malt der Schlange Beine, sagte der Aktionär.", "画蛇添足", "Schlange"),
    ],
)
def test_found(lang: str, text: str, zh: str, words: str) -> None:
    found = judged_phrases([(text, lang)], None, known=())[0]
    assert found and found[0].score > 0.6, found
    assert zh in {form for each in found for form in each.entry.forms}
    assert words in found[0].hit.span.of(text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Im Zoo fressen die Kraniche Fische aus einem Eimer."),
        ("de", "Der Hahn kräht, wenn die Kirchenglocke am Morgen läutet."),
        ("de", "Die Kommission legte am Mittwoch neue Regeln für Banken vor."),
        ("en", "The crane at the harbour lifts containers off the ship."),
        ("en", "The deer eats leaves, and the rat eats grain."),
        ("en", "Tens of thousands of people marched through the capital."),
        ("en", "The merger kills two birds with one stone, analysts said."),
        ("de", "Als junger Unternehmer ist es nicht leicht, in diesem Bereich Fuß zu fassen."),  # seed 000
        ("en", ""),
    ],
)
def test_things_and_native_idioms_stay_quiet(lang: str, text: str) -> None:
    assert not [each for each in judged_phrases([(text, lang)], None, known=())[0] if each.score >= THRESHOLD]


def test_what_our_lexicon_holds_is_left_to_it() -> None:
    text = "The bank's plan is drawing legs on a snake, investors said."
    assert "画蛇添足" in known_forms()
    assert "画蛇添足" not in {form for each in judged_phrases([(text, "en")], None)[0] for form in each.entry.forms}
    found = judged_phrases([(text, "en")], None, known=())[0]
    assert joined(found, found) == found  # on the same words ours stays


@pytest.mark.parametrize(
    ("source", "target", "lang", "words"),
    [
        (
            "评论家说这是焚琴煮鹤。",
            "Kritiker sagen, das heiße die Laute verbrennen und den Kranich kochen.",
            "de",
            "Kranich",
        ),
        ("他的忠告有如暮鼓晨钟。", ADVICE, "en", "drum"),
        (
            "他的忠告有如暮鼓晨鐘。",
            "His advice is like an evening drum and a morning bell.",
            "en",
            "drum",
        ),  # traditional
    ],
)
def test_pair(source: str, target: str, lang: str, words: str) -> None:
    found = list(phrase_pairs(source, target, lang, known=()))
    assert len(found) == 1 and found[0].strength + PAIR_BONUS > 1.8
    assert len(found[0].expression.span) == 4 and words in found[0].hit.span.of(target)


@pytest.mark.parametrize(
    ("source", "target", "lang"),
    [
        ("他的忠告有如暮鼓晨钟。", "His advice is a wake-up call.", "en"),
        ("他的忠告有如暮鼓晨钟。", "Sein Rat ist ein Weckruf.", "de"),
        ("火山灰覆盖了村庄。", "Vulkanasche bedeckte das Dorf.", "de"),  # a word of things, rendered rightly
        ("他的计划一石二鸟。", "His plan kills two birds with one stone.", "en"),  # English has the same image
        ("会议于周三举行。", "The drum and the bell stood in the hall.", "en"),
    ],
)
def test_pair_with_the_meaning_is_quiet(source: str, target: str, lang: str) -> None:
    assert not list(phrase_pairs(source, target, lang, known=()))


def test_expressions_are_the_longest_at_each_place() -> None:
    text = "鹬蚌相争，渔翁得利，他说。"
    assert [each.span.of(text) for each in phrase_expressions(text, known=())] == ["鹬蚌相争，渔翁得利"]


def test_evidence_names_the_dictionary() -> None:
    number = phrase_expressions("画蛇添足", known=())[0].number
    text = evidence(entry(number), "画蛇添足")[0].text
    assert "CC-CEDICT" in text and "snake" in text


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_rendering_has_words_to_meet(lang: str) -> None:
    index = cedict_index(lang)
    assert len(index.renderings) > 10_000
    assert all(len(each.items) > 1 and each.total > 0 for each in index.renderings)
