"""Lines in and out, and the views."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xling.align.formats import make_pair, parse_pair, pharaoh, record
from xling.align.reading import pair_lines, parallel_lines
from xling.align.view import html, terminal
from xling.errors import InputError
from xling.text import display_width
from xling.types import Alignment, Link

PAIR = make_pair("他 收购 公司", "he <acquired> it", tokenized=True, langs=("zh", "en"))
FOUND = Alignment(PAIR.source, PAIR.target, PAIR.source_tokens, PAIR.target_tokens, (Link(0, 0, 0.91), Link(1, 1, 0.5)))


def test_pharaoh_with_and_without_scores() -> None:
    assert pharaoh(FOUND) == "0-0 1-1"
    assert pharaoh(FOUND, scores=True) == "0-0:0.910 1-1:0.500"


def test_a_record_slices_back() -> None:
    row = record(FOUND)
    assert [row["source"][a:b] for a, b in row["source_tokens"]] == ["他", "收购", "公司"]
    assert row["links"] == [[0, 0, 0.91], [1, 1, 0.5]]


@pytest.mark.parametrize("line", ["a b ||| c", "a b |||", "||| c", "", "  "])
def test_pairs_with_empty_sides(line: str) -> None:
    pair = parse_pair(line, tokenized=True, langs=("de", "en"))
    assert len(pair.source_tokens) == (2 if "a" in line else 0)
    assert len(pair.target_tokens) == (1 if "c" in line else 0)


@pytest.mark.parametrize("line", ["a b", "a ||| b ||| c", "a || b"])
def test_a_line_that_is_no_pair(line: str) -> None:
    with pytest.raises(InputError, match="expected one"):
        parse_pair(line, tokenized=True, langs=("de", "en"))


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    path = tmp_path / "pairs"
    path.write_bytes("\ufeffa\u2028b ||| c\x0cd\r\n\n\xff".encode("utf-8") + b"\xff\n")
    assert list(pair_lines(str(path))) == ["a\u2028b ||| c\x0cd", "", "\xff\ufffd"]


def test_files_of_different_length(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1\n2\n")
    (tmp_path / "b").write_text("1\n")
    with pytest.raises(InputError, match="b ends before line 2"):
        list(parallel_lines(str(tmp_path / "a"), str(tmp_path / "b")))
    with pytest.raises(InputError, match="cannot read"):
        list(pair_lines(str(tmp_path / "none")))


def test_columns_of_the_terminal_view_fit_chinese() -> None:
    lines = terminal(FOUND).splitlines()
    assert {display_width(line[: re.search(r"\d\.\d\d", line).start()]) for line in lines[:2]} == {6}  # type: ignore[union-attr]
    assert lines[2].endswith("–") and lines[3].endswith("only in the target: it")


def test_a_text_cannot_steer_the_terminal() -> None:
    pair = make_pair("\x1b[31mred", "x", tokenized=True, langs=("de", "en"))
    assert "\x1b" not in terminal(Alignment(pair.source, pair.target, pair.source_tokens, pair.target_tokens, ()))


def test_the_page_is_escaped_and_complete() -> None:
    page = "".join(html([FOUND, FOUND]))
    assert "&lt;acquired&gt;" in page and "<acquired>" not in page
    assert page.count('class="pair"') == 2
    assert 'data-i="s1" data-l="t1"' in page and 'data-i="t2" data-l=""' in page
    assert not re.search(r"(?:src|href)=", page)
