"""``xling train`` as a command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from xling.cli.app import app
from xling.cli.train import describe
from xling.models import Store
from xling.train import load
from xling.train.loop import Progress

runner = CliRunner()


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (None, 3, "cannot read"),
        ("name = ", 3, "is not TOML"),
        ('name = "a"\nspeed = 1\n', 2, "unknown key 'speed'"),
    ],
)
def test_a_bad_configuration_is_one_line_and_an_exit_code(
    tmp_path: Path, content: str | None, code: int, message: str
) -> None:
    path = tmp_path / "c.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = runner.invoke(app, ["train", str(path), "-o", str(tmp_path / "run")])
    assert result.exit_code == code
    assert message in result.stderr and len(result.stderr.splitlines()) == 1


def test_the_example_is_a_configuration(tmp_path: Path) -> None:
    result = runner.invoke(app, ["train", "--example"])
    path = tmp_path / "my-tm.toml"
    path.write_text(result.stdout, encoding="utf-8")
    config = load(path)
    assert result.exit_code == 0
    assert (config.start_from, config.pairs) == (str(tmp_path / "de-en"), 0)


@pytest.mark.torch
def test_a_trained_model_is_installed_with_all_that_is_known_of_it(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("transformers")
    monkeypatch.setenv("XLING_HOME", str(tmp_path / "home"))
    path = corpus / "installed.toml"
    path.write_text((corpus / "tiny.toml").read_text(encoding="utf-8").replace("steps = 150", "steps = 2"), "utf-8")
    path.write_text("comfort = 24\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    command = ["train", str(path), "-q", "--install", "-o"]
    first, again = (runner.invoke(app, [*command, str(tmp_path / "run")]) for _ in range(2))
    assert (first.exit_code, again.exit_code) == (0, 0), again.output
    info = Store().get("tiny")
    assert (info.comfort, info.guided, info.marks) == (24, True, ("<t>", "</t>"))
    other = runner.invoke(app, [*command, str(tmp_path / "other")])
    assert other.exit_code == 2 and "another model named 'tiny'" in other.stderr
    assert not (tmp_path / "other").exists()


def test_progress_says_speed_and_remaining_time() -> None:
    state = Progress(500, 0, 3.21, 1e-3, 100_000, 2400.4, 42.0, 120.0)
    assert describe(state) == "step 500 loss 3.210 2400 pieces/s, 2 min left"
    after = Progress(500, 0, 3.21, 1e-3, 1, 2400.4, 42.0, 120.0, 31.5, 33.0)
    assert describe(after).endswith("chrF 31.50 (best 33.00)")


def test_a_log_gets_a_line_a_minute(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from xling.cli import train as command

    now = [1000.0]
    monkeypatch.setattr(command.time, "monotonic", lambda: now[0])
    lines = command._Lines()
    state = Progress(5, 0, 2.5, 1e-3, 900, 300.0, 3.0, 120.0)
    for seconds in (1, 30, 61, 62):  # only the third is a minute after the start
        now[0] = 1000.0 + seconds
        lines(state)
    lines(replace(state, chrf=40.0, best=41.0))
    assert capsys.readouterr().err.splitlines() == [
        "note: step 5 loss 2.500 300 pieces/s, 2 min left",
        "note: step 5 loss 2.500 300 pieces/s, 2 min left, chrF 40.00 (best 41.00)",
    ]
