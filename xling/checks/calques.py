"""XL-CALQ: literal renderings of Chinese idioms, jargon, times and names, in articles and in our translations.

Lexicon: ``glossaries/calques.zh.tsv``. Matching: ``idiom_match``; literal use against image: ``idiom_context``; images
that are in no list: ``idiom_suspect``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xling.checks.idiom_findings import pair_findings, source_finding
from xling.checks.idiom_lexicon import judged
from xling.checks.idiom_origin import probably_from_chinese
from xling.checks.material import Material
from xling.checks.rules import Rule
from xling.types import Article, Finding, Segment, Severity

KINDS = ("idiom", "number", "slang", "time-name")

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
        for article in material.articles:
            segments = material.content_by_article.get(article.id, ())
            yield from self._article(material, article, segments)
        for segment in material.content:
            translation = material.translations.get(segment.id)
            if segment.lang == "zh" and translation is not None and translation.lang in ("de", "en"):
                yield from pair_findings(material, segment, translation, KINDS)

    def _article(self, material: Material, article: Article, segments: Iterable[Segment]) -> Iterator[Finding]:
        """Two passes: what the article's other calques tell about its origin raises the rest."""
        own = [segment for segment in segments if segment.lang in ("de", "en")]
        found = judged([(segment.text, segment.lang) for segment in own], material.encoder)
        plain = [
            (segment, each, source_finding(segment, each, 0.0))
            for segment, candidates in zip(own, found, strict=True)
            for each in candidates
        ]
        prior = probably_from_chinese((finding for _, _, finding in plain), article) if len(own) > 1 else 0.0
        for segment, each, _ in plain:
            if each.entry.kind in KINDS:
                yield source_finding(segment, each, prior)
