"""What the other articles of a set say about a suspected rendering: they have the Chinese expression, they say the same
in good words, or they use the very same words although they do not come from Chinese.

Claims are linked across articles, so a sentence has others that tell the same. Expressions that those state are looked
for in it even where the words alone would raise no suspicion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from xling.checks.idiom_findings import source_finding
from xling.checks.idiom_lexicon import Candidate, judged
from xling.checks.idiom_origin import probably_from_chinese
from xling.checks.idiom_pairs import Expression, rendered
from xling.checks.idiom_polarity import PolarityHit, holds
from xling.checks.idiom_testimony import (
    BESIDE,
    GOOD,
    MENTIONED,
    MOST,
    OPPOSED,
    ORIGINAL,
    SAME,
    Testimony,
    cognate,
    nearer,
)
from xling.checks.idiom_told import same_wording, told
from xling.checks.material import Material
from xling.claims.phrasing import shared_runs
from xling.lexicon.calques import Calque
from xling.lexicon.concepts import analyse
from xling.lexicon.topics import allowed
from xling.odds import bounded, probability, shifted
from xling.text import is_han
from xling.types import Article, Claim, Evidence, Segment, Span, Verdict

ANYWHERE = 4
"""Characters from which an expression counts wherever it stands; shorter ones count less outside linked claims."""
UNSUSPECTED = 1.5
"""Log-odds taken off a rendering that is suspected only because a linked claim states its expression."""
NO_CONTEXT = 1.0
"""What is taken off besides where no word around it speaks for the subject that the expression asks for."""
WORTH, CLOSE = 0.0, 0.3
"""Log-odds from which such a rendering is looked at, and the share of other words that may stand in it."""

Judged = tuple[Candidate, Testimony]


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim of another article that tells the same as ``own``; ``score`` is the probability of that. ``opposed``: one
    of them denies what the other states."""

    own: Claim
    other: Claim
    score: float
    opposed: bool


class Witnesses:
    """The other articles of a set, and the claims that are linked to each segment."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._chinese = [article for article in material.articles if article.lang == "zh" and material.together]
        self._linked: dict[str, list[_Told]] = defaultdict(list)
        self._readings: dict[str, list[tuple[Segment, Candidate]]] = {}
        for link in material.links if material.together else ():
            opposed = any(each.what == "polarity" and each.verdict is Verdict.CONFLICT for each in link.pairings)
            for own, other in ((link.a, link.b), (link.b, link.a)):
                if own.lang != "zh":
                    self._linked[own.segment].append(_Told(own, other, link.score, opposed))

    def judged(self, segments: Sequence[Segment], found: Sequence[Sequence[Candidate]]) -> list[list[Judged]]:
        """The candidates of each segment with what the other articles say of them, and those that are suspected only
        because of them; of candidates on the same words the surest."""
        every = [
            (number, segment, each)
            for number, (segment, candidates) in enumerate(zip(segments, found, strict=True))
            for each in _merged(candidates, self._suspected(segment))
        ]
        testimonies = self._testimonies([(segment, each) for _, segment, each in every])
        result: list[list[Judged]] = [[] for _ in segments]
        for (number, _, each), testimony in zip(every, testimonies, strict=True):
            result[number].append((each, testimony))
        return [_apart(several) for several in result]

    def denial(self, segment: Segment, hit: PolarityHit) -> Testimony:
        """What the linked claims say of words that look like a Chinese double or near negation."""
        span, shift = hit.span.shift(segment.span.start), 0.0
        evidence: list[Evidence] = []
        for link in self._linked.get(segment.id, ()):
            other = link.other
            if not link.own.span.overlaps(span):
                continue
            if other.lang == "zh" and (place := holds(other.text, hit.entry)):
                shift, evidence = max(shift, ORIGINAL), [*evidence, _said(other, place)]
            elif other.lang != "zh" and link.opposed:
                shift = max(shift, OPPOSED * link.score)
                evidence.append(Evidence("article", other.text, other.article, other.span))
        return Testimony(shift, tuple(dict.fromkeys(evidence)))

    def original(self, segment: Segment, entry: Calque) -> tuple[Evidence, float] | None:
        """The place of ``entry`` in a Chinese article that can be the source of ``segment``, and its log-odds; None
        without one."""
        forms = [form for form in entry.forms if all(map(is_han, form))]  # no pattern with a gap
        for form in forms:
            for link in self._linked.get(segment.id, ()):
                if link.other.lang == "zh" and (start := link.other.text.find(form)) >= 0:
                    return _said(link.other, Span(start, start + len(form))), ORIGINAL
        for form in sorted(forms, key=len, reverse=True):
            for article in self._chinese:
                if (start := article.text.find(form)) >= 0:
                    place = Evidence("article", form, article.id, Span(start, start + len(form)))
                    return place, ORIGINAL if len(form) >= ANYWHERE else MENTIONED
        return None

    def _suspected(self, segment: Segment) -> Iterator[Candidate]:
        """Literal renderings of what linked claims state."""
        stated: dict[int, Expression] = {}
        for link in self._linked.get(segment.id, ()):
            if link.other.article != segment.article:
                stated |= {each.number: each for each in told(link.other.text, link.other.lang)}
        for pair in rendered(stated.values(), segment.text, segment.lang) if stated else ():
            if pair.strength < WORTH or not pair.hit.as_worded or pair.hit.gap > CLOSE:
                continue
            entry, inside = pair.expression.entry, set(pair.hit.words)
            around = [word for n, word in enumerate(analyse(segment.text, segment.lang)) if n not in inside]
            fits = allowed(entry.context, around, segment.lang)
            if fits is not False:
                odds = pair.strength - UNSUSPECTED - (0.0 if fits else NO_CONTEXT)
                yield Candidate(entry, pair.hit, probability(odds), fits)

    def _testimonies(self, found: Sequence[tuple[Segment, Candidate]]) -> list[Testimony]:
        likeness = self._likeness(found)
        return [self._testimony(segment, each, likeness.get(n, {})) for n, (segment, each) in enumerate(found)]

    def _testimony(self, segment: Segment, found: Candidate, likeness: dict[str, float]) -> Testimony:
        original = self.original(segment, found.entry)
        evidence, shift = ([original[0]], original[1]) if original else ([], 0.0)
        wording, good = "", 0.0
        same: dict[str, float] = {}
        words = found.hit.span.of(segment.text)
        for link in self._about(segment, found):
            other = link.other
            if span := self._same(segment, found, other):
                weight = SAME * link.score * self._independence(link, found.entry)
                same[other.article] = min(weight, same.get(other.article, 0.0))
                evidence.append(_said(other, span, "also "))
            elif (span := self._good(other, found.entry)) and not cognate(words, span.of(other.text)):
                good = max(good, GOOD * link.score)
                evidence.append(_said(other, span))
                wording = wording or (span.of(other.text) if other.lang == segment.lang else "")
        shift += good + sum(same.values()) + fmean(likeness.values() or [0.0]) + _rendered_beside(segment, found)
        return Testimony(bounded(shift, MOST), tuple(dict.fromkeys(evidence)), self._words(original), wording)

    def _words(self, original: tuple[Evidence, float] | None) -> str:
        """The words of the Chinese article at the place; empty without one."""
        if original is None or original[0].span is None:
            return ""
        return original[0].span.of(self._material.article_by_id[original[0].article].text)

    def _about(self, segment: Segment, found: Candidate) -> list[_Told]:
        """The German and English claims that tell the same as the words of ``found``."""
        span = found.hit.span.shift(segment.span.start)
        linked = self._linked.get(segment.id, ())
        return [link for link in linked if link.other.lang in ("de", "en") and link.own.span.overlaps(span)]

    def _good(self, claim: Claim, entry: Calque) -> Span | None:
        return next((each.span for each in told(claim.text, claim.lang) if each.entry.zh == entry.zh), None)

    def _same(self, segment: Segment, found: Candidate, claim: Claim) -> Span | None:
        """Where ``claim`` has the words of ``found``, or in another language a literal rendering of the same."""
        if claim.lang == segment.lang:
            return same_wording(found.hit.span.of(segment.text), segment.lang, claim.text)
        expression = Expression(found.entry, found.hit.rendering.entry, found.hit.span)
        pairs = rendered([expression], claim.text, claim.lang) if _is_own(found.entry) else ()
        return next((pair.hit.span for pair in pairs if pair.strength > 0), None)

    def _independence(self, link: _Told, entry: Calque) -> float:
        """Probability that the other article neither comes from Chinese nor copies the sentence, 0–1; ``entry`` itself
        is no evidence of where it comes from."""
        article = self._material.article_by_id[link.other.article]
        if link.own.lang == link.other.lang and shared_runs(link.own.text, link.other.text, link.own.lang):
            return 0.0
        if article.origin == "zh":
            return 0.0
        plain = [source_finding(*each, 0.0) for each in self._reading(article) if each[1].entry.zh != entry.zh]
        return 1.0 - probably_from_chinese(plain, article)

    def _reading(self, article: Article) -> list[tuple[Segment, Candidate]]:
        """The candidates in an article by its own words."""
        if article.id not in self._readings:
            segments = [each for each in self._material.content_by_article[article.id] if each.lang in ("de", "en")]
            found = judged([(each.text, each.lang) for each in segments], self._material.encoder)
            self._readings[article.id] = [
                (segment, each) for segment, several in zip(segments, found, strict=True) for each in several
            ]
        return self._readings[article.id]

    def _likeness(self, found: Sequence[tuple[Segment, Candidate]]) -> dict[int, dict[str, float]]:
        """For each of ``found`` by article, how much nearer its linked claim is to the good reading, in log-odds."""
        encoder = self._material.encoder
        if encoder is None:
            return {}
        keys: list[tuple[int, str, float]] = []
        texts: list[str] = []
        for number, (segment, each) in enumerate(found):
            best = {link.other.article: link for link in sorted(self._about(segment, each), key=lambda one: one.score)}
            good = each.entry.good[segment.lang].split(",")[0] if _is_own(each.entry) else ""
            span = each.hit.span
            for article, link in best.items() if good else ():
                keys.append((number, article, link.score))
                texts += [
                    link.other.text,
                    segment.text[: span.start] + good + segment.text[span.end :],
                    segment.text,
                ]
        if not keys:
            return {}
        shifts: dict[int, dict[str, float]] = defaultdict(dict)
        vectors = encoder.encode(texts).reshape(len(keys), 3, -1)
        for (number, article, score), (other, replaced, own) in zip(keys, vectors, strict=True):
            shifts[number][article] = score * nearer(float(other @ replaced), float(other @ own))
        return shifts


def _rendered_beside(segment: Segment, found: Candidate) -> float:
    """What it says that the sentence has the good rendering beside the words found: "an e-commerce platform … forcing
    merchants" renders 电商 once already."""
    stated = told(segment.text, segment.lang) if _is_own(found.entry) else ()
    beside = any(each.entry.zh == found.entry.zh and not each.span.overlaps(found.hit.span) for each in stated)
    return BESIDE if beside else 0.0


def _is_own(entry: Calque) -> bool:
    """Whether the entry is one of our lexicon, with a good rendering in each language, and none of CC-CEDICT."""
    return entry.where.startswith("calques.")


def _merged(own: Sequence[Candidate], told_of: Iterator[Candidate]) -> list[Candidate]:
    """Both; where the same expression is seen twice in the same words, the surer."""
    merged = list(own)
    for each in told_of:
        places = [
            number
            for number, other in enumerate(merged)
            if other.entry.zh == each.entry.zh and other.hit.span.overlaps(each.hit.span)
        ]
        if not places:
            merged.append(each)
        for place in places:
            merged[place] = replace(merged[place], score=max(merged[place].score, each.score))
    return merged


def _apart(found: list[Judged]) -> list[Judged]:
    kept: list[Judged] = []
    for each, testimony in sorted(found, key=lambda one: -shifted(one[0].score, one[1].shift)):
        if not any(each.hit.span.overlaps(other.hit.span) for other, _ in kept):
            kept.append((each, testimony))
    return kept


def _said(claim: Claim, span: Span, how: str = "") -> Evidence:
    """The sentence of a claim, with the exact place of the words that count."""
    return Evidence(
        "article", f"{how}“{span.of(claim.text)}”: {claim.text}", claim.article, span.shift(claim.span.start)
    )
