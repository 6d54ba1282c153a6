"""How a case is written: the text with ``¦`` where a sentence ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from xling.segment import sentences


@pytest.fixture
def check() -> Callable[[str, str], None]:
    """Fails unless the text splits exactly at the marks."""

    def compare(case: str, lang: str) -> None:
        text = case.replace("¦", "")
        expected = [part.strip() for part in case.split("¦")]
        assert [span.of(text) for span in sentences(text, lang)] == expected

    return compare
