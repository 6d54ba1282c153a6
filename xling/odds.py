"""Probabilities and their log-odds, as several stages add evidence."""

from __future__ import annotations

import math


def probability(log_odds: float) -> float:
    """The probability, 0–1, of natural log-odds (the logistic function)."""
    return 1 / (1 + math.exp(-log_odds))


def bounded(log_odds: float, most: float) -> float:
    """``log_odds`` of one kind of evidence, which says no more than ``most`` for or against."""
    return max(-most, min(most, log_odds))


def shifted(score: float, shift: float) -> float:
    """``score`` with ``shift`` added to its log-odds; 0 and 1 stay."""
    return probability(math.log(score / (1 - score)) + shift) if 0 < score < 1 else score
