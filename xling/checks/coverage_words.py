"""Single words that the other side should answer and does not, weighed by what is usual for such words.

A logistic model over what the aligner and the lexical table say of a content word: a noun that translators nearly
always render by one word, without a link and with no rendering in sight, is missed more surely than an adverb that
they render in twenty ways. The rest of the pair has its say: where the neighbours are rendered plainly and no content
word of the other side is left without a link, a word is missing; where both sides have loose ends, it is rendered
freely. ``benchmarks/coverage_words.py`` fits the weights on pairs from which words and phrases were cut out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xling.checks.content import is_content
from xling.checks.coverage_glosses import glosses
from xling.lexicon.cedict import dictionary
from xling.tables import rows
from xling.types import Alignment, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

OWN = ("uncovered", "unlinked", "rendering", "free", "surest", "known", "capital", "digit", "letters")
AROUND = ("near", "plain", "elsewhere", "loose", "gap", "ratio")
FEATURES = (*OWN, *AROUND)
_LETTERS = {"zh": 4}  # letters or characters of a long word; other languages: 12
_REACH = 3  # words around the partner of a neighbour within which an answer is looked for
_SLOPE, _SLOPE_CHINESE = 0.16, 0.3
"""Strength per nat beyond the ninety-eighth percentile of clean pairs, which itself gets 0.5; of Chinese words nearly
all clean pairs lie close together."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A pair as one side sees it: its words and cover, links, renderings and joint probabilities (own, other), and
    which words of either side carry content."""

    words: list[str]
    cover: tuple[float, ...]
    links: Floats
    rendering: Floats
    mutual: Floats
    surest: Floats
    known: list[bool]
    content: list[int]
    other_content: NDArray[np.bool_]


def unanswered(alignment: Alignment, langs: tuple[str, str], side: str) -> tuple[float, Span | None]:
    """Strength 0–1 with which some content word of ``side`` ("source" or "target") has no answer, and its place.

    0.5 is what one clean pair in fifty reaches; 0.0 where no table or no cover speaks for the languages.
    """
    import numpy as np

    if langs[1] != "en" or (langs[0], side) not in weights() or not alignment.source_cover:
        return 0.0, None
    places, values = features(alignment, langs, side)
    if not places:
        return 0.0, None
    bias, *factors = weights()[variant(langs[0]), side]
    tokens = alignment.source_tokens if side == "source" else alignment.target_tokens
    # Single figures have many spellings (9, nine), which the check of quantities knows.
    text = alignment.source if side == "source" else alignment.target
    figure = [len(tokens[place]) == 1 and tokens[place].of(text).isdigit() for place in places]
    nats = values @ factors + bias - 100.0 * np.asarray(figure, np.float64)
    best = int(nats.argmax())
    slope = _SLOPE_CHINESE if langs[0] == "zh" and side == "source" else _SLOPE
    return min(1.0, max(0.0, 0.5 + slope * float(nats[best]))), tokens[places[best]]


def features(alignment: Alignment, langs: tuple[str, str], side: str) -> tuple[list[int], Floats]:
    """Numbers of the content words of ``side`` and, for each, a row of ``FEATURES``; with a dictionary for a Chinese
    source, followed by those of ``coverage_glosses``."""
    import numpy as np

    view = _view(alignment, langs, side)
    if not view.content or not view.links.shape[1]:
        return [], np.zeros((0, len(FEATURES)))
    longest = _LETTERS.get(langs[0] if side == "source" else langs[1], 12)
    columns = [_own(view, longest), _around(view)]
    if variant(langs[0]) != langs[0]:
        columns.append(glosses(alignment, side, view.content, view.links))
    return view.content, np.hstack(columns)


def variant(lang: str) -> str:
    """The name of the weights for a source language: others for Chinese where there is a dictionary."""
    return "zh+glosses" if lang == "zh" and dictionary() else lang


def _own(view: Sides, longest: int) -> Floats:
    """What is known of each content word itself, columns as in ``OWN``."""
    import numpy as np

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
            min(1.0, len(view.words[i]) / longest),
        )
        for i in view.content
    ]
    return np.asarray(rows, np.float64)


def _around(view: Sides) -> Floats:
    """What the rest of the pair says, columns as in ``AROUND``: links of the two content words next to each, how
    plainly the four next are rendered, links of all others, loose content words of the other side (all of them; those
    where the word should be), and the ratio of content words, all but links and plainness in logarithms."""
    import numpy as np

    best, partner = view.links.max(axis=1), view.links.argmax(axis=1)
    plain = best * view.mutual[np.arange(len(best)), partner]
    loose = np.where(view.other_content, 1.0 - view.links.max(axis=0), 0.0)
    content, number = view.content, len(view.content)
    total = float(best[content].sum())
    ratio = np.log((view.other_content.sum() + 1.0) / (number + 1.0))
    rows = []
    for k, i in enumerate(content):
        near = [content[q] for q in (k - 1, k + 1) if 0 <= q < number]
        wider = [content[q] for q in (k - 2, k - 1, k + 1, k + 2) if 0 <= q < number]
        first, last = _expected(view, k, best, partner)
        rows.append(
            (
                best[near].mean() if near else 0.5,
                plain[wider].mean() if wider else 0.0,
                (total - best[i]) / max(1, number - 1),
                np.log1p(loose.sum()),
                np.log1p(loose[first:last].sum()),
                ratio,
            )
        )
    return np.asarray(rows, np.float64)


def _expected(view: Sides, k: int, best: Floats, partner: NDArray[np.intp]) -> tuple[int, int]:
    """Stretch of the other side where the ``k``-th content word should be rendered: between the partners of the
    linked content words before and after it."""
    before = next((i for i in reversed(view.content[:k]) if best[i] > 0.5), None)
    after = next((i for i in view.content[k + 1 :] if best[i] > 0.5), None)
    if before is not None and after is not None:
        low, high = sorted((int(partner[before]), int(partner[after])))
        return max(0, low - 1), high + 2
    if before is None and after is None:
        return 0, view.links.shape[1]
    place = int(partner[before if before is not None else after])
    return max(0, place - _REACH), place + _REACH + 1


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
        return Sides([], (), links, links, links, np.zeros(0), [], [], np.zeros(0, np.bool_))
    forward, backward = (np.asarray(each, np.float64) for each in table.lookup(source, target))
    mutual = np.sqrt(forward * backward)
    filled = [
        np.asarray([is_content(word, lang) for word in words], np.bool_)
        for words, lang in ((source, langs[0]), (target, langs[1]))
    ]
    places = [np.flatnonzero(words).tolist() for words in filled]
    if side == "source":
        known = [normal_form(word) in table.source for word in source]
        surest = np.asarray(table.surest(source), np.float64)
        return Sides(source, alignment.source_cover, links, forward, mutual, surest, known, places[0], filled[1])
    known = [normal_form(word) in table.target for word in target]
    surest = np.asarray(table.surest(target, backward=True), np.float64)
    return Sides(target, alignment.target_cover, links.T, backward.T, mutual.T, surest, known, places[1], filled[0])


@cache
def weights() -> dict[tuple[str, str], tuple[float, ...]]:
    """Bias, then a weight per feature, by source language and side."""
    return {(lang, side): tuple(map(float, figures)) for lang, side, *figures in rows("coverage_words.tsv")}
