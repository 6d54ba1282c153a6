"""Cases that once went wrong: each is one input and what must come of it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from xling.cli.app import app

DOUBLED = "Das ist ist doppelt.\n"


def xling(*arguments: str | Path, data: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=data)


def article(folder: Path, name: str = "a.txt", text: str = DOUBLED) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--sensitivity", "foo"], "foo"),
        (["--lang", "fr"], "fr"),
        (["--select", "NOPE"], "NOPE"),
        (["--ignore", ""], "selector is empty"),
        (["--from", "de"], "--lines"),
        (["--fail-on", "awful"], "awful"),
        (["--json", "--format", "sarif"], "two formats"),
    ],
)
def test_wrong_options_are_usage(words: list[str], part: str, tmp_path: Path, encoder_home: Path) -> None:
    result = xling("flag", article(tmp_path), *words)
    assert result.exit_code == 2 and part in result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "words", [["--suppressions", "x"], ["--baseline", "x"], ["--translate"], ["--format", "sarif"], ["b"]]
)
def test_line_mode_refuses_what_it_would_ignore(words: list[str]) -> None:
    result = xling("flag", "--lines", "--lang", "de", "-", *words, data="x\n")
    assert result.exit_code == 2 and "--lines does not go with" in result.stderr


def test_a_pair_without_a_tab_costs_only_itself(encoder_home: Path) -> None:
    data = "Er kam nicht.\tHe came.\nkein Tabulator\nEs regnet.\tIt is raining.\n"
    result = xling("flag", "--lines", "--from", "de", "--json", data=data)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 3 and [line["line"] for line in lines] == [1, 2, 3]
    assert "error" in lines[1] and lines[0]["flags"]


def test_target_offsets_count_in_the_given_field(encoder_home: Path) -> None:
    target = "  He he came came home ."
    result = xling("flag", "--lines", "--from", "de", "--json", data=f"Er kam nicht heim.\t{target}\n")
    flags = [flag for flag in json.loads(result.stdout)["flags"] if "target_start" in flag]
    assert flags and all(target[f["target_start"] : f["target_end"]] == f["target_text"] for f in flags)


def test_suppressions_hold_in_run(tmp_path: Path, encoder_home: Path) -> None:
    path, known = article(tmp_path), tmp_path / "judged.tsv"
    xling("flag", path, "--write-baseline", known)
    result = xling("run", path, "-o", tmp_path / "out", "--no-translate", "--json", "--suppressions", known)
    found = json.loads(result.stdout)
    assert found["counts"]["flags"] == 0 and any("1 flags are suppressed" in note for note in found["notes"])


def test_changed_metadata_is_a_change(tmp_path: Path, encoder_home: Path) -> None:
    path = article(tmp_path, "a.jsonl", json.dumps({"text": DOUBLED, "author": "A"}) + "\n")
    arguments = ("run", path, "-o", tmp_path / "out", "--no-translate", "--json")
    xling(*arguments)
    path.write_text(json.dumps({"text": DOUBLED, "author": "B"}) + "\n", encoding="utf-8")
    assert json.loads(xling(*arguments).stdout)["unchanged"] is False
    assert '"author": "B"' in (tmp_path / "out" / "dossier.jsonl").read_text(encoding="utf-8")


def test_a_run_does_not_read_its_own_output(tmp_path: Path, encoder_home: Path) -> None:
    article(tmp_path)
    arguments = ("run", tmp_path, "-o", tmp_path, "--no-translate", "--json", "--force")
    assert json.loads(xling(*arguments).stdout)["counts"]["articles"] == 1
    assert json.loads(xling(*arguments).stdout)["counts"]["articles"] == 1


def test_a_dossier_that_was_cut_off(tmp_path: Path, encoder_home: Path) -> None:
    xling("run", article(tmp_path), "-o", tmp_path / "out", "--no-translate")
    dossier = tmp_path / "out" / "dossier.jsonl"
    lines = dossier.read_text(encoding="utf-8").splitlines(keepends=True)
    dossier.write_text("".join(lines[:-1]), encoding="utf-8")
    result = xling("report", dossier)
    assert result.exit_code == 3 and "lines are missing" in result.stderr


@pytest.mark.parametrize("line", ['{"kind": "dossier", "schema": 1}', "[" * 100_000])
def test_nonsense_instead_of_a_dossier(line: str, tmp_path: Path) -> None:
    path = article(tmp_path, "d.jsonl", line + "\n")
    assert xling("report", path).exit_code == 3


def test_half_a_character_in_json(tmp_path: Path, encoder_home: Path) -> None:
    path = article(tmp_path, "a.jsonl", '{"text": "Das ist ist \\ud800 doppelt und gut."}\n')
    result = xling("flag", path, "--json")
    assert result.exit_code == 0 and "XL-REP-001" in result.stdout
    assert any("U+FFFD" in note for note in json.loads(result.stdout)["articles"][0]["notes"])


def test_long_and_alike_names(tmp_path: Path, encoder_home: Path) -> None:
    from xling.rundir import _file_name

    taken: set[str] = set()
    names = [_file_name(name, taken) for name in ("x y", "x_y", "X Y", "z" * 300, "…")]
    assert names == ["x_y", "x_y-2", "X_Y-3", "z" * 80, "article"]


def test_file_name_that_is_no_utf8(tmp_path: Path, encoder_home: Path) -> None:
    import os

    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/non\xffutf.txt")).write_text(DOUBLED, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    result = xling("flag", tmp_path, "--format", "sarif")
    assert result.exit_code == 0 and json.loads(result.stdout)["runs"][0]["results"]


def test_lines_of_a_page_are_those_of_the_file(tmp_path: Path, encoder_home: Path) -> None:
    page = "<html lang='de'>\n\n\n<p>Die erste Zeile steht hier.</p><p>Das ist ist doppelt, sagt man.</p></html>"
    result = xling("flag", article(tmp_path, "a.html", page))
    assert "a.html:4: " in result.stdout


@pytest.mark.parametrize(
    "pair", ["„" * 60_000, "Hallo Welt.\tHello" + " " * 60_000 + "world.", "(" * 60_000, "'a" * 30_000]
)
def test_hostile_lines_take_no_age(pair: str, encoder_home: Path) -> None:
    """Quadratic matching would take minutes here."""
    from xling.checks import Material
    from xling.checks.residue import Residue
    from xling.checks.surface import Surface
    from xling.types import Article, Segment, Span, Translation

    source, _, target = pair.partition("\t")
    segment = Segment("x#0", "x", 0, "de", source, Span(0, len(source)))
    material = Material(
        (Article("x", "x", "de", source),), (segment,), {"x#0": Translation(segment, "en", target or source)}
    )
    start = time.process_time()
    list(Residue().examine(material)), list(Surface().examine(material))
    assert time.process_time() - start < 30


def test_one_stdin_for_two_sides() -> None:
    result = xling("align", "-", "-", data="a\n")
    assert result.exit_code == 2 and "standard input" in result.stderr


def test_a_tab_in_a_term_is_refused(tmp_path: Path) -> None:
    path = article(tmp_path, "x.de-en.tsv", "source\ttarget\nHaus\thouse\n")
    result = xling("glossary", "add", "Haus\tb", "noun", "--glossary", path)
    assert result.exit_code == 3 and "tab" in result.stderr
    assert path.read_text(encoding="utf-8") == "source\ttarget\nHaus\thouse\n"


def test_a_rule_explains_itself_in_json() -> None:
    found = json.loads(xling("flag", "--explain", "XL-NEG-001", "--json").stdout)
    assert found["id"] == "XL-NEG-001" and found["page"].startswith("# XL-NEG-001")
