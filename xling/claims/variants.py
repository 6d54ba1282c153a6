"""Spellings of one bearer's name that differ from how the articles otherwise write it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from xling.claims.gazetteer import WORD, latin_forms, preferred
from xling.claims.spelling import plain
from xling.text import is_han
from xling.types import Name, NameKind, Segment, Span


@dataclass(frozen=True, slots=True)
class Use:
    """One mention. ``name.span`` is into ``Article.text``."""

    article: str
    segment: str
    lang: str
    name: Name


@dataclass(frozen=True, slots=True)
class OddForm:
    """A word of a name that is spelled like nowhere else. ``votes`` counts the right form by article."""

    use: Use
    word: str
    span: Span
    right: str
    score: float
    votes: tuple[tuple[str, int], ...]
    listed: bool
    accent: bool
    example: Use | None = None


def uses_of(segments: Sequence[Segment], names: Sequence[Sequence[Name]]) -> list[Use]:
    """Mentions with positions in their article, from names found in the segments' own text."""
    return [
        Use(segment.article, segment.id, segment.lang, replace(name, span=name.span.shift(segment.span.start)))
        for segment, here in zip(segments, names, strict=True)
        for name in here
    ]


def odd_forms(uses: Iterable[Use]) -> Iterator[OddForm]:
    """Words of names that are close to, but not the same as, the form that wins the vote for their bearer.

    A form that the lists know, in any language, is never odd; neither is a genitive of the winning form.
    """
    groups: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        if not any(map(is_han, use.name.text)):
            groups[use.name.key].append(use)
    for key, group in groups.items():
        if any(use.name.kind in (NameKind.PERSON, NameKind.ORGANISATION) for use in group):
            yield from _of_bearer(key, group)


def _words(name: Name) -> list[tuple[str, Span]]:
    return [(m.group(), Span(*m.span()).shift(name.span.start)) for m in WORD.finditer(name.text)]


def _of_bearer(key: str, group: Sequence[Use]) -> Iterator[OddForm]:
    counts: Counter[str] = Counter(word for use in group for word, _ in _words(use.name))
    listed = _listed().get(key, frozenset())
    for use in group:
        for word, span in _words(use.name):
            if word in listed or len(word) < 5:
                continue
            right = _winner(word, counts, listed)
            if right is None or _inflected(word, right, use.lang):
                continue
            yield _odd(use, word, span, right, group, listed)


def _winner(word: str, counts: Counter[str], listed: frozenset[str]) -> str | None:
    rivals = [one for one in {*counts, *listed} if one != word and near(word, one)]
    rivals = [one for one in rivals if one in listed or counts[one] >= max(2, 3 * counts[word])]
    return max(rivals, key=lambda one: (counts[one] + 2 * (one in listed), one), default=None)


def near(a: str, b: str) -> bool:
    """True for two spellings that can be one word misspelt: same first letter, at most two letters apart in ten."""
    if min(len(a), len(b)) < 5 or plain(a)[:1] != plain(b)[:1]:
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    first, second = plain(a), plain(b)
    return bool(DamerauLevenshtein.distance(first, second, score_cutoff=3) <= (2 if max(len(a), len(b)) >= 8 else 1))


def _inflected(word: str, right: str, lang: str) -> bool:
    endings = {"de": ("s", "’", "'", "’s", "'s", "sche", "schen", "scher"), "en": ("'s", "’s", "s", "'", "’")}
    return any(word == right + ending for ending in endings.get(lang, ("s",)))


def _odd(use: Use, word: str, span: Span, right: str, group: Sequence[Use], listed: frozenset[str]) -> OddForm:
    votes = Counter(one.article for one in group if right in (w for w, _ in _words(one.name)))
    against = sum(word in (w for w, _ in _words(one.name)) for one in group)
    accent = plain(word) == plain(right)
    total = sum(votes.values())
    score = 0.45 + 0.1 * math.log2(1 + total / against) + 0.15 * (right in listed) - 0.3 * accent
    example = next((o for o in group if o is not use and right in (w for w, _ in _words(o.name))), None)
    return OddForm(
        use,
        word,
        span,
        right,
        max(0.05, min(0.97, score)),
        tuple(votes.most_common()),
        right in listed,
        accent,
        example,
    )


@cache
def _listed() -> dict[str, frozenset[str]]:
    """Every word of every listed Latin form, by key; and the parts of the key itself."""
    found: dict[str, set[str]] = defaultdict(set)
    for forms in latin_forms("de").values():
        for form in forms:
            if not form.described:
                found[form.key].update(WORD.findall(form.text))
    for key, text in preferred().items():
        found[key].update(WORD.findall(text))
    return {key: frozenset(words) for key, words in found.items()}
