"""Texts and words to vectors.

``prepare`` puts multilingual-e5-small into the model store, ``sentence_encoder`` and ``word_encoder`` load it
(and prepare it on first use). ``XLING_ENCODER`` names another encoder: a converted folder (model.bin and
tokenizer.json) or, with torch installed, a transformers folder (config.json and safetensors), in which case
``XLING_ENCODER_LAYER`` (7) is the layer that words are taken from. ``fake.HashEncoder`` needs no weights.
"""

from __future__ import annotations

import os
from pathlib import Path

from xling.encode.backends import Backend, CT2Backend, TorchBackend
from xling.encode.convert import SENTENCE, WORD, WORD_LAYER, prepare
from xling.encode.tokenizer import shared
from xling.encode.vectors import SentenceVectors, WordPieces, WordVectors
from xling.errors import ModelError, UsageError
from xling.paths import models_dir

__all__ = ["SentenceVectors", "WordPieces", "WordVectors", "prepare", "sentence_encoder", "word_encoder"]


def sentence_encoder(*, threads: int = 0, device: str = "cpu", folder: Path | None = None) -> SentenceVectors:
    """The encoder for whole texts: unit vectors of dimension 384, "query: " put in front inside.

    :param threads: CPU threads; 0 leaves it to the backend.
    :param folder: another encoder than ``$XLING_ENCODER`` or the store's own.
    :raises ModelError: the encoder is missing and cannot be prepared, or is damaged.
    """
    chosen = _folder(folder, SENTENCE.name)
    backend = _backend(chosen, layer=None, threads=threads, device=device)
    return SentenceVectors(shared(chosen / "tokenizer.json"), backend)


def word_encoder(*, threads: int = 0, device: str = "cpu", folder: Path | None = None) -> WordVectors:
    """The encoder for words in context (layer 7 of e5-small); same parameters and errors as ``sentence_encoder``."""
    chosen = _folder(folder, WORD.name)
    backend = _backend(chosen, layer=_word_layer(), threads=threads, device=device)
    return WordVectors(shared(chosen / "tokenizer.json"), backend)


def _folder(folder: Path | None, name: str) -> Path:
    if folder is None and (value := os.environ.get("XLING_ENCODER")):
        folder = Path(value).expanduser()
    if folder is None:
        prepare()
        return models_dir() / name
    if not folder.is_dir():
        raise ModelError(f"no encoder folder {folder}", hint="unset XLING_ENCODER to use the built-in encoder")
    inner = folder / name
    return inner if inner.is_dir() else folder


def _backend(folder: Path, *, layer: int | None, threads: int, device: str) -> Backend:
    if (folder / "model.bin").is_file():
        return CT2Backend(folder, threads=threads, device=device)
    if (folder / "config.json").is_file():
        return TorchBackend(folder, layer=layer, threads=threads, device=device)
    raise ModelError(f"{folder} holds neither model.bin nor config.json", hint="xling models verify")


def _word_layer() -> int:
    value = os.environ.get("XLING_ENCODER_LAYER", str(WORD_LAYER))
    if not value.isdigit():
        raise UsageError(f"XLING_ENCODER_LAYER is not a layer number: {value!r}")
    return int(value)
