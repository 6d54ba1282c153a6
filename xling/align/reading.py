"""Lines for the aligner from stdin or files, read as they come; undecodable bytes are replaced and reported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from xling.errors import InputError


def pair_lines(source: str) -> Iterator[str]:
    """The lines of a file, or of stdin for ``-``, without their line ends.

    :raises InputError: no such file.
    """
    with ExitStack() as stack:
        yield from _decoded(_open(source, stack))


def parallel_lines(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Two files in step.

    :raises InputError: a file is missing, or one ends before the other (after the common lines were given).
    """
    with ExitStack() as stack:
        left, right = _decoded(_open(source, stack)), _decoded(_open(target, stack))
        for number, (a, b) in enumerate(zip_longest(left, right), start=1):
            if a is None or b is None:
                shorter = source if a is None else target
                raise InputError(f"{shorter} ends before line {number}", hint="parallel files have as many lines each")
            yield a, b


def _open(name: str, stack: ExitStack) -> BinaryIO:
    if name == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(Path(name).open("rb"))
    except OSError as error:
        raise InputError(f"cannot read {name}: {error.strerror or error}") from error


def _decoded(stream: BinaryIO) -> Iterator[str]:
    # Only \n ends a line: str.splitlines would also cut at U+2028 or a form feed, and lines would no longer match.
    for number, line in enumerate(stream):
        text = line.decode("utf-8", errors="replace").rstrip("\r\n")
        yield text.removeprefix("\ufeff") if number == 0 else text
