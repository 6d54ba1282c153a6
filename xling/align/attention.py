"""Links from the attention of a translation model that was trained for it, helped by the lexical tables.

The decoder is made to say the target text and asked where it looks while it says each piece (Garg et al. 2019,
arXiv 1909.02074, on models whose attention was guided by word alignments, Chen et al. 2016, arXiv 1607.01628). A small
model looks before it knows the word that is asked for, so its attention alone is coarse; together with tables,
spelling and places it lies between those and the encoder, in quality and in time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xling.align.batches import ATTENTION, AlignSettings, BatchAligner
from xling.align.match import Similarity
from xling.align.pairs import Pair
from xling.align.quick import lexical_links
from xling.encode.vectors import owners
from xling.errors import ModelError
from xling.models import ModelInfo, Store
from xling.translate.ct2 import Ct2Backend
from xling.translate.pieces import Tokenizer
from xling.translate.settings import TranslateSettings
from xling.types import Alignment, Span

_FLOOR = 0.003  # attention below it counts as none
_MARGIN = 8  # source pieces that a part of a long pair sees before and behind its own

Placed = Sequence[tuple[str, Span]]


class AttentionAligner(BatchAligner):
    """Word links by every installed model that reads one language, writes the other, and was guided in training.

    Where models of both directions are there, both are asked.

    :raises ModelError: no installed model was trained for it; in ``align``, none for the languages of a pair.
    """

    def __init__(self, settings: AlignSettings | None = None, *, threads: int = 0, device: str = "cpu") -> None:
        super().__init__(settings or AlignSettings(method=ATTENTION))
        models = [info for info in Store().list() if info.kind == "marian" and info.guided]
        # The first model of a direction is the one that translates, too.
        self._models = {(info.source, info.target): info for info in reversed(models)}
        if not models:
            raise ModelError(
                "no installed translation model was trained to align words",
                hint="--method tuned needs none; train one with optimisation.guide above 0",
            )
        self._options = TranslateSettings(threads=threads, device=device)
        self._readers: dict[tuple[str, str], _Reader] = {}

    @property
    def signature(self) -> str:
        names = sorted(f"{info.name}:{info.fingerprint}" for info in self._models.values())
        return f"attention:{','.join(names)}|method:{ATTENTION}"

    def _align(self, pairs: Sequence[Pair]) -> Iterator[Alignment]:
        evidence = self.evidence(pairs)
        for pair, nats in zip(pairs, evidence, strict=True):
            links = lexical_links(pair, evidence=nats)
            yield Alignment(pair.source, pair.target, pair.source_tokens, pair.target_tokens, links)

    def evidence(self, pairs: Sequence[Pair]) -> list[Similarity]:
        """What attention says for each pair of words, in nats above the floor; the mean of the models asked."""
        found: list[Similarity] = [_zeros(pair) for pair in pairs]
        for langs in sorted({(pair.source_lang, pair.target_lang) for pair in pairs}):
            chosen = [
                k for k, pair in enumerate(pairs)
                if (pair.source_lang, pair.target_lang) == langs and pair.source_tokens and pair.target_tokens
            ]  # fmt: skip
            for (forward, reader), share in self._asked(langs):
                read = reader.attend([pairs[k] if forward else _turned(pairs[k]) for k in chosen])
                for k, attention in zip(chosen, read, strict=True):
                    nats = np.log(np.maximum(attention, _FLOOR) / _FLOOR)
                    found[k] += share * (nats if forward else nats.T)
        return found

    def _asked(self, langs: tuple[str, str]) -> list[tuple[tuple[bool, _Reader], float]]:
        """The readers for two languages, whether each reads the pair as it stands, and what its word weighs."""
        readers = [
            (forward, self._reader(direction))
            for forward, direction in ((True, langs), (False, langs[::-1]))
            if direction in self._models
        ]
        if not readers:
            known = ", ".join(sorted("-".join(direction) for direction in self._models))
            raise ModelError(
                f"no installed model was trained to align words of {langs[0] or '?'} and {langs[1] or '?'}",
                hint=f"{known} can; --method tuned serves any languages",
            )
        return [(reader, 1 / len(readers)) for reader in readers]

    def _reader(self, direction: tuple[str, str]) -> _Reader:
        if direction not in self._readers:
            self._readers[direction] = _Reader(self._models[direction], self._options)
        return self._readers[direction]


class _Reader:
    """One model that looks at pairs of texts in its own direction."""

    def __init__(self, info: ModelInfo, options: TranslateSettings) -> None:
        self._tokenizer = Tokenizer(info.path, prefix=info.prefix)
        self._backend = Ct2Backend(info, options)
        self._longest = info.max_pieces - 1

    def attend(self, pairs: Sequence[Pair]) -> list[Similarity]:
        """How much of the attention to each target word rests on each source word, shape (source, target), 0–1."""
        views = [view for number, pair in enumerate(pairs) for view in self._views(number, pair)]
        matrices = self._backend.attend([(_names(view.source), _names(view.target)) for view in views])
        sums = [_zeros(pair) for pair in pairs]
        counts = [np.zeros(len(pair.target_tokens)) for pair in pairs]
        for view, matrix in zip(views, matrices, strict=True):
            pair = pairs[view.pair]
            rows, sources = _owned(view.source, pair.source_tokens)
            columns, targets = _owned(view.target, pair.target_tokens)
            np.add.at(sums[view.pair], np.ix_(sources, targets), matrix[np.ix_(columns, rows)].T)
            np.add.at(counts[view.pair], targets, 1)
        return [np.minimum(total / np.maximum(count, 1), 1.0) for total, count in zip(sums, counts, strict=True)]

    def _views(self, number: int, pair: Pair) -> Iterator[_View]:
        """The pair whole, or a long one in parts of the target with the source around the same relative place."""
        source = self._tokenizer.placed(pair.source)
        target = self._tokenizer.placed(pair.target, target=True)
        if max(len(source), len(target)) <= self._longest:
            if target:
                yield _View(number, source, target)
            return
        step = max(self._longest // 3, 1)
        for first in range(0, len(target), step):
            part = target[first : first + step]
            start, end = (round(place / len(target) * len(source)) for place in (first, first + len(part)))
            start, end = max(start - _MARGIN, 0), min(end + _MARGIN, len(source))
            yield _View(number, source[start:end][: self._longest], part)


@dataclass(frozen=True, slots=True)
class _View:
    """Pieces of pair number ``pair`` that the model reads at once."""

    pair: int
    source: Placed
    target: Placed


def _zeros(pair: Pair) -> NDArray[np.float64]:
    return np.zeros((len(pair.source_tokens), len(pair.target_tokens)))


def _names(placed: Placed) -> tuple[str, ...]:
    return tuple(piece for piece, _ in placed)


def _owned(placed: Placed, words: Sequence[Span]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return owners([(span.start, span.end) for _, span in placed], words)


def _turned(pair: Pair) -> Pair:
    return Pair(
        pair.target, pair.source, pair.target_tokens, pair.source_tokens, pair.target_lang, pair.source_lang
    )  # fmt: skip
