"""Which quotation marks and brackets belong together, found in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "《": "》",
    "【": "】",
    "〈": "〉",
    "[": "]",
}
_OPENERS = {close: open_ for open_, close in _PAIRS.items()}
_MARK = re.compile(r"[“”‘’「」『』（）()《》【】〈〉\[\]\"]|\n[ \t\r]*\n")
_LONGEST = 2000  # a pair further apart than this is two stray marks


def pairs(text: str) -> list[tuple[int, int]]:
    """Positions of matching marks as (open, close), sorted by the opening mark. Marks without a partner are left out.

    A straight double quote opens and closes by turns; German „…“ and an apostrophe never form a pair here. Blank lines
    close everything. Linear time.
    """
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    straight = -1
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark == '"':
            straight = _straight(text, at, straight, found)
        elif mark in _PAIRS:
            stack.append((mark, at))
        elif mark in _OPENERS:
            _close(stack, _OPENERS[mark], at, found)
        else:
            stack.clear()
            straight = -1
    found.sort()
    return found


def _straight(text: str, at: int, opened: int, found: list[tuple[int, int]]) -> int:
    """Place of the straight quote that is open behind the one at ``at`` (-1: none); what stands beside it tells more
    than the count, which one stray mark would spoil."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    opens = (not before or before.isspace() or before in "([（") and bool(after) and not after.isspace()
    closes = bool(before) and not before.isspace() and (not after or after.isspace() or after in ",.;:!?)")
    if opened >= 0 and at - opened <= _LONGEST and not opens:
        found.append((opened, at))
        return -1
    return opened if closes else at


def _close(stack: list[tuple[str, int]], opener: str, at: int, found: list[tuple[int, int]]) -> None:
    """Pop up to the last ``opener`` if one is near the top; bounded, so that stray marks cost constant time."""
    for depth in range(1, min(len(stack), 6) + 1):
        if stack[-depth][0] == opener:
            if at - stack[-depth][1] <= _LONGEST:
                found.append((stack[-depth][1], at))
            del stack[-depth:]
            return


class Enclosing:
    """The innermost pair around a position; asked with rising positions, constant time on average."""

    def __init__(self, found: list[tuple[int, int]]) -> None:
        self._pending: Iterator[tuple[int, int]] = iter(found)
        self._next = next(self._pending, None)
        self._open: list[tuple[int, int]] = []
        self.close_to_open = {close: open_ for open_, close in found}

    def at(self, position: int) -> tuple[int, int] | None:
        while self._next is not None and self._next[0] < position:
            self._open.append(self._next)
            self._next = next(self._pending, None)
        while self._open and self._open[-1][1] <= position:
            self._open.pop()
        return self._open[-1] if self._open else None
