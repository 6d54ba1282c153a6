"""Whatever is wrong with the input: one line on stderr, the documented exit code, and the other files still done."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from xling.cli.app import app

GOOD = "Meta zahlt 14,3 Milliarden Dollar für 49 Prozent an Scale AI.\n"


def invoke(*arguments: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=data)


def flag(*arguments: str) -> Result:
    return invoke("flag", "--no-glossary", "--select", "XL-NUM", *arguments)


def write(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


BAD: dict[str, tuple[Callable[[Path], list[str]], int, str]] = {
    "missing": (lambda t: [str(t / "nowhere.txt")], 3, "nowhere.txt"),
    "empty": (lambda t: [write(t, "a.txt", b"")], 3, "a.txt"),
    "only blanks": (lambda t: [write(t, "a.txt", b" \n\t\n")], 3, "a.txt"),
    "binary": (lambda t: [write(t, "a.txt", bytes(range(256)) * 50)], 3, "a.txt"),
    "a picture": (lambda t: [write(t, "a.txt", b"\x89PNG\r\n\x1a\n" + os.urandom(2000))], 3, "a.txt"),
    "wrong encoding": (lambda t: ["--encoding", "utf-8", write(t, "a.txt", "Größe".encode("cp1252"))], 3, "a.txt"),
    "unknown encoding": (lambda t: ["--encoding", "latin-99", write(t, "a.txt", b"Hallo Welt.")], 2, "latin-99"),
    "broken jsonl": (lambda t: [write(t, "a.jsonl", b'{"text": "Hallo."}\n{"text": \n')], 3, "a.jsonl:2"),
    "empty folder": (lambda t: [str(t)], 3, ""),
    "no file": (lambda t: [], 2, "no article was given"),
    "unknown rule": (lambda t: ["--ignore", "XL-XXX", write(t, "a.txt", GOOD.encode())], 2, "XL-XXX"),
    "unknown severity": (lambda t: ["--fail-on", "awful", write(t, "a.txt", GOOD.encode())], 2, "awful"),
    "unknown format": (lambda t: ["--format", "docx", write(t, "a.txt", GOOD.encode())], 2, "docx"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input(case: str, tmp_path: Path, encoder_home: Path) -> None:
    make, code, words = BAD[case]
    result = flag(*make(tmp_path))
    errors = [line for line in result.stderr.splitlines() if line.startswith("error:")]
    assert (result.exit_code, len(errors)) == (code, 1), result.output
    assert words in errors[0] and "(" in errors[0]
    assert result.stdout == ""


def test_other_files_are_still_done(tmp_path: Path, encoder_home: Path) -> None:
    good = write(tmp_path, "good.txt", GOOD.encode())
    bad = write(tmp_path, "bad.txt", bytes(range(256)) * 50)
    result = flag("--json", bad, good)
    assert result.exit_code == 3
    assert '"good"' in result.stdout and "bad.txt" in result.stderr


def test_folder_with_mixed_files(tmp_path: Path, encoder_home: Path) -> None:
    write(tmp_path, "good.txt", GOOD.encode())
    write(tmp_path, "zh.md", "# 标题\n\nMeta以143亿美元收购Scale AI的49%股份。\n".encode("gb18030"))
    write(tmp_path, "picture.png", b"\x89PNG\r\n\x1a\n" + os.urandom(2000))
    result = flag("--json", str(tmp_path))
    assert '"good"' in result.stdout and '"zh"' in result.stdout
    assert "picture.png" in result.stderr


def test_one_very_long_line(tmp_path: Path) -> None:
    from xling.ingest import collect
    from xling.segment import segment

    path = write(tmp_path, "long.txt", ("Das ist ein Satz mit 3,5 Mio. Euro. " * 550_000)[:20_000_000].encode())
    article = collect([path]).articles[0]
    assert len(segment(article)) > 100_000


def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    result = invoke("run", write(tmp_path, "a.txt", GOOD.encode()), "-o", str(blocker / "out"))
    assert result.exit_code == 3
    assert result.stderr.startswith("error: cannot make ") and result.stderr.count("\n") == 1


def test_translation_without_a_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("xling.paths.bundled_models_dir", lambda: tmp_path / "none")
    monkeypatch.setattr("xling.models.store.bundled_models_dir", lambda: tmp_path / "none", raising=False)
    result = invoke("translate", "--from", "zh", data="你好。\n".encode())
    assert result.exit_code == 4
    assert "xling models add" in result.stderr


def test_hub_that_cannot_be_reached() -> None:
    result = invoke("models", "add", "Helsinki-NLP/opus-mt-de-en")
    assert result.exit_code == 4
    assert "Helsinki-NLP/opus-mt-de-en" in result.stderr


def test_closed_pipe_is_quiet(tmp_path: Path) -> None:
    command = f"{sys.executable} -m xling flag --list-rules | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.count("\n") == 1 and done.stderr == ""


def test_unknown_option_is_usage() -> None:
    assert invoke("run", "--nonsense").exit_code == 2
