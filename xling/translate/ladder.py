"""Makes terms hold, rung by rung; each term ends with an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xling.translate.decoder import Decoder
from xling.translate.terms import honoured
from xling.translate.units import Draft
from xling.types import TermHit, TermOutcome


@dataclass(frozen=True, slots=True)
class Pinned:
    """The final text of a draft. ``score`` is the mean over ``length`` pieces."""

    text: str
    score: float
    length: int
    hits: tuple[TermHit, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    decoder: Decoder

    def pin(self, drafts: Sequence[Draft]) -> list[Pinned]:
        result = []
        for draft in drafts:
            hits = []
            for match in draft.unit.terms:
                span = honoured(match, draft.unit.text, draft.text)
                outcome = TermOutcome.MODEL if span else TermOutcome.MISSED
                hits.append(TermHit(match, outcome, span, "" if span else "the model did not say it"))
            result.append(Pinned(draft.text, draft.best.score, len(draft.best.pieces) + 1, tuple(hits)))
        return result
