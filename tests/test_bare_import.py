"""The command line starts instantly: no heavy module is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "torch",
    "transformers",
    "ctranslate2",
    "sklearn",
    "simalign",
    "jieba",
    "lingua",
    "trafilatura",
    "lxml",
    "sentencepiece",
    "tokenizers",
    "sacrebleu",
    "numpy",
    "jinja2",
)


def modules_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(' '.join(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import xling",
        "import xling.cli.app",
        "from typer.testing import CliRunner; from xling.cli.app import app; "
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0; "
        "assert CliRunner().invoke(app, ['run', '--help']).exit_code == 0",
    ],
    ids=["package", "command", "help"],
)
def test_nothing_heavy(code: str) -> None:
    assert modules_after(code) & set(HEAVY) == set()
