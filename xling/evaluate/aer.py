"""Alignment error rate against sure and possible gold links (Och and Ney 2003)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xling.errors import InputError
from xling.signature import signature as make_signature

Pairs = frozenset[tuple[int, int]]
_LINK = re.compile(r"(\d+)([-p])(\d+)(?::[\d.eE+-]+)?")


@dataclass(frozen=True, slots=True)
class GoldLinks:
    """``sure`` is a subset of ``possible``; word numbers are 0-based."""

    sure: Pairs
    possible: Pairs


@dataclass(frozen=True, slots=True)
class AlignmentScore:
    """All figures are shares, 0–1, over the links of all sentences together. ``aer``: lower is better."""

    aer: float
    precision: float
    recall: float
    f1: float
    sentences: int
    signature: str = ""


def parse_gold(line: str) -> GoldLinks:
    """A Pharaoh line in which ``i-j`` is a sure and ``ipj`` a possible link.

    :raises InputError: a cell of another form.
    """
    sure: set[tuple[int, int]] = set()
    possible: set[tuple[int, int]] = set()
    for cell in line.split():
        match = _LINK.fullmatch(cell)
        if match is None:
            raise InputError(f"not an alignment link: {cell!r}", hint="write 0-1 for sure and 0p1 for possible links")
        pair = (int(match[1]), int(match[3]))
        possible.add(pair)
        if match[2] == "-":
            sure.add(pair)
    return GoldLinks(frozenset(sure), frozenset(possible))


def parse_links(line: str) -> Pairs:
    """The links of a Pharaoh line, scores ignored."""
    return parse_gold(line).possible


def aer(predicted: Sequence[Iterable[tuple[int, int]]], gold: Sequence[GoldLinks], *, name: str = "") -> AlignmentScore:
    """AER = 1 − (|A∩S| + |A∩P|) / (|A| + |S|); precision against possible, recall against sure links.

    :param name: what was scored; goes into the signature.
    :raises InputError: the two sides differ in length.
    """
    if len(predicted) != len(gold):
        raise InputError(f"{len(predicted)} aligned lines against {len(gold)} gold lines", hint="give parallel files")
    found = sure = sure_hits = possible_hits = 0
    for links, truth in zip(predicted, gold, strict=True):
        answer = frozenset(links)
        found += len(answer)
        sure += len(truth.sure)
        sure_hits += len(answer & truth.sure)
        possible_hits += len(answer & truth.possible)
    precision = possible_hits / found if found else 0.0
    recall = sure_hits / sure if sure else 0.0
    error = 1 - (sure_hits + possible_hits) / (found + sure) if found + sure else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    line = make_signature([("metric", "aer"), ("base", "0"), ("sentences", str(len(gold))), ("system", name)])
    return AlignmentScore(error, precision, recall, f1, len(gold), line)
