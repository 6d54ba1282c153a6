"""Generated pages and help texts agree with the code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_pages_are_fresh() -> None:
    import subprocess
    import sys
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "xling.cli.docs", folder], check=True, capture_output=True)
        for page in Path(folder).iterdir():
            assert (ROOT / "docs" / page.name).read_text() == page.read_text(), f"docs/{page.name}: run `make docs`"


def test_readme_names_every_command() -> None:
    from xling.cli.app import COMMANDS

    readme = (ROOT / "README.md").read_text()
    assert [name for name in COMMANDS if f"xling {name}" not in readme] == []


def test_every_option_has_help() -> None:
    import typer
    from typer.main import get_command

    from xling.cli.app import app

    def walk(command: object, path: str) -> list[str]:
        missing = []
        for name, inner in getattr(command, "commands", {}).items():
            if not inner.help:
                missing.append(f"{path} {name}")
            missing += walk(inner, f"{path} {name}")
        for parameter in getattr(command, "params", []):
            if not getattr(parameter, "help", "x"):
                missing.append(f"{path} {parameter.name}")
        return missing

    assert walk(get_command(app), "xling") == []
    assert isinstance(app, typer.Typer)


@pytest.mark.parametrize("path", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(path: str) -> None:
    import re

    text = (ROOT / path).read_text()
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (ROOT / target).exists(), target


def test_help_of_sensitivity_gives_the_measured_figures() -> None:
    result = json.loads((ROOT / "benchmarks/results/flags_sensitivity.json").read_text(encoding="utf-8"))
    found = [result["steps"][step]["all"] for step in ("low", "normal", "high")]
    alarms, shares = [
        "{}, {} and {}".format(*figures)
        for figures in (
            [f"{each['false per 1000 words, alone']:.1f}" for each in found],
            [f"{each['recall']:.0%}".rstrip("%") for each in found],
        )
    ]
    text = " ".join((ROOT / "docs/cli.md").read_text(encoding="utf-8").split())
    assert f"cost {alarms} false alarms per 1,000 words; they find {shares} % of the errors" in text
