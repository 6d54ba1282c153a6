"""Findings, and the flags that the policy makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xling.types.span import Span


class Severity(StrEnum):
    """MQM severities, mildest first in meaning: neutral < minor < major < critical."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class Blame(StrEnum):
    SOURCE = "source"  # the article itself is wrong
    TRANSLATION = "translation"  # our translation is wrong
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a finding is believed: another article's words, a lexicon entry, a computed value."""

    kind: str  # "article", "lexicon", "glossary", "value", "vote", "model", "rule"
    text: str
    article: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw, before any decision. ``score`` is raw, 0–1, higher is worse; ``span`` is into
    ``Article.text``; ``target`` into the translation of ``segment`` where the finding is about a pair."""

    rule: str
    article: str
    segment: str
    span: Span
    score: float
    message: str
    blame: Blame
    suggestion: str = ""
    evidence: tuple[Evidence, ...] = ()
    target: Span | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding that passed its threshold. ``confidence`` is the calibrated probability that it is a real error;
    ``fingerprint`` stays the same when lines move (made of rule and text, not of positions); ``quote`` shows the words
    in their surroundings for files of judged flags."""

    finding: Finding
    severity: Severity
    confidence: float
    family: str
    mqm: str
    fingerprint: str
    quote: str = ""
