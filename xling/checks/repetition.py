"""Words said twice: decoder loops in a translation and doubled words in any text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from xling.checks.content import stopwords
from xling.checks.material import Material, finding_in
from xling.checks.pairs import Pair, pairs
from xling.checks.rules import Rule
from xling.tables import rows
from xling.text import quoted
from xling.types import Finding, Severity, Span

_ECHO = 4  # words from which a phrase that comes back in the same sentence is an echo
_BREAK = re.compile(r"[.!?;:](?=\s|$)|[“”\"„]|\n")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")


@cache
def _natural() -> frozenset[str]:
    """Words that may rightly stand twice in a row. "der, der" has a comma between and is no doubling anyway."""
    return frozenset(word for _, words in rows("doubles.tsv") for word in words.split())


@dataclass(frozen=True, slots=True)
class Repeat:
    """``times`` copies of the same ``size`` words; ``span`` covers the copies after the first."""

    span: Span
    words: str
    times: int
    size: int


def repeats(text: str, *, numbers: bool = False) -> list[Repeat]:
    """Stretches of one to eight words that follow themselves with nothing but blanks between; longest first wins.

    :param numbers: also a doubled number, which tables and scores hold rightly.
    """
    tokens = list(_WORD.finditer(text))
    folded = [token[0].casefold() for token in tokens]
    found: list[Repeat] = []
    place = 0
    while place < len(tokens):
        best = _best_repeat(text, tokens, folded, place, numbers)
        if best is None:
            place += 1
            continue
        found.append(best)
        place += best.times * best.size
    return found


def _best_repeat(text: str, tokens: list[re.Match[str]], folded: list[str], place: int, numbers: bool) -> Repeat | None:
    for size in range(min(8, (len(folded) - place) // 2), 0, -1):
        times = 1
        while folded[place : place + size] == folded[place + times * size : place + (times + 1) * size]:
            start = place + times * size
            gap = text[tokens[start - 1].end() : tokens[start].start()]
            if _words(text, tokens, start, size) != _words(text, tokens, place, size):
                break  # the same words with other marks between them
            if gap.strip() and not (size > 1 and gap.strip() == ","):
                break
            times += 1
        if times == 1:
            continue
        words = text[tokens[place].start() : tokens[place + size - 1].end()]
        natural = (times == 2 and folded[place] in _natural()) or len(words) == 1
        if size == 1 and (natural or (not numbers and words[0].isdigit())):
            continue
        if size == times == 2 and folded[place].endswith("er") and folded[place + 1] == "and":
            continue  # faster and faster and at last
        start, end = tokens[place + size].start(), tokens[place + times * size - 1].end()
        return Repeat(Span(start, end), words, times, size)
    return None


def _words(text: str, tokens: list[re.Match[str]], place: int, size: int) -> str:
    return " ".join(text[tokens[place].start() : tokens[place + size - 1].end()].casefold().split())


def echoes(text: str) -> list[Repeat]:
    """Phrases of four words or more, two of them content words, that an English sentence says again further on."""
    tokens = list(_WORD.finditer(text))
    folded = [token[0].casefold() for token in tokens]
    found: list[Repeat] = []
    place = 0
    while place + 2 * _ECHO <= len(tokens):
        later = [at for at in range(place + _ECHO, len(tokens)) if folded[at] == folded[place]]
        sizes = [(_common(folded, place, at), at) for at in later]
        size, at = max(sizes, default=(0, 0))
        between = text[tokens[place].start() : tokens[at].start()]
        if size < _ECHO or _BREAK.search(between) or sum(map(_has_content, folded[place : place + size])) < 2:
            place += 1
            continue
        words = text[tokens[place].start() : tokens[place + size - 1].end()]
        found.append(Repeat(Span(tokens[at].start(), tokens[at + size - 1].end()), words, 2, size))
        place = at + size
    return found


def _common(folded: list[str], first: int, second: int) -> int:
    """How many words from ``first`` on stand from ``second`` on too, the two stretches not overlapping."""
    size = 0
    while size < second - first and second + size < len(folded) and folded[first + size] == folded[second + size]:
        size += 1
    return size


def _has_content(word: str) -> bool:
    return not word[0].isdigit() and word not in stopwords("en")


def doubled_characters(text: str) -> list[Repeat]:
    """Chinese stretches of 2–10 characters that stand three or more times in a row, or 4–10 characters twice."""
    found = []
    for match in re.finditer(r"([\u4e00-\u9fff，、]{2,10}?)\1{2,}|([\u4e00-\u9fff]{4,10}?)\2", text):
        unit = match[1] or match[2]
        times = len(match[0]) // len(unit)
        found.append(Repeat(Span(match.start() + len(unit), match.end()), unit, times, len(unit)))
    return found


def _all_repeats(text: str, *, numbers: bool = False) -> list[Repeat]:
    return sorted([*repeats(text, numbers=numbers), *doubled_characters(text)], key=lambda item: item.span)


class Repetition:
    """XL-REP-001: a word or phrase stands twice or more in a row."""

    rules: tuple[Rule, ...] = (
        Rule(
            "XL-REP-001",
            "repeated-words",
            "repetition",
            "accuracy.addition",
            Severity.MINOR,
            "a word or phrase stands twice or more in a row",
        ),
    )

    def examine(self, material: Material) -> Iterable[Finding]:
        """Doubled words of the articles themselves, and those of a translation whose source has none."""
        yield from self._translations(material)
        for segment in material.content:
            if segment.id in material.translations and not material.together:
                continue  # line mode judges the given translation
            for item in _all_repeats(segment.text):
                yield finding_in(
                    segment,
                    "XL-REP-001",
                    item.span,
                    _score(item),
                    _message(item),
                    suggestion=f"leave out {quoted(item.span.of(segment.text))}",
                )

    def _translations(self, material: Material) -> Iterator[Finding]:
        for pair in pairs(material):
            in_source = len(_all_repeats(pair.source))
            for item in _all_repeats(pair.target, numbers=not in_source)[in_source:]:
                yield pair.finding(
                    "XL-REP-001",
                    _score(item),
                    _message(item),
                    target=item.span,
                    suggestion=f"leave out {quoted(item.span.of(pair.target))}",
                )
            if pair.translation.lang == "en" and not in_source and not _all_repeats(pair.target):
                yield from _echoes(pair)


def _echoes(pair: Pair) -> Iterator[Finding]:
    """A phrase that the translation says again although the source repeats no word."""
    found = echoes(pair.target)
    if found and not _says_twice(pair.source):
        for item in found:
            yield pair.finding(
                "XL-REP-001", 0.55, f"“{item.words}” is said twice, in the source once", target=item.span
            )


def _says_twice(source: str) -> bool:
    """True when the source says some content word twice: stems of alphabetic words, or pairs of Chinese characters.

    German compounds and inflected forms count by their first five letters; pronouns and articles do not count.
    """
    runs = re.findall(r"[\u4e00-\u9fff]+", source)
    words = (word.casefold() for word in re.findall(r"[^\W\d_\u4e00-\u9fff]+", source))
    units = [run[at : at + 2] for run in runs for at in range(len(run) - 1)]
    units += [word[:5] for word in words if len(word) > 3 and word not in stopwords("de")]
    return any(count > 1 for count in Counter(units).values())


def _score(item: Repeat) -> float:
    return min(1.0, 0.6 + 0.1 * (item.times - 2) + 0.1 * (item.size - 1))


def _message(item: Repeat) -> str:
    unit, times = _smallest(item.words, item.times)
    often = {2: "twice", 3: "three times"}.get(times, f"{times} times")
    return f"“{unit}” stands {often} in a row"


def _smallest(words: str, times: int) -> tuple[str, int]:
    """“and and” twice is “and” four times."""
    parts = words.split()
    for size in range(1, len(parts)):
        unit = [part.casefold() for part in parts[:size]]
        if len(parts) % size == 0 and unit * (len(parts) // size) == [part.casefold() for part in parts]:
            return " ".join(parts[:size]), times * len(parts) // size
    return words, times
