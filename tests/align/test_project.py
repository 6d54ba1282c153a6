"""Spans carried from one text to the other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from xling.align import project
from xling.align.words import whitespace
from xling.types import Alignment, Link, Span


def aligned(source: str, target: str, links: str) -> Alignment:
    pairs = [cell.split("-") for cell in links.split()]
    return Alignment(
        source, target, whitespace(source), whitespace(target), tuple(Link(int(i), int(j)) for i, j in pairs)
    )


SOURCE = "Meta hat Scale AI für 14,3 Milliarden Dollar gekauft ."
TARGET = "Meta has bought Scale AI for $ 14.3 billion ."
PAIR = aligned(SOURCE, TARGET, "0-0 1-1 2-3 3-4 4-5 5-7 6-8 7-6 8-2 9-9")


def test_a_phrase_finds_its_rendering() -> None:
    span = Span(SOURCE.index("14,3"), SOURCE.index(" gekauft"))
    assert project(PAIR, span) == Span(TARGET.index("$"), TARGET.index(" ."))


def test_and_the_way_back() -> None:
    span = Span(TARGET.index("bought"), TARGET.index("bought") + 6)
    found = project(PAIR, span, reverse=True)
    assert found is not None and found.of(SOURCE) == "gekauft"


def test_part_of_a_word_stands_for_the_word() -> None:
    found = project(PAIR, Span(SOURCE.index("Scale") + 1, SOURCE.index("Scale") + 2))
    assert found is not None and found.of(TARGET) == "Scale"


def test_without_links_there_is_no_span() -> None:
    assert project(aligned("a b", "c d", "0-0"), Span(2, 3)) is None
    assert project(aligned("a", "", ""), Span(0, 1)) is None
    assert project(PAIR, Span(4, 4)) is None


def test_a_stray_link_does_not_stretch_the_span() -> None:
    words = " ".join(f"w{number}" for number in range(20))
    pair = aligned("a b c", words, "0-2 1-3 2-4 1-18")
    found = project(pair, Span(0, 5))
    assert found is not None and found.of(words) == "w2 w3 w4"


def test_chinese() -> None:
    pair = aligned("他 收购 了 公司", "he acquired the company", "0-0 1-1 2-1 3-3")
    found = project(pair, Span(2, 6))
    assert found is not None and found.of(pair.target) == "acquired"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.data())
def test_the_answer_lies_in_the_other_text(data: st.DataObject) -> None:
    source, target = " ".join("ab" for _ in range(6)), " ".join("xyz" for _ in range(8))
    links = data.draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7)), max_size=12))
    pair = aligned(source, target, " ".join(f"{i}-{j}" for i, j in links))
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    found = project(pair, Span(start, end))
    if found is not None:
        assert 0 <= found.start < found.end <= len(target)
