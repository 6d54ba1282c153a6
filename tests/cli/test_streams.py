"""Standard input in groups: nothing lost, nothing waited for."""

from __future__ import annotations

import io
import os
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from xling.cli.streams import arriving


class Pieces:
    """A stream that gives its pieces one by one, as a pipe does."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = [piece for piece in pieces if piece]

    def read1(self, size: int = -1, /) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""


@given(st.lists(st.binary(max_size=12).map(lambda data: data.replace(b"\x00", b"\n")), max_size=30), st.integers(1, 5))
def test_the_lines_are_those_of_the_whole_stream(pieces: list[bytes], most: int) -> None:
    groups = list(arriving(Pieces(list(pieces)), most=most))
    assert all(0 < len(group) <= most for group in groups)
    assert [line for group in groups for line in group] == list(io.BytesIO(b"".join(pieces)))


def test_a_line_is_answered_before_the_next_one_comes() -> None:
    command = [sys.executable, "-m", "xling", "translate", "--no-glossary", "--no-cache", "-q", "--from", "de"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in (b"17", b"42"):
            process.stdin.write(number + b"\n")
            process.stdin.flush()
            assert process.stdout.readline() == number + b"\n"
        process.stdin.close()
        assert process.wait(timeout=60) == 0
