"""Lines of standard input in groups of what has arrived: a slow writer gets each line back at once, a fast one gets
full batches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

_BLOCK = 1 << 18


class ByteStream(Protocol):
    """What is needed of a stream: ``read1`` gives what is there, waiting for the first byte only; empty at the end."""

    def read1(self, size: int = -1, /) -> bytes: ...


def arriving(stream: ByteStream, *, most: int = 256) -> Iterator[list[bytes]]:
    """Yield the lines of ``stream``, line ends included, in groups of at most ``most`` that have arrived together.

    No group is empty. Only ``\\n`` ends a line; the last line may lack it.
    """
    begun: list[bytes] = []  # parts of a line whose end has not come yet
    while block := stream.read1(_BLOCK):
        head, newline, tail = block.rpartition(b"\n")
        if not newline:
            begun.append(tail)
            continue
        lines = [line + b"\n" for line in b"".join([*begun, head]).split(b"\n")]
        begun = [tail] if tail else []
        for start in range(0, len(lines), most):
            yield lines[start : start + most]
    if begun:
        yield [b"".join(begun)]
