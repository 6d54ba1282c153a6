"""The quantities check: what fires, what stays quiet, in pair mode, between articles and inside one."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from xling.checks import Material, findings
from xling.checks.quantity_match import differences
from xling.claims import quantities
from xling.claims.quantity.render import render
from xling.types import (
    Article,
    Blame,
    BlockKind,
    Claim,
    ClaimLink,
    Finding,
    Pairing,
    Quantity,
    QuantityKind,
    Segment,
    Span,
    Translation,
    Verdict,
)


def pair(source: str, lang: str, target: str, target_lang: str = "en") -> list[Finding]:
    article = Article("line:1", "", lang, source)
    segment = Segment("line:1#0", "line:1", 0, lang, source, Span(0, len(source)), BlockKind.PARAGRAPH, 0)
    material = Material((article,), (segment,), {segment.id: Translation(segment, target_lang, target)}, together=False)
    return findings(material, select=("quantities",))


def flagged(found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.score >= 0.6]


FIRES = [
    # changed numbers, as in the DEMETR set and in the wild
    ("de", "Vor drei Wochen gewann sie.", "Four weeks ago she won.", "XL-NUM-001"),
    ("de", "mehr als 28.000 Tote", "more than 24,000 deaths", "XL-NUM-001"),
    ("de", "ein 19-Jähriger", "a 22-year-old", "XL-NUM-001"),
    ("de", "der 2:0-Endstand", "the 3-0 final score", "XL-NUM-001"),
    ("de", "sagte der Formel-1-Boss", "said the Formula 6 boss", "XL-NUM-001"),
    ("de", "Am ersten November", "On November 10th", "XL-NUM-003"),
    ("de", "Seit 1959 ist es die Hauptstadt.", "It has been the capital since 1949.", "XL-NUM-003"),
    ("de", "gegen 3.40 Uhr", "at around 2:40 a.m.", "XL-NUM-003"),
    ("zh", "共提供约2600间隔离房", "about 4,600 isolation rooms", "XL-NUM-001"),
    ("zh", "第十次超过100人", "surpassed 40 for the tenth time", "XL-NUM-001"),
    ("zh", "于7月13日17时07分通过", "passed at 17:07 on July 18", "XL-NUM-003"),
    # scale words
    ("zh", "总投资126亿元", "a total of 126 billion yuan was invested", "XL-NUM-004"),
    ("zh", "一天接到近九万张订单", "received almost nine thousand orders in a day", "XL-NUM-004"),
    ("zh", "全国网民已超过11亿", "more than 11 billion internet users", "XL-NUM-004"),
    ("de", "zwei Billionen Euro", "two billion euros", "XL-NUM-004"),
    ("de", "Der Umsatz stieg von 2 auf 3 Milliarden.", "Revenue rose from 2 million to 3 million.", "XL-NUM-004"),
    ("zh", "营收从120降至80亿元", "Revenue fell from 12 to 8 million yuan.", "XL-NUM-004"),
    ("zh", "用户从40万增至200万", "Users rose from 40 to 2 million.", "XL-NUM-004"),
    ("zh", "加入2升温水", "Add two kilos of warm water.", "XL-NUM-001"),
    # currencies and units
    ("zh", "拍出一百五十万港元", "auctioned for one and a half million yuan", "XL-NUM-002"),
    ("zh", "三万亩稻田", "30,000 hectares of paddy fields", "XL-NUM-001"),
    # Chinese shares and multiples
    ("zh", "补贴两成", "subsidises two per cent", "XL-NUM-001"),
    ("zh", "比去年增长了两倍", "has doubled compared with last year", "XL-NUM-001"),
    ("zh", "全场八折", "everything is eighty per cent off", "XL-NUM-001"),
    ("zh", "三分之二的议员", "three halves of the members", "XL-NUM-001"),
    # by and to
    ("zh", "通胀率已降至2%", "inflation has fallen by two per cent", "XL-NUM-001"),
    # dropped and added
    ("de", "Der Umsatz stieg um 34,3 Prozent.", "Revenue rose.", "XL-NUM-001"),
    ("en", "Revenue rose.", "Der Umsatz stieg um 34,3 Prozent.", "XL-NUM-001"),
]

QUIET = [
    (
        "de",
        "Den Schlauch durchschneiden und das Ventil dazwischen setzen.",
        "Cut the hose and set the valve between the two parts.",
    ),
    ("de", "in der linken Rucksackhälfte", "in the left half of the backpack"),
    ("de", "14,3 Milliarden US-Dollar für 49 Prozent", "$14.3bn for a 49% stake"),
    ("zh", "143亿美元收购49%的股份", "$14.3 billion for 49 percent of the shares"),
    (
        "zh",
        "铁路部门已累计出动检查人员28万余人次，排查桥梁9万余座",
        "dispatched more than 280,000 inspectors to inspect more than 90,000 bridges",
    ),
    ("zh", "确诊分别超过16万例和15万例", "more than 160,000 and 150,000 cases were confirmed, respectively"),
    (
        "de",
        "die beiden Präsidenten telefonierten anderthalb Stunden",
        "the two presidents spoke for an hour and a half",
    ),
    ("de", "bis halb elf geöffnet", "open until half past ten"),
    ("de", "Auf jeden Dollar kommen 60 Cent", "For every dollar 60 cents are spent"),
    ("de", "sank um zwölf Prozent auf 1,9 Milliarden Euro", "fell by 12% to €1.9bn"),
    ("de", "148 Staaten erkennen Palästina an", "A hundred and forty-eight states recognise Palestine"),
    ("de", "jede achte Filiale", "one in eight branches"),
    ("zh", "近六成受访者", "almost six in ten respondents"),
    ("zh", "十万分之三", "three in a hundred thousand"),
    ("zh", "身高一米八", "1.80 metres tall"),
    ("zh", "四分之一决赛", "the quarter-final"),
    ("zh", "千里马和三星电子都在五角大楼附近", "The horse and Samsung are near the Pentagon"),
    ("zh", "千金买马骨的故事，一波三折", "The story of the bones, full of twists"),
    ("zh", "上世纪70年代", "the 1970s"),
    ("zh", "时速25公里", "25 kilometres an hour"),
    ("zh", "时薪低至两三欧元", "as little as two or three euros an hour"),
    ("de", "am 25. eröffnet", "opened on the 25th"),
    ("de", "seit einem Vierteljahrhundert", "for a quarter of a century"),
    ("de", "Covid-19 und die G7", "Covid-19 and the G7"),
    ("en", "nine out of ten", "neun von zehn"),
    ("de", "300 Milliarden Kronen", "300 billion kronor"),
    ("zh", "用户从40人增至200万人。", "The number of users rose from 40 to 2 million."),
    ("zh", "价格从30元涨到120万元。", "The price rose from 30 to 1.2 million yuan."),
    ("de", "Die Zahl der Nutzer stieg von 100 auf 3 Millionen.", "The number of users rose from 100 to 3 million."),
    ("zh", "粉丝从40增至200万人", "Followers rose from 40 to 2 million people."),
    ("zh", "营收从2增至3亿元", "Revenue rose from 200 to 300 million yuan."),
    ("zh", "营收从2增至3亿元", "Revenue rose from 200 million to 300 million yuan."),
    ("zh", "营收从120降至80亿元", "Revenue fell from 12 to 8 billion yuan."),
    ("zh", "每桶5升至6升", "five to six litres a barrel"),
]


@pytest.mark.parametrize(("lang", "source", "target", "rule"), FIRES)
def test_fires(lang: str, source: str, target: str, rule: str) -> None:
    found = flagged(pair(source, lang, target, "de" if lang == "en" else "en"))
    assert rule in {finding.rule for finding in found}, found
    assert all(finding.blame is Blame.TRANSLATION for finding in found)


@pytest.mark.parametrize(("lang", "source", "target"), QUIET)
def test_stays_quiet(lang: str, source: str, target: str) -> None:
    assert flagged(pair(source, lang, target, "de" if lang == "en" else "en")) == []


def test_a_finding_points_at_both_sides_and_suggests() -> None:
    source, target = "总投资126亿元，远超原计划", "In all, 126 billion yuan was invested, far more than planned."
    (finding,) = flagged(pair(source, "zh", target))
    assert finding.span.of(source) == "126亿元"
    assert finding.target is not None
    assert finding.target.of(target) == "126 billion yuan"
    assert finding.suggestion == "12.6 billion yuan"
    assert finding.evidence[0].text == "“126亿元” is 12,600,000,000 CNY"


def test_scores_are_graded() -> None:
    changed = differences("28.000 Tote", "de", "24,000 deaths", "en")[0].score
    dropped = differences("28.000 Tote", "de", "many deaths", "en")[0].score
    small = differences("Sie hat zwei Kinder.", "de", "She has children.", "en")[0].score
    assert changed > dropped > small > 0


# --- articles -------------------------------------------------------------------------------------------------


def claim(article: Article, index: int = 0) -> Claim:
    found = tuple(quantities(article.text, article.lang, date=article.date))
    return Claim(
        f"{article.id}#{index}/0", article.id, f"{article.id}#{index}", article.lang, article.text,
        Span(0, len(article.text)), found,
    )  # fmt: skip


def segment_of(article: Article) -> Segment:
    return Segment(f"{article.id}#0", article.id, 0, article.lang, article.text, Span(0, len(article.text)))


def money(article: Article, number: int = 0) -> Quantity:
    return claim(article).quantities[number]


def linked(a: Article, b: Article, verdict: Verdict) -> ClaimLink:
    pairing = Pairing("amount", verdict, money(a).span, money(b).span)
    return ClaimLink(claim(a), claim(b), verdict, 0.95, pairings=(pairing,))


def together(articles: list[Article], links: list[ClaimLink]) -> list[Finding]:
    material = Material(
        tuple(articles),
        tuple(segment_of(article) for article in articles),
        claims=tuple(claim(article) for article in articles),
        links=tuple(links),
    )
    return findings(material, select=("quantities",))


def test_an_amount_that_two_articles_contradict_is_blamed_on_its_article() -> None:
    wrong = Article("a", "", "de", "Scale setzte 780 Millionen Dollar um.")
    right = Article("b", "", "en", "Scale had sales of $870 million.")
    third = Article("c", "", "zh", "Scale营收8.7亿美元。")
    links = [
        linked(wrong, right, Verdict.CONFLICT),
        linked(wrong, third, Verdict.CONFLICT),
        linked(right, third, Verdict.AGREE),
    ]
    found = [finding for finding in together([wrong, right, third], links) if finding.rule == "XL-NUM-006"]
    blamed = max(found, key=lambda finding: finding.score)
    assert (blamed.article, blamed.blame) == ("a", Blame.SOURCE)
    assert "870" in blamed.suggestion
    assert {evidence.article for evidence in blamed.evidence} == {"b", "c"}
    assert all(finding.score < blamed.score for finding in found if finding.article != "a")


def test_a_mistaken_scale_word_is_named_and_weighs_more() -> None:
    b = Article("b", "", "en", "Scale had sales of $870 million.")
    scores = {}
    for text in ("Scale setzte 870 Milliarden Dollar um.", "Scale setzte 780 Millionen Dollar um."):
        a = Article("a", "", "de", text)
        found = [f for f in together([a, b], [linked(a, b, Verdict.CONFLICT)]) if f.rule == "XL-NUM-006"]
        scores[text] = next(f for f in found if f.article == "a")
    slip, other = scores.values()
    assert "another scale" in slip.message and "another scale" not in other.message and slip.score > other.score


def test_an_article_that_confirms_the_opposing_amount_stands_against_it_too() -> None:
    wrong = Article("a", "", "de", "Scale kostete 14,3 Billionen Dollar.")
    right = Article("b", "", "zh", "Scale作价143亿美元。")
    third = Article("c", "", "en", "Scale was sold for $14.3 billion.")
    links = [linked(wrong, right, Verdict.CONFLICT), linked(right, third, Verdict.AGREE)]
    (found,) = [f for f in together([wrong, right, third], links) if f.rule == "XL-NUM-006"]
    assert (found.article, found.blame) == ("a", Blame.SOURCE)
    assert {evidence.article for evidence in found.evidence} == {"b", "c"}
    supported = [*links, linked(wrong, third, Verdict.APPROXIMATELY)]  # the third agrees with both: it decides nothing
    found_ = [f for f in together([wrong, right, third], supported) if f.rule == "XL-NUM-006"]
    assert {(f.article, f.blame) for f in found_} == {("a", Blame.UNCLEAR), ("b", Blame.UNCLEAR)}
    assert all("c" not in {evidence.article for evidence in f.evidence} for f in found_)


CONFLICTS = [  # three amounts, how the third is linked to the first and the second, who is blamed
    ("15 Milliarden Dollar", "$14.3 billion", "约150亿美元", None, Verdict.APPROXIMATELY, ""),  # it fits both
    ("15 Milliarden Dollar", "$12 billion", "170亿美元", Verdict.CONFLICT, Verdict.CONFLICT, ""),
    ("15 Milliarden Dollar", "$12 billion", "170亿美元", Verdict.CONFLICT, None, ""),
    ("15 Milliarden Dollar", "$12 billion", "120亿美元", Verdict.CONFLICT, None, "a"),
    ("15 Milliarden Dollar", "$12 billion", "120亿美元", None, Verdict.AGREE, "a"),
    ("15 Milliarden Dollar", "$12 billion", "150亿美元", None, Verdict.CONFLICT, "b"),
]


@pytest.mark.parametrize(("first", "second", "third", "to_first", "to_second", "blamed"), CONFLICTS)
def test_only_articles_that_agree_with_each_other_outvote_one(
    first: str, second: str, third: str, to_first: Verdict | None, to_second: Verdict | None, blamed: str
) -> None:
    a, b = Article("a", "", "de", f"Scale kostete {first}."), Article("b", "", "en", f"Scale was sold for {second}.")
    c = Article("c", "", "zh", f"Scale作价{third}。")
    links = [linked(a, b, Verdict.CONFLICT)]
    links += [linked(a, c, to_first)] if to_first else []
    links += [linked(b, c, to_second)] if to_second else []
    found = [f for f in together([a, b, c], links) if f.rule == "XL-NUM-006"]
    assert found
    assert {f.article for f in found if f.blame is Blame.SOURCE} == ({blamed} if blamed else set())


@pytest.mark.parametrize(
    ("here", "there", "third"),
    [
        ("Das Beben forderte 80 Verletzte.", "The quake injured 29 people.", "地震造成29人受伤。"),
        ("Bei der Razzia gab es 12 Festnahmen.", "Police arrested 9 people.", "警方逮捕9人。"),
    ],
)
def test_counts_that_grow_while_an_event_goes_on_blame_nobody(here: str, there: str, third: str) -> None:
    wrong, right, more = Article("a", "", "de", here), Article("b", "", "en", there), Article("c", "", "zh", third)
    links = [linked(wrong, right, Verdict.CONFLICT), linked(wrong, more, Verdict.CONFLICT)]
    found = [f for f in together([wrong, right, more], links) if f.rule == "XL-NUM-006" and f.article == "a"]
    assert found and found[0].blame is Blame.UNCLEAR and "change from report to report" in found[0].message


def test_one_against_one_stays_open() -> None:
    a = Article("a", "", "de", "Scale setzte 780 Millionen Dollar um.")
    b = Article("b", "", "en", "Scale had sales of $870 million.")
    found = [finding for finding in together([a, b], [linked(a, b, Verdict.CONFLICT)]) if finding.rule == "XL-NUM-006"]
    assert found
    assert all(finding.blame is Blame.UNCLEAR for finding in found)
    assert together([a], []) == []


def test_a_huge_amount_without_currency_is_explained_by_the_linked_one() -> None:
    bare = Article("a", "", "de", "Zuckerberg gab 100 Milliarden aus, um ihn zu rekrutieren.")
    other = Article("b", "", "en", "Meta paid $14.3 billion for Scale.")
    found = [
        finding
        for finding in together([bare, other], [linked(bare, other, Verdict.CONFLICT)])
        if finding.rule == "XL-NUM-002"
    ]
    assert [finding.span.of(bare.text) for finding in found] == ["100 Milliarden"]
    assert found[0].suggestion == "14,3 Milliarden US-Dollar"
    assert found[0].evidence[0].article == "b"


BONUS, BONUS_EN = ("zh", "奖金为300万欧元。"), ("en", "The bonus is 3 million euros.")
DEAL, DEAL_EN = ("zh", "Scale作价143亿美元。"), ("en", "Meta paid $14.3 billion for Scale.")
UNDERSTOOD = [  # a sentence with a bare amount, what is linked to it, whether the bare amount is reported
    ("de", "Die Ablöse kostet 18 Millionen Euro plus einen Bonus von drei Millionen.", BONUS, False),
    ("en", "The fee costs 18 million euros plus a bonus of 3 million.", BONUS, False),
    ("zh", "转会费为1800万欧元，外加300万奖金。", BONUS_EN, False),
    ("de", "Von den 18 Millionen Euro sind drei Millionen ein Bonus, der sie kostet.", BONUS, False),
    ("de", "Die Ablöse kostet 18 Millionen Dollar plus einen Bonus von drei Millionen.", BONUS, True),  # it is in euros
    ("de", "Die Ablöse kostet einen Bonus von drei Millionen.", BONUS, True),
    # the linked claim gives another amount: only one that the bare amount is added to lends its currency
    ("de", "Die Ablöse kostet 18 Millionen Euro plus bis zu drei Millionen.", ("zh", "转会费为1800万欧元。"), False),
    ("zh", "营收从20亿美元增至30亿。", ("en", "Revenue was $2 billion."), False),
    ("de", "Meta zahlt 102,697 Milliarden (14,3 Milliarden US-Dollar) für Scale.", DEAL, True),
    ("de", "Meta zahlt 102,697 Milliarden, umgerechnet 14,3 Milliarden US-Dollar, für Scale.", DEAL, True),
    ("zh", "Meta以1026亿（约合143亿美元）收购Scale。", DEAL_EN, True),
    ("en", "The firm spent 100 billion on the plant, its US rival 5 billion dollars.", DEAL, True),
    ("de", "Der Rivale zahlt 5 Milliarden Dollar plus Zinsen, der Konzern 100 Milliarden.", DEAL, True),
    ("zh", "公司投资100亿，其美国对手投资50亿美元。", DEAL_EN, True),
]


@pytest.mark.parametrize(("lang", "here", "there", "fires"), UNDERSTOOD)
def test_the_currency_of_the_same_sentence_is_understood(
    lang: str, here: str, there: tuple[str, str], fires: bool
) -> None:
    bare, full = Article("a", "", lang, here), Article("b", "", *there)
    count = next(q for q in claim(bare).quantities if q.kind is QuantityKind.COUNT)
    link = ClaimLink(
        claim(bare), claim(full), Verdict.RELATED, 0.95,
        pairings=(Pairing("amount", Verdict.RELATED, count.span, money(full).span),),
    )  # fmt: skip
    found = [f for f in together([bare, full], [link]) if f.rule == "XL-NUM-002" and f.score >= 0.55]
    assert bool(found) is fires


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Von den 18 Millionen Euro kostet der Bonus drei Millionen.", False),
        ("Meta zahlt 102,697 Milliarden (14,3 Milliarden US-Dollar) für Scale.", True),
        ("Der Konzern zahlt 100 Milliarden.", True),
    ],
)
def test_without_links_a_currency_beside_is_understood_but_not_a_conversion(text: str, fires: bool) -> None:
    found = together([Article("a", "", "de", text)], [])
    assert bool([f for f in found if f.rule == "XL-NUM-002" and f.score >= 0.55]) is fires


def test_an_amount_in_full_elsewhere_in_the_article_outweighs_a_currency_beside() -> None:
    texts = (
        "Der Konzern zahlt 100 Milliarden, die Aktie fiel um 5 Dollar.",
        "Die Übernahme für 102,697 Milliarden Yuan (14,3 Milliarden Dollar) ist teuer.",
    )
    article = Article("a", "", "de", "\n".join(texts))
    starts = (0, len(texts[0]) + 1)
    claims = tuple(
        Claim(
            f"a#{number}/0", "a", f"a#{number}", "de", text, Span(start, start + len(text)),
            tuple(replace(q, span=q.span.shift(start)) for q in quantities(text, "de")),
        )
        for number, (text, start) in enumerate(zip(texts, starts, strict=True))
    )  # fmt: skip
    (found,) = findings(Material((article,), (), claims=claims), select=("quantities",))
    assert (found.rule, found.suggestion) == ("XL-NUM-002", "102,697 Milliarden Yuan")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Das Modell hat 100 Milliarden Parameter und kostet wenig."),
        ("en", "The network paid off for 2 billion users."),
        ("zh", "该平台投资后拥有11亿用户。"),
        ("de", "Er gab 20 Euro aus."),
    ],
)
def test_counted_things_need_no_currency(lang: str, text: str) -> None:
    found = together([Article("a", "", lang, text)], [])
    assert [finding for finding in found if finding.rule == "XL-NUM-002" and finding.score >= 0.55] == []


INSIDE = [
    ("de", "Meta zahlte 14,3 Milliarden US-Dollar (102 Millionen RMB).", True),
    ("de", "Meta zahlte 14,3 Milliarden US-Dollar (102,697 Milliarden RMB).", False),
    ("zh", "收购价143亿美元（约合1026万元人民币）。", True),
    ("zh", "收购价143亿美元（约合1026亿元人民币）。", False),
    ("en", "The road is 10 kilometres (16 miles) long.", True),
    ("en", "The road is 10 kilometres (6.2 miles) long.", False),
    ("en", "Expect 12 to 15 inches (38 centimetres) of snow.", False),
    ("zh", "预计有12至15英寸（38厘米）的降雪。", False),
    ("en", "Expect 12 to 15 inches (50 centimetres) of snow.", True),
    ("en", "Expect 12 to 15 inches (30 to 380 centimetres) of snow.", True),
    ("zh", "预计有12至15英寸（30至380厘米）的降雪。", True),
    ("en", "Expect 12 to 15 inches (30 to 38 centimetres) of snow.", False),
    ("de", "Es sind 3 Meilen (4 bis 6 Kilometer).", False),
    ("en", "It is 10 to 20 miles (24 kilometres) away.", False),
    ("en", "He is 5 feet 9 inches (175 centimetres) tall.", False),
    ("de", "Die Türme sind hoch (23 m bis 150 m / 75 ft bis 491 ft).", False),
    ("zh", "房间长宽为6英尺×9英尺（1.8米×2.7米）。", False),
    ("zh", "合约总额为5600万元美金（约合3.5亿元人民币）。", False),
    ("de", "Sie treffen sich am 31. April.", True),
    ("de", "Sie treffen sich am 30. April.", False),
    ("de", "Das sagten 130 Prozent der Befragten.", True),
    ("de", "Der Umsatz stieg um 130 Prozent.", False),
    ("de", "Das kostet 1,3 Mrd. Mio. Yuan.", True),
    ("en", "It cost 3 million billion dollars.", True),
    ("en", "It cost $3 million billion.", True),
    ("de", "Das kostet 10 Billionen Milliarden Euro.", True),
    ("zh", "收购价为1.3亿亿元。", True),
    ("zh", "每秒可做1.3亿亿次运算。", False),
    ("en", "There are 200 billion trillion stars.", False),
    ("en", "A trillion dollars is a million million dollars.", False),
    ("de", "Es gibt 100 Milliarden Milliarden Sterne.", False),
    ("de", "Das kostet tausend Milliarden Yuan.", False),
    ("de", "Der Anteil sank von 25 Prozent auf 20 Prozent, also um 5 Prozent.", True),
    ("de", "Der Anteil sank von 25 auf 20 Prozent, ein Rückgang von 5 Prozentpunkten.", False),
    ("de", "Der Anteil sank von 25 auf 20 Prozent, also um 20 Prozent.", False),
    ("de", "Der Anteil sank von 96 auf 91 Prozent, also um 5 Prozent.", False),
    ("de", "Der Anteil stieg von 20 auf 25 Prozent, bei Frauen um 5 Prozent.", False),
    ("de", "Der Anteil stieg von 31 auf 38 Prozent. Das ist ein Plus von 7 Prozent.", True),
    ("de", "Der Anteil stieg von 31 auf 38 Prozent. Ein Plus von 7 Prozent verzeichnete der Handel.", False),
    ("de", "Der Anteil sank von 25 auf 20 Prozent, und um 5 Prozent stieg der Preis.", False),
    ("de", "Die Rate stieg von 10,4 auf 12,6 Prozent, ein Plus von gut 2 Prozentpunkten.", False),
    ("de", "Die Rate sank von 10 auf 5 Prozent, also sind 5 Prozent übrig.", False),
    ("de", "Der Umsatz stieg um 20 Prozent, der Gewinn um 30 Prozent, ein Plus von 10 Prozent.", False),
    ("de", "A kam auf 30 Prozent, B auf 20 Prozent. Das ist ein Minus von 10 Prozent.", False),
    ("de", "Im Osten waren es 25 Prozent, im Westen 20 Prozent. Also sind 5 Prozent unentschieden.", False),
    ("en", "The share rose from 25% in 2019 to 30% in 2023, up 5 percent.", True),
    ("en", "It rose from 31.2% to 38.0%, or by roughly 7 percentage points.", False),
    ("en", "It rose from 31.2% to 38.0%, up 7 percentage points.", False),
    ("en", "Estimates range from 20 percent to 25 percent, up 5 percent from last year.", False),
    ("en", "It rose from 31.2% to 38.0%, down 6.8 percent.", False),
    ("en", "The Dow rose 1%, the S&P 500 3%, up 2% for the week.", False),
    ("en", "Sales rose 12 percent and profit 9 percent, or 3 percent after tax.", False),
    ("de", "Die Rate sank von 4,8 auf 3,6 Prozent, also um 25 Prozentpunkte.", True),
    ("de", "Die Rate stieg von 31 auf 38 Prozent, ein Plus von 7,4 Prozentpunkten.", False),
    ("en", "The share fell from 25% to 20%, a drop of 5 percent.", True),
    ("en", "The share fell from 25% to 20%, a drop of 5 percentage points.", False),
    ("zh", "持股比例从25%降至20%，下降5%。", True),
    ("zh", "持股比例从25%降至20%，下降5个百分点。", False),
    ("zh", "占比从2019年的25%升至2023年的30%。这意味着提高了5%。", True),
    ("zh", "占比从31.2%升至38.0%，上升近7个百分点。", False),
    ("zh", "占比从31.2%升至38.0%，上升7个百分点。", False),
    ("zh", "占比从25%降至20%。下降5%的是出口。", False),
    ("zh", "营收增长25%，净利润增长20%，同比增长5%。", False),
    ("zh", "男性占30%，女性占20%，下降10%。", False),
    ("de", "Das Gericht tagt am Freitag, dem 20. September 2024.", False),
    ("de", "Das Gericht tagt am Freitag, dem 21. September 2024.", True),
    ("de", "Das Gericht tagt am Freitag (21.09.2024).", True),
    ("de", "Ab 1. Oktober 2024 (Montag bis Freitag) ist geöffnet.", False),
    ("en", "The court sits on Friday, September 20, 2024.", False),
    ("en", "The court sits on Monday, September 20, 2024.", True),
    ("zh", "法院于2024年9月20日（星期五）开庭。", False),
    ("zh", "法院于2024年9月20日（星期三）开庭。", True),
    ("zh", "法院于2024年9月20日星期三开庭。", True),
    ("zh", "2024年9月20日，星期三，法院开庭。", True),
    ("zh", "2024年9月20日周一至周五开放。", False),
    ("zh", "截至2024年9月20日周日均成交额下降。", False),
    ("zh", "2024年10月1日，周日和周一闭馆。", False),
    ("zh", "美国时间星期三（2024年9月19日北京时间凌晨），美联储降息。", False),
    ("zh", "法院星期三（2024年9月20日）开庭。", True),
    ("en", "It opens on October 2, 2024, a Monday.", True),
    ("en", "Starting October 2, 2024, a Monday night show will air.", False),
    ("en", "From October 2, 2024, a Monday-to-Friday service runs.", False),
    ("de", "Am 2. Oktober 2024, einem Montag, begann es.", True),
    ("de", "Ab 2. Oktober 2024, ein Montag-Abend-Kurs.", False),
    ("en", "On Tuesday, 11/5/2024 Americans voted.", False),
    ("en", "On Tuesday, 5/11/2024 Americans voted.", False),
    ("en", "On Friday, 11/5/2024 Americans voted.", True),
    ("en", "On Tuesday, 11/21/2024 it began.", True),
    ("de", "Am Mittwoch, dem 18. September 2024, begann es. Am Freitag, dem 21. September, endete es.", True),
    ("de", "Am Mittwoch, dem 18. September 2024, begann es. Am Freitag, dem 20. September, endete es.", False),
    ("de", "Am Freitag, dem 21. September, endete es.", False),
]


@pytest.mark.parametrize(("lang", "text", "fires"), INSIDE)
def test_contradictions_inside_an_article(lang: str, text: str, fires: bool) -> None:
    found = [finding for finding in together([Article("a", "", lang, text)], []) if finding.rule == "XL-NUM-005"]
    assert bool(found) is fires, found


@pytest.mark.parametrize(
    ("lang", "date", "text", "told"),
    [
        ("de", "2024-09-01", "Am Freitag, dem 21. September, endete es.", "in any year from 2023 to 2025"),
        ("de", "2024-09-01", "Am Samstag, dem 21. September, endete es.", ""),
        ("de", "2019-11-09", "1989 fiel die Mauer. Am Donnerstag, dem 9. November, öffnete die DDR die Grenze.", ""),
        ("de", "", "Das 1989 gegründete Werk feiert am Freitag, dem 21. September.", ""),
        ("de", "2024-09-01", "In den 1980er Jahren war es oft so. Am Freitag, dem 21. September, endete es.", ""),
        ("en", "2024-09-01", "It ended on Friday, September 21.", "no “Friday”"),
        ("zh", "2026-07-28", "1976年7月28日唐山大地震。9月9日星期四，毛泽东逝世。", ""),
        ("zh", "2024-09-01", "法院于9月21日星期五开庭。", "no “星期五”"),
    ],
)
def test_dates_without_a_year(lang: str, date: str, text: str, told: str) -> None:
    found = [f for f in together([Article("a", "", lang, text, date=date)], []) if f.rule == "XL-NUM-005"]
    assert bool(found) is bool(told) and all(told in finding.message for finding in found)


def test_a_change_of_shares_is_read_within_one_paragraph() -> None:
    text = "Der Anteil sank von 25 auf 20 Prozent. Das ist ein Minus von 5 Prozent."
    article, border = Article("a", "", "de", text), text.index("Das")

    spans = (Span(0, border - 1), Span(border, len(text)))

    def told(*blocks: int) -> list[Finding]:
        placed = enumerate(zip(spans, blocks, strict=True))
        segments = [Segment(f"a#{n}", "a", n, "de", span.of(text), span, block=block) for n, (span, block) in placed]
        return findings(Material((article,), tuple(segments)), select=("quantities",))

    assert [(f.rule, f.suggestion) for f in told(0, 0)] == [("XL-NUM-005", "5 Prozentpunkte")] and told(0, 1) == []


@pytest.mark.parametrize(
    ("lang", "text", "shown"),
    [
        ("en", "The share rose from 25% to 26%, up 1 percent.", "1 percentage point"),
        ("de", "Der Anteil stieg von 25 auf 26 Prozent, also um 1 Prozent.", "1 Prozentpunkt"),
        ("zh", "占比从25%升至26%，上升1%。", "1个百分点"),
    ],
)
def test_one_point_is_suggested_in_the_singular(lang: str, text: str, shown: str) -> None:
    found = [f for f in together([Article("a", "", lang, text)], []) if f.rule == "XL-NUM-005"]
    assert [finding.suggestion for finding in found] == [shown]


def test_line_mode_never_compares_articles() -> None:
    bare = Article("a", "", "de", "Er gab 100 Milliarden aus.")
    material = Material((bare,), (segment_of(bare),), claims=(claim(bare),), together=False)
    assert findings(material, select=("quantities",)) == []


# --- gold data, where it is there -----------------------------------------------------------------------------


@pytest.mark.skipif(not os.environ.get("XLING_GOLD"), reason="XLING_GOLD names no folder with evaluation data")
@pytest.mark.parametrize("lang", ["de", "zh"])
def test_demetr_numbers(lang: str) -> None:
    lines = (Path(os.environ["XLING_GOLD"]) / "flag" / "demetr.tsv").read_text(encoding="utf-8").splitlines()
    rows = [dict(zip(lines[0].split("\t"), line.split("\t"), strict=True)) for line in lines[1:]]
    rows = [row for row in rows if row["lang"] == lang]

    def score(source: str, target: str) -> float:
        return max((d.score for d in differences(source, lang, target, "en")), default=0.0)

    numbers = [row for row in rows if "numbers" in row["pert"]]
    clean = {(row["src"], row["mt_en"]) for row in rows}
    assert sum(score(row["src"], row["perturbed_en"]) >= 0.6 for row in numbers) >= 0.95 * len(numbers)
    assert sum(score(*texts) >= 0.6 for texts in clean) <= 0.03 * len(clean)


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("in den 1850er Jahren", "de", "1850s"),
        ("im 19. Jahrhundert", "de", "19th century"),
        ("20世纪70年代", "zh", "1970s"),
    ],
)
def test_decades_and_centuries_are_suggested_in_words(text: str, lang: str, shown: str) -> None:
    (quantity,) = [each for each in quantities(text, lang) if each.kind is QuantityKind.DATE]
    assert render(quantity, "en") == shown
