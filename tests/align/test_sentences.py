"""Many-to-many sentence alignment: every sentence once, in order; real twins by the encoder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.align.sentences import Bead, align_sentences
from xling.encode import sentence_encoder
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
