"""Learning rate and guide weight as functions of step and progress."""

from __future__ import annotations

import math

from xling.train.config import OptimisationConfig


def learning_rate(config: OptimisationConfig, step: int, progress: float) -> float:
    """Rate of step ``step`` (from 0); ``progress`` 0–1 is the part of the run that is done.

    Linear warm-up, then cosine to 1 % (Loshchilov and Hutter 2017), inverse square root (Vaswani et al. 2017), or
    trapezoid: constant, then linear to 1 % over the last ``decay`` of the run (Hägele et al. 2024).
    """
    peak = config.learning_rate
    if step < config.warmup:
        return peak * (step + 1) / config.warmup
    progress = min(max(progress, 0.0), 1.0)
    if config.schedule == "cosine":
        return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * progress)))
    if config.schedule == "inverse-sqrt":
        return peak * math.sqrt(max(config.warmup, 1) / (step + 1))
    return peak * min(1.0, max(0.01, (1 - progress) / config.decay)) if config.decay else peak


def guide_weight(config: OptimisationConfig, step: int) -> float:
    """Weight of the alignment loss: from ``guide`` to ``guide_end`` in ``guide_steps``, then constant."""
    if not config.guide:
        return 0.0
    done = min(1.0, step / max(config.guide_steps, 1))
    return config.guide + (config.guide_end - config.guide) * done
