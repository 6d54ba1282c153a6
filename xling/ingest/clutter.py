"""The lexicon of page clutter: what share buttons, bylines, related lists and the like say in de, en and zh.

``xling/data/clutter.tsv`` holds one pattern a line; a space in a pattern stands for any white space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from xling.errors import InputError
from xling.tables import placed_rows
from xling.types import BlockKind

SCOPES = ("line", "weak", "start", "end", "near", "section")
_EDGE = r"[\s#＃•·▶►▸>»*|◎☆★✉📧☎+\-–—&（(\[【]*"
_TAIL = r"[\s:：.!。！…›»>→↓▼|)）\]】*\-–—]*"
_LINE_MAX, _NEAR_MAX, _START_MAX, _TAIL_MAX, _SECTION_MAX = 220, 420, 160, 60, 80


@dataclass(frozen=True, slots=True)
class Hit:
    """What the lexicon says; ``at`` is where a ``start`` pattern ends or an ``end`` pattern begins."""

    kind: BlockKind
    reason: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: BlockKind
    reason: str
    pattern: re.Pattern[str]
    folded: bool  # to be matched against the text in small letters, which is several times faster than IGNORECASE


@cache
def _rules() -> dict[str, tuple[_Rule, ...]]:
    """Per scope, one combined expression for every kind and reason, in the order of the file."""
    names: dict[str, str] = {}
    groups: dict[tuple[str, str, str, bool], list[str]] = {}
    for place, columns in placed_rows("clutter.tsv"):
        if len(columns) != 4 or columns[0] not in (*SCOPES, "define"):
            raise InputError(f"{place}: not scope, kind, reason, pattern", hint="repair the line")
        scope, kind, reason, pattern = columns
        pattern = re.sub(r"\{([A-Z]+)\}", lambda match: names[match[1]], pattern)
        if scope == "define":
            names[kind] = pattern
        else:
            folded = "(?-i:" not in pattern and scope not in ("start", "end")
            groups.setdefault((scope, kind, reason, folded), []).append(_spaced(pattern))
    rules: dict[str, list[_Rule]] = {scope: [] for scope in SCOPES}
    for (scope, kind, reason, folded), patterns in groups.items():
        body = "|".join(patterns)
        expression = f"(?:{body})" if scope in ("near", "start", "end") else f"{_EDGE}(?:{body}){_TAIL}"
        compiled = re.compile(_small(expression)) if folded else re.compile(expression, re.IGNORECASE)
        rules[scope].append(_Rule(BlockKind(kind), reason, compiled, folded))
    return {scope: tuple(found) for scope, found in rules.items()}


def _small(pattern: str) -> str:
    """``pattern`` with its letters small; escapes such as ``\\S`` stay."""
    return re.sub(r"\\.|[^\\]+", lambda match: match[0] if match[0][0] == "\\" else match[0].lower(), pattern)


def _spaced(pattern: str) -> str:
    """``pattern`` with every space outside a character class standing for any white space."""
    out, inside = [], False
    for index, character in enumerate(pattern):
        escaped = index > 0 and pattern[index - 1] == "\\"
        if character == "[" and not escaped:
            inside = True
        elif character == "]" and not escaped:
            inside = False
        if character != " " or inside:
            out.append(character)
        elif pattern[index + 1 : index + 2] in ("?", "{"):
            out.append(r"\s")
        else:
            out.append(r"\s+")
    return "".join(out)


def section(text: str) -> Hit | None:
    """The clutter section that a line with this text opens, if any: sources, related, faq, comments."""
    return _whole("section", text) if len(text) <= _SECTION_MAX else None


def line(text: str) -> Hit | None:
    """Clutter that is the whole of a short paragraph, or shows anywhere in one of moderate length."""
    if len(text) <= _LINE_MAX and (hit := _whole("line", text)):
        return hit
    if len(text) <= _NEAR_MAX:
        small = text.lower()
        for rule in _rules()["near"]:
            if rule.pattern.search(small if rule.folded else text):
                return Hit(rule.kind, rule.reason)
    return None


def weak(text: str) -> Hit | None:
    """What is clutter only beside other clutter: a category such as “Technology” above a time."""
    return _whole("weak", text) if len(text) <= _LINE_MAX else None


def start(text: str) -> Hit | None:
    """Clutter with which a paragraph begins while its rest is text: a dateline, a leading date field."""
    head = text[:_START_MAX]
    for rule in _rules()["start"]:
        if (match := rule.pattern.match(head)) and 0 < match.end() < len(text):
            return Hit(rule.kind, rule.reason, at=match.end())
    return None


def end(text: str) -> Hit | None:
    """Clutter with which a paragraph ends while its rest is text: the sign of an agency."""
    if text[-1:] not in (")", "）"):
        return None
    tail = max(0, len(text) - _TAIL_MAX)
    for rule in _rules()["end"]:
        for match in rule.pattern.finditer(text, tail):
            if match.end() == len(text) and match.start() > 0:
                return Hit(rule.kind, rule.reason, at=match.start())
    return None


def _whole(scope: str, text: str) -> Hit | None:
    small = text.lower()
    for rule in _rules()[scope]:
        if rule.pattern.fullmatch(small if rule.folded else text):
            return Hit(rule.kind, rule.reason)
    return None
