"""The tab-separated tables of ``xling/data``, and the JSON files of the cache."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from xling.errors import OutputError
from xling.files import write_atomic
from xling.paths import data_dir


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a data file, split at tabs; comments and empty lines are left out."""
    return (cells for _, cells in placed_rows(name))


def placed_rows(name: str) -> Iterator[tuple[str, list[str]]]:
    """The same, each with its place ("concepts.tsv:12"), for messages about a broken line."""
    with (data_dir() / name).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip() and not line.startswith("#"):
                yield f"{name}:{number}", line.rstrip("\n").split("\t")


def read_json(path: Path) -> Any:  # noqa: ANN401
    """What a cache file holds, or None where it cannot be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def write_json(path: Path, value: object) -> None:
    """Write a cache file at once and whole; where that cannot be done there is none."""
    with suppress(OutputError):
        write_atomic(path, json.dumps(value, ensure_ascii=False))
