"""``xling link`` from the outside: JSON with file offsets, table, page, explanation, store, errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from xling.cli.app import app

DE = "Meta kauft 49 Prozent von Scale AI für 14,3 Milliarden Dollar.\n"
EN = "Meta is buying 49% of Scale AI for $14.3 billion.\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in (("a.de.txt", DE), ("b.en.txt", EN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / "a.de.txt"), str(tmp_path / "b.en.txt"), "--no-encoder", "--quiet"]


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["link", *arguments])
    return result.exit_code, result.stdout


def test_json_is_one_object_whose_offsets_slice_the_files(files: list[str]) -> None:
    code, out = _run(*files, "--json")
    found = json.loads(out)
    assert code == 0 and set(found) >= {"articles", "claims", "links"} and len(found["articles"]) == 2
    paths = {article["id"]: article["path"] for article in found["articles"]}
    (link,) = found["links"]
    assert link["verdict"] == "agree" and link["differs"] == [] and 0.5 < link["score"] <= 1
    for side in (link["a"], link["b"], *(p[s] for p in link["pairings"] for s in "ab")):
        assert Path(paths[side["article"]]).read_text(encoding="utf-8")[side["start"] : side["end"]] == side["text"]


def test_table_page_and_explanation(files: list[str], tmp_path: Path) -> None:
    code, out = _run(*files, "--html", str(tmp_path / "m.html"), "--explain", "kauft", "buying")
    assert code == 0 and "14,3 Milliarden" in out and "agree" in out
    assert "<mark>" in (tmp_path / "m.html").read_text(encoding="utf-8")
    assert "1 link between 2 articles" in _run(*files)[1]


def test_the_store_links_what_came_before(files: list[str], tmp_path: Path) -> None:
    store = ["--store", str(tmp_path / "claims.db"), "--json"]
    assert json.loads(_run(files[0], *files[2:], *store)[1])["links"] == []
    assert len(json.loads(_run(files[1], *files[2:], *store)[1])["links"]) == 1


def test_words_that_no_claim_has_are_a_usage_error(files: list[str]) -> None:
    assert _run(*files, "--explain", "nowhere", "buying")[0] == 2
