"""``xling train`` as a command."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from xling.cli.app import app
from xling.cli.train import describe
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


def test_progress_says_speed_and_remaining_time() -> None:
    state = Progress(500, 0, 3.21, 1e-3, 100_000, 2400.4, 42.0, 120.0)
    assert describe(state) == "step 500 loss 3.210 2400 pieces/s, 2 min left"
    after = Progress(500, 0, 3.21, 1e-3, 1, 2400.4, 42.0, 120.0, 31.5, 33.0)
    assert describe(after).endswith("chrF 31.50 (best 33.00)")
