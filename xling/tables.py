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
    with (data_dir() / name).open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


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
