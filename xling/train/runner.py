"""``train``: a configuration and an output folder in, a trained, exported and described model out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from xling.errors import InputError, ModelError, OutputError
from xling.train import model as models
from xling.train import packing, vocabulary
from xling.train.config import TrainConfig
from xling.train.lexical import LexicalModel
from xling.train.loop import Progress, Trainer, Validation
from xling.train.prepare import prepare
from xling.train.validate import Validator


@dataclass(frozen=True, slots=True)
class Result:
    """``marian`` is a stock Marian folder, ``bundle`` the CTranslate2 folder for the model store."""

    marian: Path
    bundle: Path
    history: tuple[Validation, ...]


def train(
    config: TrainConfig,
    folder: Path,
    *,
    report: Callable[[Progress], None] = lambda _: None,
    notify: Callable[[str], None] = lambda _: None,
) -> Result:
    """Prepare the data, train, export. Called again with the same arguments it goes on where it was stopped.

    ``folder`` receives ``data.json``, ``train.npz``, ``checkpoint.pt``, ``best.pt``, ``marian/`` and ``<name>/``.

    :raises ModelError: torch or transformers are not installed.
    :raises InputError: a corpus cannot be read or nothing of it is left.
    """
    _need_torch()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {error.strerror}", hint="give another folder with -o") from error
    config = _with_models(config, folder, notify)
    prepare(config, folder, notify=notify)
    trainer = open_trainer(config, folder, report=report)
    history = trainer.run()
    notify("exporting")
    from xling.train.export import export_bundle, export_marian, write_card

    marian = export_marian(config, folder, folder / "marian")
    chrf = trainer.validator(models.load(marian)) if config.average_with else max(row.chrf for row in history)
    scores = {"held-out lines": f"chrF2 {chrf:.1f} (greedy, {config.validation.lines} lines at most)"}
    card = write_card(config, folder, scores=scores)
    (marian / "README.md").write_text(card, encoding="utf-8")
    bundle = export_bundle(marian, folder / config.name, config, card=card, scores=scores, origin="xling train")
    return Result(marian, bundle, tuple(history))


def _with_models(config: TrainConfig, run: Path, notify: Callable[[str], None]) -> TrainConfig:
    """``config`` with Marian folders for the models it starts from and averages with; how long a sentence is read well
    is taken over from the first."""
    if config.start_from:
        folder, comfort = _marian(config.start_from, run, notify)
        config = replace(config, start_from=str(folder), comfort=config.comfort or comfort)
    return replace(config, average_with=tuple(str(_marian(each, run, notify)[0]) for each in config.average_with))


def _marian(given: str, run: Path, notify: Callable[[str], None]) -> tuple[Path, int]:
    """A folder with weights, or a model of the store brought back from CTranslate2, and its comfort.

    :raises ModelError: it is neither.
    """
    from xling.models import Store
    from xling.models.info import read_info
    from xling.models.restore import restore_marian

    folder = Path(given)
    if any(folder.glob("model.safetensors*")):
        return folder, 0
    if not folder.is_dir() and not folder.parent.is_dir():
        raise ModelError(f"{folder} is not there", hint="give a folder, or a name of xling models list")
    info = read_info(folder) if folder.is_dir() else Store().get(folder.name)
    if info.kind != "marian":
        raise ModelError(f"{info.name} is an encoder, not a translation model", hint="xling models list")
    restored = run / "start" / f"{info.name}-{info.fingerprint}"
    if not (restored / "model.safetensors").is_file():
        notify(f"bringing back {info.name} {info.fingerprint}")
        restore_marian(info, restored)
    return restored, info.comfort


def open_trainer(config: TrainConfig, folder: Path, *, report: Callable[[Progress], None] = lambda _: None) -> Trainer:
    """The trainer of a prepared folder, at its last checkpoint when there is one."""
    import numpy as np

    vocab = vocabulary.load(folder / "model")
    packed = packing.load(folder / "train.npz")
    table = folder / "lexicon.npz"
    lexicon = None
    if config.architecture.lexical_start and table.is_file() and not (folder / "checkpoint.pt").is_file():
        with np.load(table, allow_pickle=False) as arrays:
            lexicon = LexicalModel(arrays["table"].astype(np.float32))
    return Trainer(config, folder, vocab, packed, validator(config, folder, vocab), lexicon=lexicon, report=report)


def validator(config: TrainConfig, folder: Path, vocab: vocabulary.Vocabulary) -> Validator:
    """What the model is judged by while it learns: the pairs of a file, or those held out of the training data.

    :raises InputError: the file cannot be read, or a line of it is no pair.
    """
    path = Path(config.validation.path) if config.validation.path else folder / "holdout.tsv"
    try:
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")[: config.validation.lines]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path}: {error}", hint="see [validation] path") from error
    rows = [line.split("\t") for line in lines]
    if wrong := next((number for number, row in enumerate(rows, start=1) if len(row) < 2), 0):
        raise InputError(f"{path}:{wrong}: no tab between source and target", hint="give source<TAB>target")
    return Validator(vocab, tuple(row[0] for row in rows), tuple(row[1] for row in rows))


def _need_torch() -> None:
    try:
        import torch
        import transformers  # noqa: F401
    except ImportError as error:
        raise ModelError(
            f"training needs torch and transformers: {error}", hint='pip install "xling[torch]"'
        ) from error
    del torch
