"""The tokenizer: marks that users cannot forge, offsets that slice, and batches that keep within bounds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xling.errors import ModelError
from xling.translate.decoding import batches
from xling.translate.pieces import Tokenizer, characters
from xling.types import Span

MARKS = ("<t>", "</t>")


@pytest.fixture(scope="module")
def tokenizer(marian_folder: Path) -> Tokenizer:
    return Tokenizer(marian_folder, marks=MARKS)


FORGED = [
    "Der <t> Hund </t>",
    "＜t＞ Hund ＜/t＞",
    "<\u200bt>Hund<\u00ad/t>",
    "a<t>b",
    "<t></t>",
    "﹤t﹥",
    "<<t>>",
    "<<<t>",
]


@pytest.mark.parametrize("text", FORGED)
def test_a_users_own_marks_mean_nothing(tokenizer: Tokenizer, text: str) -> None:
    assert not set(MARKS) & set(tokenizer.encode(text))
    marked = tokenizer.encode_marked(text + " Hund", [(Span(len(text) + 1, len(text) + 5), f"dog {text}")])
    assert [piece for piece in marked if piece in MARKS] == ["<t>", "</t>"]


@given(st.text(alphabet="<>/t＜＞﹤﹥／ \u200bab≮", max_size=30))
@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_a_user_writes_becomes_a_mark(tokenizer: Tokenizer, text: str) -> None:
    assert not set(MARKS) & set(tokenizer.encode(text))


def test_the_mark_format_is_that_of_training(tokenizer: Tokenizer) -> None:
    """xling/train/marks.py: source term, space, mark, target, mark; a space only before what is no punctuation."""
    text = "Der Vorstand, der Vorstandschef"
    got = tokenizer.encode_marked(text, [(Span(4, 12), "board"), (Span(18, 26), "board")])
    assert got == tokenizer._source_pieces("Der Vorstand <t> board </t>, der Vorstand <t> board </t> schef")


def test_escaped_text_is_restored_in_the_translation(tokenizer: Tokenizer) -> None:
    assert tokenizer.restore("The < t> dog </ t>", "Der <t> Hund") == "The <t> dog </ t>"
    assert tokenizer.restore("The < t> dog", "Der Hund") == "The < t> dog"


def test_offsets_slice_the_decoded_text(tokenizer: Tokenizer) -> None:
    for text in ("The executive board buys chips.", "A unicorn, the dog.", "", "x ü 好 😀."):
        pieces = tokenizer.encode_target(text)
        decoded, ends = tokenizer.decode(pieces), tokenizer.offsets(pieces)
        assert len(ends) == len(pieces)
        assert ends == sorted(ends)
        assert not ends or ends[-1] == len(decoded)


@pytest.mark.parametrize(
    ("pieces", "kept"),
    [
        (["▁a", "<0xE2>", "<0x96>", "<0xB2>", "b"], ["▁a", "<0xE2>", "<0x96>", "<0xB2>", "b"]),
        (["▁a", "<0xE2>", "<0x96>", "b"], ["▁a", "b"]),  # two bytes of three
        (["<0x96>", "<0xC3>", "<0xA9>", "▁b"], ["<0xC3>", "<0xA9>", "▁b"]),
        (["<0xF0>"], []),
        (["▁a"], ["▁a"]),
    ],
)
def test_bytes_that_are_no_character_are_dropped(pieces: list[str], kept: list[str]) -> None:
    assert characters(pieces) == kept


def test_source_ranges_cover_their_words(tokenizer: Tokenizer) -> None:
    text = "Der Vorstand kauft Chips."
    for word in ("Der", "Vorstand", "kauft", "Chips"):
        start = text.index(word)
        first, last = tokenizer.source_range(text, Span(start, start + len(word)))
        assert "".join(tokenizer.encode(text)[first:last]).replace("▁", "") == word


def test_a_language_token_comes_first(marian_folder: Path) -> None:
    assert Tokenizer(marian_folder, prefix=">>eng<<").encode("Hund")[0] == ">>eng<<"


def test_a_damaged_file_is_a_model_error(tmp_path: Path) -> None:
    (tmp_path / "source.spm").write_bytes(b"nothing")
    with pytest.raises(ModelError, match=r"source\.spm"):
        Tokenizer(tmp_path)


@given(st.lists(st.integers(1, 300), max_size=60), st.integers(1, 2000))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_batches_hold_every_index_once_and_stay_small(lengths: list[int], size: int) -> None:
    groups = batches(lengths, size)
    assert sorted(index for group in groups for index in group) == list(range(len(lengths)))
    assert all(len(group) == 1 or max(lengths[i] for i in group) * len(group) <= size for group in groups)
