"""Negation that got lost or slipped in between source and translation.

Cues are counted by weight in both texts (``xling/data/negation.tsv``); words that deny by their prefix (unable,
unbekannt) may answer a cue of the other side. The approach follows the polarity probes of ACES (Amrhein et al. 2022).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from xling.checks.material import Material
from xling.checks.pairs import Pair, pairs
from xling.checks.polarity_links import evidence
from xling.checks.rules import Rule
from xling.lexicon.cedict import dictionary
from xling.tables import rows
from xling.types import Alignment, Finding, Severity, Span

_AFFIX = {
    "en": re.compile(
        r"\b(?:un(?!ion|iver|it|iqu|der|til|less|cles?\b|ilever|ite|ified|iform|esco|icef)|in(?:ability|capable|effective|dependent|suffi"
        r"|correct|complete|visible|direct|stab|accura|secur|sign)|im(?:possib|perfec|mature|balanc)|ir(?:regul|respons|relev)"
        r"|il(?:legal|logic|licit)|dis(?:agree|allow|appear|approv|connect|continu|hon|like|miss|obey|pute|qualif|satisf|trust)"
        r"|mis\w|non-?)\w*|\b\w+less(?:ly|ness)?\b|\b\w+-free\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:un(?!ter|d\b|s\b|ser|gefähr|garn|garisch|ion|iver|iqu)|in(?:korrek|kompet|diskr|effiz|formell|stabil|toler)|miss?(?=[aefghklmtv])"
        r"|ir(?:regul|relev|rational)|il(?:legal|legitim)|nicht)\w*|\b\w+(?:los|frei)(?:e[rsnm]?|igkeit)?\b",
        re.IGNORECASE,
    ),
}

_SHORTEST, _LONGEST = 3, 8  # characters of a set phrase
_PHRASED = 0.7  # weight of a denial inside a set phrase that need not be rendered by a denial
_JOINED = 2.0  # one English denial often stands for two of the source: "without mask or contract"
_SHARED = 1.6


@dataclass(frozen=True, slots=True)
class Cue:
    span: Span
    weight: float
    kind: str


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str], float], ...]:
    found = []
    for row_lang, kind, pattern, weight in rows("negation.tsv"):
        if row_lang == lang:
            whole = pattern if lang == "zh" or pattern.startswith("n['") else rf"\b(?:{pattern})(?!\w)"
            found.append((kind, re.compile(whole, re.IGNORECASE), float(weight)))
    return tuple(found)


def cues(text: str, lang: str) -> list[Cue]:
    """Denials in ``text``; phrases that only look like one ("not only", 不仅) are left out."""
    masked = text
    for kind, pattern, weight in _patterns(lang):
        if kind == "phrase" and weight >= 1:
            masked = pattern.sub(lambda match: "\0" * len(match[0]), masked)
    every = [
        Cue(Span(match.start(), match.end()), _PHRASED, "soft")
        if lang == "zh" and kind == "neg" and affirmed(text, match.start())
        else Cue(Span(match.start(), match.end()), weight, kind)
        for kind, pattern, weight in _patterns(lang)
        if kind in ("neg", "soft")
        for match in pattern.finditer(masked)
    ]
    # "no longer" and 从未 are one denial, not two: the longest pattern speaks for the place.
    found: list[Cue] = []
    for cue in sorted(every, key=lambda cue: (-len(cue.span), cue.span)):
        if not any(cue.span.overlaps(other.span) for other in found):
            found.append(cue)
    found += [
        Cue(Span(match.start(), match.end()), 0.5, "affix")
        for match in (_AFFIX[lang].finditer(masked) if lang in _AFFIX else ())
        if not any(cue.span.overlaps(Span(match.start(), match.end())) for cue in found)
    ]
    return sorted(found, key=lambda cue: cue.span)


def affirmed(text: str, place: int) -> bool:
    """True where the character at ``place`` is part of a set phrase that the dictionary gives without plain denial, so
    that the translation may do without one: 不择手段, by fair means or foul."""
    table = dictionary()
    for size in range(_LONGEST, _SHORTEST - 1, -1):
        for start in range(max(0, place - size + 1), place + 1):
            if entries := table.get(text[start : start + size]):
                senses = " ; ".join(sense for entry in entries for sense in entry.senses)
                return all(cue.kind != "neg" for cue in cues(senses, "en"))
    return False


class Polarity:
    """XL-NEG-001: one side denies what the other states."""

    rules: tuple[Rule, ...] = (
        Rule(
            "XL-NEG-001",
            "negation-differs",
            "polarity",
            "accuracy.mistranslation",
            Severity.CRITICAL,
            "a negation of the source is missing in the translation, or the other way round",
        ),
    )

    def examine(self, material: Material) -> Iterable[Finding]:
        """Pairs whose clear denials differ and where no half-denial or prefix answers the difference."""
        for pair in pairs(material):
            yield from _compare(pair)


def _compare(pair: Pair) -> Iterable[Finding]:
    source = cues(pair.source, pair.segment.lang)
    target = cues(pair.target, pair.translation.lang)
    lost, added = _unanswered(source, target, _JOINED), _unanswered(target, source, _SHARED)
    if pair.alignment is not None and pair.alignment.links:
        lost *= _linked(pair, pair.alignment, source, target, "source") if lost > 0 else 1.0
        added *= _linked(pair, pair.alignment, target, source, "target") if added > 0 else 1.0
    if lost >= added and lost > 0.3:
        cue = next(cue for cue in source if cue.kind == "neg")
        words = cue.span.of(pair.source)
        message = f"the source denies (“{words}”), the translation does not"
        yield pair.finding("XL-NEG-001", lost, message, source=cue.span)
    elif added > 0.3:
        cue = next(cue for cue in target if cue.kind == "neg")
        words = cue.span.of(pair.target)
        message = f"the translation denies (“{words}”), the source does not"
        yield pair.finding("XL-NEG-001", added, message, target=cue.span)


def _linked(pair: Pair, alignment: Alignment, own: list[Cue], other: list[Cue], side: str) -> float:
    """``polarity_links.evidence`` for the clear denials of ``own``."""
    denials = [cue.span for cue in own if cue.kind == "neg"]
    answers = [cue.span for cue in other if cue.kind == "neg"]
    return evidence(alignment, denials, answers, (pair.segment.lang, pair.translation.lang), side)


def _unanswered(one: list[Cue], other: list[Cue], share: float) -> float:
    """How much clear denial of ``one`` has no answer in ``other``: 1.0 for a plain "not" against nothing at all.

    :param share: divisor where ``other`` denies too, only less often.
    """
    clear = sum(cue.weight for cue in one if cue.kind == "neg")
    answers = sum(cue.weight for cue in other if cue.kind == "neg")
    halves = sum(cue.weight for cue in other if cue.kind != "neg")
    missing = clear - answers
    if missing <= 0:
        return 0.0
    return max(0.0, min(1.0, missing) - halves) / (1.0 if answers == 0 else share)
