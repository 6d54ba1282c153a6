"""What a flag is recognised by in the next run: rule, words and their surroundings, never a line number.

The surroundings are taken inside the paragraph, not inside the sentence, so another division into sentences changes
nothing. ``quotation`` shows the same in a form that people read and that survives edits around the words.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256

from xling.text import fold
from xling.types import Article, Finding, Span

_NEAR = 12  # characters on either side, spaces not counted, that the fingerprint holds
_SHOWN = 40  # characters on either side that the quotation shows
_REACH = 60  # characters on either side that are looked at
_QUOTATION = re.compile(r"(?s)(.*?)\[\[(.*)\]\](.*)")


def quotation(finding: Finding, article: Article, target: str = "") -> str:
    """The words between double brackets with a little of their paragraph on either side, on one line; behind an arrow
    the words of the translation, where the finding is about a pair: ``zahlte [[14,3 Mrd. → 143 billion]] für``."""
    before, words, after = _parts(finding.span, article)
    shown = f"{words} → {target}" if target else words
    return _line(f"{_line(before)[-_SHOWN:]}[[{shown}]]{_line(after)[:_SHOWN]}")


def taken_apart(quoted: str) -> tuple[str, str, str] | None:
    """Text before, words and text after of a quotation; None where it is none."""
    match = _QUOTATION.fullmatch(quoted)
    return (match[1], match[2], match[3]) if match else None


def fingerprint(finding: Finding, article: Article, target: str, seen: Counter[str]) -> str:
    """Sixteen hex digits over rule, words, near surroundings and the words of the translation.

    The same words in the same surroundings of one article are told apart by their order, which ``seen`` counts; equal
    sentences of two articles have equal fingerprints, whichever articles are judged beside them.
    """
    before, words, after = _parts(finding.span, article)
    around = fold("".join(before.split())[-_NEAR:] + "|" + "".join(after.split())[:_NEAR])
    base = f"{finding.rule}|{fold(_line(words))}|{around}" + (f"|{fold(_line(target))}" if target else "")
    seen[f"{article.id}|{base}"] += 1
    return sha256(f"{base}|{seen[f'{article.id}|{base}']}".encode()).hexdigest()[:16]


def _parts(span: Span, article: Article) -> tuple[str, str, str]:
    """What stands before, in and after the span, within its paragraph."""
    text = article.text
    block = next((each.span for each in article.blocks if each.span.start <= span.start < each.span.end), None)
    if block is None:
        start = text.rfind("\n\n", 0, span.start)
        end = text.find("\n\n", span.end)
        block = Span(0 if start < 0 else start, len(text) if end < 0 else end)
    before = text[max(block.start, span.start - _REACH) : span.start]
    return before, span.of(text), text[span.end : max(span.end, min(block.end, span.end + _REACH))]


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
