"""Checks that need nothing but a source and its translation: negation, residue, surface."""

from __future__ import annotations

import pytest

from xling.checks import Material
from xling.checks.polarity import Polarity, cues
from xling.checks.residue import Residue
from xling.checks.surface import Surface
from xling.types import Article, Segment, Span, Translation


def rules(check: Polarity | Residue | Surface, lang: str, source: str, target: str, least: float = 0.55) -> set[str]:
    segment = Segment("x#0", "x", 0, lang, source, Span(0, len(source)))
    material = Material(
        (Article("x", "x", lang, source),), (segment,), {"x#0": Translation(segment, "en", target)}, together=False
    )
    found = list(check.examine(material))
    for item in found:  # spans slice to what they are about
        assert 0 <= item.span.start <= item.span.end <= len(source)
        assert item.target is None or item.target.end <= len(target)
    return {item.rule for item in found if item.score >= least}


NEGATION = [
    # lang, source, translation, fires
    ("de", "Er kam gestern nicht.", "He came yesterday.", True),
    ("de", "Er kam gestern.", "He did not come yesterday.", True),
    ("de", "Kein Unternehmen wollte zahlen.", "Every company wanted to pay.", True),
    ("de", "Das Werk wird nie fertig.", "The plant will be finished.", True),
    ("zh", "他没有来。", "He came.", True),
    ("zh", "公司否认了这一说法，称从未裁员。", "The company confirmed the claim and said it had cut jobs.", True),
    ("zh", "该公司计划上市。", "The company does not plan to go public.", True),
    ("de", "Er kam nicht.", "He didn't come.", False),
    ("de", "Nicht nur Google, auch Microsoft zieht sich zurück.", "Google and Microsoft are withdrawing.", False),
    ("de", "Er ist arbeitslos.", "He has no work.", False),
    ("de", "Das ist nicht bekannt.", "This is unknown.", False),
    ("de", "Sie ging ohne Abschied.", "She left without saying goodbye.", False),
    ("de", "Nicht weniger als elf Vereine stiegen ab.", "At least eleven clubs were relegated.", False),
    ("de", "Sie war nicht nur müde, sie war krank.", "She wasn't just tired, she was ill.", False),
    ("de", "Nur war ich müde und auch krank.", "I wasn’t only tired but also ill.", False),
    ("de", "Du bist nicht allein.", "You are alone.", True),
    ("de", "Sie hätten mitmachen müssen.", "They had no choice but to join.", False),
    ("de", "Er kommt erst morgen.", "He won't come back until tomorrow.", False),
    ("de", "Des is ned wahr.", "That is true.", True),
    ("zh", "他不得不离开。", "He had to leave.", False),
    ("zh", "公司不断扩大业务。", "The company keeps expanding.", False),
    ("zh", "这非常重要。", "This is very important.", False),
    ("zh", "他们难以找到工作。", "They could not find work.", False),
    ("zh", "这个对手谁也打不过。", "Everybody can beat this rival.", True),
    ("zh", "警告没有级别。", "Warnings have a level.", True),
    ("zh", "可不可以帮我问下？", "Could you ask for me?", False),
    ("zh", "图中显示年龄、性别和类别。", "The picture shows age, sex and category.", False),
    ("zh", "质量还不错。", "The quality is not bad.", False),
    ("zh", "要控制犯罪，不能仅靠警察。", "Crime cannot be controlled by the police alone.", False),
    ("zh", "店里有差不多三个座位。", "The shop has about three seats.", False),
    ("zh", "这个渠道谁也绕不过。", "This is a channel that nobody can bypass.", False),
    ("zh", "他们为达目的不择手段。", "They seek their ends by hook or by crook.", False),
    ("zh", "票价从60元到300元不等。", "Tickets range from 60 to 300 yuan.", False),
    ("zh", "列车将停运至四月底。", "No trains will run until the end of April.", False),
    ("zh", "政府正不遗余力查明原因。", "The government is sparing no effort to find the cause.", False),
]


@pytest.mark.parametrize(("lang", "source", "target", "fires"), NEGATION)
def test_negation(lang: str, source: str, target: str, fires: bool) -> None:
    assert rules(Polarity(), lang, source, target) == ({"XL-NEG-001"} if fires else set())


def test_cues_have_exact_spans() -> None:
    text = "Das ist nicht nur teuer, es ist auch nicht gut."
    assert [cue.span.of(text) for cue in cues(text, "de")] == ["nicht"]
    assert cues(text, "de")[0].span.start == text.rindex("nicht")


RESIDUE = [
    ("de", "Die Forderungen konnten nicht erfüllt werden.", "The demands could nicht be met.", True),
    ("zh", "该公司全力投入人工智能。", "The company is all in 人工智能.", True),
    (
        "de",
        "Die Stiftung Wissenschaft und Politik sitzt in Berlin.",
        "The foundation Wissenschaft und Politik is in Berlin.",
        False,
    ),
    ("de", "Ein Interview mit der Deutschen Welle.", "An interview with Deutsche Welle.", False),
    ("de", "Standard im Bereich eCommerce.", "Standard in the area of eCommerce.", False),
    ("de", "Jeder dritte Intercity bleibt liegen.", "Every third intercity breaks down.", False),
    ("de", "Der Zeitgeist im Kindergarten.", "The zeitgeist in the kindergarten.", False),
    ("zh", "他说“吃瓜”。", "He said “吃瓜” (to watch the drama).", False),
    ("zh", "脸书改名。", "Facebook changed its name.", False),
    # names keep their words, and addresses are no text
    ("de", "Der Pilot Candy Bauer stieg aus.", "The pilot Candy Bauer got out.", False),
    ("de", "Der Bauer pflügte.", "The Bauer ploughed.", True),
    ("de", "Das Kabel endet in Reut bei Simbach.", "The cable ends in Reut bei Simbach.", False),
    ("de", "Mehr unter www.gesund-bleiben.de/tipps.", "More at www.gesund-bleiben.de/tipps.", False),
    ("de", "Die Lage sei ernst. dpa", "The situation was serious. dpa", False),
]


@pytest.mark.parametrize(("lang", "source", "target", "fires"), RESIDUE)
def test_residue(lang: str, source: str, target: str, fires: bool) -> None:
    assert rules(Residue(), lang, source, target, 0.65) == ({"XL-LANG-001"} if fires else set())


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Das Unternehmen 字节跳动 plant einen Börsengang.", True),
        ("ByteDance (字节跳动) plant einen Börsengang.", False),
        ("Das Sprichwort „千金买马骨“ ist alt.", False),
    ],
)
def test_chinese_in_a_german_article(text: str, fires: bool) -> None:
    segment = Segment("x#0", "x", 0, "de", text, Span(0, len(text)))
    found = list(Residue().examine(Material((Article("x", "x", "de", text),), (segment,))))
    assert [item.rule for item in found] == (["XL-LANG-002"] if fires else [])
    assert all(item.span.of(text) == "字节跳动" for item in found)


SURFACE = [
    ("de", "Er kam.", "He came", {"XL-PUNC-001"}),
    ("de", "Er kam.", "Did he come?", {"XL-PUNC-001"}),
    ("zh", "他来了吗？", "He came.", {"XL-PUNC-001"}),
    ("de", "Die Länder sind betroffen.", "The states are affected .", {"XL-PUNC-002"}),
    ("de", "Sie prüfen die Lage.", "They neglect to_ check it.", {"XL-PUNC-003"}),
    ("de", "Der Präsident schrieb auf Twitter.", "the President wrote on Twitter.", {"XL-CASE-001"}),
    ("zh", "美国总统在推特上写道。", "us president donald trump wrote on twitter.", {"XL-CASE-001"}),
    ("de", "Er kam …", "He came…", set()),
    ("de", "„Er kam.“", "“He came.”", set()),
    ("zh", "他来了。", "He came.", set()),
    ("de", "Das iPhone ist teuer.", "iPhone prices are high.", set()),
    # abbreviations and peoples keep their capitals
    ("de", "Die Werte bei HNSCC sind hoch.", "The values in hnscc are high.", {"XL-CASE-001"}),
    ("zh", "患者感染SARS-CoV-2。", "The patient was infected with sars-cov-2.", {"XL-CASE-001"}),
    ("de", "Die deutsche Regierung zahlt.", "The german government pays.", {"XL-CASE-001"}),
    ("de", "Die Stadien N0 und pN1 wurden verglichen.", "The stages n0 and pN1 were compared.", {"XL-CASE-001"}),
    ("de", "Im Dezember reiste er durch Deutschland.", "In december he toured germany.", {"XL-CASE-001"}),
    ("de", "Das Porzellan und der Truthahn.", "The china and the turkey.", set()),
    ("de", "Das Holz ist poliert.", "The wood has a polish.", set()),
    ("de", "Die EU zahlt.", "The EU pays.", set()),
    ("de", "DIE REGIERUNG ZAHLT.", "The government pays.", set()),
    # what the source leaves small or without a mark may stay so
    ("de", "danke für die schnelle Hilfe", "thanks for the quick help", set()),
    ("zh", "正版软件 免费试用", "authentic software free trial", set()),
    ("zh", "实际优惠详情是在哪里看", "Where can I see the details of the discount?", set()),
    ("zh", "他问：“你来吗？”", "He asked, “Are you coming? ”", set()),
    ("zh", "他来了", "Did he come?", {"XL-PUNC-001"}),
    ("zh", "没有人可以冒充你了吧", "No one will pretend to be you, right?", set()),
    ("zh", "我取消～等了好久", "I’ll cancel it~ I’ve waited for long.", set()),
]


@pytest.mark.parametrize(("lang", "source", "target", "expected"), SURFACE)
def test_surface(lang: str, source: str, target: str, expected: set[str]) -> None:
    assert rules(Surface(), lang, source, target) == expected
