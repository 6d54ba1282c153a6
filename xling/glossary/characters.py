"""Characters that the eye does not see or does not tell apart, in the cells of glossary files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd]")
_WIDE = re.compile(r"[\uff01-\uff5e]")
_LATIN = re.compile(r"[\x00-\u024f\u2010-\u206f\u20ac]*\Z")


def unseen(value: str, *, term: bool, wide: bool = False) -> Iterator[tuple[str, str, str]]:
    """(code, message, suggestion) for each trouble of a cell that the eye does not see.

    :param term: whether the cell holds terms, where odd spaces, full-width letters and mixed alphabets are wrong too.
    :param wide: whether full-width letters are right here.
    """
    shown = value if len(value) <= 60 else value[:57] + "…"
    if value != value.strip():
        yield "stray-space", f"space at the edge of {shown!r}", f"write {value.strip()!r}"
    elif "  " in value:
        yield "stray-space", f"double space in {shown!r}", f"write {re.sub('  +', ' ', value)!r}"
    if value.isascii() and value.isprintable():
        return
    if not unicodedata.is_normalized("NFC", value):
        yield (
            "not-nfc",
            f"{shown!r} is not in Unicode form NFC",
            "normalise it (a letter and its accent are one character)",
        )
    if match := _INVISIBLE.search(value):
        name = f"U+{ord(match.group()):04X}"
        yield "invisible", f"invisible character {name} in {shown!r}", f"delete it at position {match.start()}"
    if not term:
        return
    if match := _ODD_SPACE.search(value.strip()):
        name = f"U+{ord(match.group()):04X}"
        yield "stray-space", f"unusual space {name} in {shown!r}", "write an ordinary space"
    if _WIDE.search(value) and not (wide or _only_chinese_marks(value)):
        suggestion = unicodedata.normalize("NFKC", value)
        yield "full-width", f"full-width letters or digits in {shown!r}", f"write {suggestion!r}"
    if mixed := mixed_script(value):
        yield "mixed-script", f"{shown!r} mixes scripts: {mixed}", "retype the word in one alphabet"


def _only_chinese_marks(value: str) -> bool:
    """Full-width punctuation belongs to Chinese; full-width letters and digits do not."""
    return not any(_WIDE.match(character) and unicodedata.normalize("NFKC", character).isalnum() for character in value)


def mixed_script(value: str) -> str:
    """The letter of another alphabet within a word of Latin ones, in words; "" where there is none."""
    if _LATIN.match(value):
        return ""
    for word in re.findall(r"[^\W\d_]+", value):
        scripts = {unicodedata.name(character, "").split(" ")[0] for character in word}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK", "ARMENIAN"}:
            foreign = next(c for c in word if unicodedata.name(c, "").startswith(("CYRILLIC", "GREEK", "ARMENIAN")))
            return f"{foreign!r} is {unicodedata.name(foreign).lower()}"
    return ""
