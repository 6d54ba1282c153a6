"""Safe writing: one editor at a time, old file or new file but never half of one, the last version kept beside it.

A file is replaced in one step; the version before stays as ``<name>.bak``. Editors wait for each other on a lock file,
so two that change the same glossary at once both succeed, one after the other. Temporary files that a killed process
left behind are removed by the next editor.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xling.errors import OutputError
from xling.files import write_atomic
from xling.locks import wait_for

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
        if not wait_for(handle, seconds):
            raise OutputError(f"{path} is being edited by another process", hint="try again when it has finished")
        for stale in path.parent.glob(f".{path.name}.*.tmp"):
            stale.unlink(missing_ok=True)
        yield
    finally:
        os.close(handle)


def write(path: Path, text: str, *, backup: bool = True) -> None:
    """Replace the content of ``path``. Call it with the lock held.

    :raises OutputError: when the folder cannot be written to; the old file is untouched then.
    """
    hint = "check the rights and the free space"
    if backup and path.exists():
        write_atomic(path.with_name(f"{path.name}.bak"), _content(path, hint), hint=hint)
    write_atomic(path, text.encode("utf-8"), hint=hint)


def _content(path: Path, hint: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutputError(f"cannot keep a copy of {path}: {error.strerror or error}", hint=hint) from error
