"""How good flags are: detection, spans, ranking, and what an editor pays in false alarms. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """One text with its gold errors and what was flagged. Spans are half-open character ranges of one side.

    ``families`` are the gold error classes (empty: the text is clean); ``words`` counts the words of the text.
    """

    score: float
    gold: tuple[tuple[int, int], ...]
    found: tuple[tuple[int, int], ...]
    families: tuple[str, ...]
    words: int

    @property
    def has_error(self) -> bool:
        return bool(self.families)


@dataclass(frozen=True, slots=True)
class FlagScores:
    """Rates are 0–1; NaN where there is nothing to measure. ``recall_by_class`` counts texts with any flag."""

    texts: int
    precision: float
    recall: float
    f1: float
    span_f1: float
    auroc: float
    false_per_1000_words: float
    false_per_100_clean: float
    recall_by_class: dict[str, tuple[float, int]]


def score_flags(judgements: Iterable[Judgement]) -> FlagScores:
    """Text-level precision and recall, character-level span F1 and the rank measure."""
    rows = list(judgements)
    flagged = [row for row in rows if row.found]
    hits = sum(row.has_error for row in flagged)
    wrong = sum(row.has_error for row in rows)
    clean = [row for row in rows if not row.has_error]
    precision, recall = _ratio(hits, len(flagged)), _ratio(hits, wrong)
    classes = dict.fromkeys(family for row in rows for family in row.families)
    return FlagScores(
        texts=len(rows),
        precision=precision,
        recall=recall,
        f1=_harmonic(precision, recall),
        span_f1=span_f1((row.gold, row.found) for row in rows),
        auroc=auroc([row.score for row in rows if row.has_error], [row.score for row in clean]),
        false_per_1000_words=1000 * _ratio(sum(len(row.found) for row in clean), sum(row.words for row in clean)),
        false_per_100_clean=100 * _ratio(sum(bool(row.found) for row in clean), len(clean)),
        recall_by_class={
            name: (
                _ratio(sum(bool(r.found) for r in rows if name in r.families), sum(name in r.families for r in rows)),
                sum(name in row.families for row in rows),
            )
            for name in classes
        },
    )


def span_f1(pairs: Iterable[tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]]) -> float:
    """Micro-averaged F1 over characters of (gold, found) spans, as in the WMT quality estimation task (2023).

    1.0 when neither side marks anything at all.
    """
    shared = gold_size = found_size = 0
    for gold, found in pairs:
        wanted, got = _characters(gold), _characters(found)
        shared += len(wanted & got)
        gold_size += len(wanted)
        found_size += len(got)
    if not gold_size and not found_size:
        return 1.0
    return _harmonic(_ratio(shared, found_size), _ratio(shared, gold_size))


def auroc(bad: Sequence[float], good: Sequence[float]) -> float:
    """Probability that a bad text scores higher than a good one, ties count half (Mann–Whitney U); O(n log n)."""
    if not bad or not good:
        return float("nan")
    ranked = sorted([(score, 1) for score in bad] + [(score, 0) for score in good])
    rank_sum, place = 0.0, 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        rank_sum += sum(kind for _, kind in ranked[place:end]) * (place + 1 + end) / 2
        place = end
    return (rank_sum - len(bad) * (len(bad) + 1) / 2) / (len(bad) * len(good))


def _characters(spans: Sequence[tuple[int, int]]) -> set[int]:
    return {position for start, end in spans for position in range(start, end)}


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _harmonic(precision: float, recall: float) -> float:
    total = precision + recall
    return 2 * precision * recall / total if total > 0 else 0.0 if total == 0 else float("nan")
