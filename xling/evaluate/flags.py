"""How good flags are: detection, families, spans, ranking, and what an editor pays in false alarms. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xling.evaluate.bootstrap import TIMES, intervals

if TYPE_CHECKING:
    from xling.evaluate.bootstrap import Figure, Weights

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One text with its gold errors and what was flagged. Spans are half-open character ranges of one side; an empty
    span is an error, or a flag, without a place there, which meets everything.

    ``families`` are the gold error classes (empty: the text is clean); ``words`` counts the words of the text;
    ``gold_families`` (one per gold error, "" where no family of ours is meant) and ``found_families`` (one per flag)
    may be left out where families are of no interest.
    """

    score: float
    gold: tuple[Place, ...]
    found: tuple[Place, ...]
    families: tuple[str, ...]
    words: int
    gold_families: tuple[str, ...] = ()
    found_families: tuple[str, ...] = ()

    @property
    def has_error(self) -> bool:
        return bool(self.families)


@dataclass(frozen=True, slots=True)
class FamilyScores:
    """One family of rules. A flag is right where it meets any gold error; an error of the family is found where a flag
    of the same family meets it. Rates are 0–1, NaN where there is nothing to measure."""

    flags: int
    errors: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class FlagScores:
    """Rates are 0–1; NaN where there is nothing to measure. ``recall_by_class`` counts texts with any flag.

    ``span_f1`` is micro-averaged over characters, as in the WMT quality estimation task (2023), and 1.0 when neither
    side marks anything at all. ``auroc`` is the probability that a text with an error scores higher than a clean one,
    ties count half (Mann–Whitney U).
    """

    texts: int
    precision: float
    recall: float
    f1: float
    span_f1: float
    auroc: float
    false_per_1000_words: float
    false_per_100_clean: float
    recall_by_class: dict[str, tuple[float, int]]
    families: dict[str, FamilyScores]
    intervals: dict[str, tuple[float, float]]


def score_flags(judgements: Iterable[Judgement], *, times: int = TIMES) -> FlagScores:
    """Text-level precision and recall, the same per family and flag by flag, character-level span F1 and the rank
    measure, each with the 95 per cent interval that drawing the texts anew gives (``times`` draws).

    ``intervals`` holds them under the name of the figure: ``precision``, ``families.quantities.recall`` …
    """
    import numpy as np

    rows = list(judgements)
    figures = _figures(rows)
    once = np.ones(len(rows))
    value = {name: figure(once) for name, figure in figures.items()}
    families = dict.fromkeys(family for row in rows for family in (*row.found_families, *row.gold_families) if family)
    classes = dict.fromkeys(name for row in rows for name in row.families)
    return FlagScores(
        texts=len(rows),
        **{name: value[name] for name in _WHOLE},
        recall_by_class={name: (value[f"class.{name}"], sum(name in row.families for row in rows)) for name in classes},
        families={
            name: FamilyScores(
                flags=sum(row.found_families.count(name) for row in rows),
                errors=sum(row.gold_families.count(name) for row in rows),
                **{part: value[f"families.{name}.{part}"] for part in ("precision", "recall", "f1")},
            )
            for name in families
        },
        intervals=intervals(figures, len(rows), times=times),
    )


_WHOLE = ("precision", "recall", "f1", "span_f1", "auroc", "false_per_1000_words", "false_per_100_clean")


def _figures(rows: list[Judgement]) -> dict[str, Figure]:
    """Every figure as a function of how often each text counts."""
    found = [bool(row.found) for row in rows]
    wrong = [row.has_error for row in rows]
    clean = [not row.has_error for row in rows]
    hits = [row.has_error and bool(row.found) for row in rows]
    precision, recall = _rate(hits, found), _rate(hits, wrong)
    shared, gold, marked = zip(*(_overlap(row.gold, row.found) for row in rows), strict=True) if rows else ((), (), ())
    figures = {
        "precision": precision,
        "recall": recall,
        "f1": _both(precision, recall),
        "span_f1": _both(_rate(shared, marked), _rate(shared, gold), nothing=1.0 if not any(gold + marked) else None),
        "auroc": _ranking([row.score for row in rows], wrong),
        "false_per_1000_words": _rate(
            [len(row.found) * (not row.has_error) for row in rows],
            [row.words * (not row.has_error) for row in rows],
            1000,
        ),
        "false_per_100_clean": _rate([bool(row.found) and not row.has_error for row in rows], clean, 100),
    }
    for name in dict.fromkeys(name for row in rows for name in row.families):
        with_it = [name in row.families for row in rows]
        figures[f"class.{name}"] = _rate([bool(row.found) and name in row.families for row in rows], with_it)
    for name in dict.fromkeys(each for row in rows for each in (*row.found_families, *row.gold_families) if each):
        flags, right, errors, met = zip(*(_of_family(row, name) for row in rows), strict=True)
        own = {"precision": _rate(right, flags), "recall": _rate(met, errors)}
        own["f1"] = _both(own["precision"], own["recall"])
        figures |= {f"families.{name}.{part}": figure for part, figure in own.items()}
    return figures


def _of_family(row: Judgement, family: str) -> tuple[int, int, int, int]:
    """Flags of the family, those that are right, errors of the family, those that were found."""
    flags = [span for span, name in zip(row.found, row.found_families, strict=True) if name == family]
    errors = [span for span, name in zip(row.gold, row.gold_families, strict=True) if name == family]
    right = sum(any(_meet(flag, error) for error in row.gold) for flag in flags)
    return len(flags), right, len(errors), sum(any(_meet(flag, error) for flag in flags) for error in errors)


def _meet(one: Place, other: Place) -> bool:
    nowhere = one[0] == one[1] or other[0] == other[1]
    return nowhere or min(one[1], other[1]) > max(one[0], other[0])


def _rate(part: Sequence[float], whole: Sequence[float], scale: float = 1.0) -> Figure:
    """``scale`` times the share of the weighted sums."""
    import numpy as np

    upper, lower = np.array(part, dtype=float), np.array(whole, dtype=float)

    def figure(weights: Weights) -> float:
        total = float(weights @ lower)
        return scale * float(weights @ upper) / total if total else float("nan")

    return figure


def _both(one: Figure, other: Figure, *, nothing: float | None = None) -> Figure:
    """Harmonic mean of two rates; ``nothing`` instead where it is given."""
    return lambda weights: _harmonic(one(weights), other(weights)) if nothing is None else nothing


def _ranking(scores: Sequence[float], wrong: Sequence[bool]) -> Figure:
    """AUROC under weights; O(n) after one sorting."""
    import numpy as np

    _, place = np.unique(np.array(scores, dtype=float), return_inverse=True)
    bad = np.array(wrong, dtype=float)
    size = int(place.max()) + 1 if len(scores) else 0

    def figure(weights: Weights) -> float:
        worse = np.bincount(place, weights * bad, size)
        better = np.bincount(place, weights * (1 - bad), size)
        pairs = float(worse.sum() * better.sum())
        below = np.cumsum(better) - better
        return float(worse @ (below + better / 2)) / pairs if pairs else float("nan")

    return figure


def _overlap(gold: Sequence[Place], found: Sequence[Place]) -> tuple[int, int, int]:
    """Characters in both, in gold, in found."""
    wanted, got = _characters(gold), _characters(found)
    return len(wanted & got), len(wanted), len(got)


def _characters(spans: Sequence[Place]) -> set[int]:
    return {position for start, end in spans for position in range(start, end)}


def _harmonic(precision: float, recall: float) -> float:
    total = precision + recall
    return 2 * precision * recall / total if total > 0 else 0.0 if total == 0 else float("nan")
