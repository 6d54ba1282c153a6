"""Mentions of names in German and English: capital runs, titles, given names, shapes, lists.

German capitalises every noun, so there a capital letter proves nothing: a run counts when a list, a given name, a title
before it, or a shape that no German noun has (inner capitals, digits, letters foreign to German) speaks for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from xling.claims.gazetteer import WORD, Form, cues, given_names, latin_forms
from xling.claims.spelling import close, plain
from xling.claims.words import COMMON_CAPITALS, NOUN_ENDINGS, STOP, is_ordinary
from xling.types import Name, NameKind, Span

_PARTICLES = frozenset(
    [
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "bin",
        "al",
        "el",
        "la",
        "le",
        "ibn",
        "ten",
        "ter",
        "zu",
        "zur",
        "du",
        "dos",
    ]
)
_GENITIVE = re.compile(r"['’]s$|['’]$")
_SHAPE = re.compile(
    r"^(?:[a-z]?[A-Z][a-z0-9]+[A-Z]\w*|[A-Z]{2,}[a-z]+\w*|[a-z][A-Z]\w+|[A-Z]+\d+\w*|\w+\.(?:ai|io|com|AI|de))$"
)
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&.]{1,5}$")
_SENTENCE_END = re.compile(r"[.!?:…]['\"”’»)]*\s+$|[„“\"«(–—:▲•\n]\s*$|^\s*$")


@dataclass(slots=True)
class Context:
    """What the whole set of articles shows: how often each word stands in lower case or in capitals inside a
    sentence, which names were found for certain, and which listed keys are certain."""

    lower: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    known: dict[str, NameKind] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def parts(self, initial: str) -> list[str]:
        """Single words of certain names with that first letter."""
        return [word for word in self.known if word.startswith(initial) and " " not in word]

    def read(self, text: str) -> None:
        """Count the words of one more text."""
        for match in WORD.finditer(text):
            word = match.group()
            if word[0].islower():
                self.lower[word] += 1
            elif not _starts_sentence(text, match.start()):
                self.capital[word] += 1


def _starts_sentence(text: str, position: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, position - 6) : position]))


def mentions(text: str, lang: str, context: Context) -> list[Name]:
    """Names in ``text``, longest first where they overlap, sorted by position."""
    words = [Span(match.start(), match.end()) for match in WORD.finditer(text)]
    taken: list[Name] = list(_listed(text, words, lang, context))
    covered = {index for name in taken for index in range(name.span.start, name.span.end)}
    free = [word for word in words if word.start not in covered]
    finder = _Runs(text, lang, context, covered)
    taken += finder.find(free)
    return sorted(taken, key=lambda name: name.span.start)


def _listed(text: str, words: Sequence[Span], lang: str, context: Context) -> Iterator[Name]:
    forms = latin_forms(lang)
    end = 0
    for word in words:
        if word.start < end:
            continue
        for start, candidate in _entries(word.of(text), word.start):
            if found := _longest(text, start, candidate, forms, lang, context):
                yield found
                end = found.span.end
                break


def _entries(word: str, start: int) -> Iterator[tuple[int, str]]:
    """The word as it stands, without its genitive ending, and the parts of a hyphenated compound (Meta-CEO)."""
    yield start, word
    if stripped := _GENITIVE.sub("", word):
        yield start, stripped
    if word.endswith("s") and len(word) > 3:
        yield start, word[:-1]
    if "-" in word:
        offset = 0
        for part in word.split("-"):
            yield start + offset, part
            offset += len(part) + 1


def _longest(
    text: str, start: int, word: str, forms: dict[str, list[Form]], lang: str, context: Context
) -> Name | None:
    for form in forms.get(word, ()):
        # "Scale-AI-Gründer" writes the inner blank of "Scale AI" as a hyphen.
        piece = text[start : start + len(form.text)]
        if piece != form.text and piece.replace("-", " ") != form.text:
            continue
        span = Span(start, start + len(form.text))
        if not _ends_word(text, span.end, lang) or not _admissible(text, span, form, lang, context):
            continue
        return Name(piece, span, form.kind, form.key)
    return None


def _ends_word(text: str, end: int, lang: str) -> bool:
    tail = text[end : end + 2]
    if not tail or not (tail[0].isalnum() or tail[0] == "_"):
        return True
    return tail[0] == "s" and (len(tail) == 1 or not tail[1].isalnum()) and lang == "de"


def _admissible(text: str, span: Span, form: Form, lang: str, context: Context) -> bool:
    if form.text == "US" and text[span.end : span.end + 7].startswith("-Dollar"):
        return False
    if not form.ambiguous or form.key in context.keys:
        return True
    if _starts_sentence(text, span.start) or context.lower[form.text.lower()]:
        return False
    before = text[max(0, span.start - 12) : span.start].split()
    return lang == "en" or not before or before[-1].lower() not in STOP["de"]


@lru_cache(maxsize=65536)
def _unusual(word: str, lang: str) -> bool:
    """True for a word that no dictionary of the language explains: not ordinary, no known ending, no known head."""
    if lang == "de" and any(word.endswith(ending) and len(word) > len(ending) + 2 for ending in NOUN_ENDINGS):
        return False
    return not is_ordinary(word, lang)


class _Runs:
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
        traded = len(run) > 1 and run[0].of(self.text) in cues(self.lang, "organisation", "after")  # Carmaker
        run = run[1:] if traded else run
        titled = bool(run) and self._follows_title(run[0])
        while run and run[-1].of(self.text) in _PARTICLES:
            run = run[:-1]
        if not run:
            return []
        names = self._german(run, titled, traded) if self.lang == "de" else self._english(run, titled)
        return [replace(name, kind=NameKind.ORGANISATION) for name in names] if traded else names

    def _is_title(self, word: Span) -> bool:
        token = word.of(self.text)
        return token in cues(self.lang, "person", "after") or token.lower() in STOP[self.lang]

    def _follows_title(self, word: Span) -> bool:
        before = self.text[max(0, word.start - 30) : word.start]
        last = before.split()[-1:] if before.endswith((" ", "\u00a0")) else []
        return bool(last) and re.split("-", last[0])[-1] in cues(self.lang, "person", "after")

    def _english(self, run: list[Span], titled: bool) -> list[Name]:
        run = self._drop_ordinary_start(run)
        if not run or self.titled:
            return [self._name(run, titled)] if run and self._certain(run) else []
        if len(run) == 1 and not self._worth(run[0].of(self.text)):
            return []
        return [self._name(run, titled)]

    def _drop_ordinary_start(self, run: list[Span]) -> list[Span]:
        first = run[0].of(self.text)
        if not _starts_sentence(self.text, run[0].start) or self._certain(run[:1]) or _SHAPE.match(first):
            return run
        bare = _GENITIVE.sub("", first)
        if self.context.capital[bare] and not self.context.lower[bare.lower()]:
            return run
        return run[1:] if self.context.lower[first.lower()] or is_ordinary(first, "en") else run

    def _worth(self, token: str) -> bool:
        bare = _GENITIVE.sub("", token)
        if bare in COMMON_CAPITALS or len(bare) < 2 or bare.lower() in STOP["en"]:
            return False
        return self.context.lower[bare.lower()] <= self.context.capital[bare] or bool(_SHAPE.match(bare))

    def _certain(self, run: list[Span]) -> bool:
        tokens = [_GENITIVE.sub("", word.of(self.text)) for word in run]
        return tokens[0] in given_names() or " ".join(tokens) in self.context.known

    def _german(self, run: list[Span], titled: bool, traded: bool) -> list[Name]:
        tokens = [word.of(self.text) for word in run]
        if tokens[0] in given_names() and len(run) > 1 and tokens[1] not in COMMON_CAPITALS:
            stop = next((i for i in range(1, len(run)) if i > 1 and not _unusual(tokens[i], "de")), len(run))
            return [self._name(run[:stop], True)]
        strong = [bool(_SHAPE.match(t)) or self._foreign(t, titled) for t in tokens]
        strong[0] = strong[0] or (traded and len(tokens[0]) > 3 and not is_ordinary(tokens[0], "de"))
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
        near = len(token) > 6 and any(close(plain(token), plain(part)) for part in self.context.parts(token[0]))
        given = token in given_names()
        return (near and base in given_names()) or ((near or titled or given) and _unusual(token, "de"))

    def _name(self, run: list[Span], person: bool) -> Name:
        start = run[0].start
        text = self.text[start : run[-1].end]
        bare = _GENITIVE.sub("", text)
        if bare == text and self.lang == "de" and text.endswith("s"):
            base = text[:-1]
            if base in self.context.known or self.context.capital[base.split(" ")[-1]]:
                bare = base
        kind = self._kind(bare, person, Span(start, start + len(bare)))
        return Name(bare, Span(start, start + len(bare)), kind, bare.casefold())

    def _kind(self, name: str, person: bool, span: Span) -> NameKind:
        if name in self.context.known:
            return self.context.known[name]
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
