"""Translations kept between runs: SQLite in WAL mode, so that several processes may read and write at once.

A cache never stands in the way of the work: a damaged file is moved aside, a full disk or a file that cannot be
written turns the cache off, and each of these is said once in :attr:`Cache.notes`.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from xling.locks import write_ahead

_SCHEMA = """
CREATE TABLE IF NOT EXISTS translation (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    used INTEGER NOT NULL
) WITHOUT ROWID;
"""
_FAULTS = (sqlite3.Error, OSError)


class Cache:
    """Key → JSON value. Every call may fail inside; then it acts as an empty cache and adds a note."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[str] = []
        self._connection: sqlite3.Connection | None = None
        self._open(retry=True)

    def get(self, keys: Sequence[str]) -> dict[str, Any]:
        """Values of those keys that are there and readable."""
        found: dict[str, Any] = {}
        if self._connection is None:
            return found
        try:
            for start in range(0, len(keys), 500):
                part = keys[start : start + 500]
                places = ",".join("?" * len(part))
                rows = self._connection.execute(f"SELECT key, value FROM translation WHERE key IN ({places})", part)
                for key, value in rows:
                    with suppress(ValueError):
                        found[key] = json.loads(value)
        except _FAULTS as error:
            self._failed(error)
        return found

    def put(self, entries: Mapping[str, Any]) -> None:
        """Store the entries in one transaction: after a kill all of them are there or none."""
        if self._connection is None or not entries:
            return
        now = int(time.time())
        rows = [(key, json.dumps(value, ensure_ascii=False), now) for key, value in entries.items()]
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO translation VALUES (?, ?, ?)", rows)
        except _FAULTS as error:
            self._failed(error)

    def close(self) -> None:
        if self._connection is not None:
            with suppress(*_FAULTS):
                self._connection.close()
            self._connection = None

    def _open(self, *, retry: bool) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, timeout=30, check_same_thread=False)
            write_ahead(self._connection)
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.executescript(_SCHEMA)
            self._connection.execute("SELECT key, value, used FROM translation LIMIT 1").fetchone()
        except _FAULTS as error:
            self._failed(error, retry=retry)

    def _failed(self, error: Exception, *, retry: bool = True) -> None:
        self.close()
        if retry and _damaged(error) and self._move_aside():
            self._open(retry=False)
            return
        self.notes.append(f"translating without cache: {self.path}: {error}")

    def _move_aside(self) -> bool:
        aside = self.path.with_name(f"{self.path.name}.damaged-{int(time.time())}")
        try:
            self.path.replace(aside)
            for ending in ("-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        except OSError as error:
            self.notes.append(f"{self.path} is damaged and cannot be moved: {error}")
            return False
        self.notes.append(f"the cache was damaged and begins anew; the old file is {aside}")
        return True


def _damaged(error: Exception) -> bool:
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    text = str(error)
    return any(sign in text for sign in ("not a database", "malformed", "no such column", "file is encrypted"))
