"""Was this article translated from Chinese? Several calques in one text make it likely, and make the next likelier."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xling.odds import probability
from xling.types import Article, Finding

PRIOR = -4.0
"""Log-odds that a German or English article comes from Chinese when nothing is known: one in fifty."""
SUSPECTED = "XL-CALQ-002"
"""Rule whose findings name no Chinese expression: no evidence of where a text comes from."""

_SIGNS = (
    (re.compile(r"[\u4e00-\u9fff]{2,}"), 1.5),
    (re.compile(r"\b(?:RMB|Renminbi|Yuan|yuan)\b"), 0.6),
    (re.compile(r"\b(?:WeChat|Weibo|Douyin|36Kr|Caixin|Xinhua|iFanr|Huxiu|AsianFin)\b"), 0.8),
    (re.compile(r"^\s*[▲△▼]", re.MULTILINE), 1.0),
)


def probably_from_chinese(findings: Iterable[Finding], article: Article | None = None) -> float:
    """Probability, 0–1, that the article behind ``findings`` was translated from Chinese.

    Every calque counts by its score, each Chinese expression once; signs in the text (▲ captions, RMB amounts, WeChat
    accounts, Chinese characters) count too when ``article`` is given.
    """
    odds = PRIOR
    best: dict[str, float] = {}
    for finding in findings:
        if finding.rule.startswith(("XL-CALQ", "XL-SENSE", "XL-POL")) and finding.rule != SUSPECTED:
            key = finding.evidence[0].text if finding.evidence else finding.message
            best[key] = max(best.get(key, 0.0), finding.score)
    odds += sum(1.6 * score**4 for score in best.values())
    if article is not None:
        odds += sum(value for pattern, value in _SIGNS if pattern.search(article.text))
    return probability(odds)
