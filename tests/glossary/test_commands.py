"""``xling glossary …`` as an editor types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from xling.cli.app import app
from xling.glossary import load

ARTICLE = "Der Vorstand tagte.\nBankvorstände und der Vorstandschef fehlten.\nDie Aktie fiel."


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["glossary", *map(str, arguments)])
    assert result.exit_code == code, (result.output, result.stderr)
    return result.stdout


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_list(small: Path) -> None:
    assert run("list", small).splitlines()[0].split("\t")[:3] == ["Vorstand", "executive board", "preferred"]
    assert [row["source"] for row in json.loads(run("list", small, "--status", "admitted", "--json"))["terms"]] == [
        "Aktie"
    ]
    run("list", small, "--status", "best", code=2)


@pytest.mark.parametrize(
    ("query", "source", "how"),
    [
        ("vorst", "Vorstand", "source"),
        ("stock", "Aktie", "target"),
        ("directors", "Vorstand", "forbidden"),
        ("Die Bankvorstände gingen", "Vorstand", "in the text"),
        ("Vorstnad", "Vorstand", "similar"),
    ],
)
def test_find(small: Path, query: str, source: str, how: str) -> None:
    cells = run("find", query, "--glossary", small).splitlines()[0].split("\t")
    assert (cells[0], cells[3]) == (source, how)


def test_find_nothing(small: Path) -> None:
    run("find", "zzzz", "--glossary", small, code=1)


def test_check(small: Path) -> None:
    assert run("check", small) == ""
    small.write_text(small.read_text(encoding="utf-8") + "Kurs\tprice \n", encoding="utf-8")
    assert "space at the edge" in run("check", small, code=3)
    assert json.loads(run("check", small, "--json", code=3))["problems"][0]["line"] == 10


def test_shipped_files_are_clean() -> None:
    assert run("check") == ""


def test_add_edit_remove(small: Path) -> None:
    assert "+Anleihe\tbond" in run("add", "Anleihe", "bond", "--glossary", small, "--dry-run")
    assert "Anleihe" not in small.read_text(encoding="utf-8")
    run("add", "Anleihe", "bond", "-g", small, "--forbid", "loan", "--context", "Staat", "--note", "a security")
    run("edit", "Anleihe", "-g", small, "--set", "forbidden=loan | borrowing")
    term = load(small).terms[-1]
    assert (term.forbidden, term.context, term.note) == (("loan", "borrowing"), ("Staat",), "a security")
    shown = json.loads(run("remove", "Anleihe", "-g", small, "--json"))
    assert shown["written"] and "-Anleihe" in shown["diff"]
    assert "Anleihe" not in small.read_text(encoding="utf-8")


def test_bad_edits_exit_with_their_code(small: Path) -> None:
    run("remove", "Aktie", "-g", small, code=2)
    run("add", "Aktie", "action", "-g", small, code=3)
    run("add", "Aktie", "action", "-g", "nowhere", code=3)
    run("edit", "Aktie", "-g", small, "--set", "nonsense", code=2)


def test_export_and_import(small: Path, tmp_path: Path) -> None:
    for form in ("tbx", "tmx", "csv", "tsv"):
        exported = tmp_path / f"out.{form}"
        run("export", small, "-o", exported)
        copy = tmp_path / f"copy-{form}.de-en.tsv"
        run("import", exported, "--from", "de", "-g", copy)
        assert [(t.source, t.target, t.status, t.forbidden, t.note) for t in load(copy).terms] == [
            (t.source, t.target, t.status, t.forbidden, t.note) for t in load(small).terms
        ]
        assert json.loads(run("import", exported, "-g", copy, "--json"))["changed"] is False


def test_lossy_export_says_what_is_lost(small: Path) -> None:
    result = CliRunner().invoke(app, ["glossary", "export", str(small), "--format", "deepl-tsv"])
    assert "Aktie\tshare\n" in result.stdout
    assert "one target per source" in result.stderr and "without forbidden" in result.stderr


def test_hostile_import_is_refused(small: Path, tmp_path: Path) -> None:
    evil = tmp_path / "evil.tbx"
    evil.write_text('<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>', encoding="utf-8")
    before = small.read_bytes()
    run("import", evil, "-g", small, code=3)
    assert small.read_bytes() == before


def test_why_with_a_translation(small: Path, article: Path, tmp_path: Path) -> None:
    translation = tmp_path / "article.en.txt"
    translation.write_text(
        "The board of directors met.\nBank executive boards and the chief executive were absent.\nThe share fell.",
        encoding="utf-8",
    )
    rows = json.loads(run("why", "Vorstand", article, "--translation", translation, "-g", small, "--json"))[
        "occurrences"
    ]
    assert [(row["text"], row["fate"]) for row in rows] == [
        ("Vorstand", "forbidden rendering"),
        ("vorstände", "honoured"),
        ("Vorstand", "missed"),
    ]
    assert "board of directors" in run("why", "Vorstand", article, "-t", translation, "-g", small)


def test_why_without_model_explains_the_match(small: Path, article: Path) -> None:
    result = CliRunner().invoke(app, ["glossary", "why", "Aktie", str(article), "--to", "en", "-g", str(small)])
    assert result.exit_code == 0
    assert "Die Aktie fiel." in result.stdout


def test_why_explains_what_is_not_matched(small: Path, tmp_path: Path) -> None:
    run("add", "Fusion", "merger", "--context", "Konzern", "-g", small)
    run("add", "Chefvorstand", "chief board", "-g", small)
    path = tmp_path / "b.txt"
    path.write_text("Die Fusion von Wasserstoff gelang.\nDer Chefvorstand kam.", encoding="utf-8")
    assert "context condition not met" in run("why", "Fusion", path, "-g", small)
    run("why", "Gibtsnicht", path, "-g", small, code=2)


def test_diff(small: Path, article: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.de-en.tsv"
    new.write_bytes(small.read_bytes())
    run("edit", "Aktie", "--target", "share", "-g", new, "--set", "target=equity")
    shown = run("diff", small, new, article)
    assert "- Aktie → share" in shown and "+ Aktie → equity" in shown
    assert "Die Aktie fiel." in shown and "Vorstand tagte" not in shown


def test_mine_write_and_accept(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.txt"
    path.write_text(
        "Die Datenkennzeichnungsfirma wächst.\nEine Datenkennzeichnungsfirma aus Berlin.\nKeine Pause.",
        encoding="utf-8",
    )
    listed = json.loads(run("mine", path, "--json"))["candidates"]
    assert listed[0]["source"] == "Datenkennzeichnungsfirma" and listed[0]["count"] == 2
    run("mine", path, "--accept", 1, "-g", small, code=2)
    run("mine", path, "--accept", 1, "--target", "data labeling firm", "-g", small)
    assert load(small).terms[-1].target == "data labeling firm"
    assert "Datenkennzeichnungsfirma" in load(small).terms[-1].source
