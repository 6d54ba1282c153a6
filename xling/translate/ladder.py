"""Makes terms hold, rung by rung, and records for each what became of it.

Rungs: (1) the model's own output, from a source with inline term marks where it was trained for them; (2) another
hypothesis of the beam; (3) decode again from the translation up to the place of the term, followed by the term, or
with forbidden renderings suppressed (find by alignment, re-decode: Bogoychev and Chen 2023, arXiv 2310.05824);
(4) put the term in place of the words that render it. A rung's result is taken when it honours more terms than before
and the model's opinion of the sentence does not fall by more than the margin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xling.translate.amounts import wrong_places
from xling.translate.climb import Proposal, Work, opinion
from xling.translate.decoder import Decoder
from xling.translate.decoding import Decoding, Pieces, Request
from xling.translate.guard import defects
from xling.translate.kept import Kept
from xling.translate.places import AlignerSource, align, candidates, gaps
from xling.translate.settings import TermMode
from xling.translate.terms import Judge, wanted
from xling.translate.units import Draft
from xling.translate.wordforms import begins_sentence, fitted, with_article
from xling.types import Span, TermHit, TermOutcome

_ROUNDS = 1  # terms of one sentence that are decoded again, one after the other; the rest is spliced
_DOUBTFUL = -2.0  # mean log-probability; a marked source that reads so badly is compared with the plain one
_SHORT = 8  # pieces; the mean of a shorter sentence moves too much with a single one

Place = tuple[int, list[Span]]
"""A term and the spans that may render it, likeliest first."""


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
    """``languages`` are those of the model, for the aligner that ``aligner`` gives (None: attention must do).

    ``attends`` says that the decoder's attention is a word alignment (guided training, Chen et al. 2016,
    arXiv 1607.01628): then it is asked, and the aligner only where there is no attention.
    """

    decoder: Decoder
    languages: tuple[str, str]
    aligner: AlignerSource
    judge: Judge = field(default_factory=Judge)
    attends: bool = False

    def pin(self, drafts: Sequence[Draft]) -> list[Pinned]:
        """One result per draft, in order; drafts without terms pass unchanged."""
        works = [self._begin(draft) for draft in drafts]
        if not self._off:
            works = self._without_marks(works)
        self._climb([work for work in works if work.open()])
        return [_pinned(work, work.hits("terms are off")) for work in works]

    @property
    def _off(self) -> bool:
        return self.decoder.settings.terms is TermMode.OFF

    def _begin(self, draft: Draft) -> Work:
        source = self.decoder.source(draft.unit, marked=draft.marked)[0] if draft.unit.terms else ()
        return Work.begin(draft, self.judge, source, terms=not self._off)

    def _without_marks(self, works: Sequence[Work]) -> list[Work]:
        """Replace marked drafts that broke down or read badly by plain ones, where these do better."""
        result = list(works)
        doubtful = [i for i, w in enumerate(works) if w.draft.marked and self._is_doubtful(w)]
        rivals = [self._begin(draft) for draft in self.decoder.plain([works[i].draft.unit for i in doubtful])]
        pairs = [
            (rivals[n].source, self.decoder.tokenizer.encode_target(works[i].text)) for n, i in enumerate(doubtful)
        ]
        scores = self._means(pairs)
        for i, rival, score in zip(doubtful, rivals, scores, strict=True):
            if (-len(rival.open()), rival.score) > (-len(works[i].open()), score):
                result[i] = rival
        return result

    def _is_doubtful(self, work: Work) -> bool:
        return work.score < _DOUBTFUL or bool(defects(work.draft.unit.text, work.text))

    def _climb(self, works: Sequence[Work]) -> None:
        self._other_hypotheses(works)
        self._suppress([work for work in works if work.open()])
        for _ in range(_ROUNDS):
            if below := [work for work in works if work.open()]:
                self._decode_again(below)
        if below := [work for work in works if work.open()]:
            self._splice(below, together=True)
        for _ in range(max((len(work.open()) for work in works), default=0)):
            if below := [work for work in works if work.open()]:
                self._splice(below, together=False)

    # --- rungs ------------------------------------------------------------------------------------------------

    def _other_hypotheses(self, works: Sequence[Work]) -> None:
        proposals = [
            Proposal(work, self.decoder.text(work.draft.unit, each), each.pieces, work.open(), TermOutcome.NBEST, each)
            for work in works
            for each in work.draft.nbest[1:]
        ]
        self._consider(proposals)

    def _suppress(self, works: Sequence[Work]) -> None:
        """Decode again without the forbidden renderings; sentences with the same ones go together."""
        groups: dict[tuple[Pieces, ...], list[tuple[Work, int]]] = {}
        for work in works:
            found = [(i, span) for i, match in enumerate(work.terms) for span in self.judge.forbidden(match, work.text)]
            if found:
                banned = tuple(sorted({pieces for _, span in found for pieces in self._ban(span.of(work.text))}))
                groups.setdefault(banned, []).append((work, found[0][0]))
        for banned, members in groups.items():
            options = self._options()
            options = replace(options, suppress=(*options.suppress, *banned))
            results = self.decoder.backend.generate([Request(work.source) for work, _ in members], options)
            self._consider(
                [
                    Proposal(w, self.decoder.text(w.draft.unit, h), h.pieces, (i,), TermOutcome.REDECODED, h)
                    for (w, i), (h, *_) in zip(members, results, strict=True)
                ]
            )

    def _ban(self, words: str) -> set[Pieces]:
        variants = {words, words.lower(), words[:1].upper() + words[1:]}
        return {pieces for variant in variants if (pieces := self.decoder.tokenizer.encode_target(variant))}

    def _decode_again(self, works: Sequence[Work]) -> None:
        """For the leftmost open term of each sentence: keep what stands before, say the term, let the model go on."""
        jobs: list[tuple[Work, int, Request]] = []
        for work, places in self._places(works, insert=False):
            fresh = [place for place in places if place[0] not in work.tried]
            if not fresh:
                continue
            index, spans = min(fresh, key=lambda place: place[1][0].start)
            before, form = self._term_at(work, index, spans[0], opening=True)
            prefix = self.decoder.tokenizer.encode_target(before + form)
            work.tried.add(index)
            if len(prefix) < self.decoder.backend.limit - 1:
                jobs.append((work, index, Request(work.source, prefix)))
        results = self.decoder.backend.generate([request for *_, request in jobs], self._options()) if jobs else []
        self._consider(
            [
                Proposal(w, self.decoder.text(w.draft.unit, h), h.pieces, (i,), TermOutcome.REDECODED, h)
                for (w, i, _), (h, *_) in zip(jobs, results, strict=True)
            ]
        )

    def _splice(self, works: Sequence[Work], *, together: bool) -> None:
        """Put open terms in place of the words that render them, or in between where none do: all at once, or one."""
        proposals: list[Proposal] = []
        for work, places in self._best(self._places(works, insert=not together)):
            chosen: list[tuple[int, Span]] = []
            for index, span in places if together else places[:1]:
                if not any(span.overlaps(other) for _, other in chosen):
                    chosen.append((index, span))
            text = work.text
            for index, span in sorted(chosen, key=lambda each: each[1], reverse=True):
                text = self._spliced(work, text, index, span)
            terms = tuple(index for index, _ in chosen)
            proposals.append(
                Proposal(work, text, self.decoder.tokenizer.encode_target(text), terms, TermOutcome.SPLICED)
            )
        self._consider(proposals, last=not together)

    # --- helpers ----------------------------------------------------------------------------------------------

    def _options(self) -> Decoding:
        return replace(self.decoder.options(), beam=1, attention=True)

    def _term_at(self, work: Work, index: int, span: Span, *, opening: bool = False) -> tuple[str, str]:
        term, before, words = work.terms[index].term, work.text[: span.start], span.of(work.text)
        begins = begins_sentence(work.text, span.start)
        if isinstance(term, Kept):
            form = term.form(before, words, opening=opening) if len(span) else term.adjunct
        else:
            form = wanted(work.terms[index])
        form = fitted(form, words, pos=term.pos, begins=begins)
        return with_article(before, form), form

    def _spliced(self, work: Work, text: str, index: int, span: Span) -> str:
        """``text``, which is ``work.text`` up to the end of ``span``, with the term in that place."""
        before, form = self._term_at(work, index, span)
        after = text[span.end :]
        if form.endswith("%"):
            after = after.removeprefix("%")
        if not len(span):
            form = f"{form} " if after[:1].isalnum() else f" {form}" if before else form
        return before + form + after

    def _places(self, works: Sequence[Work], *, insert: bool) -> list[tuple[Work, list[Place]]]:
        """For each sentence its open terms with the spans that may render them, free of terms that hold already."""
        # Aligning costs as much as decoding with a small model: after the first splice, insertion must do.
        stale = [
            work
            for work in works
            if work.aligned[0] != work.text and not insert and not (self.attends and work.attended)
        ]
        found = align([(w.draft.unit.text, w.text) for w in stale], self.languages, self.aligner)
        for work, alignment in zip(stale, found, strict=True):
            work.aligned = (work.text, alignment)
        result = []
        for work in works:
            held = work.held()
            places: list[Place] = []
            for index in work.open():
                match = work.terms[index]
                if index in work.reasons or not wanted(match) or not len(match.span):
                    continue
                alignment = work.aligned[1] if work.aligned[0] == work.text else None
                wrong = wrong_places(match, work.text, work.draft.unit.text, work.terms)
                spans = [span for span in wrong if not any(span.overlaps(other) for other in held)][:1]
                spans = spans or candidates(work.draft, work.text, match, alignment, self.decoder.tokenizer)
                if isinstance(match.term, Kept):
                    spans = [span for span in spans if match.term.may_replace(span.of(work.text))]
                spans = [span for span in spans if not any(span.overlaps(other) for other in held)]
                if insert and not spans:
                    spans = gaps(work.text, match, near=match.span.start / len(work.draft.unit.text))
                    spans = [s for s in spans if not any(o.start < s.start < o.end for o in held)]
                if spans:
                    places.append((index, spans))
            result.append((work, places))
        return result

    def _best(self, found: Sequence[tuple[Work, list[Place]]]) -> list[tuple[Work, list[tuple[int, Span]]]]:
        """Of several spans for a term, the one where the model likes it best."""
        encode = self.decoder.tokenizer.encode_target
        tried = [
            (work.source, encode(self._spliced(work, work.text, index, span)))
            for work, places in found
            for index, spans in places
            if len(spans) > 1
            for span in spans
        ]
        scores = iter(self._means(tried))
        return [
            (work, [(i, max(spans, key=lambda _: next(scores)) if len(spans) > 1 else spans[0]) for i, spans in places])
            for work, places in found
            if places
        ]

    def _means(self, pairs: Sequence[tuple[Pieces, Pieces]]) -> list[float]:
        return [sum(values) / len(values) for values in self.decoder.backend.score(pairs)] if pairs else []

    def _consider(self, proposals: Sequence[Proposal], *, last: bool = False) -> None:
        """Take the proposals that honour more terms than before and that the model can bear; the first one that does,
        of several for one sentence. After the ``last`` rung a term that was not taken is given up, with its reason."""
        useful = [each for each in proposals if each.work.better(each)]
        scores = self.decoder.backend.score([(each.work.source, each.pieces) for each in useful]) if useful else []
        refused: dict[tuple[int, int], str] = {}
        for each, values in zip(useful, scores, strict=True):
            if not each.work.better(each):
                continue  # another proposal for the sentence was taken meanwhile
            spans = [s for match in each.work.terms if (s := self.judge.honoured(match, each.text)) is not None]
            value = opinion(values, self.decoder.tokenizer.offsets(each.pieces), spans)
            if self._bearable(each, value):
                each.work.take(each, sum(values) / len(values))
            else:
                fall = value - each.work.base
                refused[id(each.work), each.terms[0]] = (
                    f"the model finds the sentence unlikely with it ({fall:+.2f} per piece)"
                )
        if last:
            for each in proposals:
                for index in set(each.terms) & set(each.work.open()):
                    lost = "putting it in would damage the sentence or another term"
                    each.work.reasons[index] = refused.get((id(each.work), each.terms[0]), lost)

    def _bearable(self, proposal: Proposal, value: float) -> bool:
        if self.decoder.settings.terms is TermMode.FORCE:
            return True
        scale = min(1.0, (len(proposal.pieces) + 1) / _SHORT)
        return (proposal.work.base - value) * scale <= self.decoder.settings.margin


def _pinned(work: Work, hits: Sequence[TermHit]) -> Pinned:
    """The result, with a note for every amount and name that the model did not keep."""
    notes = []
    for hit in hits:
        term = hit.match.term
        if not isinstance(term, Kept) or hit.outcome is TermOutcome.MODEL:
            continue
        source, target = hit.match.span.of(work.draft.unit.text), hit.target_span
        where = f"mended to {target.of(work.text)!r} ({hit.outcome.value})" if target else "lost"
        notes.append(f"{term.label} {source!r}: {where}")
    return Pinned(work.text, work.score, work.length, tuple(hits), tuple(notes))
