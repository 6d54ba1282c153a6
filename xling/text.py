"""Small questions about characters that several stages ask."""

from __future__ import annotations

import unicodedata


def is_han(character: str) -> bool:
    """True for a Chinese character: CJK unified ideographs, extensions A–J, compatibility forms, 〇 and 々."""
    code = ord(character)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3347F
        or character in "〇々"
    )


def han_share(text: str) -> float:
    """Share of Chinese characters among all letters of ``text``; 0.0 for a text without letters."""
    letters = [character for character in text if character.isalpha()]
    return sum(map(is_han, letters)) / len(letters) if letters else 0.0


def display_width(text: str) -> int:
    """Terminal columns that ``text`` takes: wide and fullwidth characters two, combining marks none (UAX #11)."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def fold(text: str) -> str:
    """Casefolded, width-folded (NFKC) form for comparing; lengths may change, so never use it for offsets."""
    return unicodedata.normalize("NFKC", text).casefold()


def quoted(text: str, limit: int = 70) -> str:
    """``text`` in quotation marks for a message: on one line, and with … in its middle, between words, where it is
    longer than ``limit`` characters."""
    line = " ".join(text.split())
    if len(line) > limit:
        half = limit // 2
        head, tail = line[: half + 1], line[len(line) - half - 1 :]
        head = head[: head.rfind(" ")] if " " in head else head[:half]
        tail = tail[tail.find(" ") + 1 :] if " " in tail else tail[1:]
        line = f"{head} … {tail}"
    return f"“{line}”"


def xml_safe(text: str) -> str:
    """``text`` with every character that XML 1.0 forbids (controls, lone surrogates) replaced by U+FFFD."""
    return "".join(
        character
        if character in "\t\n\r"
        or 0x20 <= ord(character) < 0xD800
        or 0xE000 <= ord(character) < 0xFFFE
        or ord(character) > 0xFFFF
        else "\ufffd"
        for character in text
    )
