"""A linear map on top of the cut encoder, trained to bring words and their renderings together.

The map of a language pair was learnt by self-training on bitext: links of the untrained aligner are its targets, and
every subword is pulled towards the subwords that render it, away from the rest of the sentence (the objective of
awesome-align, Dou and Neubig 2021, on a frozen encoder). ``benchmarks/align_head.py`` trains it in minutes.
Vectors are centred first: the mean of a language carries no meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xling.align.match import Similarity
from xling.errors import ModelError
from xling.paths import data_dir

Floats = NDArray[np.float32]
ENCODER = "e5-small-word"
"""The encoder these maps belong to; vectors of any other are left as they are."""


@dataclass(frozen=True)
class Head:
    """Means by language ("" for any other) and maps by language pair, source first: ``de-en``."""

    means: dict[str, Floats]
    maps: dict[str, Floats]

    def project(self, vectors: Similarity, lang: str, pair: str) -> Similarity:
        """Centred, mapped unit vectors; without a map for ``pair`` they are only centred."""
        centred = unit(vectors - self.means.get(lang, self.means[""]))
        return unit(centred @ self.maps[pair]) if pair in self.maps else centred


def centre(vectors: Similarity, lang: str) -> Similarity:
    """Vectors less the mean of their language; left as they are when they are of another encoder's size."""
    means = shipped().means
    return np.asarray(vectors - means.get(lang, means[""])) if vectors.shape[1] == len(means[""]) else vectors


def unit(vectors: Similarity) -> Similarity:
    """Rows of length 1; zero rows stay zero."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12))


def mapped(vectors: Similarity, lang: str, langs: tuple[str, str], encoder: str) -> Similarity:
    """Unit vectors of one language through the shipped map of a language pair, or as they are for other encoders.

    :param encoder: signature of what made the vectors.
    """
    return shipped().project(vectors, lang, pair_name(*langs)) if ENCODER in encoder else unit(vectors)


def pair_name(source: str, target: str) -> str:
    """The name of a map: every map goes with English on one side and serves both directions."""
    return f"{target}-{source}" if source == "en" else f"{source}-{target}"


@lru_cache(maxsize=1)
def shipped() -> Head:
    """The means and maps of the package.

    :raises ModelError: they are missing or damaged.
    """
    path = data_dir() / "lexical.head.npz"
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name].astype(np.float32) for name in file.files}
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot read {path}: {error}", hint="reinstall xling") from error
    means = {name.removeprefix("mean."): array for name, array in arrays.items() if name.startswith("mean.")}
    maps = {name.removeprefix("map."): array for name, array in arrays.items() if name.startswith("map.")}
    return Head({**means, "": np.asarray(np.mean(list(means.values()), axis=0), np.float32)}, maps)
