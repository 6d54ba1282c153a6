"""The second look at a path through two texts: words, lengths and marks tell where the borders of groups are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from xling.align.groups import GroupCosts, GroupSettings, Side
from xling.align.head import mapped
from xling.align.monotone import Floats, Point, around, cheapest, points_of, touches
from xling.align.pairs import PieceEncoder
from xling.align.word_cover import Read, WordCover, rarity, word_cover
from xling.align.words import chinese_segmenter, spaced, tokenize


@dataclass(frozen=True, slots=True)
class RefineSettings:
    """``width``: sentences to either side of the first path that are looked at. ``largest`` and ``together``: sentences
    of a group and of both groups of a pair. The cost of a pair is the sum of

    ``similar`` × one minus cosine over what random sentences give × (n × m) ** ``size``,
    ``words`` × what words find no counterpart (1: an average sentence of each side beside any other),
    ``length`` × squared difference of the lengths over their sum, in average sentences (Gale and Church 1993),
    ``merge`` for each sentence beyond one a side, ``asks`` for each unmatched mark of question or exclamation, and
    ``quotes`` where one side speaks and the other does not. A sentence without counterpart costs ``alone`` times what
    a quarter of the pairs of the first path pass: in a free translation it takes more to believe that one is missing.
    """

    width: int = 7
    largest: int = 5
    together: int = 6
    similar: float = 1.25
    size: float = 0.75
    words: float = 1.0
    length: float = 1.0
    merge: float = 0.25
    asks: float = 0.05
    quotes: float = 0.2
    alone: float = 0.9


@dataclass(frozen=True, slots=True)
class WordReader:
    """What reads the words of two texts in ``langs``. ``chinese``: words or characters; ``terms`` stay whole."""

    encoder: PieceEncoder
    langs: tuple[str, str]
    chinese: str = "words"
    terms: tuple[str, ...] = ()

    def reader(self, sentences: Sequence[str], lang: str) -> Read:
        """Vectors and weights of the subwords of these sentences' words; punctuation has no part in it."""
        segmenter = chinese_segmenter(self.terms) if self.terms else None
        spans = [tokenize(text, chinese=self.chinese, segmenter=segmenter) for text in sentences]
        forms = [[span.of(text).lower() for span in tokens] for text, tokens in zip(sentences, spans, strict=True)]
        weights = rarity(forms)
        kept = [[any(map(str.isalnum, form)) for form in words] for words in forms]

        def read(numbers: Sequence[int]) -> list[tuple[Floats, Floats]]:
            texts = [(sentences[k], spans[k]) for k in numbers]
            if lang == "zh":
                texts = [spaced(text, tokens) for text, tokens in texts]
            found = self.encoder.pieces([text for text, _ in texts], [tokens for _, tokens in texts])
            result: list[tuple[Floats, Floats]] = []
            for k, pieces in zip(numbers, found, strict=True):
                rows = np.flatnonzero([kept[k][word] for word in pieces.owner])
                vectors = mapped(pieces.vectors[rows], lang, self.langs, self.encoder.signature)
                weight = np.array([weights[k][word] for word in pieces.owner[rows]], np.float32)
                blank = np.zeros((1, pieces.vectors.shape[1])), np.zeros(1, np.float32)
                result.append((vectors, weight) if len(rows) else blank)
            return result

        return read


def refined(
    moves: Sequence[Point],
    texts: tuple[Sequence[str], Sequence[str]],
    sides: tuple[Side, Side],
    words: WordReader,
    settings: RefineSettings,
) -> list[Point]:
    """The cheapest path near the one that ``moves`` make; where it runs into the border of what was looked at, the
    neighbourhood is made wider."""
    shape = len(texts[0]), len(texts[1])
    read = words.reader(texts[0], words.langs[0]), words.reader(texts[1], words.langs[1])
    groups = GroupCosts(*sides, GroupSettings(largest=settings.largest, together=settings.together))
    marks = _Marks(texts[0]), _Marks(texts[1])
    points, width = points_of(moves), settings.width
    while True:
        band = around(points, shape, width)
        costs = _Costs(groups, sides, word_cover(band, read, settings.largest), marks, settings)
        alone = settings.alone * costs.typical(points)
        found = cheapest(band, groups.moves, costs.ending, (np.full(shape[0], alone), np.full(shape[1], alone)))
        points = points_of(found)
        if not touches(points, band, shape[1]):
            return found
        width *= 2


class _Marks:
    """Running counts of questions and exclamations, and of sentences that hold quotation marks."""

    _QUOTES = re.compile(r"[“”„«»「」『』\"]|(?:^|\s)['‘‚]|['’](?:\s|$)")

    def __init__(self, texts: Sequence[str]) -> None:
        self.asks = self._running([sum(map(text.count, "?？")) for text in texts])
        self.calls = self._running([sum(map(text.count, "!！")) for text in texts])
        self.quotes = self._running([bool(self._QUOTES.search(text)) for text in texts])

    @staticmethod
    def _running(counts: Sequence[int]) -> NDArray[np.int64]:
        return np.array([0, *accumulate(map(int, counts))], np.int64)


class _Costs:
    def __init__(
        self,
        groups: GroupCosts,
        sides: tuple[Side, Side],
        cover: WordCover,
        marks: tuple[_Marks, _Marks],
        settings: RefineSettings,
    ) -> None:
        self._groups, self._cover, self._marks, self._settings = groups, cover, marks, settings
        # Lengths in average sentences of their text.
        self._before = tuple(side.before / (side.before[-1] / side.size) for side in sides)

    def ending(self, i: int, n: int, m: int, first: int, last: int) -> Floats:
        """See ``monotone.Cost``."""
        chosen = self._settings
        cost = self._groups.distances(i, n, m, first, last) * (n * m) ** chosen.size * chosen.similar
        cost = cost + self._words(i - n, n, m, first - m, last - m) * chosen.words + chosen.merge * (n + m - 2)
        there = slice(first, last), slice(first - m, last - m)
        length = self._before[0][i] - self._before[0][i - n]
        # The two texts may differ in their number of sentences: the same unit for both.
        scale = self._before[0][-1] / self._before[1][-1]
        lengths = (self._before[1][there[0]] - self._before[1][there[1]]) * scale
        cost = cost + chosen.length * (length - lengths) ** 2 / (length + lengths + 0.2)
        for name, most, weight in (("asks", 2, chosen.asks), ("calls", 2, chosen.asks), ("quotes", 1, chosen.quotes)):
            here, other = (getattr(side, name) for side in self._marks)
            own, theirs = min(here[i] - here[i - n], most), np.minimum(other[there[0]] - other[there[1]], most)
            cost = cost + weight * np.abs(own - theirs)
        return np.asarray(cost)

    def typical(self, points: Sequence[Point]) -> float:
        """The cost that a quarter of the pairs along a path pass, 1 where it has none."""
        steps = [(i, n, m, j) for (a, b), (i, j) in pairwise(points) if (n := i - a) and (m := j - b)]
        found = [float(self.ending(i, n, m, j, j + 1)[0]) for i, n, m, j in steps if (n, m) in self._groups.moves]
        known = [cost for cost in found if np.isfinite(cost)]
        return float(np.quantile(known, 0.75)) if known else 1.0

    def _words(self, i: int, n: int, m: int, first: int, last: int) -> Floats:
        """What the words of n sentences from i on, and of m from each j of the range on, lack on the other side."""
        lack = np.zeros(last - first)
        for row in range(i, i + n):
            lack = lack + self._cells(self._cover.source[m - 1], row, first, last)
        for shift in range(m):
            lack = lack + self._cells(self._cover.target[n - 1], i, first + shift, last + shift)
        return lack

    def _cells(self, sums: NDArray[np.float32], row: int, first: int, last: int) -> Floats:
        """A part of a row of the band, infinite beyond it."""
        origin, width = int(self._cover.first[row]), sums.shape[1]
        found = np.full(last - first, np.inf)
        begin, end = max(first, origin), min(last, origin + width)
        if begin < end:
            found[begin - first : end - first] = sums[row, begin - origin : end - origin]
        return found
