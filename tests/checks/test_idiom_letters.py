"""A literal rendering met by its letters. Sentences were written for these tests."""

from __future__ import annotations

import pytest

from xling.checks.idiom_letters import common_substring, spelt_out
from xling.checks.idiom_match import prepare
from xling.checks.idiom_pairs import expressions, literal_pairs
from xling.lexicon.concepts import analyse


@pytest.mark.parametrize(
    ("lang", "rendering", "text"),
    [
        ("de", "Zombiepulver", "Das Konto hat viel Pulver von Zombies gekauft."),
        ("de", "Kundeneinzelpreis", "Der Einzelpreis je Kunde stieg im Quartal."),
        ("en", "wisdom bag", "The minister's wisdombag met on Monday."),
    ],
)
def test_parts_put_together_and_compounds_taken_apart(lang: str, rendering: str, text: str) -> None:
    hit = spelt_out(prepare(0, rendering, lang), analyse(text, lang), lang)
    assert hit is not None and hit.coverage >= 0.8


@pytest.mark.parametrize(
    ("lang", "rendering", "text"),
    [
        ("de", "Zombiepulver", "Die Firma kaufte Backpulver und Mehl."),
        ("de", "Kundeneinzelpreis", "Der Preis stieg, und die Kunden klagten."),
        ("en", "wisdom bag", "He carried a bag of apples."),
        ("en", "画蛇添足", "They drew a snake."),
    ],
)
def test_half_met_is_not_met(lang: str, rendering: str, text: str) -> None:
    assert spelt_out(prepare(0, rendering, lang), analyse(text, lang), lang) is None


def test_longest_common_substring() -> None:
    assert common_substring("intelligenzsteuer", "steuerlich") == (11, 6)
    assert common_substring("ab", "cd") == (0, 0)


def test_expressions_inside_longer_ones_are_left_out_and_overlaps_kept() -> None:
    assert [each.span.of("高位站岗的散户") for each in expressions("高位站岗的散户")] == ["高位站岗", "散户"]


def test_the_good_rendering_is_no_literal_one() -> None:
    assert not list(literal_pairs("央行宣布降息。", "The central bank announced a rate cut.", "en"))
    assert list(literal_pairs("央行宣布降息。", "The central row announced a rate cut.", "en"))
