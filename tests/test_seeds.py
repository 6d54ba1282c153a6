"""The running example, end to end and offline: five articles about one deal become one dossier."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from xling.cli.app import app

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@pytest.fixture(scope="module")
def out(_converted_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run over the seeds, shared by the tests of this file."""
    folder = tmp_path_factory.mktemp("seeds") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XLING_HOME", str(_converted_home))
        result = CliRunner().invoke(app, ["run", str(SEEDS), "-o", str(folder), "--no-translate"])
    assert result.exit_code == 0, result.output
    return folder


def lines(out: Path, kind: str) -> list[dict[str, Any]]:
    rows = map(json.loads, (out / "dossier.jsonl").read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["kind"] == kind]


def texts() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")}


def test_files(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == {"dossier.html", "dossier.md", "dossier.jsonl", ".xling-run.json"}
    assert len(lines(out, "article")) == 5


def test_flags_slice_to_the_file(out: Path) -> None:
    files = texts()
    paths = {row["id"]: Path(row["path"]).name for row in lines(out, "article")}
    found = lines(out, "flag")
    assert found
    for flag in found:
        assert files[paths[flag["article"]]][flag["start"] : flag["end"]] == flag["text"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Pferdeknochen", "千金买马骨"),
        ("Alexandras", "Alexandr"),
        ("100 Milliarden", "14"),
        ("Schulungskosten", "训练"),
        ("Inferenzklasse", "推理"),
        ("selben Jahr", "当年"),
        ("ökologische Diskursmacht", "话语权"),
    ],
)
def test_errors_of_the_translated_article_are_found(out: Path, words: str, part: str) -> None:
    hits = [flag for flag in lines(out, "flag") if words in flag["text"]]
    assert hits and hits[0]["blame"] == "source"
    assert any(
        part in flag["message"] + flag["suggestion"] + json.dumps(flag["evidence"], ensure_ascii=False) for flag in hits
    )


def test_ordinary_articles_stay_quiet(out: Path) -> None:
    """At most 3 flags per 1,000 words on the two German articles that were written by people."""
    ordinary = {"meta-scale-deal-explainer.de", "scale-ai-portrait-t3n.de"}
    words = sum(len(text.split()) for name, text in texts().items() if name.removesuffix(".txt") in ordinary)
    assert 1000 * sum(flag["article"] in ordinary for flag in lines(out, "flag")) / words <= 3


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("14,3 Milliarden", "$14.3 billion", "agree"),
        ("49 Prozent", "49%", "agree"),
        ("870 Millionen", "$870mn", "agree"),
        ("900 Millionen", "$870", "approximately"),
        ("29 Milliarden", "$29bn", "agree"),
        ("100 Milliarden", "14.3", "conflict"),
    ],
)
def test_links(out: Path, one: str, other: str, verdict: str) -> None:
    pairs = [
        (pairing["verdict"], pairing["a"]["text"], pairing["b"]["text"])
        for link in lines(out, "link")
        for pairing in link["pairings"]
    ]
    wanted = [p for p in pairs if (one in p[1] and other in p[2]) or (one in p[2] and other in p[1])]
    assert verdict in {p[0] for p in wanted}, wanted


def test_nothing_changed_nothing_done(out: Path, encoder_home: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    result = CliRunner().invoke(app, ["run", str(SEEDS), "-o", str(out), "--no-translate", "--json"])
    assert json.loads(result.stdout)["unchanged"] is True
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == before


def test_a_damaged_dossier_is_made_again(out: Path, encoder_home: Path) -> None:
    page = (out / "dossier.html").read_bytes()
    (out / "dossier.html").write_text("broken")
    result = CliRunner().invoke(app, ["run", str(SEEDS), "-o", str(out), "--no-translate", "--json"])
    assert json.loads(result.stdout)["unchanged"] is False
    assert (out / "dossier.html").read_bytes() == page


@pytest.mark.parametrize("name", ["text", "html", "markdown", "sarif", "tmx"])
def test_reports_from_the_dossier(out: Path, name: str) -> None:
    result = CliRunner().invoke(app, ["report", str(out / "dossier.jsonl"), "--format", name])
    assert result.exit_code == 0 and result.stdout
