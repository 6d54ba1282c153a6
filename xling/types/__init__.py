"""Every value that travels between the stages. Frozen, no I/O, no third-party import.

A position is a half-open span of characters (Unicode code points) into ``Article.text``;
``Article.file_span`` turns it into a span of the decoded file. Text is never rebuilt from tokens.
A stage changes a value with ``dataclasses.replace``.
"""

from __future__ import annotations

from xling.types.article import Article, Block, BlockKind, OffsetMap, Segment
from xling.types.claim import (
    Approx,
    Claim,
    ClaimLink,
    Descent,
    Name,
    NameKind,
    Pairing,
    Predicate,
    Quantity,
    QuantityKind,
    Verdict,
)
from xling.types.dossier import Dossier
from xling.types.flag import Blame, Evidence, Finding, Flag, Severity
from xling.types.span import LANGUAGES, Span
from xling.types.term import Term, TermHit, TermMatch, TermOutcome, TermStatus
from xling.types.translation import Alignment, Link, Translation

__all__ = [
    "LANGUAGES",
    "Alignment",
    "Approx",
    "Article",
    "Blame",
    "Block",
    "BlockKind",
    "Claim",
    "ClaimLink",
    "Descent",
    "Dossier",
    "Evidence",
    "Finding",
    "Flag",
    "Link",
    "Name",
    "NameKind",
    "OffsetMap",
    "Pairing",
    "Predicate",
    "Quantity",
    "QuantityKind",
    "Segment",
    "Severity",
    "Span",
    "Term",
    "TermHit",
    "TermMatch",
    "TermOutcome",
    "TermStatus",
    "Translation",
    "Verdict",
]
