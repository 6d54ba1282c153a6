"""The only place that writes to the terminal: results to stdout, notes and progress to stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xling.errors import XlingError

if TYPE_CHECKING:
    from xling.protocols import Progress


def emit(text: str, *, end: str = "\n") -> None:
    """Write a result to stdout, in UTF-8 whatever the locale says."""
    if sys.stdout is None:  # closed by the caller
        return
    sys.stdout.buffer.write((text + end).encode("utf-8", errors="replace"))
    sys.stdout.buffer.flush()


def plain(value: object) -> Any:  # noqa: ANN401 - JSON is what it is
    """Turn dataclasses, enums, decimals and paths into what ``json`` can write; NaN becomes null."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return value if value == value and value not in (float("inf"), float("-inf")) else None
    if isinstance(value, Decimal | Path):
        return str(value)
    return value


def dumps(value: object, *, indent: int | None = None) -> str:
    """JSON text of any xling value; non-ASCII letters stay readable."""
    return json.dumps(plain(value), ensure_ascii=False, indent=indent, allow_nan=False)


def emit_json(value: object, *, indent: int | None = None) -> None:
    emit(dumps(value, indent=indent))


def note(message: str) -> None:
    """One line on stderr that the user may want to know."""
    _stderr(f"note: {message}")


def warn(message: str) -> None:
    _stderr(f"warning: {message}")


def fail(error: XlingError) -> None:
    """The one line for an error: what, where, what to do next."""
    _stderr("error: " + " ".join(str(error).split()))


def _stderr(line: str) -> None:
    if sys.stderr is None:
        return
    sys.stderr.write(line.encode("utf-8", errors="backslashreplace").decode("utf-8") + "\n")
    sys.stderr.flush()


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Progress]:
    """Yield a callback ``(stage, done, total)`` that draws bars on stderr; silent without a terminal."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def update(stage: str, done: int, total: int, /) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield update


def _silent(stage: str, done: int, total: int, /) -> None:
    return None
