"""``xling translate`` and ``xling models`` as commands: streams, exit codes, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from xling.cli.app import app
from xling.models import ModelInfo

runner = CliRunner()


def test_line_in_line_out(installed: ModelInfo) -> None:
    text = "Der Hund kauft Chips.\r\n\nDie Katze sieht die Bank.\n42\n"
    result = runner.invoke(app, ["translate", "--from", "de", "--no-glossary"], input=text)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "The dog buys chips.\n\nThe cat sees the bank.\n42\n"
    assert "1 line" in result.stderr


def test_a_file_and_json(installed: ModelInfo, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text("Der Hund kauft Chips.\n42\n", encoding="utf-8")
    result = runner.invoke(app, ["translate", str(file), "--from", "de", "--no-glossary", "--json"])
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first["translation"] == "The dog buys chips."
    assert {"text", "translation", "score", "terms", "segments", "warnings"} <= first.keys()
    assert first["score"] < 0
    assert (second["score"], second["warnings"]) == (None, ["copied: no letters"])


def test_terms_of_the_line_are_honoured(installed: ModelInfo) -> None:
    rows = [
        'Der Vorstand kauft Chips.\t[{"source": "Vorstand", "target": "executive board"}]',
        "Der Vorstand kauft Chips.",
        "Der Vorstand kauft Chips.\t[broken",
        "Der Hund kauft Chips.\t[]",
    ]
    result = runner.invoke(
        app, ["translate", "--from", "de", "--terms-column", "--terms", "force"], input="\n".join(rows) + "\n"
    )
    assert result.exit_code == 3
    assert result.stdout.splitlines() == [
        "The executive board buys chips.", "The board buys chips.", "", "The dog buys chips.",
    ]  # fmt: skip
    assert "error: line 3: terms column" in result.stderr
    assert result.stderr.count("error:") == 1


def test_a_glossary_file_is_applied(installed: ModelInfo, tmp_path: Path) -> None:
    from xling.glossary import Glossary

    glossary = tmp_path / "toy.de-en.tsv"
    glossary.write_text("# xling-glossary 1\nsource\ttarget\nVorstand\texecutive board\n", encoding="utf-8")
    result = runner.invoke(
        app,
        ["translate", "--from", "de", "--terms", "force", "--glossary", str(glossary)],
        input="Der Vorstand kauft Chips.\n",
    )
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "The executive board buys chips.\n"
    assert Glossary() is not None


FAILURES = [
    (["translate", "--from", "zh"], 4, "xling models add Helsinki-NLP/opus-mt-zh-en"),
    (["translate", "/nowhere.txt"], 3, "cannot read /nowhere.txt"),
    (["translate", "--terms", "hard"], 2, "unknown --terms"),
    (["translate", "--backend", "onnx"], 2, "unknown backend"),
    (["translate", "--device", "tpu"], 2, "unknown device"),
    (["translate", "--model", "gone"], 4, "no model named 'gone'"),
    (["models", "add", "/nowhere"], 4, "/nowhere"),
    (["models", "add", "Helsinki-NLP/opus-mt-de-en"], 4, "could not be fetched"),
    (["models", "remove", "gone"], 4, "installed: "),
    (["models", "info", "gone"], 4, "installed: "),
]


@pytest.mark.parametrize(("arguments", "code", "message"), FAILURES, ids=[" ".join(a) for a, *_ in FAILURES])
def test_failures_are_one_line_and_a_documented_code(
    installed: ModelInfo, arguments: list[str], code: int, message: str
) -> None:
    result = runner.invoke(
        app, [*arguments, *(["--no-glossary"] if arguments[0] == "translate" else [])], input="Hallo.\n"
    )
    assert result.exit_code == code, result.output
    assert message in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_life_of_a_model(marian_folder: Path) -> None:
    def call(*arguments: str) -> object:
        result = runner.invoke(app, ["models", *arguments, "--json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    assert call("list") == [] or all(entry["bundled"] for entry in call("list"))  # type: ignore[attr-defined]
    added = call("add", str(marian_folder), "--name", "toy")
    assert added["direction"] == "de-en"  # type: ignore[index]
    assert next(entry["name"] for entry in call("list")) == "toy"  # type: ignore[attr-defined,index]
    assert call("info", "toy")["sha256"]["model.bin"]  # type: ignore[index]
    assert call("verify", "toy") == [{"name": "toy", "sound": True, "changed": [], "missing": [], "unknown": []}]
    assert call("remove", "toy") == {"removed": "toy"}


def test_verify_fails_on_a_changed_file(installed: ModelInfo) -> None:
    with (installed.path / "source.spm").open("ab") as stream:
        stream.write(b"x")
    result = runner.invoke(app, ["models", "verify"])
    assert result.exit_code == 4
    assert "changed: source.spm" in result.stdout
    assert "toy" in result.stderr
