"""Sentence pairs from TSV, TMX and XLIFF files."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from xling.errors import InputError
from xling.train.config import TrainConfig


@dataclass(frozen=True, slots=True)
class Pair:
    """A source sentence and its translation; ``corpus`` is the index into ``TrainConfig.corpora``."""

    source: str
    target: str
    corpus: int


def read(config: TrainConfig) -> Iterator[Pair]:
    """All pairs of all corpora, file by file; raises :class:`InputError` for a file that cannot be read.

    Corpora that select lines of one file by tag are read in one go.
    """
    groups: dict[tuple[str, int, int], list[int]] = {}
    for index, corpus in enumerate(config.corpora):
        groups.setdefault((corpus.path, corpus.source_column, corpus.target_column), []).append(index)
    for (name, source_column, target_column), members in groups.items():
        wanted = {tag: index for index in members for tag in config.corpora[index].select}
        fallback = next((index for index in members if not config.corpora[index].select), None)
        for source, target, tag in _pairs(Path(name), config, source_column, target_column):
            owner = wanted.get(tag, fallback)
            if owner is not None and source and target:
                yield Pair(source, target, owner)


def _pairs(path: Path, config: TrainConfig, source_column: int, target_column: int) -> Iterator[tuple[str, str, str]]:
    kind = next((s for s in reversed(path.suffixes) if s not in (".xz", ".gz", ".bz2")), "").lower()
    try:
        if kind == ".tmx":
            yield from _tmx(path, config.source, config.target)
        elif kind in (".xlf", ".xliff", ".sdlxliff", ".mqxliff"):
            yield from _xliff(path)
        else:
            yield from _tsv(path, source_column, target_column)
    except (OSError, UnicodeDecodeError, EOFError, lzma.LZMAError) as error:
        raise InputError(
            f"cannot read corpus {path}: {error}", hint="paths are relative to the configuration"
        ) from error


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    openers: dict[str, Any] = {".xz": lzma.open, ".gz": gzip.open, ".bz2": bz2.open}
    opener = openers.get(path.suffix, open)
    with opener(path, "rb") as stream:
        yield stream


def _tsv(path: Path, source_column: int, target_column: int) -> Iterator[tuple[str, str, str]]:
    last = max(source_column, target_column)
    with _open(path) as stream:
        for number, line in enumerate(stream, 1):
            columns = line.decode("utf-8").rstrip("\r\n").split("\t")
            if len(columns) <= last:
                raise InputError(f"{path}:{number}: {len(columns)} columns", hint=f"at least {last + 1} are needed")
            tag = columns[2] if len(columns) > 2 else ""
            yield columns[source_column].strip(), columns[target_column].strip(), tag


def _tmx(path: Path, source_lang: str, target_lang: str) -> Iterator[tuple[str, str, str]]:
    """``<tu>`` by ``<tu>``; a unit with several variants of a language gives all combinations (TMX 1.4b)."""
    for unit in _elements(path, "tu"):
        texts: dict[str, list[str]] = {}
        for variant in unit.iter("{*}tuv"):
            language = variant.get("{http://www.w3.org/XML/1998/namespace}lang") or variant.get("lang") or ""
            for segment in variant.iter("{*}seg"):
                texts.setdefault(language.lower().split("-")[0].split("_")[0], []).append(_plain(segment))
        for source in texts.get(source_lang, ()):
            for target in texts.get(target_lang, ()):
                yield source, target, ""


def _xliff(path: Path) -> Iterator[tuple[str, str, str]]:
    """``<trans-unit>`` (1.2) and ``<segment>`` (2.x); units without a target are left out."""
    for unit in _elements(path, "trans-unit", "segment"):
        source, target = unit.find("{*}source"), unit.find("{*}target")
        if source is not None and target is not None:
            yield _plain(source), _plain(target), ""


def _elements(path: Path, *names: str) -> Iterator[Any]:
    from lxml import etree

    tags = [f"{{*}}{name}" for name in names]
    with _open(path) as stream:
        try:
            for _, element in etree.iterparse(
                stream, tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            ):
                yield element
                element.clear()
        except etree.XMLSyntaxError as error:
            raise InputError(
                f"{path} is not well-formed XML: {error}", hint="export it again from the CAT tool"
            ) from error


_CODES = frozenset(("bpt", "ept", "ph", "it", "ut"))  # TMX and XLIFF elements that hold native codes, not text


def _plain(element: Any) -> str:  # noqa: ANN401
    """Text of an element without inline codes, white space folded."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:  # noqa: ANN401
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] not in _CODES:
            yield from _texts(child)
        yield child.tail or ""
