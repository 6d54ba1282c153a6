"""Many-to-many sentence alignment: every sentence once, in order; real twins by the encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.align.monotone import around
from xling.align.refine import WordReader
from xling.align.sentences import Bead, align_sentences
from xling.align.word_cover import Read, word_cover
from xling.encode import sentence_encoder, word_encoder
from xling.encode.fake import HashEncoder

TEXTS = st.lists(st.text(max_size=12), max_size=9)


@given(TEXTS, TEXTS)
@settings(max_examples=60, deadline=None)
def test_every_sentence_is_in_exactly_one_bead_and_order_is_kept(source: list[str], target: list[str]) -> None:
    beads = align_sentences(source, target, HashEncoder())
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    assert all(bead.source or bead.target for bead in beads)
    assert all(-1.001 <= bead.score <= 1.001 for bead in beads)


def test_an_empty_side_leaves_the_other_alone() -> None:
    assert align_sentences([], ["a"], HashEncoder()) == [Bead((), (0,))]
    assert align_sentences(["a"], [], HashEncoder()) == [Bead((0,), ())]


GERMAN = [
    "Meta beteiligt sich für 14,3 Milliarden Dollar an Scale AI.",
    "Der Gründer wechselt zu Meta. Er soll dort ein neues Labor leiten.",
    "Google kündigte daraufhin seine Verträge mit dem Unternehmen.",
    "Auch Microsoft zieht sich zurück.",
]
ENGLISH = [
    "Meta is taking a stake in Scale AI for 14.3 billion dollars.",
    "The founder is moving to Meta.",
    "He is to head a new laboratory there.",
    "Google then cancelled its contracts with the company.",
    "Microsoft is pulling out, too.",
]
CHINESE = [
    "Meta以143亿美元入股Scale AI。",
    "创始人将加入Meta,并在那里领导一个新的实验室。",
    "谷歌随后取消了与该公司的合同,微软也在撤出。",
]


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        (GERMAN, ENGLISH, [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3,), (4,))]),
        (CHINESE, ENGLISH, [((0,), (0,)), ((1,), (1, 2)), ((2,), (3, 4))]),
    ],
)
def test_twins(
    encoder_home: Path,
    source: list[str],
    target: list[str],
    wanted: list[tuple[tuple[int, ...], tuple[int, ...]]],
) -> None:
    beads = align_sentences(source, target, sentence_encoder(threads=1))
    assert [(bead.source, bead.target) for bead in beads] == wanted


@given(TEXTS, TEXTS, st.sampled_from(["words", "characters"]))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_the_second_look_keeps_every_sentence(source: list[str], target: list[str], chinese: str) -> None:
    words = WordReader(HashEncoder(), ("zh", "en"), chinese)
    beads = align_sentences(source, target, HashEncoder(), words=words)
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))


@pytest.mark.parametrize("text", ["", "…", "the same line", "14.3"])
def test_identical_lines(text: str) -> None:
    words = WordReader(HashEncoder(), ("de", "en"))
    beads = align_sentences([text] * 30, [text] * 30, HashEncoder(), words=words)
    assert sum(len(bead.source) for bead in beads) == sum(len(bead.target) for bead in beads) == 30


SPOKEN = (
    ["他问：“你去哪里？”她说：“回家。”", "他没有再说话。", "天黑了。"],
    ["'Where are you going?' he asked.", "'Home,' she said.", "He said nothing more.", "Night had fallen."],
)


@pytest.mark.parametrize(
    ("source", "target", "langs", "wanted"),
    [
        (GERMAN, ENGLISH, ("de", "en"), [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3,), (4,))]),
        (CHINESE, ENGLISH, ("zh", "en"), [((0,), (0,)), ((1,), (1, 2)), ((2,), (3, 4))]),
        (ENGLISH, GERMAN, ("en", "de"), [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,)), ((4,), (3,))]),
        (*SPOKEN, ("zh", "en"), [((0,), (0, 1)), ((1,), (2,)), ((2,), (3,))]),
    ],
)
def test_twins_by_words(
    encoder_home: Path,
    source: list[str],
    target: list[str],
    langs: tuple[str, str],
    wanted: list[tuple[tuple[int, ...], tuple[int, ...]]],
) -> None:
    words = WordReader(word_encoder(threads=1), langs)
    beads = align_sentences(source, target, sentence_encoder(threads=1), words=words)
    assert [(bead.source, bead.target) for bead in beads] == wanted


def test_words_are_summed_alike_whatever_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(2)
    texts = [[random.normal(size=(int(random.integers(1, 4)), 8)) for _ in range(count)] for count in (40, 44)]

    def reader(side: int) -> Read:
        return lambda numbers: [(texts[side][k], np.ones(len(texts[side][k]))) for k in numbers]

    band = around([(i, min(i + i // 10, 44)) for i in range(40)] + [(40, 44)], (40, 44), 4)
    whole = word_cover(band, (reader(0), reader(1)), 3)
    monkeypatch.setattr("xling.align.word_cover._CHUNK", 3)
    parts = word_cover(band, (reader(0), reader(1)), 3)
    for name in ("source", "target"):
        for one, other in zip(getattr(whole, name), getattr(parts, name), strict=True):
            assert np.allclose(one, other)
    # By hand: source sentence 5 in two targets, and two sources in target 6.
    j = 6 - int(whole.first[5])
    similar = texts[0][5] @ np.concatenate(texts[1][6:8]).T
    scale = (1 - (texts[0][5] @ texts[1][6].T).max(axis=1)).sum() / whole.source[0][5, j]
    assert whole.source[1][5, j] * scale == pytest.approx((1 - similar.max(axis=1)).sum(), rel=1e-4)
    scale = (1 - (texts[0][5] @ texts[1][6].T).max(axis=0)).sum() / whole.target[0][5, j]
    similar = np.concatenate(texts[0][5:7]) @ texts[1][6].T
    assert whole.target[1][5, j] * scale == pytest.approx((1 - similar.max(axis=0)).sum(), rel=1e-4)
