"""XL-CALQ: literal idioms, jargon, names; native idioms and literal things stay quiet; pairs use the source.

Sentences were written for these tests, except where a seed is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.checks.calques import Calques
from xling.checks.idiom_lexicon import judged, scene
from xling.checks.idiom_origin import probably_from_chinese
from xling.checks.idiom_suspect import Suspect, supported, suspects
from xling.checks.material import Material
from xling.types import Alignment, Article, Blame, BlockKind, Finding, Link, Segment, Span, Translation


def material(texts: Sequence[str], lang: str, target: str = "", target_lang: str = "en") -> Material:
    text = "\n".join(texts)
    article = Article("a", "a.txt", lang, text)
    segments, start = [], 0
    for number, each in enumerate(texts):
        span = Span(start, start + len(each))
        segments.append(Segment(f"a#{number}", "a", number, lang, each, span, BlockKind.PARAGRAPH))
        start += len(each) + 1
    translations = {segments[0].id: Translation(segments[0], target_lang, target)} if target else {}
    return Material((article,), tuple(segments), translations=translations)


def examine(*texts: str, lang: str, least: float = 0.85) -> list[Finding]:
    return [finding for finding in Calques().examine(material(texts, lang)) if finding.score >= least]


@pytest.mark.parametrize(
    ("lang", "text", "zh", "words"),
    [
        ("de", "Das Motto des Konzerns lautet nun KI in der KI, sagt der Vorstand.", "All in AI", "KI in der KI"),
        # seed 000
        (
            "de",
            "Es scheint kein Verlust zu sein, Geld gegen Talente einzutauschen und dabei den Effekt zu erzielen, "
            "als würde man mit viel Gold Pferdeknochen kaufen.",
            "千金买马骨",
            "Pferdeknochen",
        ),
        (
            "de",
            "Die Bank malt einer Schlange noch Füße an, kritisierte der Minister das Gesetz.",
            "画蛇添足",
            "Schlange",
        ),
        ("de", "Der Konzern lässt die Tiger in die Berge zurückkehren, klagen die Investoren.", "放虎归山", "Tiger"),
        ("en", "The ministry's new rules are like drawing a snake and adding feet.", "画蛇添足", "snake"),
        ("en", "The startup was mending the fold after the sheep were lost, its investors said.", "亡羊补牢", "sheep"),
        ("de", "Nach der Strafe blieb von der Branche nur ein Boden voller Hühnerfedern.", "一地鸡毛", "Hühnerfedern"),
        ("de", "Das Gericht verhängte eine Himmelsstrafe gegen die Plattform.", "天价罚单", "Himmelsstrafe"),
        ("de", "Viele Käufer der Nach-80er-Generation zahlen den Preis gern.", "80后", "Nach-80er"),
        ("de", "Der Konzern will den Schmerz erdulden und die Liebe abschneiden.", "忍痛割爱", "abschneiden"),
        ("en", "Post-80s buyers are loyal to the brand, the bank said.", "80后", "Post-80s"),
        ("en", "Retail investors were harvested like leeks again when the stock collapsed.", "割韭菜", "leeks"),
    ],
)
def test_fires(lang: str, text: str, zh: str, words: str) -> None:
    found = examine(text, lang=lang, least=0.6)
    assert found, text
    best = max(found, key=lambda finding: finding.score)
    assert zh in best.message
    assert words in best.span.of(text)
    assert best.suggestion and best.evidence and best.blame is Blame.SOURCE
    assert 0 < best.score < 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Die Kommission hat den Nagel auf den Kopf getroffen."),
        ("de", "Mit der Fusion schlägt der Vorstand zwei Fliegen mit einer Klappe."),
        ("de", "Wer Perlen vor die Säue wirft, darf sich nicht beklagen, sagte der Abgeordnete."),
        ("de", "Die neue Verordnung bleibt ein Papiertiger, kritisierte der Verband."),  # one word, of German itself
        ("de", "Die Schmerzpunkte der Nutzer löst das Unternehmen mit einer App."),
        ("en", "Customers name the delivery fee as their main pain point."),
        ("de", "Auf der Weide am See grasen Pferde, Schafe und ein alter Esel."),
        ("de", "Der Ofen in der Küche wird mit Holz und Kohle geheizt."),
        ("de", "Die Wellen schlugen im Sturm über die Mole, und zwei Boote sanken."),
        ("de", "In der Tabelle verlor der Verein Punkte, sagte der Vorstand."),  # so 掉分 is said well
        ("de", "Der Aktienkurs gab nach, der Index verlor 18 Punkte."),
        ("de", "Das Museum wurde 1958 gegründet, und im selben Jahr begann der Bau der Brücke."),
        ("en", "The vet found two broken bones in the horse's leg."),
        ("en", "The merger kills two birds with one stone, analysts said."),
        ("en", "Chop the leeks and fry them in a little oil."),
        ("en", "He put the meat on the chopping board and cut it into slices."),
        ("de", "Die Tiger leben auf dem Berg, sagte der Wärter."),  # 一山不容二虎 counts them
        ("de", "Die Käufer wurden in den 80er Jahren geboren."),
        ("zh", "董事会此举堪称千金买马骨。"),  # a Chinese text is no calque of itself
    ],
)
def test_stays_quiet(lang: str, text: str) -> None:
    assert not examine(text, lang=lang)


def test_pair_names_both_sides() -> None:
    source, target = (
        "这份合同已经很完整，再加条款就是画蛇添足。",
        "The contract is complete; another clause would be adding feet to a painted snake.",
    )
    found = list(Calques().examine(material([source], "zh", target)))
    best = max(found, key=lambda finding: finding.score)
    assert best.blame is Blame.TRANSLATION and best.score > 0.85
    assert best.span.of(source) == "画蛇添足"
    assert best.target is not None and "snake" in best.target.of(target)


def test_pair_with_a_good_translation_is_quiet() -> None:
    source, target = "再加条款就是画蛇添足。", "Another clause would be gilding the lily."
    assert not [each for each in Calques().examine(material([source], "zh", target)) if each.score > 0.5]


def test_omitted_idiom_is_noticed_by_missing_links() -> None:
    source, target = "公司画蛇添足。", "The company."
    whole = material([source], "zh", target)
    links = Alignment(source, target, (Span(0, 2), Span(2, 6)), (Span(0, 3), Span(4, 11)), (Link(0, 1),))
    found = list(Calques().examine(Material(whole.articles, whole.segments, whole.translations, {"a#0": links})))
    assert any("missing" in each.message and each.span.of(source) == "画蛇添足" for each in found)


def test_several_calques_point_to_a_chinese_original() -> None:
    texts = (
        "Der Konzern kauft mit viel Gold Pferdeknochen, sagen Investoren.",
        "Die neue Plattform wirkt, als male man einer Schlange noch Füße an.",
        "Der Aufsichtsrat reparierte den Pferch, nachdem die Schafe verloren waren.",
        "Sie bauten einen neuen Herd auf, um die Marke zu retten.",
    )
    found = examine(*texts, lang="de", least=0.0)
    alone = [max((e.score for e in examine(text, lang="de", least=0.0)), default=0.0) for text in texts]
    assert probably_from_chinese(found) > 0.3 > probably_from_chinese([])
    last = [each.score for each in found if each.segment == "a#3"]
    assert last and max(last) >= alone[3]  # the others raise the doubtful one


def test_an_image_in_no_list_is_suspected_without_certainty() -> None:
    text = "Die Zentralbank handelt, als würde man Gurken mit Honig in eine Trompete stopfen, sagte der Minister."
    found = [each for each in Calques().examine(material([text], "de")) if each.rule == "XL-CALQ-002"]
    assert all(each.score <= 0.5 for each in found)  # nothing is known about the scene without an encoder


class Affairs:
    """Stands in for an encoder: a text is public affairs when it names a ministry or a bank, else an everyday scene."""

    signature = "affairs"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        direction = scene()[:-1] / np.linalg.norm(scene()[:-1]) ** 2
        signs = [-3.0 if re.search("Minister|Zentralbank|minister|central bank", text) else 3.0 for text in texts]
        return np.stack([direction * (sign - scene()[-1]) for sign in signs]).astype(np.float32)


@pytest.mark.parametrize(
    ("lang", "text", "image"),
    [
        ("de", "Die Zentralbank will Gurken mit Honig in eine Trompete stopfen, sagte der Minister.", "Trompete"),
        ("de", "Mit dem Gesetz füttert der Minister die Wölfe mit Kürbis und Honig.", "Wölfe"),
        ("en", "The central bank is feeding pumpkins to a crane, the minister told the market.", "pumpkins"),
    ],
)
def test_an_image_foreign_to_its_scene_is_suspected(lang: str, text: str, image: str) -> None:
    (found,) = suspects([(text, lang)], Affairs())
    assert found is not None and image in found.span.of(text) and found.score > 0.5


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Auf der Weide füttert der Bauer die Pferde mit Kürbis und Hafer."),  # an everyday scene
        ("de", "Mit der Fusion wirft der Minister Perlen vor die Säue."),  # an idiom of the language
        ("en", "The minister met Wolf and Crane in the Valley."),  # names
        ("de", "Bis Mai waren nach Angaben der Zentralbank 95.000 Gurken mit Honig und 12 Trompeten verkauft."),
        ("zh", "部长用南瓜喂狼。"),
    ],
)
def test_literal_things_native_idioms_and_names_are_not_suspected(lang: str, text: str) -> None:
    given = replace(material([text], lang), encoder=Affairs())
    found = [each for each in Calques().examine(given) if each.rule == "XL-CALQ-002"]
    assert all(each.score < 0.5 for each in found)


def test_an_image_supports_the_rendering_that_it_overlaps() -> None:
    text = "Die Bank malt einer Schlange noch Füße an, kritisierte der Minister das Gesetz."
    (found,) = judged([(text, "de")], None)
    start = text.index("Schlange")
    image = Suspect(Span(start, start + len("Schlange noch Füße")), ("Schlange", "Füße"), 2.0, "")
    assert [each.score for each in supported(found, image)] > [each.score for each in found]
    assert supported(found, None) == found


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text(alphabet="abeghilnorstu äöü.,PferdKnochen龙马", max_size=80), st.sampled_from(["de", "en"]))
def test_spans_lie_in_the_text_and_scores_are_graded(text: str, lang: str) -> None:
    for finding in Calques().examine(material([text], lang)):
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert 0 <= finding.score <= 1


@pytest.mark.parametrize(
    ("lang", "text", "zh"),
    [
        ("en", "They tried other ways; both failed, the ministry said.", "别无二致"),  # the words of two clauses
        ("en", "Last year Wang stepped down as Scale's chief executive.", "打蛇随棍上"),  # a name is no synonym
        ("de", "Der Landkreis wurde wegen falscher Zahlen gerügt.", "承包"),
    ],
)
def test_halves_of_renderings_are_no_calques(lang: str, text: str, zh: str) -> None:
    assert not [each for each in examine(text, lang=lang) if zh in each.message]


@pytest.mark.parametrize(
    ("lang", "text", "zh"),
    [
        ("en", "To win customers the bank lowered its fees.", "必胜客"),  # must-win customer
        ("de", "Das Unternehmen ist fünf Jahre nach seiner Gründung sieben Milliarden wert.", "唯论文"),  # Fünf-Nur
    ],
)
def test_function_words_are_part_of_a_coinage(lang: str, text: str, zh: str) -> None:
    assert not [each for each in examine(text, lang=lang) if zh in each.message]
