"""Training for real: resuming after a kill, exporting, parity of int8 with fp32, obeying marks."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

from xling.errors import ModelError, UsageError
from xling.models import Store
from xling.models.convert import sinusoidal
from xling.train import Result, TrainConfig, checkpoint, packing, train, vocabulary
from xling.train import model as models
from xling.train.config import OptimisationConfig
from xling.train.loop import Progress, Validation
from xling.train.prepare import prepare
from xling.train.runner import open_trainer
from xling.train.validate import Validator, translate

pytestmark = pytest.mark.torch


def _copy(prepared: Path, folder: Path) -> Path:
    shutil.copytree(prepared, folder)
    return folder


def _in_child(work: Callable[[], object]) -> int:
    """Wait status of a forked process: cheaper than a fresh interpreter, and as dead when it is killed."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


def _kill_at(step: int) -> Callable[[Progress], None]:
    def report(state: Progress) -> None:
        if state.step == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return report


def test_killed_three_times_gives_the_same_curve(short: TrainConfig, prepared: Path, tmp_path: Path) -> None:
    whole = open_trainer(short, _copy(prepared, tmp_path / "whole")).run()

    broken = _copy(prepared, tmp_path / "broken")
    for step in (4, 9, 20):  # before the first checkpoint, and between checkpoints
        status = _in_child(lambda step=step: open_trainer(short, broken, report=_kill_at(step)).run())
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    resumed = open_trainer(short, broken)
    assert resumed.step == 18
    assert resumed.run() == whole
    assert [row.step for row in whole] == [6, 12, 18, 24]


def test_a_kill_while_saving_leaves_the_old_state(
    short: TrainConfig, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _copy(prepared, tmp_path / "run")
    trainer = open_trainer(short, folder)
    trainer.save()

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def save_and_die() -> None:
        monkeypatch.setattr(os, "fsync", die)
        trainer.step = 5
        trainer.save()

    assert os.WIFSIGNALED(_in_child(save_and_die))
    state = checkpoint.load(folder / "checkpoint.pt")
    assert state is not None and state["step"] == 0


def test_a_damaged_checkpoint_is_named(tmp_path: Path) -> None:
    (tmp_path / "checkpoint.pt").write_bytes(b"half a file")
    with pytest.raises(ModelError, match=r"checkpoint\.pt is damaged"):
        checkpoint.load(tmp_path / "checkpoint.pt")


def test_another_architecture_does_not_resume(short: TrainConfig, prepared: Path, tmp_path: Path) -> None:
    folder = _copy(prepared, tmp_path / "run")
    open_trainer(short, folder).save()
    other = replace(short, architecture=replace(short.architecture, feed_forward=64))
    with pytest.raises(UsageError, match="another architecture"):
        open_trainer(other, folder)


def test_early_stopping(short: TrainConfig, prepared: Path, tmp_path: Path) -> None:
    trainer = open_trainer(
        replace(short, validation=replace(short.validation, patience=2)), _copy(prepared, tmp_path / "r")
    )
    trainer.history = [Validation(6, 50.0, 1.0, 1), Validation(12, 49.0, 1.0, 1), Validation(18, 48.0, 1.0, 1)]
    assert [row.step for row in trainer.run()] == [6, 12, 18, 0]  # nothing was trained any more


@pytest.fixture(scope="session")
def trained(config: TrainConfig, prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = _copy(prepared, tmp_path_factory.mktemp("trained") / "run")
    return train(config, folder)


def _holdout(trained: Result) -> tuple[list[str], list[str]]:
    rows = [line.split("\t") for line in (trained.marian.parent / "holdout.tsv").read_text("utf-8").splitlines()][:50]
    return [row[0] for row in rows], [row[1] for row in rows]


def test_it_learns(trained: Result) -> None:
    assert trained.history[-1].chrf > 60


def test_int8_says_what_fp32_says(trained: Result) -> None:
    """The parity gate on 50 lines; benchmarks/parity.py is the same on the bundled models."""
    from xling.evaluate.parity import parity

    sources, references = _holdout(trained)
    result = parity(trained.bundle, trained.marian, sources, references)
    assert result.lines == 50
    assert abs(result.chrf_difference) <= 1.0
    assert result.identical >= 0.8  # a model this small is unsure of every word


def test_the_folder_is_a_stock_marian_folder(trained: Result) -> None:
    from transformers import MarianMTModel

    model = MarianMTModel.from_pretrained(trained.marian)
    vocab = vocabulary.load(trained.marian)
    assert translate(model, vocab, ["zwei hund sieht 12 katze."])[0]
    assert model.config.vocab_size == len(vocab.source_ids)


def test_only_target_pieces_are_generated(trained: Result) -> None:
    model, vocab = models.load(trained.marian), vocabulary.load(trained.marian)
    assert vocab.target_size < len(vocab.source_ids)
    assert (model.final_logits_bias[0, vocab.target_size :] < -1000).all()
    assert (model.final_logits_bias[0, : vocab.target_size] == 0).all()


def test_the_bundle_is_a_model_of_the_store(trained: Result, tmp_path: Path) -> None:
    store = Store(folder=tmp_path / "empty", bundled=trained.bundle.parent)
    info = next(info for info in store.list() if info.name == "tiny")
    assert (info.kind, info.source, info.target, info.marks) == ("marian", "de", "en", ("<t>", "</t>"))
    assert "made by this test" in info.card and info.sha256["model.bin"]


def test_fine_tuning_starts_where_the_model_stands(trained: Result, config: TrainConfig, tmp_path: Path) -> None:
    tuned = replace(
        config,
        start_from=str(trained.marian),
        optimisation=replace(config.optimisation, steps=1, learning_rate=1e-6, ema=0.0),
    )
    result = train(tuned, tmp_path / "tuned")
    assert abs(result.history[-1].chrf - trained.history[-1].chrf) < 15
    card = (result.marian / "README.md").read_text(encoding="utf-8")
    assert card.count("\n# ") + card.startswith("# ") == 1
    assert f"## Started from {trained.marian.name}" in card and "### tiny: Marian" in card
    assert card.count("architecture:") == 1  # that of the model it started from


def test_positions_are_sines_and_stay_so(trained: Result, config: TrainConfig, tmp_path: Path) -> None:
    """They are not saved with the weights, so a model must not come to rely on others."""
    many = replace(config, start_from=str(trained.marian), optimisation=replace(config.optimisation, steps=5))
    prepare(many, tmp_path)
    trainer = open_trainer(many, tmp_path)
    trainer.run()
    for side in (trainer.model.get_encoder(), trainer.model.get_decoder()):
        table = side.embed_positions.weight.detach().numpy()
        assert np.allclose(table, sinusoidal(*table.shape), atol=1e-6)


# Wider only, deeper, both; and what stays of the validation chrF before any training.
@pytest.mark.parametrize(
    ("encoder", "decoder", "wide", "loses"), [(1, 1, 256, 0.01), (3, 1, 128, 12), (1, 2, 128, 12), (2, 2, 192, 15)]
)
def test_a_grown_model_begins_where_the_small_one_is(
    trained: Result, config: TrainConfig, encoder: int, decoder: int, wide: int, loses: float
) -> None:
    shape = replace(
        config.architecture, grow=True, encoder_layers=encoder, decoder_layers=decoder, feed_forward=wide, dropout=0.0
    )
    vocab = vocabulary.load(trained.marian)
    judge = Validator(vocab, *map(tuple, _holdout(trained)))
    small = models.load(trained.marian)
    grown = models.start(replace(config, start_from=str(trained.marian), architecture=shape), vocab)
    assert judge(grown.eval()) > judge(small.eval()) - loses
    assert len(grown.get_encoder().layers) == encoder and len(grown.get_decoder().layers) == decoder
    assert grown.config.encoder_ffn_dim == wide == grown.get_decoder().layers[0].fc1.out_features
    assert sum(w.numel() for w in grown.parameters()) > sum(w.numel() for w in small.parameters())
    frozen = [name for name, weight in grown.named_parameters() if not weight.requires_grad]
    assert len(frozen) == 2 and all("embed_positions" in name for name in frozen)


def test_a_grown_model_is_trained_resumed_and_exported(trained: Result, config: TrainConfig, tmp_path: Path) -> None:
    shape = replace(config.architecture, grow=True, encoder_layers=2, feed_forward=192)
    tuned = replace(
        config,
        start_from=str(trained.marian),
        architecture=shape,
        optimisation=replace(config.optimisation, steps=2, learning_rate=1e-6, bf16=True),
    )
    prepare(tuned, tmp_path)
    trainer = open_trainer(tuned, tmp_path)
    before = [weight.detach().clone() for weight in trainer.weights]
    trainer.save()
    again = open_trainer(tuned, tmp_path)
    assert all(map(np.array_equal, before, [weight.detach() for weight in again.weights]))
    result = train(tuned, tmp_path)
    assert abs(result.history[-1].chrf - trained.history[-1].chrf) < 15
    assert "architecture: encoder_layers 2, decoder_layers 1, width 64, feed_forward 192" in (
        result.marian / "README.md"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [({"width": 128}, "width cannot be changed"), ({"feed_forward": 64}, "only grow"), ({"heads": 2}, "heads cannot")],
)
def test_what_cannot_be_grown_is_named(
    trained: Result, config: TrainConfig, change: dict[str, int], message: str
) -> None:
    shape = replace(config.architecture, grow=True, **change)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"the start model has") as caught:
        models.start(
            replace(config, start_from=str(trained.marian), architecture=shape), vocabulary.load(trained.marian)
        )
    assert message in str(caught.value.hint)


def test_fine_tuning_starts_from_an_installed_model(
    trained: Result, config: TrainConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store has CTranslate2 files alone; a name, or the path that a configuration makes of it, is enough."""
    monkeypatch.setattr("xling.models.Store", lambda: Store(folder=tmp_path / "empty", bundled=trained.bundle.parent))
    one = replace(config.optimisation, steps=1, learning_rate=1e-6, ema=0.0)
    tuned = replace(config, start_from=str(tmp_path / trained.bundle.name), optimisation=one)
    told: list[str] = []
    result = train(tuned, tmp_path / "tuned", notify=told.append)
    assert told[0].startswith(f"bringing back {trained.bundle.name} ")
    assert abs(result.history[-1].chrf - trained.history[-1].chrf) < 15
    for wrong in ("nowhere", "/no/such/place/tiny"):
        with pytest.raises(ModelError, match=wrong):
            train(replace(tuned, start_from=wrong), tmp_path / "other")


def test_weights_are_averaged_with_those_of_other_models(trained: Result, config: TrainConfig, tmp_path: Path) -> None:
    one = replace(config.optimisation, steps=3, learning_rate=1e-3, ema=0.0)
    tuned = replace(config, start_from=str(trained.marian), optimisation=one)
    alone = train(tuned, tmp_path / "alone")
    mixed = train(replace(tuned, average_with=(str(trained.marian),)), tmp_path / "mixed")
    first, own, mean = (
        dict(models.load(folder).named_parameters()) for folder in (trained.marian, alone.marian, mixed.marian)
    )
    for name, weight in mean.items():
        wanted = (first[name] + own[name]) / 2
        assert np.allclose(weight.detach().numpy(), wanted.detach().numpy(), atol=1e-6), name
    assert "the mean of this run's and those of" in (mixed.marian / "README.md").read_text(encoding="utf-8")


def test_marks_survive_as_pieces(trained: Result) -> None:
    vocab = vocabulary.load(trained.marian)
    pieces = vocab.source.encode("zwei hund <t> hound </t> sieht", out_type=str)
    assert pieces.count("<t>") == 1 and pieces.count("</t>") == 1


def test_separate_vocabularies(short: TrainConfig, tmp_path: Path) -> None:
    apart = replace(
        short,
        vocabulary=replace(short.vocabulary, joint=False, size=390, target_size=360),
        optimisation=replace(short.optimisation, steps=2),
    )
    result = train(apart, tmp_path / "apart")
    vocab = vocabulary.load(result.marian)
    assert not vocab.shared and vocab.target_size == len(vocab.target_ids) - 1
    assert {"source_vocabulary.json", "target_vocabulary.json"} <= {path.name for path in result.bundle.iterdir()}


def test_a_sampled_softmax_estimates_the_whole_one(
    config: TrainConfig, prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    monkeypatch.setattr(models, "_FREQUENT", 40)
    torch.manual_seed(1)
    vocab, packed = vocabulary.load(prepared / "model"), packing.load(prepared / "train.npz")
    model = models.build(replace(config.architecture, dropout=0.0), vocab).eval()
    rows = packing.plan(packed, batch_tokens=500, seed=1, epoch=0)[0]
    batch = packing.collate(packed, rows, pad=vocab.pad, target_pad=vocab.target_pad)
    arrays = [torch.from_numpy(array) for array in (batch.source, batch.decoder, batch.labels, batch.guide)]
    with torch.no_grad():
        exact = OptimisationConfig(label_smoothing=0.0)
        whole = float(models.Step(model, vocab, exact)(*arrays, 0.0)[1])
        sampled = models.Step(model, vocab, replace(exact, sampled=80))
        assert sampled.sampled == 80
        mean = sum(float(sampled(*arrays, 0.0)[1]) for _ in range(20)) / 20
    assert mean == pytest.approx(whole, abs=0.1)
