"""Signs that an article was translated from Chinese: expressions that it renders word by word."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xling.claims.phrasing import chinese
from xling.types import Article, Descent, Finding, Flag

CALQUES = frozenset({"calques", "senses"})


@dataclass(frozen=True, slots=True)
class Image:
    """A Chinese expression rendered word by word: how sure that is, 0–1, the words that do, and the ids of the articles
    that the flag calls as witnesses."""

    confidence: float
    words: str
    witnesses: frozenset[str]


Images = Mapping[str, Image]
"""Chinese expression → its image in an article, surest first."""

MOST = 0.93
"""The surest that a descent is ever called: all 13 of the pairs with a score over 0.25 were derived
(``benchmarks/lineage.py``), which by Laplace's rule of succession supports 14 in 15 and no more."""

_SEVERAL = 1.8
"""Sum of the confidences of different calques from which on a Chinese original is probable."""


def modest(score: float) -> float:
    """``score`` with the upper half compressed to at most ``MOST``; what is under one half stays there."""
    return score if score <= 0.5 else 0.5 + (score - 0.5) * (MOST - 0.5) / 0.5


def expression_of(finding: Finding) -> str:
    """The Chinese expression that a finding names; empty without one."""
    return chinese(" ".join([*(piece.text for piece in finding.evidence), finding.message]))


def rendered(article: Article, flags: Sequence[Flag]) -> Images:
    """The Chinese expressions behind the calques that are flagged in ``article``."""
    sure: dict[str, Image] = {}
    for flag in flags:
        if flag.finding.article == article.id and flag.family in CALQUES and (key := expression_of(flag.finding)):
            witnesses = frozenset(piece.article for piece in flag.finding.evidence if piece.article)
            image = Image(flag.confidence, flag.finding.span.of(article.text), witnesses)
            if key not in sure or image.confidence > sure[key].confidence:
                sure[key] = image
    return dict(sorted(sure.items(), key=lambda item: -item[1].confidence))


def unseen_original(article: Article, images: Images) -> Descent | None:
    """Descent from a Chinese original that is not among the articles; None without calques enough."""
    if article.lang == "zh":
        return None
    if article.origin != "zh" and sum(image.confidence for image in images.values()) < _SEVERAL:
        return None
    score = 1 - math.prod(1 - 0.6 * image.confidence for image in images.values())
    evidence = [f"“{image.words}” renders {expression}" for expression, image in list(images.items())[:4]]
    return Descent(
        "?zh", article.id, modest(max(score, 0.6)), tuple(evidence) or ("marked as translated from Chinese",)
    )
