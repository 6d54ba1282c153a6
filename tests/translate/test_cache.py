"""A cache that may be killed, damaged, full or shared, and never costs a translation."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from xling.translate.cache import Cache

WRITER = """
import sys
from pathlib import Path
from xling.translate.cache import Cache
cache = Cache(Path(sys.argv[1]))
start = int(sys.argv[2])
for i in range(start, start + int(sys.argv[3])):
    cache.put({f"k{i}": {"text": "x" * 200}})
    if i == start + 20:
        print("ready", flush=True)
print(len(cache.notes))
"""


def test_values_come_back_and_unknown_keys_do_not(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "cache.sqlite")
    cache.put({f"k{i}": {"text": f"t{i} €"} for i in range(1200)})
    found = cache.get([f"k{i}" for i in range(1300)])
    assert len(found) == 1200
    assert found["k7"] == {"text": "t7 €"}
    assert Cache(tmp_path / "deep" / "cache.sqlite").get(["k7"]) == {"k7": {"text": "t7 €"}}


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_file_is_moved_aside_with_a_note(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(content)
    cache = Cache(path)
    cache.put({"a": 1})
    assert cache.get(["a"]) == {"a": 1}
    assert len(cache.notes) == 1
    (aside,) = tmp_path.glob("cache.sqlite.damaged-*")
    assert aside.read_bytes() == content
    assert str(aside) in cache.notes[0]


def test_damage_inside_the_file_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    cache = Cache(path)
    cache.put({f"k{i}": {"text": "y" * 500} for i in range(2000)})
    cache.close()
    data = bytearray(path.read_bytes())
    data[8192 : len(data) - 4096] = os.urandom(len(data) - 12288)
    path.write_bytes(data)
    cache = Cache(path)
    cache.get([f"k{i}" for i in range(2000)])
    cache.put({"new": 1})
    cache.get(["new"])
    assert cache.notes


def test_a_place_that_cannot_be_written_turns_the_cache_off(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = Cache(tmp_path / "file" / "cache.sqlite")
    cache.put({"a": 1})
    assert cache.get(["a"]) == {}
    assert "translating without cache" in cache.notes[0]


def test_a_full_disk_turns_the_cache_off(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.sqlite")
    assert cache._connection is not None
    cache._connection.execute("PRAGMA max_page_count=8")  # SQLite then reports "database or disk is full"
    cache.put({f"k{i}": "z" * 2000 for i in range(100)})
    assert "full" in cache.notes[0]
    assert cache.get(["k1"]) == {}
    cache.put({"later": 1})
    assert len(cache.notes) == 1


def test_a_killed_writer_loses_at_most_its_last_entries(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), "0", "1000000"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    cache = Cache(path)
    assert len(cache.get([f"k{i}" for i in range(21)])) == 21
    assert cache.notes == []
    with sqlite3.connect(path) as check:
        assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "cache.sqlite")
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, str(start), "200"], stdout=subprocess.PIPE, text=True)
        for start in (0, 200)
    ]
    assert [process.communicate()[0].split() for process in running] == [["ready", "0"]] * 2
    assert len(Cache(tmp_path / "cache.sqlite").get([f"k{i}" for i in range(400)])) == 400
