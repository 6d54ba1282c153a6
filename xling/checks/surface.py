"""The surface of a translation: end mark, question, capitals, spacing. Small slips that an editor sees first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from xling.checks.content import stopwords
from xling.checks.material import Material
from xling.checks.pairs import Pair, pairs
from xling.checks.rules import Rule
from xling.tables import rows
from xling.types import BlockKind, Finding, Severity, Span

_END = re.compile(r"[.!?…。！？；;:：]+[\s\"'”’»«)\]」』）]*$")
_QUESTION = re.compile(r"[?？][\s\"'”’»«)\]」』）]*$")
_ASKING = re.compile(
    r"[吗么呢吧嘛]|多久|什么|怎|哪|谁|几|多少|[为如]何|[是可能]否|有没有|是不是|能不能|要不要|可不可以|会不会"
)
_WORD = re.compile(r"(?<![A-Za-z0-9À-ɏ])[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ]*(?:-[A-Za-z0-9À-ɏ]+)*")
_CALENDAR = re.compile(
    r"(?:janu|febru)ary|april|june|july|(?:septem|octo|novem|decem)ber|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
)
_THINGS = frozenset(
    {"turkey", "china", "jersey", "guinea", "georgia", "panama", "brazil", "japan", "chile", "cologne", "pacific"}
)
_PEOPLE = re.compile(r"(?:an|ese|ish|ch|eek|wiss|ans|aeli|aqi)$")
_LETTER = re.compile(r"[^\W\d_]")
_STRAY = re.compile(
    r"(?<=\w)[_#*~^|]+(?=\s|$)|(?<=\s)[_#*~^|]+(?=\w)|(?<=\w)[,;]{2,}|(?<=[a-z])\.(?=\s[a-z]{2,}\s)(?<!\bvs\.)(?<!\betc\.)(?<!\b[ap]\.m\.)"
)
_SPACED = re.compile(r"(?<=\w)\s{1,4}[,.;:!?](?=\s|$)|(?<=\w)\s{1,4}(?:n't|'s|'re|'ve|'ll)\b")


class Surface:
    """XL-PUNC-001 … 003 and XL-CASE-001."""

    rules: tuple[Rule, ...] = (
        Rule(
            "XL-PUNC-001",
            "end-mark-differs",
            "surface",
            "fluency.punctuation",
            Severity.MINOR,
            "the sentence has lost its full stop, or a statement became a question",
        ),
        Rule(
            "XL-PUNC-002",
            "spaced-punctuation",
            "surface",
            "fluency.punctuation",
            Severity.MINOR,
            "a blank stands before a punctuation mark, as in tokenised text",
        ),
        Rule(
            "XL-PUNC-003",
            "stray-mark",
            "surface",
            "fluency.punctuation",
            Severity.MINOR,
            "a mark stands where none belongs",
        ),
        Rule(
            "XL-CASE-001",
            "capitals-lost",
            "surface",
            "fluency.spelling.capitalization",
            Severity.MINOR,
            "the translation has lost its capitals",
        ),
    )

    def examine(self, material: Material) -> Iterable[Finding]:
        """Judge each translation against the surface of its source."""
        for pair in pairs(material):
            if pair.target.strip():
                yield from _end_mark(pair)
                yield from _marks(pair)
                yield from _capitals(pair)
                yield from _lowered(pair)


def _end_mark(pair: Pair) -> Iterator[Finding]:
    source, target = pair.source.rstrip(), pair.target.rstrip()
    tail = Span(max(0, len(target) - 1), len(target))
    asks, asked = bool(_QUESTION.search(source)), bool(_QUESTION.search(target))
    if asked and not _END.search(source) and (pair.segment.lang != "zh" or _ASKING.search(source)):
        return  # notes and chat leave the mark out
    if asks != asked:
        message = "the source asks, the translation does not" if asks else "the translation asks, the source does not"
        yield pair.finding("XL-PUNC-001", 0.85 if asked else 0.7, message, target=tail)
    elif _END.search(source) and not _END.search(target) and pair.segment.kind is BlockKind.PARAGRAPH:
        last = Span(target.rfind(" ") + 1, len(target))
        yield pair.finding(
            "XL-PUNC-001", 0.75, "the end mark is missing", target=last, suggestion=f"{last.of(target)}."
        )


def _marks(pair: Pair) -> Iterator[Finding]:
    if not _SPACED.search(pair.source):
        for match in _SPACED.finditer(pair.target):
            yield pair.finding(
                "XL-PUNC-002", 0.8, "a blank before a mark", target=Span(*match.span()), suggestion=match[0].strip()
            )
    for match in _STRAY.finditer(pair.target):
        if match[0] not in pair.source.replace("～", "~"):
            yield pair.finding("XL-PUNC-003", 0.7, f"“{match[0]}” is a stray mark", target=Span(*match.span()))


def _capitals(pair: Pair) -> Iterator[Finding]:
    letters = _LETTER.findall(pair.target)
    first = _LETTER.search(pair.target)
    if first is None:
        return
    if len(letters) > 12 and not any(letter.isupper() for letter in letters):
        if not _is_sentence(pair.source):
            return
        yield pair.finding("XL-CASE-001", 0.9, "no capital letter at all", target=Span(0, len(pair.target)))
    elif first[0].islower() and not pair.target[: first.start()].strip(" \"'“”„«»‘’([") and _starts_high(pair.source):
        word = re.match(r"\w+", pair.target[first.start() :])
        end = first.start() + (len(word[0]) if word else 1)
        if not re.match(r"[a-z][A-Z]", pair.target[first.start() :]):  # iPhone, eBay
            yield pair.finding(
                "XL-CASE-001",
                0.8,
                "the sentence begins with a small letter",
                target=Span(first.start(), end),
                suggestion=pair.target[first.start() : end].capitalize(),
            )


def _lowered(pair: Pair) -> Iterator[Finding]:
    """Abbreviations and peoples that the translation writes without capitals: SARS-CoV-2 → sars-cov-2, german."""
    if not _is_sentence(pair.source) or pair.source.isupper():
        return
    short = {match[0].lower(): match[0] for match in _WORD.finditer(pair.source) if _is_short(match[0])}
    for match in _WORD.finditer(pair.target):
        word = match[0]
        if word != word.lower() or pair.target[: match.start()].endswith(("@", "/", ".", "www")):
            continue
        right = short.get(word, "") if pair.translation.lang == "en" else ""
        if (
            not right
            and pair.translation.lang == "en"
            and (_CALENDAR.fullmatch(word) or word in places() or (_PEOPLE.search(word) and word in peoples()))
        ):
            right = word.capitalize()
        if right and right not in pair.target and not (len(word) < 4 and word in stopwords("en")):
            message = f"“{word}” has lost its capitals"
            yield pair.finding("XL-CASE-001", 0.75, message, target=Span(*match.span()), suggestion=right)


def _is_short(word: str) -> bool:
    """True for an abbreviation: two capitals or more, and more of them than small letters; or a sign with a capital and
    a figure (N0, pN1)."""
    high, low = sum(map(str.isupper, word)), sum(map(str.islower, word))
    return (high > 1 and high >= low) or (high > 0 and low < 2 and any(map(str.isdigit, word)))


@cache
def places() -> frozenset[str]:
    """Places with a name of one word that is nothing else in small letters, unlike turkey and china."""
    return frozenset(row[0] for row in rows("names_relatives.tsv") if row[0].isalpha() and len(row[0]) > 4) - _THINGS


@cache
def peoples() -> frozenset[str]:
    """Adjectives and peoples of places, in lower case; those that are ordinary words too (polish) do not count."""
    return frozenset(word.lower() for row in rows("names_relatives.tsv") for word in row[1].split()) - {"polish"}


def _is_sentence(source: str) -> bool:
    """True when the source is written like a sentence: begins with a capital, or, in a script without capitals, ends
    with a mark. What writers of notes and lists leave small may stay small."""
    first = _LETTER.search(source)
    if first is not None and first[0].islower() == first[0].isupper():
        return bool(_END.search(source))
    return _starts_high(source)


def _starts_high(source: str) -> bool:
    """True when the source begins like a sentence: with a capital, a figure, or in a script without capitals."""
    first = _LETTER.search(source)
    return first is None or not first[0].islower()
