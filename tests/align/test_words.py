"""Words as spans: cases read off the seeds and from German, English and Chinese news style."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.align.words import chinese_segmenter, tokenize, whitespace

CASES = [
    ("Der Konzern zahlt 14,3 Mrd. US-Dollar.", "Der|Konzern|zahlt|14,3|Mrd|.|US-Dollar|."),
    ("KI-Start-ups: rund 49 % (1.000.000 €)", "KI-Start-ups|:|rund|49|%|(|1.000.000|€|)"),
    ("„Das geht so nicht“, sagt er …", "„|Das|geht|so|nicht|“|,|sagt|er|…"),
    ("1990er, 24-jährige, 2:1", "1990er|,|24-jährige|,|2:1"),
    ("Meta's CEO doesn't say O'Neil's word", "Meta|'s|CEO|doesn't|say|O'Neil|'s|word"),
    ("a $14.3bn deal—so J.P. Morgan", "a|$|14.3|bn|deal|—|so|J.P.|Morgan"),
    ("see https://example.org/a?b=1, or a.b@example.org", "see|https://example.org/a?b=1|,|or|a.b@example.org"),
    ("Meta以约143亿美元收购Scale AI。", "Meta|以约|143|亿美元|收购|Scale|AI|。"),
    ("", ""),
    (" \n\t", ""),
    ("u\u0308ber", "u\u0308ber"),
    ("👍🏽 ok", "👍|🏽|ok"),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_words(text: str, words: str) -> None:
    assert "|".join(span.of(text) for span in tokenize(text)) == words


def test_chinese_by_characters() -> None:
    text = "收购AI公司"
    assert [span.of(text) for span in tokenize(text, chinese="characters")] == ["收", "购", "AI", "公", "司"]


def test_a_glossary_word_stays_whole() -> None:
    text = "他说千金买马骨是好事"
    segmenter = chinese_segmenter(["千金买马骨"])
    assert "千金买马骨" in [span.of(text) for span in tokenize(text, segmenter=segmenter)]
    assert "千金买马骨" not in [span.of(text) for span in tokenize(text)]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(st.characters(codec=None), max_size=60))
def test_nothing_visible_is_left_out(text: str) -> None:
    for spans in (tokenize(text), tokenize(text, chinese="characters"), whitespace(text)):
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(len(span) for span in spans)
        covered = {position for span in spans for position in range(span.start, span.end)}
        visible = {position for position, character in enumerate(text) if not character.isspace()}
        assert visible <= covered
