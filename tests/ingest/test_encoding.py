"""Encodings: found, stated, refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.errors import InputError, UsageError
from xling.ingest.encoding import decode

GERMAN = "Die Prüfung läuft für größere Übernahmen. „Das ist schön“, sagte er – 14,3 Mrd. € später.\r\n" * 3
ENGLISH = "It’s a “big” deal — worth €14.3 billion in the café’s view.\n" * 2
CHINESE = "该公司以143亿美元收购49%的股份。他说：“这是一笔大交易。”市场反应积极，分析师认为估值过高！\n" * 2
MIXED = "Meta以143亿美元收购Scale AI。CEO Alexandr Wang加入Meta，员工约900人。\n"


@pytest.mark.parametrize(
    ("text", "codec", "expected"),
    [
        (GERMAN, "utf-8", "utf-8"),
        (CHINESE, "utf-8", "utf-8"),
        ("plain ASCII text\n", "ascii", "utf-8"),
        (GERMAN, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "utf-16", "utf-16"),
        (GERMAN, "utf-16", "utf-16"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (GERMAN, "utf-16-be", "utf-16-be"),
        (MIXED, "utf-16-le", "utf-16-le"),
        (GERMAN, "cp1252", "cp1252"),
        (ENGLISH, "cp1252", "cp1252"),
        ("Fünf Männer\n", "cp1252", "cp1252"),
        ("Le café est fermé à cause de l'été.\n", "cp1252", "cp1252"),
        (CHINESE, "gb18030", "gb18030"),
        (MIXED, "gb18030", "gb18030"),
        (CHINESE, "gbk", "gb18030"),
        ("价格上涨。\n", "gb18030", "gb18030"),
        ("Meta buys Scale AI, 收购价 143亿美元, as reported by several newspapers in New York.\n", "gbk", "gb18030"),
    ],
)
def test_found(text: str, codec: str, expected: str) -> None:
    decoded = decode(text.encode(codec), name="file")
    assert decoded.encoding == expected
    assert decoded.text == text


def test_both_byte_orders_lose_only_their_mark() -> None:
    for bom, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert decode(bom + CHINESE.encode(codec), name="file").text == CHINESE


def test_a_guess_is_told() -> None:
    assert decode(GERMAN.encode("cp1252"), name="file").notes == ("encoding guessed: Windows-1252",)
    assert decode(CHINESE.encode("gb18030"), name="file").notes == ("encoding guessed: GB18030",)
    assert decode(ENGLISH.encode("utf-16-le"), name="file").notes[0].startswith("encoding guessed: UTF-16-LE")
    assert decode(GERMAN.encode("utf-8"), name="file").notes == ()


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "gb18030", "cp1252", "latin-1", "big5", "utf-8-sig"])
def test_stated(codec: str) -> None:
    text = "中文測試。" if codec == "big5" else "Prüfung"
    decoded = decode(text.encode(codec), name="file", encoding=codec)
    assert (decoded.text, decoded.notes) == (text, ())


def test_stated_utf8_drops_the_mark() -> None:
    assert decode("Text".encode("utf-8-sig"), name="file", encoding="utf-8").text == "Text"


def test_declared_in_html_is_used_where_it_fits() -> None:
    page = "<html><head><meta charset='gb2312'></head><body>短</body></html>"
    decoded = decode(page.encode("gbk"), name="page")
    assert (decoded.text, decoded.encoding) == (page, "gb18030")


def test_mojibake_and_replacement_characters_are_told() -> None:
    twice = "für größere Übernahmen, möglich".encode().decode("cp1252")
    assert "once read as Windows-1252" in decode(twice.encode(), name="file").notes[0]
    assert "replacement characters" in decode("f\ufffdr".encode(), name="file").notes[0]


BINARY = bytes(range(256)) * 40
BAD = [
    (b"", "is empty"),
    (b" \n\t\r\n", "is empty"),
    (b"%PDF-1.7 ...", "PDF"),
    (b"PK\x03\x04rest", "ZIP archive"),
    (b"\x89PNG\r\n\x1a\n rest", "PNG"),
    (b"\x1f\x8b\x08rest", "gzip"),
    (b"\x7fELF\x02\x01", "program"),
    (BINARY, "binary"),
    (b"\x00" * 500 + b"\x01\x02", "binary"),
    (bytes((i * 7919 + i * i) % 256 for i in range(3000)), ""),
    ("Prüfung läuft für größere Übernahmen".encode()[:-1] + b"\xff\xfe und mehr", "damaged UTF-8"),
]


@pytest.mark.parametrize(("data", "message"), BAD, ids=lambda value: repr(value)[:24])
def test_refused_with_reason_and_hint(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, name="some.file")
    assert "some.file" in caught.value.message
    assert message in caught.value.message
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_wrong_statement_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match=r"not valid utf-8 at byte 12 \(line 2\)"):
        decode(b"first line\nf\xfcr", name="file", encoding="utf-8")
    with pytest.raises(UsageError, match="unknown encoding: klingon"):
        decode(b"text", name="file", encoding="klingon")


def test_other_chinese_and_japanese_encodings_are_not_taken_for_gb18030() -> None:
    for codec, text in (
        ("big5", "這家公司以一百四十三億美元收購股份，市場反應積極。" * 4),
        ("shift_jis", "これは日本語の文章です。" * 8),
    ):
        try:
            decoded = decode(text.encode(codec), name="file")
        except InputError as error:
            assert "--encoding" in error.hint
        else:
            pytest.fail(f"{codec} was read as {decoded.encoding}: {decoded.text[:40]}")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "gb18030", "cp1252"]))
def test_any_bytes_give_text_or_one_clear_error(data: bytes, encoding: str | None) -> None:
    try:
        decoded = decode(data, name="file", encoding=encoding)
    except InputError as error:
        assert error.hint
    else:
        assert decoded.text.strip("\ufeff \t\r\n\x0b\x0c\x00")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(alphabet="Die Übernahme kostet größere Summen, müßig für Städte.–„“€\n", min_size=60, max_size=300))
def test_western_text_is_read_as_it_was_written(text: str) -> None:
    data = text.encode("cp1252")
    if not text.strip() or text.isascii():
        return
    try:
        decoded = decode(data, name="file")
    except InputError as error:
        assert "--encoding" in error.hint  # a heap of accents without words may be refused, never garbled
    else:
        assert decoded.text == text
