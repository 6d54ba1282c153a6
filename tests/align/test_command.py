"""``xling align``: one line out per line in, whatever comes in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from xling.cli.app import app


def run(arguments: list[str], stdin: str | bytes = "") -> tuple[int, list[str], str]:
    result = CliRunner().invoke(app, ["align", *arguments], input=stdin)
    return result.exit_code, result.stdout.split("\n")[:-1], result.stderr


LINES = "das haus ist gross ||| the house is big\n||| empty\nleer |||\n\n"


def test_a_line_out_for_each_line_in(encoder_home: Path) -> None:
    code, lines, _ = run(["--tokenized", "--from", "de", "--to", "en", "--threads", "1"], LINES)
    assert (code, lines) == (0, ["0-0 1-1 2-2 3-3", "", "", ""])


def test_bad_lines_are_named_and_the_rest_goes_on(encoder_home: Path) -> None:
    code, lines, notes = run(["--tokenized", "--threads", "1"], "no bars\nhaus ||| house\n\xff\u2028 ||| a ||| b\n")
    assert (code, lines) == (3, ["", "0-0", ""])
    assert "-:1: expected one '|||'" in notes and "-:3:" in notes


def test_two_files_and_json(encoder_home: Path, tmp_path: Path) -> None:
    (tmp_path / "zh").write_text("欧盟作出承诺。\n", encoding="utf-8")
    (tmp_path / "en").write_text("The EU made a pledge.\n", encoding="utf-8")
    options = ["--from", "zh", "--format", "jsonl", "--threads", "1"]
    code, lines, _ = run([str(tmp_path / "zh"), str(tmp_path / "en"), *options])
    row = json.loads(lines[0])
    words = {
        (row["source"][slice(*row["source_tokens"][i])], row["target"][slice(*row["target_tokens"][j])])
        for i, j, _score in row["links"]
    }
    assert code == 0 and ("欧盟", "EU") in words and ("。", ".") in words


@pytest.mark.parametrize("options", [["--format", "xml"], ["--method", "magic"], ["--chinese", "radicals"]])
def test_unknown_names_list_the_known(encoder_home: Path, options: list[str]) -> None:
    code, lines, notes = run(options, "a ||| b\n")
    assert code == 2 and not lines and "one of" in notes


def test_sentences_of_two_files_many_to_many(encoder_home: Path, tmp_path: Path) -> None:
    (tmp_path / "de").write_text(
        "Der Hund schläft. Die Katze trinkt Milch.\n\nEs regnet in Berlin.\n", encoding="utf-8"
    )
    (tmp_path / "en").write_text("The dog is asleep.\nThe cat drinks milk.\nIt rains in Berlin.\n", encoding="utf-8")
    code, lines, _ = run(["--sentences", str(tmp_path / "de"), str(tmp_path / "en"), "--threads", "1"])
    rows = [line.split("\t") for line in lines]
    assert code == 0
    assert [row[:2] for row in rows] == [["1", "1,2"], ["3", "3"]]
    assert rows[0][4] == "The dog is asleep. The cat drinks milk."


def test_sentences_as_json_with_places(encoder_home: Path, tmp_path: Path) -> None:
    (tmp_path / "zh").write_text("\n  今天柏林下雨。\n", encoding="utf-8")
    (tmp_path / "en").write_text("It rains in Berlin today. \n", encoding="utf-8")
    files = [str(tmp_path / "zh"), str(tmp_path / "en")]
    code, lines, _ = run(["--sentences", *files, "--format", "jsonl", "--threads", "1"])
    row = json.loads(lines[0])
    assert code == 0 and row["source"] == [[2, 2, 9]] and row["target"] == [[1, 0, 25]]
    assert row["source_text"] == ["今天柏林下雨。"] and row["score"] > 0.5
    code, _, notes = run(["--sentences", *files, "--format", "html"])
    assert code == 2 and "one of tsv, jsonl" in notes


def test_terms_of_a_glossary_stay_whole(tmp_path: Path) -> None:
    columns = "source\ttarget\tpos\tstatus\tforbidden\tcontext\tnote\tevidence\towner\tdate"
    text = f"# xling-glossary 1\n{columns}\n大模型时代\tage of large models\tnoun\t\t\t\t\t\teditor\t2026-11\n"
    (tmp_path / "g.zh-en.tsv").write_text(text, encoding="utf-8")
    options = ["--from", "zh", "--method", "lexical", "--format", "jsonl"]
    line = "大模型时代来了 ||| the age of large models has come\n"
    plain, kept = (run([*options, *more], line)[1][0] for more in ([], ["-g", str(tmp_path / "g.zh-en.tsv")]))
    assert [0, 5] not in json.loads(plain)["source_tokens"]
    assert [0, 5] in json.loads(kept)["source_tokens"]


def test_sentences_take_chinese_units(encoder_home: Path, tmp_path: Path) -> None:
    (tmp_path / "zh").write_text("今天柏林下雨。\n", encoding="utf-8")
    (tmp_path / "en").write_text("It rains in Berlin today.\n", encoding="utf-8")
    files = ["--sentences", str(tmp_path / "zh"), str(tmp_path / "en"), "--from", "zh", "--threads", "1"]
    code, lines, _ = run([*files, "--chinese", "characters"])
    assert code == 0 and lines[0].startswith("1\t1\t")
    code, lines, notes = run([*files, "--chinese", "radicals"])
    assert code == 2 and not lines and "one of words, characters" in notes


def test_attention_needs_no_encoder_and_names_what_it_can(tmp_path: Path) -> None:
    code, lines, _ = run(["--method", "attention", "--tokenized", "--threads", "1"], "das haus ||| the house\n")
    assert (code, lines) == (0, ["0-0 1-1"])
    code, lines, notes = run(["--method", "attention", "--from", "de", "--to", "zh"], "das Haus ||| 房子\n")
    assert code == 4 and not lines and "de and zh" in notes and "--method tuned" in notes


def test_sentences_need_two_files() -> None:
    code, lines, notes = run(["--sentences"], "a ||| b\n")
    assert code == 2 and not lines and "two files" in notes
