"""Clashes of English words that stand side by side: a before a vowel, an before a consonant, this before a plural.

Only what is certain is reported. The article follows the sound, not the letter ("an hour", "a European", "an MBA");
words whose sound differs from speaker to speaker ("historic", "herb") are left alone. Number is judged for nouns that
are no verbs (``xling/data/agreement.en.tsv``), and only where no second noun can follow ("these company shares").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from xling.checks.material import Material, finding_in
from xling.checks.pairs import pairs
from xling.checks.rules import Rule
from xling.tables import rows
from xling.types import Finding, Severity, Span

_ARTICLE = re.compile(r"(?<![\w.'’/-])(an?|An?)\s+[\"“‘']?(\d+(?:[,.]\d+)*|[^\W\d_][\w'’&]*(?:-[\w'’]+)*)(?!\.\w)")
_NUMBER = re.compile(
    r"(?<![\w'’-])(this|these|those|every|each|several|two|three|four|five|six|seven|eight|nine|ten)\s+([a-z-]{3,})"
    r"(?=\s*[.,;:!?]|\s+(?:is|are|was|were|has|have|had|will|would|can|could|of|in|at|which|who|whose|with|from|ago|later)\b)",
    re.IGNORECASE,
)
_START = re.compile(r"(?:^|[.!?:]\s)[\s\"'“”‘’«»(\[]*$")
_LONE = frozenset({"this", "every", "each"})


class Agreement:
    """XL-GRAM-001: article and noun, or pronoun and noun, do not go together."""

    rules: tuple[Rule, ...] = (
        Rule(
            "XL-GRAM-001",
            "words-disagree",
            "grammar",
            "fluency.grammar.agreement",
            Severity.MINOR,
            "a or an before the wrong sound, or a singular where a plural belongs",
        ),
    )

    def examine(self, material: Material) -> Iterable[Finding]:
        """Judge the English translations, then the English articles themselves."""
        for pair in pairs(material):
            if pair.translation.lang == "en":
                for clash in clashes(pair.target):
                    yield pair.finding(
                        "XL-GRAM-001", clash.score, clash.message, target=clash.span, suggestion=clash.better
                    )
        for segment in material.content:
            if segment.lang == "en":
                for clash in clashes(segment.text):
                    yield finding_in(
                        segment,
                        "XL-GRAM-001",
                        clash.span,
                        clash.score,
                        clash.message,
                        suggestion=clash.better,
                    )


@dataclass(frozen=True, slots=True)
class Clash:
    """Two words that do not go together; ``better`` replaces the text of ``span``. ``score`` is in 0–1."""

    span: Span
    better: str
    message: str
    score: float


def clashes(text: str) -> list[Clash]:
    """The clashes of an English text in order."""
    return sorted([*_articles(text), *_numbers(text)], key=lambda clash: clash.span)


def _articles(text: str) -> Iterator[Clash]:
    for match in _ARTICLE.finditer(text):
        article, word = match[1], match[2]
        if article[0] == "A" and not _START.search(text[max(0, match.start() - 8) : match.start()]):
            continue  # Plan A, Series A
        sound = _sound(word)
        if sound is None or sound == (article.lower() == "an"):
            continue
        better = article[0] + ("n" if sound else "")
        yield Clash(Span(*match.span(1)), better, f"“{better.lower()}” stands before “{word}”, not “{article}”", 0.85)


def _numbers(text: str) -> Iterator[Clash]:
    plurals = _words().plurals
    singulars = {plural: singular for singular, plural in plurals.items()}
    for match in _NUMBER.finditer(text):
        word = match[2]
        better = (singulars if match[1].lower() in _LONE else plurals).get(word)
        if better is not None:
            message = f"after “{match[1]}” it is “{better}”, not “{word}”"
            yield Clash(Span(*match.span(2)), better, message, 0.8)


def _sound(word: str) -> bool | None:
    """True when the spoken word begins with a vowel, False for a consonant, None where that is not certain."""
    if word[0].isdigit():
        return _sound_of_number(word)
    words = _words()
    plain = re.sub(r"['’]s?$", "", word)
    if word in words.plain or not word.isascii():
        return None
    for form in dict.fromkeys((plain, plain.lower())):
        for size in range(len(form), 0, -1):
            entry = words.sounds.get(form if size == len(form) else "") or words.sounds.get(f"{form[:size]}*")
            if entry is not None:
                return {"vowel": True, "consonant": False}.get(entry)
        if form.isupper() or any(letter.isupper() for letter in form[1:]):
            return None  # an abbreviation may be spelled out or spoken as a word
    if len(plain.split("-")[0]) < 2:
        return None
    return plain[0].lower() in "aeio"


def _sound_of_number(word: str) -> bool | None:
    head = re.split(r"[,.]", word)[0]
    if len(head) == 4:
        return None  # 1800 is eighteen hundred or one thousand eight hundred
    return head[0] == "8" or head in ("11", "18")


@dataclass(frozen=True, slots=True)
class _Words:
    """The data file by kind: sound per word or stem, words that follow no article, plural per singular."""

    sounds: dict[str, str]
    plain: frozenset[str]
    plurals: dict[str, str]


@cache
def _words() -> _Words:
    sounds: dict[str, str] = {}
    plain: set[str] = set()
    plurals: dict[str, str] = {}
    for kind, *cells in rows("agreement.en.tsv"):
        if kind == "sound":
            sounds.update(dict.fromkeys(cells[1].split(), cells[0]))
        elif kind == "plain":
            plain.update(cells[0].split())
        elif kind == "noun":
            plurals[cells[0]] = cells[1]
    return _Words(sounds, frozenset(plain), plurals)
