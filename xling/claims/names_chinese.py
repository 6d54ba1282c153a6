"""Mentions of names in Chinese text: lists, transliterations with a middle dot, surnames beside a title or a verb of
saying, 《titles》, and Latin names written between Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xling.claims.gazetteer import chinese_forms, chinese_given, chinese_surnames, cues, sounds
from xling.claims.names_glossed import mentions as glossed
from xling.claims.names_latin import mentions as latin_mentions
from xling.claims.names_runs import Context
from xling.claims.spelling import plain
from xling.claims.words import COMMON_CAPITALS
from xling.text import is_han
from xling.types import Name, NameKind, Span

_DOT = "·•・‧"
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9.&'’+-]*(?: [A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9.&'’+-]*)*")
_SAYS = "说称"  # end no given name, but follow one
_TITLE = re.compile(r"《([^《》\n]{1,40})》")
_AFTER_NAME = re.compile(
    r"[，。、；：！？（）《》“”\s]|于|在|的|将|和|与|曾|也|已|是|说|称|表示|等|对|为|被|从|则|还|却|又|把|向|认|指|透|宣|告|强|回|坦|及|先|女|博|教|今|当|以|没|未"
)


def mentions(text: str, context: Context) -> list[Name]:
    """Names in ``text``, sorted by position, without overlaps."""
    taken: list[Name] = []
    sources = (
        _dotted(text),
        _listed(text, context),
        glossed(text, context.glossed, context.known),
        _titles(text),
        _latin(text, context),
        _native(text),
    )
    for source in sources:
        for name in source:
            if not any(name.span.overlaps(other.span) for other in taken):
                taken.append(name)
    return sorted(taken, key=lambda name: name.span.start)


def _dotted(text: str) -> Iterator[Name]:
    """亚历山大·王: characters that write foreign sounds on both sides of the dot."""
    sound = sounds()
    position = 0
    while (dot := next((i for i in range(position, len(text)) if text[i] in _DOT), -1)) >= 0:
        start = _left_border(text, dot)
        end = dot
        while end < len(text) and text[end] in _DOT:
            last = end + 1
            end = last
            while end < len(text) and end - last < 8 and _continues(text, last, end, sound):
                end += 1
        position = max(end, dot + 1)
        if start < dot and end > dot + 1:
            name = text[start:end]
            form = next((one for one in chinese_forms().get(name[0], ()) if one.text == name), None)
            yield Name(name, Span(start, end), form.kind if form else NameKind.PERSON, form.key if form else name)


def _left_border(text: str, dot: int) -> int:
    """Where the given name before the dot begins: a listed transliteration, or the run of sound characters."""
    for length in range(min(7, dot), 0, -1):
        if text[dot - length : dot] in chinese_given() and length > 1:
            return dot - length
    start = dot
    while start > 0 and dot - start < 6 and text[start - 1] in sounds():
        start -= 1
    if start == dot and dot > 0 and (is_han(text[dot - 1]) or text[dot - 1].isupper()):
        start = dot - 1
    return start


def _continues(text: str, start: int, end: int, sound: dict[str, str]) -> bool:
    character = text[end]
    if end == start and character in chinese_surnames():
        return True
    if any(text.startswith(cue, end) for cue in cues("zh", "person", "before") | cues("zh", "organisation", "before")):
        return False
    return character in sound or (end == start and is_han(character))


def _listed(text: str, context: Context) -> Iterator[Name]:
    forms = chinese_forms()
    end = 0
    for start, character in enumerate(text):
        if start < end or character not in forms:
            continue
        for form in forms[character]:
            if text.startswith(form.text, start) and (not form.ambiguous or form.key in context.keys):
                end = start + len(form.text)
                yield Name(form.text, Span(start, end), form.kind, form.key)
                break


def _titles(text: str) -> Iterator[Name]:
    for match in _TITLE.finditer(text):
        yield Name(match.group(1), Span(*match.span(1)), NameKind.OTHER, plain(match.group(1)))


def _latin(text: str, context: Context) -> Iterator[Name]:
    for match in _LATIN.finditer(text):
        run = match.group()
        listed = latin_mentions(run, "en", context)
        if listed:
            for name in listed:
                span = name.span.shift(match.start())
                yield Name(name.text, span, name.kind, name.key)
        elif run not in COMMON_CAPITALS and len(run) > 1 and any(map(str.isupper, run)):
            yield Name(run, Span(*match.span()), NameKind.OTHER, plain(run))


def _native(text: str) -> Iterator[Name]:
    """Chinese personal names: a family name and one or two characters, next to a title or a verb of saying."""
    titles, verbs = cues("zh", "person", "after"), cues("zh", "person", "before")
    surnames = chinese_surnames()
    end = 0
    for start in range(len(text)):
        if start < end:
            continue
        head = next((text[start : start + n] for n in (2, 1) if text[start : start + n] in surnames), "")
        if not head:
            continue
        announced = any(text.endswith(title, 0, start) for title in titles)
        for length in (len(head) + 2, len(head) + 1):
            name, rest = text[start : start + length], text[start + length :]
            if len(name) < length or not all(map(is_han, name)) or name[-1] in _SAYS:
                continue
            said = any(rest.startswith(verb) for verb in verbs)
            if (announced and (not rest or _AFTER_NAME.match(rest))) or (said and _begins(text, start)):
                end = start + length
                yield Name(name, Span(start, end), NameKind.PERSON, name)
                break


def _begins(text: str, start: int) -> bool:
    return start == 0 or not is_han(text[start - 1])
