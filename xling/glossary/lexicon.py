"""Reads the small data tables beside the package."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from xling import tables


def listed(text: str) -> tuple[str, ...]:
    """The words of a blank-separated list, for word lists in code."""
    return tuple(text.split())


def rows(name: str) -> Iterator[list[str]]:
    """Cells of each row of ``data/<name>``, header and comments left out."""
    yield from islice(tables.rows(name), 1, None)
