"""Files, folders and standard input, above all the bad ones: one error per file, with what, where and what to do."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from pathlib import Path

import pytest

from xling.errors import InputError, UsageError
from xling.ingest import article_from_text, collect, read
from xling.segment import segment

GERMAN = (
    "Konzern kauft Anbieter\n\nDer Konzern übernimmt den Anbieter für 14,3 Mrd. Dollar. Die Behörden prüfen das noch.\n"
)


def test_plain_text_is_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.de.txt"
    data = GERMAN.replace("\n", "\r\n").encode()
    path.write_bytes(data)
    (article,) = read(path)
    assert article.text.encode() == data
    assert (article.id, article.path, article.lang, article.encoding) == ("a.de", str(path), "de", "utf-8")
    assert article.title == "Konzern kauft Anbieter"
    assert article.notes == ()
    assert all(article.file_span(s.span) == s.span for s in segment(article))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "gb18030"])
def test_bytes_come_back_through_encoding(tmp_path: Path, codec: str) -> None:
    text = "公司以143亿美元收购股份。市场反应积极。\n" * 3 if codec == "gb18030" else GERMAN
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(codec))
    (article,) = read(path)
    assert article.text == text
    assert article.text.encode(article.encoding) == path.read_bytes()


def bad_files(folder: Path) -> dict[str, tuple[Path, str]]:
    """Name of the case → file and a part of the message it must give."""
    files = {
        "empty": (b"", "is empty"),
        "blank": (b"\n \n\t", "is empty"),
        "binary": (bytes(range(256)) * 9, "binary"),
        "pdf": (b"%PDF-1.4 x", "is a PDF file"),
        "damaged": ("Größere Übernahmen für Anwälte".encode() + b"\xff", "damaged UTF-8"),
        "nul": (b"text\x00with\x00\x00\x01nul" * 9, "binary"),
    }
    result = {}
    for name, (data, message) in files.items():
        path = folder / f"{name}.txt"
        path.write_bytes(data)
        result[name] = (path, message)
    return result | {"missing": (folder / "missing.txt", "does not exist"), "folder": (folder, "is a folder")}


@pytest.mark.parametrize("case", ["empty", "blank", "binary", "pdf", "damaged", "nul", "missing", "folder"])
def test_bad_files(tmp_path: Path, case: str) -> None:
    path, message = bad_files(tmp_path)[case]
    with pytest.raises(InputError, match=message) as caught:
        read(path)
    assert str(path) in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text")
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        read(path)


def test_unreadable_for_other_reasons() -> None:
    with pytest.raises(InputError):
        read("a\0b.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read("x" * 5000)


def test_stated_encoding_and_language(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(GERMAN.encode("cp1252"))
    assert read(path, encoding="cp1252")[0].notes == ()
    assert read(path)[0].notes == ("encoding guessed: Windows-1252",)
    assert read(path, lang="en")[0].lang == "en"
    with pytest.raises(InputError, match="not valid utf-8 at byte"):
        read(path, encoding="utf-8")
    with pytest.raises(UsageError, match="unknown encoding"):
        read(path, encoding="utf-99")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def feed(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))

    feed(GERMAN.encode())
    (article,) = read("-")
    assert (article.id, article.path, article.text) == ("stdin", "-", GERMAN)
    feed(b"<html><body><p>Ein Absatz.</p></body></html>")
    assert read("-", lang="de")[0].text.strip() == "Ein Absatz."
    feed(b'{"id": "x", "text": "Der Konzern kauft den Anbieter."}\n')
    assert read("-")[0].id == "x"
    feed(b"")
    with pytest.raises(InputError, match="standard input is empty"):
        read("-")


def test_a_folder_with_everything_in_it(tmp_path: Path) -> None:
    bad_files(tmp_path)
    (tmp_path / "good.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "page.html").write_text(f"<html><body><p>{GERMAN}</p></body></html>", encoding="utf-8")
    (tmp_path / "sub" / "note.md").write_text(f"# Titel\n\n{GERMAN}", encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text(
        '{"id": "j1", "text": "Der Konzern kauft zu."}\n{"no": 1}\n', encoding="utf-8"
    )
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "README.md").write_text("about", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("hidden", encoding="utf-8")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    found = collect([tmp_path, tmp_path / "missing.txt"])
    assert [a.id for a in found.articles] == ["good", "note", "page"]
    assert len(found.errors) == 8
    assert all(isinstance(error, InputError) for error in found.errors)
    assert any("lines.jsonl:2" in str(error) for error in found.errors)
    assert {Path(line.split(":")[0]).name for line in found.skipped} == {"picture.png", "README.md"}


def test_a_named_readme_is_read(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Titel\n\nEin Satz auf Deutsch.", encoding="utf-8")
    assert len(collect([path]).articles) == 1


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    assert [error.message for error in collect([tmp_path]).errors] == [f"{tmp_path} holds no articles"]


def test_ids_are_unique(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("Der Konzern kauft zu.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Die Behörden prüfen.", encoding="utf-8")
    found = collect([tmp_path / "one", tmp_path / "two", tmp_path / "b.txt", tmp_path / "one" / "a.txt"])
    assert [a.id for a in found.articles] == ["one/a", "two/a", "b", "one/a-2"]


@pytest.mark.parametrize(
    "unit",
    [
        "Der Konzern zahlt 14,3 Mrd. Dollar, z. B. für Daten. ",
        "该公司以143亿美元收购49%的股份。他说：“好！”",
        "a",
        "(",
        "“",
        ".",
        "…… ",
        '<a "',
        "“。",
        "-\u00a0",
    ],
)
def test_a_long_line_takes_linear_time(unit: str) -> None:
    """Two megabytes here, twenty in the benchmark: time per character must not grow."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        segment(article_from_text(text, id="a", lang="de"))
        return time.process_time() - start

    seconds(1000)
    small, large = seconds(15_000), seconds(120_000)
    assert large < 8 * small * 5 + 1.0  # quadratic growth would be 64-fold; the rest is a busy machine


def test_jsonl_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        {
            "id": "a1",
            "body": "Der Konzern kauft zu.\nDie Behörden prüfen.",
            "title": "Kauf",
            "date": "2025-06-18",
            "lang": "de",
            "desk": "Wirtschaft",
        },
        {"content": "The group is buying the supplier.", "tags": ["x"], "n": 1},
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n", encoding="utf-8")
    first, second = read(path)
    assert (first.id, first.title, first.date, first.lang) == ("a1", "Kauf", "2025-06-18", "de")
    assert first.text == rows[0]["body"]
    assert dict(first.meta) == {"desk": "Wirtschaft"}
    assert (second.id, second.lang, dict(second.meta)) == ("a:2", "en", {"tags": ["x"], "n": 1})
    assert all(first.file_span(s.span).of(first.text) == s.text for s in segment(first))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"text": "ok"}\n{oops}\n', r"a\.jsonl:2: not JSON"),
        ('["text"]', r"a\.jsonl:1: not a JSON object"),
        ('{"text": 5}', r"a\.jsonl:1: no text in the object \(fields: text\)"),
        ('{"text": " "}', "no text in the object"),
        ('{"id": "x", "text": "Eins."}\n{"id": "x", "text": "Zwei."}', "id 'x' was used before"),
        ('{"text": "unfinished', r"a\.jsonl:1: not JSON"),
    ],
)
def test_bad_jsonl(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read(path, lang="de")


def test_json_object_and_array(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": "Der Konzern kauft zu."}, indent=2), encoding="utf-8")
    assert [a.id for a in read(path)] == ["a:1"]
    path.write_text(
        json.dumps([{"text": "Der Konzern kauft zu."}, {"text": "Die Behörden prüfen."}], indent=1), encoding="utf-8"
    )
    assert [a.id for a in read(path)] == ["a:1", "a:2"]


def test_html_in_jsonl(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "<p>Der Konzern kauft zu.</p><p>Die Behörden prüfen.</p>"}), encoding="utf-8")
    (article,) = read(path, lang="de")
    assert [s.text for s in segment(article)] == ["Der Konzern kauft zu.", "Die Behörden prüfen."]
