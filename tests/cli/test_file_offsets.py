"""Flags of HTML and Markdown pages quote the file itself, markup and entities included."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from xling.cli.app import app

PAGES = {
    "page.html": "<!doctype html><html lang='de'><head><title>Ein Titel</title></head><body><article><h1>Ein Titel</h1>"
    "<p>Der Konzern &amp; die Firma sagten am Montag in Berlin, das <b>ist ist</b> sehr gut f&uuml;r alle.</p>"
    "<p>Es ist, als w&uuml;rde man mit viel Gold Pferde&shy;knochen kaufen, schreibt die Zeitung.</p>"
    "</article></body></html>",
    "page.md": "---\ntitle: Ein Titel\n---\n\n# Ein Titel\n\nDer Konzern sagte, das **ist ist** sehr gut.\n\n"
    "Es ist, als würde man mit *viel Gold* Pferdeknochen kaufen.\n",
}


@pytest.mark.parametrize("name", PAGES)
def test_flags_quote_the_file(name: str, tmp_path: Path, encoder_home: Path) -> None:
    path = tmp_path / name
    path.write_text(PAGES[name], encoding="utf-8")
    found = json.loads(CliRunner().invoke(app, ["flag", str(path), "--json"]).stdout)
    assert {flag["rule"] for flag in found["flags"]} >= {"XL-REP-001", "XL-CALQ-001"}
    assert all(PAGES[name][flag["start"] : flag["end"]] == flag["text"] for flag in found["flags"])
    assert found["articles"][0]["title"] == "Ein Titel"
