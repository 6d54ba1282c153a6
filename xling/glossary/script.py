"""Traditional to simplified characters, one for one, so that positions stay the same."""

from __future__ import annotations

from functools import cache

from xling.glossary.lexicon import rows


@cache
def _table() -> dict[int, str]:
    return {
        ord(traditional): simplified
        for traditional_row, simplified_row in rows("morphology.hant.tsv")
        for traditional, simplified in zip(traditional_row, simplified_row, strict=True)
    }


def to_simplified(text: str) -> str:
    """``text`` with each traditional character of the table replaced; the length never changes."""
    return text.translate(_table())
