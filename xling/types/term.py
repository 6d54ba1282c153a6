"""Glossary terms, where they occur, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xling.types.span import Span


class TermStatus(StrEnum):
    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"  # the source term must not be rendered by any of ``forbidden``; no target of its own
    KEEP = "do-not-translate"


@dataclass(frozen=True, slots=True)
class Term:
    """One glossary line: a source term and the target rendering that editors want."""

    source: str
    target: str
    source_lang: str
    target_lang: str
    status: TermStatus = TermStatus.PREFERRED
    forbidden: tuple[str, ...] = ()  # target renderings that are wrong for this term
    context: tuple[str, ...] = ()  # the term holds only near one of these words (any of them); empty: always
    pos: str = ""
    note: str = ""
    evidence: str = ""
    owner: str = ""
    date: str = ""
    where: str = ""  # "file:line"


@dataclass(frozen=True, slots=True)
class TermMatch:
    """An occurrence of ``term`` at ``span`` of the text that was searched (exact characters, inflection included)."""

    term: Term
    span: Span


class TermOutcome(StrEnum):
    MODEL = "model"  # the model said it by itself
    NBEST = "n-best"  # a lower hypothesis of the beam had it
    REDECODED = "re-decoded"  # decoded again with the term as prefix
    SPLICED = "spliced"  # put in place of the aligned words
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class TermHit:
    """What became of one term in one translation."""

    match: TermMatch
    outcome: TermOutcome
    target_span: Span | None = None  # into Translation.text
    reason: str = ""  # for MISSED: why
