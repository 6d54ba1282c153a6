"""What runs an encoder: CTranslate2 (the default) or torch. Both map subword ids to vectors of the last layer kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from xling.errors import ModelError, ResourceError
from xling.models.info import CARD_FILE
from xling.protocols import Matrix


class Backend(Protocol):
    """``hidden`` gives one (subwords, dimension) float32 matrix for each row of ids, special tokens included."""

    dimension: int
    limit: int  # longest row, special tokens included

    @property
    def signature(self) -> str: ...

    def hidden(self, rows: Sequence[list[int]]) -> list[Matrix]: ...


class CT2Backend:
    """A converted encoder folder on CPU (int8) or CUDA (int8 with float16).

    :raises ModelError: the folder holds no encoder that CTranslate2 can load.
    """

    def __init__(self, folder: Path, *, threads: int = 0, device: str = "cpu") -> None:
        import ctranslate2

        if not (folder / "model.bin").is_file():
            raise ModelError(f"no encoder in {folder}: model.bin is missing", hint="xling models verify")
        try:
            compute_type = "int8" if device == "cpu" else "int8_float16"
            self._encoder = ctranslate2.Encoder(
                str(folder), device=device, compute_type=compute_type, intra_threads=threads
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"cannot load the encoder {folder}: {error}", hint="xling models verify") from error
        self.limit = 512
        self.dimension = int(self.hidden([[0, 2]])[0].shape[1])
        self.signature = f"ct2:{_identity(folder)}"

    def hidden(self, rows: Sequence[list[int]]) -> list[Matrix]:
        try:
            output = self._encoder.forward_batch(list(rows)).last_hidden_state
        except RuntimeError as error:
            raise ResourceError(f"the encoder ran out of resources on {len(rows)} texts: {error}") from error
        import ctranslate2

        array = np.array(output.to_device(ctranslate2.Device.cpu)).astype(np.float32, copy=False)
        return [array[index, : len(row)] for index, row in enumerate(rows)]


class TorchBackend:
    """Any encoder folder that transformers reads (config.json, safetensors), cut after ``layer``.

    :raises ModelError: torch or transformers is missing, or the folder holds no such model.
    """

    def __init__(self, folder: Path, *, layer: int | None = None, threads: int = 0, device: str = "cpu") -> None:
        try:
            import torch
            from transformers import AutoModel
        except ImportError as error:
            raise ModelError(
                "the torch backend needs torch and transformers", hint="pip install xling[torch]"
            ) from error
        if threads:
            torch.set_num_threads(threads)
        try:
            model = AutoModel.from_pretrained(str(folder), local_files_only=True, use_safetensors=True)
        except (OSError, ValueError) as error:
            raise ModelError(f"cannot load the encoder {folder}: {error}") from error
        self._model = model.to(device).eval()
        self._layer = layer
        self._device = device
        self.limit = int(getattr(model.config, "max_position_embeddings", 512))
        self.dimension = int(model.config.hidden_size)
        self.signature = f"torch:{folder.name}:{layer if layer is not None else model.config.num_hidden_layers}"

    def hidden(self, rows: Sequence[list[int]]) -> list[Matrix]:
        import torch

        width = max(map(len, rows))
        ids = torch.zeros((len(rows), width), dtype=torch.long)
        mask = torch.zeros((len(rows), width), dtype=torch.long)
        for index, row in enumerate(rows):
            ids[index, : len(row)] = torch.tensor(row)
            mask[index, : len(row)] = 1
        with torch.inference_mode():
            output = self._model(
                input_ids=ids.to(self._device),
                attention_mask=mask.to(self._device),
                output_hidden_states=self._layer is not None,
            )
        states = output.last_hidden_state if self._layer is None else output.hidden_states[self._layer]
        array = states.float().cpu().numpy()
        return [array[index, : len(row)] for index, row in enumerate(rows)]


def run_batches(backend: Backend, rows: Sequence[list[int]], *, subwords: int = 4096) -> list[Matrix]:
    """``backend.hidden`` over any number of rows, in batches of rows of like length; the order is kept.

    :param subwords: upper limit of a batch, counted with its padding.
    """
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    results: list[Matrix] = [np.empty((0, backend.dimension), np.float32)] * len(rows)
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) + 1) * len(rows[index]) > subwords:
            _run(backend, rows, batch, results)
            batch = []
        batch.append(index)
    if batch:
        _run(backend, rows, batch, results)
    return results


def _run(backend: Backend, rows: Sequence[list[int]], batch: list[int], results: list[Matrix]) -> None:
    for index, matrix in zip(batch, backend.hidden([rows[index] for index in batch]), strict=True):
        results[index] = matrix


def _identity(folder: Path) -> str:
    """The folder's name and the first digits of its weights' hash, so that caches notice an exchanged model."""
    try:
        info = json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
        return f"{info['name']}:{info['files']['model.bin']['sha256'][:8]}"
    except (OSError, ValueError, KeyError, TypeError):
        return folder.name
