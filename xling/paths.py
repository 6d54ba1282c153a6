"""Where things lie: data that ships in the package, and what xling keeps on this machine.

``XLING_HOME`` moves everything xling writes; without it the platform's own folders are used (platformdirs).
Nothing is created on import.
"""

from __future__ import annotations

import os
from pathlib import Path

RUN_MANIFEST = ".xling-run.json"
"""Stands in every output folder of ``xling run`` and names the files written there."""

_PACKAGE = Path(__file__).resolve().parent


def data_dir() -> Path:
    """Lexicons and other data files of the package."""
    return _PACKAGE / "data"


def glossaries_dir() -> Path:
    """The shipped glossaries: inside an installed package, at the top level of a checkout."""
    installed = data_dir() / "glossaries"
    return installed if installed.is_dir() else _PACKAGE.parent / "glossaries"


def bundled_models_dir() -> Path:
    """Marian models that ship with the package; may be absent."""
    return data_dir() / "models"


def home() -> Path:
    """Root of the model store: ``$XLING_HOME`` or the platform's user data folder."""
    if value := os.environ.get("XLING_HOME"):
        return Path(value).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("xling"))


def models_dir() -> Path:
    return home() / "models"


def cache_path() -> Path:
    """The SQLite file with cached translations and vectors; safe to delete at any time."""
    if value := os.environ.get("XLING_HOME"):
        return Path(value).expanduser() / "cache.sqlite"
    import platformdirs

    return Path(platformdirs.user_cache_dir("xling")) / "cache.sqlite"


def vectors_path() -> Path:
    """The SQLite file with cached sentence vectors; safe to delete at any time."""
    return cache_path().with_name("vectors.sqlite")
