"""What xling knows about one model folder: the contents of its ``xling.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xling.errors import ModelError

CARD_FILE = "xling.json"
"""Every model folder of xling holds this file; a folder without it is no model."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One installed model. ``source`` and ``target`` are language codes ("de", "en"), empty for encoders.

    ``marks`` are the two tokens around a target term in the source text ("Talentakquise <t> acqui-hire </t>"),
    empty when the model was not trained with them. ``guided`` says that the decoder's attention was trained on word
    alignments, so that it tells which source words a target piece renders. ``prefix`` is a token that must begin
    every source (">>eng<<" of multilingual Marian models). ``max_pieces`` is the longest source the model can read,
    ``comfort`` the longest it reads well: longer ones are translated clause by clause (0: no limit of its own).
    """

    name: str
    kind: str  # "marian" or "encoder"
    path: Path
    source: str = ""
    target: str = ""
    origin: str = ""  # hub id, folder, or how it was trained
    revision: str = ""
    licence: str = ""
    card: str = ""
    scores: Mapping[str, Any] = field(default_factory=dict)
    sha256: Mapping[str, str] = field(default_factory=dict)
    conversion: Mapping[str, Any] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    guided: bool = False
    prefix: str = ""
    max_pieces: int = 512
    comfort: int = 0
    bundled: bool = False
    added: str = ""

    @property
    def direction(self) -> str:
        """``de-en``; empty for encoders."""
        return f"{self.source}-{self.target}" if self.source else ""

    @property
    def fingerprint(self) -> str:
        """Short hash over all file hashes: changes when any file of the model changes."""
        import hashlib

        lines = "\n".join(f"{name} {digest}" for name, digest in sorted(self.sha256.items()))
        return hashlib.sha256(lines.encode()).hexdigest()[:12]


def read_info(folder: Path, *, bundled: bool = False) -> ModelInfo:
    """Read ``folder/xling.json``.

    :raises ModelError: the file is missing, no JSON, or lacks ``kind``.
    """
    file = folder / CARD_FILE
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(
            f"{folder} is no xling model: it holds no {CARD_FILE}", hint="xling models add FOLDER"
        ) from error
    except (OSError, ValueError) as error:
        raise ModelError(f"{file} cannot be read: {error}", hint="xling models remove it and add it again") from error
    if not isinstance(data, dict) or data.get("kind") not in ("marian", "encoder"):
        raise ModelError(f'{file} names no known kind of model ("marian" or "encoder")', hint="xling models verify")
    return _info(data, folder, bundled)


def _info(data: dict[str, Any], folder: Path, bundled: bool) -> ModelInfo:
    translates = data["kind"] == "marian"
    marks = data.get("marks") or ()
    return ModelInfo(
        name=str(data.get("name") or folder.name),
        kind=str(data["kind"]),
        path=folder,
        source=str(data.get("source") or "") if translates else "",
        target=str(data.get("target") or "") if translates else "",
        # An encoder's card says in "source" which file its weights were read from.
        origin=", ".join(str(data[key]) for key in ("origin", *(() if translates else ("source",))) if data.get(key)),
        revision=str(data.get("revision") or ""),
        licence=str(data.get("licence") or data.get("license") or ""),
        card=str(data.get("card") or ""),
        scores=data["scores"] if isinstance(data.get("scores"), dict) else {},
        sha256=_hashes(data),
        conversion=data["conversion"] if isinstance(data.get("conversion"), dict) else {},
        marks=tuple(map(str, marks)) if isinstance(marks, list | tuple) and len(marks) == 2 else (),
        guided=data.get("guided") is True,
        prefix=str(data.get("prefix") or ""),
        max_pieces=int(data.get("max_pieces") or 512),
        comfort=int(data.get("comfort") or 0),
        bundled=bundled,
        added=str(data.get("added") or data.get("created") or ""),
    )


def _hashes(data: dict[str, Any]) -> dict[str, str]:
    """SHA-256 by file name, from ``sha256: {name: hash}`` or, in encoders' cards, ``files: {name: {sha256, size}}``."""
    recorded = data.get("sha256") or data.get("sha256s")
    if not isinstance(recorded, dict):
        files = data.get("files")
        entries = files.items() if isinstance(files, dict) else ()
        recorded = {name: entry.get("sha256", "") for name, entry in entries if isinstance(entry, dict)}
    return {str(name): str(digest) for name, digest in recorded.items()}
