"""The check of the lexicon of calques: the shipped one is clean, each planted mistake is found in its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from xling.cli.app import app
from xling.glossary import check
from xling.glossary.places import checkable
from xling.lexicon.calques import COLUMNS

HEADER = "\t".join(COLUMNS) + "\n"
GOOD = (
    "画蛇添足\tidiom\tto overdo\tdes Guten zu viel tun\tgild the lily\tder Schlange Füße malen\tadd feet to a snake\t\n"
)
SNAKE = "狡兔三窟\tidiom\tto keep escape routes\tsich Hintertüren offenhalten\thave boltholes\t"

PLANTED = [
    (f"画蛇添足|{GOOD}", "zh", "repeated-item"),
    (GOOD, "zh", "duplicate"),
    (GOOD.replace("画蛇添足", "画蛇|画蛇添足"), "zh", "duplicate"),
    (SNAKE + "der Hase hat drei Baue||drei Höhlen\tthree burrows\t\n", "de_literal", "empty-item"),
    (SNAKE + "Drei Baue|drei Baue\tthree burrows\t\n", "de_literal", "repeated-item"),
    (SNAKE + "drei Baue\tthree burrows|have boltholes\t\n", "en_literal", "forbids-itself"),
    (SNAKE + "drei Baue\t三窟\t\n", "en_literal", "wrong-language"),
    (SNAKE + "drei  Baue\tthree burrows\t\n", "de_literal", "stray-space"),
    (SNAKE + "drei Bau\u200be\tthree burrows\t\n", "de_literal", "invisible"),
    (SNAKE + "drei Baue\tthree burrows\t@bussiness\n", "context", "unknown-topic"),
    (SNAKE + "drei Baue\tthree burrows\t@business|-@zoo\n", "context", "unknown-topic"),
    (SNAKE + "\t\t\n", "", "bad-line"),
    (SNAKE + " drei Baue\tthree burrows\t\n", "", "bad-line"),
    (SNAKE.replace("\tidiom\t", "\tproverb\t") + "drei Baue\tthree burrows\t\n", "", "bad-line"),
    ("狡兔三窟\tidiom\n", "", "bad-line"),
    ("three burrows\tidiom\ta\tb\tc\td\te\t\n", "zh", "wrong-language"),
    (SNAKE + "drei Baue\tthree burrows\t\r\n", "", "line-end"),
]


@pytest.mark.parametrize(("line", "column", "code"), PLANTED, ids=[code for _, _, code in PLANTED])
def test_each_mistake_is_found_in_its_line(tmp_path: Path, line: str, column: str, code: str) -> None:
    path = tmp_path / "my.zh.tsv"
    path.write_bytes((f"# mine\n{HEADER}{GOOD}{line}").encode())
    found = check([path])
    assert (4, column, code) in {(each.line, each.column, each.code) for each in found}
    assert {each.line for each in found} == {4}
    assert all(each.suggestion for each in found)


QUIET = [
    SNAKE + "drei Baue @pair\tthree burrows\t@business|-@sport|Aktie|@pair",
    SNAKE + "drei Baue",  # a spreadsheet drops empty cells at the end
    "985|All in AI|ALL IN AI\tslang\tgood universities\tEliteuniversität\telite university\t985-Projekt\t985 project\t",
    "同年\ttime-name\tin that year\tdamals\tthat year\tim selben Jahr\tin the same year\t@year",
]


@pytest.mark.parametrize("line", QUIET)
def test_right_lines_pass(tmp_path: Path, line: str) -> None:
    path = tmp_path / "my.zh.tsv"
    path.write_text(HEADER + GOOD + line + "\n", encoding="utf-8")
    assert check([path]) == []


@pytest.mark.parametrize(("text", "code"), [("# nothing\n", "no-header"), ("zh\tclass\tde\n", "header")])
def test_a_file_without_the_columns_is_one_problem(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "my.zh.tsv"
    path.write_text(text, encoding="utf-8")
    assert [each.code for each in check([path])] == [code]


def test_the_shipped_lexicon_is_clean_and_checked_by_default(tmp_path: Path) -> None:
    shipped = checkable(["calques"])
    assert [path.name for path in shipped] == ["calques.zh.tsv"] == [checkable(["calques.zh.tsv"])[0].name]
    assert shipped[0] in checkable(None)
    assert check(shipped) == []
    (tmp_path / "own.zh.tsv").write_text(HEADER, encoding="utf-8")
    assert checkable([str(tmp_path)]) == [tmp_path / "own.zh.tsv"]


def test_the_command_reports_and_exits_with_three(tmp_path: Path) -> None:
    path = tmp_path / "my.zh.tsv"
    path.write_text(HEADER + GOOD + GOOD, encoding="utf-8")
    result = CliRunner().invoke(app, ["glossary", "check", str(path)])
    assert result.exit_code == 3
    assert f"{path}:3: zh: 画蛇添足 is already in line 2; merge the two lines" in result.output
