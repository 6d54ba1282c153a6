"""Every plug point, on one screen. Backends do not inherit from these; mypy proves the fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from xling.types import Alignment, Finding, Segment, Span, TermMatch, Translation

if TYPE_CHECKING:
    from xling.checks.material import Material
    from xling.checks.rules import Rule

Matrix = NDArray[np.float32]


class Progress(Protocol):
    """Called as ``progress("translate", done, total)``; the library never draws anything itself."""

    def __call__(self, stage: str, done: int, total: int, /) -> None: ...


class SentenceEncoder(Protocol):
    """Texts to unit vectors of shape (n, d); an empty text gives a zero vector. Order is kept."""

    @property
    def signature(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> Matrix: ...


class WordEncoder(Protocol):
    """Token-level vectors: for each text the vectors of the given character spans, shape (len(spans), d)."""

    @property
    def signature(self) -> str: ...

    def words(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Matrix]: ...


class Translator(Protocol):
    """One translation per segment, same order, nothing dropped. ``terms[i]`` are the glossary matches of segment i."""

    @property
    def signature(self) -> str: ...

    def translate(
        self, segments: Sequence[Segment], terms: Sequence[Sequence[TermMatch]] | None = None
    ) -> list[Translation]: ...


class Aligner(Protocol):
    """Word links for pairs of texts (source, target, source language, target language); any side may be empty."""

    @property
    def signature(self) -> str: ...

    def align(self, pairs: Sequence[tuple[str, str, str, str]]) -> list[Alignment]: ...


class Check(Protocol):
    """One family of findings. ``examine`` sees all articles at once, because most evidence lies in the others."""

    @property
    def rules(self) -> tuple[Rule, ...]: ...

    def examine(self, material: Material) -> Iterable[Finding]: ...
