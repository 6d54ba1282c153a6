"""The encoder without weights: what tests elsewhere rely on."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.encode.fake import HashEncoder
from xling.types import Span


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.text(st.characters(codec=None), max_size=20), max_size=5))
def test_vectors_have_unit_length_or_none(texts: list[str]) -> None:
    vectors = HashEncoder(dimension=32).encode(texts)
    assert vectors.shape == (len(texts), 32)
    assert vectors.dtype == np.float32
    for text, vector in zip(texts, vectors, strict=True):
        assert np.isclose(np.linalg.norm(vector), 1.0 if text.strip() else 0.0, atol=1e-5)


def test_it_is_deterministic_across_processes() -> None:
    # Python's own hash() differs from run to run; blake2b does not.
    assert np.allclose(
        HashEncoder(dimension=8).encode(["Meta"])[0].round(3), HashEncoder(dimension=8).encode(["META"])[0].round(3)
    )
    assert HashEncoder().signature == "fake:hash-64"


def test_shared_letters_bring_words_closer() -> None:
    one, near, far = HashEncoder().encode(["Annotation", "annotations", "Pferd"])
    assert one @ near > 0.7 > one @ far


def test_words_follow_the_spans() -> None:
    text = "Meta 收购 Meta"
    (matrix,) = HashEncoder().words([text], [[Span(0, 4), Span(5, 7), Span(8, 12)]])
    assert np.array_equal(matrix[0], matrix[2])
    (pieces,) = HashEncoder().pieces([text], [[Span(0, 4)]])
    assert pieces.owner.tolist() == [0]
