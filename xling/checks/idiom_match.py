"""Find literal renderings in a text: rare content words as anchors, any inflection, free word order, bounded gaps.

A rendering is a bag of content words with weights (inverse document frequency). Its score in a sentence is the weight
found in the best window, lowered by foreign content words inside the window and raised by a like surface.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from xling.lexicon.concepts import analyse
from xling.lexicon.frequency import weight
from xling.lexicon.words import Word
from xling.types import Span

EXACT, CONCEPT = 1.0, 0.85
MAX_GAP = 9  # words a German clause may put between two parts of an image
LEAST_COVERAGE = 0.45


@dataclass(frozen=True, slots=True)
class Item:
    """One content word of a rendering."""

    exact: str
    keys: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Rendering:
    """A literal rendering prepared for matching; ``entry`` is the caller's index of what it renders."""

    entry: int
    text: str
    items: tuple[Item, ...]
    total: float


@dataclass(frozen=True, slots=True)
class Hit:
    """``rendering`` found at words ``first`` to ``last`` of the sentence. ``coverage``, ``gap`` and ``surface`` are
    shares, 0–1; ``mass`` is the summed weight of the words found, ``found`` their number."""

    rendering: Rendering
    span: Span
    coverage: float
    gap: float
    surface: float
    mass: float
    found: int
    words: tuple[int, ...]


def prepare(entry: int, text: str, lang: str) -> Rendering:
    """The content words of ``text``; where it has none, all its words."""
    words = analyse(text, lang)
    content = [word for word in words if word.content] or words
    items: dict[str, Item] = {}
    for word in content:
        items.setdefault(word.exact, Item(word.exact, word.keys, weight(word.exact[2:], lang)))
    return Rendering(entry, text, tuple(items.values()), sum(item.weight for item in items.values()))


class Index:
    """Renderings by the keys of their words. Immutable after construction; ``find`` is thread-safe."""

    def __init__(self, renderings: Iterable[Rendering], lang: str) -> None:
        self.lang = lang
        self.renderings = tuple(rendering for rendering in renderings if rendering.items)
        self._by_key: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, rendering in enumerate(self.renderings):
            for position, item in enumerate(rendering.items):
                for key in item.keys:
                    self._by_key[key].append((number, position))

    def find(self, text: str, words: Sequence[Word], *, least: float = LEAST_COVERAGE) -> list[Hit]:
        """Every rendering of which at least ``least`` of the weight lies in one window of ``text``, best first."""
        places: dict[int, dict[int, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
        for index, word in enumerate(words):
            for key in word.keys:
                for number, position in self._by_key.get(key, ()):
                    quality = self._quality(self.renderings[number].items[position], word, key)
                    slot = places[number][position]
                    if quality > slot.get(index, 0.0):
                        slot[index] = quality
        hits = []
        for number, slots in places.items():
            rendering = self.renderings[number]
            if sum(rendering.items[position].weight for position in slots) < least * rendering.total:
                continue
            hit = self._best(rendering, slots, text, words)
            if hit and hit.coverage >= least:
                hits.append(hit)
        return sorted(hits, key=lambda hit: (-hit.coverage * hit.mass, hit.span))

    def _quality(self, item: Item, word: Word, key: str) -> float:
        if item.exact == word.exact:
            return EXACT
        return 0.95 if key == item.exact or key == word.exact else CONCEPT

    def _best(
        self, rendering: Rendering, slots: dict[int, dict[int, float]], text: str, words: Sequence[Word]
    ) -> Hit | None:
        limit = len(rendering.text.split()) + MAX_GAP
        points = sorted({index for slot in slots.values() for index in slot})
        best: Hit | None = None
        for start in points:
            chosen = self._window(rendering, slots, start, start + limit)
            if not chosen:
                continue
            hit = self._score(rendering, chosen, text, words)
            if best is None or _rank(hit) > _rank(best):
                best = hit
        return best

    def _window(
        self, rendering: Rendering, slots: dict[int, dict[int, float]], start: int, end: int
    ) -> dict[int, tuple[int, float]]:
        """The best place at or after ``start`` for each item, heaviest items first, no word used twice."""
        chosen: dict[int, tuple[int, float]] = {}
        used: dict[int, float] = {}
        for position in sorted(slots, key=lambda each: -rendering.items[each].weight):
            options = [(quality, -index) for index, quality in slots[position].items() if start <= index < end]
            for quality, minus in sorted(options, reverse=True):
                if used.get(-minus, 0.0) < 2:  # a compound may render two words of the expression
                    chosen[position] = (-minus, quality)
                    used[-minus] = used.get(-minus, 0) + 1
                    break
        return chosen

    def _score(
        self, rendering: Rendering, chosen: dict[int, tuple[int, float]], text: str, words: Sequence[Word]
    ) -> Hit:
        indices = sorted({index for index, _ in chosen.values()})
        first, last = indices[0], indices[-1]
        mass = sum(rendering.items[position].weight * quality for position, (_, quality) in chosen.items())
        inside = [word for word in words[first : last + 1] if word.content]
        foreign = sum(
            weight(word.exact[2:], self.lang)
            for word in inside
            if word.span not in {words[index].span for index in indices}
        )
        span = Span(words[first].span.start, words[last].span.end)
        return Hit(
            rendering=rendering,
            span=span,
            coverage=mass / rendering.total,
            gap=foreign / (foreign + mass) if mass else 1.0,
            surface=fuzz.token_sort_ratio(span.of(text).lower(), rendering.text.lower()) / 100,
            mass=mass,
            found=len(indices),
            words=tuple(indices),
        )


def _rank(hit: Hit) -> float:
    return hit.coverage * (1 - 0.5 * hit.gap)
