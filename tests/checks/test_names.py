"""The names check: fires, stays quiet, Chinese."""

from __future__ import annotations

import pytest

from xling.checks.material import Material
from xling.checks.names import Names
from xling.ingest import article_from_text, line_articles
from xling.segment import segment
from xling.types import Finding, Translation


def _found(*texts: tuple[str, str], together: bool = True) -> list[Finding]:
    articles = tuple(article_from_text(text, id=f"a{n}", lang=lang) for n, (lang, text) in enumerate(texts))
    segments = tuple(piece for article in articles for piece in segment(article))
    return list(Names().examine(Material(articles, segments, together=together)))


WANG = "Alexandr Wang gründete Scale AI. Alexandr wuchs in New Mexico auf. Später ging Alexandr nach Boston."


def test_a_misspelt_name_is_voted_down_in_its_article() -> None:
    (found,) = _found(("de", WANG + " In Alexandras Erinnerung war die Stadt klein."))
    assert found.rule == "XL-NAME-001" and found.suggestion == "Alexandrs" and found.score > 0.75
    assert "Alexandr" in found.evidence[0].text


def test_linked_articles_vote_too() -> None:
    (found,) = _found(
        ("de", "Christian Habermeyer leitet die Firma. Habermeyer ist seit Mai im Amt, sagt Christian Habermeyer."),
        ("en", "Christian Habermayer leads the firm."),
    )
    assert found.article == "a1" and found.suggestion == "Habermeyer"


@pytest.mark.parametrize(
    "text",
    [
        WANG + " Alexandrs Eltern waren Physiker.",
        "Mark Zuckerberg sprach. Zuckerbergs Plan überzeugte Zuckerberg selbst.",
        "Wladimir Putin empfing Xi Jinping. Putins Sprecher schwieg.",
        "Die Anleger freuten sich über die Anlage. Der Anleger blieb ruhig.",
    ],
)
def test_inflected_and_ordinary_words_stay_quiet(text: str) -> None:
    assert _found(("de", text)) == []


def test_other_languages_and_their_forms_stay_quiet() -> None:
    texts = ("de", "Wladimir Putin reiste nach Kiew."), ("en", "Vladimir Putin is in Kyiv."), ("zh", "普京访问基辅。")
    assert _found(*texts) == []


def test_lines_are_no_evidence_about_each_other() -> None:
    articles = line_articles(
        ["Christian Habermeyer kommt. Christian Habermeyer geht.", "Christian Habermayer bleibt."], lang="de"
    )
    segments = tuple(piece for article in articles for piece in segment(article))
    assert list(Names().examine(Material(tuple(articles), segments, together=False))) == []


@pytest.mark.parametrize(
    ("source", "lang", "target", "rule"),
    [
        ("Olaf Scholz kommt nach Kiew.", "de", "Olaf Schulz is coming to Kyiv.", "XL-NAME-002"),
        ("Olaf Scholz kommt nach Kiew.", "de", "Olaf Scholz is coming to Kyiv.", ""),
        ("阿里巴巴与腾讯合作。", "zh", "Alibaba is working with Tencent.", ""),
        ("Murray verlor den ersten Satz.", "de", "Hamáček lost the first set.", "XL-NAME-002"),
        ("Green spielte in Austin.", "de", "Green played in Singapore.", "XL-NAME-002"),
        ("Im texanischen Austin regnete es.", "de", "It rained in Austin, Texas.", ""),
        ("中美两国在日内瓦谈判。", "zh", "China and the United States are negotiating in Geneva.", ""),
        ("他在巴黎工作。", "zh", "He works in Singapore.", "XL-NAME-002"),
        ("阿里巴巴与腾讯合作。", "zh", "Baidu is working with Tencent.", "XL-NAME-002"),
        # capitals and peoples stand for countries, names of two languages sound alike, characters spell names
        ("市场开放与美国商定。", "zh", "The opening of the market was agreed with Washington.", ""),
        ("菲律宾人民", "zh", "the Filipino people", ""),
        ("Tom wartet auf Maria.", "de", "Tom is waiting for Mary.", ""),
        ("Er reiste nach Katalonien.", "de", "He travelled to Catalonia.", ""),
        ("Aus Nikolaus wurde das Christkind.", "de", "Nicholas became the Christ Child.", ""),
        ("Der Fang am Jangtse ist verboten.", "de", "Fishing on the Yangtze is forbidden.", ""),
        ("Sie unterlagen den Däninnen.", "de", "They lost to Denmark.", ""),
        ("Die Regierung von Niederbayern stimmte zu.", "de", "The Lower Bavarian government agreed.", ""),
        ("Der LokSound5 ist neu.", "de", "The LokSound 5 is new.", ""),
        ("Das Robert Koch-Institut meldet Fälle.", "de", "The Robert Koch Institute reports cases.", ""),
        ("德国总理肖尔茨参加了会议", "zh", "German Chancellor Scholz attended the meeting.", ""),
        ("张忠谋认为这很讽刺。", "zh", "Zhang Zhongmou finds it ironic.", ""),
        ("最高法院否决了请求。", "zh", "The Supreme Court rejected the request.", ""),
        # the dictionary knows names that cannot be read from their characters
        ("这款宏碁笔记本很好。", "zh", "This Acer laptop is good.", ""),
        ("长江水位上升。", "zh", "The level of the Yangtze River is rising.", ""),
        ("航母停靠在横须贺。", "zh", "The carrier is docked in Yokosuka.", ""),
        ("粤港澳合作。", "zh", "Guangdong, Hong Kong and Macau work together.", ""),
        ("他在b站看视频。", "zh", "He watches videos on Bilibili.", ""),
        ("印度与日本签约。", "zh", "A contract of Indo-Japanese cooperation was signed.", ""),
        ("欧盟委员会希望改革。", "zh", "The commission wants reforms.", ""),
        ("沙特阿拉伯及其阿拉伯盟友封锁了该国。", "zh", "Saudi Arabia and its Arabian allies blocked it.", ""),
    ],
)
def test_names_in_a_translation(source: str, lang: str, target: str, rule: str) -> None:
    articles = tuple(line_articles([source], lang=lang))
    segments = tuple(piece for article in articles for piece in segment(article))
    translations = {piece.id: Translation(piece, "en", target) for piece in segments}
    found = list(Names().examine(Material(articles, segments, translations, together=False)))
    assert {one.rule for one in found if one.score >= 0.6} == ({rule} if rule else set())
