"""XL-CALQ: literal renderings of Chinese idioms, jargon, times and names, in articles and in our translations.

Lexicon: ``glossaries/calques.zh.tsv``. Matching: ``idiom_match``; literal use against image: ``idiom_context``; images
that are in no list: ``idiom_suspect``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xling.checks.idiom_findings import pair_findings, source_finding
from xling.checks.idiom_lexicon import Candidate, judged
from xling.checks.idiom_origin import probably_from_chinese
from xling.checks.idiom_phrases import judged_phrases
from xling.checks.idiom_suspect import Suspect, supported, suspects
from xling.checks.idiom_witness import Witnesses
from xling.checks.material import Material, finding_in
from xling.checks.name_readings import Reading, names_in_pinyin
from xling.checks.rules import Rule
from xling.odds import shifted
from xling.types import Article, Evidence, Finding, Segment, Severity

_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")

KINDS = ("idiom", "number", "slang", "time-name")
LEAST_SUSPICION = 0.05
NEAR = 6
"""Sentences before a calque of time in which a year justifies it."""
FROM_CHINESE = 1.0
"""Log-odds that a suspicion gains in an article that surely comes from Chinese."""

RULES = (
    Rule(
        id="XL-CALQ-001",
        name="literal-idiom",
        family="calques",
        mqm="accuracy.mistranslation.overly-literal",
        severity=Severity.MAJOR,
        summary="A Chinese idiom is rendered word by word.",
    ),
    Rule(
        id="XL-CALQ-002",
        name="suspected-idiom",
        family="calques",
        mqm="accuracy.mistranslation.overly-literal",
        severity=Severity.MINOR,
        summary="An image that is foreign to its subject: perhaps an idiom rendered word by word.",
    ),
    Rule(
        id="XL-CALQ-003",
        name="literal-jargon",
        family="calques",
        mqm="accuracy.mistranslation.overly-literal",
        severity=Severity.MAJOR,
        summary="Chinese business or internet jargon is rendered word by word.",
    ),
    Rule(
        id="XL-CALQ-004",
        name="literal-time-or-name",
        family="calques",
        mqm="accuracy.mistranslation.overly-literal",
        severity=Severity.MAJOR,
        summary="A Chinese expression of time, or a name, is rendered word by word.",
    ),
)


class Calques:
    """Literal renderings from the lexicon."""

    rules = RULES

    def examine(self, material: Material) -> Iterable[Finding]:
        witnesses = Witnesses(material)
        for article in material.articles:
            segments = material.content_by_article.get(article.id, ())
            yield from self._article(material, article, segments, witnesses)
        for segment in material.content:
            translation = material.translations.get(segment.id)
            if segment.lang == "zh" and translation is not None and translation.lang in ("de", "en"):
                yield from pair_findings(material, segment, translation, KINDS)

    def _article(
        self, material: Material, article: Article, segments: Iterable[Segment], witnesses: Witnesses
    ) -> Iterator[Finding]:
        """Two passes: what the article's other calques tell about its origin raises the rest."""
        own = [segment for segment in segments if segment.lang in ("de", "en")]
        texts = [(segment.text, segment.lang) for segment in own]
        images = suspects(texts, material.encoder)
        several = zip(judged(texts, material.encoder), images, judged_phrases(texts, material.encoder), strict=True)
        found = witnesses.judged(
            own, [joined(supported(lexicon, image), phrases) for lexicon, image, phrases in several]
        )
        plain = [
            (segment, each, testimony)
            for segment, candidates in zip(own, found, strict=True)
            for each, testimony in candidates
        ]
        spelt = [_spelt(segment, each) for segment in own for each in names_in_pinyin(segment.text)]
        every = [*(source_finding(segment, each, 0.0, testimony) for segment, each, testimony in plain), *spelt]
        prior = probably_from_chinese(every, article) if len(own) > 1 else 0.0
        yield from spelt
        before = {each.id: " ".join(text for text, _ in texts[max(0, n - NEAR) : n]) for n, each in enumerate(own)}
        for segment, each, testimony in plain:
            if each.entry.kind in KINDS and not settled(segment.text, each, before[segment.id]):
                yield source_finding(segment, each, prior, testimony)
        for segment, candidates, image in zip(own, found, images, strict=True):
            known = any(shifted(each.score, testimony.shift) > 0.5 for each, testimony in candidates)
            if image is not None and not known and image.score > LEAST_SUSPICION:
                yield _suspicion(segment, image, prior)


def joined(own: Sequence[Candidate], others: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates of our lexicon with those of the dictionary on other words, or on the same where it is surer."""
    kept = [each for each in others if not any(_yields(each, other) for other in own)]
    return (*own, *kept)


def _yields(found: Candidate, own: Candidate) -> bool:
    return found.hit.span.overlaps(own.hit.span) and (own.score >= found.score or own.fits is False)


def settled(text: str, found: Candidate, before: str = "") -> bool:
    """Whether the text itself justifies the words: "im selben Jahr" after a year is no calque of 当年. ``before``: the
    sentences before this one."""
    start, end = found.hit.span.start, found.hit.span.end
    return "@year" in found.entry.context and _YEAR.search(before + " " + text[:start] + text[end:]) is not None


def _spelt(segment: Segment, found: Reading) -> Finding:
    good = found.good[segment.lang]
    return finding_in(
        segment,
        "XL-CALQ-004",
        found.span,
        found.score,
        f"looks like {found.zh} in pinyin, as Chinese writes {good}",
        suggestion=good,
        evidence=(Evidence("lexicon", f"{found.zh} = {good}"),),
    )


def _suspicion(segment: Segment, suspect: Suspect, prior: float) -> Finding:
    announced = f", announced by “{suspect.cue}”" if suspect.cue else ""
    return finding_in(
        segment,
        "XL-CALQ-002",
        suspect.span,
        replace(suspect, odds=suspect.odds + FROM_CHINESE * max(0.0, prior - 0.2)).score,
        f"an image foreign to the subject ({', '.join(suspect.words)}){announced}: rendered word by word?",
        suggestion="say what the image means",
        evidence=(Evidence("lexicon", "concrete words in an abstract sentence: " + ", ".join(suspect.words)),),
    )
