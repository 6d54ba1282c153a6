"""``xling align``: word links for sentence pairs, line in = line out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xling.cli import console, options

if TYPE_CHECKING:
    from xling.align import AlignSettings, Pair
    from xling.align.sentences import Bead
    from xling.types import Alignment


def align(
    source: Annotated[str, typer.Argument(help="File of 'source ||| target' lines, or - for stdin.")] = "-",
    target: Annotated[str | None, typer.Argument(help="Target file, when the sides are two parallel files.")] = None,
    from_: options.From = "de",
    to: options.To = "en",
    tokenized: Annotated[bool, typer.Option("--tokenized", help="The words stand between spaces already.")] = False,
    method: Annotated[
        str,
        typer.Option(
            "--method", help="tuned, attention or lexical (fast, no encoder), mutual, itermax, softmax, max-weight."
        ),
    ] = "tuned",
    chinese: Annotated[str, typer.Option("--chinese", help="Chinese units: words or characters.")] = "words",
    glossary: Annotated[
        list[str] | None,
        typer.Option("--glossary", "-g", help="Glossary whose Chinese terms stay whole words.", metavar="FILE"),
    ] = None,
    format_: Annotated[
        str,
        typer.Option("--format", help="pharaoh, scores, jsonl, terminal or html; with --sentences: tsv or jsonl."),
    ] = "",
    batch: Annotated[int, typer.Option("--batch", help="Pairs that are encoded together.", min=1)] = 128,
    sentences: Annotated[
        bool, typer.Option("--sentences", help="Align the lines of two files, many to many, instead of words.")
    ] = False,
    threads: options.Threads = 0,
) -> None:
    """Link the words of sentence pairs; one line out per line in, an empty line where a side is empty.

    With --sentences: which lines of one file render which lines of the other; columns are the line numbers of both
    sides, the cosine, and both texts; in JSON also where each sentence stands in its line.
    """
    from xling.align import AlignSettings, aligner
    from xling.errors import InputError, UsageError

    if source == target == "-":
        raise UsageError("both sides cannot come from standard input", hint="pipe 'source ||| target' lines instead")
    chosen = AlignSettings(method, chinese, _terms(glossary), batch)
    if sentences:
        _sentences(source, target, format_ or "tsv", (from_, to), chosen, threads)
        return
    write = _writer(format_ or "pharaoh")
    reader = _Reader(source, target, tokenized, (from_, to), chosen)
    words = aligner(settings=chosen, threads=threads)
    for text in write(words.stream(reader)):
        console.emit(text)
    if reader.failed:
        raise typer.Exit(InputError.exit_code)


def _terms(glossary: list[str] | None) -> tuple[str, ...]:
    """The Chinese terms of the glossaries that were asked for, which stay whole as words."""
    if not glossary:
        return ()
    from xling.glossary import load

    return tuple(term.source for term in load(glossary).terms if term.source_lang == "zh")


def _sentences(
    source: str, target: str | None, format_: str, langs: tuple[str, str], settings: AlignSettings, threads: int
) -> None:
    from xling.align.formats import bead_record
    from xling.align.reading import pair_lines
    from xling.align.refine import WordReader
    from xling.align.sentences import Bead, align_sentences
    from xling.encode import sentence_encoder, word_encoder
    from xling.errors import UsageError

    if target is None:
        raise UsageError("--sentences needs two files", hint="xling align --sentences A.de.txt A.en.txt")
    if format_ not in ("tsv", "jsonl"):
        raise UsageError(f"unknown format {format_!r} for sentences", hint="one of tsv, jsonl")
    left, right = list(pair_lines(source)), list(pair_lines(target))
    # Empty lines are no sentences: they keep their numbers and pair with nothing.
    here, there = ([i for i, line in enumerate(side) if line.strip()] for side in (left, right))
    sides = [left[i] for i in here], [right[j] for j in there]
    words = WordReader(word_encoder(threads=threads), langs, settings.chinese, settings.terms)
    for found in align_sentences(*sides, sentence_encoder(threads=threads), words=words):
        bead = Bead(tuple(here[i] for i in found.source), tuple(there[j] for j in found.target), found.score)
        if format_ == "jsonl":
            console.emit(console.dumps(bead_record(bead, left, right)))
        else:
            console.emit(_columns(bead, left, right))


def _columns(bead: Bead, left: list[str], right: list[str]) -> str:
    sides = ((bead.source, left), (bead.target, right))
    numbers = (",".join(str(i + 1) for i in side) for side, _ in sides)
    texts = (" ".join(text[i].strip() for i in side).replace("\t", " ") for side, text in sides)
    return "\t".join((*numbers, f"{bead.score:.3f}", *texts))


class _Reader:
    """Pairs line by line; a line that is no pair becomes an empty one with a warning, so that lines stay in step."""

    def __init__(
        self, source: str, target: str | None, tokenized: bool, langs: tuple[str, str], settings: AlignSettings
    ) -> None:
        self.failed = 0
        self._source, self._target = source, target
        self._tokenized, self._langs, self._settings = tokenized, langs, settings

    def __iter__(self) -> Iterator[Pair]:
        from xling.align.formats import make_pair, parse_pair
        from xling.align.reading import pair_lines, parallel_lines
        from xling.errors import InputError

        units = {"chinese": self._settings.chinese, "terms": self._settings.terms}
        common: dict[str, Any] = {"tokenized": self._tokenized, "langs": self._langs, **units}
        if self._target is not None:
            for left, right in parallel_lines(self._source, self._target):
                yield make_pair(left, right, **common)
            return
        for number, line in enumerate(pair_lines(self._source), start=1):
            try:
                yield parse_pair(line, **common)
            except InputError as error:
                self.failed += 1
                console.warn(f"{self._source}:{number}: {error}")
                yield make_pair("", "", **common)


def _writer(name: str) -> Callable[[Iterable[Alignment]], Iterable[str]]:
    from xling.align import formats, view
    from xling.errors import UsageError

    writers: dict[str, Callable[[Iterable[Alignment]], Iterable[str]]] = {
        "pharaoh": lambda found: map(formats.pharaoh, found),
        "scores": lambda found: (formats.pharaoh(alignment, scores=True) for alignment in found),
        "jsonl": lambda found: (console.dumps(formats.record(alignment)) for alignment in found),
        "terminal": lambda found: map(view.terminal, found),
        "html": view.html,
    }
    if name not in writers:
        raise UsageError(f"unknown format {name!r}", hint="one of " + ", ".join(writers))
    return writers[name]
