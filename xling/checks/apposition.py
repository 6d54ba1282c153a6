"""Broken appositions of German and English articles: an organisation that is explained as a person.

"vom Founders Fund, dem Mitbegründer von PayPal, Peter Thiel" lost a word on its way (the fund *of* Peter Thiel).
Names and roles come from the lists of the names check (``xling/data/names_*.tsv``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from xling.checks.material import Material, finding_in
from xling.checks.rules import Rule
from xling.claims.gazetteer import cues, given_names
from xling.tables import rows
from xling.types import Finding, Severity, Span

_ARTICLES = {"de": "der|dem|den|die|des", "en": "the"}
_LEADS = re.compile(
    r"at|in|for|when|after|with|by|from|to|as|while|if|because|on|under|since|once|before|although|though|within|\w+ing"
)
_LIST = re.compile(
    r"\s*,?\s*(?:und|oder|sowie|and|or|as well as)\s+(?:[A-ZÄÖÜ]|(?:der|die|das|dem|den|the|other|several)\b"
    r"|weitere|andere)"
)
_GOES_ON = re.compile(r"\s*(?:$|[.;:)]|,?\s+(?:and|which|who)\b)")


class Apposition:
    """XL-GRAM-002: an organisation, then a person's role, then the person, set off by commas."""

    rules: tuple[Rule, ...] = (
        Rule(
            "XL-GRAM-002",
            "broken-apposition",
            "grammar",
            "fluency.grammar",
            Severity.MINOR,
            "an organisation is explained as if it were a person",
        ),
    )

    def examine(self, material: Material) -> Iterable[Finding]:
        """Judge the German and English articles themselves."""
        for segment in material.content:
            for broken in appositions(segment.text, segment.lang):
                yield finding_in(
                    segment,
                    "XL-GRAM-002",
                    broken.span,
                    0.75,
                    f"“{broken.role}” describes a person, not “{broken.organisation}”: what joins it to "
                    f"{broken.person} is lost",
                    suggestion=f"say how {broken.organisation} and {broken.person} belong together",
                )


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken apposition; ``span`` reaches from the organisation to the end of the person's name."""

    span: Span
    organisation: str
    role: str
    person: str


def appositions(text: str, lang: str) -> list[Broken]:
    """The broken appositions of a German or English text in order; none for other languages."""
    return list(_found(text, lang)) if lang in _ARTICLES else []


def _found(text: str, lang: str) -> Iterator[Broken]:
    for match in _pattern(lang).finditer(text):
        organisation, person = match["organisation"], match["person"]
        if not _is_organisation(organisation) or not _is_person(person) or _LIST.match(text, match.end()):
            continue
        start = max(text.rfind(mark, 0, match.start()) for mark in (". ", "! ", "? ", "\n")) + 1
        before = text[start : match.start()].split()
        if before and before[-1].endswith(","):
            continue  # one of a list
        if any(word in _roles(lang) or word in given_names() for word in before[-4:]):
            continue  # mit dem Gründer von Tesla, dem Chef von SpaceX, Elon Musk
        if lang == "en" and (
            not before or _LEADS.fullmatch(before[0].lower()) or not _GOES_ON.match(text, match.end())
        ):
            continue  # At Meta, the chief executive, Mark Zuckerberg, said …
        yield Broken(Span(*match.span()), organisation, match["role"], person)


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    roles = "|".join(sorted(map(re.escape, _roles(lang)), key=len, reverse=True))
    name = r"[A-ZÄÖÜ][\w&.-]*(?: [A-ZÄÖÜ][\w&.-]*){%s}"
    return re.compile(
        rf"(?<![\w-])(?P<organisation>{name % '0,3'}), (?:{_ARTICLES[lang]}) "
        rf"(?:[a-zäöüß][\w-]+ ){{0,2}}(?P<role>(?:[\w-]+-)?(?:{roles}))(?:s|es|n|en|in)?(?![\w-])"
        rf"[^,.;:!?()\n]{{0,60}}, "
        rf"(?P<person>{name % '1,2'})(?<![.])(?![\w-])"
    )


@cache
def _roles(lang: str) -> frozenset[str]:
    """Words that name a person's role: founder, Mitbegründer, CEO."""
    return frozenset(word for word in cues(lang, "person", "after") if len(word) > 2 and not word.endswith("."))


def _is_organisation(name: str) -> bool:
    """True for a listed organisation and for a name that ends like one (Fund, AG, Capital) in more than one word."""
    return name in _organisations() or (" " in name and name.split()[-1] in _endings())


def _is_person(name: str) -> bool:
    return name not in _organisations() and name.split()[0] in given_names() and name.split()[-1] not in _endings()


@cache
def _organisations() -> frozenset[str]:
    return frozenset(
        form
        for cells in rows("names_organisations.tsv")
        for form in cells[2].split("|")
        if form and form[0] not in "*?"
    )


@cache
def _endings() -> frozenset[str]:
    return frozenset().union(*(cues(lang, "organisation", "before") for lang in _ARTICLES))
