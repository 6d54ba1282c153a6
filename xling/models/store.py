"""The model store: what is installed, added, removed and verified. Bundled models are read from the package."""

from __future__ import annotations

import json
import os
import shutil
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xling import paths
from xling.errors import ModelError, OutputError, ResourceError, UsageError
from xling.models import hub, lock
from xling.models.info import CARD_FILE, ModelInfo, read_info
from xling.models.origin import Candidate, copy_allowed, examine

ENCODERS = ("e5-small-sentence", "e5-small-word")
_SUGGESTED = {("de", "en"): "Helsinki-NLP/opus-mt-de-en", ("zh", "en"): "Helsinki-NLP/opus-mt-zh-en"}


@dataclass(frozen=True, slots=True)
class Verified:
    """Result of comparing one model with its recorded hashes; sound when all three tuples are empty."""

    info: ModelInfo
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()  # files that no hash is recorded for

    @property
    def sound(self) -> bool:
        return not (self.changed or self.missing or self.unknown)


# Aliases, because inside the class ``list`` is the method.
Models = list[ModelInfo]
Checks = list[Verified]


class Store:
    """Models of this machine (``folder``) and of the package (``bundled``); nothing is created before ``add``."""

    def __init__(self, folder: Path | None = None, bundled: Path | None = None) -> None:
        self.folder = folder if folder is not None else paths.models_dir()
        self.bundled = bundled if bundled is not None else paths.bundled_models_dir()

    def list(self) -> Models:
        """All readable models: added ones, newest first, then the bundled ones by name."""
        added = sorted(self._folder_models(self.folder, bundled=False), key=lambda info: info.name)
        added.sort(key=lambda info: info.added, reverse=True)
        return added + sorted(self._folder_models(self.bundled, bundled=True), key=lambda info: info.name)

    def get(self, name: str) -> ModelInfo:
        """The model of that name.

        :raises ModelError: there is none; the message lists those that are there.
        """
        models = self.list()
        for info in models:
            if info.name == name:
                return info
        known = ", ".join(info.name for info in models) or "none"
        raise ModelError(f"there is no model named {name!r} (installed: {known})", hint="xling models list")

    def find(self, kind: str = "marian", source: str = "", target: str = "") -> ModelInfo:
        """The model for a direction: what the user added last, else the bundled one.

        :raises ModelError: there is none; the hint is the command that adds one.
        """
        for info in self.list():
            if info.kind == kind and (not source or info.source == source) and (not target or info.target == target):
                return info
        if kind != "marian":
            raise ModelError(f"no {kind} model is installed", hint=f"xling models add {ENCODERS[0]}")
        if source and source == target:
            raise UsageError(f"{source} to {target} is no translation", hint="--from and --to must differ")
        suggestion = _SUGGESTED.get((source, target), f"Helsinki-NLP/opus-mt-{source}-{target}")
        raise ModelError(
            f"no model translates {source} to {target} (looked in {self.folder} and {self.bundled})",
            hint=f"xling models add {suggestion}",
        )

    def add(
        self, where: str, *, name: str = "", source: str = "", target: str = "", revision: str = "",
        quantization: str = "int8", keep_source: bool = False, replace: bool = False,
    ) -> ModelInfo:  # fmt: skip
        """Install a model from a folder or, for ``owner/name``, from the hub; returns what is installed now.

        Everything is prepared in a temporary folder and moved into place by one rename: a killed run leaves no
        half-made model, and of two runs at once the second finds the first one's result.

        :param where: a folder, a hub id, or one of the encoders ("e5-small" for both).
        :param name: what the model is called here; without it, the name of its card, hub id or folder.
        :param source: language code where the model does not tell; ``target`` likewise.
        :param revision: commit or tag on the hub; without it, the newest.
        :param quantization: of the converted weights, as CTranslate2 names it (int8, float32 …).
        :param keep_source: keep the safetensors too, for the torch backend.
        :param replace: take the place of a model of the same name.
        :raises UsageError: the name is none, or taken.
        :raises ModelError: the model is refused or damaged.
        :raises OfflineError: the hub cannot be reached.
        :raises OutputError: the store cannot be written to.
        :raises ResourceError: disk or memory gave out.
        """
        if where in ENCODERS or where == "e5-small":
            return self._add_encoder(where)
        if hub.is_hub_id(where):
            download = hub.fetch(where, revision=revision)
            folder, origin, commit = download.folder, where, download.revision
        else:
            folder, commit = Path(where).expanduser(), revision
            origin = str(folder.resolve())
        candidate = examine(folder, name=where, source=source, target=target)
        name = name or str(candidate.card.get("name") or where.rstrip("/").rsplit("/", 1)[-1])
        if not name or name.startswith(".") or "/" in name or "\\" in name:
            raise UsageError(f"{name!r} is no name for a model", hint="give one with --name")
        if not replace and (self.folder / name / CARD_FILE).is_file():
            raise UsageError(f"a model named {name!r} is installed already", hint="use --replace or --name")
        card = _card(candidate, name=name, origin=origin, revision=commit, quantization=quantization)
        return self._install(candidate, card, quantization, keep_source=keep_source, replace=replace)

    def remove(self, name: str) -> ModelInfo:
        """Delete an added model and its lock entry.

        :raises ModelError: there is none of that name, or it belongs to the package.
        :raises OutputError: the store cannot be written to.
        """
        with lock.exclusive(self.folder):
            info = self.get(name)
            if info.bundled:
                raise ModelError(f"{name} ships with xling and cannot be removed", hint="an added model goes before it")
            try:
                self._discard(info.path)
            except OSError as error:
                raise OutputError(f"cannot remove {name}: {error.strerror}", hint="check its permissions") from error
            entries = lock.read_lock(self.folder)
            entries.pop(name, None)
            lock.write_lock(self.folder, entries)
        return info

    def verify(self, name: str = "") -> Checks:
        """Compare every file of one model, or of all, with the recorded SHA-256."""
        entries = lock.read_lock(self.folder)
        models = [self.get(name)] if name else self.list()
        return [self._verify(info, entries.get(info.name, {}) if not info.bundled else {}) for info in models]

    def _verify(self, info: ModelInfo, entry: dict[str, Any]) -> Verified:
        expected: dict[str, str] = dict(entry.get("sha256") or info.sha256)
        found = lock.hashes_of(info.path, leave_out=frozenset() if CARD_FILE in expected else frozenset({CARD_FILE}))
        return Verified(
            info,
            changed=tuple(sorted(key for key in expected if key in found and found[key] != expected[key])),
            missing=tuple(sorted(expected.keys() - found.keys())),
            unknown=tuple(sorted(found.keys() - expected.keys())),
        )

    def _folder_models(self, folder: Path, *, bundled: bool) -> Models:
        if not folder.is_dir():
            return []
        folders = [each for each in folder.iterdir() if not each.name.startswith(".") and (each / CARD_FILE).is_file()]
        models = []
        for each in folders:
            with suppress(ModelError):  # one damaged folder must not hide the others; ``verify`` and ``info`` name it
                models.append(read_info(each, bundled=bundled))
        return models

    def _install(
        self, candidate: Candidate, card: dict[str, Any], quantization: str, *, keep_source: bool, replace: bool
    ) -> ModelInfo:
        name = str(card["name"])
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            staging = self.folder / f".tmp-{os.getpid()}-{uuid.uuid4().hex[:8]}"
            staging.mkdir()
        except OSError as error:
            raise OutputError(f"cannot write to {self.folder}: {error.strerror}", hint="set XLING_HOME") from error
        try:
            _fill(staging, candidate, card, quantization, keep_source=keep_source)
            with lock.exclusive(self.folder):
                final = self.folder / name
                if (final / CARD_FILE).is_file() and not replace:
                    return read_info(final)  # another process was faster
                if final.exists():
                    self._discard(final)
                staging.rename(final)
                self._record(name, final, card)
        except OSError as error:
            raise ResourceError(f"cannot install {name}: {error.strerror or error}", hint="free some space") from error
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        return read_info(self.folder / name)

    def _record(self, name: str, folder: Path, card: dict[str, Any]) -> None:
        kept = ("origin", "revision", "licence", "conversion", "added")
        entry = {key: card[key] for key in kept} | {"sha256": lock.hashes_of(folder)}
        lock.write_lock(self.folder, lock.read_lock(self.folder) | {name: entry})

    def _discard(self, folder: Path) -> None:
        # Renamed first: another process sees the whole model or none, never a folder that is being emptied.
        trash = self.folder / f".tmp-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        folder.rename(trash)
        shutil.rmtree(trash, ignore_errors=True)

    def _sweep(self) -> None:
        """Delete the temporary folders of processes that are no more."""
        for left in self.folder.glob(".tmp-*"):
            owner = left.name.split("-")[1]
            if owner.isdigit() and not _alive(int(owner)):
                shutil.rmtree(left, ignore_errors=True)

    def _add_encoder(self, where: str) -> ModelInfo:
        from xling.encode import prepare

        prepare()
        return self.get(where if where in ENCODERS else ENCODERS[0])


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _card(candidate: Candidate, *, name: str, origin: str, revision: str, quantization: str) -> dict[str, Any]:
    import ctranslate2

    card = dict(candidate.card)
    conversion = {"format": "ctranslate2", "version": ctranslate2.__version__, "quantization": quantization}
    card |= {
        "kind": "marian",
        "name": name,
        "source": candidate.source,
        "target": candidate.target,
        "origin": origin,
        "revision": revision,
        "licence": candidate.licence,
        "prefix": candidate.prefix,
        "max_pieces": candidate.max_pieces,
        "conversion": card.get("conversion") if candidate.converted and card.get("conversion") else conversion,
        "added": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    card.setdefault("marks", [])
    return card


def _fill(staging: Path, candidate: Candidate, card: dict[str, Any], quantization: str, *, keep_source: bool) -> None:
    if candidate.converted:
        copy_allowed(candidate.folder, staging, converted=True)
    else:
        from xling.models.convert import convert_marian

        convert_marian(candidate.folder, staging, quantization=quantization)
        for name in ("source.spm", "target.spm", "README.md"):
            if (candidate.folder / name).is_file():
                shutil.copyfile(candidate.folder / name, staging / name)
        if keep_source:
            (staging / "torch").mkdir()
            copy_allowed(candidate.folder, staging / "torch", converted=False)
    card.pop("sha256s", None)
    card["sha256"] = lock.hashes_of(staging, leave_out=frozenset({CARD_FILE}))
    (staging / CARD_FILE).write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
