"""The lock file of the model store, and the lock that lets two processes change the store one after the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xling.errors import ModelError
from xling.files import write_atomic

LOCK_FILE = "models.lock.json"
VERSION = 1


def sha256_of(file: Path) -> str:
    """Hex digest of the file's bytes, read in pieces."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def hashes_of(folder: Path, *, leave_out: frozenset[str] = frozenset()) -> dict[str, str]:
    """SHA-256 of every file below ``folder``, keyed by its relative POSIX path."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    names = [(file, file.relative_to(folder).as_posix()) for file in files]
    return {name: sha256_of(file) for file, name in names if name not in leave_out}


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold the store's lock. It belongs to the open file, so a killed process releases it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a+b") as stream:
        try:
            import fcntl
        except ImportError:  # Windows: renames are atomic there too, only simultaneous changes are unprotected
            yield
            return
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def read_lock(folder: Path) -> dict[str, dict[str, Any]]:
    """Entries of the lock file by model name; empty when there is none.

    :raises ModelError: the file is there and is not what xling writes.
    """
    file = folder / LOCK_FILE
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["version"] > VERSION:
            raise ModelError(f"{file} was written by a newer xling (version {data['version']})", hint="update xling")
        return dict(data["models"])
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = f"delete it, then `xling models verify` compares with the models' own {'xling.json'}"
        raise ModelError(f"{file} is damaged: {error!r}", hint=hint) from error


def write_lock(folder: Path, models: Mapping[str, Mapping[str, Any]]) -> None:
    """Replace the lock file in one step. Call it while holding :func:`exclusive`."""
    text = json.dumps({"version": VERSION, "models": dict(sorted(models.items()))}, ensure_ascii=False, indent=2)
    write_atomic(folder / LOCK_FILE, text + "\n")
