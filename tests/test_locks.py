"""One writer at a time in a folder, and no folder that stays locked."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from xling.errors import OutputError
from xling.locks import LOCK, held, wait_for, write_ahead

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


def test_waiting_ends_when_the_other_lets_go_or_patience_runs_out(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("wb") as one, (tmp_path / "lock").open("wb") as two:
        assert wait_for(one.fileno(), 0)
        assert not wait_for(two.fileno(), 0.05)
        threading.Timer(0.1, one.close).start()
        assert wait_for(two.fileno(), 5)


def test_the_switch_to_wal_waits_for_another_process(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    with (
        closing(sqlite3.connect(path, check_same_thread=False)) as one,
        closing(sqlite3.connect(path, timeout=0)) as two,
    ):
        one.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            write_ahead(two, patience=0.05)
        threading.Timer(0.2, one.rollback).start()
        write_ahead(two)
        assert two.execute("PRAGMA journal_mode").fetchone() == ("wal",)
