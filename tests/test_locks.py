"""One writer at a time in a folder, and no folder that stays locked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from xling.errors import OutputError
from xling.locks import LOCK, held

HOLDER = """
import sys
from pathlib import Path
from xling.locks import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_writer_is_told_who_the_first_is(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        told = f"another run is writing .*process {process.pid}, since 2"
        with pytest.raises(OutputError, match=told), held(tmp_path):
            pass
        process.communicate("\n")
    with held(tmp_path):
        assert (tmp_path / LOCK).is_file()
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_a_killed_run_stops_nobody(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.kill()
        process.communicate()
    assert (tmp_path / LOCK).is_file()
    with held(tmp_path):
        pass
    assert not (tmp_path / LOCK).exists()


def test_an_error_inside_lets_go(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), held(tmp_path):
        raise RuntimeError
    with held(tmp_path):
        pass


def test_a_folder_that_cannot_be_locked_is_no_obstacle(tmp_path: Path) -> None:
    with held(tmp_path / "missing"):
        pass
