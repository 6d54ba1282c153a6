"""The Chinese source beside its translation: which expressions of the lexicon it holds, and how they were rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from xling.align.words import chinese_segmenter
from xling.checks.composed import composed_hits
from xling.checks.idiom_company import company_odds, preference
from xling.checks.idiom_letters import WHOLE, spelt_out
from xling.checks.idiom_lexicon import W_ORDINARY, is_good, ordinary, strength
from xling.checks.idiom_match import Hit, Index, prepare, prepare_characters
from xling.lexicon.calques import Calque, calques
from xling.lexicon.concepts import analyse
from xling.lexicon.topics import allowed
from xling.lexicon.words import Word
from xling.text import is_han
from xling.types import Alignment, Span

W_MISSING, W_CORE = 10.0, 2.0
"""Log-odds taken off a short rendering per share missing of ``WHOLE``, and where its weightiest word is missing."""
_COUNTED, _NUMERAL = frozenset("年日天"), frozenset("0123456789一二三四五六七八九十两几半百千多")
ORDINARY = 1
"""Content words up to which a rendering can be an ordinary word: 单位 is a unit of measurement too."""

LEAST_PREFERRED = 0.2
"""By how much, in nats, the meaning must suit the words around better than an ordinary word does, where no subject of
the lexicon's is met."""

WORDS = ("sense", "slang", "time-name")
"""Classes whose expressions are words: part of another word is none."""
LETTERS = 10.0
"""Log-odds per share of letters met beyond ``WHOLE``."""


@dataclass(frozen=True, slots=True)
class Expression:
    """``entry`` stands at ``span`` of a Chinese text."""

    entry: Calque
    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class PairHit:
    """An expression of the source and its literal rendering ``hit`` in the target; ``strength`` in log-odds."""

    expression: Expression
    hit: Hit
    strength: float


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, int]]:
    table = {form: number for number, entry in enumerate(calques()) for form in entry.forms}
    plain = sorted((form for form in table if "..." not in form and "…" not in form), key=len, reverse=True)
    return re.compile(f"(?=({'|'.join(map(re.escape, plain))}))"), table


@cache
def _entry_index(number: int, lang: str) -> Index:
    entry = calques()[number]
    made = [prepare(number, text, lang) for text in entry.literal[lang]]
    made += [prepare_characters(number, form, lang) for form in entry.forms if entry.kind == "idiom"]
    return Index([each for each in made if len(each.items) > 1 or not is_han(each.text[0])], lang)


def expressions(text: str) -> list[Expression]:
    """The expressions of the lexicon in a Chinese text, in order; one that lies inside a longer one is left out."""
    pattern, table = _forms()
    found: list[Expression] = []
    for match in pattern.finditer(text):
        span = Span(match.start(1), match.end(1))
        if _counted(text, span) or (calques()[table[match.group(1)]].kind in WORDS and _within(text, span)):
            continue
        if not found or span.end > found[-1].span.end:
            number = table[match.group(1)]
            found.append(Expression(calques()[number], number, span))
    return found


def _within(text: str, span: Span) -> bool:
    """Whether the characters are part of a longer word of the dictionary: 消费 in 消费者, 工程 in 工程师."""
    return any(word.start <= span.start and span.end <= word.end and word != span for word in _words(text))


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[Span, ...]:
    segmenter = chinese_segmenter(())
    return tuple(Span(start, end) for _, start, end in segmenter.tokenize(text, HMM=False))


def _counted(text: str, span: Span) -> bool:
    """Whether the unit of time with which an expression begins is counted: 三年内 is no 年内."""
    return text[span.start] in _COUNTED and text[: span.start][-1:] in _NUMERAL and span.start > 0


def literal_pairs(source: str, target: str, lang: str) -> Iterator[PairHit]:
    """Expressions of ``source`` whose literal rendering stands in ``target``: its words, or else its letters."""
    return rendered(expressions(source), target, lang)


def rendered(told: Iterable[Expression], target: str, lang: str) -> Iterator[PairHit]:
    """Those of ``told`` whose literal rendering stands in ``target``: its words, or else its letters."""
    words = analyse(target, lang)
    made = composed_hits(target, words, lang)
    for expression in told:
        if expression.entry.kind == "polarity":
            continue
        index = _entry_index(expression.number, lang)
        good = expression.entry.good[lang]
        scored = [
            PairHit(expression, hit, _strength(expression.entry, hit, preferred, lang))
            for hit in (*index.find(target, words), *made)
            if hit.rendering.entry == expression.number and not is_good(hit, target, good)
            for preferred in [preference(expression.entry, words, hit.words, lang)]
            if _admitted(expression.entry, hit, words, preferred, lang)
        ]
        if scored:
            yield max(scored, key=lambda pair: pair.strength)
            continue
        spelt = [hit for each in index.renderings if (hit := spelt_out(each, words, lang))]
        spelt = [
            hit
            for hit in spelt
            if not is_good(hit, target, good)
            for preferred in [preference(expression.entry, words, hit.words, lang)]
            if _admitted(expression.entry, hit, words, preferred, lang)
        ]
        if spelt:
            best = max(spelt, key=lambda hit: hit.coverage)
            yield PairHit(expression, best, LETTERS * (best.coverage - WHOLE))


def _admitted(entry: Calque, hit: Hit, words: Sequence[Word], preferred: float | None, lang: str) -> bool:
    """Whether the subject, or the company of the words, speaks for the wrong sense, where an ordinary word is wrong
    only under some subjects."""
    whole = hit.coverage >= 0.9  # Ökologie alone is not Plattformökologie
    free = not entry.paired or (whole and hit.rendering.text not in entry.paired)
    if free and (entry.kind == "idiom" or len(hit.rendering.items) > ORDINARY):
        return True
    inside = set(hit.words)
    about = allowed(entry.context, [word for number, word in enumerate(words) if number not in inside], lang)
    return (preferred or 0.0) > LEAST_PREFERRED if about is None else about


def _strength(entry: Calque, hit: Hit, preferred: float | None, lang: str) -> float:
    """As ``strength``, but that a word is an ordinary one does not speak against it where the lexicon says so itself;
    of a short rendering little may be missing, and not its weightiest word."""
    text = hit.rendering.text
    value = strength(hit) + (W_ORDINARY if text in entry.paired and " " not in text and ordinary(text) else 0.0)
    if entry.kind != "idiom":
        value -= W_MISSING * max(0.0, WHOLE - hit.coverage) + (0.0 if hit.core else W_CORE)
    return value + company_odds(hit, entry.kind, preferred, lang)


def strays(pair: PairHit, alignment: Alignment, words: Sequence[Word]) -> bool:
    """Whether the links say that the words of the hit render something else: none of them is linked to the expression,
    and some to other words. Of a wrong sense, which may be an ordinary word, some word must be linked to it."""
    if pair.expression.entry.kind in ("idiom", "number"):
        return False
    spans = [words[number].span for number in pair.hit.words if words[number].content]
    places = {n for n, token in enumerate(alignment.target_tokens) if any(token.overlaps(span) for span in spans)}
    linked = {link.source for link in alignment.links if link.target in places}
    if any(alignment.source_tokens[place].overlaps(pair.expression.span) for place in linked):
        return False
    return bool(linked) or (bool(alignment.links) and pair.expression.entry.kind == "sense")


def unlinked(expression: Expression, alignment: Alignment) -> bool:
    """Whether no word link leaves the expression, while the rest of the source is linked."""
    inside = {number for number, token in enumerate(alignment.source_tokens) if token.overlaps(expression.span)}
    linked = {link.source for link in alignment.links}
    return bool(inside) and not inside & linked and len(linked) >= 0.5 * len(alignment.source_tokens)
