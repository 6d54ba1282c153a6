"""Renderings composed of the parts of a Chinese word: 客户 + 端 gives Kundenende, Ende des Kunden, customer end.

A list of renderings never holds all that a literal translation may write. Here the words of ``data/word_parts.tsv`` for
the parts of a word are put together in every way in which German and English put such parts together; a combination
that is a word of the language, or that ordinary text holds (``data/composed.{de,en}.tsv``), says nothing and is left
out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from xling.checks.idiom_match import Hit, Item, Rendering
from xling.claims.quantity.numerals import ENGLISH_SMALL, german
from xling.lexicon.calques import calques
from xling.lexicon.concepts import split
from xling.lexicon.frequency import weight
from xling.lexicon.words import Word, stem, stopwords, trim
from xling.tables import rows
from xling.types import Span

KINDS = ("sense", "slang", "time-name")
SHORTEST, LONGEST = 2, 5
"""Characters of a Chinese word that is taken apart."""
LINKS = ("", "s", "es", "n", "en", "er", "e", "-", "s-", "n-", "en-")
"""What may stand between the parts of a German compound."""
REACH = 4
"""Words within which a verb and its object stand."""
LEAST_PART = 3
LOOSE = {"object": 0.3, "pair": 0.15, "genitive": 0.15}
"""What a hit of that way counts as its gap: such words come together by chance more often than others."""
_GENITIVE = {"de": frozenset(("der", "des", "von", "vom", "dieses", "dieser")), "en": frozenset(("of",))}
_AND = {"de": frozenset(("und", "oder")), "en": frozenset(("and", "or"))}
_BREAK = re.compile(r"[^\w\s'’-]")
_SIGN = {"phrase": "p", "genitive": "g", "pair": "u", "object": "o"}
_ARTICLE = frozenset(("the", "a", "an", "this", "its", "their"))


@dataclass(frozen=True, slots=True)
class Composed:
    """The words ``words`` of a text, numbers into its words, render the two parts of a Chinese word. ``key`` names the
    combination whatever its inflection; ``way``: compound, phrase, genitive, pair or object."""

    entry: int
    words: tuple[int, ...]
    key: str
    way: str


@cache
def part_words(lang: str) -> dict[str, tuple[str, ...]]:
    """Chinese word part → its German or English words."""
    column = 1 if lang == "de" else 2
    return {row[0]: split(row[column]) for row in rows("word_parts.tsv")}


@cache
def divided() -> dict[tuple[str, str], tuple[int, ...]]:
    """Two parts → numbers of the lexicon entries that they make up."""
    known = part_words("de")
    table: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, entry in enumerate(calques()):
        if entry.kind not in KINDS:
            continue
        for form in entry.forms:
            if SHORTEST <= len(form) <= LONGEST:
                for cut in range(1, len(form)):
                    if form[:cut] in known and form[cut:] in known:
                        table[form[:cut], form[cut:]].append(number)
    return {pair: tuple(numbers) for pair, numbers in table.items()}


@cache
def _used() -> tuple[frozenset[str], frozenset[str]]:
    pairs = divided()
    return frozenset(first for first, _ in pairs), frozenset(second for _, second in pairs)


@cache
def by_word(lang: str) -> dict[str, frozenset[str]]:
    """Stem → the Chinese parts that it renders."""
    used = frozenset().union(*_used())
    table: dict[str, set[str]] = defaultdict(set)
    for part, words in part_words(lang).items():
        for word in words if part in used else ():
            if " " not in word and len(word) >= LEAST_PART and word not in stopwords(lang):
                table[stem(word, lang)].add(part)
    return {key: frozenset(parts) for key, parts in table.items()}


@cache
def _verbs() -> frozenset[str]:
    """Stems of the German verbs among the part words."""
    every = (word for words in part_words("de").values() for word in words)
    return frozenset(stem(word, "de") for word in every if word[0].islower() and word.endswith("n") and " " not in word)


@cache
def _firsts() -> dict[str, frozenset[str]]:
    """First part of a German compound, folded, its link included → the Chinese parts that it renders."""
    used = _used()[0]
    table: dict[str, set[str]] = defaultdict(set)
    for part, words in part_words("de").items():
        for word in words if part in used else ():
            base = trim(word + "xx", "de")[:-2]  # folded, nothing cut
            bases = {base}
            if word[0].islower() and base.endswith("en"):
                bases = {base[:-2], base[:-2] + "e"}
            elif base.endswith("e"):
                bases.add(base[:-1])
            for each in bases:
                for link in LINKS:
                    if len(each) >= LEAST_PART:
                        table[each + link].add(part)
    return {key: frozenset(parts) for key, parts in table.items()}


def composed(words: Sequence[Word], lang: str) -> list[Composed]:
    """Every place where ``words`` render the parts of a word of the lexicon one by one; ordinary combinations are left
    out."""
    common = ordinary_combinations(lang)
    return [
        each
        for each in combinations(words, lang)
        if each.key not in common and not (each.way == "compound" and _in_dictionary(words[each.words[0]].text))
    ]


def _in_dictionary(compound: str) -> bool:
    """Whether German has the compound: a Windkanal is no channel of the wind."""
    import simplemma

    return bool(simplemma.is_known(compound, lang="de"))


def combinations(words: Sequence[Word], lang: str) -> Iterator[Composed]:
    """As ``composed``, ordinary combinations included; the ground on which those are counted."""
    if lang == "de":
        yield from _compounds(words)
    table, pairs = by_word(lang), divided()
    found = [(n, table[word.exact[2:]]) for n, word in enumerate(words) if word.content and word.exact[2:] in table]
    for place, (first, left) in enumerate(found):
        for second, right in found[place + 1 :]:
            if second - first > REACH:
                break
            between = [word.text.lower() for word in words[first + 1 : second]]
            for way, turned in _ways(words, first, second, between, lang):
                for one in right if turned else left:
                    for other in left if turned else right:
                        for entry in pairs.get((one, other), ()):
                            key = f"{words[first].exact[2:]} {_SIGN[way]} {words[second].exact[2:]}"
                            yield Composed(entry, (first, second), key, way)


def _ways(words: Sequence[Word], first: int, second: int, between: list[str], lang: str) -> Iterator[tuple[str, bool]]:
    """In which ways two words may hang together, and whether they stand in the order opposite to Chinese."""
    left, right = words[first], words[second]
    if not between:
        noun = right.text[:1].isupper() or lang == "en"
        if noun and (lang == "en" or left.text[:1].islower() or first == 0):
            yield "phrase", False
    elif between[0] in _GENITIVE[lang] and len(between) <= 2:
        yield "genitive", True
    elif len(between) == 1 and between[0] in _AND[lang]:
        yield "pair", False
    if lang == "de":
        verbs = _verbs()
        if right.text[:1].islower() and right.exact[2:] in verbs and left.text[:1].isupper():
            yield "object", True
        elif left.text[:1].islower() and left.exact[2:] in verbs and right.text[:1].isupper() and between:
            yield "object", False
    elif between and between[0] in _ARTICLE and len(between) <= 2:
        yield "object", False


def _compounds(words: Sequence[Word]) -> Iterator[Composed]:
    firsts, heads, pairs = _firsts(), by_word("de"), divided()
    for number, word in enumerate(words):
        text = word.text
        if len(text) < 2 * LEAST_PART or not text[0].isupper():
            continue
        folded = trim(text + "xx", "de")[:-2]
        if len(folded) != len(text):  # a sharp s counts for one letter in the text and two in the table
            text = folded
        for cut in range(LEAST_PART, len(text) - LEAST_PART + 1):
            if left := firsts.get(folded[:cut]):
                right = heads.get(stem(text[cut:].capitalize(), "de"), frozenset())
                for one in left:
                    for other in right:
                        for entry in pairs.get((one, other), ()):
                            yield Composed(entry, (number,), word.exact[2:], "compound")


@cache
def ordinary_combinations(lang: str) -> frozenset[str]:
    """Keys of combinations that ordinary text holds (benchmarks/calques_composed.py)."""
    return frozenset(row[0] for row in rows(f"composed.{lang}.tsv"))


def numeral(word: str, lang: str) -> bool:
    """Whether ``word`` is a number, in digits or letters; articles are none."""
    number = german(word.lower()) if lang == "de" else ENGLISH_SMALL.get(word.lower())
    return word.isdigit() or (number is not None and number != 1)


def composed_hits(text: str, words: Sequence[Word], lang: str) -> list[Hit]:
    """``composed`` as hits, what stands there being the rendering itself."""
    hits = []
    for each in composed(words, lang):
        span = Span(words[each.words[0]].span.start, words[each.words[-1]].span.end)
        if text[span.end : span.end + 1] == "-" or text[: span.start].endswith("-") or _BREAK.search(span.of(text)):
            continue  # cross-border is no cross; a clause ends between the words
        if len(each.words) > 1 and any(numeral(word.text, lang) for word in words[each.words[0] : each.words[1]]):
            continue  # 18 Punkte verlieren: what is counted is no part of a word
        items = tuple(
            Item(words[number].exact, words[number].keys, weight(words[number].exact[2:], lang))
            for number in each.words
        )
        total = sum(item.weight for item in items)
        rendering = Rendering(each.entry, span.of(text), items, total, made=True)
        hits.append(Hit(rendering, span, 1.0, LOOSE.get(each.way, 0.0), 1.0, total, len(items), each.words))
    return hits
