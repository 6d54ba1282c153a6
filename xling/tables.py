"""The tab-separated tables of ``xling/data``."""

from __future__ import annotations

from collections.abc import Iterator

from xling.paths import data_dir


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a data file, split at tabs; comments and empty lines are left out."""
    with (data_dir() / name).open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")
