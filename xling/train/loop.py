"""The training loop: one object that can be killed at any moment and goes on where it was."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from xling.errors import ResourceError, UsageError
from xling.train import checkpoint, packing
from xling.train import model as models
from xling.train.config import TrainConfig, changed
from xling.train.lexical import LexicalModel
from xling.train.prepare import data_signature
from xling.train.schedule import guide_weight, learning_rate
from xling.train.validate import Validator
from xling.train.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Progress:
    """State of the run after a step; ``remaining`` in seconds, ``rate`` in target pieces a second since the start."""

    step: int
    epoch: int
    loss: float
    learning_rate: float
    tokens: int
    rate: float
    elapsed: float
    remaining: float
    chrf: float | None = None  # after a validation
    best: float | None = None


@dataclass(frozen=True, slots=True)
class Validation:
    step: int
    chrf: float
    loss: float
    tokens: int


Report = Callable[[Progress], None]


class Trainer:
    """One run in one folder. ``run()`` trains to the end, from the last checkpoint when there is one."""

    def __init__(
        self,
        config: TrainConfig,
        folder: Path,
        vocab: Vocabulary,
        packed: packing.Packed,
        validator: Validator,
        *,
        lexicon: LexicalModel | None = None,
        report: Report = lambda _: None,
    ) -> None:
        import torch

        self.config, self.folder, self.vocab, self.packed = config, folder, vocab, packed
        self.settings = config.optimisation
        self.validator, self.report = validator, report
        if config.threads:
            torch.set_num_threads(config.threads)
        torch.set_flush_denormal(True)
        torch.manual_seed(config.seed)
        self.device = _device(config.device)
        self.model = models.start(config, vocab, lexicon=lexicon)
        self.bf16 = self.settings.bf16 and _has_bf16(self.device)
        self.model.to(self.device).train()
        if self.settings.compile and self.device.type == "cuda":
            self.model.get_encoder().compile(dynamic=True)
            self.model.get_decoder().compile(dynamic=True)
        self.step_loss = models.Step(self.model, vocab, self.settings)
        self.weights = [weight for weight in self.model.parameters() if weight.requires_grad]
        self.ema = [weight.detach().clone() for weight in self.weights]
        self.optimizer = torch.optim.AdamW(
            self.weights, lr=1e-9, betas=(0.9, 0.98), eps=1e-8, weight_decay=self.settings.weight_decay, fused=True
        )
        self.signature = self._signature()
        self.step = self.epoch = self.position = self.tokens = 0
        self.elapsed, self.mean_loss = 0.0, 0.0
        self.history: list[Validation] = []
        self._resume()

    # --- state -------------------------------------------------------------------------------------------------

    def _resume(self) -> None:
        import torch

        state = checkpoint.load(self.folder / "checkpoint.pt")
        if state is None:
            return
        if state["signature"] != self.signature:
            raise UsageError(
                f"{self.folder} holds a run with other data or another architecture", hint="give another output folder"
            )
        self.model.load_state_dict(state["model"])
        for mean, saved in zip(self.ema, state["ema"], strict=True):
            mean.copy_(saved)
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["rng"])
        if self.device.type == "cuda" and state["cuda_rng"] is not None:
            torch.cuda.set_rng_state(state["cuda_rng"])
        for name in ("step", "epoch", "position", "tokens", "elapsed", "mean_loss"):
            setattr(self, name, state[name])
        self.history = [Validation(**row) for row in state["history"]]

    def save(self) -> None:
        import torch

        cuda = torch.cuda.get_rng_state() if self.device.type == "cuda" else None
        state = {
            "signature": self.signature,
            "model": self.model.state_dict(),
            "ema": self.ema,
            "optimizer": self.optimizer.state_dict(),
            "rng": torch.get_rng_state(),
            "cuda_rng": cuda,
            "history": [asdict(row) for row in self.history],
        }
        state |= {name: getattr(self, name) for name in ("step", "epoch", "position", "tokens", "elapsed", "mean_loss")}
        checkpoint.save(self.folder / "checkpoint.pt", state)

    def _signature(self) -> str:
        return repr(
            (
                changed(self.config.architecture),
                len(self.vocab.source_ids),
                len(self.packed),
                int(self.packed.target_at[-1]),
                data_signature(self.config) if self.config.start_from else "",
            )
        )

    # --- training ----------------------------------------------------------------------------------------------

    @property
    def progress(self) -> float:
        """Part of the run that is done, 0–1, by steps or by training minutes, whichever is further."""
        parts = [0.0]
        if self.settings.steps:
            parts.append(self.step / self.settings.steps)
        if self.settings.minutes:
            parts.append(self.elapsed / (60 * self.settings.minutes))
        return min(1.0, max(parts))

    def run(self) -> list[Validation]:
        """Train to the end and return the validation curve; the folder then holds a checkpoint of the last step."""
        last_save = last_step = time.monotonic()
        while self.progress < 1 and not self._stale():
            for rows in self._batches():
                self._train_on(rows)
                now = time.monotonic()
                self.elapsed += now - last_step
                last_step = now
                if self.step % self.config.validation.every == 0:
                    self._validate()
                if (
                    now - last_save > 60 * self.config.checkpoint_minutes
                    or self.step % self.config.validation.every == 0
                ):
                    self.save()
                    last_save = now
                if self.progress >= 1 or self._stale():
                    break
        if not self.history or self.history[-1].step != self.step:
            self._validate()
        self.save()
        return self.history

    def _batches(self) -> list[Any]:
        """What is left of the running pass; a new pass when nothing is."""
        while True:
            batches = packing.plan(
                self.packed, batch_tokens=self.settings.batch_tokens, seed=self.config.seed, epoch=self.epoch
            )
            if self.position < len(batches):
                return batches[self.position :]
            self.epoch, self.position = self.epoch + 1, 0

    def _train_on(self, rows: Any) -> None:  # noqa: ANN401
        import torch

        batch = packing.collate(self.packed, rows, pad=self.vocab.pad, target_pad=self.vocab.target_pad)
        source, decoder, labels, guide = (
            torch.from_numpy(array).to(self.device)
            for array in (batch.source, batch.decoder, batch.labels, batch.guide)
        )
        rate = learning_rate(self.settings, self.step, self.progress)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        try:
            with torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16):
                loss, entropy = self.step_loss(source, decoder, labels, guide, guide_weight(self.settings, self.step))
            loss.backward()
        except torch.OutOfMemoryError as error:
            raise ResourceError(
                f"a batch of {batch.labels.size} pieces does not fit", hint="lower batch_tokens"
            ) from error
        torch.nn.utils.clip_grad_norm_(self.weights, self.settings.clip)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self._average()
        self._count(batch, float(entropy), rate)

    def _average(self) -> None:
        import torch

        decay = min(self.settings.ema, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(self.ema, self.weights, 1 - decay)

    def _count(self, batch: packing.Batch, entropy: float, rate: float) -> None:
        self.step += 1
        self.position += 1
        self.tokens += int((batch.labels >= 0).sum())
        self.mean_loss = entropy if self.step == 1 else 0.98 * self.mean_loss + 0.02 * entropy
        self.report(self._progress(rate))

    def _progress(self, rate: float, chrf: float | None = None) -> Progress:
        done = self.progress
        remaining = self.elapsed * (1 - done) / done if done else float("inf")
        best = max((row.chrf for row in self.history), default=None)
        return Progress(
            self.step,
            self.epoch,
            self.mean_loss,
            rate,
            self.tokens,
            self.tokens / max(self.elapsed, 1e-6),
            self.elapsed,
            remaining,
            chrf,
            best,
        )

    # --- validation ---------------------------------------------------------------------------------------------

    def _validate(self) -> None:
        """Decode the held-out lines with the averaged weights; the best ones so far are kept as ``best.pt``."""
        with self.averaged():
            chrf = self.validator(self.model)
            best = max((row.chrf for row in self.history), default=float("-inf"))
            if chrf > best:
                checkpoint.save(
                    self.folder / "best.pt", {"step": self.step, "chrf": chrf, "model": self.model.state_dict()}
                )
        self.history.append(Validation(self.step, chrf, self.mean_loss, self.tokens))
        self.report(self._progress(learning_rate(self.settings, self.step, self.progress), chrf))

    def averaged(self) -> models.Swap:
        """Context in which the model has the averaged weights and is in evaluation mode."""
        return models.Swap(self.model, self.weights, self.ema if self.settings.ema else self.weights)

    def _stale(self) -> bool:
        patience = self.config.validation.patience
        if not patience or len(self.history) <= patience:
            return False
        best = max(range(len(self.history)), key=lambda i: self.history[i].chrf)
        return len(self.history) - 1 - best >= patience


def _has_bf16(device: Any) -> bool:  # noqa: ANN401
    """Whether a device multiplies bfloat16 numbers itself: without, they are slower than float32 ones."""
    import torch

    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    known: Any = torch.cpu
    return any(getattr(known, name, bool)() for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"))


def _device(name: str) -> Any:  # noqa: ANN401
    import torch

    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    if name.startswith("cuda") and not torch.cuda.is_available():
        raise ResourceError("no CUDA device is there", hint='set device = "cpu"')
    return torch.device(name)
