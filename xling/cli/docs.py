"""Write the reference pages from the code: ``python -m xling.cli.docs FOLDER``; a test compares them."""

from __future__ import annotations

import inspect
import os
import re
import sys
from pathlib import Path
from typing import Any

from xling.files import write_atomic


def pages() -> dict[str, str]:
    """File name → text of every generated page."""
    return {"cli.md": _commands(), "rules.md": _rules(), "python.md": _interface()}


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


def _interface() -> str:
    import xling

    entries = (_entry(name, getattr(xling, name)) for name in xling.__all__)
    return "\n".join([_PYTHON, f"```python\n{_example(xling.__doc__ or '')}\n```\n", *entries])


_PYTHON = """# From Python

Made by `make docs` from the code: the names that `import xling` gives. Everything is typed (`py.typed`).

Errors that xling raises on purpose are `XlingError`s with a `message` and a `hint`; their tree is in `xling.errors`.
Positions are half-open spans of characters.
"""


def _example(text: str) -> str:
    lines = [line.strip()[4:] for line in text.splitlines() if line.strip().startswith(">>> ")]
    return "\n".join(lines).replace("import xling\n", "import xling\n\n", 1)


def _entry(name: str, value: Any) -> str:  # noqa: ANN401 - a class or a function
    """A public name with its signature and docstring; of a class its own public methods as well."""
    lines = [f"## {name}\n", f"```python\n{name}{_signature(value)}\n```\n", _words(value)]
    if inspect.isclass(value):
        for key, method in vars(value).items():
            if inspect.isfunction(method) and not key.startswith("_") and method.__doc__:
                lines += [f"**`.{key}{_signature(method)}`**\n", _words(method)]
    return "\n".join(lines)


def _words(value: object) -> str:
    """A docstring as Markdown: its field lists become lists."""
    text = re.sub(r":\w+:(`[^`]+`)", r"\1", inspect.cleandoc(value.__doc__ or ""))
    text = re.sub(r"^:param (\w+):", r"- `\1`:", text, flags=re.MULTILINE)
    return re.sub(r"^:raises (\w+):", r"- raises `\1`:", text, flags=re.MULTILINE) + "\n"


def _signature(value: Any) -> str:  # noqa: ANN401
    """Parameters and result; annotations and members of enumerations as they are written in code."""
    text = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(value)))
    text = re.sub(r"<(\w+\.\w+): [^>]*>", r"\1", text)
    return text.replace("(self, ", "(").replace("(self)", "()")


def main() -> None:
    os.environ.update(_PLAIN)  # rich reads the width when it is imported
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    for name, text in pages().items():
        write_atomic(folder / name, text)


if __name__ == "__main__":
    main()
