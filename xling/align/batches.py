"""What every aligner has in common: its settings, finding words, and pairs in batches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from xling.align.long import joined, parts
from xling.align.pairs import Pair
from xling.align.words import chinese_segmenter, tokenize
from xling.errors import UsageError
from xling.types import Alignment, Span

TUNED, LEXICAL, ATTENTION = "tuned", "lexical", "attention"


@dataclass(frozen=True, slots=True)
class AlignSettings:
    """``method``: ``tuned``, ``lexical``, ``attention`` or a key of ``match.METHODS``. ``chinese``: words or
    characters. ``terms``: Chinese words that stay whole. ``batch``: pairs that are encoded together. ``cover``: also
    say how well each word is answered (not by ``lexical`` and ``attention``).

    :raises UsageError: unknown Chinese units.
    """

    method: str = TUNED
    chinese: str = "words"
    terms: tuple[str, ...] = ()
    batch: int = 128
    cover: bool = False

    def __post_init__(self) -> None:
        if self.chinese not in ("words", "characters"):
            raise UsageError(f"unknown Chinese units {self.chinese!r}", hint="one of words, characters")


class BatchAligner(ABC):
    """Aligns pairs in batches, in order, with bounded memory; fits ``protocols.Aligner``."""

    def __init__(self, settings: AlignSettings) -> None:
        self._settings = settings

    @property
    @abstractmethod
    def signature(self) -> str: ...

    @abstractmethod
    def _align(self, pairs: Sequence[Pair]) -> Iterator[Alignment]: ...

    def align(self, pairs: Sequence[tuple[str, str, str, str]]) -> list[Alignment]:
        """Align (source, target, source language, target language); same number, same order."""
        return list(self.stream(map(self.tokenized, pairs)))

    def tokenized(self, pair: tuple[str, str, str, str]) -> Pair:
        """Find the words of both texts."""
        source, target, source_lang, target_lang = pair
        return Pair(source, target, self._words(source), self._words(target), source_lang, target_lang)

    def stream(self, pairs: Iterable[Pair]) -> Iterator[Alignment]:
        """Align any number of pairs with bounded memory; one result per pair, in order. Long ones go in parts."""
        iterator = iter(pairs)
        while batch := list(islice(iterator, self._settings.batch)):
            cut = [parts(pair) for pair in batch]
            found = self._parts([part.pair for some in cut for part in some])
            for pair, some in zip(batch, cut, strict=True):
                yield next(found) if len(some) == 1 else joined(pair, [(part, next(found)) for part in some])

    def _parts(self, pairs: Sequence[Pair]) -> Iterator[Alignment]:
        for first in range(0, len(pairs), self._settings.batch):
            yield from self._align(pairs[first : first + self._settings.batch])

    def _words(self, text: str) -> tuple[Span, ...]:
        segmenter = chinese_segmenter(self._settings.terms) if self._settings.terms else None
        return tokenize(text, chinese=self._settings.chinese, segmenter=segmenter)
