"""What an amount is the amount of: a valuation, a price, a revenue … read from the words around it.

Two amounts are compared only where their roles can be the same, so "29 billion valuation" never contradicts
"14.3 billion price". The words are in ``data/roles.tsv``.
"""

from __future__ import annotations

import re
from functools import cache

from xling.tables import rows
from xling.types import Span

_REACH = {"de": 110, "en": 110, "zh": 28}
"""Characters on each side of the amount in which a role word can still belong to it."""

EVOLVING = frozenset({"dead", "injured", "missing", "displaced", "arrested"})
"""Roles whose amounts grow while an event goes on: two reports that differ can both be right."""

_BREAK = re.compile(r"[;；。!?！？]|[.:](?=\s)|\n")
_GAP = r"(?:[^,]|,\d){1,80}?"
"""What stands between the parts of a verb: "ruft 1,5 Millionen Autos zurück"."""
_COMMA = re.compile(r"[,，、]|\b(?:und|and|während|while|but|aber)\b|而|但")


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    column = {"de": 1, "en": 2, "zh": 3}[lang]
    found: dict[str, re.Pattern[str]] = {}
    for row in rows("roles.tsv"):
        words = [word for word in row[column].split("|") if word] if len(row) > column else []
        if words:
            found[row[0]] = re.compile("|".join(_expression(word, lang) for word in words), re.IGNORECASE)
    return found


def _expression(word: str, lang: str) -> str:
    if lang == "zh":
        return re.escape(word)
    if word.startswith("~"):
        return re.escape(word[1:])
    return _GAP.join(rf"\b{re.escape(part)}\b" for part in word.split(" … "))


def roles(text: str, lang: str, span: Span) -> dict[str, float]:
    """Roles that the words around ``span`` allow, each with a weight 0–1: nearness, halved beyond a comma."""
    lang = lang if lang in _REACH else "en"
    reach = _REACH[lang]
    start, end = _window(text, span, reach)
    found: dict[str, float] = {}
    for role, pattern in _patterns(lang).items():
        for match in pattern.finditer(text, start, end):
            if span.start <= match.start() < span.end:  # 29 Verletzte: what is counted says it best
                found[role] = 1.0
                continue
            left, right = (match.end(), span.start) if match.end() <= span.start else (span.end, match.start())
            weight = 1 - max(0, right - left) / (1.25 * reach)
            if _COMMA.search(text, left, max(left, right)):
                weight *= 0.5
            found[role] = max(found.get(role, 0.0), weight)
    return found


def _window(text: str, span: Span, reach: int) -> tuple[int, int]:
    start = max(0, span.start - reach)
    end = min(len(text), span.end + reach)
    for match in _BREAK.finditer(text, start, span.start):
        start = match.end()
    if stop := _BREAK.search(text, span.end, end):
        end = stop.start()
    return start, end


def affinity(a: dict[str, float], b: dict[str, float]) -> float:
    """How far two amounts can have the same role: 1 the same, 0 nothing known, −1 clearly different ones.

    The forecast role only says when, so it never decides alone.
    """
    first = {role: weight for role, weight in a.items() if role != "forecast"}
    second = {role: weight for role, weight in b.items() if role != "forecast"}
    if not first or not second:
        return 0.0
    shared = sum(min(first.get(role, 0), second.get(role, 0)) for role in first)
    total = min(max(first.values()), max(second.values()))
    best = max(first, key=lambda role: first[role]), max(second, key=lambda role: second[role])
    match = shared / total if total else 0.0
    if match >= 0.6 or best[0] == best[1]:
        return min(1.0, max(match, 0.8))
    return match if match > 0.3 else match - 1.0 if not match else match - 0.3
