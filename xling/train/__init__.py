"""Stage "train": Marian models from sentence pairs, from scratch or fine-tuned."""

from __future__ import annotations

from xling.train.config import TrainConfig, load
from xling.train.runner import Result, train

__all__ = ["Result", "TrainConfig", "load", "train"]
