"""Safe writing: one editor at a time, old file or new file but never half of one, the last version kept beside it.

The new text goes to a temporary file in the same folder, is flushed to disk, and takes the place of the old one by
``rename``, which POSIX makes atomic; the version before stays as ``<name>.bak``. Editors wait for each other on a lock
file, so two that change the same glossary at once both succeed, one after the other. Temporary files that a killed
process left behind are removed by the next editor.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xling.errors import OutputError
from xling.locks import try_lock

LOCK_SECONDS = 30.0


@contextmanager
def locked(path: Path, *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the editor's lock of ``path``; the lock goes with the process, however it ends.

    :raises OutputError: when another editor holds it for longer than ``seconds``, or the folder cannot be written to.
    """
    lock = path.with_name(f".{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise OutputError(
            f"cannot write to {path.parent}: {error.strerror or error}", hint="choose another glossary with --glossary"
        ) from error
    try:
        deadline = time.monotonic() + seconds
        while not try_lock(handle):
            if time.monotonic() > deadline:
                raise OutputError(f"{path} is being edited by another process", hint="try again when it has finished")
            time.sleep(0.02)
        for stale in path.parent.glob(f".{path.name}.*.tmp"):
            stale.unlink(missing_ok=True)
        yield
    finally:
        os.close(handle)


def write(path: Path, text: str, *, backup: bool = True) -> None:
    """Replace the content of ``path``. Call it with the lock held.

    :raises OutputError: when the folder cannot be written to; the old file is untouched then.
    """
    try:
        if backup and path.exists():
            _put(path.with_name(f"{path.name}.bak"), path.read_bytes(), path)
        _put(path, text.encode("utf-8"), path)
    except OSError as error:
        raise OutputError(
            f"cannot write {path}: {error.strerror or error}", hint="check the rights and the free space"
        ) from error


def _put(path: Path, data: bytes, owner: Path) -> None:
    temporary = owner.with_name(f".{owner.name}.{os.getpid()}.tmp")
    with temporary.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if path.exists():
        temporary.chmod(path.stat().st_mode & 0o777)
    temporary.replace(path)
    if hasattr(os, "O_DIRECTORY"):  # so that the rename itself survives a power cut
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
