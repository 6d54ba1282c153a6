"""Single words that the other side should answer and does not, weighed by what is usual for such words.

A logistic model over what the aligner and the lexical table say of a content word: a noun that translators nearly
always render by one word, without a link and with no rendering in sight, is missed more surely than an adverb that
they render in twenty ways. ``benchmarks/coverage_words.py`` fits the weights on pairs from which words were cut out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xling.checks.content import is_content
from xling.tables import rows
from xling.types import Alignment, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEATURES = ("uncovered", "unlinked", "rendering", "free", "surest", "known", "capital", "digit")
_SLOPE = 0.16  # strength per nat beyond the ninety-eighth percentile of clean pairs, which itself gets 0.5


@dataclass(frozen=True, slots=True)
class Sides:
    """A pair as one side sees it: its words and cover, the other side's words, links and renderings (own, other)."""

    words: list[str]
    cover: tuple[float, ...]
    links: Floats
    rendering: Floats
    mutual: Floats
    surest: Floats
    known: list[bool]


def unanswered(alignment: Alignment, langs: tuple[str, str], side: str) -> tuple[float, Span | None]:
    """Strength 0–1 with which some content word of ``side`` ("source" or "target") has no answer, and its place.

    0.5 is what one clean pair in fifty reaches; 0.0 where no table or no cover speaks for the languages.
    """
    if langs[1] != "en" or (langs[0], side) not in weights() or not alignment.source_cover:
        return 0.0, None
    places, values = features(alignment, langs, side)
    if not places:
        return 0.0, None
    bias, *factors = weights()[langs[0], side]
    nats = values @ factors + bias
    best = int(nats.argmax())
    tokens = alignment.source_tokens if side == "source" else alignment.target_tokens
    return min(1.0, max(0.0, 0.5 + _SLOPE * float(nats[best]))), tokens[places[best]]


def features(alignment: Alignment, langs: tuple[str, str], side: str) -> tuple[list[int], Floats]:
    """Numbers of the content words of ``side`` and, for each, a row of ``FEATURES``."""
    import numpy as np

    lang = langs[0] if side == "source" else langs[1]
    view = _view(alignment, langs, side)
    places = [place for place, word in enumerate(view.words) if is_content(word, lang)]
    if not places or not view.links.shape[1]:
        return [], np.zeros((0, len(FEATURES)))
    by_word = view.links.sum(axis=0)
    rows = [
        (
            1.0 - view.cover[i],
            1.0 - view.links[i].max(),
            np.log(view.rendering[i].max() + 0.002),
            np.log((view.mutual[i] * (1.0 - np.minimum(1.0, by_word - view.links[i]))).max() + 0.002),
            np.log(view.surest[i] + 0.01),
            view.known[i],
            view.words[i][:1].isupper(),
            any(character.isdigit() for character in view.words[i]),
        )
        for i in places
    ]
    return places, np.asarray(rows, np.float64)


def _view(alignment: Alignment, langs: tuple[str, str], side: str) -> Sides:
    import numpy as np

    from xling.align.lexical import lexicon, normal_form

    source = [span.of(alignment.source) for span in alignment.source_tokens]
    target = [span.of(alignment.target) for span in alignment.target_tokens]
    links = np.zeros((len(source), len(target)))
    for link in alignment.links:
        links[link.source, link.target] = max(links[link.source, link.target], link.score)
    table = lexicon(*langs)
    if table is None:
        return Sides([], (), links, links, links, np.zeros(0), [])
    forward, backward = (np.asarray(each, np.float64) for each in table.lookup(source, target))
    mutual = np.sqrt(forward * backward)
    if side == "source":
        known = [normal_form(word) in table.source for word in source]
        surest = np.asarray(table.surest(source), np.float64)
        return Sides(source, alignment.source_cover, links, forward, mutual, surest, known)
    known = [normal_form(word) in table.target for word in target]
    surest = np.asarray(table.surest(target, backward=True), np.float64)
    return Sides(target, alignment.target_cover, links.T, backward.T, mutual.T, surest, known)


@cache
def weights() -> dict[tuple[str, str], tuple[float, ...]]:
    """Bias, then a weight per feature, by source language and side."""
    return {(lang, side): tuple(map(float, figures)) for lang, side, *figures in rows("coverage_words.tsv")}
