"""The aligner over the encoder without weights (any input) and over e5 (what it is for)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.align import AlignSettings, EmbeddingAligner, aligner
from xling.align.formats import make_pair
from xling.align.words import spaced, tokenize
from xling.encode.fake import HashEncoder
from xling.errors import UsageError
from xling.types import Alignment

METHODS = ["tuned", "mutual", "itermax", "softmax", "max-weight"]
TEXT = st.text(st.characters(codec=None), max_size=40)


def words(alignment: Alignment) -> set[tuple[str, str]]:
    return {
        (
            alignment.source_tokens[link.source].of(alignment.source),
            alignment.target_tokens[link.target].of(alignment.target),
        )
        for link in alignment.links
    }


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.tuples(TEXT, TEXT, st.sampled_from(["de", "zh", "other", ""]), st.just("en")), max_size=4))
@pytest.mark.parametrize("method", METHODS)
def test_any_text_is_aligned_in_range_and_in_order(method: str, pairs: list[tuple[str, str, str, str]]) -> None:
    found = EmbeddingAligner(HashEncoder(), AlignSettings(method=method, chinese="characters")).align(pairs)
    assert [(a.source, a.target) for a in found] == [(s, t) for s, t, _, _ in pairs]
    for alignment in found:
        assert all(0.0 <= link.score <= 1.0 for link in alignment.links)
        assert len({(link.source, link.target) for link in alignment.links}) == len(alignment.links)
        if not alignment.source.strip() or not alignment.target.strip():
            assert not alignment.links


def test_names_and_numbers_meet_without_weights() -> None:
    pairs = [("Meta zahlt 14,3 an Scale", "Scale gets 14.3 from Meta", "de", "en"), ("", "nothing", "de", "en")]
    first, second = EmbeddingAligner(HashEncoder()).align(pairs)
    assert {("Meta", "Meta"), ("14,3", "14.3"), ("Scale", "Scale")} <= words(first)
    assert second.links == ()


@pytest.mark.parametrize("text", ["欧盟承诺向联合国提供援助。", "", "  他 说：AI 好！ "])
def test_chinese_words_are_read_apart(text: str) -> None:
    words = tokenize(text)
    read, places = spaced(text, words)
    assert [span.of(read) for span in places] == [span.of(text) for span in words] == read.split()


@pytest.mark.parametrize("batch", [1, 2, 7])
def test_the_batch_size_changes_nothing(batch: int) -> None:
    pairs = [(f"Wort {n} und Meta", f"word {n} and Meta", "de", "en") for n in range(7)]
    expected = EmbeddingAligner(HashEncoder()).align(pairs)
    assert EmbeddingAligner(HashEncoder(), AlignSettings(batch=batch)).align(pairs) == expected


def test_a_stream_is_read_no_faster_than_it_is_used() -> None:
    read = []

    def pairs():  # type: ignore[no-untyped-def]
        for number in range(1000):
            read.append(number)
            yield make_pair("a b", "a b", tokenized=True, langs=("de", "en"))

    stream = EmbeddingAligner(HashEncoder(), AlignSettings(batch=10)).stream(pairs())
    next(stream)
    assert len(read) == 10


def test_an_unknown_method_lists_the_known() -> None:
    with pytest.raises(UsageError, match="unknown alignment method 'magic'") as caught:
        EmbeddingAligner(HashEncoder(), AlignSettings(method="magic"))
    assert "itermax" in caught.value.hint


GERMAN = ("Meta übernimmt 49 Prozent von Scale AI .", "Meta takes over 49 percent of Scale AI .", "de", "en")
CHINESE = (
    "阿富汗 援助 协调 机构 称赞 欧盟 的 承诺",
    "Afghan aid coordination authority praises EU 's pledge",
    "zh",
    "en",
)


def test_german_and_chinese_with_e5(encoder_home: Path) -> None:
    german, chinese = aligner(threads=1).stream(
        make_pair(s, t, tokenized=True, langs=(a, b)) for s, t, a, b in (GERMAN, CHINESE)
    )
    assert {("Meta", "Meta"), ("49", "49"), ("Prozent", "percent"), ("Scale", "Scale"), (".", ".")} <= words(german)
    assert ("übernimmt", "takes") in words(german)
    assert {("欧盟", "EU"), ("援助", "aid"), ("承诺", "pledge"), ("协调", "coordination")} <= words(chinese)


def test_links_hold_across_the_windows_of_a_long_text(encoder_home: Path) -> None:
    # simalign stops with an error beyond 512 subwords (cisnlp/simalign#46).
    names = [f"Berlin {number}" for number in range(400)]
    text = " , ".join(names)
    (found,) = aligner(threads=1, settings=AlignSettings(method="mutual")).stream(
        [make_pair(text, text, tokenized=True, langs=("de", "en"))]
    )
    diagonal = sum(link.source == link.target for link in found.links)
    assert diagonal >= 0.99 * len(found.source_tokens)


@pytest.mark.torch
def test_the_links_are_simaligns_on_the_same_model(tmp_path: Path, encoder_home: Path) -> None:
    pytest.importorskip("simalign")
    from xling.align.reference import SimAligner
    from xling.encode import word_encoder
    from xling.encode.export import export_transformers

    export_transformers(tmp_path / "e5")
    pairs = [make_pair(s, t, tokenized=True, langs=(a, b)) for s, t, a, b in (GERMAN, CHINESE)]
    for method in ("mutual", "itermax", "max-weight"):
        theirs = list(SimAligner(tmp_path / "e5", method=method).stream(pairs))
        ours = EmbeddingAligner(word_encoder(folder=tmp_path / "e5"), AlignSettings(method=method)).stream(pairs)
        for a, b in zip(theirs, ours, strict=True):
            assert [(k.source, k.target) for k in a.links] == [(k.source, k.target) for k in b.links]
    empty = make_pair("", "x", tokenized=True, langs=("de", "en"))
    assert next(iter(SimAligner(tmp_path / "e5").stream([empty]))).links == ()
