"""Write files so that a reader, or a killed process, finds the old file or the new one and never half of it."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from xling.errors import OutputError


def write_atomic(
    path: Path, data: str | bytes, *, hint: str = "choose another place with -o or free some space"
) -> None:
    """Write ``data`` (text as UTF-8, line ends as given) beside ``path``, then move it into place, which POSIX makes
    atomic. The rights of a file that is replaced are kept, and so is a link to it; a device or pipe (/dev/stdout) is
    written to as it is. What a killed process leaves behind is called ``.<name>.<process>.tmp``.

    :param hint: what the error tells the user to do.
    :raises OutputError: when the place cannot be written to; nothing is left behind then.
    """
    raw = data.encode("utf-8", errors="replace") if isinstance(data, str) else data
    if path.exists() and not path.is_file() and not path.is_dir():
        _into(path, raw, hint)
        return
    path = path.resolve() if path.is_symlink() else path
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
        _sync(path.parent)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise OutputError(f"cannot write {path}: {error.strerror or error}", hint=hint) from error


def _into(path: Path, raw: bytes, hint: str) -> None:
    """Write to a device or pipe, which nothing may replace."""
    try:
        with path.open("wb") as stream:
            stream.write(raw)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}", hint=hint) from error


def _sync(folder: Path) -> None:
    """Let the renames in ``folder`` survive a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def file_digest(path: Path) -> str:
    """SHA-256 of a file in hex; memory stays flat.

    :raises OSError: when it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
