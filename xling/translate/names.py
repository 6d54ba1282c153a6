"""Names that hold: a person, company or product keeps its letters, or takes the English form that the lists give.

Subword models garble names they have not seen (Kunpeng → Kunpengngng). The ladder asks for the name where the decoder's
attention says it was rendered. Places are left to the model, but for those of China: they have adjectives and other
names in every language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import ClassVar

from xling.align.words import tokenize
from xling.claims.gazetteer import spellings
from xling.claims.names import names
from xling.text import is_han
from xling.translate.kept import Kept
from xling.translate.pinyin import is_abroad, is_romanised, romanised
from xling.types import Name, NameKind, Span, TermMatch, TermStatus

_LONG, _ALIKE, _NEARLY = 6, 0.6, 0.8  # met for Meta
_KINDS = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.PRODUCT})


@dataclass(frozen=True, slots=True)
class KeptName(Kept):
    """``forms`` are all ways to write the name in the target language; ``target`` is the one to put in."""

    label: ClassVar[str] = "name"

    forms: tuple[str, ...] = ()

    def may_replace(self, words: str) -> bool:
        """A garbled name begins as the name does, or has most of its letters in order (sugarberg for Zuckerberg)."""
        parts = {part for form in self.forms for part in form.split()}
        return any(_garbles(word, part) for word in words.replace("-", " ").split() for part in parts)

    def places(self, text: str) -> list[Span]:
        """The first form that stands in ``text`` as a whole word, wherever it does."""
        for form in self.forms:
            found = [Span(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)]
            if found:
                return found
        return []


def _garbles(word: str, part: str) -> bool:
    if word[:2] == part[:2]:
        return True
    likeness = SequenceMatcher(None, word.casefold(), part.casefold(), autojunk=False).ratio()
    return likeness >= (_ALIKE if min(len(word), len(part)) >= _LONG else _NEARLY)


def kept_names(text: str, source_lang: str, target_lang: str) -> list[TermMatch]:
    """The people, organisations and products of ``text`` with their first mentions: listed names in a form of the
    target language, others letter for letter, Chinese people in pinyin, and places of China. Other Chinese names that
    no list has are left to the model."""
    found: dict[str, TermMatch] = {}
    for name in _read(text, source_lang):
        forms = _forms(name, target_lang, text)
        if not forms or name.key in found:
            continue
        term = KeptName(name.text, forms[0], source_lang, target_lang, status=TermStatus.KEEP, forms=forms)
        found[name.key] = TermMatch(term, name.span)
    return list(found.values())


@lru_cache(maxsize=4096)
def _read(text: str, lang: str) -> tuple[Name, ...]:
    return tuple(names(text, lang))


def _forms(name: Name, target_lang: str, text: str) -> tuple[str, ...]:
    """Ways to write the name, the best first: its own letters where they are Latin and the lists know nothing else.

    German and Chinese texts use the English forms as well as their own.
    """
    if name.kind not in _KINDS:
        return _place(name, target_lang, text)
    english = spellings("en").get(name.key, ())
    listed = english if target_lang == "en" else (*spellings(target_lang).get(name.key, ()), *english)
    if any(map(is_han, name.text)):
        return listed or (romanised(name.text) if name.kind is NameKind.PERSON and not is_abroad(text) else ())
    foreign = spellings("de").get(name.key, ()) if target_lang == "en" else ()
    if name.text in listed or not listed or name.text not in foreign:
        return (name.text, *(form for form in listed if form != name.text))
    return (*listed, name.text)


def _place(name: Name, target_lang: str, text: str) -> tuple[str, ...]:
    """Places of China, whose name in Latin letters is their reading and has no adjective: Wuhan, Xi'an.

    Only where the characters are words of ``text``: 重大连锁 has no Dalian in it.
    """
    known = name.kind is NameKind.PLACE and target_lang in ("de", "en") and any(map(is_han, name.text))
    forms = spellings("en", places=True).get(name.key, ()) if known else ()
    if not is_romanised(forms, name.text):
        return ()
    words = tokenize(text)
    whole = any(word.start == name.span.start for word in words) and any(word.end == name.span.end for word in words)
    return forms if whole else ()
