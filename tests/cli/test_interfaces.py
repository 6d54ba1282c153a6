"""The machine interfaces that others script against: shape, schema, one line out per line in."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from xling.cli.app import app
from xling.paths import data_dir


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((data_dir() / "schema.json").read_text(encoding="utf-8"))
    return loaded


def validate(value: object, kind: str) -> None:
    Draft202012Validator({**schema(), "$ref": f"#/$defs/{kind}"}).validate(value)


def xling(*arguments: str, data: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=data)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_flag_lines(encoder_home: Path) -> None:
    text = "Er kaufte das Haus.\n\nEs ist, als würde man mit viel Gold Pferdeknochen kaufen.\r\nDas ist ist doppelt."
    result = xling("flag", "--lines", "--lang", "de", "--json", data=text)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    for line in lines:
        validate(line, "flag_line")
    assert [line["line"] for line in lines] == [1, 2, 3, 4]
    assert result.exit_code == 0
    assert lines[1]["score"] == 0 and not lines[0]["flags"]
    assert any("千金买马骨" in flag["message"] for flag in lines[2]["flags"])
    assert {flag["rule"] for flag in lines[3]["flags"]} == {"XL-REP-001"}
    for line, source in zip(lines, text.replace("\r", "").split("\n"), strict=True):
        assert all(source[flag["start"] : flag["end"]] == flag["text"] for flag in line["flags"])


def test_flag_pairs(encoder_home: Path) -> None:
    pairs = "他没有来。\tHe came.\n公司以12亿元收购了它。\tThe company bought it for 12 billion yuan.\n"
    result = xling("flag", "--lines", "--from", "zh", "--to", "en", "--json", data=pairs)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    for line in lines:
        validate(line, "flag_line")
    assert [flag["rule"] for flag in lines[0]["flags"]] == ["XL-NEG-001"]
    assert any(flag["family"] == "quantities" for flag in lines[1]["flags"])
    assert lines[0]["score"] > 0.5 and lines[1]["score"] > 0.5


def test_pairs_without_a_tab() -> None:
    result = xling("flag", "--lines", "--from", "de", data="nur eine Seite\n")
    assert result.exit_code == 3 and "line 1: no tab" in result.stderr


def test_lines_without_a_language() -> None:
    result = xling("flag", "--lines", data="x\n")
    assert result.exit_code == 2 and "--lang" in result.stderr


def test_flag_files(tmp_path: Path, encoder_home: Path) -> None:
    (tmp_path / "a.txt").write_text("Meta zahlt 100 Milliarden für 49 Prozent an Scale AI.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Meta paid $14.3 billion for 49% of Scale AI.\n", encoding="utf-8")
    found = json.loads(xling("flag", str(tmp_path), "--json").stdout)
    validate(found, "flag_report")
    texts = {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.txt")}
    assert {flag["text"] for flag in found["flags"] if flag["article"] == "a"} >= {"100 Milliarden"}
    assert all(texts[flag["article"]][flag["start"] : flag["end"]] == flag["text"] for flag in found["flags"])


def test_sarif_has_every_rule_and_region(tmp_path: Path, encoder_home: Path) -> None:
    (tmp_path / "a.txt").write_text("Titel\n\nDas ist ist doppelt.\n", encoding="utf-8")
    log = json.loads(xling("flag", str(tmp_path / "a.txt"), "--format", "sarif").stdout)
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    result = run["results"][0]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "XL-REP-001"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["snippet"]["text"]) == (3, 9, "ist")


def test_baseline_and_suppressions(tmp_path: Path, encoder_home: Path) -> None:
    article, baseline = tmp_path / "a.txt", tmp_path / "known.tsv"
    article.write_text("Das ist ist doppelt.\n", encoding="utf-8")
    assert xling("flag", str(article), "--fail-on", "minor").exit_code == 1
    assert xling("flag", str(article), "--write-baseline", str(baseline)).exit_code == 0
    article.write_text("Neue Zeile davor.\n\nDas ist ist doppelt.\n", encoding="utf-8")
    result = xling("flag", str(article), "--baseline", str(baseline), "--fail-on", "minor")
    assert (result.exit_code, result.stdout) == (0, "0 flags, 1 suppressed\n")


def test_link_files(tmp_path: Path, encoder_home: Path) -> None:
    (tmp_path / "a.txt").write_text("Meta zahlt 14,3 Milliarden Dollar für 49 Prozent an Scale AI.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Meta以143亿美元收购Scale AI的49%股份。\n", encoding="utf-8")
    found = json.loads(xling("link", str(tmp_path), "--json").stdout)
    validate(found, "link_report")
    assert [one["verdict"] for one in found["links"]] == ["agree"]


@pytest.mark.parametrize("words", [("--list-rules",), ("--explain", "xl-num-001")])
def test_rules_explain_themselves(words: tuple[str, ...]) -> None:
    result = xling("flag", *words)
    assert result.exit_code == 0 and "XL-NUM-001" in result.stdout


def test_doctor_says_what_is_missing() -> None:
    result = xling("doctor", "--json")
    found = {item["what"]: item for item in json.loads(result.stdout)}
    assert found["encoder"]["hint"] == "xling models add e5-small"
    assert result.exit_code in (0, 4)
