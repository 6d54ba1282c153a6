"""What the two checks of this family share: how a candidate becomes a finding, in one text and in a pair."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from xling.checks.idiom_lexicon import Candidate, raised
from xling.checks.idiom_pairs import PairHit, expressions, literal_pairs, strays, unlinked
from xling.checks.idiom_phrase_pairs import phrase_pairs
from xling.checks.idiom_testimony import Testimony
from xling.checks.material import Material, finding_in
from xling.lexicon.calques import Calque
from xling.lexicon.concepts import analyse
from xling.lexicon.glosses import gloss_keys, keys
from xling.lexicon.words import stopwords, word_spans
from xling.odds import probability, shifted
from xling.text import is_han
from xling.types import Blame, Evidence, Finding, Segment, Translation

RULE_OF = {
    "idiom": "XL-CALQ-001",
    "number": "XL-CALQ-001",
    "slang": "XL-CALQ-003",
    "time-name": "XL-CALQ-004",
    "sense": "XL-SENSE-001",
    "polarity": "XL-POL-001",
}
"""Class of a lexicon entry → rule under which it is reported."""

PAIR_BONUS, SENSE_BONUS, GLOSS_BONUS = 3.0, 2.0, -0.3
"""Log-odds that the expression in the source adds to its literal rendering; less where that is a sense of an ordinary
word, and least where a dictionary gives just this rendering for the word."""

OMITTED = 0.4


def evidence(entry: Calque, literal: str) -> tuple[Evidence, ...]:
    """The entry of the lexicon; of a template with alternatives, ``{darf/kann} {,} nicht``, the first reading.

    Where the characters themselves were matched, the first literal wording is shown, if there is one.
    """
    if is_han(literal[0]):
        literal = next((text for texts in (entry.literal["en"], entry.literal["de"]) for text in texts), literal)
    shown = re.sub(r"\s+(?=,)", "", re.sub(r"\{([^{}/]*)[^{}]*\}", r"\1", literal))
    return (Evidence("lexicon", f"{entry.forms[0]} = {entry.meaning}; literally “{shown}” ({entry.where})"),)


def rendering_of(entry: Calque, form: str = "") -> str:
    """The expression, in the ``form`` that stands in a source if there is one, and what it means, for a message."""
    form = form or entry.forms[0]
    return f"{form}: {entry.meaning}" if "(" in entry.meaning else f"{form} ({entry.meaning})"


def source_finding(segment: Segment, found: Candidate, prior: float, testimony: Testimony | None = None) -> Finding:
    """The finding for a literal rendering in an article; ``prior`` is the probability that it comes from Chinese,
    ``testimony`` what other articles say of it."""
    entry, others = found.entry, testimony or Testimony()
    return finding_in(
        segment,
        RULE_OF[entry.kind],
        found.hit.span,
        shifted(raised(found.score, prior), others.shift),
        f"looks like a word-by-word rendering of {rendering_of(entry, others.form)}",
        suggestion=others.wording or entry.good[segment.lang],
        evidence=(*evidence(entry, found.hit.rendering.text), *others.evidence),
    )


def pair_findings(
    material: Material, segment: Segment, translation: Translation, kinds: Collection[str]
) -> Iterator[Finding]:
    """Findings for a Chinese segment and its German or English translation."""
    alignment = material.alignments.get(segment.id)
    words = analyse(translation.text, translation.lang) if alignment is not None else []
    for pair in literal_pairs(segment.text, translation.text, translation.lang):
        if pair.expression.entry.kind in kinds and not (alignment and strays(pair, alignment, words)):
            yield _pair_finding(segment, translation, pair)
    if "idiom" in kinds:
        for pair in phrase_pairs(segment.text, translation.text, translation.lang):
            yield _pair_finding(segment, translation, pair)
    if alignment is None or "idiom" not in kinds:
        return
    for expression in expressions(segment.text):
        if expression.entry.kind == "idiom" and len(expression.span) >= 4 and unlinked(expression, alignment):
            entry = expression.entry
            yield Finding(
                rule=RULE_OF[entry.kind],
                article=segment.article,
                segment=segment.id,
                span=expression.span.shift(segment.span.start),
                score=OMITTED,
                message=f"{rendering_of(entry)} seems to be missing from the translation",
                blame=Blame.TRANSLATION,
                suggestion=entry.good[translation.lang],
                evidence=evidence(entry, entry.forms[0]),
            )


def _bonus(segment: Segment, translation: Translation, pair: PairHit) -> float:
    if pair.expression.entry.kind != "sense":
        return PAIR_BONUS
    given = gloss_keys(pair.expression.span.of(segment.text))
    text = pair.hit.span.of(translation.text)
    words = [word for span in word_spans(text) if (word := span.of(text)).lower() not in stopwords("en")]
    return GLOSS_BONUS if words and all(keys(word) & given for word in words) else SENSE_BONUS


def _pair_finding(segment: Segment, translation: Translation, pair: PairHit) -> Finding:
    entry = pair.expression.entry
    return Finding(
        rule=RULE_OF[entry.kind],
        article=segment.article,
        segment=segment.id,
        span=pair.expression.span.shift(segment.span.start),
        score=probability(pair.strength + _bonus(segment, translation, pair)),
        message=f"{rendering_of(entry)} is rendered word by word: “{pair.hit.span.of(translation.text)}”",
        blame=Blame.TRANSLATION,
        suggestion=entry.good[translation.lang],
        evidence=evidence(entry, pair.hit.rendering.text),
        target=pair.hit.span,
    )
