"""A draft on its way up the ladder: which terms are open, what is proposed, and whether the model can bear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xling.translate.amounts import strays
from xling.translate.decoding import Hypothesis, Pieces
from xling.translate.guard import defects
from xling.translate.kept import Kept, covered
from xling.translate.terms import Judge, wanted
from xling.translate.units import Draft
from xling.types import Alignment, Span, TermHit, TermMatch, TermOutcome

_RARE = -3.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A changed text for one draft: the rung it comes from, the terms it is for, what was decoded for it."""

    work: Work
    text: str
    pieces: Pieces
    terms: tuple[int, ...]
    outcome: TermOutcome
    hypothesis: Hypothesis | None = None


@dataclass(slots=True, eq=False)
class Work:
    """``base`` is the model's score before anything was pinned: the measure of the margin."""

    draft: Draft
    judge: Judge
    source: Pieces
    text: str
    score: float
    length: int
    base: float
    outcomes: list[TermOutcome]  # of each term, should it turn out to hold
    frozen: frozenset[int] = frozenset()  # terms that are only looked for
    inside: frozenset[int] = frozenset()  # those of them that come with an amount or a name
    tried: set[int] = field(default_factory=set)  # terms that were decoded again
    reasons: dict[int, str] = field(default_factory=dict)  # why a term cannot be had
    aligned: tuple[str, Alignment | None] = ("", None)  # word links, and the text they are for
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def begin(cls, draft: Draft, judge: Judge, source: Pieces, *, terms: bool = True) -> Work:
        """:param terms: False: glossary terms are looked for, only amounts and names are pinned."""
        best = draft.best
        outcomes = [TermOutcome.MODEL] * len(draft.unit.terms)
        inside = covered(draft.unit.terms)
        frozen = inside.union(i for i, m in enumerate(draft.unit.terms) if not (terms or isinstance(m.term, Kept)))
        length, reasons = len(best.pieces) + 1, dict.fromkeys(inside, "the amount or name that it is part of got lost")
        return cls(
            draft, judge, source, draft.text, best.score, length, best.score, outcomes, frozen, inside, reasons=reasons
        )

    @property
    def terms(self) -> tuple[TermMatch, ...]:
        return self.draft.unit.terms

    @property
    def attended(self) -> bool:
        """Whether the decoder's attention is known for the text as it stands."""
        draft = self.draft
        return draft.best.attention is not None and not draft.marked and self.text == draft.text

    def open(self) -> tuple[int, ...]:
        """Indices of the terms that are to be pinned and that the text does not honour yet."""
        return tuple(index for index in self.missing(self.text) if index not in self.frozen)

    def missing(self, text: str) -> tuple[int, ...]:
        """Indices of the terms that ``text`` does not honour."""
        if text not in self._known:
            self._known[text] = tuple(
                i for i, match in enumerate(self.terms) if self.judge.honoured(match, text) is None
            )
        return self._known[text]

    def held(self) -> list[Span]:
        """The places of the terms that hold: nothing else may be put there."""
        free = self.inside.union(self.missing(self.text))
        spans = [self.judge.honoured(match, self.text) for i, match in enumerate(self.terms) if i not in free]
        return [span for span in spans if span and len(span)]

    def better(self, proposal: Proposal) -> bool:
        """Whether it honours more terms than the text has now, and breaks nothing else."""
        after = self.missing(proposal.text)
        if len(after) >= len(self.missing(self.text)) or all(index in after for index in proposal.terms):
            return False
        source = self.draft.unit.text
        if len(strays(self.terms, proposal.text, source)) > len(strays(self.terms, self.text, source)):
            return False  # a number that nobody wrote
        return len(defects(source, proposal.text)) <= len(defects(source, self.text))

    def take(self, proposal: Proposal, score: float) -> None:
        gained = set(self.missing(self.text)) - set(self.missing(proposal.text))
        self.text, self.score, self.length = proposal.text, score, len(proposal.pieces) + 1
        if proposal.hypothesis is not None:  # attention belongs to its hypothesis
            self.draft = Draft(
                self.draft.unit, (proposal.hypothesis,), proposal.text, self.draft.marked, self.draft.warnings
            )
        for index in gained:
            self.outcomes[index] = proposal.outcome

    def hits(self, otherwise: str) -> tuple[TermHit, ...]:
        """The outcome of every term. Two occurrences of one term point to two places, where there are two."""
        missing = set(self.missing(self.text))
        used: list[Span] = []
        hits = []
        for index, match in enumerate(self.terms):
            if index in missing:
                reason = self.reasons.get(index) or (index in self.frozen and otherwise) or self._why(match)
                hits.append(TermHit(match, TermOutcome.MISSED, None, reason))
                continue
            spans = list(self.judge.renderings(match, self.text)) if wanted(match) else [Span(0, 0)]
            span = next((span for span in spans if span not in used), spans[0])
            used.append(span)
            marked = self.draft.marked and self.outcomes[index] is TermOutcome.MODEL and len(match.span)
            hits.append(TermHit(match, self.outcomes[index], span, "inline marks" if marked else ""))
        return tuple(hits)

    def _why(self, match: TermMatch) -> str:
        if found := self.judge.forbidden(match, self.text):
            return f"the forbidden {found[0].of(self.text)!r} could not be avoided"
        return "no words of the translation render it" if len(match.span) else "the term was not found in the source"


def opinion(pieces: Sequence[float], ends: Sequence[int], spans: Sequence[Span]) -> float:
    """Mean log-probability of a sentence, pieces inside ``spans`` counting no worse than ``_RARE`` each.

    An editor's term may be one the model has hardly ever seen, which is no argument against it; that it stands in the
    wrong place still shows, above all around it. ``pieces`` has one value more than ``ends``, for ``</s>``.
    """
    starts = [0, *ends[:-1]] if ends else []
    inside = [
        any(span.start < end and start < span.end for span in spans) for start, end in zip(starts, ends, strict=True)
    ]
    values = [max(value, _RARE) if term else value for value, term in zip(pieces, [*inside, False], strict=True)]
    return sum(values) / len(values)
