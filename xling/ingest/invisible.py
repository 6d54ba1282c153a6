"""Characters that no reader sees, left out of the reading text: soft hyphens, zero-width and direction marks.

Web pages hyphenate long German words with U+00AD and break Chinese lines with U+200B. Left in, a word with a soft
hyphen in it is one that no glossary, model or aligner knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# U+200D stays: emoji are joined with it.
_INVISIBLE = re.compile(
    # a word broken across lines at its soft hyphen, but not Kaffee-⏎und Tee
    r"\u00ad[\u200b\u2060]*[ \t]*\r?\n[ \t]*(?=[a-zäöüß])(?!(?:und|oder|bzw)\b)"
    r"|[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)


def visible(text: str) -> Iterator[tuple[int, str]]:
    """The stretches of ``text`` that are seen, each with the place where it begins."""
    at = 0
    for match in _INVISIBLE.finditer(text):
        if match.start() > at:
            yield at, text[at : match.start()]
        at = match.end()
    if at < len(text):
        yield at, text[at:]


def shown(text: str) -> str:
    """What is seen of ``text``."""
    return "".join(part for _, part in visible(text))


def note(count: int) -> tuple[str, ...]:
    """What is told of ``count`` characters left out; nothing when there were none."""
    return (f"{count} invisible characters (soft hyphens, zero-width marks) left out",) if count else ()
