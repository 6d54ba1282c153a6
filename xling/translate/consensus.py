"""The translation that most other hypotheses agree with: minimum Bayes risk (Kumar and Byrne 2004, N04-1022) over the
n-best list with chrF as gain (Freitag et al. 2022, Q22-1047, on why a gain like it beats the model's own favourite).

A weak model spreads its probability over many ways to say a thing; the single likeliest one is often short or odd.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_ORDER = 6  # character n-grams up to this length, as in chrF (Popović 2015, W15-3049)
_BETA = 2.0  # recall counts twice as much as precision


def ranked(texts: Sequence[str], evidence: NDArray[np.float64] | None = None) -> list[int]:
    """Indices of ``texts``, hypotheses for one source, the one with the highest :func:`agreement` first; equal ones
    stay in their order.

    :param evidence: what else speaks for each, added to its agreement.
    """
    if not texts:
        return []
    values = agreement(texts) + (0.0 if evidence is None else evidence)
    return [int(index) for index in np.argsort(-values.round(9), kind="stable")]


def agreement(texts: Sequence[str]) -> NDArray[np.float64]:
    """Mean sentence chrF (0–1) of each text as a hypothesis with all of them as references; shape (texts,).

    The values are sacreBLEU's, whose ``sentence_score`` counts both texts anew for every pair: for 24 hypotheses that
    takes twenty times as long as counting each text once (0.26 against 0.012 seconds a sentence).
    """
    count = len(texts)
    precision, recall, orders = np.zeros((count, count)), np.zeros((count, count)), np.zeros((count, count))
    letters = [text.replace(" ", "") for text in texts]
    for size in range(1, _ORDER + 1):
        grams = _counts(letters, size)
        totals = grams.sum(axis=1)
        both = np.logical_and.outer(totals > 0, totals > 0)  # orders that either text is too short for are left out
        common = np.stack([np.minimum(row, grams).sum(axis=1) for row in grams])
        precision += np.where(both, common / np.maximum(totals, 1)[:, None], 0.0)
        recall += np.where(both, common / np.maximum(totals, 1)[None, :], 0.0)
        orders += both
    precision, recall = precision / np.maximum(orders, 1), recall / np.maximum(orders, 1)
    weighted = _BETA**2 * precision + recall
    chrf = np.where(weighted > 0, (1 + _BETA**2) * precision * recall / np.maximum(weighted, 1e-12), 0.0)
    return np.asarray(chrf.mean(axis=1))


def _counts(letters: Sequence[str], size: int) -> NDArray[np.float64]:
    """How often each n-gram of ``size`` characters stands in each text; shape (texts, n-grams)."""
    found = [Counter(text[i : i + size] for i in range(len(text) - size + 1)) for text in letters]
    columns = {gram: number for number, gram in enumerate(dict.fromkeys(gram for each in found for gram in each))}
    table = np.zeros((len(letters), len(columns)))
    for row, each in zip(table, found, strict=True):
        for gram, times in each.items():
            row[columns[gram]] = times
    return table
