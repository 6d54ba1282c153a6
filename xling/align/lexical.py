"""Lexical translation probabilities: which German or Chinese word renders which English word, learnt from bitext.

The tables ship as package data (``xling/data/lexical.<source>-en.npz``); ``benchmarks/align_lexical.py`` builds them.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xling.errors import ModelError
from xling.paths import data_dir

Floats = NDArray[np.float32]
_STEP = 12.0  # quantised log-probabilities: one unit is 1/12 of a nat


@lru_cache(maxsize=1 << 16)
def normal_form(word: str) -> str:
    """The form under which a word is counted: NFKC, casefolded without ß → ss, digits as one class per length."""
    folded = unicodedata.normalize("NFKC", word).lower()
    if any(character.isdigit() for character in folded):
        return re.sub(r"\d", "0", folded)
    return folded


class Lexicon:
    """A sparse table over two vocabularies with p(target | source) and p(source | target).

    Word number 0 on each side is "unknown". Entries are sorted by ``source * width + target``.
    """

    def __init__(
        self,
        source: dict[str, int],
        target: dict[str, int],
        keys: NDArray[np.int64],
        forward: NDArray[np.uint8],
        backward: NDArray[np.uint8],
    ) -> None:
        self.source, self.target = source, target
        self.keys = keys
        self._forward, self._backward = forward, backward
        self._width = len(target)
        self._surest: tuple[Floats, ...] = ()
        self._targets: list[str] = []
        self._by_target: tuple[NDArray[np.int64], NDArray[np.int64], tuple[str, ...]] | None = None

    @classmethod
    def build(
        cls,
        source_words: list[str],
        target_words: list[str],
        sources: NDArray[np.int64],
        targets: NDArray[np.int64],
        counts: NDArray[np.float64],
        forward: Floats,
        backward: Floats,
        *,
        least: float = 1.0,
        floor: float = 0.003,
    ) -> Lexicon:
        """Keep the entries that were expected ``least`` times and reach ``floor`` in either direction."""
        kept = (counts >= least) & (np.maximum(forward, backward) >= floor) & (sources > 0) & (targets > 0)
        sources, targets = sources[kept], targets[kept]
        used_sources, sources = np.unique(sources, return_inverse=True)
        used_targets, targets = np.unique(targets, return_inverse=True)
        source = {"": 0, **{source_words[old]: new + 1 for new, old in enumerate(used_sources.tolist())}}
        target = {"": 0, **{target_words[old]: new + 1 for new, old in enumerate(used_targets.tolist())}}
        keys = (sources + 1) * len(target) + targets + 1
        order = np.argsort(keys)
        return cls(source, target, keys[order], _quantise(forward[kept][order]), _quantise(backward[kept][order]))

    def save(self, path: Path) -> None:
        """Write the table; the words as one compressed block each, the keys as differences."""
        arrays = {
            "source": _pack("\n".join(self.source).encode("utf-8")),
            "target": _pack("\n".join(self.target).encode("utf-8")),
            "keys": _pack(np.diff(self.keys, prepend=0).astype("<u4").view(np.uint8).reshape(-1, 4).T.tobytes()),
            "forward": _pack(self._forward.tobytes()),
            "backward": _pack(self._backward.tobytes()),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            np.savez(stream, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """The table that ``save`` wrote.

        :raises ModelError: the file is missing or damaged.
        """
        try:
            with np.load(path, allow_pickle=False) as file:
                words = {name: zlib.decompress(file[name].tobytes()) for name in file.files}
            columns = np.frombuffer(words["keys"], np.uint8).reshape(4, -1)
            steps = np.ascontiguousarray(columns.T).view("<u4").ravel()
            return cls(
                {word: number for number, word in enumerate(words["source"].decode("utf-8").split("\n"))},
                {word: number for number, word in enumerate(words["target"].decode("utf-8").split("\n"))},
                np.cumsum(steps.astype(np.int64)),
                np.frombuffer(words["forward"], np.uint8),
                np.frombuffer(words["backward"], np.uint8),
            )
        except (OSError, KeyError, ValueError, zlib.error) as error:
            raise ModelError(f"cannot read the lexical table {path}: {error}", hint="reinstall xling") from error

    def lookup(self, source: Sequence[str], target: Sequence[str]) -> tuple[Floats, Floats]:
        """p(target | source) and p(source | target) for all pairs of the two word lists, 0 where there is no entry."""
        rows = np.array([self.source.get(normal_form(word), 0) for word in source], np.int64)
        columns = np.array([self.target.get(normal_form(word), 0) for word in target], np.int64)
        keys = (rows[:, None] * self._width + columns[None, :]).ravel()
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found = self.keys[places] == keys
        shape = (len(source), len(target))
        forward = np.where(found, _PROBABILITY[self._forward[places]], 0).reshape(shape)
        backward = np.where(found, _PROBABILITY[self._backward[places]], 0).reshape(shape)
        return forward.astype(np.float32), backward.astype(np.float32)

    def sources(self, target: str) -> list[tuple[str, float]]:
        """The source words that ``target`` may render, with p(source | target), surest first."""
        number = self.target.get(normal_form(target), 0)
        if not number:
            return []
        if self._by_target is None:
            order = np.argsort(self.keys % self._width, kind="stable")
            self._by_target = order, (self.keys % self._width)[order], tuple(self.source)
        order, columns, words = self._by_target
        places = order[slice(*np.searchsorted(columns, [number, number + 1]))]
        sure = _PROBABILITY[self._backward[places]].tolist()
        found = [
            (words[key // self._width], share) for key, share in zip(self.keys[places].tolist(), sure, strict=True)
        ]
        return sorted(found, key=lambda each: -each[1])

    def targets(self, source: str) -> list[tuple[str, float]]:
        """The target words that ``source`` may be rendered by, with p(target | source), surest first."""
        number = self.source.get(normal_form(source), 0)
        if not number:
            return []
        if not self._targets:
            self._targets = list(self.target)
        first, last = np.searchsorted(self.keys, (number * self._width, (number + 1) * self._width))
        words = [self._targets[key % self._width] for key in self.keys[first:last].tolist()]
        return sorted(zip(words, _PROBABILITY[self._forward[first:last]].tolist(), strict=True), key=lambda e: -e[1])

    def surest(self, words: Sequence[str], *, backward: bool = False) -> Floats:
        """The probability of the likeliest rendering of each word, 0 for unknown words.

        :param backward: the words are of the target side.
        """
        number = self.target if backward else self.source
        if not self._surest:
            places = self.keys // self._width, self.keys % self._width
            for side, size, steps in ((0, len(self.source), self._forward), (1, len(self.target), self._backward)):
                best = np.zeros(size, np.float32)
                np.maximum.at(best, places[side], _PROBABILITY[steps].astype(np.float32))
                best[0] = 0
                self._surest += (best,)
        return self._surest[backward][[number.get(normal_form(word), 0) for word in words]]

    def renderings(self, words: Sequence[str]) -> list[str]:
        """The likeliest target word of each source word in its normal form; an unknown word stays as it is."""
        if not self._targets:
            self._targets = list(self.target)
        found = []
        for word in words:
            number = self.source.get(word, 0)
            first, last = np.searchsorted(self.keys, (number * self._width, (number + 1) * self._width))
            best = int(self.keys[first + self._forward[first:last].argmin()]) if number and first < last else -1
            found.append(self._targets[best % self._width] if best >= 0 else word)
        return found


_PROBABILITY = np.exp(-np.arange(256) / _STEP)


def _quantise(probability: Floats) -> NDArray[np.uint8]:
    return np.clip(np.rint(-np.log(np.maximum(probability, 1e-12)) * _STEP), 0, 255).astype(np.uint8)


def _pack(data: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(zlib.compress(data, 9), np.uint8)


@lru_cache(maxsize=4)
def lexicon(source: str, target: str) -> Lexicon | None:
    """The shipped table for a language pair, or None. Only tables into English exist."""
    path = data_dir() / f"lexical.{source}-{target}.npz"
    return Lexicon.load(path) if path.is_file() else None
