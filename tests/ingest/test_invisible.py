"""Soft hyphens and other invisible characters: out of the reading text, counted in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.ingest import invisible
from xling.ingest.article import article_from_text, line_articles
from xling.ingest.files import read
from xling.types import Span

FAST = settings(max_examples=80, deadline=None, derandomize=True)


# Written for this test after German news pages (&shy;), Chinese pages (U+200B) and mails (U+00AD at line ends).
@pytest.mark.parametrize(
    ("name", "content", "wanted", "hidden"),
    [
        ("a.txt", "Die Daten\u00adannotation kostet viel Geld.", "Daten" + "annotation", 1),
        ("a.txt", "Die Daten\u00ad\nannotation kostet viel Geld.", "Datenannotation", 2),
        ("a.html", "<html><body><p>Die Daten&shy;annotation kostet viel Geld.</p></body></html>", "Datenannotation", 1),
        ("a.html", "<html><body><p>Die Daten\u00adannotation kostet Geld.</p></body></html>", "Datenannotation", 1),
        ("a.md", "# Titel\n\nDie Daten\u00adannotation kostet viel Geld.\n", "Datenannotation", 1),
        ("a.jsonl", '{"text": "Die Daten\\u00adannotation kostet viel Geld."}', "Datenannotation", 1),
        ("a.txt", "公司\u200b收购了\ufeff一家\u2060企业。", "公司收购了一家企业。", 3),
        ("a.txt", "Ein Daumen 👩\u200d🔧 bleibt ganz.", "👩\u200d🔧", 0),
        ("a.txt", "Die Daten\u00ad\u200b\nannotation kostet viel Geld.", "Datenannotation", 3),
        ("a.txt", "Ohne Kaffee\u00ad\nund Teepause.", "Kaffee\nund", 1),
        ("a.html", "<html><body><p>公司\u200b\n收购了一家企业。</p></body></html>", "公司收购", 1),
        ("a.html", "<html><body><p>Er kam &shy; sah und siegte.</p></body></html>", "kam sah", 1),
        ("a.txt", "Die Daten-\u00ad\nAnnotation ist neu.", "Daten-\nAnnotation", 1),
    ],
)
def test_invisible_characters_are_left_out_and_told(
    tmp_path: Path, name: str, content: str, wanted: str, hidden: int
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    article = read(tmp_path / name)[0]
    start = article.text.index(wanted)
    shown = article.file_words(Span(start, start + len(wanted)))
    assert any(block.span.start <= start < block.span.end for block in article.blocks)
    assert article.notes == invisible.note(hidden)
    if "&shy;" not in content and ".html" not in name and "\\u" not in content:
        assert "".join(part for _, part in invisible.visible(shown)) == wanted
        assert shown in content


def test_titles_lose_them_too(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "Daten\u00adannotation", "text": "Ein Text."}', encoding="utf-8")
    (tmp_path / "b.html").write_text(
        "<html><head><title>Daten&shy;annotation</title></head><body><p>Ein Text.</p></body></html>"
    )
    assert [read(tmp_path / name)[0].title for name in ("a.jsonl", "b.html")] == ["Datenannotation"] * 2


def test_lines_lose_them_too() -> None:
    first, second = line_articles(["Daten\u00adannotation\n", "Zug\n"], lang="de")
    assert (first.text, first.file_words(Span(0, 15))) == ("Datenannotation", "Daten\u00adannotation")
    assert (second.text, second.offsets.runs, second.file_text) == ("Zug", (), "")


@FAST
@given(st.text(alphabet="ab \n\u00ad\u200bä.", max_size=40))
def test_every_visible_character_keeps_its_place(text: str) -> None:
    article = article_from_text(text, id="a")
    assert "\u00ad" not in article.text and "\u200b" not in article.text
    for at, character in enumerate(article.text):
        assert article.file_span(Span(at, at + 1)).of(text) == character
    for block in article.blocks:
        assert block.span.of(article.text).strip()
