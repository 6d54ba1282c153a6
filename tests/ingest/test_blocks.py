"""Types of blocks: small lines put around an ordinary article, lines that only look like clutter, and whole pages.

The lines were collected by habit from news sites, agencies and blogs in the three languages and written down anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from xling.ingest import article_from_text
from xling.types import Block, BlockKind

BODY = {
    "de": (
        "Der Konzern übernimmt den Anbieter für mehrere Milliarden Dollar. Das teilte das Unternehmen am Mittwoch in "
        "München mit. Die Behörden müssen noch zustimmen.",
        "Nach Angaben der beiden Firmen soll das Geschäft bis Ende des Jahres abgeschlossen sein. Analysten rechnen "
        "damit, dass der Markt sich dadurch verändert.",
    ),
    "en": (
        "The group is buying the supplier for several billion dollars. The company announced the deal in New York on "
        "Wednesday, and regulators still have to approve it.",
        "According to both companies the deal should close by the end of the year. Analysts expect that it will "
        "change the market, and rivals are already looking for partners of their own.",
    ),
    "zh": (
        "该集团将以数十亿美元收购这家供应商。公司周三在北京宣布了这一消息，监管部门仍需批准这笔交易，市场对此反应积极。",
        "据两家公司介绍，交易预计将在年底前完成。分析师认为，这笔交易将改变市场格局，竞争对手也在寻找新的合作伙伴。",
    ),
}
B, M, C, L, H, Q = (
    BlockKind.BOILERPLATE, BlockKind.METADATA, BlockKind.CAPTION, BlockKind.LIST, BlockKind.HEADING, BlockKind.QUOTE,
)  # fmt: skip


def typed(line: str, lang: str, *, before: bool = False) -> Block:
    """The block that ``line`` becomes between the title and the text, or at the end of the page."""
    title = {"de": "Konzern kauft Anbieter", "en": "Group buys supplier", "zh": "集团收购供应商"}[lang]
    parts = [title, line, *BODY[lang]] if before else [title, *BODY[lang], line]
    text = "\n\n".join(parts)
    article = article_from_text(text, id="a")
    assert article.title == title
    found = [block for block in article.blocks if block.span.of(text) == line]
    assert len(found) == 1, [block.span.of(text) for block in article.blocks]
    return found[0]


AT_END = [
    ("de", "Teilen", B, "share"),
    ("de", "Artikel drucken", B, "share"),
    ("de", "Link kopieren", B, "share"),
    ("de", "Auf Facebook teilen", B, "share"),
    ("de", "Facebook Twitter WhatsApp E-Mail", B, "share"),
    ("de", "Weiterlesen", B, "share"),
    ("de", "Lesen Sie auch: Warum die Konkurrenz zögert", B, "related"),
    ("de", "Mehr zum Thema: So funktioniert die neue Technik", B, "related"),
    ("de", "Anzeige", B, "related"),
    ("de", "Folgen Sie uns auf Facebook und Instagram!", B, "follow"),
    ("de", "Abonnieren Sie unseren Newsletter und verpassen Sie keine Nachricht.", B, "follow"),
    ("de", "Jetzt den wöchentlichen Newsletter bestellen", B, "follow"),
    ("de", "Laden Sie jetzt die App herunter und bleiben Sie auf dem Laufenden.", B, "follow"),
    ("de", "Diese Website verwendet Cookies, um Ihnen den bestmöglichen Dienst zu bieten.", B, "cookies"),
    ("de", "Alle Cookies akzeptieren", B, "cookies"),
    ("de", "© 2025 Beispielverlag GmbH. Alle Rechte vorbehalten.", B, "legal"),
    ("de", "Impressum | Datenschutz | AGB | Kontakt", B, "legal"),
    ("de", "Tags: Künstliche Intelligenz, Meta, Übernahme", B, "tags"),
    ("de", "Schlagworte: KI, Börse", B, "tags"),
    ("de", "Um zu kommentieren, müssen Sie angemeldet sein.", B, "comments"),
    ("de", "Kommentar schreiben", B, "comments"),
    ("de", "12 Kommentare", M, "views"),
    ("de", "E-Mail-Adresse", B, "follow"),
    ("de", "(dpa/AFP)", M, "byline"),
    ("de", "Lesezeit: 4 Minuten", M, "views"),
    ("de", "Foto: dpa", M, "credit"),
    ("de", "Bildquelle: Shutterstock", M, "credit"),
    ("en", "Share this article", B, "share"),
    ("en", "Share on LinkedIn", B, "share"),
    ("en", "Copy link", B, "share"),
    ("en", "Facebook | X | LinkedIn | Email", B, "share"),
    ("en", "1.2K shares", B, "share"),
    ("en", "Read more: How the chip war began", B, "related"),
    ("en", "Advertisement", B, "related"),
    ("en", "Story continues below advertisement", B, "related"),
    ("en", "12 Sources", B, "sources"),
    ("en", "[3]", B, "sources"),
    ("en", "Sign up for our daily newsletter", B, "follow"),
    ("en", "Follow us on Twitter and LinkedIn.", B, "follow"),
    ("en", "Get the day's top stories delivered to your inbox.", B, "follow"),
    ("en", "We use cookies to improve your experience. By continuing to use this site you agree.", B, "cookies"),
    ("en", "Accept all", B, "cookies"),
    ("en", "© 2025 Example Media Inc. All rights reserved.", B, "legal"),
    ("en", "This material may not be published, broadcast, rewritten or redistributed.", B, "legal"),
    ("en", "Privacy Policy | Terms of Use", B, "legal"),
    ("en", "Filed under: artificial intelligence, mergers", B, "tags"),
    ("en", "Leave a comment", B, "comments"),
    ("en", "You must be logged in to post a comment.", B, "comments"),
    ("en", "(Reporting by Jane Doe in London; editing by John Roe)", M, "byline"),
    ("en", "Photo: Getty Images", M, "credit"),
    ("en", "Image credit: Example Labs", M, "credit"),
    ("zh", "分享到：微信 微博 QQ空间", B, "share"),
    ("zh", "复制链接", B, "share"),
    ("zh", "点击查看更多", B, "share"),
    ("zh", "标签：人工智能 收购", B, "tags"),
    ("zh", "关键词: 芯片", B, "tags"),
    ("zh", "延伸阅读：芯片战争的起源", B, "related"),
    ("zh", "欢迎关注我们的微信公众号：科技观察", B, "follow"),
    ("zh", "扫描二维码关注我们，获取更多资讯", B, "follow"),
    ("zh", "点击下载客户端", B, "follow"),
    ("zh", "别忘了点赞、在看和转发", B, "follow"),
    ("zh", "版权声明：未经授权不得转载", B, "legal"),
    ("zh", "本文仅代表作者个人观点，不代表本站立场", B, "legal"),
    ("zh", "责任编辑：王小明", B, "legal"),
    ("zh", "发表评论", B, "comments"),
    ("zh", "登录后发表评论", B, "comments"),
    ("zh", "图片来源：视觉中国", M, "credit"),
    ("zh", "阅读 10万+", M, "views"),
]
AT_START = [
    ("de", "Von Anna Weber", M, "byline"),
    ("de", "Von Anna Weber und Hans Meier, Berlin", M, "byline"),
    ("de", "Veröffentlicht am 18. Juni 2025, 14:30 Uhr", M, "date"),
    ("de", "Stand: 18.06.2025, 10:15 Uhr", M, "date"),
    ("de", "18.06.2025", M, "date"),
    ("de", "vor 3 Stunden", M, "time"),
    ("de", "Startseite > Wirtschaft > Unternehmen", B, "tags"),
    ("de", "▲ Der Vorstandschef bei der Vorstellung", C, ""),
    ("de", "Abb. 1: Der Umsatz seit 2019", C, ""),
    ("en", "By Jane Doe", M, "byline"),
    ("de", "Von Anna Weber | 18.06.2025, 14:30 Uhr | Lesezeit: 3 Min.", M, "byline"),
    ("en", "June 18, 2025 · 4 min read · 12 comments", M, "date"),
    ("zh", "原创 李明 科技观察 2025-06-18 10:20 北京", M, "byline"),
    ("en", "By Jane Doe and John Roe, Staff Writers", M, "byline"),
    ("en", "June 18, 2025 at 2:30 p.m. EDT", M, "date"),
    ("en", "Published: 18 June 2025", M, "date"),
    ("en", "Updated 3 hours ago", M, "time"),
    ("en", "Business · 2 hrs ago", M, "time"),
    ("en", "5 min read", M, "views"),
    ("en", "1,234 views", M, "views"),
    ("en", "Home > Business > Deals", B, "tags"),
    ("en", "Figure 2: Revenue since 2019", C, ""),
    ("zh", "作者：李明", M, "byline"),
    ("zh", "文 | 李明", M, "byline"),
    ("zh", "发布时间：2025-06-18 10:20", M, "date"),
    ("zh", "2025年6月18日 10:20", M, "date"),
    ("zh", "来源：新华社 2025-06-18", M, "byline"),
    ("zh", "3小时前", M, "time"),
    ("zh", "techfan3个月前科技资讯128", M, "time"),
    ("zh", "当前位置：首页 > 科技 > 正文", B, "tags"),
    ("zh", "▲图为发布会现场", C, ""),
    ("zh", "图1：公司营收", C, ""),
    ("zh", "【环球时报综合报道】", M, "dateline"),
]
CONTENT = [
    ("de", "Die Quellen der Studie sind unklar."),
    ("de", "Teilen ist schwer, sagte der Minister am Montag."),
    ("de", "Der Gründer verließ vor drei Jahren das Unternehmen."),
    ("de", "Vor zwei Jahren kaufte Meta den Anbieter."),
    ("de", "Mehr dazu wollte der Sprecher nicht sagen."),
    ("de", "Foto und Video werden immer wichtiger, heißt es in der Branche."),
    ("de", "Das Ministerium eröffnete ein Konto bei WeChat und wirbt dort um Fachkräfte."),
    ("de", "Die Firma setzt keine Cookies mehr ein, sagte die Chefin."),
    ("de", "Kommentare von Nutzern lehnt der Konzern ab."),
    ("de", "Hintergrund: Der Streit dauert schon mehrere Jahre."),
    ("de", "Sprache: Das Programm versteht nur Deutsch."),
    ("en", "Author: the word has many meanings."),
    ("en", "Source code is what the company sells."),
    ("de", "Von München aus steuert der Konzern sein Geschäft in Asien."),
    ("en", "Share prices rose 5 percent after the news."),
    ("en", "Read the room, the chairman told his board."),
    ("en", "Follow the money, investigators say."),
    ("en", "Two years ago the founder left the company."),
    ("en", "The sources said the talks were at an early stage."),
    ("en", "More than 300 people work there."),
    ("en", "By 2018, the startup was supplying the whole industry."),
    ("en", "Comments from users are no longer allowed on the site."),
    ("en", "Image recognition is its main business."),
    ("en", "Regulators asked whether the site may use cookies without consent of its readers."),
    ("en", "Photo apps are booming."),
    ("zh", "三年前，创始人离开了公司。"),
    ("zh", "消息来源称谈判仍处于早期阶段。"),
    ("zh", "评论认为，这笔交易风险很大。"),
    ("zh", "分享经济正在改变人们的生活。"),
    ("zh", "图像识别是其主要业务。"),
    ("zh", "公司在微信上开设了账号，用来招聘工程师。"),
    ("zh", "更多的用户选择离开。"),
]


@pytest.mark.parametrize(("lang", "line", "kind", "reason"), AT_END)
def test_lines_below_an_article(lang: str, line: str, kind: BlockKind, reason: str) -> None:
    block = typed(line, lang)
    assert (block.kind, block.reason) == (kind, reason)


@pytest.mark.parametrize(("lang", "line", "kind", "reason"), AT_START)
def test_lines_above_an_article(lang: str, line: str, kind: BlockKind, reason: str) -> None:
    block = typed(line, lang, before=True)
    assert (block.kind, block.reason) == (kind, reason)


@pytest.mark.parametrize(("lang", "line"), CONTENT)
def test_sentences_that_only_sound_like_clutter(lang: str, line: str) -> None:
    assert typed(line, lang).is_content
    assert typed(line, lang, before=True).is_content


# --- whole pages: one line of the page a row, written "kind reason | text" --------------------------------------------


PAGES = sorted((Path(__file__).parent / "pages").glob("*.rows"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_whole_pages(page: Path) -> None:
    rows = [row.split(" | ", 1) for row in page.read_text(encoding="utf-8").strip().split("\n")]
    text = "\n".join(row[1] if len(row) == 2 else "" for row in rows)
    # A dateline stands on the line of its paragraph.
    for label, line in (row for row in rows if len(row) == 2):
        if label.endswith("dateline"):
            text = text.replace(line + "\n", line + " ")
    article = article_from_text(text, id="page")
    found = [f"{b.kind} {b.reason}".strip() + f" | {b.span.of(text)}" for b in article.blocks]
    assert found == [" | ".join(row) for row in rows if len(row) == 2]


def test_a_question_page_keeps_its_questions() -> None:
    """A page that is itself a list of questions is not clutter."""
    text = "Häufig gestellte Fragen\n\n" + "\n\n".join(BODY["de"]) + "\n\n" + "\n\n".join(BODY["de"])
    article = article_from_text(text, id="a")
    assert sum(block.is_content for block in article.blocks) >= 4


def test_a_heading_named_sources_inside_the_text_stays() -> None:
    """ "Sources" over two full paragraphs is a chapter of the article."""
    text = "\n\n".join(["Group buys supplier", *BODY["en"], "Sources", *BODY["en"]])
    article = article_from_text(text, id="a")
    assert [block.kind for block in article.blocks if block.span.of(text) == "Sources"] == [H]
    assert all(block.is_content for block in article.blocks)


def kinds(text: str) -> list[str]:
    article = article_from_text(text, id="a", lang="en")
    return [f"{b.kind} {b.reason}".strip() + f" | {b.span.of(text)}" for b in article.blocks]


def test_the_name_of_the_site_is_not_the_title() -> None:
    text = "\n\n".join(["Sign In", "Example Herald", "Group buys supplier after long talks", *BODY["en"]])
    assert kinds(text)[:3] == [
        "boilerplate share | Sign In",
        "boilerplate navigation | Example Herald",
        "title | Group buys supplier after long talks",
    ]


def test_the_page_title_above_the_headline() -> None:
    text = "\n\n".join(["Group Buys Supplier | Example News", "Group buys supplier", *BODY["en"]])
    assert kinds(text)[:2] == [
        "boilerplate navigation | Group Buys Supplier | Example News",
        "title | Group buys supplier",
    ]


@pytest.mark.parametrize(
    ("lang", "head", "body", "tail"),
    [
        ("de", "BERLIN (dpa) -", "Der Konzern übernimmt den Anbieter. Das teilte das Unternehmen am Mittwoch mit.", ""),
        ("de", "München, 18. Juni (Reuters) -", "Der Konzern übernimmt den Anbieter für viel Geld.", ""),
        ("de", "", "Der Konzern übernimmt den Anbieter. Das teilte er am Mittwoch mit.", "(dpa/rtr)"),
        ("de", "Frankfurt/Main (mk) -", "Der Konzern übernimmt den Anbieter für viel Geld.", ""),
        ("en", "LONDON, June 18 (Reuters) -", "The group is buying the supplier for several billion dollars.", ""),
        ("en", "(Reuters) –", "The group is buying the supplier for several billion dollars.", ""),
        ("en", "NEW YORK --", "The group is buying the supplier for several billion dollars.", ""),
        ("en", "AsianFin --", "The group is buying the supplier for several billion dollars.", ""),
        ("zh", "新华社北京6月18日电（记者 李明）", "该集团将以数十亿美元收购这家供应商，监管部门仍需批准。", ""),
        ("zh", "财联社6月18日电，", "该集团将以数十亿美元收购这家供应商，监管部门仍需批准。", ""),
        ("zh", "【环球网科技综合报道】", "该集团将以数十亿美元收购这家供应商，监管部门仍需批准。", ""),
        ("zh", "极客网·极客观察6月16日", "日前，该集团宣布收购这家供应商，监管部门仍需批准。", ""),
        ("zh", "", "该集团将以数十亿美元收购这家供应商，监管部门仍需批准。", "（责任编辑：李明）"),
    ],
)
def test_datelines_and_signs_are_split_off(lang: str, head: str, body: str, tail: str) -> None:
    text = " ".join(part for part in (head, body, tail) if part)
    article = article_from_text(text, id="a", lang=lang)
    assert [b.span.of(text) for b in article.blocks] == [part for part in (head, body, tail) if part]
    assert [b.is_content for b in article.blocks] == [part == body for part in (head, body, tail) if part]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Nvidia (NVDA) shares were sharply higher in extended trading on Wednesday after the results."),
        ("en", "Wang — the founder — said on Tuesday that he would leave the company he had founded."),
        ("en", "Washington said on Tuesday (June 3) that the rules would not change for the time being."),
        ("en", "The chipmaker said it would build two plants (the first in Ohio)"),
        ("de", "Scale AI (gegründet 2016) beschäftigt nach eigenen Angaben mehr als tausend Menschen."),
        ("de", "Der Konzern – so heißt es in Berlin – will bis Ende des Jahres zwei Werke bauen."),
        ("zh", "据路透社6月12日报道，该集团将以数十亿美元收购这家供应商，监管部门仍需批准。"),
        ("zh", "2025年6月12日，该集团宣布以数十亿美元收购这家供应商，监管部门仍需批准。"),
    ],
)
def test_what_only_looks_like_a_dateline_stays(lang: str, text: str) -> None:
    article = article_from_text(text, id="a", lang=lang)
    assert [b.span.of(text) for b in article.blocks] == [text]


def test_fields_above_the_text() -> None:
    text = (
        "Title: Group buys supplier\nAuthor: Jane Doe\nDate: June 18, 2025\nURL: https://example.com/a\n\n"
        + BODY["en"][0]
    )
    article = article_from_text(text, id="a")
    assert [b.reason for b in article.blocks] == ["field", "byline", "date", "field", ""]
    assert (article.title, article.date) == ("Group buys supplier", "2025-06-18")


def test_a_credit_with_an_abbreviation_in_it() -> None:
    text = "\n\n".join([BODY["en"][0], "Source: Inc. Magazine", BODY["en"][1]])
    assert [b.reason for b in article_from_text(text, id="a").blocks] == ["", "credit", ""]


def test_a_press_release() -> None:
    text = (
        "EILMELDUNG\nKonzern kauft Anbieter für Milliarden\n"
        "San Francisco, 13.06.2025 – Der Konzern übernimmt den Anbieter. Das teilte das Unternehmen am Freitag mit.\n\n"
        "Pressekontakt:\nJane Doe\npresse@example.com\n+1 555 0100 200\n\n"
        "Original-Content von: Example Corp., übermittelt durch news aktuell\n"
    )
    article = article_from_text(text, id="a")
    assert article.date == "2025-06-13"
    assert [(b.kind.value, b.reason) for b in article.blocks] == [
        ("metadata", "kicker"), ("title", ""), ("metadata", "dateline"), ("paragraph", ""), ("boilerplate", "contact"),
        ("boilerplate", "contact"), ("boilerplate", "contact"), ("boilerplate", "contact"), ("boilerplate", "legal"),
    ]  # fmt: skip
