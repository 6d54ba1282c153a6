"""Makes terms hold, rung by rung, and records for each what became of it.

Rungs: (1) the model's own output, from a source with inline term marks where it was trained for them; (2) another
hypothesis of the beam; (3) decode again from the translation up to the place of the term, followed by the term, or
with forbidden renderings suppressed (find by alignment, re-decode: Bogoychev and Chen 2023, arXiv 2310.05824);
(4) put the term in place of the words that render it. A rung's result is taken when it honours more terms than before
and the model's score does not fall by more than the margin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xling.translate.decoder import Decoder
from xling.translate.decoding import Hypothesis, Pieces, Request
from xling.translate.places import AlignerSource, align, candidates, gaps
from xling.translate.settings import TermMode
from xling.translate.terms import Judge, wanted
from xling.translate.units import Draft
from xling.translate.wordforms import begins_sentence, fitted, with_article
from xling.types import Span, TermHit, TermMatch, TermOutcome

_ROUNDS = 3  # terms that are decoded again, one after the other, in one sentence
_DOUBTFUL = -1.5  # mean log-probability; a marked source that reads so badly is compared with the plain one
_SHORT = 12  # pieces; the score of a shorter sentence moves too much with a single term


@dataclass(frozen=True, slots=True)
class Pinned:
    """The final text of a draft. ``score`` is the mean over ``length`` pieces."""

    text: str
    score: float
    length: int
    hits: tuple[TermHit, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Work:
    """A draft on its way up the ladder."""

    draft: Draft
    source: Pieces
    text: str
    score: float
    length: int
    base: float  # score before any pinning, the measure of the margin
    outcomes: list[TermOutcome]  # per term, as if it were honoured
    tried: set[int] = field(default_factory=set)  # terms that re-decoding did not help
    reasons: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A changed text for one draft, with the rung it comes from and the term it is for."""

    work: _Work
    text: str
    pieces: Pieces
    term: int
    outcome: TermOutcome
    hypothesis: Hypothesis | None = None  # what was decoded, with its attention


@dataclass(frozen=True, slots=True)
class Ladder:
    """``languages`` are those of the model, for the aligner that ``aligner`` gives (None: attention must do)."""

    decoder: Decoder
    languages: tuple[str, str]
    aligner: AlignerSource
    judge: Judge = field(default_factory=Judge)

    def pin(self, drafts: Sequence[Draft]) -> list[Pinned]:
        """One result per draft, in order; drafts without terms pass unchanged."""
        works = [self._start(draft) for draft in drafts]
        if self.decoder.settings.terms is not TermMode.OFF:
            doubtful = {i: w for i, w in enumerate(works) if w.draft.marked and (self._open(w) or w.score < _DOUBTFUL)}
            plain = self.decoder.plain([work.draft.unit for work in doubtful.values()])
            rivals = {i: self._start(draft) for i, draft in zip(doubtful, plain, strict=True)}
            self._climb([*works, *rivals.values()])
            for i, chosen in zip(rivals, self._contest([(works[i], rivals[i]) for i in rivals]), strict=True):
                works[i] = chosen
        return [self._finish(work) for work in works]

    def _climb(self, works: Sequence[_Work]) -> None:
        below = [work for work in works if self._open(work)]
        for work in below:
            self._other_hypothesis(work)
        self._suppress([work for work in below if self._open(work)])
        for _ in range(_ROUNDS):
            if open_ := [work for work in below if self._open(work)]:
                self._decode_again(open_)
        self._splice([work for work in below if self._open(work)])

    def _contest(self, pairs: Sequence[tuple[_Work, _Work]]) -> list[_Work]:
        """Of two results for one unit, from marked and from plain source: the one with fewer open terms, then the
        one that the model, reading the plain source, prefers."""
        encode = self.decoder.tokenizer.encode_target
        texts = [(plain.source, encode(work.text)) for marked, plain in pairs for work in (marked, plain)]
        scores = iter(self.decoder.backend.score(texts))
        chosen = []
        for marked, plain in pairs:
            ranks = [(-len(self._open(work)), next(scores)) for work in (marked, plain)]
            chosen.append(marked if ranks[0] >= ranks[1] else plain)
        return chosen

    # --- what holds -------------------------------------------------------------------------------------------

    def _start(self, draft: Draft) -> _Work:
        best, terms = draft.best, draft.unit.terms
        source = self.decoder.source(draft.unit, marked=draft.marked)[0] if terms else ()
        outcomes = [TermOutcome.MODEL] * len(terms)
        return _Work(draft, source, draft.text, best.score, len(best.pieces) + 1, best.score, outcomes)

    def _missing(self, work: _Work, text: str) -> list[int]:
        """Indices of the terms that ``text`` does not honour; two terms may not share one place."""
        missing: list[int] = []
        taken: dict[str, list[Span]] = {}
        for index, match in enumerate(work.draft.unit.terms):
            used = taken.setdefault(wanted(match).casefold(), [])
            if self.judge.forbidden(match, text):
                missing.append(index)
            elif wanted(match):
                free = [span for span in self.judge.renderings(match, text) if span not in used]
                if not free and not used:
                    missing.append(index)
                used += free[:1]
        return missing

    def _open(self, work: _Work) -> list[int]:
        return self._missing(work, work.text) if work.draft.unit.terms else []

    def _finish(self, work: _Work) -> Pinned:
        missing = set(self._open(work))
        used: list[Span] = []
        hits = []
        for index, match in enumerate(work.draft.unit.terms):
            if index in missing:
                reason = work.reasons.get(index, "terms are off" if self.decoder.settings.terms is TermMode.OFF else "")
                hits.append(TermHit(match, TermOutcome.MISSED, None, reason or self._why(work, match)))
                continue
            spans = list(self.judge.renderings(match, work.text)) if wanted(match) else [Span(0, 0)]
            span = next((span for span in spans if span not in used), spans[0])
            used.append(span)
            reason = "inline marks" if work.draft.marked and work.outcomes[index] is TermOutcome.MODEL else ""
            hits.append(TermHit(match, work.outcomes[index], span, reason))
        return Pinned(work.text, work.score, work.length, tuple(hits))

    def _why(self, work: _Work, match: TermMatch) -> str:
        if found := self.judge.forbidden(match, work.text):
            return f"the forbidden {found[0].of(work.text)!r} could not be avoided"
        return (
            "the term was not found in the source" if not len(match.span) else "no words of the translation render it"
        )

    # --- rungs ------------------------------------------------------------------------------------------------

    def _other_hypothesis(self, work: _Work) -> None:
        before = self._open(work)
        for hypothesis in work.draft.nbest[1:]:
            text = self.decoder.text(work.draft.unit, hypothesis)
            after = self._missing(work, text)
            if len(after) < len(before) and self._bearable(work, hypothesis.score, len(hypothesis.pieces)):
                for index in set(before) - set(after):
                    work.outcomes[index] = TermOutcome.NBEST
                # The attention belongs to the hypothesis, so it becomes the draft's best one.
                rest = tuple(each for each in work.draft.nbest if each is not hypothesis)
                work.draft = replace(work.draft, nbest=(hypothesis, *rest), text=text)
                work.text, work.score, work.length, before = text, hypothesis.score, len(hypothesis.pieces) + 1, after

    def _suppress(self, works: Sequence[_Work]) -> None:
        """Decode again without the forbidden renderings; sentences with the same ones go together."""
        groups: dict[tuple[Pieces, ...], list[tuple[_Work, int]]] = {}
        for work in works:
            found = [(i, s) for i, m in enumerate(work.draft.unit.terms) for s in self.judge.forbidden(m, work.text)]
            if found:
                banned = tuple(sorted({p for _, span in found for p in self._ban(work.text, span)}))
                groups.setdefault(banned, []).append((work, found[0][0]))
        for banned, members in groups.items():
            options = self.decoder.options()
            options = replace(options, suppress=(*options.suppress, *banned), attention=True)
            results = self.decoder.backend.generate([Request(work.source) for work, _ in members], options)
            self._consider([self._proposal(w, nbest[0], i) for (w, i), nbest in zip(members, results, strict=True)])

    def _ban(self, text: str, span: Span) -> set[Pieces]:
        encode = self.decoder.tokenizer.encode_target
        words = span.of(text)
        variants = {words, words.lower(), words[:1].upper() + words[1:]}
        return {encode(variant) for variant in variants if encode(variant)}

    def _decode_again(self, works: Sequence[_Work]) -> None:
        """For the leftmost open term of each sentence: keep what stands before, say the term, let the model go on."""
        best = self._best_places(works, once=True)
        requests = []
        for work, index, span in best:
            before, form = self._term_at(work, index, span)
            prefix = self.decoder.tokenizer.encode_target(before + form)
            if len(prefix) < self.decoder.backend.limit - 1:
                requests.append((work, index, Request(work.source, prefix)))
            work.tried.add(index)
        results = self.decoder.backend.generate(
            [request for *_, request in requests], replace(self.decoder.options(), attention=True)
        )
        self._consider([self._proposal(w, nbest[0], i) for (w, i, _), nbest in zip(requests, results, strict=True)])

    def _splice(self, works: Sequence[_Work]) -> None:
        """Put each open term in place of the words that render it, or in between where none do."""
        for _ in range(max((len(work.draft.unit.terms) for work in works), default=0)):
            places = self._best_places([work for work in works if self._open(work)], once=False)
            if not places:
                return
            self._consider([self._spliced(work, index, span) for work, index, span in places])

    # --- helpers ----------------------------------------------------------------------------------------------

    def _proposal(self, work: _Work, hypothesis: Hypothesis, index: int) -> _Proposal:
        text = self.decoder.text(work.draft.unit, hypothesis)
        return _Proposal(work, text, hypothesis.pieces, index, TermOutcome.REDECODED, hypothesis)

    def _term_at(self, work: _Work, index: int, span: Span) -> tuple[str, str]:
        match = work.draft.unit.terms[index]
        begins = begins_sentence(work.text, span.start)
        form = fitted(wanted(match), span.of(work.text), pos=match.term.pos, begins=begins)
        return with_article(work.text[: span.start], form), form

    def _spliced(self, work: _Work, index: int, span: Span) -> _Proposal:
        before, form = self._term_at(work, index, span)
        after = work.text[span.end :]
        if not len(span):
            form = (f"{form} " if after[:1].isalnum() else f" {form}") if after or before else form
        text = before + form + after
        return _Proposal(work, text, self.decoder.tokenizer.encode_target(text), index, TermOutcome.SPLICED)

    def _best_places(self, works: Sequence[_Work], *, once: bool) -> list[tuple[_Work, int, Span]]:
        """For each sentence its leftmost open term and the place for it that the model likes best."""
        alignments = align([(w.draft.unit.text, w.text) for w in works], self.languages, self.aligner)
        options: list[tuple[_Work, int, list[Span]]] = []
        for work, alignment in zip(works, alignments, strict=True):
            found = []
            for index in self._open(work):
                match = work.draft.unit.terms[index]
                if (once and index in work.tried) or index in work.reasons or not wanted(match):
                    continue
                spans = candidates(work.draft, work.text, match, alignment, self.decoder.tokenizer)
                if not spans and not once and len(match.span):
                    spans = gaps(work.text, near=match.span.start / len(work.draft.unit.text))
                found += [(spans[0].start, index, spans)] if spans else []
            if found:
                _, index, spans = min(found)
                options.append((work, index, spans))
        tried = [
            (work, self._spliced(work, i, span).pieces)
            for work, i, spans in options
            for span in spans
            if len(spans) > 1
        ]
        scores = iter(self.decoder.backend.score([(work.source, pieces) for work, pieces in tried]))
        return [
            (work, index, max(spans, key=lambda _: next(scores)) if len(spans) > 1 else spans[0])
            for work, index, spans in options
        ]

    def _consider(self, proposals: Sequence[_Proposal]) -> None:
        """Take the proposals that honour more terms than before and that the model can bear."""
        better = []
        for each in proposals:
            before, after = self._open(each.work), self._missing(each.work, each.text)
            if len(after) < len(before) and each.term not in after:
                better.append((each, set(before) - set(after)))
            elif each.outcome is TermOutcome.SPLICED:
                each.work.reasons[each.term] = "putting it in would lose another term"
        scores = self.decoder.backend.score([(each.work.source, each.pieces) for each, _ in better])
        for (each, gained), score in zip(better, scores, strict=True):
            work = each.work
            if not self._bearable(work, score, len(each.pieces)):
                if each.outcome is TermOutcome.SPLICED:
                    work.reasons[each.term] = f"the model finds it unlikely ({score - work.base:+.2f} per piece)"
                continue
            work.text, work.score, work.length = each.text, score, len(each.pieces) + 1
            if each.hypothesis is not None:
                work.draft = replace(work.draft, nbest=(each.hypothesis,), text=each.text)
            for index in gained:
                work.outcomes[index] = each.outcome

    def _bearable(self, work: _Work, score: float, length: int) -> bool:
        if self.decoder.settings.terms is TermMode.FORCE:
            return True
        # A short sentence is measured as if it had a dozen pieces: one rare term weighs on its mean alone.
        scale = min(1.0, (length + 1) / _SHORT)
        return (work.base - score) * scale <= self.decoder.settings.margin
