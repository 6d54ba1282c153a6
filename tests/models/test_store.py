"""The store: what is found first, what is refused, and that no interruption leaves half a model."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from xling.errors import ModelError, OfflineError, OutputError, UsageError
from xling.models import Store
from xling.models.lock import LOCK_FILE, read_lock

FILES = {"README.md", "config.json", "model.bin", "shared_vocabulary.json", "source.spm", "target.spm", "xling.json"}


def test_add_records_origin_licence_settings_and_hashes(marian_folder: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "models")
    info = store.add(str(marian_folder), name="toy")
    assert (info.kind, info.direction, info.licence, info.max_pieces) == ("marian", "de-en", "mit", 128)
    assert info.origin == str(marian_folder.resolve())
    assert info.conversion["quantization"] == "int8"
    assert {file.name for file in info.path.iterdir()} == FILES
    entry = read_lock(tmp_path / "models")["toy"]
    assert set(entry["sha256"]) == FILES
    assert entry["origin"] == info.origin
    assert all(result.sound for result in store.verify())
    assert not list((tmp_path / "models").glob(".tmp-*"))


def test_verify_names_changed_missing_and_unknown_files(marian_folder: Path, tmp_path: Path) -> None:
    store = Store(tmp_path)
    info = store.add(str(marian_folder), name="toy")
    with (info.path / "model.bin").open("r+b") as stream:
        stream.seek(1000)
        stream.write(b"\x00\x01\x02")
    (info.path / "target.spm").unlink()
    (info.path / "extra.py").write_text("print()", encoding="utf-8")
    (result,) = store.verify("toy")
    assert (result.changed, result.missing, result.unknown) == (("model.bin",), ("target.spm",), ("extra.py",))
    assert not result.sound


def test_a_changed_card_is_noticed(marian_folder: Path, tmp_path: Path) -> None:
    store = Store(tmp_path)
    info = store.add(str(marian_folder), name="toy")
    (info.path / "xling.json").write_text(json.dumps({"kind": "marian", "name": "toy"}), encoding="utf-8")
    assert store.verify("toy")[0].changed == ("xling.json",)


def test_find_prefers_what_the_user_added_last_then_the_bundled(converted: Path, tmp_path: Path) -> None:
    bundled = tmp_path / "bundled"
    shutil.copytree(converted / "toy", bundled / "de-en")
    card = json.loads((bundled / "de-en" / "xling.json").read_text(encoding="utf-8")) | {"name": "de-en"}
    (bundled / "de-en" / "xling.json").write_text(json.dumps(card), encoding="utf-8")
    store = Store(tmp_path / "own", bundled)
    assert store.find("marian", "de", "en").name == "de-en"
    assert store.find("marian", "de", "en").bundled
    assert store.verify("de-en")[0].sound
    with pytest.raises(ModelError, match="ships with xling"):
        store.remove("de-en")
    store.add(str(converted / "toy"), name="mine")
    assert store.find("marian", "de", "en").name == "mine"
    store.remove("mine")
    assert store.find("marian", "de", "en").name == "de-en"
    assert read_lock(tmp_path / "own") == {}


def test_a_store_that_cannot_be_written_to_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write to"):
        Store(tmp_path / "file" / "models", tmp_path).remove("toy")


def test_a_missing_direction_is_reported_with_the_command_that_adds_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        Store(tmp_path / "a", tmp_path / "b").find("marian", "zh", "en")
    assert caught.value.hint == "xling models add Helsinki-NLP/opus-mt-zh-en"
    assert caught.value.exit_code == 4
    assert not (tmp_path / "a").exists()


def test_one_damaged_folder_does_not_hide_the_others(marian_folder: Path, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(str(marian_folder), name="toy")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "xling.json").write_text("{", encoding="utf-8")
    assert [info.name for info in store.list()] == ["toy"]


def test_adding_a_name_twice_needs_replace(marian_folder: Path, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(str(marian_folder), name="toy")
    with pytest.raises(UsageError, match="installed already"):
        store.add(str(marian_folder), name="toy")
    store.add(str(marian_folder), name="toy", replace=True, quantization="float32")
    assert store.get("toy").conversion["quantization"] == "float32"
    assert store.verify("toy")[0].sound


@pytest.mark.parametrize("name", ["../up", "a/b", ".hidden", "..", "a\\b"])
def test_names_that_would_leave_the_store_are_refused(marian_folder: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        Store(tmp_path / "models").add(str(marian_folder), name=name)
    assert not (tmp_path / "up").exists()


def _variant(marian_folder: Path, target: Path) -> Path:
    return Path(shutil.copytree(marian_folder, target))


def test_pickled_weights_are_refused_and_the_message_says_why(marian_folder: Path, tmp_path: Path) -> None:
    folder = _variant(marian_folder, tmp_path / "opus-mt-de-en")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"pytorch_model\.bin.*weights_only") as caught:
        Store(tmp_path / "models").add(str(folder))
    assert "safetensors" in caught.value.hint
    assert not (tmp_path / "models").exists()


def test_a_pickle_renamed_to_model_bin_is_refused(converted: Path, tmp_path: Path) -> None:
    import pickle

    folder = Path(shutil.copytree(converted / "toy", tmp_path / "opus-mt-de-en"))
    (folder / "model.bin").write_bytes(pickle.dumps({"weight": list(range(1000))}))
    with pytest.raises(ModelError, match="no CTranslate2"):
        Store(tmp_path / "models").add(str(folder))


def test_code_in_the_folder_is_neither_copied_nor_run(marian_folder: Path, tmp_path: Path) -> None:
    folder = _variant(marian_folder, tmp_path / "opus-mt-de-en")
    (folder / "modeling_marian.py").write_text("raise SystemExit('ran')", encoding="utf-8")
    info = Store(tmp_path / "models").add(str(folder), keep_source=True)
    assert not list(info.path.rglob("*.py"))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"auto_map": {"AutoModel": "modeling_marian.X"}}))
    with pytest.raises(ModelError, match="auto_map"):
        Store(tmp_path / "models").add(str(folder), name="again")


BROKEN = [
    ({"config.json": None}, "config.json"),
    ({"config.json": b"{"}, "no JSON"),
    ({"config.json": b'{"model_type": "t5"}'}, "'t5', not MarianMT"),
    ({"source.spm": None}, "source.spm"),
    ({"model.safetensors": None}, "no model.safetensors"),
    ({"model.safetensors": b"abc"}, "no complete safetensors"),
    ({"vocab.json": b"{}"}, "lacks </s>"),
]


@pytest.mark.parametrize(("change", "message"), BROKEN, ids=[message for _, message in BROKEN])
def test_damaged_folders_are_refused(
    marian_folder: Path, tmp_path: Path, change: dict[str, bytes | None], message: str
) -> None:
    folder = _variant(marian_folder, tmp_path / "opus-mt-de-en")
    for name, content in change.items():
        if content is None:
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=message):
        Store(tmp_path / "models").add(str(folder))
    assert not list((tmp_path / "models").glob("*")) or not list((tmp_path / "models").glob("[!.]*"))


def test_shards_must_lie_in_the_folder(marian_folder: Path, tmp_path: Path) -> None:
    folder = _variant(marian_folder, tmp_path / "opus-mt-de-en")
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"a": "../../secret.safetensors"}}))
    with pytest.raises(ModelError, match="outside its folder"):
        Store(tmp_path / "models").add(str(folder))


NAMES = [  # hub ids as they are published by Helsinki-NLP
    ("Helsinki-NLP/opus-mt-de-en", "de-en"),
    ("Helsinki-NLP/opus-mt-zh-en", "zh-en"),
    ("Helsinki-NLP/opus-mt-tc-big-gmw-gmw", ""),
    ("someone/opus-mt-deu-eng", "de-en"),
]


@pytest.mark.parametrize(("name", "direction"), NAMES)
def test_languages_are_read_from_opus_names(marian_folder: Path, tmp_path: Path, name: str, direction: str) -> None:
    folder = _variant(marian_folder, tmp_path / name)
    (folder / "tokenizer_config.json").unlink()
    store = Store(tmp_path / "models")
    if direction:
        assert store.add(str(folder)).direction == direction
    else:
        assert store.add(str(folder), source="de", target="en").direction == "de-en"


def test_languages_that_nobody_tells_are_asked_for(marian_folder: Path, tmp_path: Path) -> None:
    folder = _variant(marian_folder, tmp_path / "nameless")
    (folder / "tokenizer_config.json").unlink()
    with pytest.raises(ModelError, match="which languages"):
        Store(tmp_path / "models").add(str(folder))


def test_multilingual_models_get_their_language_token(marian_folder: Path, tmp_path: Path) -> None:
    folder = _variant(marian_folder, tmp_path / "opus-mt-de-en")
    vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    last = list(vocabulary)[-2]
    vocabulary[">>eng<<"] = vocabulary.pop(last)
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    assert Store(tmp_path / "models").add(str(folder)).prefix == ">>eng<<"


def test_the_hub_out_of_reach_is_an_offline_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    with pytest.raises(OfflineError, match=r"Helsinki-NLP/opus-mt-de-en.*model\.safetensors.*HF_HUB_OFFLINE") as caught:
        Store(tmp_path / "models").add("Helsinki-NLP/opus-mt-de-en")
    assert caught.value.exit_code == 4


def _slow_add(source: str, target: str, started: str) -> None:
    from xling.models import convert

    original = convert.convert_marian

    def slow(folder: Path, output: Path, *, quantization: str) -> None:
        original(folder, output, quantization=quantization)
        Path(started).touch()
        time.sleep(30)

    convert.convert_marian = slow
    Store(Path(target)).add(source, name="toy")


def test_a_killed_conversion_leaves_nothing_half_made(marian_folder: Path, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_slow_add, args=(str(marian_folder), str(tmp_path / "m"), str(tmp_path / "go")))
    process.start()
    deadline = time.monotonic() + 60
    while not (tmp_path / "go").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    store = Store(tmp_path / "m")
    assert store.list() == []
    assert list((tmp_path / "m").glob(".tmp-*"))
    assert store.add(str(marian_folder), name="toy").name == "toy"
    assert not list((tmp_path / "m").glob(".tmp-*"))
    assert store.verify("toy")[0].sound


def test_two_processes_adding_the_same_model_leave_one_sound_model(marian_folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom xling.models import Store\nfrom xling.errors import UsageError\n"
        "try:\n    Store(Path(sys.argv[2])).add(sys.argv[1], name=sys.argv[3])\nexcept UsageError:\n    pass\n"
    )
    arguments = [("toy",), ("toy",)]
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(marian_folder), str(tmp_path / "m"), *each])
        for each in arguments
    ]
    assert [process.wait() for process in running] == [0, 0]
    store = Store(tmp_path / "m")
    assert sorted(info.name for info in store.list()) == ["toy"]
    assert all(result.sound for result in store.verify())
    assert set(json.loads((tmp_path / "m" / LOCK_FILE).read_text())["models"]) == {"toy"}


def test_encoders_are_listed_and_verified_by_their_own_cards(encoder_home: Path) -> None:
    store = Store()
    encoders = {info.name: info for info in store.list()}
    assert set(encoders) == {"e5-small-sentence", "e5-small-word"}
    assert all((info.kind, info.direction, info.licence) == ("encoder", "", "MIT") for info in encoders.values())
    assert "multilingual-e5-small" in encoders["e5-small-word"].origin
    assert store.find("encoder").kind == "encoder"
    assert store.verify("e5-small-word")[0].sound
    with pytest.raises(ModelError, match="no model translates"):
        store.find("marian", "de", "en")
