"""XL-CALQ: literal renderings of Chinese expressions in German or English text, and in translations from Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xling.checks.idiom_lexicon import candidates
from xling.checks.material import Material
from xling.checks.rules import Rule
from xling.types import Blame, Evidence, Finding, Segment, Severity

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
_RULE_OF = {"idiom": "XL-CALQ-001", "number": "XL-CALQ-001", "slang": "XL-CALQ-003", "time-name": "XL-CALQ-004"}


class Calques:
    """Literal renderings from the lexicon."""

    rules = RULES

    def examine(self, material: Material) -> Iterable[Finding]:
        for segment in material.content:
            if segment.lang in ("de", "en"):
                yield from self._source(segment)

    def _source(self, segment: Segment) -> Iterator[Finding]:
        for found in candidates(segment.text, segment.lang):
            entry = found.entry
            if entry.kind not in _RULE_OF:
                continue
            good = entry.good[segment.lang]
            yield Finding(
                rule=_RULE_OF[entry.kind],
                article=segment.article,
                segment=segment.id,
                span=found.hit.span.shift(segment.span.start),
                score=found.score,
                message=f"looks like a word-by-word rendering of {entry.forms[0]} ({entry.meaning})",
                blame=Blame.SOURCE,
                suggestion=good,
                evidence=(
                    Evidence("lexicon", f"{entry.forms[0]} = {entry.meaning}; literally “{found.hit.rendering.text}”"),
                ),
            )
