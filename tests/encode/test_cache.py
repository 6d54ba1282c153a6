"""The vector cache gives what the encoder gave, encodes nothing twice, and never stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from xling.encode.cache import CachedEncoder
from xling.encode.fake import HashEncoder
from xling.protocols import Matrix


class Counting:
    """Counts the texts that reach the encoder."""

    def __init__(self) -> None:
        self._inside, self.signature, self.texts = HashEncoder(), "counting", 0

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.texts += len(texts)
        return self._inside.encode(texts)


TEXTS = ["eins", "zwei", "", "eins", "千金买马骨", "\ud800"]


def test_same_vectors_and_nothing_twice(tmp_path: Path) -> None:
    plain, counting = HashEncoder().encode(TEXTS[:5]), Counting()
    for _ in range(2):
        found = CachedEncoder(counting, tmp_path / "v.sqlite").encode(TEXTS[:5])
        assert np.array_equal(found, plain) and found.dtype == np.float32
    assert counting.texts == 4


def test_another_encoder_has_its_own_vectors(tmp_path: Path) -> None:
    one, other = Counting(), Counting()
    other.signature = "other"
    CachedEncoder(one, tmp_path / "v.sqlite").encode(["a"])
    CachedEncoder(other, tmp_path / "v.sqlite").encode(["a"])
    assert other.texts == 1


@pytest.mark.parametrize("damage", ["garbage", "folder"])
def test_a_broken_file_is_passed_over(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "v.sqlite"
    path.write_bytes(b"no database at all" * 100) if damage == "garbage" else path.mkdir()
    found = CachedEncoder(HashEncoder(), path).encode(["a", "b"])
    assert np.array_equal(found, HashEncoder().encode(["a", "b"]))


def test_no_texts(tmp_path: Path) -> None:
    assert CachedEncoder(HashEncoder(), tmp_path / "v.sqlite").encode([]).shape[0] == 0
