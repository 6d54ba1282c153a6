"""What a glossary match asks of a translation, and whether a translation fulfils it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xling.translate.kept import Kept
from xling.types import Span, TermMatch, TermStatus

if TYPE_CHECKING:
    from xling.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides whether terms hold. With the editor's ``glossary`` its admitted renderings count too; without it, only
    what the matched line itself says."""

    glossary: Glossary | None = None

    def honoured(self, match: TermMatch, text: str) -> Span | None:
        """The place of ``text`` that fulfils ``match``: a wanted rendering in any of its forms and no forbidden one.

        A bare prohibition is fulfilled everywhere, by the empty span at 0.
        """
        if self.forbidden(match, text):
            return None
        if not wanted(match):
            return Span(0, 0)
        return next(self.renderings(match, text), None)

    def renderings(self, match: TermMatch, text: str) -> Iterator[Span]:
        """All places with an accepted rendering, the wanted one before admitted ones."""
        if isinstance(match.term, Kept):
            yield from match.term.places(text)
            return
        yield from occurrences(wanted(match), match.term.target_lang, text, pos=match.term.pos)
        if self.glossary is not None:
            yield from self.glossary.renderings(match, text)

    def asked(self, match: TermMatch) -> list[list[str]]:
        """All that the answers for ``match`` depend on, as JSON values: part of the cache key."""
        rules = [[match.term.pos, *match.term.forbidden]]
        if self.glossary is not None:
            rules += [list(pair) for pair in self.glossary.accepted(match.term)]
        return rules

    def forbidden(self, match: TermMatch, text: str) -> list[Span]:
        """Where a forbidden rendering stands outside of every accepted one."""
        if isinstance(match.term, Kept):
            return []
        if self.glossary is not None:
            return self.glossary.violations(match, text)
        good = list(self.renderings(match, text)) if wanted(match) and match.term.forbidden else []
        found = [span for bad in match.term.forbidden for span in occurrences(bad, match.term.target_lang, text)]
        return sorted(span for span in found if not any(each.contains(span) for each in good))


def wanted(match: TermMatch) -> str:
    """The target text that ``match`` asks for: its own words for do-not-translate, empty for a bare prohibition."""
    term = match.term
    if term.status is TermStatus.KEEP:
        return term.target or term.source
    return "" if term.status is TermStatus.FORBIDDEN else term.target


def occurrences(target: str, lang: str, text: str, *, pos: str = "") -> Iterator[Span]:
    """Where ``text`` has ``target``, letter for letter (case of the first letter aside) or in another of its forms.

    Forms are those of the glossary: number, tense of verbs, British and American spelling, hyphen or space.
    """
    from xling.glossary.phrase import occurrences as in_any_form

    if not target:
        return
    verbatim = [Span(*found.span()) for found in re.finditer(_verbatim(target), text)]
    yield from verbatim
    for span in in_any_form(target, lang, text, pos=pos, any_case=True):
        if not any(span.overlaps(other) for other in verbatim):
            yield span


def exact(target: str, text: str) -> bool:
    """Whether ``text`` holds ``target`` as a string, case aside: the strict measure of WMT 2023's terminology task."""
    return target.casefold() in text.casefold()


def _verbatim(target: str) -> str:
    first, rest = target[0], re.escape(target[1:])
    left = r"(?<!\w)" if first.isalnum() else ""
    right = r"(?!\w)" if target[-1].isalnum() else ""
    return (
        f"{left}[{re.escape(first.lower())}{re.escape(first.upper())}]{rest}{right}"
        if first.isalpha()
        else (f"{left}{re.escape(first)}{rest}{right}")
    )
