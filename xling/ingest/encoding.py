"""Bytes to text: the encoding is stated, marked, or inferred with a check that the result is plausible.

Order: the stated encoding; a byte order mark; UTF-8; what the document declares (HTML); UTF-16 without a mark; then
GB18030 against Windows-1252 by which of the two reads as ordinary text. A guess is always reported.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from xling.errors import InputError, UsageError

# Signatures of formats that people hand over by mistake, with what to do about it.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (Word, EPUB and spreadsheet files are such archives)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV, AVI)"),
    (b"ID3", "an MP3 file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "a Rich Text file"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 18  # bytes that a guess looks at; the whole input is decoded strictly afterwards
# Characters that German, English and other Western news is written with, beyond ASCII.
_WESTERN = set("äöüÄÖÜßéèêëáàâãåçñíìîïóòôõøúùûÿæœÉÈÀÂÇÑÓÁÅØÆŒŠšŽž„“”‚‘’«»‹›–—…€£§°´¡¿©®™·•²³½¼¾†‰\xa0\xad")
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252",
            "latin1": "cp1252", "windows-1252": "cp1252", "ascii": "utf-8", "us-ascii": "utf-8"}  # fmt: skip
_HTML_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """``encoding`` is a Python codec; ``text`` never begins with a byte order mark; ``notes`` tell of guesses."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, name: str, encoding: str | None = None) -> Decoded:
    """The characters of ``data``.

    :param encoding: what the user states; it is believed or refused, never replaced.
    :raises InputError: empty, binary, or not text in any encoding that xling can tell.
    :raises UsageError: ``encoding`` names no encoding.
    """
    if encoding is not None:
        return _stated(data, encoding, name)
    if not data.strip(b" \t\r\n\x0b\x0c\x00"):
        raise InputError(f"{name} is empty", hint="give a file with text in it")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name} is {what}, not text", hint="export it as plain text, Markdown or HTML first")
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return Decoded(_strict(data, codec, name), codec)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, name)
    # Only UTF-16 text and binary files hold NUL bytes.
    return _with_nul(data, name) if "\x00" in text else _checked(text, "utf-8", name)


def _stated(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding.strip()).name
    except LookupError as error:
        known = "utf-8, utf-16, gb18030, windows-1252"
        raise UsageError(f"unknown encoding: {encoding}", hint=f"for instance {known}") from error
    if codec == "utf-8" and data.startswith(codecs.BOM_UTF8):
        codec = "utf-8-sig"
    text = _strict(data, codec, name, stated=True)
    if not text.strip():
        raise InputError(f"{name} is empty", hint="give a file with text in it")
    return Decoded(text.removeprefix("\ufeff"), codec)


def _strict(data: bytes, codec: str, name: str, *, stated: bool = False) -> str:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError) as error:
        where = (
            f" at byte {error.start} (line {_line(data, error.start)})" if isinstance(error, UnicodeDecodeError) else ""
        )
        hint = "leave --encoding out to let xling find it" if stated else "state it with --encoding"
        raise InputError(f"{name} is not valid {codec}{where}", hint=hint) from error


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> Decoded:
    if match := _HTML_CHARSET.search(data[:4096]):
        declared = match[1].decode("ascii").lower()
        codec = _ALIASES.get(declared, declared)
        try:
            return _checked(data.decode(codec), codec, name)
        except (UnicodeDecodeError, LookupError):
            pass  # a wrong declaration is common; look at the bytes instead
    if b"\x00" in data[:_SAMPLE]:
        return _with_nul(data, name)
    multibyte = len(_MULTIBYTE.findall(data, 0, _SAMPLE))
    if multibyte and multibyte * 3 > _high_bytes(_MULTIBYTE.sub(b"", data[:_SAMPLE])) and multibyte >= 3:
        # Nearly all of it is UTF-8: reading it as anything else would garble the good part.
        raise InputError(
            f"{name} is damaged UTF-8: invalid byte 0x{data[error.start]:02x} at byte {error.start} "
            f"(line {_line(data, error.start)})",
            hint="save it as UTF-8 again, or state another encoding with --encoding",
        )
    return _guess(data, name)


def _high_bytes(data: bytes) -> int:
    return len(data) - len(data.translate(None, bytes(range(128, 256))))


def _guess(data: bytes, name: str) -> Decoded:
    candidates: list[tuple[float, str, str]] = []
    for codec, score in (("gb18030", _chinese), ("cp1252", _western)):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        candidates.append((score(data, text[:_SAMPLE]), codec, text))
    value, codec, text = max(candidates, default=(0.0, "", ""))
    if value < 0.6:
        if _control_share(data[:_SAMPLE]) > 0.02:
            raise InputError(f"{name} is binary, not text", hint="give plain text, Markdown, HTML or JSONL")
        raise InputError(
            f"the encoding of {name} cannot be told (not UTF-8, UTF-16, GB18030 or Windows-1252)",
            hint="state it with --encoding, for instance --encoding big5",
        )
    label = {"cp1252": "Windows-1252", "gb18030": "GB18030"}[codec]
    checked = _checked(text, codec, name)
    return Decoded(checked.text, codec, (f"encoding guessed: {label}", *checked.notes))


def _chinese(data: bytes, text: str) -> float:
    """Share of the characters beyond ASCII that are everyday Chinese: GB 2312 level 1, punctuation, full width."""
    sample = [c for c in text if c > "\x7f"]
    if not sample:
        return 0.0
    good = 0.0
    for character in sample:
        code = character.encode("gb18030", "replace")
        # Level 1 (B0–D7) holds the 3,755 commonest characters, A1–A3 punctuation and full-width forms.
        if len(code) == 2 and code[1] >= 0xA1 and (0xB0 <= code[0] <= 0xD7 or 0xA1 <= code[0] <= 0xA3):
            good += 1
        elif len(code) == 2 and code[1] >= 0xA1 and 0xD8 <= code[0] <= 0xF7:
            good += 0.5
    return good / len(sample)


def _western(data: bytes, text: str) -> float:
    """Share of the characters beyond ASCII that Western text uses, less what stands in runs (umlauts stand alone)."""
    runs = re.findall(r"[^\x00-\x7f]+", text)
    total = sum(map(len, runs))
    if not total or _control_share(data[:_SAMPLE]) > 0.005:
        return 0.0
    good = sum(1 for run in runs for c in run if c in _WESTERN)
    long = sum(len(run) for run in runs if len(run) > 3)
    return good / total - long / total


def _control_share(data: bytes) -> float:
    controls = bytes(b for b in range(32) if b not in (9, 10, 11, 12, 13, 26, 27)) + b"\x7f"
    return (len(data) - len(data.translate(None, controls))) / max(1, len(data))


def _with_nul(data: bytes, name: str) -> Decoded:
    """UTF-16 without a mark: its NUL bytes stand at even or at odd places only; anything else is binary."""
    sample = data[: _SAMPLE & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) > 4 * min(even, odd):
        codec = "utf-16-le" if odd > even else "utf-16-be"
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            text = "\x00"
        if _control_share(text[:_SAMPLE].encode("utf-8")) < 0.005:
            return Decoded(text, codec, (f"encoding guessed: {codec.upper()} (no byte order mark)",))
    raise InputError(
        f"{name} is binary, not text (it holds NUL bytes)", hint="give plain text, Markdown, HTML or JSONL"
    )


def _checked(text: str, codec: str, name: str) -> Decoded:
    if _control_share(text[:_SAMPLE].encode("utf-8")) > 0.02:
        raise InputError(f"{name} is binary, not text", hint="give plain text, Markdown, HTML or JSONL")
    notes = []
    if text.count("\ufffd", 0, _SAMPLE):
        notes.append("the file holds replacement characters (�): it was damaged before xling read it")
    if codec == "utf-8" and len(re.findall("Ã[¤¶¼Ÿ„–œ©]|â€[œžž“”™]", text[:_SAMPLE])) >= 3:
        notes.append("the text looks like UTF-8 that was once read as Windows-1252 (Ã¼ for ü)")
    return Decoded(text, codec, tuple(notes))
