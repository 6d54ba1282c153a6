"""How well a word suits the words around it: "you shall know a word by the company it keeps" (Firth 1957).

Skip-gram vectors with negative sampling (Mikolov et al. 2013, arXiv:1310.4546): the product of a word's vector with
the context vector of a neighbour approximates how much likelier than by chance the two stand together (Levy and
Goldberg 2014, their pointwise mutual information less a constant). ``data/company.{de,en}.npz`` is made by
``benchmarks/company.py``; words are the stems of ``lexicon.words``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from xling.paths import data_dir

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RARE = 1e-3
"""Share of all words from which a neighbour tells less (smooth inverse frequency, Arora et al. 2017)."""


@dataclass(frozen=True, slots=True)
class Company:
    """Vectors of a language: ``places`` gives the row of a stem, commonest first; ``inner`` holds words (n × d) and
    ``outer`` contexts (m × d, m ≤ n), bytes to be multiplied with the scale of their row; ``telling`` weighs contexts.
    """

    places: dict[str, int]
    inner: NDArray[Any]
    inner_scale: NDArray[Any]
    outer: NDArray[Any]
    outer_scale: NDArray[Any]
    telling: NDArray[Any]


def pack(
    words: Sequence[str], counts: NDArray[Any], inner: NDArray[Any], outer: NDArray[Any]
) -> dict[str, NDArray[Any]]:
    """The arrays of a data file, from stems with their counts and both matrices as floats."""
    import numpy as np

    arrays: dict[str, NDArray[Any]] = {
        "words": np.frombuffer("\n".join(words).encode(), np.uint8),
        "counts": counts,
    }
    for name, matrix in (("inner", inner), ("outer", outer)):
        scale = np.abs(matrix).max(axis=1) / 127 + 1e-12
        arrays[name] = np.rint(matrix / scale[:, None]).astype(np.int8)
        arrays[f"{name}_scale"] = scale.astype(np.float32)
    return arrays


@cache
def company(lang: str) -> Company:
    """The vectors of German (``de``) or English (``en``)."""
    import numpy as np

    with np.load(data_dir() / f"company.{lang}.npz") as file:
        arrays = {name: file[name] for name in file.files}
    words = arrays["words"].tobytes().decode().split("\n")
    share = arrays["counts"][: len(arrays["outer"])] / arrays["counts"].sum()
    return Company(
        {word: place for place, word in enumerate(words)},
        arrays["inner"],
        arrays["inner_scale"],
        arrays["outer"],
        arrays["outer_scale"],
        (_RARE / (_RARE + share)).astype(np.float32),
    )


def surroundings(around: Iterable[str], lang: str) -> NDArray[Any] | None:
    """What the stems ``around`` a place expect there, for ``suits``: shape (d,); None where the vectors know none."""
    known = company(lang)
    places = [place for each in around if (place := known.places.get(each, len(known.outer))) < len(known.outer)]
    if not places:
        return None
    weights = known.telling[places]
    rows = known.outer[places] * (known.outer_scale[places] * weights)[:, None]
    return rows.sum(axis=0) / weights.sum()  # type: ignore[no-any-return]


def suits(stems: Iterable[str], near: NDArray[Any] | None, lang: str) -> float | None:
    """How well the words ``stems`` (their mean) suit ``near``, their ``surroundings``, in nats; None where the vectors
    know none of the one or of the other. Only differences mean something: of two words in one place, or of two
    places."""
    import numpy as np

    own = [row for each in stems if (row := _row(each, lang)) is not None]
    return float(np.mean([row @ near for row in own])) if own and near is not None else None


@lru_cache(maxsize=20_000)
def _row(word: str, lang: str) -> NDArray[Any] | None:
    known = company(lang)
    place = known.places.get(word)
    return None if place is None else known.inner[place] * known.inner_scale[place]
