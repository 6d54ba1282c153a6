"""Decodes units, looks for breakdowns, and repairs them: decode again under penalties, or cut and decode the parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xling.translate.adequacy import evidence
from xling.translate.consensus import ranked
from xling.translate.decoding import Backend, Decoding, Hypothesis, Pieces, Request
from xling.translate.guard import Defect, defects, halve
from xling.translate.kept import Kept, covered
from xling.translate.pieces import Tokenizer
from xling.translate.settings import TermMode, TranslateSettings
from xling.translate.terms import wanted
from xling.translate.units import Draft, Unit
from xling.types import Span

_DEPTH = 3  # a unit is halved at most this often
_BORNE = 1.5
_POOL = 8  # hypotheses of each of two beams that are compared for the best quality
_NBEST = 2  # waiting for more hypotheses of a beam to end takes a third longer and settles few terms


@dataclass(frozen=True, slots=True)
class Decoder:
    """Turns units into drafts. Holds no state: the same units give the same drafts.

    ``choosy``: the model is weak enough that agreement and evidence (:mod:`xling.translate.adequacy`) know better than
    its own scores which hypothesis of its beam to take.
    """

    backend: Backend
    tokenizer: Tokenizer
    settings: TranslateSettings
    languages: tuple[str, str] = ("", "")
    choosy: bool = False

    def fits(self, text: str) -> bool:
        """Whether the model reads ``text`` well as a whole."""
        return len(self.tokenizer.encode(text)) < min(self.backend.limit, self.settings.max_pieces)

    def bears(self, text: str) -> bool:
        """Whether the model reads ``text``, a clause that does not fit, no worse than parts of it."""
        return len(self.tokenizer.encode(text)) < min(self.backend.limit, _BORNE * self.settings.max_pieces)

    def reads(self, text: str) -> bool:
        """Whether the model can read ``text`` whole at all."""
        return len(self.tokenizer.encode(text)) < self.backend.limit

    def draft(self, units: Sequence[Unit]) -> list[list[Draft]]:
        """For each unit its draft, or the drafts of the parts it had to be cut into."""
        drafts = self._decode(units)
        if not self.settings.guard:
            return [[draft] for draft in drafts]
        return self._repaired(drafts, depth=0)

    def options(self) -> Decoding:
        chosen = self.settings
        marks = tuple((mark,) for mark in self.tokenizer.marks)
        return Decoding(beam=chosen.beam, batch=chosen.batch, length_penalty=chosen.length_penalty, suppress=marks)

    def plain(self, units: Sequence[Unit]) -> list[Draft]:
        """Drafts from sources without marks, not repaired."""
        return self._decode(units, marked=False)

    def source(self, unit: Unit, *, marked: bool = True) -> tuple[Pieces, bool]:
        """Source pieces, and whether terms are marked in them (never when ``marked`` is False)."""
        if marked and unit.terms and self.tokenizer.marks and self.settings.terms is not TermMode.OFF:
            places = markable(unit)
            pieces = self.tokenizer.encode_marked(unit.text, places)
            if places and len(pieces) < self.backend.limit:
                return pieces, True
        return self.tokenizer.encode(unit.text), False

    def _decode(self, units: Sequence[Unit], *, penalised: bool = False, marked: bool = True) -> list[Draft]:
        if not units:
            return []
        sources = [self.source(unit, marked=marked) for unit in units]
        drafts: dict[int, Draft] = {}
        # Only units that the n-best rung may serve pay for keeping several hypotheses.
        wants_nbest = [bool(unit.terms) for unit in units]
        for several in (False, True):
            chosen = [index for index, wanted in enumerate(wants_nbest) if wanted is several]
            if not chosen:
                continue
            count = self._count(several)
            options = replace(self.options(), beam=max(self.settings.beam, count), nbest=count, attention=several)
            if penalised:
                options = replace(options, no_repeat_ngram=4, repetition_penalty=1.2)
            requests = [Request(sources[index][0]) for index in chosen]
            found = self.backend.generate(requests, options)
            if self._best:
                found = self._widened(requests, found, options)
            ordered = [self._ordered(units[index], nbest) for index, nbest in zip(chosen, found, strict=True)]
            for index, nbest in zip(chosen, self._scored(requests, ordered), strict=True):
                drafts[index] = Draft(units[index], tuple(nbest), self.text(units[index], nbest[0]), sources[index][1])
        return [drafts[index] for index in range(len(units))]

    @property
    def _best(self) -> bool:
        return self.settings.quality == "best"

    def _count(self, several: bool) -> int:
        """Hypotheses to ask a beam for; those of a choosy decoder and of units with terms pay for more than one."""
        if self._best:
            return _POOL
        return self.settings.beam if self.choosy else min(self.settings.beam, _NBEST) if several else 1

    def _widened(
        self, requests: Sequence[Request], found: Sequence[Sequence[Hypothesis]], options: Decoding
    ) -> list[list[Hypothesis]]:
        """``found`` and the hypotheses, not scored, of a second beam that may not repeat itself and likes to say
        more."""
        options = replace(options, no_repeat_ngram=3, repetition_penalty=1.2, length_penalty=1.2)
        other = self.backend.generate(requests, options)
        return [[*old, *(replace(each, score=math.nan) for each in new)] for old, new in zip(found, other, strict=True)]

    def _scored(self, requests: Sequence[Request], found: Sequence[Sequence[Hypothesis]]) -> list[Sequence[Hypothesis]]:
        """``found`` with the model's score of each first hypothesis, without the penalties it was found under."""
        result = list(found)
        bare = [index for index, nbest in enumerate(found) if math.isnan(nbest[0].score)]
        scores = self.backend.score([(requests[i].source, found[i][0].pieces) for i in bare]) if bare else []
        for index, values in zip(bare, scores, strict=True):
            result[index] = [replace(found[index][0], score=sum(values) / len(values)), *found[index][1:]]
        return result

    def _ordered(self, unit: Unit, nbest: Sequence[Hypothesis]) -> tuple[Hypothesis, ...]:
        """The hypotheses in the order in which they are wanted: that of the model, or of agreement and evidence."""
        if len(nbest) == 1 or not (self._best or self.choosy):
            return tuple(nbest)
        texts = [self.tokenizer.decode(hypothesis.pieces) for hypothesis in nbest]
        order = ranked(texts, evidence(unit.text, texts, self.languages))
        return tuple(nbest[index] for index in order[: max(self.settings.beam, _NBEST)])

    def text(self, unit: Unit, hypothesis: Hypothesis) -> str:
        return self.tokenizer.restore(self.tokenizer.decode(hypothesis.pieces), unit.text)

    def _repaired(self, drafts: Sequence[Draft], *, depth: int) -> list[list[Draft]]:
        result = [[draft] for draft in drafts]
        broken = {index: found for index, draft in enumerate(drafts) if (found := _defects(draft))}
        if not broken:
            return result
        again = dict(zip(broken, self._decode([drafts[index].unit for index in broken], penalised=True), strict=True))
        for index, found in broken.items():
            better = _better(drafts[index], again[index])
            if better is again[index]:
                note = f"{_named(found)}: decoded again with penalties on repetition"
                result[index] = [replace(better, warnings=(*drafts[index].warnings, note))]
        left = {index: found for index in broken if (found := _defects(result[index][0]))}
        parts = {index: halve(drafts[index].unit.text) for index in left} if depth < _DEPTH else {}
        cut = [index for index, spans in parts.items() if len(spans) > 1]
        pieces = [drafts[index].unit.parts(parts[index], self.fits) for index in cut]
        decoded = iter(self._repaired(self._decode([unit for units in pieces for unit in units]), depth=depth + 1))
        for index, units in zip(cut, pieces, strict=True):
            joined = [draft for _ in units for draft in next(decoded)]
            if _quality(drafts[index].unit.text, joined) > _quality(drafts[index].unit.text, result[index]):
                note = f"{_named(left[index])}: split into {len(joined)} parts"
                result[index] = [replace(joined[0], warnings=(*joined[0].warnings, note)), *joined[1:]]
        for index in left:
            remaining = defects(drafts[index].unit.text, " ".join(draft.text for draft in result[index]))
            if remaining:
                first = result[index][0]
                note = f"{_named(remaining)}: could not be repaired"
                result[index][0] = replace(first, warnings=(*first.warnings, note))
        return result


def markable(unit: Unit) -> list[tuple[Span, str]]:
    """Spans and targets that can stand as marks in the source: with a target, sorted, not overlapping."""
    chosen: list[tuple[Span, str]] = []
    inside = covered(unit.terms)
    free = [match for index, match in enumerate(unit.terms) if index not in inside]
    for match in sorted(free, key=lambda each: (each.span.start, -len(each.span))):
        target = wanted(match)
        if isinstance(match.term, Kept):
            continue  # the model was not trained to read these in marks
        if target and len(match.span) and (not chosen or match.span.start >= chosen[-1][0].end):
            chosen.append((match.span, target))
    return chosen


def _defects(draft: Draft) -> tuple[Defect, ...]:
    return defects(draft.unit.text, draft.text, cut=draft.best.cut)


def _named(found: Sequence[Defect]) -> str:
    return " and ".join(defect.value for defect in found)


def _better(old: Draft, new: Draft) -> Draft:
    """The draft with fewer defects; with as many, the one that the model prefers."""
    before, after = len(_defects(old)), len(_defects(new))
    if before != after:
        return old if before < after else new
    return new if new.best.score > old.best.score else old


def _quality(source: str, drafts: Sequence[Draft]) -> tuple[int, float]:
    count = len(defects(source, " ".join(draft.text for draft in drafts), cut=any(d.best.cut for d in drafts)))
    pieces = sum(len(draft.best.pieces) + 1 for draft in drafts)
    return -count, sum(draft.best.score * (len(draft.best.pieces) + 1) for draft in drafts) / pieces
