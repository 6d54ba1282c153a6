"""XL-SENSE and XL-POL: a Chinese word in the wrong sense, and negations turned round by word-by-word translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from xling.checks.idiom_findings import RULE_OF, evidence, pair_findings, source_finding
from xling.checks.idiom_lexicon import judged
from xling.checks.idiom_origin import probably_from_chinese
from xling.checks.idiom_polarity import PolarityHit, denied, holds, polarity_hits
from xling.checks.idiom_witness import Witnesses
from xling.checks.material import Material
from xling.checks.rules import Rule
from xling.odds import shifted
from xling.types import Blame, Evidence, Finding, Segment, Severity, Translation

RULES = (
    Rule(
        id="XL-SENSE-001",
        name="wrong-sense",
        family="senses",
        mqm="accuracy.mistranslation.wrong-sense",
        severity=Severity.MAJOR,
        summary="A word renders the wrong sense of a Chinese word.",
    ),
    Rule(
        id="XL-POL-001",
        name="polarity-calque",
        family="senses",
        mqm="accuracy.mistranslation.polarity",
        severity=Severity.CRITICAL,
        summary="A Chinese double or near negation is rendered word by word and says the opposite.",
    ),
)

AFFIRMED = 0.8
"""Raw score of a translation that denies what a double negation of the source affirms."""


class Senses:
    """Wrong senses and polarity calques from the lexicon."""

    rules = RULES

    def examine(self, material: Material) -> Iterable[Finding]:
        witnesses = Witnesses(material)
        for article in material.articles:
            own = [each for each in material.content_by_article.get(article.id, ()) if each.lang in ("de", "en")]
            found = witnesses.judged(own, judged([(segment.text, segment.lang) for segment in own], material.encoder))
            plain = [(segment, *each) for segment, several in zip(own, found, strict=True) for each in several]
            alone = (source_finding(segment, each, 0.0, testimony) for segment, each, testimony in plain)
            prior = probably_from_chinese(alone, article) if len(own) > 1 else 0.0
            for segment, each, testimony in plain:
                if each.entry.kind == "sense":
                    yield source_finding(segment, each, prior, testimony)
            for segment in own:
                yield from self._polarity(segment, prior, witnesses)
        for segment in material.content:
            translation = material.translations.get(segment.id)
            if segment.lang == "zh" and translation is not None and translation.lang in ("de", "en"):
                yield from pair_findings(material, segment, translation, ("sense",))
                yield from self._polarity_pair(segment, translation)

    def _polarity(self, segment: Segment, prior: float, witnesses: Witnesses) -> Iterator[Finding]:
        best: dict[str, PolarityHit] = {}
        for hit in polarity_hits(segment.text, segment.lang):
            if hit.template in hit.entry.paired:
                continue
            if hit.entry.zh not in best or hit.words > best[hit.entry.zh].words:
                best[hit.entry.zh] = hit
        for hit in best.values():
            others = witnesses.denial(segment, hit)
            score = shifted(min(0.95, hit.score + 0.25 * prior), others.shift)
            found = _finding(segment, hit, score, Blame.SOURCE, segment.lang)
            yield replace(found, evidence=(*found.evidence, *others.evidence))

    def _polarity_pair(self, segment: Segment, translation: Translation) -> Iterator[Finding]:
        for hit in polarity_hits(translation.text, translation.lang):
            span = holds(segment.text, hit.entry)
            if span is not None:
                yield _finding(segment, hit, 0.9, Blame.TRANSLATION, translation.lang)
        if found := denied(segment.text, translation.text, translation.lang):
            source, target, form, meaning = found
            yield Finding(
                rule=RULE_OF["polarity"],
                article=segment.article,
                segment=segment.id,
                span=source.shift(segment.span.start),
                score=AFFIRMED,
                message=f"{form} affirms (“{meaning}”), the translation denies (“{target.of(translation.text)}”)",
                blame=Blame.TRANSLATION,
                suggestion=meaning,
                evidence=(Evidence("lexicon", f"{form} = {meaning}"),),
                target=target,
            )


def _finding(segment: Segment, hit: PolarityHit, score: float, blame: Blame, lang: str) -> Finding:
    entry = hit.entry
    own = blame is Blame.SOURCE
    whole = holds(segment.text, entry)
    span = hit.span.shift(segment.span.start) if own else (whole.shift(segment.span.start) if whole else segment.span)
    return Finding(
        rule=RULE_OF["polarity"],
        article=segment.article,
        segment=segment.id,
        span=span,
        score=score,
        message=f"looks like a word-by-word rendering of {entry.forms[0]}, which means “{entry.meaning}”",
        blame=blame,
        suggestion=entry.good[lang],
        evidence=evidence(entry, hit.template),
        target=None if own else hit.span,
    )
