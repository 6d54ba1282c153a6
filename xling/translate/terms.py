"""Which rendering a glossary match asks for, and whether a translation has it."""

from __future__ import annotations

import re
from functools import lru_cache

from xling.types import Span, TermMatch, TermStatus

_WORD = re.compile(r"\w+|[^\w\s]")


def wanted(match: TermMatch, source: str) -> str:
    """The target text that ``match`` asks for: its own words for do-not-translate, empty for a bare prohibition."""
    term = match.term
    if term.status is TermStatus.KEEP:
        return match.span.of(source) or term.source
    if term.status is TermStatus.FORBIDDEN:
        return ""
    return term.target


def rendered(target: str, text: str, *, pos: str = "", after: int = 0) -> Span | None:
    """Where ``text``, from character ``after`` on, holds ``target`` in any of its forms; the first such place.

    Number and tense of the term's own words, British and American spelling, hyphen or space between words and the
    case of a sentence beginning may differ ("acqui-hires", "Data annotation"); words in capitals must match exactly.
    """
    found = _pattern(target, pos).search(text, after)
    return Span(*found.span()) if found else None


def exact(target: str, text: str) -> bool:
    """Whether ``text`` holds ``target`` letter for letter, case aside: the strict measure of the WMT 2023 task."""
    return target.casefold() in text.casefold()


@lru_cache(maxsize=20_000)
def _pattern(target: str, pos: str) -> re.Pattern[str]:
    from xling.glossary.inflect_en import word_forms

    tokens = _WORD.findall(target)
    words = [token for token in tokens if token[0].isalnum()]
    parts, position = [], 0
    for token in tokens:
        if not token[0].isalnum():
            parts.append(re.escape(token))
            continue
        forms = {token.lower()}
        if _inflects(token) and (position == len(words) - 1 or (pos == "verb" and position == 0)):
            forms = set(word_forms(token, pos=pos, position=position, count=len(words)))
        parts.append(_alternatives(token, forms))
        position += 1
    body = r"[\s\-‐‑]*".join(parts) if parts else r"(?!)"
    left = r"(?<!\w)" if tokens and tokens[0][0].isalnum() else ""
    right = r"(?!\w)" if tokens and tokens[-1][0].isalnum() else ""
    return re.compile(left + body + right)


def _inflects(token: str) -> bool:
    return token.isascii() and token.isalpha() and len(token) > 2 and not token.isupper()


def _alternatives(token: str, forms: set[str]) -> str:
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    if token.isupper() and len(token) > 1:
        return re.escape(token) + ("s?" if token.isalpha() else "")
    return "(?i:" + "|".join(map(re.escape, ordered)) + ")"


def forbidden_in(match: TermMatch, text: str) -> Span | None:
    """Where ``text`` holds a rendering that the glossary forbids for this term, outside of the wanted rendering."""
    good = rendered(match.term.target, text, pos=match.term.pos) if match.term.target else None
    for bad in match.term.forbidden:
        at = 0
        while (span := rendered(bad, text, after=at)) is not None:
            if good is None or not good.contains(span):
                return span
            at = span.end
    return None


def honoured(match: TermMatch, source: str, text: str) -> Span | None:
    """The place that fulfils ``match`` in ``text``; None when there is none, or a forbidden rendering stands in it."""
    target = wanted(match, source)
    if forbidden_in(match, text):
        return None
    if not target:
        return Span(0, 0)
    return rendered(target, text, pos=match.term.pos)
