"""The glossary: terms that can be found in a text and looked for in its translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from xling.glossary.chinese import HanIndex
from xling.glossary.index import WordIndex
from xling.glossary.phrase import occurrences
from xling.signature import digest
from xling.types import Span, Term, TermMatch, TermStatus

CONTEXT_WINDOW = 240
"""A context word counts when it stands at most this many characters before or after the term."""

_ORDER = {TermStatus.PREFERRED: 0, TermStatus.KEEP: 0, TermStatus.FORBIDDEN: 1, TermStatus.ADMITTED: 2}


class Glossary:
    """Terms of one or more language pairs. Immutable; indexes are built on first use and kept.

    Of several terms for the same words the one with a fulfilled context condition wins, then the preferred one,
    then the earlier line. A term whose context condition is not fulfilled is not found.
    """

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self._terms = tuple(terms)
        self._indexes: dict[str, tuple[tuple[Term, ...], WordIndex | HanIndex]] = {}

    @property
    def terms(self) -> tuple[Term, ...]:
        return self._terms

    @property
    def fingerprint(self) -> str:
        """Eight hex digits over the terms, wherever their files lie."""
        return digest(*(repr(replace(term, where="")) for term in self._terms))

    def __len__(self) -> int:
        return len(self._terms)

    def find(self, text: str, lang: str, *, target: str = "", context: str = "") -> list[TermMatch]:
        """The terms of ``lang`` that occur in ``text``: exact spans, longest match first, no overlaps, left to right.

        :param target: only terms that have a rendering in this language.
        :param context: more text around (the paragraph, the headline), for context conditions only.
        """
        terms, index = self._index(lang)
        candidates = []
        for span, number in index.find(text):
            term = terms[number]
            if target and term.target_lang != target:
                continue
            if term.context and not in_context(term, text, span, context):
                continue
            candidates.append((-len(span), span.start, not term.context, _ORDER[term.status], number, span))
        return [TermMatch(terms[number], span) for number, span in _without_overlaps(sorted(candidates, key=_rank))]

    def _index(self, lang: str) -> tuple[tuple[Term, ...], WordIndex | HanIndex]:
        if lang not in self._indexes:
            # One-language entries are style rules: they are looked for by their forbidden words, not by their source.
            terms = tuple(term for term in self._terms if term.source_lang == lang != term.target_lang)
            self._indexes[lang] = (terms, HanIndex(terms) if lang == "zh" else WordIndex(terms, lang))
        return self._indexes[lang]

    @cached_property
    def _siblings(self) -> dict[tuple[str, str, str], tuple[Term, ...]]:
        groups: dict[tuple[str, str, str], list[Term]] = {}
        for term in self._terms:
            groups.setdefault(_key(term), []).append(term)
        return {key: tuple(group) for key, group in groups.items()}

    def accepted(self, term: Term) -> tuple[tuple[str, str], ...]:
        """(rendering, part of speech) that count as right for ``term``: its own target first, then admitted ones.

        Admitted lines with a context condition count for terms with the same condition, and for terms without one.
        """
        own = [(term.target, term.pos)] if term.target and term.status is not TermStatus.FORBIDDEN else []
        for other in self._siblings.get(_key(term), ()):
            compatible = not other.context or not term.context or other.context == term.context
            if other.status is TermStatus.ADMITTED and compatible and (other.target, other.pos) not in own:
                own.append((other.target, other.pos))
        return tuple(own)

    def honoured(self, match: TermMatch, target_text: str) -> Span | None:
        """Where ``target_text`` renders the term as the glossary wants it, inflected forms included; else None.

        Forbidden terms have no rendering of their own, so the answer for them is always None.
        """
        return next(iter(self.renderings(match, target_text)), None)

    def renderings(self, match: TermMatch, target_text: str) -> list[Span]:
        """All places of ``target_text`` with an accepted rendering, the preferred one before the admitted ones.

        A rendering inside a longer forbidden one does not count: the board of "board of directors".
        """
        return self._judge(match, target_text)[0]

    def violations(self, match: TermMatch, target_text: str) -> list[Span]:
        """Where a forbidden rendering of the term stands, unless it is part of an accepted one, such as the board
        of "supervisory board"."""
        return self._judge(match, target_text)[1]

    def _judge(self, match: TermMatch, target_text: str) -> tuple[list[Span], list[Span]]:
        """Accepted and forbidden renderings; of two that overlap the longer counts, at equal length the accepted."""
        term = match.term
        good: list[Span] = []
        if term.status is TermStatus.KEEP:
            good = list(_verbatim(term.target or term.source, target_text))
        else:
            for rendering, pos in self.accepted(term):
                found = occurrences(rendering, term.target_lang, target_text, pos=pos, any_case=True)
                good += [span for span in found if not any(span.overlaps(other) for other in good)]
        bad: list[Span] = []
        for rendering in self.forbidden(term):
            for span in occurrences(rendering, term.target_lang, target_text, any_case=True):
                inside = any(span.overlaps(other) and len(other) >= len(span) for other in good)
                if not inside and not any(span.overlaps(other) for other in bad):
                    bad.append(span)
        return [span for span in good if not any(span.overlaps(other) for other in bad)], sorted(bad)

    def forbidden(self, term: Term) -> list[str]:
        """Renderings that are wrong for ``term``, longest first: its own and those of forbidden lines of its source."""
        found = set(term.forbidden)
        for other in self._siblings.get(_key(term), ()):
            if other.status is TermStatus.FORBIDDEN and not other.context:
                found |= set(other.forbidden)
        return sorted(found, key=lambda item: (-len(item), item))

    def unwanted(self, text: str, lang: str) -> list[tuple[Term, Span]]:
        """Words that a one-language glossary (``style.en-en.tsv``) forbids in any text of ``lang``, with their term."""
        if lang not in self._style:
            return []
        owners, terms, index = self._style[lang]
        hits = [
            (-len(span), span.start, False, 0, number, span)
            for span, number in index.find(text)
            if not terms[number].context or in_context(terms[number], text, span, "")
        ]
        return [(owners[number], span) for number, span in _without_overlaps(sorted(hits, key=_rank))]

    @cached_property
    def _style(self) -> dict[str, tuple[list[Term], list[Term], WordIndex | HanIndex]]:
        """By language: the terms that forbid words, each forbidden word as a term of its own, and their index."""
        styles = {}
        for lang in sorted({term.source_lang for term in self._terms if term.source_lang == term.target_lang}):
            rules = [term for term in self._terms if term.source_lang == term.target_lang == lang]
            pairs = [(term, word) for term in rules for word in term.forbidden]
            words = [Term(word, term.source, lang, lang, context=term.context, pos=term.pos) for term, word in pairs]
            index = HanIndex(words) if lang == "zh" else WordIndex(words, lang)
            styles[lang] = ([term for term, _ in pairs], words, index)
        return styles


def _rank(candidate: tuple[int, int, bool, int, int, Span]) -> tuple[int, int, bool, int, int]:
    return candidate[:5]


def _without_overlaps(ranked: Sequence[tuple[int, int, bool, int, int, Span]]) -> Iterator[tuple[int, Span]]:
    taken: list[tuple[int, Span]] = []
    occupied: set[int] = set()
    for *_, number, span in ranked:
        # Longest first, so a later span that overlaps an earlier one has an edge inside it.
        if span.start in occupied or span.end - 1 in occupied:
            continue
        occupied.update(range(span.start, span.end))
        taken.append((number, span))
    return iter(sorted(taken, key=lambda item: item[1]))


def _key(term: Term) -> tuple[str, str, str]:
    return term.source_lang, term.target_lang, term.source.casefold()


def _verbatim(word: str, text: str) -> Iterator[Span]:
    start = text.find(word) if word else -1
    while start >= 0:
        end = start + len(word)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before.isalnum() and word[0].isalnum() and before.isascii()) and not (
            after.isalnum() and after.isascii() and word[-1].isalnum()
        ):
            yield Span(start, end)
        start = text.find(word, end)


def in_context(term: Term, text: str, span: Span, more: str) -> bool:
    """Whether a context word of ``term`` stands near ``span`` and none of those marked ``!`` does.

    A word matches where a word begins, whatever its ending (Finanzierung: Finanzierungsrunde); from six letters on
    also inside a compound; Chinese anywhere. The term's own characters do not count.
    """
    before = text[max(0, span.start - CONTEXT_WINDOW) : span.start]
    after = text[span.end : span.end + CONTEXT_WINDOW]
    # The rest of the word the term stands in counts: Bewertung in Unternehmensbewertung.
    near = f"{before}\n{after}\n{more}"
    wanted, unwanted = _context_patterns(term.context)
    if unwanted is not None and unwanted.search(near):
        return False
    return wanted is None or wanted.search(near) is not None


@lru_cache(maxsize=4096)
def _context_patterns(context: tuple[str, ...]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    wanted = [_context_pattern(word) for word in context if not word.startswith("!")]
    unwanted = [_context_pattern(word[1:]) for word in context if word.startswith("!")]
    return (
        re.compile("|".join(wanted), re.IGNORECASE) if wanted else None,
        re.compile("|".join(unwanted), re.IGNORECASE) if unwanted else None,
    )


def _context_pattern(word: str) -> str:
    plain = re.escape(word)
    first = word[:1]
    if not first.isascii() and not first.isalpha():
        return plain
    if first >= "\u2e80" or len(word) >= 6 or not first.isalnum():
        return plain
    if word.isupper() and word.isascii():
        return rf"(?<![^\W_])(?-i:{plain})"
    return rf"(?<![^\W_]){plain}"
