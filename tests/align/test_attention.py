"""Links from a decoder that was trained to align: bundled models on real words, any text, clear errors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.align import AlignSettings, aligner
from xling.align.attention import AttentionAligner
from xling.errors import ModelError
from xling.models import Store
from xling.paths import bundled_models_dir
from xling.translate.pieces import Tokenizer

ATTENTION = AlignSettings(method="attention")
TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


@pytest.fixture(scope="module")
def attention() -> AttentionAligner:
    return AttentionAligner(threads=1)


@pytest.mark.parametrize(
    ("pair", "wanted"),
    [
        (("Das Haus ist alt.", "The house is old.", "de", "en"), {("Haus", "house"), ("alt", "old"), (".", ".")}),
        (("The house is old.", "Das Haus ist alt.", "en", "de"), {("house", "Haus"), ("old", "alt")}),
        (("Gestern kam Lagarde.", "Lagarde came yesterday.", "de", "en"), {("Gestern", "yesterday"), ("kam", "came")}),
        (("欧盟支持中国。", "The EU supports China.", "zh", "en"), {("欧盟", "EU"), ("支持", "supports"), ("。", ".")}),
    ],
)
def test_words_are_found(
    attention: AttentionAligner, pair: tuple[str, str, str, str], wanted: set[tuple[str, str]]
) -> None:
    (found,) = attention.align([pair])
    tokens = found.source_tokens, found.target_tokens
    assert wanted <= {(tokens[0][k.source].of(pair[0]), tokens[1][k.target].of(pair[1])) for k in found.links}


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.lists(st.tuples(TEXT, TEXT, st.sampled_from(["de", "zh"]), st.just("en")), max_size=4))
def test_any_text_is_aligned_in_range_and_in_order(pairs: list[tuple[str, str, str, str]]) -> None:
    found = AttentionAligner(threads=1).align(pairs) if pairs else []
    assert [(a.source, a.target) for a in found] == [(s, t) for s, t, _, _ in pairs]
    for alignment in found:
        for link in alignment.links:
            assert 0 <= link.score <= 1
            assert alignment.source_tokens[link.source].of(alignment.source)
            assert alignment.target_tokens[link.target].of(alignment.target)
        if not alignment.source.strip() or not alignment.target.strip():
            assert not alignment.links


def test_attention_is_a_share(attention: AttentionAligner) -> None:
    pairs = list(
        map(attention.tokenized, [("Das Haus ist alt.", "The house is old.", "de", "en"), ("", "x", "de", "en")])
    )
    first, empty = attention.evidence(pairs)
    assert first.shape == (5, 5) and (first >= 0).all() and first.max() <= -np.log(0.003) + 1e-9
    assert empty.shape == (0, 1)


SENTENCES = [
    ("Das Haus ist alt.", "The house is old."),
    ("Der Hund schläft.", "The dog sleeps."),
    ("Wir fahren nach Berlin.", "We travel to Berlin."),
    ("Die Bank kauft Gold.", "The bank buys gold."),
    ("Morgen regnet es.", "Tomorrow it rains."),
    ("Mein Bruder liest ein Buch.", "My brother reads a book."),
    ("Die Regierung plant neue Steuern.", "The government plans new taxes."),
    ("Sie trinkt Wasser.", "She drinks water."),
]


def test_a_text_beyond_the_limit_is_read_in_parts(attention: AttentionAligner) -> None:
    german, english = (" ".join(sides) for sides in zip(*SENTENCES * 4, strict=True))
    (found,) = attention.align([(german, english, "de", "en")])
    assert len(found.target_tokens) > 150
    near = [abs(link.source - link.target) <= 8 for link in found.links]
    assert len(near) >= 100 and sum(near) >= 0.95 * len(near)
    assert max(link.target for link in found.links) >= len(found.target_tokens) - 3


def test_languages_without_a_model_are_named(attention: AttentionAligner) -> None:
    with pytest.raises(ModelError, match="align words of fr and en") as caught:
        attention.align([("la maison", "the house", "fr", "en")])
    assert "de-en" in caught.value.hint


def test_a_store_without_a_guided_model_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("xling.paths.bundled_models_dir", lambda: tmp_path)
    with pytest.raises(ModelError, match="trained to align") as caught:
        aligner(settings=ATTENTION)
    assert "tuned" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["Das Haus, ﬁn ½", "欧盟 的Ｘ承诺", "e\u0301 𠀀𠀀 x", " \t ", "", "</s> <0x41> ▁", "a\x00b\u200b c"]
)
def test_pieces_cover_their_characters(text: str) -> None:
    tokenizer = Tokenizer(bundled_models_dir() / "zh-en")
    placed = tokenizer.placed(text, target=True)
    assert [piece for piece, _ in placed] == list(tokenizer.encode_target(text))
    starts = [span.start for _, span in placed]
    assert starts == sorted(starts) and all(0 <= span.start <= span.end <= len(text) for _, span in placed)
    if "▁" not in text:
        covered = {position for _, span in placed for position in range(span.start, span.end)}
        assert {k for k, character in enumerate(text) if character.isalnum()} <= covered


def test_the_signature_names_the_models(attention: AttentionAligner) -> None:
    assert Store().find("marian", "de", "en").fingerprint in attention.signature
