"""The reading text of a marked-up file, built piece by piece together with its map back to the file."""

from __future__ import annotations

from xling.ingest import invisible
from xling.ingest.draft import Draft
from xling.types import BlockKind, OffsetMap, Span


class ReadingText:
    """Collects characters that were kept (with their place in the file) and characters that were put in.

    Blocks are opened and closed around them; between two blocks stands one blank line.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[tuple[int, int, int]] = []
        self._blocks: list[tuple[int, int, BlockKind | None, str, bool]] = []
        self._length = 0
        self._start = 0
        self._filled = False
        self._hidden = 0

    def keep(self, piece: str, file_start: int) -> None:
        """Add what is seen of ``piece``, which stands in the file at ``file_start`` character by character."""
        self._hidden += len(piece)
        for offset, shown in invisible.visible(piece):
            self._hidden -= len(shown)
            self._map(file_start + offset, len(shown))
            self._push(shown)

    def _map(self, file_start: int, size: int) -> None:
        if self._runs:
            text_start, start, length = self._runs[-1]
            if text_start + length == self._length and start + length == file_start:
                self._runs[-1] = (text_start, start, length + size)
                return
        self._runs.append((self._length, file_start, size))

    def put(self, piece: str) -> None:
        """Add characters that the file does not hold as such: a resolved entity, a line break between blocks."""
        shown = invisible.shown(piece)
        self._hidden += len(piece) - len(shown)
        if shown:
            self._push(shown)

    def _push(self, piece: str) -> None:
        self._parts.append(piece)
        self._length += len(piece)
        self._filled = self._filled or not piece.isspace()

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out of the pieces."""
        return invisible.note(self._hidden)

    @property
    def is_empty(self) -> bool:
        """True if nothing but white space was added since the last block."""
        return not self._filled

    @property
    def collected(self) -> int:
        """Length of the block that is being collected."""
        return self._length - self._start

    def close(self, kind: BlockKind | None = None, reason: str = "", *, fixed: bool = False) -> None:
        """End the block that is being collected; nothing happens when it holds only white space."""
        if self.is_empty:
            return
        self._blocks.append((self._start, self._length, kind, reason, fixed))
        self.put("\n\n")
        self._start, self._filled = self._length, False

    def finish(self) -> tuple[str, list[Draft], OffsetMap]:
        """Text, drafts of its blocks, and the map to the file (never the identity, even for an empty text)."""
        self.close()
        text = "".join(self._parts)
        drafts = []
        for start, end, kind, reason, fixed in self._blocks:
            piece = text[start:end]
            left = start + len(piece) - len(piece.lstrip())
            stripped = piece.strip()
            drafts.append(Draft(Span(left, left + len(stripped)), stripped, 1, kind, reason, fixed))
        return text, drafts, OffsetMap(tuple(self._runs) or ((0, 0, 0),))
