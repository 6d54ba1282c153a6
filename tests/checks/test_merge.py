"""Findings with one cause become one flag; those with another stay. Cases as the checks report them on DEMETR."""

from __future__ import annotations

import pytest

from xling.checks import Material, decide, registry
from xling.checks.policy import Policy, RulePolicy
from xling.types import Article, Blame, BlockKind, Evidence, Finding, Segment, Span, Translation

SOURCE = "Insgesamt 174 Erntehelfer wurden in Dingolfing getestet, wie das Amt mitteilte."
TARGET = "As the office said, Guenther from Leipzig was 180."
WHOLE = Span(0, len(SOURCE))
POLICY = Policy({rule: RulePolicy(threshold=0.1) for rule in registry.rules()})


def source(rule: str, words: str, score: float = 0.8) -> Finding:
    at = SOURCE.index(words)
    return Finding(rule, "x", "x#0", Span(at, at + len(words)), score, f"no {words}", Blame.TRANSLATION)


def target(rule: str, words: str, score: float = 0.8, span: Span = WHOLE) -> Finding:
    at = TARGET.index(words)
    where = Span(at, at + len(words))
    return Finding(rule, "x", "x#0", span, score, f"from nowhere: {words}", Blame.TRANSLATION, target=where)


LONG = "174 Erntehelfer wurden in Dingolfing getestet"
DETACHED = Finding("XL-DET-001", "x", "x#0", WHOLE, 0.9, "detached", Blame.TRANSLATION)
ARTICLE = Finding("XL-CALQ-001", "x", "x#0", Span(0, 9), 0.9, "calque", Blame.SOURCE)
CASES = {
    "a number inside an omission": ([source("XL-OMIT-001", LONG), source("XL-NUM-001", "174")], ["XL-OMIT-001"]),
    "an omitted name": ([source("XL-OMIT-001", "Dingolfing"), source("XL-NAME-002", "Dingolfing")], ["XL-NAME-002"]),
    "a name inside an addition": (
        [target("XL-ADD-001", "Guenther from Leipzig"), target("XL-NAME-002", "Leipzig")],
        ["XL-ADD-001"],
    ),
    "a garbled word that nothing answers": (
        [target("XL-ADD-001", "Guenther"), target("XL-SPELL-001", "Guenther")],
        ["XL-ADD-001"],  # an addition is worse than a misspelling
    ),
    "everything in a detached line": (
        [DETACHED, source("XL-OMIT-001", LONG), source("XL-NUM-001", "174"), target("XL-ADD-001", "Leipzig")],
        ["XL-DET-001"],
    ),
    "a number elsewhere": (
        [source("XL-OMIT-001", "Dingolfing"), source("XL-NUM-001", "174")],
        ["XL-NUM-001", "XL-OMIT-001"],
    ),
    "a number that became another": (
        [source("XL-OMIT-001", LONG), target("XL-NUM-001", "180", span=source("XL-NUM-001", "174").span)],
        ["XL-NUM-001", "XL-OMIT-001"],
    ),
    "a denial is worse than an omission": (
        [source("XL-OMIT-001", LONG), source("XL-NEG-001", "wurden in")],
        ["XL-NEG-001"],
    ),
    "what is wrong in the article itself": ([source("XL-OMIT-001", SOURCE), ARTICLE], ["XL-CALQ-001", "XL-OMIT-001"]),
}


def material() -> Material:
    segment = Segment("x#0", "x", 0, "de", SOURCE, WHOLE)
    translation = Translation(segment, "en", TARGET)
    return Material((Article("x", "x.txt", "de", SOURCE),), (segment,), {"x#0": translation})


@pytest.mark.parametrize("name", CASES)
def test_one_flag_for_one_cause(name: str) -> None:
    found, expected = CASES[name]
    assert sorted(flag.finding.rule for flag in decide(found, material(), POLICY)) == expected


def test_what_joined_is_evidence_and_the_surest_counts() -> None:
    omitted, number = source("XL-OMIT-001", LONG, 0.5), source("XL-NUM-001", "174", 0.9)
    (flag,) = decide([omitted, number], material(), POLICY)
    assert flag.confidence == 0.9
    assert [(item.kind, item.text) for item in flag.finding.evidence] == [("rule", "XL-NUM-001: no 174")]


def test_a_finding_below_its_threshold_explains_nothing() -> None:
    policy = Policy({"XL-OMIT-001": RulePolicy(threshold=0.6), "XL-NUM-001": RulePolicy(threshold=0.6)})
    (flag,) = decide([source("XL-OMIT-001", LONG, 0.5), source("XL-NUM-001", "174")], material(), policy)
    assert (flag.finding.rule, flag.finding.evidence) == ("XL-NUM-001", ())


def test_a_chinese_pair() -> None:
    text = "特维茨湖国家公园有30座湖。"
    segment = Segment("x#0", "x", 0, "zh", text, Span(0, len(text)))
    lost = [
        Finding("XL-OMIT-001", "x", "x#0", Span(0, 13), 0.8, "omitted", Blame.TRANSLATION),
        Finding("XL-NUM-001", "x", "x#0", Span(9, 12), 0.8, "no 30座", Blame.TRANSLATION),
    ]
    made = Material((Article("x", "x.txt", "zh", text),), (segment,), {"x#0": Translation(segment, "en", "A park.")})
    (flag,) = decide(lost, made, POLICY)
    assert flag.finding.rule == "XL-OMIT-001" and flag.finding.evidence[0].text == "XL-NUM-001: no 30座"


def test_a_contradiction_on_the_words_of_a_turned_negation_is_evidence_for_it() -> None:
    texts = {"x": "Sie hat den Zug fast nicht verpasst.", "y": "She almost missed the train."}
    articles = tuple(Article(name, "", lang, texts[name]) for name, lang in (("x", "de"), ("y", "en")))
    whole = {name: Span(0, len(text)) for name, text in texts.items()}
    segments = tuple(Segment(f"{a.id}#0", a.id, 0, a.lang, a.text, whole[a.id], BlockKind.PARAGRAPH) for a in articles)
    turned = Finding("XL-POL-001", "x", "x#0", Span(17, 35), 0.95, "turned", Blame.SOURCE)
    here = Finding("XL-CLAIM-001", "x", "x#0", Span(22, 27), 0.6, "opposite", Blame.UNCLEAR)
    there = Finding(
        "XL-CLAIM-001", "y", "y#0", whole["y"], 0.6, "opposite", Blame.UNCLEAR,
        evidence=(Evidence("article", texts["x"], "x", whole["x"]),),
    )  # fmt: skip
    dated = Finding("XL-CLAIM-001", "x", "x#0", Span(0, 3), 0.6, "another date", Blame.UNCLEAR)
    found = decide([dated, turned, here, there], Material(articles, segments), POLICY)
    assert [(flag.finding.rule, len(flag.finding.evidence)) for flag in found] == [
        ("XL-CLAIM-001", 0),
        ("XL-POL-001", 2),
    ]
