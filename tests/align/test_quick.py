"""Links without an encoder."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.align import AlignSettings, LexicalAligner, aligner
from xling.align.quick import alike

TEXT = st.text(st.characters(codec=None), max_size=40)


@pytest.mark.parametrize(
    ("pair", "wanted"),
    [
        (("Das Haus ist alt.", "The house is old.", "de", "en"), {("Haus", "house"), ("alt", "old"), (".", ".")}),
        (("The house is old.", "Das Haus ist alt.", "en", "de"), {("house", "Haus"), ("old", "alt")}),
        (("Lagarde kam nach Luxemburg", "Lagarde came to Luxembourg", "de", "en"), {("Lagarde", "Lagarde")}),
        (("欧盟支持中国。", "The EU supports China.", "zh", "en"), {("欧盟", "EU"), ("中国", "China"), ("。", ".")}),
    ],
)
def test_words_are_found(pair: tuple[str, str, str, str], wanted: set[tuple[str, str]]) -> None:
    (found,) = LexicalAligner().align([pair])
    tokens = found.source_tokens, found.target_tokens
    assert wanted <= {(tokens[0][link.source].of(pair[0]), tokens[1][link.target].of(pair[1])) for link in found.links}


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.tuples(TEXT, TEXT, st.sampled_from(["de", "zh", "en", ""]), st.sampled_from(["en", "de", "other"])))
def test_any_text_is_aligned_in_range(pair: tuple[str, str, str, str]) -> None:
    (found,) = LexicalAligner().align([pair])
    for link in found.links:
        assert 0 <= link.score <= 1
        assert found.source_tokens[link.source].of(pair[0]) and found.target_tokens[link.target].of(pair[1])


def test_letters_are_compared() -> None:
    values = alike(["Luxemburg", "欧盟", "14"], ["Luxembourg", "luxemburg", "欧盟", "14"])
    assert values[0, 1] == 1 and 0.5 < values[0, 0] < 1 and not values[1:].any()
    assert alike([], ["a"]).shape == (0, 1)


def test_the_method_chooses_the_aligner() -> None:
    assert aligner(settings=AlignSettings(method="lexical")).signature == "tables|method:lexical"
