"""Finds many terms in German or English text in one pass over its words.

Cost: one dictionary look-up per word of the text, plus the work for words that begin a term. A term is filed under
the forms of its first word and then of its second; compounds are taken apart once per distinct word
(``compounds.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xling.glossary.compounds import Compounds
from xling.glossary.inflect_de import parted_forms
from xling.glossary.phrase import TOKEN, Case, Word, joiner, words
from xling.types import Span, Term

MAX_CLAUSE = 200
"""Characters between a German verb and its prefix."""

_SENTENCE_END = re.compile(r"[!?;\n]|\.(?=\s+[A-ZÄÖÜ]|\s*$)")
_CLAUSE_END = re.compile(r"\s*(?:[.,;:!?)…“\"»–]|und |oder |\Z)")


@dataclass(slots=True)
class _Entry:
    """Patterns whose first word has a given form: those of one word, and the others by a form of their second."""

    single: list[int] = field(default_factory=list)
    longer: dict[str, list[int]] = field(default_factory=dict)


_Parts = tuple[tuple[int, int, int], ...]
_Known = tuple[_Entry | None, _Entry | None, _Parts]
"""Of a word: terms it begins, terms it begins without its linking -s-, terms inside it."""


class WordIndex:
    """Terms of one language, ready to be found. ``find`` yields (span, term number), every hit, overlaps included."""

    def __init__(self, terms: Sequence[Term], lang: str) -> None:
        self._patterns: list[tuple[int, tuple[Word, ...]]] = []
        self._root: dict[str, _Entry] = {}
        self._parted: dict[str, list[tuple[str, int]]] = {}
        stems: list[tuple[int, Word]] = []
        for number, term in enumerate(terms):
            pattern = words(term.source, lang, term.pos)
            if not pattern:
                continue
            self._add(number, pattern)
            if len(pattern) > 1 and "-" in term.source:
                self._add_solid(number, pattern, lang, term.pos)
            if lang == "de" and len(pattern) == 1 and pattern[0].case is Case.CAPITAL:
                stems.append((number, pattern[0]))
            elif lang == "de" and len(pattern) == 1 and term.pos == "verb":
                prefix, forms = parted_forms(pattern[0].text)
                for form in forms:
                    self._parted.setdefault(form, []).append((prefix, number))
        self._compounds = Compounds(stems) if stems else None
        self._memo: dict[str, _Known] = {}

    def _add(self, number: int, pattern: tuple[Word, ...]) -> None:
        identity = len(self._patterns)
        self._patterns.append((number, pattern))
        for form in pattern[0].forms:
            entry = self._root.setdefault(form, _Entry())
            if len(pattern) == 1:
                entry.single.append(identity)
            else:
                for second in pattern[1].forms:
                    entry.longer.setdefault(second, []).append(identity)

    def _add_solid(self, number: int, pattern: tuple[Word, ...], lang: str, pos: str) -> None:
        """Start-up is also found as Startup."""
        if all(word.joiner == " " and word.case is not Case.EXACT for word in pattern):
            solid = "".join(word.text for word in pattern)
            self._add(number, words(solid[0] + solid[1:].lower(), lang, pos))

    def find(self, text: str) -> Iterator[tuple[Span, int]]:
        memo, parted = self._memo, self._parted
        last_end, last = -2, ""
        for match in TOKEN.finditer(text):
            token = match.group()
            found = memo.get(token)
            if found is None:
                found = self._learn(token)
            entry, linked, parts = found
            start = match.start()
            end = match.end()
            if entry is not None:
                yield from self._at(text, start, end, entry, token)
            elif linked and text[end : end + 1] == "-":  # Datenannotations-Unternehmen
                yield from self._at(text, start, end - 1, linked, token[:-1])
            if token in parted:
                for prefix, number in parted[token]:
                    if _prefix_follows(text, end, prefix):
                        yield Span(start, end), number
            for part_start, part_end, number in parts:
                yield Span(start + part_start, start + part_end), number
            if start == last_end + 1 and text[last_end] in "-‑":
                joined = self._root.get((last + token).lower())
                if joined is not None:  # the term startup, written start-up
                    yield from self._at(text, start - 1 - len(last), match.end(), joined, last + token)
            last_end, last = match.end(), token

    def _learn(self, token: str) -> _Known:
        entry = self._root.get(token.lower())
        parts: _Parts = ()
        whole = entry is not None and any(self._patterns[identity][1][0].fits(token) for identity in entry.single)
        if self._compounds is not None and not whole:
            parts = self._compounds.parts(token)
        if len(self._memo) > 500_000:  # bounds memory on endless input
            self._memo.clear()
        linked = self._root.get(token[:-1].lower()) if token.endswith("s") and self._compounds else None
        self._memo[token] = known = (entry, linked, parts)
        return known

    def _at(self, text: str, start: int, end: int, entry: _Entry, token: str) -> Iterator[tuple[Span, int]]:
        for identity in entry.single:
            number, pattern = self._patterns[identity]
            if pattern[0].fits(token):
                yield Span(start, end), number
        if not entry.longer:
            return
        following = TOKEN.search(text, end)
        if following is None:
            return
        for identity in entry.longer.get(following.group().lower(), ()):
            number, pattern = self._patterns[identity]
            if pattern[0].fits(token) and (stop := _rest(text, end, pattern)):
                yield Span(start, stop), number


def _prefix_follows(text: str, end: int, prefix: str) -> bool:
    """Whether the verb at ``end`` has its prefix at the end of the clause: wirbt … ab."""
    sentence = _SENTENCE_END.search(text, end, end + MAX_CLAUSE)
    clause = text[end : sentence.start() if sentence else end + MAX_CLAUSE]
    found = re.finditer(rf"(?<![^\W_]){prefix}(?![^\W_])", clause)
    return any(_CLAUSE_END.match(text, end + match.end()) for match in found)


def _rest(text: str, end: int, pattern: tuple[Word, ...]) -> int:
    """Where the words of ``pattern`` after the first end when they follow ``end``; 0 when they do not."""
    for word in pattern[1:]:
        following = TOKEN.search(text, end)
        if following is None or joiner(text[end : following.start()]) != word.joiner:
            return 0
        if not word.fits(following.group()):
            return 0
        end = following.end()
    return end
