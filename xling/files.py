"""Write files so that a reader, or a killed process, finds the old file or the new one and never half of it."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from xling.errors import OutputError


def write_atomic(path: Path, data: str | bytes) -> None:
    """Write ``data`` (text as UTF-8, line ends as given) beside ``path``, then move it into place.

    :raises OutputError: when the place cannot be written to; nothing is left behind then.
    """
    raw = data.encode("utf-8", errors="replace") if isinstance(data, str) else data
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise OutputError(
            f"cannot write {path}: {error.strerror or error}", hint="choose another place with -o or free some space"
        ) from error


def file_digest(path: Path) -> str:
    """SHA-256 of a file in hex; memory stays flat.

    :raises OSError: when it cannot be read.
    """
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
