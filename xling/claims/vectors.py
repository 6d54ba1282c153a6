"""Sentence vectors made comparable: centred per language, with the margin that takes hubs down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from xling.protocols import Matrix, SentenceEncoder
from xling.types import Claim

EVERYDAY = {
    "de": (
        "Die Regierung will das Gesetz im nächsten Jahr ändern, sagte der Minister am Montag in Berlin.",
        "Das Unternehmen hat im ersten Quartal mehr Autos verkauft als erwartet und die Prognose erhöht.",
        "Forscher haben ein neues Verfahren entwickelt, mit dem sich Krankheiten früher erkennen lassen.",
        "Er wurde in einer kleinen Stadt geboren und arbeitete später viele Jahre als Lehrer.",
    ),
    "en": (
        "The government wants to change the law next year, the minister said in Berlin on Monday.",
        "The company sold more cars than expected in the first quarter and raised its forecast.",
        "Researchers have developed a new method that makes it possible to detect diseases earlier.",
        "He was born in a small town and later worked as a teacher for many years.",
    ),
    "zh": (
        "部长周一在柏林表示，政府希望明年修改这项法律。",
        "该公司第一季度汽车销量超出预期，并上调了全年预测。",
        "研究人员开发出一种新方法，可以更早地发现疾病。",
        "他出生在一个小镇，后来当了很多年教师。",
    ),
}
"""Plain sentences that say the same in three languages: their mean is what all texts of a language have in common."""

_PRIOR = 8.0
"""Weight of the plain sentences in the mean of a language, in texts."""


def centred(vectors: Matrix, langs: Sequence[str], prior: Mapping[str, NDArray[np.float32]] = {}) -> Matrix:
    """Unit vectors after taking off the mean of each language (Mu and Viswanath 2018, all-but-the-top, order 0).

    ``prior`` gives a mean per language that counts as ``_PRIOR`` texts, so that one or two texts do not centre
    themselves away; without it, the mean of all texts stands in.
    """
    result = vectors.astype(np.float32, copy=True)
    overall = vectors.mean(axis=0) if len(vectors) else vectors
    for lang in set(langs):
        rows = [index for index, one in enumerate(langs) if one == lang]
        mean = vectors[rows].mean(axis=0)
        share = len(rows) / (len(rows) + _PRIOR)
        result[rows] -= share * mean + (1 - share) * prior.get(lang, overall)
    norms = np.linalg.norm(result, axis=1, keepdims=True)
    unit: Matrix = np.divide(result, norms, out=np.zeros_like(result), where=norms > 0)
    return unit


def everyday(encoder: SentenceEncoder) -> dict[str, NDArray[np.float32]]:
    """The mean vector of each language's plain sentences."""
    flat = encoder.encode([text for group in EVERYDAY.values() for text in group])
    sizes = np.cumsum([0, *(len(group) for group in EVERYDAY.values())])
    return {
        lang: flat[sizes[number] : sizes[number + 1]].mean(axis=0).astype(np.float32)
        for number, lang in enumerate(EVERYDAY)
    }


def encode(claims: Sequence[Claim], encoder: SentenceEncoder) -> Matrix:
    """Centred vectors of the claims' texts, shape (len(claims), d)."""
    vectors = encoder.encode([claim.text for claim in claims])
    return centred(vectors, [claim.lang for claim in claims], everyday(encoder))


def neighbourhood(similarity: Matrix, k: int) -> NDArray[np.float32]:
    """Mean similarity of every row to its k nearest columns: how much of a hub it is."""
    k = min(k, similarity.shape[1])
    if not k:
        return np.zeros(len(similarity), np.float32)
    nearest: NDArray[np.float32] = np.partition(similarity, -k, axis=1)[:, -k:]
    means: NDArray[np.float32] = nearest.mean(axis=1).astype(np.float32)
    return means


def csls(similarity: Matrix, k: int = 10) -> Matrix:
    """Cross-domain similarity local scaling (Conneau et al. 2018): twice the cosine less both neighbourhoods."""
    rows = neighbourhood(similarity, k)[:, None]
    columns = neighbourhood(similarity.T, k)[None, :]
    scaled: Matrix = (2 * similarity - rows - columns).astype(np.float32)
    return scaled
