"""Texts of thousands of words in one pair: parts that hold every word, links as without parts, memory in bounds."""

from __future__ import annotations

import random
import tracemalloc
from itertools import pairwise

import pytest

from xling.align import AlignSettings, EmbeddingAligner, LexicalAligner
from xling.align.batches import BatchAligner
from xling.align.formats import make_pair
from xling.align.lexical import lexicon
from xling.align.long import LONGEST, parts
from xling.encode.fake import HashEncoder
from xling.types import Alignment


def prose(words: int) -> list[str]:
    """Sentences of invented words, of about this many words in all."""
    draw = random.Random(words)
    known = ["".join(draw.choices("abdefgiklmnoprstu", k=draw.randint(3, 9))) for _ in range(3000)]
    result: list[str] = []
    while len(result) < words:
        result += [*draw.choices(known, k=draw.randint(5, 20)), "."]
    return result


TEXT = prose(10_000)
LEFT_OUT = [*TEXT[:3000], *TEXT[3600:]]
TRUE = {(i, i) for i in range(3000)} | {(i, i - 600) for i in range(3600, len(TEXT))}
CHARACTERS = AlignSettings(method="lexical", chinese="characters")


def links(alignment: Alignment) -> set[tuple[int, int]]:
    return {(link.source, link.target) for link in alignment.links}


@pytest.mark.parametrize("aligner", [LexicalAligner(), EmbeddingAligner(HashEncoder())])
def test_ten_thousand_words_of_which_some_are_left_out(aligner: BatchAligner) -> None:
    pair = (" ".join(TEXT), " ".join(LEFT_OUT), "de", "en")
    (found,) = aligner.align([pair])
    assert (found.source, found.target) == pair[:2] and len(found.source_tokens) == len(TEXT)
    assert len(links(found) & TRUE) >= 0.9 * len(TRUE) and len(links(found) - TRUE) <= 0.02 * len(TRUE)


def test_memory_does_not_grow_with_the_square() -> None:
    text = " ".join(TEXT[:5000])
    tracemalloc.start()
    LexicalAligner().align([(text, text, "de", "en")])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100e6  # one matrix of all words has 200 MB


@pytest.mark.parametrize("word", ["Wort", "!", "汉", "\u0301", "👍", "14,3"])
def test_one_word_thousands_of_times(word: str) -> None:
    text = " ".join([word] * 10_000)
    (found,) = LexicalAligner(CHARACTERS).align([(text, text, "zh", "en")])
    assert all(
        link.source < len(found.source_tokens) and link.target < len(found.target_tokens) for link in found.links
    )


@pytest.mark.parametrize(("source", "target"), [(10_000, 3), (3, 10_000), (10_000, 0), (5000, 2500)])
def test_parts_hold_every_word_once(source: int, target: int) -> None:
    pair = make_pair(" ".join(TEXT[:source]), " ".join(TEXT[:target]), tokenized=True, langs=("de", "en"))
    found = parts(pair)
    assert sum(len(part.pair.source_tokens) for part in found) == source
    assert sum(len(part.pair.target_tokens) for part in found) == target
    for before, after in pairwise(found):
        assert after.source == before.source + len(before.pair.source_tokens)
        assert after.target == before.target + len(before.pair.target_tokens)
    for part in found:
        for number, span in enumerate(part.pair.source_tokens[:5], start=part.source):
            assert span.of(part.pair.source) == pair.source_tokens[number].of(pair.source)


def test_a_short_pair_is_left_whole() -> None:
    pair = make_pair(" ".join(TEXT[:LONGEST]), "a b", tokenized=True, langs=("de", "en"))
    assert [part.pair for part in parts(pair)] == [pair]


def test_cover_is_joined_too() -> None:
    aligner = EmbeddingAligner(HashEncoder(), AlignSettings(cover=True))
    (found,) = aligner.align([(" ".join(TEXT[:2000]), " ".join(TEXT[:2000]), "de", "en")])
    assert len(found.source_cover) == len(found.target_cover) == 2000


def test_a_word_becomes_its_likeliest_rendering() -> None:
    for source, words, wanted in (("de", ["haus", "und"], ["house", "and"]), ("zh", ["欧盟", "中国"], ["eu", "china"])):
        table = lexicon(source, "en")
        assert table is not None and table.renderings([*words, "qqq"]) == [*wanted, "qqq"]
