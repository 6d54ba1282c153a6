"""A Chinese article that has the expression confirms its literal rendering in another article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xling.checks.calques import Calques
from xling.checks.idiom_testimony import EVEN, MENTIONED, MOST_AGAINST, ORIGINAL, cognate, nearer
from xling.checks.idiom_told import same_wording, told
from xling.checks.idiom_witness import Witnesses
from xling.checks.material import Material
from xling.checks.senses import Senses
from xling.ingest import article_from_text
from xling.lexicon.calques import calques
from xling.segment import segment
from xling.types import Claim, ClaimLink, Finding, Pairing, Verdict

DE = "Die neue Anleihe bedeute, Gift zu trinken, um den Durst zu löschen.\n\nIn der Branche herrsche Einrollung."
EN = "The bond amounts to drinking poison to quench thirst.\n\nThe industry suffers from involution."


def found(text: str, lang: str, chinese: str, *, together: bool = True) -> dict[str, Finding]:
    articles = (article_from_text(text, id="a", lang=lang), article_from_text(chinese, id="z", lang="zh"))
    pieces = tuple(piece for article in articles for piece in segment(article))
    material = Material(articles, pieces, together=together)
    return {finding.evidence[0].text.split(" = ")[0]: finding for finding in Calques().examine(material)}


@pytest.mark.parametrize(("text", "lang"), [(DE, "de"), (EN, "en")])
def test_a_chinese_article_with_the_expression_confirms_it(text: str, lang: str) -> None:
    alone, seen = found(text, lang, "公司发布了财报。"), found(text, lang, "这是饮鸩止渴。")
    assert seen["饮鸩止渴"].score >= alone["饮鸩止渴"].score
    assert [piece.text for piece in seen["饮鸩止渴"].evidence if piece.kind == "article"] == ["饮鸩止渴"]
    assert not [piece for piece in alone["饮鸩止渴"].evidence if piece.kind == "article"]
    assert not [
        piece for piece in found(text, lang, "这是饮鸩止渴。", together=False)["饮鸩止渴"].evidence if piece.article
    ]


def test_a_short_word_counts_less_outside_a_linked_claim() -> None:
    """内卷 stands in many Chinese texts; that one of them has it says less than that a linked sentence has it."""
    articles = (article_from_text(DE, id="a", lang="de"), article_from_text("行业内卷。", id="z", lang="zh"))
    pieces = tuple(piece for article in articles for piece in segment(article))
    entry = next(entry for entry in calques() if "内卷" in entry.forms)
    claims = [Claim(f"{p.id}/0", p.article, p.id, p.lang, p.text, p.span) for p in (pieces[1], pieces[-1])]
    link = ClaimLink(claims[0], claims[1], Verdict.AGREE, 0.9)
    weights = []
    for links in ((), (link,)):
        seen = Witnesses(Material(articles, pieces, links=links)).original(pieces[1], entry)
        assert seen is not None and seen[0].span is not None and seen[0].span.of(articles[1].text) == "内卷"
        weights.append(seen[1])
    assert weights == [MENTIONED, ORIGINAL]
    assert Witnesses(Material(articles, pieces, together=False)).original(pieces[1], entry) is None


def linked(
    text: str, lang: str, other: str, other_lang: str, origin: str = "", *, opposed: bool = False
) -> list[Finding]:
    """The findings about ``text``, beside a linked sentence of another article."""
    articles = (
        article_from_text(text, id="a", lang=lang),
        replace(article_from_text(other, id="b", lang=other_lang), origin=origin),
    )
    pieces = tuple(piece for article in articles for piece in segment(article))
    claims = [Claim(f"{p.id}/0", p.article, p.id, p.lang, p.text, p.span) for p in (pieces[0], pieces[-1])]
    pairings = (Pairing("polarity", Verdict.CONFLICT, claims[0].span, claims[1].span),) if opposed else ()
    links = (ClaimLink(*claims, Verdict.CONFLICT if opposed else Verdict.AGREE, 0.99, pairings=pairings),)
    material = Material(articles, pieces, claims=tuple(claims), links=links)
    return [each for check in (Calques(), Senses()) for each in check.examine(material) if each.article == "a"]


def best(findings: list[Finding], zh: str) -> Finding | None:
    return max((each for each in findings if zh in each.message), key=lambda each: each.score, default=None)


SHOPS = "Die Kette Laojie schließt bis Juni 70 ihrer 260 Türgeschäfte."
PLUNGE = "Die Aktien von Hailing Motors machten ein Turmspringen und verloren am Dienstag 18 Prozent."


@pytest.mark.parametrize(
    ("text", "lang", "other", "other_lang", "zh", "words"),
    [
        (SHOPS, "de", "Laojie schließt bis Juni 70 von 260 Filialen.", "de", "门店", "Filialen"),
        (SHOPS, "de", "老街将在6月前关闭260家门店中的70家。", "zh", "门店", "门店"),
        (PLUNGE, "de", "Shares in Hailing Motors plunged 18 percent on Tuesday.", "en", "跳水", "plunged"),
        (PLUNGE, "de", "周二，海灵汽车股价跳水，跌幅达18%。", "zh", "跳水", "跳水"),
        ("The film fell on the street in October.", "en", "The film flopped in October.", "en", "扑街", "flopped"),
    ],
)
def test_a_linked_sentence_that_says_it_well_confirms(
    text: str, lang: str, other: str, other_lang: str, zh: str, words: str
) -> None:
    seen, plain = best(linked(text, lang, other, other_lang), zh), best(linked(text, lang, "…", other_lang), zh)
    assert seen is not None and seen.score >= 0.9
    assert plain is None or plain.score < seen.score
    place = next(piece for piece in seen.evidence if piece.article == "b")
    assert place.span is not None and place.span.of(other) == words and other in place.text
    assert seen.suggestion == (words if other_lang == lang else seen.suggestion)


@pytest.mark.parametrize(
    ("other", "other_lang", "origin", "falls"),
    [
        ("Konzernchef Ou nennt die eigene Batterie seinen Burggraben.", "de", "", True),
        ("Konzernchef Ou nennt die eigene Batterie seinen Burggraben.", "de", "zh", False),
        ("Konzernchef Ou lobt die eigene Batterie.", "de", "", False),
    ],
)
def test_the_same_words_in_an_independent_article_clear(other: str, other_lang: str, origin: str, falls: bool) -> None:
    text = "Die eigene Batterie sei ein Burggraben, sagte Konzernchef Ou."
    seen, plain = (
        best(linked(text, "de", other, other_lang, origin), "护城河"),
        best(linked(text, "de", "…", "de"), "护城河"),
    )
    assert plain is not None and seen is not None
    assert (seen.score < plain.score - 0.3) is falls


@pytest.mark.parametrize(
    ("other", "lang", "opposed"),
    [
        ("她差点没赶上火车。", "zh", False),
        ("She almost missed her train.", "en", True),
        ("She was early.", "en", False),
    ],
)
def test_a_linked_sentence_that_affirms_confirms_a_turned_negation(other: str, lang: str, opposed: bool) -> None:
    text = "Die Studentin Mo sagte, sie habe ihren Zug fast nicht verpasst."
    seen, plain = (
        best(linked(text, "de", other, lang, opposed=opposed), "差点没"),
        best(linked(text, "de", "…", lang), "差点没"),
    )
    assert plain is not None and seen is not None
    told_of = lang == "zh" or opposed
    assert (seen.score > plain.score) is told_of
    assert any(piece.article == "b" for piece in seen.evidence) is told_of


@pytest.mark.parametrize(
    ("text", "lang", "other", "other_lang"),
    [
        ("Die Maschine mit 180 Gästen ist in Wuhan gelandet.", "de", "载有180人的客机在武汉落地。", "zh"),
        ("Ein Erdbeben erschütterte am Sonntag Yunnan.", "de", "An earthquake shook Yunnan on Sunday.", "en"),
        (
            "The athletes jumped into the water on Tuesday, training for the Olympic final.",
            "en",
            "周二，跳水运动员入水。",
            "zh",
        ),
    ],
)
def test_ordinary_sentences_that_are_linked_stay_quiet(text: str, lang: str, other: str, other_lang: str) -> None:
    assert not [each for each in linked(text, lang, other, other_lang) if each.score >= 0.8]


@pytest.mark.parametrize(
    ("text", "lang", "zh"),
    [("股价跳水。", "zh", "跳水"), ("Shares plunged.", "en", "跳水"), ("Sie schließt 70 Filialen.", "de", "门店")],
)
def test_what_a_sentence_says_of_an_expression(text: str, lang: str, zh: str) -> None:
    assert zh in {form for each in told(text, lang) for form in each.entry.forms}


def test_a_light_good_rendering_says_nothing_and_another_language_neither() -> None:
    assert told("Il a dit oui.", "fr") == ()
    assert not told("It is.", "en")


def test_the_same_wording_may_be_inflected_but_not_half() -> None:
    span = same_wording("stille Reserve", "de", "Die Bank hat stille Reserven.")
    assert span is not None
    assert same_wording("stille Reserve", "de", "Die Bank hat Reserven.") is None


def test_likeness_is_bounded_and_even_in_the_middle() -> None:
    assert nearer(0.9 + EVEN, 0.9) == pytest.approx(0.0, abs=1e-9)
    assert (nearer(1.0, 0.5), nearer(0.5, 1.0)) == (0.0, -MOST_AGAINST)


@pytest.mark.parametrize(
    ("words", "good", "same"),
    [("levers", "leverage", True), ("Anteile", "Anteil", True), ("Türgeschäfte", "Filialen", False)],
)
def test_a_word_that_is_the_good_one_is_not_confirmed_by_it(words: str, good: str, same: bool) -> None:
    assert cognate(words, good) is same
