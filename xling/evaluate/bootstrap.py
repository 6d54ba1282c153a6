"""Confidence intervals of figures over texts: the percentile bootstrap (Efron 1979; for evaluation of translation
Koehn 2004)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    Weights = np.ndarray[tuple[int], np.dtype[np.float64]]
    """How often each text is counted, shape (texts,)."""
    Figure = Callable[[Weights], float]

TIMES = 1000


def intervals(
    figures: Mapping[str, Figure], texts: int, *, times: int = TIMES, seed: int = 1
) -> dict[str, tuple[float, float]]:
    """The 95 per cent interval of every figure when the texts are drawn anew, with replacement, ``times`` times.

    Draws in which a figure is not defined (no error among the texts drawn) are left out; NaN where none is left.
    """
    import numpy as np

    if not texts:
        return dict.fromkeys(figures, (float("nan"), float("nan")))
    draw = np.random.default_rng(seed)
    seen: dict[str, list[float]] = {name: [] for name in figures}
    for _ in range(times):
        weights = np.bincount(draw.integers(0, texts, texts), minlength=texts).astype(np.float64)
        for name, figure in figures.items():
            seen[name].append(figure(weights))
    return {name: _percentiles(values) for name, values in seen.items()}


def _percentiles(values: list[float]) -> tuple[float, float]:
    import numpy as np

    defined = np.array(values)[~np.isnan(values)]
    if not len(defined):
        return float("nan"), float("nan")
    low, high = np.percentile(defined, [2.5, 97.5])
    return float(low), float(high)
