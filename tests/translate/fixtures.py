"""The toy Marian model as fixtures: its Hugging Face folder, and a home in which it is installed."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.translate import tiny_marian
from xling.models import ModelInfo, Store
from xling.types import Segment, Span, Term, TermMatch


@pytest.fixture(scope="session")
def marian_folder(pytestconfig: pytest.Config) -> Path:
    """The model as a Hugging Face folder; trained once, kept in pytest's cache until its recipe changes. Read only."""
    recipe = hashlib.sha256(Path(tiny_marian.__file__).read_bytes()).hexdigest()[:12]
    folder = Path(pytestconfig.cache.mkdir("tiny-marian")) / recipe
    if not (folder / "ready").is_file():
        pytest.importorskip("torch")
        import torch

        before = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            tiny_marian.build(folder)
        finally:
            torch.set_num_threads(before)
        (folder / "ready").touch()
    return folder


@pytest.fixture(scope="session")
def converted(marian_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model store with the toy as ``toy`` (int8, weights kept for torch) and ``toy-marked`` (knows term marks)."""
    folder = tmp_path_factory.mktemp("store")
    store = Store(folder)
    store.add(str(marian_folder), name="toy", keep_source=True)
    card = json.loads((folder / "toy" / "xling.json").read_text(encoding="utf-8"))
    shutil.copytree(folder / "toy", folder / "toy-marked")
    card |= {"name": "toy-marked", "marks": ["<t>", "</t>"], "added": ""}
    (folder / "toy-marked" / "xling.json").write_text(json.dumps(card), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def no_bundled_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What ships with the package is not looked at, so that the tests know every model there is."""
    monkeypatch.setattr("xling.paths.bundled_models_dir", lambda: tmp_path / "nothing-bundled")


@pytest.fixture
def installed(converted: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModelInfo:
    """XLING_HOME with both toy models and no word encoder."""
    monkeypatch.setenv("XLING_HOME", str(tmp_path))
    # Loading the word encoder takes seconds; without it, places come from the decoder's attention.
    monkeypatch.setattr("xling.translate.build.word_aligner", lambda threads=0: None)
    shutil.copytree(converted, tmp_path / "models")
    return Store().get("toy")


def segment(text: str, index: int = 0, lang: str = "de") -> Segment:
    return Segment(f"a#{index}", "a", index, lang, text, Span(0, len(text)))


def match(
    text: str, source: str, target: str, *, forbidden: Sequence[str] = (), pos: str = "", **more: object
) -> TermMatch:
    """The first occurrence of ``source`` in ``text`` as a glossary match."""
    start = text.index(source)
    term = Term(source, target, "de", "en", forbidden=tuple(forbidden), pos=pos, **more)  # type: ignore[arg-type]
    return TermMatch(term, Span(start, start + len(source)))
