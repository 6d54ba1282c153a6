"""The translation that most other hypotheses agree with: minimum Bayes risk (Kumar and Byrne 2004, N04-1022) over the
n-best list with chrF as gain (Freitag et al. 2022, Q22-1047, on why a gain like it beats the model's own favourite).

A weak model spreads its probability over many ways to say a thing; the single likeliest one is often short or odd.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_ORDER = 6  # character n-grams up to this length, as in chrF (Popović 2015, W15-3049)
_BETA = 2.0  # recall counts twice as much as precision


def ranked(texts: Sequence[str]) -> list[int]:
    """Indices of ``texts``, hypotheses for one source, the one with the highest mean chrF against all first; equal
    ones stay in their order."""
    grams = [_grams(text) for text in texts]
    known: dict[str, float] = {}
    for index, text in enumerate(texts):
        if text not in known:
            known[text] = sum(_chrf(grams[index], other) for other in grams)
    return sorted(range(len(texts)), key=lambda index: -known[texts[index]])


def _grams(text: str) -> list[Counter[str]]:
    letters = text.replace(" ", "")
    return [Counter(letters[i : i + size] for i in range(len(letters) - size + 1)) for size in range(1, _ORDER + 1)]


def _chrf(hypothesis: Sequence[Counter[str]], reference: Sequence[Counter[str]]) -> float:
    """chrF of one hypothesis, 0–1; orders that either text is too short for are left out."""
    precision = recall = count = 0.0
    for ours, theirs in zip(hypothesis, reference, strict=True):
        if not ours or not theirs:
            continue
        common = sum(min(times, theirs[gram]) for gram, times in ours.items() if gram in theirs)
        precision, recall, count = precision + common / ours.total(), recall + common / theirs.total(), count + 1
    if not precision or not recall:
        return 0.0
    precision, recall = precision / count, recall / count
    return (1 + _BETA**2) * precision * recall / (_BETA**2 * precision + recall)
