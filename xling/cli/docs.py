"""Write the reference pages from the code: ``python -m xling.cli.docs FOLDER``; a test compares them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from xling.files import write_atomic


def pages() -> dict[str, str]:
    """File name → text of every generated page."""
    return {"cli.md": _commands(), "rules.md": _rules()}


def _commands() -> str:
    from typer.testing import CliRunner

    from xling.cli.app import COMMANDS, app

    def help_of(*words: str) -> str:
        text = CliRunner().invoke(app, [*words, "--help"], env=_PLAIN, prog_name="xling").output
        return "\n".join(line.rstrip() for line in text.strip().splitlines())

    parts = ["# Commands\n\nMade by `make docs` from the code.\n", f"```\n{help_of()}\n```\n"]
    for name in COMMANDS:
        parts.append(f"## xling {name}\n\n```\n{help_of(name)}\n```\n")
        parts += [f"### xling {name} {sub}\n\n```\n{help_of(name, sub)}\n```\n" for sub in _subcommands(name)]
    return "\n".join(parts)


_PLAIN = {
    "COLUMNS": "100",
    "TERMINAL_WIDTH": "100",
    "NO_COLOR": "1",
    "TERM": "dumb",
    "_TYPER_FORCE_DISABLE_TERMINAL": "1",
}


def _subcommands(name: str) -> list[str]:
    import typer
    from typer.main import get_group

    from xling.cli.app import command

    found = command(name)
    return list(get_group(found).commands) if isinstance(found, typer.Typer) else []


def _rules() -> str:
    from xling.checks import registry

    folder = Path(__file__).resolve().parent.parent / "checks" / "pages"
    texts = [(folder / f"{rule}.md").read_text(encoding="utf-8").strip() for rule in registry.rules()]
    return (
        "# Rules\n\nMade by `make docs` from the pages that `xling flag --explain ID` shows.\n\n"
        + "\n\n".join(
            text.replace("\n#", "\n##").replace("# ", "## ", 1) if text.startswith("# ") else text for text in texts
        )
        + "\n"
    )


def main() -> None:
    os.environ.update(_PLAIN)  # rich reads the width when it is imported
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    for name, text in pages().items():
        write_atomic(folder / name, text)


if __name__ == "__main__":
    main()
