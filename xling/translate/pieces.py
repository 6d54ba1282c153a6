"""Text to SentencePiece pieces and back, with the inline term marks kept out of users' reach."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from xling.errors import ModelError
from xling.translate.decoding import Pieces
from xling.types import Span

_SPACE = "▁"
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


class Tokenizer:
    """The two SentencePiece models of a Marian folder.

    ``marks`` are pieces with a meaning to the model. Text that would encode to one of them is defused by a space
    after each "<"; :meth:`restore` takes that space out of the translation again.
    """

    def __init__(self, folder: Path, *, marks: Sequence[str] = (), prefix: str = "") -> None:
        self._source = _load(folder / "source.spm")
        self._target = _load(folder / "target.spm")
        self.marks = tuple(marks)
        self.prefix = prefix

    def encode(self, text: str) -> Pieces:
        """Pieces of plain source text, the model's language token first; never a term mark."""
        return self._source_pieces(self.escape(text))

    def encode_marked(self, text: str, terms: Sequence[tuple[Span, str]]) -> Pieces:
        """Pieces of ``text`` with each target term in marks behind its source term: ``Vorstand <t> board </t>``.

        Spans must be sorted and must not overlap.
        """
        opening, closing = self.marks
        parts, at = [], 0
        for span, target in terms:
            parts.append(self.escape(text[at : span.end]) + f" {opening} {self.escape(target)} {closing}")
            at = span.end
            if at < len(text) and text[at] not in " ,.;:!?":
                parts.append(" ")  # as in training: the rest of a compound, or Chinese text, which has no spaces
        parts.append(self.escape(text[at:]))
        return self._source_pieces("".join(parts))

    def encode_target(self, text: str) -> Pieces:
        return tuple(self._target.encode(text, out_type=str))

    def placed(self, text: str, *, target: bool = False) -> list[tuple[str, Span]]:
        """Pieces of ``text`` as it stands (term marks are not kept out) and the characters each one was made of.

        The language token in front of a source covers nothing; the bytes of a rare character all cover it.
        """
        model = self._target if target else self._source
        normal, places = model.normalize(text, with_offsets=True)
        placed, at, seen = [], 0, b""
        for piece in model.encode(text, out_type=str):
            first = min(at, len(normal))
            seen += bytes([int(byte[1], 16)]) if (byte := _BYTE.fullmatch(piece)) else b""
            if not byte:
                at += len(piece)
            elif _whole(seen):
                at, seen = at + 1, b""
            last = min(max(at, first + 1), len(normal))
            start = min(first + normal.startswith(_SPACE, first), last)
            placed.append((piece, Span(places[start], max(places[start], places[last]))))
        return placed if target or not self.prefix else [(self.prefix, Span(0, 0)), *placed]

    def decode(self, pieces: Sequence[str]) -> str:
        """Text of target pieces; a stray term mark is dropped, and bytes that are no character."""
        kept = characters([piece for piece in pieces if piece not in self.marks])
        return str(self._target.decode(kept)).replace(_SPACE, " ").strip()

    def offsets(self, pieces: Sequence[str]) -> list[int]:
        """Where each target piece ends in :meth:`decode`'s text: ``len(pieces)`` numbers, non-decreasing."""
        # SentencePiece's own offsets need the protobuf package; decoding every prefix costs microseconds here.
        text = self.decode(pieces)
        ends = [min(len(self.decode(pieces[: index + 1])), len(text)) for index in range(len(pieces))]
        for index in range(len(ends) - 2, -1, -1):
            ends[index] = min(ends[index], ends[index + 1])  # half a character decodes to a replacement sign
        return ends

    def source_range(self, text: str, span: Span) -> tuple[int, int]:
        """Indices of the source pieces that cover ``span``, half-open, as good as encoding the parts alone tells."""
        shift = 1 if self.prefix else 0
        before = len(self._source.encode(self.escape(text[: span.start].rstrip()), out_type=str)) if span.start else 0
        through = len(self._source.encode(self.escape(text[: span.end]), out_type=str))
        return before + shift, max(before + 1, through) + shift

    def escape(self, text: str) -> str:
        """``text`` such that no part of it encodes to a term mark; unchanged where that holds already."""
        if not self.marks or not any(piece in self.marks for piece in self._source.encode(text, out_type=str)):
            return text
        # The tokenizer normalises first (＜ﬁ㏄ → <…), so every character that may become "<" gets the space.
        return "".join(
            character + " " if unicodedata.normalize("NFKC", character).endswith("<") else character
            for character in text
        )

    def restore(self, translation: str, source: str) -> str:
        """Undo :meth:`escape` in the translation of a text that held the literal marks."""
        for mark in self.marks:
            if mark in source:
                spaced = [f"< {mark[1:-1]} >", f"< {mark[1:]}"]
                for variant in spaced:
                    translation = translation.replace(variant, mark)
        return translation

    def _source_pieces(self, text: str) -> Pieces:
        return ((self.prefix,) if self.prefix else ()) + tuple(self._source.encode(text, out_type=str))


def characters(pieces: Sequence[str]) -> list[str]:
    """``pieces`` without the byte pieces that make no character of UTF-8 together with their neighbours."""
    if not any(piece.startswith("<0x") for piece in pieces):
        return list(pieces)
    kept: list[str] = []
    for is_byte, group in groupby(pieces, key=lambda piece: _BYTE.fullmatch(piece) is not None):
        if is_byte:
            data = bytes(int(piece[3:5], 16) for piece in group)
            kept += [f"<0x{byte:02X}>" for byte in data.decode("utf-8", "ignore").encode()]
        else:
            kept += group
    return kept


def _whole(data: bytes) -> bool:
    """Whether ``data`` is a whole character in UTF-8, or cannot become one."""
    return len(data) >= 4 or data.decode("utf-8", "ignore") != ""


def _load(file: Path) -> Any:  # noqa: ANN401 - sentencepiece has no stubs
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(file))
    except (OSError, RuntimeError) as error:
        raise ModelError(f"{file} is no SentencePiece model: {error}", hint="xling models verify") from error
