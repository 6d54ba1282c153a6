"""``xling evaluate flags`` from file to figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from xling.cli.app import app

GOLD = """\
{"lang": "zh", "text": "公司以12亿元收购了它。", "translation": "The company bought it for 12 billion yuan.", \
"errors": [{"start": 26, "end": 41, "class": "number", "family": "quantities"}]}
{"lang": "zh", "text": "公司以12亿元收购了它。", "translation": "The company bought it for 1.2 billion yuan."}
{"lang": "de", "text": "Als würde man mit viel Gold Pferdeknochen kaufen, sagte der Vorstand.", \
"errors": [{"start": 14, "end": 48, "class": "calques"}]}
"""


def evaluate(*words: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", "flags", *map(str, words)], prog_name="xling")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_figures_families_intervals_signature(gold: Path, encoder_home: Path) -> None:
    found = json.loads(evaluate(gold, "--json").stdout)
    flags = found["flags"]
    assert (flags["texts"], flags["precision"], flags["recall"]) == (3, 1.0, 1.0)
    assert flags["families"]["quantities"]["recall"] == flags["families"]["calques"]["recall"] == 1.0
    assert set(flags["intervals"]) >= {"precision", "auroc", "families.quantities.f1", "class.number"}
    assert all(part in found["signature"] for part in ("gold:", "pol:", "enc:", "al:", "ci:"))


def test_tables(gold: Path, encoder_home: Path) -> None:
    text = evaluate(gold, "--select", "quantities").stdout
    assert "3 texts" in text and "95 % interval" in text and "sel:quantities" in text
    assert "recall of calques (1)" in text and "false per 1000 words" in text


def test_broken_gold_is_bad_input(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("nonsense\n")
    assert evaluate(path).exit_code == 3
