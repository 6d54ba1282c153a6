"""Renderings that are good German or English too: quiet in a text of the language, found beside the Chinese.

Sentences were written for these tests.
"""

from __future__ import annotations

import pytest

from xling.checks.calques import Calques
from xling.checks.material import Material
from xling.types import Article, BlockKind, Claim, ClaimLink, Finding, Segment, Span, Translation, Verdict


def examine(lang: str, text: str, translation: tuple[str, str] | None = None) -> list[Finding]:
    """The calques of at least even odds in one sentence, or in its translation (language, text)."""
    segment = Segment("a#0", "a", 0, lang, text, Span(0, len(text)), BlockKind.PARAGRAPH)
    made = {segment.id: Translation(segment, *translation)} if translation else {}
    material = Material((Article("a", "a.txt", lang, text),), (segment,), translations=made)
    return [finding for finding in Calques().examine(material) if finding.score >= 0.5]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # prices and heaven
        ("en", "Regulators imposed sky-high fines."),
        ("en", "Patients protest against sky-high drug prices."),
        ("en", "Directors drew sky-high salaries."),
        ("en", "Sky was fined by the regulator; the penalty was 2 million pounds."),
        ("en", "Sky pays a fine of 2 million pounds."),
        ("en", "His Sky salary was the highest in British television."),
        ("de", "Der Himmelslohn wartet auf die Frommen."),
        ("de", "Er hielt die Dürre für eine himmlische Strafe."),
        ("de", "Sie kam wie eine Strafe des Himmels über die Stadt."),
        # decades
        ("en", "Music of the post-80s era is less popular."),
        ("en", "In the post-80s economy, young people left the villages."),
        ("en", "Of the 80 students, 60 later became teachers."),
        ("de", "In der Post-70er-Musik spielen Synthesizer die Hauptrolle."),
        ("de", "Nach den 80er Jahren stieg die Zahl der jungen Gründer."),
        ("de", "Nach den 90ern wurden die Eltern strenger."),
        ("de", "Die 70er-Generation der Unternehmer tritt ab."),
        ("en", "The 60s generation left the party, young members said."),
        ("en", "After the 70s women earned more."),
        ("de", "Nach 00:30 Uhr dürfen junge Leute nicht mehr in den Club."),
        # idioms of German and English
        ("en", "The company met its Waterloo in China."),
        ("en", "Napoleon met Wellington at Waterloo."),
        ("de", "Die Truppen Blüchers trafen in Waterloo auf die Armee Napoleons."),
        ("en", "The minister was led like a lamb to the slaughter."),
        ("de", "Der Minister ging wie ein Lamm zur Schlachtbank."),
        ("en", "Public broadcasting is on the chopping block again, the government said."),
        # things and deeds
        ("en", "The lamb was slaughtered on Friday."),
        ("en", "Leave raw meat on the chopping board and bacteria will spread."),
        ("de", "Das Fleisch liegt auf dem Schneidebrett."),
        ("en", "Women carry bags on their heads to the market."),
        ("en", "This year's top bags come from Paris."),
        ("de", "Er stützt sich auf die Tasche."),
        ("de", "Ein einzelner Reiter ließ eine Staubwolke hinter sich."),
        ("en", "A single horse stood beyond the barn in the dust."),
        ("de", "Das Netz der Gesetze ist weit verzweigt."),
        ("en", "The net was cast wide, the law firm said."),
        ("en", "He snapped his fingers and waved."),
        ("de", "Ein Wink und ein Fingerschnippen genügten."),
        ("en", "The craftsman must sharpen his tools before work."),
        ("en", "The fishermen go back and weave nets."),
        ("en", "The head of the disaster agency and the chief of the crime unit resigned."),
        ("de", "Das Oberhaupt der Kirche sprach über die Sünde und das Unglück."),
        ("en", "The brand replaced its old look with a new face."),
        ("en", "Babies were reborn, bathed in fire, in the film."),
        ("en", "He endured pain and cut off the ties to his love."),
        ("en", "The cut in his skin caused pain for weeks."),
        ("en", "She was thinking about the pain."),
        ("de", "Drücken Sie auf die Haut und ziehen Sie sie straff."),
        ("en", "The upper house acts, the lower house follows."),
        ("de", "Tausend Männer standen auf dem Platz und zeigten mit dem Finger auf ihn."),
        ("en", "Fireworks appeared across the sky over London."),
        ("de", "Nach dem Sturz konnte die alte Frau nicht mehr aufstehen."),
        ("en", "A cross fell from the altar, and the church posted a video online."),
        ("de", "Die Statue des Gottes fiel vom Altar."),
        ("en", "Critics attack the plan to punish him with the pen."),
        ("en", "Rangers set the tiger free in the hills."),
    ],
)
def test_ordinary_words_are_quiet(lang: str, text: str) -> None:
    assert not [(each.span.of(text), each.message, each.score) for each in examine(lang, text)]


@pytest.mark.parametrize(
    ("chinese", "lang", "text", "expression"),
    [
        ("平台收到天价罚单。", "en", "The platform received a sky fine.", "天价罚单"),
        ("平台被处以天价罚款。", "de", "Die Plattform erhielt eine himmlische Geldstrafe.", "天价罚款"),
        ("80后喜欢网购。", "en", "The post-80s like to shop online.", "80后"),
        ("70后是公司的骨干。", "en", "After-70s are the backbone of the company.", "70后"),
        ("90后喜欢网购。", "de", "Die Post-90er kaufen gern online.", "90后"),
        ("球队遭遇滑铁卢。", "en", "The team encountered a Waterloo.", "遭遇滑铁卢"),
        ("散户是待宰羔羊。", "en", "Small investors are lambs waiting to be slaughtered.", "待宰羔羊"),
        ("他成了替罪羔羊。", "en", "He became the crime-replacing lamb.", "替罪羔羊"),
        ("小股东成了砧板上的肉。", "de", "Kleinaktionäre wurden zu Fleisch auf dem Schneidebrett.", "砧板上的肉"),
        ("小股东成了俎上之肉。", "en", "Small shareholders became meat on the chopping board.", "俎上之肉"),
        ("他替朋友顶包。", "en", "He carried the bag on the head for his friend.", "顶包"),
        ("该公司一骑绝尘。", "de", "Die Firma ist ein einzelner Reiter, der den Staub hinter sich lässt.", "一骑绝尘"),
        ("法网恢恢，疏而不漏。", "en", "The net of heaven is vast and lets nothing through.", "法网恢恢"),
        ("二十年弹指一挥间。", "en", "Twenty years passed within the flick of a finger and a wave.", "弹指一挥间"),
        ("不如退而结网。", "en", "It is better to go back and weave a net.", "退而结网"),
        ("他是罪魁祸首。", "en", "He is the chief of crime and head of disaster.", "罪魁祸首"),
        ("小镇旧貌换新颜。", "en", "The town exchanged its old face for a new face.", "旧貌换新颜"),
        ("城市浴火重生。", "en", "The city bathed in fire and was reborn.", "浴火重生"),
        ("明星跌下神坛。", "en", "The star fell from the god altar.", "跌下神坛"),
        ("释放他等于放虎归山。", "de", "Ihn freizulassen heißt, den Tiger in die Berge zu entlassen.", "放虎归山"),
    ],
)
def test_the_same_words_are_calques_beside_the_chinese(chinese: str, lang: str, text: str, expression: str) -> None:
    assert [each for each in examine("zh", chinese, (lang, text)) if expression in each.span.of(chinese)]


@pytest.mark.parametrize(
    ("lang", "text", "expression"),
    [
        ("de", "Die Nach-80er kaufen heute lieber online, sagt der Konzern.", "80后"),
        ("en", "The post-90s generation in China spends more on travel.", "95后"),
        ("de", "Der Star erhielt ein Himmelsgehalt von der Plattform.", "天价薪酬"),
        ("en", "The regulator imposed a sky-price fine on the platform.", "天价"),
        ("de", "Das ist für die Anleger ein hautschneidender Schmerz.", "切肤之痛"),
        ("de", "Der Konzern will im Feuer baden und wiedergeboren werden, sagte der Vorstand.", "浴火重生"),
        ("en", "The company stumbled once and never rose, analysts said.", "一蹶不振"),
        ("de", "Die Marke ist vom Götteraltar gefallen, sagen Analysten.", "跌落神坛"),
        ("de", "Der Vorstand wurde zum Sündenersatzlamm des Ministers.", "替罪羊"),
        ("en", "Users reacted with mouth execution and pen attack against the company.", "口诛笔伐"),
    ],
)
def test_coinages_are_calques_in_any_text(lang: str, text: str, expression: str) -> None:
    assert [each for each in examine(lang, text) if expression in each.message]


@pytest.mark.parametrize(
    ("text", "lang", "chinese", "expression"),
    [
        ("Small investors are lambs waiting to be slaughtered.", "en", "散户是待宰羔羊。", "待宰羔羊"),
        ("Die Firma ist ein einzelner Reiter, der den Staub hinter sich lässt.", "de", "该公司一骑绝尘。", "一骑绝尘"),
        ("The platform received a sky fine.", "en", "平台收到天价罚单。", "天价罚单"),
        ("The town exchanged its old face for a new face.", "en", "小镇旧貌换新颜。", "旧貌换新颜"),
    ],
)
def test_a_linked_chinese_article_tells_them_apart_too(text: str, lang: str, chinese: str, expression: str) -> None:
    found = []
    for told in (chinese, "公司发布了财报。"):
        articles = (Article("a", "a.txt", lang, text), Article("z", "z.txt", "zh", told))
        pieces = tuple(Segment(f"{a.id}#0", a.id, 0, a.lang, a.text, Span(0, len(a.text))) for a in articles)
        claims = tuple(
            Claim(f"{piece.id}/0", piece.article, piece.id, piece.lang, piece.text, piece.span) for piece in pieces
        )
        links = (ClaimLink(*claims, Verdict.AGREE, 0.99),)
        material = Material(articles, pieces, claims=claims, links=links)
        several = [each for each in Calques().examine(material) if each.article == "a" and each.score >= 0.5]
        found.append([each for each in several if expression in each.message])
    assert found[0] and not found[1]
