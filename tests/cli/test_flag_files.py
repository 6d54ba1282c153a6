"""``xling flag`` on articles that go on changing, as an editor tries it: baselines, suppressions, exit codes, SARIF."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from xling.cli.app import app

ARTICLE = """Die Firma will mit dem Kauf den Effekt erzielen, als würde man mit viel Gold Pferdeknochen kaufen.

Der Vorstand lobte die Zahlen. Analysten sehen das anders als die Bank.
"""
EDITED = "Vorspann der Redaktion.\n\n" + ARTICLE.replace("als würde man mit", "als\nwürde jemand mit")


def flag(*words: object) -> Result:
    return CliRunner().invoke(app, ["flag", "--lang", "de", *map(str, words)], prog_name="xling")


@pytest.fixture
def article(tmp_path: Path, encoder_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_a_judged_flag_stays_judged(article: Path, tmp_path: Path) -> None:
    judged = tmp_path / "judged.tsv"
    (found,) = json.loads(flag(article, "--json").stdout)["flags"]
    line = f"{found['fingerprint']}\t{found['rule']}\tquoted on purpose\t{found['quote']}"
    judged.write_text(line + "\n", encoding="utf-8")
    assert flag(article, "--suppressions", judged, "--fail-on", "neutral").exit_code == 0
    article.write_text(EDITED, encoding="utf-8")
    result = flag(article, "--suppressions", judged, "--fail-on", "neutral")
    assert (result.exit_code, result.stdout) == (0, "0 flags, 1 suppressed\n")
    assert "judged.tsv:1: the text around the words has changed" in result.stderr
    judged.write_text(line + "\t2020-01-31\n", encoding="utf-8")
    result = flag(article, "--suppressions", judged, "--fail-on", "neutral")
    assert result.exit_code == 1 and "judged.tsv:1: ran out on 2020-01-31" in result.stderr
    article.write_text("Ein Satz ohne Fehler.\n", encoding="utf-8")
    assert "judged.tsv:1: this suppression covers nothing any more" in flag(article, "--suppressions", judged).stderr


def test_baseline_leaves_out_what_is_suppressed(article: Path, tmp_path: Path) -> None:
    judged, known = tmp_path / "judged.tsv", tmp_path / "known.tsv"
    flag(article, "--write-baseline", judged)
    assert "1 flags written" in flag(article, "--write-baseline", known).stderr
    assert "0 flags written" in flag(article, "--write-baseline", known, "--suppressions", judged).stderr
    assert "1 flags written" in flag(article, "--write-baseline", known, "--baseline", judged).stderr


@pytest.mark.parametrize(
    ("fail_on", "code"), [("neutral", 1), ("minor", 1), ("major", 1), ("critical", 0), ("awful", 2)]
)
def test_exit_codes(article: Path, fail_on: str, code: int) -> None:
    assert flag(article, "--fail-on", fail_on).exit_code == code
    assert flag(article, "--fail-on", fail_on, "--ignore", "calques").exit_code == (2 if code == 2 else 0)


def test_sarif_of_new_known_and_judged_flags(article: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.tsv"
    flag(article, "--write-baseline", known)
    (result,) = json.loads(flag(article.name, "--format", "sarif", "--baseline", known).stdout)["runs"][0]["results"]
    assert result["baselineState"] == "unchanged" and result["suppressions"][0]["justification"] == "baseline"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a.txt" and place["region"]["startLine"] == 1


def test_the_list_of_rules_follows_choice_and_policy(tmp_path: Path) -> None:
    policy = tmp_path / "mine.toml"
    policy.write_text('[XL-TERM-001]\nseverity = "critical"\n[XL-TERM-002]\nenabled = false\n')
    found = json.loads(
        flag("--list-rules", "--json", "--select", "terms", "--ignore", "XL-TERM-003", "--policy", policy).stdout
    )
    shown = {rule["id"]: rule["severity"] for rule in found}
    assert shown["XL-TERM-001"] == "critical" and shown["XL-TERM-004"] == "neutral"
    assert not {"XL-TERM-002", "XL-TERM-003", "XL-NUM-001"} & set(shown)
