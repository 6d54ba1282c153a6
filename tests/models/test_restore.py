"""CTranslate2 back to Marian: converting what was restored gives the same file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from xling.errors import ModelError
from xling.models import ModelInfo
from xling.models.convert import _read_weights, convert_marian
from xling.models.info import read_info
from xling.models.restore import restore_marian
from xling.paths import bundled_models_dir


def _converted(folder: Path, output: Path, quantization: str) -> ModelInfo:
    output.mkdir()
    convert_marian(folder, output, quantization=quantization)
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(folder / name, output / name)
    return ModelInfo(output.name, "marian", output, "de", "en")


@pytest.mark.parametrize("quantization", ["int8", "int16", "float16", "float32"])
def test_there_and_back_again_is_the_same_file(marian_folder: Path, tmp_path: Path, quantization: str) -> None:
    info = _converted(marian_folder, tmp_path / "there", quantization)
    back = restore_marian(info, tmp_path / "back")
    again = _converted(back, tmp_path / "again", quantization)
    for name in ("model.bin", "config.json", "shared_vocabulary.json"):
        assert (info.path / name).read_bytes() == (again.path / name).read_bytes(), name


def test_float32_comes_back_exactly(marian_folder: Path, tmp_path: Path) -> None:
    before = _read_weights(marian_folder)
    after = _read_weights(restore_marian(_converted(marian_folder, tmp_path / "there", "float32"), tmp_path / "back"))
    for name, value in after.items():
        known = before.get(name, before.get("model.shared.weight") if "embed_tokens" in name else None)
        if known is not None:
            np.testing.assert_array_equal(value, known, err_msg=name)


@pytest.mark.parametrize("folder", sorted(bundled_models_dir().glob("*-en")), ids=lambda folder: folder.name)
def test_bundled_models_can_be_fine_tuned(folder: Path, tmp_path: Path) -> None:
    info = read_info(folder)
    back = restore_marian(info, tmp_path / info.name)
    convert_marian(back, tmp_path)
    assert (tmp_path / "model.bin").read_bytes() == (folder / "model.bin").read_bytes()
    tokenizer = json.loads((back / "tokenizer_config.json").read_text(encoding="utf-8"))
    assert 0 < tokenizer["target_size"] < len(json.loads((back / "vocab.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: data[: len(data) // 2], "no CTranslate2 model"),
        (lambda data: b"\x09" + data[1:], "file version 9"),
        (lambda data: b"", "no CTranslate2 model"),
        (lambda data: data.replace(b"decoder/embeddings/weight", b"decoder/embeddings/wrong!"), "decoder/"),
        (None, "cannot be read"),
    ],
)
def test_damaged_files_are_told(marian_folder: Path, tmp_path: Path, damage: object, message: str) -> None:
    info = _converted(marian_folder, tmp_path / "there", "int8")
    file = info.path / "model.bin"
    data = file.read_bytes()
    file.unlink()
    if callable(damage):
        file.write_bytes(damage(data))
    with pytest.raises(ModelError, match=message):
        restore_marian(info, tmp_path / "back")
    assert not (tmp_path / "back" / "model.safetensors").exists()
