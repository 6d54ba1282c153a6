"""Names in a translation that nothing in the source accounts for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from xling.claims.bearers import skeleton
from xling.claims.gazetteer import WORD, given_names
from xling.claims.names import names, survey
from xling.claims.readings import can_be_read
from xling.claims.relatives import places_meant
from xling.claims.renderings import forms_of
from xling.claims.spelling import plain
from xling.claims.variants import near
from xling.claims.words import COMMON_CAPITALS, is_ordinary
from xling.lexicon.glosses import is_glossed
from xling.tables import rows
from xling.types import Alignment, Name, NameKind, Span

_SOUNDS = 80  # similarity of consonants, 0–100, from which two words can be forms of one name
_SINGLE, _SEVERAL = 0.7, 0.85  # links from which a name of one word, of several, renders what it is linked to


_FIRST = 0.5  # score of one unknown word with which a sentence begins: its capital proves no name


@cache
def _short() -> dict[str, str]:
    """Single characters that stand for a place in compounds such as 中美, 英法."""
    return {row[2]: row[1] for row in rows("names_zh.tsv") if row[0] == "short"}


@dataclass(frozen=True, slots=True)
class Intruder:
    """A name of the translation without a source. ``score`` 0–1; ``span`` into the translation."""

    text: str
    span: Span
    score: float


def intruders(
    source: str, source_lang: str, target: str, target_lang: str, *, alignment: Alignment | None = None
) -> Iterator[Intruder]:
    """Names of an English or German ``target`` that the source has in no form; a translation invents no names."""
    if target_lang not in ("en", "de"):
        return
    context = survey([(source, source_lang), (target, target_lang)])
    own = {name.key for name in names(source, source_lang, context=context)}
    words = [plain(match.group()) for match in WORD.finditer(source)]
    for name in names(target, target_lang, context=context):
        if name.key in own or _accounted(name, source, source_lang, words):
            continue
        if forms_of(name.key, source_lang):
            yield Intruder(name.text, name.span, _listed(name))
        elif source_lang == "zh" and target_lang == "en":
            if _strange(name, source):
                score = _unread(name, alignment)
                yield Intruder(name.text, name.span, min(score, _FIRST) if _opens(name, target) else score)
        elif source_lang != "zh" and target_lang == "en" and _odd(name):
            yield Intruder(name.text, name.span, 0.66)


def _in_dictionary(parts: list[str], source: str) -> bool:
    """True when the dictionary gives all the words of a name for the source, or one that is nothing but a name: of
    Shuji Nakamura the family name."""
    return all(is_glossed(word, source) for word in parts) or any(
        _unknown(word) and is_glossed(word, source) for word in parts
    )


def _opens(name: Name, text: str) -> bool:
    """True for a single word with which a sentence begins."""
    return " " not in name.text and text[: name.span.start].rstrip(" “\"'(")[-1:] in ("", ".", "!", "?", ":", ";")


def _listed(name: Name) -> float:
    """Score of a listed name. Products and institutions with a descriptive name (Supreme Court) have more names in use
    than any list: they prove less."""
    if name.kind is NameKind.PRODUCT:
        return 0.4
    return 0.45 if name.kind is NameKind.ORGANISATION and " " in name.text else 0.65


def _accounted(name: Name, source: str, lang: str, words: list[str]) -> bool:
    """True when a form, a part, a relative or a transliteration of the name stands in the source."""
    if lang == "zh":
        short = _short().get(name.key, "")
        forms = forms_of(name.key, "zh")
        if any(form in source or (len(form) > 2 and form[:2] in source) for form in forms) or any(
            c in source for c in short
        ):
            return True
        if any(form in source for key in places_meant(name.text) for form in forms_of(key, "zh")):
            return True
        parts = [word for word in WORD.findall(name.text) if len(word) > 3]
        return any(can_be_read(word, source) for word in parts) or _in_dictionary(parts, source)
    folded = plain(source)
    listed = forms_of(name.key, lang)
    meant = {key for part in WORD.findall(name.text) for key in places_meant(part)}
    if any(plain(form) in folded for key in meant for form in forms_of(key, lang)) or any(
        _people(form, word) for form in listed for word in words
    ):
        return True
    for form in (name.text, *listed):
        for part in WORD.findall(form):
            low = plain(part)
            if low in folded or any(_related(low, word) for word in words if len(low) > 3):
                return True
    return False


def _related(word: str, other: str) -> bool:
    """True for forms of one name in two languages: Catalonia, Katalonien; Mary, Maria; Naples, Neapel."""
    from rapidfuzz import fuzz

    if near(word, other) or other[:4] == word[:4]:
        return True
    for heard in (str, _heard):
        first, second = skeleton(heard(word)), skeleton(heard(other))
        second = second[: max(len(first) + 1, 3)]  # of a compound its beginning: Kiwusee
        if len(first) < 3 and other[:3] != word[:3]:
            continue
        if first[:1] == second[:1] and fuzz.ratio(first, second) >= _SOUNDS:
            return True
    return False


def _heard(word: str) -> str:
    """A name with ch for k and German j for y: Nicholas, Nikolaus; Yangtze, Jangtse."""
    return ("y" + word[1:] if word[:1] == "j" else word).replace("ch", "k")


def _people(place: str, word: str) -> bool:
    """True for the adjective or the people of a short German name of a place: Dänemark, dänisch, Däninnen."""
    low = plain(place)
    return bool(re.fullmatch(rf"{re.escape(low[:3])}(?:isch\w*|en?|in|innen)", word))


def _strange(name: Name, source: str) -> bool:
    """A name that no list has, that is no English word, and of which no word can be the reading of the source."""
    parts = [part for part in WORD.findall(name.text) if len(part) > 3 and part[1:].islower()]
    latin = plain(source)
    return any(map(_unknown, parts)) and not any(
        plain(part) in latin or places_meant(part) or can_be_read(part, source) for part in parts
    )


def _unread(name: Name, alignment: Alignment | None) -> float:
    """Score of a name that cannot be read from the Chinese: Japanese names and brands cannot either, but then the
    aligner mostly knows which word they render; a name in several words is rarely a brand."""
    from xling.align.lexical import lexicon

    if alignment is None:
        return 0.5
    places = [place for place, token in enumerate(alignment.target_tokens) if token.overlaps(name.span)]
    table = lexicon("zh", "en")
    if table is not None and places:
        source = [token.of(alignment.source) for token in alignment.source_tokens]
        words = [alignment.target_tokens[place].of(alignment.target) for place in places]
        if source and table.lookup(source, words)[0].max() > 0:
            return 0.3
    linked = max((link.score for link in alignment.links if link.target in places), default=0.0)
    return 0.66 if linked < (_SEVERAL if len(WORD.findall(name.text)) > 1 else _SINGLE) else 0.55


def _unknown(word: str) -> bool:
    """True for a word of letters alone that is nothing but a name."""
    return word.isalpha() and word not in COMMON_CAPITALS and not is_ordinary(word, "en")


def _odd(name: Name) -> bool:
    """A word that is nothing but a name: no dictionary has it, and it is no common capital."""
    parts = WORD.findall(name.text)
    return all(
        len(part) > 3 and part not in COMMON_CAPITALS and part[1:].islower() and part.isalpha() for part in parts
    ) and any(part in given_names() or not is_ordinary(part, "en") for part in parts)
