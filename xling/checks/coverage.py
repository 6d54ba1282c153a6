"""Omissions, additions and translations of something else: content words that no word of the other side answers.

The cover of each word comes from the aligner (links, dictionary, contextual vectors). What is normal differs between
language pairs, so strengths are measured in standard deviations of clean pairs (``xling/data/coverage.tsv``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from xling.checks.content import is_content
from xling.checks.coverage_glosses import answered
from xling.checks.coverage_words import unanswered
from xling.checks.material import Material
from xling.checks.pairs import Pair, pairs
from xling.checks.rules import Rule
from xling.tables import rows
from xling.text import quoted
from xling.types import LANGUAGES, Alignment, Finding, Severity, Span

_UNANSWERED = 0.45
"""A word adds to a run when its lack of cover exceeds this; below, it shortens the run."""
_FREE = (
    (0.0, 0.0),
    (0.3, 0.35),
    (0.4, 0.42),
    (0.5, 0.49),
    (0.6, 0.51),
    (0.66, 0.53),
    (0.69, 0.66),
    (0.73, 0.78),
    (0.8, 0.9),
    (1.0, 1.0),
)
"""Strength of a lack of cover in German and English pairs → strength of a missing word (``unanswered``) that is as rare
in human translations: free ones leave runs of words without cover."""


@dataclass(frozen=True, slots=True)
class Normal:
    """Mean and deviation over clean pairs of the unanswered share and the longest run; target by source length."""

    share: float
    share_sd: float
    run: float
    run_sd: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Lack:
    """What one side has and the other does not answer: share of content words (0–1), strength and place of the
    longest run of them."""

    share: float
    run: float
    span: Span | None


class Coverage:
    """XL-OMIT-001, XL-ADD-001, XL-DET-001."""

    rules: tuple[Rule, ...] = (
        Rule(
            "XL-OMIT-001",
            "omission",
            "coverage",
            "accuracy.omission",
            Severity.MAJOR,
            "the translation leaves out something that the source says",
        ),
        Rule(
            "XL-ADD-001",
            "addition",
            "coverage",
            "accuracy.addition",
            Severity.MAJOR,
            "the translation says something that the source does not",
        ),
        Rule(
            "XL-DET-001",
            "detached-translation",
            "coverage",
            "accuracy.mistranslation",
            Severity.CRITICAL,
            "the translation renders something else than the source",
        ),
    )

    def examine(self, material: Material) -> Iterable[Finding]:
        """Judge every pair for which the aligner told how well its words are answered."""
        for pair in pairs(material):
            if pair.alignment is not None and pair.alignment.source_cover and pair.source.strip():
                yield from _judge(pair, pair.alignment)


def _judge(pair: Pair, alignment: Alignment) -> Iterator[Finding]:
    cover = alignment.source_cover, alignment.target_cover
    if (pair.segment.lang, pair.translation.lang) == ("zh", "en"):
        cover = answered(alignment)
    missing = _lack(pair.source, alignment.source_tokens, cover[0], pair.segment.lang)
    extra = _lack(pair.target, alignment.target_tokens, cover[1], pair.translation.lang)
    usual = pair.segment.lang if pair.segment.lang in LANGUAGES else "other"
    normal = normals()[usual, "source"], normals()[usual, "target"]
    length = len(pair.target.strip()) / (len(pair.source.strip()) * normal[0].ratio)
    together = min(missing.share, extra.share)
    if together > 0.3:
        score = min(1.0, 0.35 + together)
        yield pair.finding("XL-DET-001", score, "hardly a word of the translation answers the source")
    langs = (pair.segment.lang, pair.translation.lang)
    omitted = _strength(missing, normal[0], 0.3 * max(0.0, 0.95 - length), usual)
    omitted, place = max((omitted, missing.span), unanswered(alignment, langs, "source"), key=_first)
    if omitted > 0.05:
        words = place.of(pair.source) if place else pair.source
        yield pair.finding("XL-OMIT-001", omitted, f"{quoted(words)} is not rendered", source=place)
    added = _strength(extra, normal[1], 0.1 * max(0.0, length - 1.5), usual)
    added, place = max((added, extra.span), unanswered(alignment, langs, "target"), key=_first)
    if added > 0.05:
        words = place.of(pair.target) if place else pair.target
        target = place or Span(0, len(pair.target))
        yield pair.finding("XL-ADD-001", added, f"nothing in the source says {quoted(words)}", target=target)


def _first(judged: tuple[float, Span | None]) -> float:
    return judged[0]


def _lack(text: str, tokens: Sequence[Span], cover: Sequence[float], lang: str) -> Lack:
    """How much of the content of ``text`` has no answer, and where the longest run of it stands."""
    valued = zip(tokens, cover, strict=True)
    content = [(token, 1.0 - value) for token, value in valued if is_content(token.of(text), lang)]
    share = sum(value for _, value in content) / max(4, len(content))
    best = current = 0.0
    place: Span | None = None
    start = 0
    for token, value in content:
        if current <= 0.0:
            current, start = 0.0, token.start
        current += value - _UNANSWERED
        if current > best:
            best, place = current, Span(start, token.end)
    return Lack(share, best, place)


def _strength(lack: Lack, normal: Normal, length: float, lang: str) -> float:
    """Graded 0–1: how far the lack lies beyond what clean pairs show."""
    by_share = (lack.share + length - normal.share) / normal.share_sd
    by_run = (lack.run - normal.run) / normal.run_sd
    raw = max(1.0 - math.exp(-max(0.0, by_share) / 6.0), 0.9 * (1.0 - math.exp(-max(0.0, by_run) / 10.0)))
    return raw if lang == "zh" else _on_line(raw, _FREE)


def _on_line(value: float, knots: Sequence[tuple[float, float]]) -> float:
    """Linear between the knots, which begin at 0 and end at 1."""
    right = next(place for place, (x, _) in enumerate(knots) if place and value <= x)
    (a, low), (b, high) = knots[right - 1], knots[right]
    return low + (high - low) * (value - a) / (b - a)


@cache
def normals() -> dict[tuple[str, str], Normal]:
    """What clean pairs look like, by source language and side; languages without a line are read like German."""
    table = {(lang, side): Normal(*map(float, figures)) for lang, side, *figures in rows("coverage.tsv")}
    for lang in ("en", "other"):
        for side in ("source", "target"):
            table.setdefault((lang, side), table["de", side])
    return table
