"""Mentions of names in German and English: capital runs, titles, given names, shapes, lists.

German capitalises every noun, so there a capital letter proves nothing: a run counts when a list, a given name, a title
before it, or a shape that no German noun has (inner capitals, digits, letters foreign to German) speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xling.claims.gazetteer import WORD, Form, latin_forms
from xling.claims.names_runs import GENITIVE, Context, Runs, starts_sentence
from xling.claims.words import STOP
from xling.types import Name, Span


def mentions(text: str, lang: str, context: Context) -> list[Name]:
    """Names in ``text``, longest first where they overlap, sorted by position."""
    words = [Span(match.start(), match.end()) for match in WORD.finditer(text)]
    taken: list[Name] = list(_listed(text, words, lang, context))
    covered = {index for name in taken for index in range(name.span.start, name.span.end)}
    free = [word for word in words if word.start not in covered]
    finder = Runs(text, lang, context, covered)
    taken += finder.find(free)
    return sorted(taken, key=lambda name: name.span.start)


def _listed(text: str, words: Sequence[Span], lang: str, context: Context) -> Iterator[Name]:
    forms = latin_forms(lang)
    end = 0
    for word in words:
        if word.start < end:
            continue
        for start, candidate in _entries(word.of(text), word.start):
            if found := _longest(text, start, candidate, forms, lang, context):
                yield found
                end = found.span.end
                break


def _entries(word: str, start: int) -> Iterator[tuple[int, str]]:
    """The word as it stands, without its genitive ending, and the parts of a hyphenated compound (Meta-CEO)."""
    yield start, word
    if stripped := GENITIVE.sub("", word):
        yield start, stripped
    if word.endswith("s") and len(word) > 3:
        yield start, word[:-1]
    if "-" in word:
        offset = 0
        for part in word.split("-"):
            yield start + offset, part
            offset += len(part) + 1


def _longest(
    text: str, start: int, word: str, forms: dict[str, list[Form]], lang: str, context: Context
) -> Name | None:
    for form in forms.get(word, ()):
        # "Scale-AI-Gründer" writes the inner blank of "Scale AI" as a hyphen.
        piece = text[start : start + len(form.text)]
        if piece != form.text and piece.replace("-", " ") != form.text:
            continue
        span = Span(start, start + len(form.text))
        if not _ends_word(text, span.end, lang) or not _admissible(text, span, form, lang, context):
            continue
        return Name(piece, span, form.kind, form.key)
    return None


def _ends_word(text: str, end: int, lang: str) -> bool:
    tail = text[end : end + 2]
    if not tail or not (tail[0].isalnum() or tail[0] == "_"):
        return True
    return tail[0] == "s" and (len(tail) == 1 or not tail[1].isalnum()) and lang == "de"


def _admissible(text: str, span: Span, form: Form, lang: str, context: Context) -> bool:
    if form.text == "US" and text[span.end : span.end + 7].startswith("-Dollar"):
        return False
    if not form.ambiguous or form.key in context.keys:
        return True
    if starts_sentence(text, span.start) or context.lower[form.text.lower()]:
        return False
    before = text[max(0, span.start - 12) : span.start].split()
    return lang == "en" or not before or before[-1].lower() not in STOP["de"]
