"""Locks between processes: on folders and on new databases; a second writer is told who the first is."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xling.errors import OutputError

LOCK = ".xling-lock"
"""Stands in an output folder while a run writes there; holds the process id and when it began."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold ``folder`` against other runs. The system lets go when a process ends, however it ends, so the file of a
    killed run stops nobody. A folder that cannot be locked (some network drives) is not held.

    :raises OutputError: another process holds it.
    """
    handle = _taken(folder)
    try:
        yield
    finally:
        if handle is not None:
            with suppress(OSError):
                (folder / LOCK).unlink()  # while it is still held: nobody can lock a file that is about to go
            os.close(handle)


def try_lock(handle: int) -> bool:
    """Lock an open file against other processes without waiting; False when another one holds it.

    :raises OSError: the file system knows no locks.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        with suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            return True
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def wait_for(handle: int, seconds: float) -> bool:
    """Lock an open file, waiting up to ``seconds`` while another process holds it; False when it still does. The lock
    ends with the handle. A file that cannot be locked (some network drives) counts as locked.
    """
    deadline = time.monotonic() + seconds
    try:
        while not try_lock(handle):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
    except OSError:
        return True
    return True


def write_ahead(connection: sqlite3.Connection, patience: float = 30) -> None:
    """Switch a database to write-ahead logging, so that several processes may read and write at once. SQLite waits for
    no lock there, whatever its timeout, so of two processes that create the file at once one must ask again.

    :param patience: seconds to wait.
    :raises sqlite3.OperationalError: the database stays locked.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def _taken(folder: Path) -> int | None:
    path = folder / LOCK
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError:
            return None  # a folder that cannot be written to is told of where files are written
        try:
            free = try_lock(handle)
        except OSError:
            os.close(handle)
            return None
        if not free:
            os.close(handle)
            raise OutputError(
                f"another run is writing to {folder}{_owner(path)}",
                hint="wait for it, or choose another folder with -o",
            )
        if _is_same(handle, path):
            break
        os.close(handle)  # the run before removed it in between
    os.truncate(handle, 0)
    os.write(handle, json.dumps({"pid": os.getpid(), "since": time.strftime("%Y-%m-%d %H:%M:%S")}).encode())
    return handle


def _is_same(handle: int, path: Path) -> bool:
    try:
        return os.fstat(handle).st_ino == path.stat().st_ino
    except OSError:
        return False


def _owner(path: Path) -> str:
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))
        return f" (process {int(entry['pid'])}, since {entry['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
