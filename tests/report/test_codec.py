"""A dossier that is written and read back is the same dossier."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.errors import InputError
from xling.report import html, jsonl, markdown, read_jsonl
from xling.report.codec import dump, load
from xling.report.pieces import pieces
from xling.report.text import flag_list
from xling.report.tmx import tmx
from xling.types import (
    Alignment,
    Approx,
    Article,
    Blame,
    Block,
    BlockKind,
    Claim,
    ClaimLink,
    Dossier,
    Evidence,
    Finding,
    Flag,
    Link,
    OffsetMap,
    Pairing,
    Quantity,
    QuantityKind,
    Segment,
    Severity,
    Span,
    Translation,
    Verdict,
)

TEXT = "Meta zahlt 100 Milliarden.\n<script>alert(1)</script> & mehr"


def make_dossier() -> Dossier:
    """Two articles with every kind of value, one of them hostile to HTML."""
    a = Article("a", "a.txt", "de", TEXT, "T|tle <b>", blocks=(Block(Span(0, 26), BlockKind.PARAGRAPH),))
    b = Article(
        "b", "b.html", "en", "Meta pays $14.3bn.", offsets=OffsetMap(((0, 3, 18),)), file_text="<p>Meta pays $14.3bn."
    )
    segment = Segment("a#0", "a", 0, "de", TEXT[:26], Span(0, 26), block=0)
    rest = Segment("a#1", "a", 1, "de", TEXT[27:], Span(27, len(TEXT)), block=0)
    other = Segment("b#0", "b", 0, "en", b.text, Span(0, 18))
    quantity = Quantity(
        QuantityKind.MONEY, Decimal("1E+11"), Decimal("1E+11"), "", Span(11, 25), "100 Milliarden", Approx.ABOUT, 3
    )
    left = Claim("a#0/0", "a", "a#0", "de", segment.text, segment.span, (quantity,))
    right = Claim("b#0/0", "b", "b#0", "en", other.text, other.span)
    finding = Finding(
        "XL-NUM-006",
        "a",
        "a#0",
        Span(11, 25),
        0.9,
        "says <100> | others 14.3",
        Blame.SOURCE,
        "14,3 Milliarden US-Dollar",
        (Evidence("article", "Meta pays $14.3bn.", "b", Span(10, 17)),),
        Span(5, 8),
    )
    flag = Flag(finding, Severity.MAJOR, 0.9, "quantities", "accuracy.mistranslation.number", "0123456789abcdef")
    pairing = Pairing("amount", Verdict.CONFLICT, Span(11, 25), Span(10, 17), "no currency")
    return Dossier(
        articles=(a, b),
        segments=(segment, rest, other),
        translations={"a#0": Translation(segment, "en", "Meta pays 100 billion.", -0.4, warnings=("split",))},
        alignments={
            "a#0": Alignment(segment.text, "Meta pays 100 billion.", (Span(0, 4),), (Span(0, 4),), (Link(0, 0, 0.9),))
        },
        claims=(left, right),
        links=(ClaimLink(left, right, Verdict.CONFLICT, 0.8, ("amount",), (pairing,)),),
        link_alignments=(None,),
        flags=(flag,),
        notes=("no model translates zh",),
        signature="xling|v:1",
    )


def test_jsonl_reads_back_equal() -> None:
    dossier = make_dossier()
    assert read_jsonl(jsonl(dossier).splitlines()) == dossier


def test_jsonl_flag_quotes_the_file() -> None:
    flag = next(line for line in map(json.loads, jsonl(make_dossier()).splitlines()) if line["kind"] == "flag")
    assert flag["text"] == "100 Milliarden" == TEXT[flag["start"] : flag["end"]]
    evidence = flag["evidence"][0]
    assert evidence["text"] == "$14.3bn" == "<p>Meta pays $14.3bn."[evidence["start"] : evidence["end"]]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", ":1: not a line of a dossier"),
        ('{"kind": "nonsense"}', ":1: not a line of a dossier"),
        ('{"kind": "segment", "record": {"id": 3}}', ":1: not a line of a dossier"),
        ('{"kind": "dossier", "schema": 99}', "no dossier of schema"),
        ("", "no dossier of schema"),
    ],
)
def test_jsonl_that_is_none(line: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        read_jsonl([line])


def test_html_escapes_and_stays_by_itself() -> None:
    page = html(make_dossier())
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "http://" not in page.replace("http://www.w3.org", "") and "https://" not in page
    assert 'data-f="1"' in page and 'data-links="0-0"' in page


def test_markdown_escapes_tables() -> None:
    text = markdown(make_dossier())
    assert r"T\|tle \<b\>" in text
    assert "blame: source" in text and "14,3 Milliarden US-Dollar" in text


@pytest.mark.parametrize(
    ("target", "marked"), [(Span(10, 13), "Meta pays <b>100</b> billion."), (None, "Meta pays 100 billion.")]
)
def test_a_flag_on_our_translation_shows_it(target: Span | None, marked: str) -> None:
    """With the words in question in bold; a flag on the article shows its own sentence alone."""
    plain = make_dossier()
    assert "<i>en</i>" not in html(plain) and "translation:" not in flag_list(plain)
    finding = replace(plain.flags[0].finding, blame=Blame.TRANSLATION, target=target)
    dossier = replace(plain, flags=(replace(plain.flags[0], finding=finding),))
    assert marked in html(dossier) and "Meta zahlt <b>100 Milliarden</b>." in html(dossier)
    assert "> en: " + marked.replace("<b>", "**").replace("</b>", "**") in markdown(dossier)
    assert "translation: Meta pays 100 billion." in flag_list(dossier)


def test_tmx_is_xml() -> None:
    from lxml import etree

    dossier = make_dossier()
    root = etree.fromstring(tmx(dossier).encode(), etree.XMLParser(load_dtd=False, no_network=True))
    assert [seg.text for seg in root.iter("seg")] == ["Meta zahlt 100 Milliarden.", "Meta pays 100 billion."]


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=30), st.lists(SPANS, max_size=4))
def test_pieces_join_to_the_text(text: str, spans: list[Span]) -> None:
    made = pieces(text, (), list(enumerate(spans)))
    assert "".join(piece.text for piece in made) == text
    for number, span in enumerate(spans):
        marked = "".join(piece.text for piece in made if number in piece.marks)
        if len(span) and span.start < len(text):
            assert marked == text[span.start : span.end]


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.text(max_size=20), st.decimals(allow_nan=False, allow_infinity=False), st.floats(0, 1))
def test_codec_round_trip(text: str, value: Decimal, score: float) -> None:
    quantity = Quantity(QuantityKind.MONEY, value, value, text, Span(0, 3), text)
    assert load(Quantity, json.loads(json.dumps(dump(quantity)))) == quantity
    link = Link(1, 2, score)
    assert load(Link, dump(link)) == link


def test_flags_on_articles_and_on_our_translation_stand_under_their_own_headings() -> None:
    plain = make_dossier()
    finding = replace(plain.flags[0].finding, blame=Blame.TRANSLATION, suggestion="100 billion")
    page = html(replace(plain, flags=(*plain.flags, replace(plain.flags[0], finding=finding, fingerprint="f2"))))
    assert page.index("In the articles <small>1<") < page.index("In our own translation <small>1<")
    assert '<span>100 billion</span> <button class="take"' in page
    assert "In our own translation" not in html(plain)


def test_contradictions_come_first_among_the_links() -> None:
    plain = make_dossier()
    links = (replace(plain.links[0], verdict=Verdict.RELATED), *plain.links)
    dossier = replace(plain, links=links, link_alignments=(None, None))
    page, text = html(dossier), markdown(dossier)
    assert page.index('id="l2"') < page.index('id="l1"') and text.index("| conflict |") < text.index("| related |")
