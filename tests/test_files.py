"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from xling.errors import OutputError
from xling.files import file_digest, write_atomic


def test_the_new_text_takes_the_place_of_the_old_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "a.txt"
    write_atomic(path, "alt")
    path.chmod(0o640)
    write_atomic(path, "neu: 千金\r\n")
    assert path.read_bytes() == "neu: 千金\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in path.parent.iterdir()] == ["a.txt"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "taken"
    (path / "child").mkdir(parents=True)
    with pytest.raises(OutputError, match="cannot write") as caught:
        write_atomic(path, "text", hint="do this")
    assert caught.value.hint == "do this"
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


def test_the_digest_is_sha256(tmp_path: Path) -> None:
    path = tmp_path / "abc"
    path.write_bytes(b"abc")  # FIPS 180-2, appendix B.1
    assert file_digest(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomic(pipe, "text")
        assert os.read(reader, 100) == b"text" and stat.S_ISFIFO(pipe.stat().st_mode)
    finally:
        os.close(reader)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full")
def test_a_full_device_is_an_output_error() -> None:
    with pytest.raises(OutputError, match="cannot write /dev/full: No space left"):
        write_atomic(Path("/dev/full"), "text")
    assert Path("/dev/full").is_char_device()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "known.tsv").write_text("old")
    link = tmp_path / "known.tsv"
    link.symlink_to(Path("shared") / "known.tsv")
    write_atomic(link, "new")
    assert link.is_symlink() and (tmp_path / "shared" / "known.tsv").read_text() == "new"
