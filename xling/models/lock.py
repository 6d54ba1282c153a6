"""The lock file of the model store, and the lock that lets two processes change the store one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xling.errors import ModelError, OutputError
from xling.files import file_digest, write_atomic
from xling.locks import wait_for
from xling.models.info import CARD_FILE

LOCK_FILE = "models.lock.json"
VERSION = 1
_PATIENCE = 120.0  # seconds; a change hashes one model


def hashes_of(folder: Path, *, leave_out: frozenset[str] = frozenset()) -> dict[str, str]:
    """SHA-256 of every file below ``folder``, keyed by its relative POSIX path."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    names = [(file, file.relative_to(folder).as_posix()) for file in files]
    return {name: file_digest(file) for file, name in names if name not in leave_out}


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold the store's lock. It belongs to the open file, so a killed process releases it.

    :raises OutputError: another process holds it for minutes, or the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("a+b")
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error.strerror}", hint="set XLING_HOME") from error
    with lock as stream:
        if not wait_for(stream.fileno(), _PATIENCE):
            raise OutputError(f"another process is changing the models in {folder}", hint="try again when it is done")
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
        hint = f"delete it, then `xling models verify` compares with the models' own {CARD_FILE}"
        raise ModelError(f"{file} is damaged: {error!r}", hint=hint) from error


def write_lock(folder: Path, models: Mapping[str, Mapping[str, Any]]) -> None:
    """Replace the lock file in one step. Call it while holding :func:`exclusive`."""
    text = json.dumps({"version": VERSION, "models": dict(sorted(models.items()))}, ensure_ascii=False, indent=2)
    write_atomic(folder / LOCK_FILE, text + "\n")
