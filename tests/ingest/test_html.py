"""HTML: what is content, what is clutter, and where every character lies in the file."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.ingest import read
from xling.ingest.html import article_from_html, is_html
from xling.ingest.html_tokens import tokens
from xling.segment import segment
from xling.types import Article, BlockKind

PAGES = Path(__file__).parent / "html"


def content(article: Article) -> list[str]:
    return [s.text for s in segment(article) if s.is_content]


def plain(markup: str) -> str:
    """What a stretch of the file reads as: tags out, entities resolved, white space and breaks out."""
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", markup, flags=re.DOTALL)))


def test_german_page() -> None:
    (article,) = read(PAGES / "german-news.html")
    assert (article.lang, article.date) == ("de", "2025-06-18")
    assert article.title == "Konzern kauft Anbieter für 14,3 Milliarden Dollar"
    assert content(article) == [
        "Konzern kauft Anbieter für 14,3\xa0Milliarden Dollar",
        "Die Zentrale des Konzerns in München am Mittwoch",
        "Der Konzern übernimmt den Anbieter für mehrere Milliarden Dollar.",
        "Das teilte das Unternehmen am Mittwoch in München mit.",
        "Die Behörden müssen noch zustimmen, bevor das Geschäft abgeschlossen werden kann.",
        "Was die Analysten sagen",
        "Nach Angaben der beiden Firmen soll das Geschäft bis Ende des Jahres abgeschlossen sein.",
        "„Das ist gut“, sagte Dr. Weber am 3. Juni.",
        "Analysten rechnen damit, dass der Markt sich dadurch verändert.",
        "Der Preis liegt bei 14,3 Mrd. Dollar und damit über den Erwartungen.",
        "Der Anteil beträgt 49\xa0Prozent, die Stimmrechte bleiben beim Gründer.",
        "Der Gründer wechselt zum Käufer & leitet dort ein neues Labor, das sich mit fortgeschrittenen Systemen "
        "beschäftigt.",
    ]
    clutter = {b.span.of(article.text): b.reason for b in article.blocks if not b.is_content}
    assert clutter["Von Anna Weber"] == "byline"
    assert clutter["Diese Website verwendet Cookies, um Ihnen den besten Dienst zu bieten."] == "cookies"
    assert clutter["Mehr zum Thema"] == "related"
    assert "nicht sichtbar" not in article.text
    kinds = [b.kind for b in article.blocks if b.is_content]
    assert kinds[:2] == [BlockKind.TITLE, BlockKind.CAPTION]
    assert kinds.count(BlockKind.LIST) == 2


def test_chinese_page() -> None:
    (article,) = read(PAGES / "chinese-portal.html")
    assert (article.lang, article.title, article.date) == ("zh", "芯片公司计划在俄亥俄州建厂", "2025-06-03")
    assert content(article) == [
        "芯片公司计划在俄亥俄州建厂",
        "这家芯片公司周二表示，将投资200亿美元在哥伦布附近建设两座工厂。",
        "建设将于明年开始，并创造数千个就业岗位。",
        "州政府此前承诺提供税收减免。",
        "州长在仪式上说：“这是一个转折点。”",
        "数百人参加了当天的活动，现场气氛热烈。",
        "图为工厂效果图",
        "第一座工厂预计将于2028年投产。",
        "分析师认为，公司仍需找到足够的工人，而且产品价格可能会上涨。",
    ]


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_segments_lead_back_to_the_file(page: Path) -> None:
    (article,) = read(page)
    file = page.read_bytes().decode("utf-8")
    for found in segment(article):
        assert plain(article.file_span(found.span).of(file)) == re.sub(r"\s+", "", found.text)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Ein Satz ohne Ende", ["Ein Satz ohne Ende"]),
        ("<p>Eins<p>Zwei<p>Drei", ["Eins", "Zwei", "Drei"]),
        ("<p>Eins<br>Zwei<br/>Drei</p>", ["Eins\nZwei\nDrei"]),
        ("<div>Ein Satz.<br>Noch einer.<br/><br/>Der dritte</div>", ["Ein Satz.", "Noch einer.", "Der dritte"]),
        ("<p><b>Titel</b><br>Der Text geht weiter</p>", ["Titel", "Der Text geht weiter"]),
        ("<h1>Konzern kauft:<br>Anbieter</h1>", ["Konzern kauft:\nAnbieter"]),
        ("<div>Absatz eins<br><br>Absatz zwei</div>", ["Absatz eins", "Absatz zwei"]),
        ("<p>a &lt; b &amp;&amp; c &gt; d</p>", ["a < b && c > d"]),
        ("<p>a < b und c > d</p>", ["a < b und c > d"]),
        ("<p title='a > b'>Text</p>", ["Text"]),
        ('<p title="nie geschlossen>Text</p>', ["Text"]),
        ("<p>AT&T und R&D</p>", ["AT&T und R&D"]),
        ("<p>fett<b>ge</b>druckt <i>kursiv</i>.</p>", ["fettgedruckt kursiv."]),
        ("<!-- <p>weg</p> --><p>da</p>", ["da"]),
        ("<p>da</p><!-- nie zu <p>weg</p>", ["da"]),
        ("<p>da</p><script>if (a < b) '</p>'</script><p>dort</p>", ["da", "dort"]),
        ("<p>da</p><div hidden><p>weg</p></div><p style='display: none'>weg</p>", ["da"]),
        ("<table><tr><td>eins<td>zwei</table>", ["eins", "zwei"]),
        ("<p>中文\n换行</p>", ["中文换行"]),
        ("<p>deutsch\n  umbrochen</p>", ["deutsch umbrochen"]),
        ("<div>lose <span>Stücke</span></div><div>zwei</div>", ["lose Stücke", "zwei"]),
        ("</div></p></b>", []),
        ("", []),
        ("<", ["<"]),
        ("<p>&#x4e2d;&#25991;&nbsp;&unbekannt;</p>", ["中文\xa0&unbekannt;"]),
    ],
)
def test_markup_of_all_sorts(markup: str, expected: list[str]) -> None:
    article = article_from_html(markup, id="a", lang="de")
    assert [block.span.of(article.text) for block in article.blocks] == expected


def test_metadata_sources_in_order() -> None:
    body = (
        "<body><article><h1>Group buys supplier</h1><p>"
        + "The group is buying the supplier for billions. " * 8
        + "</p></article></body>"
    )
    head = '<html><head><title>Group buys supplier | Example</title><meta name="date" content="2024-01-02">{}</head>'
    graph = '[{"@graph": [{"@type": "NewsArticle", "datePublished": "2025-03-04"}]}]'
    ld = f'<script type="application/ld+json">{graph}</script>'
    assert article_from_html(head.format(ld) + body, id="a").date == "2025-03-04"
    assert article_from_html(head.format("") + body, id="a").date == "2024-01-02"
    broken = '<script type="application/ld+json">{"@type": oops</script>'
    assert article_from_html(head.format(broken) + body, id="a").title == "Group buys supplier"


def test_sniffing() -> None:
    assert is_html("<!DOCTYPE html><html>")
    assert is_html("\n<!-- saved --><html lang='de'>")
    assert not is_html("Ein Satz mit <b>einem</b> Tag.")
    assert not is_html("5 < 6 und 7 > 6")
    assert is_html("<p>Eins</p><p>Zwei</p>", fragment=True)


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<div class='share'>",
                "</div>",
                "<br>",
                "<b>",
                "</b>",
                "<li>",
                "<h1>",
                "</h1>",
                "<td>",
                "<!--",
                "-->",
            ),
            *(
                "<script>",
                "</script>",
                "&amp;",
                "&#228;",
                "&nbsp;",
                "&",
                "<",
                ">",
                '"',
                "'",
                "=",
                " ",
                "\n",
                "\t",
                "<a href='",
                "<pre>",
            ),
            *(
                "Ein Satz. ",
                "中文。",
                "x",
                "😀",
                "\u00a0",
                "</pre>",
                "<nav>",
                "</nav>",
                "<title>",
                "<svg>",
                "\r\n",
                "İ",
            ),
        ]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(MARKUP)
def test_the_map_holds_for_any_markup(markup: str) -> None:
    article = article_from_html(markup, id="a", lang="de")
    at = (0, 0)
    for text_start, file_start, length in article.offsets.runs:
        assert article.text[text_start : text_start + length] == markup[file_start : file_start + length]
        assert text_start >= at[0]
        assert file_start >= at[1]
        at = (text_start + length, file_start + length)
    for found in segment(article):
        span = article.file_span(found.span)
        assert 0 <= span.start <= span.end <= len(markup)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(alphabet="<>/!-pab \"'=&;", max_size=80))
def test_the_tokenizer_never_fails(markup: str) -> None:
    list(tokens(markup))


@pytest.mark.parametrize(
    "unit", ["<div>", "<a ", "<", "&amp;", "<p>x</p>", "<!--", "<script>", "<b class='share'>x", '<a href="', "</p>"]
)
def test_any_markup_takes_linear_time(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without trafilatura, whose time is its own."""
    monkeypatch.setattr("xling.ingest.html._extract", lambda text: {})

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        article_from_html(text, id="a", lang="de")
        return time.process_time() - start

    seconds(1000)
    small, large = seconds(15_000), seconds(120_000)
    assert large < 8 * small * 5 + 1.0  # quadratic growth would be 64-fold; the rest is a busy machine


def test_old_portal_with_tables_and_line_breaks() -> None:
    (article,) = read(PAGES / "old-portal.html")
    assert (article.lang, article.date) == ("zh", "2025-06-18")
    assert content(article) == [
        "集团宣布收购供应商",
        "该集团周三在北京宣布，将以数十亿美元收购这家供应商。",
        "公司表示，交易预计将在年底前完成，监管部门仍需批准。",
        "分析师认为，这笔交易将改变市场格局。",
        "“这是今年最大的交易之一。”一位分析师说。",
        "竞争对手也在寻找新的合作伙伴。",
        "市场反应",
        "消息公布后，集团股价上涨了3.5%。",
        "投资者对此表示欢迎，但也有人担心价格过高，认为整合需要很长时间才能见到效果。",
    ]


def test_english_blog_with_comments_and_sidebar() -> None:
    (article,) = read(PAGES / "english-blog.html")
    assert (article.lang, article.title, article.date) == ("en", "Group buys supplier", "2025-06-18")
    assert content(article) == [
        "Group buys supplier",
        "The group said on Wednesday that it would buy the supplier for “several billion dollars.”",
        "Regulators in Europe and the U.S. still have to approve the deal, which should close by the end of the year.",
        "The group’s headquarters.",
        "Photo: Example/AP",
        "Analysts expect the market to change.",
        "“Why now?” Smith asked.",
        "Rivals are already looking for partners of their own, according to people familiar with the matter.",
        "We are building the future of data, and this is only the first step on a long road for both of our companies.",
        "What comes next",
        "The founder will move to the buyer & lead a new lab.",
        "He keeps a seat on the board, the company said in a statement that was published on its website.",
    ]


def test_a_year_in_the_text_is_no_date_of_the_page() -> None:
    page = (
        "<html><body><h1>恒信汽车召回4.5万辆电动SUV</h1>"
        "<p>恒信汽车因起火隐患召回4.5万辆E7电动SUV,涉及2022年至2024年生产的车型。公司预计费用为3.8亿元。</p></body></html>"
    )
    assert article_from_html(page, id="x").date == ""
