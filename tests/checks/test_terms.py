"""The terms family: fires, stays quiet, a Chinese case for each rule. Sentences were written for xling."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from xling.checks import Material
from xling.checks.terms import Terms, _stem
from xling.types import Alignment, Article, Finding, Link, Segment, Span, Term, TermStatus, Translation

BOARD = Term("Vorstand", "executive board", "de", "en", forbidden=("board of directors",), pos="noun")
SUPERVISORY = Term("Aufsichtsrat", "supervisory board", "de", "en", forbidden=("board",), pos="noun")
NAME = Term("Scale AI", "Scale AI", "de", "en", TermStatus.KEEP, pos="proper-noun")
FALSE_FRIEND = Term("aktuell", "", "de", "en", TermStatus.FORBIDDEN, forbidden=("actual",), pos="adjective")
STAKE = Term("Beteiligung", "stake", "de", "en")
HOLDING = Term("Beteiligung", "shareholding", "de", "en", TermStatus.ADMITTED)
ACCOUNT = Term("公众号", "official account", "zh", "en", forbidden=("public number",))
STYLE = Term("layoffs", "", "en", "en", forbidden=("personnel release",))
TERMS = (BOARD, SUPERVISORY, NAME, FALSE_FRIEND, STAKE, HOLDING, ACCOUNT, STYLE)


def material(
    pairs: list[tuple[str, str]],
    lang: str = "de",
    *,
    together: bool = True,
    alignments: dict[str, Alignment] | None = None,
) -> Material:
    text = "\n".join(source for source, _ in pairs)
    segments, translations, position = [], {}, 0
    for index, (source, target) in enumerate(pairs):
        segment = Segment(f"a#{index}", "a", index, lang, source, Span(position, position + len(source)))
        segments.append(segment)
        if target:
            translations[segment.id] = Translation(segment, "en", target, math.nan)
        position += len(source) + 1
    article = Article("a", "a.txt", lang, text)
    return Material((article,), tuple(segments), translations, alignments or {}, terms=TERMS, together=together)


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def examine(*pairs: tuple[str, str], lang: str = "de", together: bool = True) -> list[Finding]:
    return list(Terms().examine(material(list(pairs), lang, together=together)))


CASES = [
    ("de", "Der Vorstand stimmte zu.", "The leadership agreed.", ["XL-TERM-001"]),
    ("de", "Die Vorstände stimmten zu.", "The executive boards agreed.", []),
    ("de", "Der Vorstand stimmte zu.", "The board of directors agreed.", ["XL-TERM-002"]),
    ("de", "Der Aufsichtsrat tagte.", "The supervisory board met.", []),
    ("de", "Die aktuelle Lage", "The actual situation", ["XL-TERM-002"]),
    ("de", "Die aktuelle Lage", "The current situation", []),
    ("de", "Scale AI wächst.", "Skala AI is growing.", ["XL-TERM-003"]),
    ("de", "Scale-AI-Gründer Wang", "Scale AI founder Wang", []),
    ("zh", "他的公众号很火。", "His public number is very popular.", ["XL-TERM-002"]),
    ("zh", "他的公众号很火。", "His blog is very popular.", ["XL-TERM-001"]),
    ("zh", "他的公众号很火。", "His official account is very popular.", []),
    ("de", "Der Abbau ging weiter.", "The personnel release went on.", ["XL-TERM-005"]),
    ("en", "A personnel release was announced.", "", ["XL-TERM-005"]),
    ("en", "Layoffs were announced.", "", []),
    ("de", "Der Vorstand stimmte zu.", "", []),
]


@pytest.mark.parametrize(("lang", "source", "target", "expected"), CASES)
def test_cases(lang: str, source: str, target: str, expected: list[str]) -> None:
    assert rules(examine((source, target), lang=lang)) == expected


def test_spans_are_those_of_article_and_translation() -> None:
    found = examine(("Erster Satz.", "First."), ("Bankvorstände stimmten zu.", "A board of directors agreed."))
    (finding,) = found
    shown = material([("Erster Satz.", "First."), ("Bankvorstände stimmten zu.", "A board of directors agreed.")])
    assert finding.span.of(shown.articles[0].text) == "vorstände"
    assert finding.target is not None
    assert finding.target.of("A board of directors agreed.") == "board of directors"
    assert finding.suggestion == "executive board"


def test_alignment_shows_what_stands_in_place_of_the_term() -> None:
    source, target = "Der Vorstand ging.", "The leadership left."
    links = (Link(0, 0), Link(1, 1), Link(2, 2))
    spans = ((Span(0, 3), Span(4, 12), Span(13, 17)), (Span(0, 3), Span(4, 14), Span(15, 19)))
    words = {"a#0": Alignment(source, target, *spans, links)}
    (finding,) = Terms().examine(material([(source, target)], alignments=words))
    assert finding.target == Span(4, 14) and "leadership" in finding.message


def test_rare_rendering_is_inconsistent() -> None:
    pairs = [("Die Beteiligung stieg.", "The stake rose.")] * 3 + [("Die Beteiligung fiel.", "The shareholding fell.")]
    (finding,) = examine(*pairs)
    assert finding.rule == "XL-TERM-004" and finding.segment == "a#3"
    assert examine(*pairs, together=False) == []
    assert examine(pairs[0], pairs[3]) == []


@pytest.mark.parametrize(
    ("one", "other"), [("industry", "industries"), ("start-up", "startups"), ("AI", "AIs"), ("Stake", "stakes")]
)
def test_inflection_is_no_inconsistency(one: str, other: str) -> None:
    assert _stem(one) == _stem(other)


def test_what_another_term_accounts_for_is_not_forbidden() -> None:
    terms = (
        Term("Million", "million", "de", "en", forbidden=("billion",), pos="noun"),
        Term("Milliarde", "billion", "de", "en", pos="noun"),
    )
    pairs = [("Erst Millionen, dann Milliarden", "First millions, then billions"), ("Nur Millionen", "Only billions")]
    found = list(Terms().examine(replace(material(pairs), terms=terms)))
    assert [(finding.rule, finding.segment) for finding in found] == [("XL-TERM-002", "a#1")]


def test_an_unused_term_is_reported_once_and_graded() -> None:
    (once,) = examine(("Der Vorstand und noch ein Vorstand", "The leaders"))
    (partly,) = examine(("Der Vorstand", "The executive team"))
    assert 0 < partly.score < once.score < 1


def test_without_terms_nothing_is_looked_at() -> None:
    empty = Material((Article("a", "a", "de", "x"),), ())
    assert list(Terms().examine(empty)) == []


SYNONYMS = [
    # a usual synonym and a longer word explain the missing term in part; another word does not
    ("de", "Gewinne", "profits", "Die Gewinne stiegen", "The gains rose", (1, 1), True),
    ("de", "Gewinne", "profits", "Die Gewinne stiegen", "The tables rose", (1, 1), False),
    ("zh", "负债", "debt", "资产负债表 公布", "balance published", (0, 0), True),
]


@pytest.mark.parametrize(("lang", "term", "wanted", "source", "target", "link", "known"), SYNONYMS)
def test_synonyms(
    lang: str, term: str, wanted: str, source: str, target: str, link: tuple[int, int], known: bool
) -> None:
    def spans(text: str) -> tuple[Span, ...]:
        return tuple(Span(text.index(word), text.index(word) + len(word)) for word in text.split())

    aligned = Alignment(source, target, spans(source), spans(target), (Link(*link, 0.9),))
    given = replace(
        material([(source, target)], lang, alignments={"a#0": aligned}), terms=(Term(term, wanted, lang, "en"),)
    )
    (finding,) = Terms().examine(given)
    assert (finding.score < 0.56) is known
