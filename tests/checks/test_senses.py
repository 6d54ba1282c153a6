"""XL-SENSE and XL-POL: wrong senses in context, polarity templates, pairs. Sentences were written for these tests."""

from __future__ import annotations

import pytest

from tests.checks.one_pair import linked, material
from xling.checks.idiom_polarity import compile_template
from xling.checks.material import Material
from xling.checks.senses import Senses
from xling.types import Article, BlockKind, Finding, Segment, Span, Translation


def examine(text: str, lang: str, target: str = "", target_lang: str = "en") -> list[Finding]:
    article = Article("a", "a.txt", lang, text)
    segment = Segment("a#0", "a", 0, lang, text, Span(0, len(text)), BlockKind.PARAGRAPH)
    translations = {"a#0": Translation(segment, target_lang, target)} if target else {}
    return list(Senses().examine(Material((article,), (segment,), translations=translations)))


@pytest.mark.parametrize(
    ("lang", "text", "rule", "zh"),
    [
        ("de", "Die Gehälter seien höher als die Schulungskosten des KI-Modells von DeepSeek.", "XL-SENSE-001", "训练"),
        ("de", "Die Inferenzklasse des KI-Modells ließ lange auf sich warten.", "XL-SENSE-001", "推理"),
        ("de", "Man kann kaum sagen, dass Meta seine dunkelste Stunde erlebte.", "XL-POL-001", "不得不说"),
        ("de", "Vor Schreck fiel sie fast nicht in Ohnmacht.", "XL-POL-001", "差点没"),
        ("en", "She almost did not faint when she saw the bill.", "XL-POL-001", "差点没"),
        ("de", "Für die Unterstützung konnten wir nicht dankbar sein.", "XL-POL-001", "不胜感激"),
        ("en", "It costs little and helps everyone; why are we not happy to do it?", "XL-POL-001", "何乐而不为"),
        ("de", "In der Behörde fehlt der Stempel auf jedem Papier.", "XL-POL-001", "少不了"),
        ("de", "Der Parkplatz heißt intern nur Vorderbühne des Büros.", "XL-SENSE-001", "前台"),
        ("en", "The court fined the power merchant for selling fakes on its online platform.", "XL-SENSE-001", "电商"),
    ],
)
def test_fires(lang: str, text: str, rule: str, zh: str) -> None:
    found = [each for each in examine(text, lang) if each.rule == rule and each.score >= 0.6]
    assert any(zh in each.message or zh in each.evidence[0].text for each in found), found


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Die Schulung der Ersthelfer dauert zwei Tage."),
        ("de", "Das Kaliber der Waffe ist noch unbekannt, sagt die Feuerwehr."),
        ("de", "Er trinkt seinen Tee ohne Zucker."),
        ("en", "The unit of length is the metre."),
        ("en", "Nobody was hurt in the accident."),
        ("en", "The letter must not be read by anyone else."),
        ("en", "The court fined the e-commerce platform for forcing merchants to choose between it and rivals."),
        ("de", "Die Akten dürfen nicht gelesen werden."),
        ("zh", "训练成本不断上升。"),
    ],
)
def test_stays_quiet(lang: str, text: str) -> None:
    assert not [each for each in examine(text, lang) if each.score >= 0.92]


ALONE = [  # an ordinary word that the lexicon marks @pair, alone: the words around it tell
    ("de", "Wegen der neuen Schüler verteilte die Schulbehörde die Indikatoren für Lehrer an die Gemeinden.", "指标"),
    ("de", "Ihre Eltern drängen sie, bald ein Objekt zu suchen und zu heiraten.", "对象"),
    ("en", "Her parents urge her to find an object and marry before thirty.", "对象"),
    ("de", "Volkswirte sehen in den Indikatoren des Instituts ein Zeichen für den Aufschwung der Konjunktur.", ""),
    ("en", "Children were asked to find an object in the box and name its colour.", ""),
    ("de", "Auf der Platte lagen Käse und Schinken.", ""),
    ("zh", "指标已经分配到各个学校。", ""),
]


@pytest.mark.parametrize(("lang", "text", "zh"), ALONE)
def test_of_an_ordinary_word_the_company_decides(lang: str, text: str, zh: str) -> None:
    found = [each for each in examine(text, lang) if each.rule == "XL-SENSE-001" and each.score >= 0.5]
    assert [zh in each.message for each in found] == ([True] if zh else [])


def test_polarity_in_a_pair_has_spans_on_both_sides() -> None:
    source, target = "听到价格，她差点没晕过去。", "Hearing the price, she almost did not faint."
    best = max(examine(source, "zh", target), key=lambda each: each.score)
    assert best.rule == "XL-POL-001" and best.score >= 0.8
    assert best.span.of(source) == "差点没"
    assert best.target is not None and best.target.of(target).startswith("almost")


@pytest.mark.parametrize(
    ("source", "lang", "target", "literal"),
    [
        (
            "该平台打造了完整的技术生态。",
            "de",
            "Die Plattform schuf eine vollständige Ökologie, wie es heißt.",
            "Ökologie",
        ),
        ("该平台打造了完整的技术生态。", "en", "The platform built a complete technology ecology.", "ecology"),
    ],
)
def test_an_ordinary_word_counts_only_beside_its_source(source: str, lang: str, target: str, literal: str) -> None:
    found = [each for each in examine(source, "zh", target, lang) if each.rule == "XL-SENSE-001" and each.score >= 0.9]
    assert any(literal in each.target.of(target) for each in found if each.target)
    assert not [each for each in examine(target, lang) if each.score >= 0.9]


@pytest.mark.parametrize(
    ("source", "lang", "target"),
    [
        ("湖泊的生态受到破坏。", "de", "Die Ökologie der Seen ist gestört."),
        ("湖泊的生态正在恢复。", "en", "The ecology of the lake is recovering."),
    ],
)
def test_an_ordinary_word_is_right_under_another_subject(source: str, lang: str, target: str) -> None:
    assert not [each for each in examine(source, "zh", target, lang) if each.score >= 0.9]


def test_templates_allow_gaps_and_alternatives() -> None:
    pattern, fixed = compile_template("{fiel/fielen} … {fast/beinahe} nicht")
    assert fixed == 3
    assert pattern.search("Da fielen sie alle beinahe nicht um.")
    assert not pattern.search("Da fielen sie um.")


@pytest.mark.parametrize(
    ("source", "target", "lang", "fires"),
    [
        ("代表们无不感到惊讶。", "Die Vertreter waren nicht überrascht.", "de", True),
        ("他好不容易买到了票。", "It was not easily that he bought a ticket.", "en", True),
        ("代表们无不感到惊讶。", "Alle Vertreter waren überrascht.", "de", False),
        ("他不禁笑了。", "He could not help laughing.", "en", False),
        ("任何人不准进入。", "Nobody may enter.", "en", False),
        ("这不妨碍使用。", "It does not prevent its use.", "en", False),
        ("不得不挡住帐篷，以免被风吹走。", "The tent had to be secured so that it was not blown away.", "en", False),
        ("他不得不承认，公司没有盈利。", "Er musste einräumen, dass die Firma keinen Gewinn macht.", "de", False),
    ],
)
def test_an_affirmation_by_double_negation_is_not_denied(source: str, target: str, lang: str, fires: bool) -> None:
    found = [each for each in examine(source, "zh", target, lang) if each.rule == "XL-POL-001"]
    assert bool(found) is fires


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("公司三年内必须上市。", "The company must go public within three years."),
        ("法新社报道了此事。", "The French news agency reported it."),
    ],
)
def test_part_of_a_rendering_is_not_enough(source: str, target: str) -> None:
    from xling.checks.idiom_pairs import literal_pairs

    assert not [pair for pair in literal_pairs(source, target, "en") if pair.strength > 0]


@pytest.mark.parametrize(("partner", "fires"), [("路演", True), ("演出", False)])
def test_a_wrong_sense_must_be_linked_to_its_word(partner: str, fires: bool) -> None:
    source, target = "路演 与 演出 将 同时 举行", "Street performances will be held at the same time"
    pair = material("zh", source, target, linked(source, target, (partner, "performances"), ("举行", "held")))
    assert bool([each for each in Senses().examine(pair) if each.rule == "XL-SENSE-001" and each.score > 0.5]) is fires
