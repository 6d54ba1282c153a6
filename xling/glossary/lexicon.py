"""Reads the small data tables beside the package."""

from __future__ import annotations

from collections.abc import Iterator

from xling.paths import data_dir


def listed(text: str) -> tuple[str, ...]:
    """The words of a blank-separated list, for word lists in code."""
    return tuple(text.split())


def rows(name: str) -> Iterator[list[str]]:
    """Cells of each row of ``data/<name>``, header and comments left out."""
    lines = (data_dir() / name).read_text(encoding="utf-8").splitlines()
    body = (line for line in lines if line and not line.startswith("#"))
    next(body)
    for line in body:
        yield line.split("\t")
