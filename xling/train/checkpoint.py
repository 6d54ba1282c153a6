"""The state of a run on disk: written whole or not at all, so that a kill at any moment loses only the last minutes."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

from xling.errors import ModelError


def save(path: Path, state: dict[str, Any]) -> None:
    """Write, flush to the disk, rename: after a crash ``path`` holds the old state or the new one."""
    import torch

    partial = path.with_suffix(".partial")
    with partial.open("wb") as stream:
        torch.save(state, stream)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def load(path: Path) -> dict[str, Any] | None:
    """The saved state, or None when there is none; tensors and plain values only, no pickled code."""
    import torch

    if not path.is_file():
        return None
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (RuntimeError, EOFError, OSError, ValueError, LookupError, pickle.UnpicklingError) as error:
        raise ModelError(f"{path} is damaged: {error}", hint="delete it to start again") from error
    return state
