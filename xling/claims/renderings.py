"""How a name of one language may be written in another, and which names of a source its translation lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from xling.claims.bearers import resolve, sounds_like
from xling.claims.gazetteer import WORD, chinese_forms, chinese_given, chinese_surnames, latin_forms, preferred
from xling.claims.names import names, survey
from xling.claims.readings import can_be_read
from xling.claims.relatives import stands_for
from xling.claims.spelling import plain
from xling.claims.variants import near
from xling.text import is_han
from xling.types import Alignment, Name, NameKind, Span

_OF_PLACES = {NameKind.PLACE, NameKind.ORGANISATION}
"""An organisation may stand for its place: the Bundesbank for 德国央行, Gazprom for a 俄罗斯 company."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A name of the source without its counterpart. ``instead`` and ``span``: what the translation has in its place."""

    name: Name
    score: float
    expected: str
    forms: tuple[str, ...] = ()
    instead: str = ""
    span: Span | None = None


@cache
def _forms(lang: str) -> dict[str, tuple[str, ...]]:
    """All listed forms of a key that a text in ``lang`` may use, the preferred one first."""
    index = chinese_forms() if lang == "zh" else latin_forms(lang)
    found: dict[str, list[str]] = {}
    for forms in index.values():
        for form in forms:
            found.setdefault(form.key, []).append(form.text)
    for key, text in preferred().items():
        found.setdefault(key, []).insert(0, text)
    return {key: tuple(dict.fromkeys(forms)) for key, forms in found.items()}


def forms_of(key: str, lang: str) -> tuple[str, ...]:
    """The listed forms of a key that a text in ``lang`` may use; for Chinese the Chinese ones alone."""
    found = _forms(lang).get(key, ())
    return tuple(form for form in found if any(map(is_han, form))) if lang == "zh" else found


def unrendered(
    source: str, source_lang: str, target: str, target_lang: str, *, alignment: Alignment | None = None
) -> Iterator[Missing]:
    """Names of ``source`` that ``target`` does not have in any form it may take; spans are into the two texts."""
    context = survey([(source, source_lang), (target, target_lang)])
    first, second = resolve([names(source, source_lang, context=context), names(target, target_lang, context=context)])
    partners = {name.key: name for name in second}
    folded = plain(target)
    seen: set[str] = set()
    for name in first:
        if name.key in seen:
            continue
        seen.add(name.key)
        forms = _forms(target_lang).get(name.key, ())
        if partner := partners.get(name.key):
            if forms and (wrong := _misspelt(name, partner, forms)):
                yield Missing(name, 0.85, forms[0], forms, wrong, partner.span)
            continue
        if any(plain(form) in folded for form in (*forms, name.text) if len(form) > 1) or _derived(name, forms, folded):
            continue
        if source_lang != "zh" and _spelled(name.text, folded):
            continue
        if found := _judge(name, forms, target, second, alignment):
            yield found


def _spelled(name: str, folded: str) -> bool:
    """True when the name stands there with other blanks and hyphens, or each of its words with another ending:
    LokSound5 is LokSound 5, Robert Koch-Institut is Robert Koch Institute."""
    if re.sub(r"[\s-]", "", plain(name)) in re.sub(r"[\s-]", "", folded):
        return True
    parts = re.findall(r"\w{2,}", plain(name))
    return len(parts) > 1 and all(re.search(rf"\b{re.escape(part[: max(4, len(part) - 1)])}", folded) for part in parts)


def _misspelt(name: Name, partner: Name, forms: tuple[str, ...]) -> str:
    """A word of the partner that is near a word of the listed forms without being one. A Chinese given name leaves the
    spelling open: 亚历山大 may be Alexander or Alexandr."""
    if any(map(is_han, partner.text)):
        return ""
    listed = {plain(word) for form in forms for word in WORD.findall(form)}
    spelled = {plain(spelling) for spelling in chinese_given().get(name.text.split("·")[0], ())}
    for word in WORD.findall(partner.text):
        if (
            plain(word) not in listed | spelled
            and plain(word).removesuffix("s") not in listed
            and any(near(word, w) and not (name.kind is NameKind.PLACE and plain(word).startswith(w)) for w in listed)
        ):
            return str(word)
    return ""


def _derived(name: Name, forms: tuple[str, ...], folded: str) -> bool:
    """A place may come back as an adjective or as its people: 德国总理, German Chancellor."""
    if name.kind is not NameKind.PLACE:
        return False
    if stands_for(name.key, folded):
        return True
    return any(word.startswith(plain(form)[:4]) for form in forms for word in map(str, WORD.findall(folded)))


def _judge(
    name: Name, forms: tuple[str, ...], target: str, others: list[Name], alignment: Alignment | None
) -> Missing | None:
    chinese = any(map(is_han, name.text))
    if chinese and (_inside(alignment, name.span) or _read(name.text, target)):
        return None
    if chinese and not forms:
        return _transliterated(name, target, others)
    words = forms or (name.text,)
    for match in WORD.finditer(target):
        word = match.group()
        for form in words:
            for part in WORD.findall(form):
                if plain(word) == plain(part) and word != part:
                    return None  # the commission, for 欧盟委员会
                if word != part and near(word, part) and not _same_ending(word, part):
                    return Missing(name, 0.85, form, forms, word, Span(*match.span()))
    if not forms and not _firm(name):
        return None
    place = _aligned(alignment, name.span)
    instead = place.of(target) if place else ""
    rivals = (other for other in others if place and other.span.overlaps(place) and other.key != name.key)
    rival = next((other for other in rivals if not chinese or {other.kind, name.kind} != _OF_PLACES), None)
    listed, other = (0.45, 0.3) if chinese else (0.63, 0.5)
    score = 0.75 if rival else listed if forms else other
    return Missing(name, score, words[0], forms, rival.text if rival else instead, rival.span if rival else place)


def _inside(alignment: Alignment | None, span: Span) -> bool:
    """True when ``span`` begins or ends inside a word of the source: 德里 of 弗雷德里克, 工行 of 罢工 and 行动."""
    if alignment is None:
        return False
    ends = {end for token in alignment.source_tokens for end in (token.start, token.end)}
    return not {span.start, span.end} <= ends


def _read(chinese: str, target: str) -> bool:
    """True when a capital word of ``target`` is the reading of the whole name: 张忠谋 may be Zhang Zhongmou."""
    return len(chinese) > 1 and any(
        word[0].isupper() and len(word) > 3 and can_be_read(word, chinese) for word in WORD.findall(target)
    )


def _firm(name: Name) -> bool:
    return name.kind in (NameKind.PERSON, NameKind.ORGANISATION) and len(name.text) > 3


def _same_ending(word: str, part: str) -> bool:
    """Inflection and derivation make no other name: Metas, Berliner, Chinese."""
    return word.startswith(part) or part.startswith(word)


def _transliterated(name: Name, target: str, others: list[Name]) -> Missing | None:
    """A Chinese name that no list has: some name of the translation must sound like it."""
    for other in others:
        if any(map(is_han, other.text)):
            return None
        if sounds_like(name.text, other.text.casefold()) or _native(name.text, other.text):
            return None
    words = [m.group() for m in WORD.finditer(target) if m.group()[0].isupper()]
    if any(_native(name.text, " ".join(words[i : i + 2])) for i in range(len(words))):
        return None
    return Missing(name, 0.4, _guess(name.text))


def _native(chinese: str, latin: str) -> bool:
    """王小明 may be Wang Xiaoming: the family name decides, in either place."""
    words = [plain(word) for word in WORD.findall(latin)]
    readings = {plain(r) for n in (1, 2) for r in chinese_surnames().get(chinese[:n], ())}
    return bool(readings & set(words))


def _guess(chinese: str) -> str:
    given = chinese_given().get(chinese.split("·")[0], ())
    return given[0] if given else ""


def _aligned(alignment: Alignment | None, span: Span) -> Span | None:
    if alignment is None:
        return None
    rows = {i for i, token in enumerate(alignment.source_tokens) if token.overlaps(span)}
    hits = [alignment.target_tokens[link.target] for link in alignment.links if link.source in rows]
    return Span(min(t.start for t in hits), max(t.end for t in hits)) if hits else None
