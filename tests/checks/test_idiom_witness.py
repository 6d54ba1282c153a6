"""A Chinese article that has the expression confirms its literal rendering in another article."""

from __future__ import annotations

import pytest

from xling.checks.calques import Calques
from xling.checks.idiom_witness import Witnesses
from xling.checks.material import Material
from xling.ingest import article_from_text
from xling.lexicon.calques import calques
from xling.segment import segment
from xling.types import Claim, ClaimLink, Finding, Verdict

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


def test_a_short_word_counts_in_a_linked_claim_only() -> None:
    """内卷 stands in many Chinese texts; that one of them has it says little, unless the sentences are linked."""
    articles = (article_from_text(DE, id="a", lang="de"), article_from_text("行业内卷。", id="z", lang="zh"))
    pieces = tuple(piece for article in articles for piece in segment(article))
    entry = next(entry for entry in calques() if "内卷" in entry.forms)
    claims = [Claim(f"{p.id}/0", p.article, p.id, p.lang, p.text, p.span) for p in (pieces[1], pieces[-1])]
    link = ClaimLink(claims[0], claims[1], Verdict.AGREE, 0.9)
    assert Witnesses(Material(articles, pieces)).original(pieces[1], entry) is None
    witness = Witnesses(Material(articles, pieces, links=(link,))).original(pieces[1], entry)
    assert witness is not None and witness.span is not None and witness.span.of(articles[1].text) == "内卷"
