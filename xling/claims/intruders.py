"""Names in a translation that nothing in the source accounts for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from xling.claims.gazetteer import WORD, given_names
from xling.claims.names import names, survey
from xling.claims.renderings import forms_of
from xling.claims.spelling import plain
from xling.claims.variants import near
from xling.claims.words import COMMON_CAPITALS, is_ordinary
from xling.tables import rows
from xling.types import Name, NameKind, Span


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


def intruders(source: str, source_lang: str, target: str, target_lang: str) -> Iterator[Intruder]:
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
            yield Intruder(name.text, name.span, 0.4 if name.kind is NameKind.PRODUCT else 0.65)
        elif source_lang != "zh" and target_lang == "en" and _odd(name):
            yield Intruder(name.text, name.span, 0.62)


def _accounted(name: Name, source: str, lang: str, words: list[str]) -> bool:
    """True when a form, a part, a relative or a transliteration of the name stands in the source."""
    if lang == "zh":
        short = _short().get(name.key, "")
        return any(form in source for form in forms_of(name.key, "zh")) or any(c in source for c in short)
    folded = plain(source)
    for form in (name.text, *forms_of(name.key, lang)):
        for part in WORD.findall(form):
            low = plain(part)
            if low in folded or any(near(low, word) or word[:4] == low[:4] for word in words if len(low) > 3):
                return True
    return False


def _odd(name: Name) -> bool:
    """A word that is nothing but a name: no dictionary has it, and it is no common capital."""
    parts = WORD.findall(name.text)
    return all(
        len(part) > 3 and part not in COMMON_CAPITALS and not part.isupper() and "-" not in part for part in parts
    ) and any(part in given_names() or not is_ordinary(part, "en") for part in parts)
