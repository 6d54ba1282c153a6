"""Quantities as terms: which ones must hold, what fulfils them, and what became of them with a real (weak) model."""

from __future__ import annotations

import pytest

from tests.translate.fixtures import match, segment
from xling.paths import bundled_models_dir
from xling.translate import TranslateSettings, translator
from xling.translate.amounts import Amount, amounts, strays, wrong_places
from xling.translate.decoder import markable
from xling.translate.engine import MarianTranslator
from xling.translate.kept import covered
from xling.translate.places import gaps
from xling.translate.terms import Judge
from xling.translate.units import Unit

PINNED = [
    ("Der Umsatz stieg um 14 % auf 3,5 Mio. Euro.", "de", ["14%", "€3.5 million"]),
    ("Die 28-jährige Chefin hat zwei Firmen und 500 Mitarbeiter.", "de", ["28-year-old", "500 employees"]),
    ("Am 3. März 2024 um 14.30 Uhr begann der erste Prozess.", "de", ["3 March 2024", "2:30 p.m."]),
    ("Elf Manager, zwei Tore, auf dem 68. Platz.", "de", ["11", "68th"]),
    ("Sie hat Millionen Yuan verloren.", "de", ["millions of yuan"]),
    ("Das Haus feiert sein 5-jähriges Bestehen.", "de", []),
    ("Im vergangenen Jahr war das doppelt so viel.", "de", ["last year", "doubled"]),
    (
        "Er kam auf den zwölften Platz, seit drei Wochen ist sie fünf Prozent teurer.",
        "de",
        ["twelfth", "three weeks", "5%"],
    ),
    ("In den Siebzigerjahren hat sich der Preis verzehnfacht.", "de", ["1970s", "ten times"]),
    ("Zwischen 1954 und 1963 wuchs die Stadt.", "de", ["1954 to 1963"]),
    ("该公司12月12日将庆祝成立40周年。", "zh", ["12 December", "40th"]),
    (
        "Ein Bußgeld in zweistelliger Millionenhöhe, ein dreistelliger Milliardenbetrag.",
        "de",
        ["tens of millions", "hundreds of billions"],
    ),
    ("Sie boten neunstellige Summen, dann einen zehnstelligen Betrag.", "de", ["nine-figure sums", "ten-figure sum"]),
    ("Es war ein zweistelliger Millionenbetrag.", "de", ["tens of millions"]),
    ("他得到一笔九位数的奖金。", "zh", ["nine-figure sum"]),
    ("zwischen 10 und 15 Millionen Dollar", "de", ["$10 million to 15 million"]),
    ("公司营收12亿元,同比增长三成,员工3.5万人。", "zh", ["1.2 billion yuan", "30%", "35,000 people"]),
    ("他今年买了两本书。", "zh", ["this year"]),
    ("迟到半小时，等了1个小时", "zh", ["half an hour", "1 hour"]),
    ("一名46岁的历史学家，她24岁，名列第12", "zh", ["46-year-old", "24 years old", "12th"]),
    ("数十亿欧元 6 月 12 日", "zh", ["billions of euros", "12 June"]),
    ("2021年上半年利润为2500万美元。", "zh", ["first half of 2021", "$25 million"]),
]


@pytest.mark.parametrize(("text", "lang", "wanted"), PINNED)
def test_which_quantities_are_pinned_and_how_they_are_written(text: str, lang: str, wanted: list[str]) -> None:
    found = amounts(text, lang, "en")
    assert [match.term.target for match in found] == wanted
    assert all(match.span.of(text) == match.term.source for match in found)


HELD = [
    ("3,5 Mio. Euro", "de", "It made 3.5 million euros.", "3.5 million euros"),
    ("3,5 Mio. Euro", "de", "It made €3.5m.", "€3.5m"),
    ("3,5 Mio. Euro", "de", "It made EUR 3,500,000.", "EUR 3,500,000"),
    ("3,5 Mio. Euro", "de", "It made 35 million euros.", ""),
    ("3,5 Mio. Euro", "de", "It made 3.5 million dollars.", ""),
    ("rund 500 Mitarbeiter", "de", "It has 500 workers.", "500 workers"),
    ("3 Milliarden Dollar", "de", "It cost $3 billion.", "$3 billion"),
    ("3 Milliarden Dollar", "de", "It cost $3 million.", ""),
    ("3 Billionen Dollar", "de", "It cost $3 billion.", ""),
    ("ein dreistelliger Millionenbetrag", "de", "It cost hundreds of millions.", "hundreds of millions"),
    ("ein dreistelliger Millionenbetrag", "de", "It cost tens of millions.", ""),
    ("ein zweistelliger Millionenbetrag", "de", "a double-digit million amount", "double-digit million"),
    ("12亿元", "zh", "Revenue was 1.2 billion yuan.", "1.2 billion yuan"),
    ("12亿元", "zh", "Revenue was 12 billion yuan.", ""),
    ("三成", "zh", "It rose by 30%.", "30%"),
    ("80万美元", "zh", "It cost 800,000.", ""),
    ("百分之四", "zh", "Inflation is at 4.", ""),
    ("29年", "zh", "It took 29.", ""),
    ("40周年", "zh", "It celebrates its 40th anniversary.", "40th"),
    ("65.6岁", "zh", "Life expectancy is 65.6 years.", "65.6 years"),
    ("第十二", "zh", "It came to the twelve place.", ""),
    ("2000年2月28日", "zh", "She joined on February 28.", ""),
    ("2000年2月28日", "zh", "She joined on 28 February 2000.", "28 February 2000"),
    ("verzehnfacht", "de", "It increased sixfold.", ""),
    ("zwischen 1967 und 2001", "de", "He did so in 1967.", ""),
    ("zwischen 1967 und 2001", "de", "He did so from 1967 to 2001.", "1967 to 2001"),
    ("verzehnfacht", "de", "It increased tenfold.", "tenfold"),
]


@pytest.mark.parametrize(("source", "lang", "text", "place"), HELD)
def test_the_value_counts_not_its_words(source: str, lang: str, text: str, place: str) -> None:
    (match,) = amounts(source, lang, "en")
    assert isinstance(match.term, Amount)
    assert [span.of(text) for span in match.term.places(text)][:1] == ([place] if place else [])
    honoured = Judge().honoured(match, text)
    assert (honoured.of(text) if honoured else "") == place


def test_a_number_of_nobody_is_the_place_to_mend() -> None:
    source = "Der Umsatz stieg 2023 um 14 % auf 3,5 Mio. Euro."
    text = "In 2023 sales rose by 41% to 35 million euros."
    found = amounts(source, "de", "en")
    assert [each.text for each in strays(found, text, source)] == ["41%", "35 million euros"]
    chosen = {match.term.target: wrong_places(match, text, source, found)[0].of(text) for match in found}
    assert chosen["14%"] == "41%"
    assert chosen["€3.5 million"] == "35 million euros"
    assert strays([], text, source) == []


FORMS = [
    ("verzehnfacht", "de", "has increased ", "sixfold", "tenfold"),
    ("verdreifacht", "de", "has ", "doubled", "tripled"),
    ("4倍", "zh", "are ", "times", "4 times"),
    ("2 und 4 Milliarden Franken", "de", "fines of between ", "2", "2 billion and 4 billion Swiss francs"),
    ("45 Jahre alt", "de", "a ", "54-year-old", "45-year-old"),
]


@pytest.mark.parametrize(("source", "lang", "before", "words", "form"), FORMS)
def test_the_form_is_that_of_the_words_it_replaces(source: str, lang: str, before: str, words: str, form: str) -> None:
    context = f"zwischen {source}" if " und " in source else source
    (match,) = amounts(context, lang, "en")
    assert isinstance(match.term, Amount)
    assert match.term.form(before, words) == form


ADDED = [
    ("Fast 220 Menschen erkrankten 2013 an Hepatitis B.", "de", "in 2013"),
    ("Der Mindestlohn steigt Ende Juni.", "de", "at the end of June"),
    ("Lima verbannt Autos bis Ende 2027 aus der Stadt.", "de", "by the end of 2027"),
    ("Seit 25 Jahren arbeitet sie als Bäckerin.", "de", "for 25 years"),
    ("Vor drei Jahren hat der Klub gewonnen.", "de", "three years ago"),
    ("Sie will in den nächsten zwei Wochen investieren.", "de", "in the next two weeks"),
    ("Um 8.30 Uhr lag die Aktie im Plus.", "de", "at 8:30 a.m."),
    ("Gestern kam er an.", "de", "yesterday"),
    ("Zwischen 1967 und 2001 überwies er Geld.", "de", "between 1967 and 2001"),
    ("1979年至1992年间，人口增加。", "zh", "between 1979 and 1992"),
    ("Das sind 2 Jahre.", "de", ""),
    ("Der Umsatz lag höher als im Vorjahr.", "de", ""),
    ("该公司将到2034年关闭工厂。", "zh", "by 2034"),
    ("产油国自1999年7月16日起减产。", "zh", "from 16 July 1999"),
    ("两周前，斯特拉斯堡发生火灾。", "zh", "two weeks ago"),
    ("经济2027年将增长。", "zh", "in 2027"),
    ("在6年内，利润翻番。", "zh", "within 6 years"),
    ("电池能用6年。", "zh", ""),
]


@pytest.mark.parametrize(("text", "lang", "words"), ADDED)
def test_an_adverbial_of_time_that_is_lost_can_be_added(text: str, lang: str, words: str) -> None:
    found = [match.term for match in amounts(text, lang, "en")]
    assert [term.adjunct for term in found if isinstance(term, Amount) and term.adjunct][:1] == (
        [words] if words else []
    )


def test_adverbials_go_to_the_ends_of_clauses() -> None:
    (match,) = amounts("Er kam 2013 an.", "de", "en")
    text = "He arrived, Mr. Smith said; nothing was lost."
    assert [text[: span.start] for span in gaps(text, match, near=0.5)] == [
        "He arrived", "He arrived, Mr. Smith said", "He arrived, Mr. Smith said; nothing was lost",
    ]  # fmt: skip


def test_amounts_are_never_marked_in_the_source() -> None:
    text = "Es kostet 3,5 Mio. Euro."
    assert markable(Unit(text, 0, tuple(amounts(text, "de", "en")))) == []


SENTENCES = [
    ("de", "Meta zahlt 14,3 Milliarden Dollar für 49 Prozent von Scale AI."),
    ("de", "Das Unternehmen wurde 2016 gegründet und hat 900 Mitarbeiter."),
    ("de", "Der Gewinn fiel um 12,5 % auf 870 Mio. Euro."),
    ("zh", "公司去年营收12亿元,员工3.5万人。"),
]


@pytest.mark.parametrize(("lang", "text"), SENTENCES)
def test_every_amount_holds_or_its_loss_is_reported(lang: str, text: str) -> None:
    if not (bundled_models_dir() / f"{lang}-en").is_dir():
        pytest.skip("no model of this direction is bundled")
    settings = TranslateSettings(model=str(bundled_models_dir() / f"{lang}-en"), cache=False, threads=1)
    piece = segment(text, lang=lang)
    (result,) = translator(lang, "en", settings=settings).translate([piece])
    for each in amounts(text, lang, "en"):
        assert isinstance(each.term, Amount)
        lost = f"amount {each.term.source!r}: lost" in result.warnings
        assert bool(each.term.places(result.text)) is not lost, (result.text, result.warnings)
    assert result.terms == ()
    (plain,) = translator(lang, "en", settings=TranslateSettings(
        model=settings.model, cache=False, threads=1, amounts=False,
    )).translate([piece])  # fmt: skip
    assert not [warning for warning in plain.warnings if warning.startswith("amount")]


# A glossary word that is part of an amount: it comes with the amount where that renders it, and decides where not.
@pytest.mark.parametrize(
    ("source", "target", "holds"),
    [
        ("Milliarde", "billion", True),
        ("Milliarden", "billion", True),
        ("Dollar", "USD", False),
        ("zahlt", "pays", True),
    ],
)
def test_a_glossary_word_inside_an_amount_comes_with_it(source: str, target: str, holds: bool) -> None:
    text = SENTENCES[0][1]
    engine = translator("de", "en", settings=TranslateSettings(model=str(bundled_models_dir() / "de-en"), cache=False))
    assert isinstance(engine, MarianTranslator)
    term = match(text, source, target)
    kept = engine._kept(segment(text), [term])
    assert any(each.term.target == "$14.3 billion" for each in kept) is holds
    unit = Unit(text, 0, (term, *kept))
    assert covered(unit.terms) == ({0} if source.startswith("Milliarde") else set())
    assert markable(unit) == ([] if source.startswith("Milliarde") else [(term.span, target)])
    (result,) = engine.translate([segment(text)], [[term]])
    (hit,) = result.terms
    if hit.target_span and holds and source.startswith("M"):
        assert "14.3 billion" in result.text and "billion billion" not in result.text
