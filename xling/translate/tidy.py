"""Small repairs of a finished translation: words said twice, brackets and quotes left open, the first letter.

Nothing is reworded; every repair is an edit at exact characters, so that the places of terms can be moved with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from xling.claims.quantity import quantities
from xling.lexicon.words import closed_class
from xling.translate.ladder import Pinned
from xling.types import Span

_TWICE = re.compile(
    r"(?<![\w'’-])((?:[^\W\d][\w'’-]*[ ]){0,5}?[^\W\d][\w'’-]*)(?P<again> \1)(?![\w'’-])", re.IGNORECASE
)
_IN_SOURCE = re.compile(r"(?<!\w)(\w[\w'’-]*)[ ,，、]*\1(?!\w)|([一-鿿]{2,})[，、 ]?\2", re.IGNORECASE)
_RIGHTLY = frozenset(
    [
        "had",
        "that",
        "is",
        "very",
        "so",
        "no",
        "bye",
        "ha",
        "more",
        "again",
        "really",
        "on",
        "in",
        "to",
        "up",
        "it",
        "you",
    ]
)
_LARGE = 1000  # smaller numbers stand side by side by chance
_OPEN, _CLOSED = {"(": ")", "[": "]"}, {")": "(", "]": "["}
_NO_PARTNER = re.compile(r"[:;-]$|^\W*\w{1,2}$")  # :) and its kind; 1) and a)
_QUOTES = re.compile(r"[\"“”„«»「」『』《》]")
_END = re.compile(r"[.!?…]*[\"”’]?$")
_INNER = {"，": ",", ",": ",", "、": ",", "；": ";", ";": ";"}
_FINAL = {"。": ".", ".": ".", "！": "!", "!": "!", "？": "?", "?": "?"}


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``span`` of a text become ``new``; ``why`` is for the reader of the notes. ``twin``: where the text
    says once more what is taken out, so that a term in it has a place to go to."""

    span: Span
    new: str
    why: str
    twin: Span | None = None


def edits(text: str, source: str, *, begins: bool = True, ends: bool = True) -> list[Edit]:
    """The repairs of ``text``, a translation of ``source``, in order, not overlapping.

    :param begins: False for a part of a sentence that is not its first.
    :param ends: False for a part of a sentence that is not its last.
    """
    found = _said_twice(text, source) + _amount_twice(text, source) + _brackets(text, source) + _quotes(text, source)
    if first := _first_letter(text, source) if begins else _inner_letter(text):
        found.append(first)
    if not ends and (change := _inner_end(text, source)):
        found.append(change)
    elif ends and (final := _FINAL.get(source.rstrip()[-1:])) and text[-1:].isalnum():
        found.append(Edit(Span(len(text), len(text)), final, "final punctuation"))
    result: list[Edit] = []
    for each in sorted(found, key=lambda edit: (edit.span.start, edit.span.end)):
        if not result or each.span.start >= result[-1].span.end:
            result.append(each)
    return result


def tidied(pinned: Pinned, source: str, *, begins: bool = True, ends: bool = True) -> Pinned:
    """``pinned`` with its text repaired around its terms, their places moved, and a note that says what was done."""
    places = [hit.target_span for hit in pinned.hits if hit.target_span]
    changes = [
        each
        for each in edits(pinned.text, source, begins=begins, ends=ends)
        if len(each.new) == len(each.span) or all(_spared(span, each, pinned.text) for span in places)
    ]
    if not changes:
        return pinned
    hits = tuple(
        replace(hit, target_span=moved(hit.target_span, changes, pinned.text)) if hit.target_span else hit
        for hit in pinned.hits
    )
    why = ", ".join(dict.fromkeys(each.why for each in changes))
    return replace(pinned, text=applied(pinned.text, changes), hits=hits, warnings=(*pinned.warnings, f"tidied: {why}"))


def applied(text: str, changes: Sequence[Edit]) -> str:
    """``text`` with the edits made."""
    for change in reversed(changes):
        text = text[: change.span.start] + change.new + text[change.span.end :]
    return text


def moved(span: Span, changes: Sequence[Edit], text: str) -> Span:
    """Where ``span`` of ``text`` lies after edits that change no length inside it, or say its words elsewhere."""
    gone = next((change for change in changes if change.twin and change.span.overlaps(span)), None)
    if gone and gone.twin:
        start = text.find(span.of(text), gone.twin.start, gone.twin.end)
        span = Span(start, start + len(span))
    before = [change for change in changes if change.span.end <= span.start]
    return span.shift(sum(len(change.new) - len(change.span) for change in before))


def _spared(span: Span, change: Edit, text: str) -> bool:
    """Whether a term at ``span`` outlives the edit: it lies elsewhere, or its words stand in the twin as well."""
    if not change.span.overlaps(span):
        return True
    return change.twin is not None and text.find(span.of(text), change.twin.start, change.twin.end) >= 0


def _said_twice(text: str, source: str) -> list[Edit]:
    """in South Korea in South Korea: the second is taken out, unless the source says something twice as well."""
    if _IN_SOURCE.search(source):
        return []
    return [
        Edit(Span(*match.span("again")), "", "words said twice")
        for match in _TWICE.finditer(text)
        if match[1].casefold() not in _RIGHTLY
    ]


def _amount_twice(text: str, source: str) -> list[Edit]:
    """14.3 billion US$14.3 billion: of two amounts of one value side by side the one without currency is taken out."""
    changes = []
    for one, other in pairwise(quantities(text, "en")):
        beside = not text[one.span.end : other.span.start].strip()
        if not beside or one.low != other.low or one.low < _LARGE or bool(one.unit) == bool(other.unit):
            continue
        if max(sum(q.low == one.low for q in quantities(source, lang)) for lang in ("de", "zh")) > 1:
            continue
        gone = Span(one.span.end, other.span.end) if one.unit else Span(one.span.start, other.span.start)
        changes.append(Edit(gone, "", "amount said twice", one.span if one.unit else other.span))
    return changes


def _brackets(text: str, source: str) -> list[Edit]:
    found, waiting = [], []
    for match in re.finditer(r"[()\[\]]", text):
        if match[0] in _OPEN:
            waiting.append(match)
        elif waiting and waiting[-1][0] == _CLOSED[match[0]]:
            waiting.pop()
        elif not _NO_PARTNER.search(text[: match.start()]):
            found.append(Edit(Span(*match.span()), "", "bracket without a partner"))
    at = _close(text)
    for match in reversed(waiting):
        if match[0] == "(" and any(sign in source for sign in "(（"):
            found.append(Edit(Span(at, at), _OPEN[match[0]], "bracket left open"))
        else:
            found.append(Edit(Span(*match.span()), "", "bracket without a partner"))
    return found


def _quotes(text: str, source: str) -> list[Edit]:
    places = [match.start() for match in re.finditer('"', text)]
    wanted = len(_QUOTES.findall(source))
    if len(places) % 2 == 0 or wanted % 2:
        return []
    last = places[-1]
    if wanted and len(places) == 1 and text[last + 1 : last + 2].isalnum() and text[last - 1 : last].strip() == "":
        return [Edit(Span(len(text), len(text)), '"', "quotation left open")]
    if wanted:
        return []  # which of several lacks its partner cannot be told
    return [Edit(Span(last, last + 1), "", "quotation mark without a partner")]


def _first_letter(text: str, source: str) -> Edit | None:
    word = re.match(r"[^\W\d_]+", text)
    if word is None or not text[0].islower() or source.lstrip()[:1].islower() or word[0] in source:
        return None
    return Edit(Span(0, 1), text[0].upper(), "capital at the beginning")


def _inner_letter(text: str) -> Edit | None:
    """A small letter for "The" where a part goes on in the middle of a sentence; names and "I" are not touched."""
    word = re.match(r"[^\W\d_]+", text)
    if word is None or word[0] == "I" or not text[0].isupper() or word[0].lower() not in closed_class("en"):
        return None
    return Edit(Span(0, 1), text[0].lower(), "parts joined")


def _inner_end(text: str, source: str) -> Edit | None:
    """The comma or semicolon of the source where a part ends in the middle of a sentence."""
    sign = _INNER.get(source.rstrip()[-1:], "")
    if text.endswith(".") and not text.endswith(".."):
        return Edit(Span(len(text) - 1, len(text)), sign, "parts joined")
    return Edit(Span(len(text), len(text)), sign, "parts joined") if sign and text[-1:].isalnum() else None


def _close(text: str) -> int:
    match = _END.search(text)
    return match.start() if match else len(text)
