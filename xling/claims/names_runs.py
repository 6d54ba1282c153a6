"""Names that no list explains: runs of capitals, judged by titles, given names, shapes and use in other articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from xling.claims.gazetteer import WORD, cues, given_names
from xling.claims.spelling import close, plain
from xling.claims.words import COMMON_CAPITALS, NOUN_ENDINGS, STOP, is_ordinary
from xling.types import Name, NameKind, Span

_PARTICLES = frozenset(
    ["von", "van", "der", "den", "de", "del", "della", "di", "da", "bin", "al", "el", "la", "le", "ibn", "ten", "ter"]
) | {"zu", "zur", "du", "dos"}
GENITIVE = re.compile(r"['’]s$|['’]$")
_SHAPE = re.compile(
    r"^(?:[a-z]?[A-Z][a-z0-9]+[A-Z]\w*|[A-Z]{2,}[a-z]+\w*|[a-z][A-Z]\w+|[A-Z]+\d+\w*|\w+\.(?:ai|io|com|AI|de))$"
)
_FOREIGN_LETTER = re.compile(r"[^\W\d_a-zA-ZäöüÄÖÜßÉÈÁÀÓéèêëáàâíìîóòôúùûçñ]")
"""A letter that German has not even in loanwords: Łódź, Škoda, Erdoğan."""
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&.]{1,5}$")
_SENTENCE_END = re.compile(r"[.!?:…]['\"”’»)]*\s+$|[„“\"«(–—:▲•\n]\s*$|^\s*$")


@dataclass(slots=True)
class Context:
    """What the whole set of articles shows: how often each word stands in lower case or in capitals inside a
    sentence, which names were found for certain, which listed keys are certain, and which Chinese forms a text
    explains by a Latin name."""

    lower: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    known: dict[str, NameKind] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    glossed: dict[str, str] = field(default_factory=dict)

    def parts(self, initial: str) -> list[str]:
        """Single words of certain names with that first letter."""
        return [word for word in self.known if word.startswith(initial) and " " not in word]

    def read(self, text: str) -> None:
        """Count the words of one more text."""
        for match in WORD.finditer(text):
            word = match.group()
            if word[0].islower():
                self.lower[word] += 1
            elif not starts_sentence(text, match.start()):
                self.capital[word] += 1


def starts_sentence(text: str, position: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, position - 6) : position]))


@lru_cache(maxsize=65536)
def _titles(word: str, lang: str) -> bool:
    """True for a word that stands before a person's name, in German also inside a compound (Innenminister)."""
    listed = cues(lang, "person", "after")
    if word in listed or lang != "de" or not word[:1].isupper():
        return word in listed
    return any(word.endswith(title.lower()) for title in listed if len(title) > 5)


@lru_cache(maxsize=65536)
def _unusual(word: str, lang: str) -> bool:
    """True for a word that no dictionary of the language explains: not ordinary, no known ending, no known head."""
    if lang == "de" and any(word.endswith(ending) and len(word) > len(ending) + 2 for ending in NOUN_ENDINGS):
        return False
    return not is_ordinary(word, lang)


class Runs:
    """Capital runs that no list explains."""

    def __init__(self, text: str, lang: str, context: Context, covered: set[int]) -> None:
        self.text, self.lang, self.context, self.covered = text, lang, context, covered
        self.titled = lang == "en" and _is_title_case(text)

    def find(self, words: Sequence[Span]) -> list[Name]:
        found: list[Name] = []
        run: list[Span] = []
        for word in [*words, None]:
            if word is not None and self._continues(run, word):
                run.append(word)
                continue
            found += self._judge(run)
            run = [word] if word is not None and self._capital(word) else []
        return found

    def _capital(self, word: Span) -> bool:
        token = word.of(self.text)
        return token[0].isupper() or bool(_SHAPE.match(token))

    def _continues(self, run: list[Span], word: Span) -> bool:
        if not run:
            return False
        between = self.text[run[-1].end : word.start]
        if between not in (" ", ". ", "\u00a0") or (between == ". " and len(run[-1]) > 1):
            return False
        last = run[-1].of(self.text)
        if last.endswith(("'s", "’s")):
            return False
        token = word.of(self.text)
        return self._capital(word) or (token in _PARTICLES and last in given_names())

    def _judge(self, run: list[Span]) -> list[Name]:
        while run and self._is_title(run[0]):
            run = run[1:]
        before = run[0].of(self.text) if len(run) > 1 else ""
        traded = before in cues(self.lang, "organisation", "after")  # Carmaker
        placed = before in cues(self.lang, "place", "after")  # Provinz
        run = run[1:] if traded or placed else run
        titled = bool(run) and self._follows_title(run[0])
        while run and run[-1].of(self.text) in _PARTICLES:
            run = run[:-1]
        if not run:
            return []
        names = self._german(run, titled, traded or placed) if self.lang == "de" else self._english(run, titled)
        if not traded and not placed:
            return names
        return [replace(name, kind=NameKind.ORGANISATION if traded else NameKind.PLACE) for name in names]

    def _is_title(self, word: Span) -> bool:
        token = word.of(self.text)
        return _titles(token, self.lang) or token.lower() in STOP[self.lang]

    def _follows_title(self, word: Span) -> bool:
        before = self.text[max(0, word.start - 30) : word.start]
        last = before.split()[-1:] if before.endswith((" ", "\u00a0")) else []
        return bool(last) and _titles(re.split("-", last[0])[-1], self.lang)

    def _english(self, run: list[Span], titled: bool) -> list[Name]:
        run = self._drop_ordinary_start(run)
        if not run or self.titled:
            return [self._name(run, titled)] if run and self._certain(run) else []
        if len(run) == 1 and not self._worth(run[0].of(self.text)):
            return []
        return [self._name(run, titled)]

    def _drop_ordinary_start(self, run: list[Span]) -> list[Span]:
        first = run[0].of(self.text)
        if not starts_sentence(self.text, run[0].start) or self._certain(run[:1]) or _SHAPE.match(first):
            return run
        bare = GENITIVE.sub("", first)
        if self.context.capital[bare] and not self.context.lower[bare.lower()]:
            return run
        return run[1:] if self.context.lower[first.lower()] or is_ordinary(first, "en") else run

    def _worth(self, token: str) -> bool:
        bare = GENITIVE.sub("", token)
        if bare in COMMON_CAPITALS or len(bare) < 2 or bare.lower() in STOP["en"]:
            return False
        return self.context.lower[bare.lower()] <= self.context.capital[bare] or bool(_SHAPE.match(bare))

    def _certain(self, run: list[Span]) -> bool:
        tokens = [GENITIVE.sub("", word.of(self.text)) for word in run]
        return tokens[0] in given_names() or " ".join(tokens) in self.context.known

    def _german(self, run: list[Span], titled: bool, announced: bool) -> list[Name]:
        tokens = [word.of(self.text) for word in run]
        if tokens[0] in given_names() and len(run) > 1 and tokens[1] not in COMMON_CAPITALS:
            stop = next((i for i in range(1, len(run)) if i > 1 and not _unusual(tokens[i], "de")), len(run))
            return [self._name(run[:stop], True)]
        strong = [bool(_SHAPE.match(t)) or self._foreign(t, titled) for t in tokens]
        strong[0] = strong[0] or (announced and len(tokens[0]) > 3 and not is_ordinary(tokens[0], "de"))
        found: list[Name] = []
        start = None
        for index in range(len(run) + 1):
            if index < len(run) and strong[index] and tokens[index] not in COMMON_CAPITALS:
                start = index if start is None else start
            elif start is not None:
                found.append(self._name(run[start:index], titled and start == 0))
                start = None
        return found

    def _foreign(self, token: str, titled: bool) -> bool:
        """A second sign for a word no dictionary knows: a title before it, or use in the set of articles."""
        if "-" in token or len(token) < 3:
            return False
        base = token.removesuffix("s")
        if token in self.context.known or base in self.context.known:
            return True
        if _FOREIGN_LETTER.search(token):
            return not is_ordinary(token, "de")
        near = len(token) > 6 and any(close(plain(token), plain(part)) for part in self.context.parts(token[0]))
        given = token in given_names()
        return (near and base in given_names()) or ((near or titled or given) and _unusual(token, "de"))

    def _name(self, run: list[Span], person: bool) -> Name:
        start = run[0].start
        text = self.text[start : run[-1].end]
        bare = GENITIVE.sub("", text)
        if bare == text and self.lang == "de" and text.endswith("s"):
            base = text[:-1]
            if base in self.context.known or self.context.capital[base.split(" ")[-1]]:
                bare = base
        return Name(bare, Span(start, start + len(bare)), self._kind(bare, person), plain(bare))

    def _kind(self, name: str, person: bool) -> NameKind:
        known = self.context.known.get(name, NameKind.OTHER)
        if known is not NameKind.OTHER:
            return known
        tokens = name.split(" ")
        if tokens[-1] in cues(self.lang, "organisation", "before"):
            return NameKind.ORGANISATION
        if person or tokens[0] in given_names():
            return NameKind.PERSON
        if _SHAPE.match(name) or _ACRONYM.match(name):
            return NameKind.ORGANISATION
        return NameKind.OTHER


def _is_title_case(text: str) -> bool:
    """True for a headline in which nearly every long word has a capital."""
    long_words = [match.group() for match in WORD.finditer(text) if len(match.group()) > 3]
    capitals = sum(word[0].isupper() for word in long_words)
    return len(long_words) > 3 and capitals / len(long_words) > 0.7 and len(text) < 250
