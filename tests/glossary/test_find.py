"""Finding terms: tables of inflected, compounded and Chinese occurrences. All sentences were written for xling."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.glossary import Glossary, load
from xling.types import Term, TermStatus


def glossary(lang: str, *rows: tuple[str, ...], target: str = "en") -> Glossary:
    """Rows: source, target, part of speech, context words."""
    return Glossary(
        Term(row[0], row[1] if len(row) > 1 else "x", lang, target, pos=row[2] if len(row) > 2 else "", context=row[3:])
        for row in rows
    )


@cache
def shipped() -> Glossary:
    return load("ai-business")


def found(terms: Glossary, text: str, lang: str) -> list[str]:
    return [match.span.of(text) for match in terms.find(text, lang)]


GERMAN = [
    # term, part of speech, text, what is marked in it
    ("Vorstand", "noun", "Die Vorstände beider Firmen", ["Vorstände"]),
    ("Vorstand", "noun", "Mitglied des Vorstands und des Vorstandes", ["Vorstands", "Vorstandes"]),
    ("Vorstand", "noun", "VORSTAND TRITT ZURÜCK", ["VORSTAND"]),
    ("Aufsichtsrat", "noun", "mit den Aufsichtsräten", ["Aufsichtsräten"]),
    ("Datenannotation", "noun", "ein Datenannotationsunternehmen", ["Datenannotation"]),
    ("Datenannotation", "noun", "Datenannotations-Unternehmen", ["Datenannotation"]),
    ("Bewertung", "noun", "die Unternehmensbewertungen", ["bewertungen"]),
    ("Bewertung", "noun", "die Unterbewertung der Aktie", []),
    ("Einhorn", "noun", "unter den Einhörnern", ["Einhörnern"]),
    ("Startup", "noun", "ein Start-up und drei Start-ups", ["Start-up", "Start-ups"]),
    ("Start-up", "noun", "ein Startup, viele Startups", ["Startup", "Startups"]),
    ("Start-up", "noun", "die Start-up-Szene", ["Start-up"]),
    ("KI", "noun", "Kinder nutzen KI, auch in KI-Modellen; die Kita nicht", ["KI", "KI"]),
    ("künstliche Intelligenz", "noun", "der Künstlichen Intelligenz", ["Künstlichen Intelligenz"]),
    ("großes Sprachmodell", "noun", "mit großen Sprachmodellen", ["großen Sprachmodellen"]),
    ("großes Sprachmodell", "noun", "ein Sprachmodell, groß", []),
    ("maschinelles Lernen", "noun", "des maschinellen Lernens", ["maschinellen Lernens"]),
    ("Markt", "noun", "Märkte, Markteintritt, Arbeitsmarkt, Marketing", ["Märkte", "Markt", "markt"]),
    ("Anteil", "noun", "der Anteilseigner mit Anteilen", ["Anteil", "Anteilen"]),
    ("Chip", "noun", "Chipfabrik und Chips", ["Chip", "Chips"]),
    ("Rat", "noun", "der Rat, die Ration, die Beratung, der Kreditrat", ["Rat"]),
    ("übernehmen", "verb", "Sie übernahm, übernimmt und hat übernommen", ["übernahm", "übernimmt", "übernommen"]),
    ("abwerben", "verb", "um ihn abzuwerben; er wurde abgeworben", ["abzuwerben", "abgeworben"]),
    ("abwerben", "verb", "Meta wirbt Wang, den Gründer, ab. Er wirbt für Meta. Ab Mai", ["wirbt"]),
    ("einstellen", "verb", "Sie stellte zehn Leute ein und ging. Sie stellt ein Buch hin.", ["stellte"]),
    ("investieren", "verb", "investierte und investiert", ["investierte", "investiert"]),
    (
        "Vorsitzende",
        "noun",
        "der Vorsitzende, ein Vorsitzender, dem Vorsitzenden",
        ["Vorsitzende", "Vorsitzender", "Vorsitzenden"],
    ),
    ("Rechenzentrum", "noun", "der Rechenzentren", ["Rechenzentren"]),
    ("Algorithmus", "noun", "Algorithmen", ["Algorithmen"]),
    ("börsennotiert", "adjective", "eine börsennotierte Firma", ["börsennotierte"]),
    ("F&E", "noun", "Ausgaben für F & E und F&E", ["F & E", "F&E"]),
    ("Vor- und Nachteil", "noun", "alle Vor- und Nachteile, davor - und Nachteile", ["Vor- und Nachteile"]),
    ("GPU", "noun", "viele GPUs, eine gpu", ["GPUs"]),
    ("Börse", "noun", "Geldbörse, Börsenwert, die Börsen", ["Börse", "Börsen"]),
    ("Zeitarbeit", "noun", "Teilzeitarbeit und Zeitarbeitsfirma", ["Zeitarbeit"]),
    ("Gewicht", "noun", "nach gewichtetem Durchschnitt", []),
    ("Konzern", "noun", "im Konzern.\n\nKonzernchef", ["Konzern", "Konzern"]),
    ("Vorstand der Bank", "noun", "die Vorstände der Bank", ["Vorstände der Bank"]),
]


@pytest.mark.parametrize(("term", "pos", "text", "marked"), GERMAN)
def test_german(term: str, pos: str, text: str, marked: list[str]) -> None:
    assert found(glossary("de", (term, "x", pos)), text, "de") == marked


CHINESE = [
    (["公众号", "公众"], "他的公众号很火，公众不满", ["公众号", "公众"]),
    (["会计"], "公司会计划收购三家企业", []),
    (["会计"], "她是一名会计", ["会计"]),
    (["估值"], "高估值的独角兽，估值120亿美元", ["估值", "估值"]),
    (["独角兽", "独角兽企业"], "独角兽企业和独角兽", ["独角兽企业", "独角兽"]),
    (["95后"], "这位95后与1995后出生的人", ["95后"]),
    (["AI"], "AIGC不是AI，AI公司", ["AI", "AI"]),
    (["中国"], "发展中国家不等于中国", ["中国"]),
    (["收购"], "會計師談收購", ["收購"]),
    (["研究生"], "他研究生命的起源", []),
    (["研究生"], "招收研究生", ["研究生"]),
    (["数据集"], "把数据集成到平台", []),
    (["数据集"], "公开的数据集很大", ["数据集"]),
    (["公众号"], "他的公众号称此事不实", ["公众号"]),
    (["算力"], "计算力量的方法", []),
    (["智能体"], "智能体育场", []),
    (["数据标注"], "数据标注公司", ["数据标注"]),
]


@pytest.mark.parametrize(("terms", "text", "marked"), CHINESE)
def test_chinese(terms: list[str], text: str, marked: list[str]) -> None:
    assert found(glossary("zh", *((term, "x") for term in terms)), text, "zh") == marked


ENGLISH = [
    ("startup", "noun", "Startups and start-ups, a start-up's", ["Startups", "start-ups", "start-up"]),
    ("acquire", "verb", "acquired, acquiring, acquires, acquisition", ["acquired", "acquiring", "acquires"]),
    ("data labeling", "noun", "data labelling and data-labeling", ["data labelling", "data-labeling"]),
    ("board of directors", "noun", "boards of directors", ["boards of directors"]),
    ("AI", "noun", "Ai said AI", ["AI"]),
    ("company", "noun", "two companies", ["companies"]),
]


@pytest.mark.parametrize(("term", "pos", "text", "marked"), ENGLISH)
def test_english_source(term: str, pos: str, text: str, marked: list[str]) -> None:
    assert found(glossary("en", (term, "x", pos), target="de"), text, "en") == marked


def test_longest_match_wins_and_nothing_overlaps() -> None:
    terms = glossary("de", ("Sprachmodell",), ("großes Sprachmodell",), ("Modell",))
    assert found(terms, "ein großes Sprachmodell, ein Sprachmodell", "de") == ["großes Sprachmodell", "Sprachmodell"]


def test_context_conditions() -> None:
    terms = Glossary(
        [
            Term("Bewertung", "valuation", "de", "en", context=("Milliard", "Dollar")),
            Term("Bewertung", "rating", "de", "en", context=("Sterne",)),
            Term("Fusion", "merger", "de", "en", context=("Konzern", "!Plasma")),
        ]
    )

    def targets(text: str) -> list[str]:
        return [match.term.target for match in terms.find(text, "de")]

    assert targets("eine Bewertung von zwei Milliarden") == ["valuation"]
    assert targets("eine Bewertung mit fünf Sternen") == ["rating"]
    assert targets("eine Bewertung der Lage") == []
    assert targets("Konzern plant Fusion") == ["merger"]
    assert targets("Konzern plant Fusion im Plasma") == []
    assert [match.term.target for match in terms.find("Bewertung", "de", context="Dollar")] == ["valuation"]


def test_preferred_beats_admitted_and_forbidden() -> None:
    terms = Glossary(
        [
            Term("Aktie", "stock", "de", "en", TermStatus.ADMITTED),
            Term("Aktie", "", "de", "en", TermStatus.FORBIDDEN, forbidden=("action",)),
            Term("Aktie", "share", "de", "en"),
        ]
    )
    assert [match.term.target for match in terms.find("Die Aktie fiel", "de")] == ["share"]


HONOURED = [
    # target, part of speech, translation, what renders it
    ("data annotation", "noun", "a data-annotation firm", "data-annotation"),
    ("valuation", "noun", "its valuations rose", "valuations"),
    ("supervisory board", "noun", "The Supervisory Board's view", "Supervisory Board"),
    ("acquire", "verb", "Meta acquired it", "acquired"),
    ("lay off", "verb", "They laid off ten", "laid off"),
    ("startup", "noun", "the start-ups", "start-ups"),
    ("start-up", "noun", "a startup", "startup"),
    ("labor market", "noun", "the labour market", "labour market"),
    ("digitalization", "noun", "digitalisation", "digitalisation"),
    ("AI", "noun", "an ai", None),
    ("plan", "verb", "planned", "planned"),
    ("subsidiary", "noun", "two subsidiaries", "subsidiaries"),
    ("share", "noun", "it shared", None),
    ("acqui-hire", "noun", "an acquihire", "acquihire"),
    ("board of directors", "noun", "the board, of directors", None),
]


@pytest.mark.parametrize(("target", "pos", "text", "marked"), HONOURED)
def test_honoured(target: str, pos: str, text: str, marked: str | None) -> None:
    terms = glossary("de", ("Begriff", target, pos))
    (match,) = terms.find("Begriff", "de")
    span = terms.honoured(match, text)
    assert (span and span.of(text)) == marked


def test_admitted_synonyms_honour_and_forbidden_inside_them_is_no_violation() -> None:
    terms = Glossary(
        [
            Term("Aufsichtsrat", "supervisory board", "de", "en", forbidden=("board", "board of directors")),
            Term("Aufsichtsrat", "oversight board", "de", "en", TermStatus.ADMITTED),
        ]
    )
    (match,) = terms.find("Aufsichtsrat", "de")
    assert terms.honoured(match, "the oversight boards")
    assert terms.violations(match, "the supervisory board met") == []
    assert [
        span.of("the board of directors met") for span in terms.violations(match, "the board of directors met")
    ] == ["board of directors"]


def test_kept_names_must_be_verbatim() -> None:
    terms = Glossary([Term("Scale AI", "Scale AI", "de", "en", TermStatus.KEEP)])
    (match,) = terms.find("Scale-AI-Gründer", "de")
    assert terms.honoured(match, "the Scale AI founder") is not None
    assert terms.honoured(match, "the scale ai founder") is None


def test_one_language_words() -> None:
    terms = Glossary([Term("AI", "AI", "en", "en", forbidden=("A.I.", "artificial smart"))])
    text = "They use artificial smart methods and A.I. tools"
    assert [span.of(text) for _, span in terms.unwanted(text, "en")] == ["artificial smart", "A.I"]
    assert terms.find(text, "en") == []


SHIPPED = [
    ("de", "Der Vorstand und der Aufsichtsrat", {"executive board", "supervisory board"}),
    ("de", "Talentakquise: Meta übernimmt das Team des Startups", {"acqui-hire", "startup", "acquire"}),
    (
        "de",
        "Das Datenannotationsunternehmen ist ein Einhorn der Start-up-Szene.",
        {"data annotation", "unicorn", "startup"},
    ),
    (
        "zh",
        "这位95后创始人的公众号称，公司估值达120亿美元，成为独角兽并被收购。",
        {"born after 1995", "official account", "valuation", "unicorn", "acquisition", "founder"},
    ),
]


@pytest.mark.parametrize(("lang", "text", "targets"), SHIPPED)
def test_shipped_terms(lang: str, text: str, targets: set[str]) -> None:
    assert targets <= {match.term.target for match in shipped().find(text, lang)}


def test_shipped_einhorn_needs_business_context() -> None:
    assert shipped().find("Das Einhorn im Märchen trägt ein Horn.", "de") == []


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=200), st.sampled_from(["de", "en", "zh"]))
def test_spans_are_in_range_sorted_and_disjoint(text: str, lang: str) -> None:
    matches = shipped().find(text + " Vorstand 收购 startups " + text, lang)
    ends = [0]
    for match in matches:
        assert match.span.start >= ends[-1] and len(match.span) > 0
        ends.append(match.span.end)
    assert ends[-1] <= 2 * len(text) + len(" Vorstand 收购 startups ")


def test_the_fingerprint_tells_terms_apart_and_not_folders() -> None:
    def one(target: str, where: str) -> str:
        return Glossary([Term("Vorstand", target, "de", "en", where=where)]).fingerprint

    assert one("board", "here/a.tsv:2") == one("board", "there/a.tsv:9") != one("management board", "here/a.tsv:2")


def test_a_word_of_thousands_of_letters_costs_no_time() -> None:
    terms = glossary("de", ("Bewertung", "valuation", "noun"))
    assert found(terms, "Die Unternehmensbewertung", "de") == ["bewertung"]
    assert found(terms, "Unternehmens" + "bewertung" * 400, "de") == []
