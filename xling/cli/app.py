"""The ``xling`` command: its subcommands, and the one place where an error becomes a line and an exit code.

Exit codes: 0 fine, 1 flags at or over ``--fail-on``, 2 usage, 3 bad input, 4 model missing or hub unreachable,
5 device, memory or disk gave out, 130 interrupted. A closed pipe ends the program quietly.
"""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from xling.cli import console
from xling.errors import ResourceError, XlingError

COMMANDS: dict[str, str] = {
    "run": "xling.cli.run:run",
    "translate": "xling.cli.translate:translate",
    "align": "xling.cli.align:align",
    "link": "xling.cli.link:link",
    "flag": "xling.cli.flag:flag",
    "glossary": "xling.cli.glossary:app",
    "models": "xling.cli.models:app",
    "train": "xling.cli.train:train",
    "evaluate": "xling.cli.evaluate:app",
    "report": "xling.cli.report:report",
    "doctor": "xling.cli.doctor:doctor",
}
"""Command → function, or Typer app for a group of commands. Their modules import the library only when called."""


class Boundary(TyperGroup):
    """Turns the error tree into one line on stderr and the documented exit code."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own context type is private
        try:
            return super().invoke(ctx)
        except XlingError as error:
            console.fail(error)
            raise typer.Exit(error.exit_code) from error
        except MemoryError as error:
            console.fail(ResourceError("out of memory", hint="give fewer files at once or a smaller --batch"))
            raise typer.Exit(ResourceError.exit_code) from error
        except BrokenPipeError as error:
            # The reader (head, less) has gone: nothing is wrong. Python would complain while flushing at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error
        except KeyboardInterrupt as error:
            raise typer.Exit(130) from error
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EMFILE):
                raise
            console.fail(
                ResourceError(f"{error.filename or 'output'}: {error.strerror}", hint="free some space or files")
            )
            raise typer.Exit(ResourceError.exit_code) from error


app = typer.Typer(
    cls=Boundary,
    name="xling",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich costs a third of a second before the first line of help
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help="Translate German and Chinese news into English, pin a glossary, link claims across articles, and flag "
    "translation errors, also those already in the source.",
)


def _print_version(value: bool) -> None:
    if value:
        from xling.signature import package_version

        console.emit(f"xling {package_version()}")
        raise typer.Exit


@app.callback()
def _root(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def command(name: str) -> Any:  # noqa: ANN401 - a function or a Typer app
    """What ``name`` stands for in ``COMMANDS``."""
    module, _, attribute = COMMANDS[name].partition(":")
    return getattr(import_module(module), attribute)


def _register() -> None:
    for name in COMMANDS:
        found = command(name)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)


_register()


def main() -> None:
    """Entry point of the console script."""
    # numpy's threads only get in each other's way: xling multiplies many small matrices, and batches run in parallel.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except KeyboardInterrupt:  # before the boundary was reached
        sys.exit(130)
