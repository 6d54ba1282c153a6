"""``xling train``: train or fine-tune a Marian model as a TOML file says."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xling.cli import console, options

if TYPE_CHECKING:
    from xling.train.loop import Progress

_LINE_SECONDS = 60  # between two lines of progress where there is no terminal


def _print_example(wanted: bool) -> None:
    if wanted:
        from xling.paths import data_dir

        console.emit((data_dir() / "fine-tune.toml").read_text(encoding="utf-8"), end="")
        raise typer.Exit


def train(
    config: Annotated[Path, typer.Argument(help="Training configuration, see --example.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder of the run; an interrupted run goes on there.")
    ],
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder that {data} in the configuration stands for.")
    ] = None,
    example: Annotated[
        bool,
        typer.Option(
            "--example",
            callback=_print_example,
            is_eager=True,
            help="Print a configuration that adapts a bundled model to a translation memory, and exit.",
        ),
    ] = False,
    install: Annotated[bool, typer.Option("--install", help="Add the finished model to the model store.")] = False,
    json_: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Train a Marian model from sentence pairs (TSV, TMX, XLIFF): from scratch, or from a Marian folder or an installed
    model.

    Stop it at any moment and call it again: it goes on from the last checkpoint.
    """
    from xling.train import load, train

    notify = (lambda _: None) if quiet else console.note
    settings = load(config, data=data)
    if install:
        _check_name(settings.name, output)
    with _progress(quiet=quiet) as report:
        result = train(settings, output, report=report, notify=notify)
    if install:
        from xling.models import Store

        Store().add(str(result.bundle), name=settings.name, replace=True)
    if json_:
        console.emit_json(result)
        return
    for row in result.history:
        console.emit(f"step {row.step}\tchrF {row.chrf:.2f}\tloss {row.loss:.3f}\tpieces {row.tokens}")
    console.emit(f"Marian folder: {result.marian}\nmodel folder:  {result.bundle}")


def _check_name(name: str, output: Path) -> None:
    """Refuse before hours of work what could not be installed after them; a model of this run gives way."""
    from xling.errors import UsageError
    from xling.models import Store

    taken = next((info for info in Store().list() if info.name == name and not info.bundled), None)
    if taken and taken.origin != str((output / name).resolve()):
        raise UsageError(f"another model named {name!r} is installed", hint="change name in the configuration")


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A bar with step, loss, pieces a second and remaining time; without a terminal a line a minute, and per
    validation."""
    if quiet:
        yield lambda _: None
        return
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("training", total=1.0)

        def draw(state: Progress) -> None:
            whole = state.elapsed + state.remaining
            bars.update(task, completed=state.elapsed / whole if whole else 0.0, description=describe(state))
            if state.chrf is not None:
                bars.console.print(describe(state))

        yield draw


class _Lines:
    """Progress for a log file."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def __call__(self, state: Progress) -> None:
        if state.chrf is not None or time.monotonic() - self._said >= _LINE_SECONDS:
            console.note(describe(state))
            self._said = time.monotonic()


def describe(state: Progress) -> str:
    """One line about a moment of the run."""
    line = f"step {state.step} loss {state.loss:.3f} {state.rate:.0f} pieces/s, {state.remaining / 60:.0f} min left"
    if state.chrf is not None:
        return f"{line}, chrF {state.chrf:.2f} (best {state.best:.2f})"
    return f"{line}, best chrF {state.best:.2f}" if state.best is not None else line
