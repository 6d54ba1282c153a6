"""Find literal renderings in a text: rare content words as anchors, any inflection, free word order, bounded gaps.

A rendering is a bag of content words with weights (inverse document frequency). Its score in a sentence is the weight
found in the best window, lowered by foreign content words inside the window and raised by a like surface.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz

from xling.lexicon.concepts import analyse, by_character, by_stem, concept_words, is_known, parts_of
from xling.lexicon.frequency import weight
from xling.lexicon.words import Word
from xling.types import Span

EXACT, CONCEPT = 1.0, 0.85
MAX_GAP = 9  # words a German clause may put between two parts of an image
NEAR = 3
LEAST_COVERAGE = 0.45
COINED = 3.0  # least weight of a function word inside a hyphenated coinage
WHOLE_WORD = 0.8  # least length of a compound that renders several words, beside the length of their stems


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
    made: bool = False  # no wording of a list: the words found themselves, put together from parts


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
    core: bool = True  # the weightiest word of the rendering is among those found
    missing: int = 0  # content words of the rendering that were not found
    own: int = 1  # content words found as they are, not by a synonym

    @property
    def as_worded(self) -> bool:
        """Whether no synonym stands for a content word of the rendering."""
        return self.own == len(self.rendering.items) - self.missing


def prepare(entry: int, text: str, lang: str) -> Rendering:
    """The content words of ``text``; where it has none, all its words.

    A function word inside a hyphenated coinage (must-win customer) is part of the coinage.
    """
    words = analyse(text, lang)
    content = [word for word in words if word.content or _hyphened(text, word.span)] or words
    items: dict[str, Item] = {}
    for word in content:
        parts = parts_of(word.text) if lang == "de" else ()
        for part in parts:  # the whole compound stands for each of its parts
            exact = f"s:{part}"
            concepts = {f"c:{name}" for name in by_stem(lang).get(part, ())}
            items.setdefault(exact, Item(exact, frozenset({exact, word.exact, *concepts}), weight(part, lang)))
        if not parts:
            exact, keys = _as_item(word)
            if lang == "de" and word.text[:1].isupper() and not is_known(word.text, lang):
                keys = frozenset({exact})  # a compound half known is not half met
            own = weight(exact[2:], lang)
            items.setdefault(exact, Item(exact, keys, own if word.content else max(own, COINED)))
    return Rendering(entry, text, tuple(items.values()), sum(item.weight for item in items.values()))


def _as_item(word: Word) -> tuple[str, frozenset[str]]:
    """The stem key of a word and all its keys; a function word answers only to function words (unterer is no unter)."""
    if word.content:
        return word.exact, word.keys
    exact = f"f:{word.exact[2:]}"
    return exact, frozenset({exact})


def _plain(word: Word) -> Word:
    if word.content:
        return word
    exact, keys = _as_item(word)
    return replace(word, exact=exact, keys=keys)


def _hyphened(text: str, span: Span) -> bool:
    return text[span.start - 1 : span.start] == "-" or text[span.end : span.end + 1] == "-"


UNKNOWN = 3.0  # weight of a character that no concept explains


def prepare_characters(entry: int, form: str, lang: str) -> Rendering:
    """A rendering made of the concepts of the characters of ``form``: any wording that keeps the image meets it."""
    items: dict[str, Item] = {}
    unexplained = 0.0
    for character in form:
        names = by_character().get(character)
        if not names:
            unexplained += UNKNOWN
            continue
        words = concept_words(lang)
        heaviest = max(min(weight(stem, lang) for stem in words[name]) for name in names if words[name])
        key = f"c:{min(names)}"
        items.setdefault(key, Item(key, frozenset(f"c:{name}" for name in names), heaviest))
    return Rendering(entry, form, tuple(items.values()), sum(item.weight for item in items.values()) + unexplained)


class Index:
    """Renderings by the keys of their words. Immutable after construction; ``find`` is thread-safe."""

    def __init__(self, renderings: Iterable[Rendering], lang: str) -> None:
        self.lang = lang
        self.renderings = tuple(rendering for rendering in renderings if rendering.items)
        numbers: dict[tuple[frozenset[str], float], int] = {}
        holders: list[list[int]] = []
        self._items: dict[str, list[int]] = defaultdict(list)
        for place, rendering in enumerate(self.renderings):
            for item in rendering.items:
                number = numbers.setdefault((item.keys, item.weight), len(numbers))
                if number == len(holders):
                    holders.append([])
                    for key in item.keys:
                        self._items[key].append(number)
                holders[number].append(place)
        self._holders = [np.array(places, np.int64) for places in holders]
        self._weights = np.array([weight for _, weight in numbers], np.float64)
        self._totals = np.array([rendering.total for rendering in self.renderings], np.float64)
        self._needed = np.array([min(2, len(rendering.items)) for rendering in self.renderings], np.int64)

    def find(self, text: str, words: Sequence[Word], *, least: float = LEAST_COVERAGE) -> list[Hit]:
        """Every rendering of which at least ``least`` (not under ``LEAST_COVERAGE``) of the weight lies in one window
        of ``text``, best first."""
        words = [_plain(word) for word in words]
        positions: dict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(words):
            for key in word.keys:
                positions[key].append(index)
        hits = []
        for number in self._possible(positions, least):
            rendering = self.renderings[number]
            hit = self._best(rendering, self._slots(rendering, positions, words), text, words)
            if hit and hit.coverage >= least:
                hits.append(hit)
        return sorted(hits, key=lambda hit: (-hit.coverage * hit.mass, hit.span))

    def _possible(self, keys: Iterable[str], least: float) -> list[int]:
        """The renderings of which enough items occur at all, by summing the weights of the items that do."""
        met = sorted({number for key in keys for number in self._items.get(key, ())})
        if not met:
            return []
        holders = [self._holders[number] for number in met]
        places = np.concatenate(holders)
        weights = np.repeat(self._weights[met], [len(each) for each in holders])
        found = np.bincount(places, weights, len(self.renderings))
        counts = np.bincount(places, minlength=len(self.renderings))
        return np.flatnonzero((found >= least * self._totals - 1e-9) & (counts >= self._needed)).tolist()

    def _slots(
        self, rendering: Rendering, positions: dict[str, list[int]], words: Sequence[Word]
    ) -> dict[int, dict[int, float]]:
        """For each item that occurs: the words that render it, with quality."""
        slots: dict[int, dict[int, float]] = {}
        for position, item in enumerate(rendering.items):
            slot: dict[int, float] = {}
            for key in item.keys:
                for index in positions.get(key, ()):
                    slot[index] = max(slot.get(index, 0.0), self._quality(item, words[index], key))
            if slot:
                slots[position] = slot
        return slots

    def _quality(self, item: Item, word: Word, key: str) -> float:
        if item.exact == word.exact:
            return EXACT
        return 0.95 if key == item.exact or key == word.exact else CONCEPT

    def _best(
        self, rendering: Rendering, slots: dict[int, dict[int, float]], text: str, words: Sequence[Word]
    ) -> Hit | None:
        whole = rendering.text.split()
        limit = len(whole) + MAX_GAP if len(whole) > 1 else NEAR  # the parts of one compound stand close together
        points = sorted({index for slot in slots.values() for index in slot})
        best: Hit | None = None
        for start in points:
            chosen = self._window(rendering, slots, start, start + limit)
            if len(chosen) < min(2, len(rendering.items)) or _torn(rendering, chosen):
                continue
            if len(rendering.items) > 1 and len({index for index, _ in chosen.values()}) == 1:
                only = words[next(iter(chosen.values()))[0]].text
                letters = sum(len(rendering.items[position].exact) - 2 for position in chosen)
                if len(chosen) < len(rendering.items) or not only[:1].isupper():
                    continue
                if len(only) < max(8, WHOLE_WORD * letters):
                    continue  # only a compound renders two words at once
            hit = self._score(rendering, chosen, text, words)
            if len(rendering.items) == 1 and " " in rendering.text:
                phrase = _phrase(rendering.text, text)
                if phrase is None:
                    continue
                hit = replace(hit, span=phrase, surface=1.0)
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

    def _weight(self, item: Item, word: Word) -> float:
        """The weight of ``item`` when ``word`` stands for it: a synonym that is in every text tells less."""
        return item.weight if item.exact in word.keys else min(item.weight, weight(word.exact[2:], self.lang))

    def _score(
        self, rendering: Rendering, chosen: dict[int, tuple[int, float]], text: str, words: Sequence[Word]
    ) -> Hit:
        indices = sorted({index for index, _ in chosen.values()})
        first, last = indices[0], indices[-1]
        mass = sum(
            self._weight(rendering.items[position], words[index]) * quality
            for position, (index, quality) in chosen.items()
        )
        inside = [word for word in words[first : last + 1] if word.content]
        foreign = sum(
            weight(word.exact[2:], self.lang)
            for word in inside
            if word.span not in {words[index].span for index in indices}
        )
        span = Span(words[first].span.start, words[last].span.end)
        heaviest = max(item.weight for item in rendering.items)
        return Hit(
            rendering=rendering,
            span=span,
            coverage=mass / rendering.total,
            gap=foreign / (foreign + mass) if mass else 1.0,
            surface=fuzz.token_sort_ratio(span.of(text).lower(), rendering.text.lower()) / 100,
            mass=mass,
            found=len(indices),
            words=tuple(indices),
            core=any(rendering.items[position].weight >= 0.9 * heaviest for position in chosen),
            missing=len(rendering.items) - len(chosen),
            own=sum(quality > CONCEPT for _, quality in chosen.values()),
        )


def _torn(rendering: Rendering, chosen: dict[int, tuple[int, float]]) -> bool:
    """Whether a function word of a coinage stands apart from the others: "nach den 80ern" is no "Nach-80er"."""
    functional = {position for position, item in enumerate(rendering.items) if item.exact.startswith("f:")}
    if len(functional) == len(rendering.items):
        return False
    places = {index for index, _ in chosen.values()}
    return any({index - 1, index + 1}.isdisjoint(places) for n, (index, _) in chosen.items() if n in functional)


def _phrase(wording: str, text: str) -> Span | None:
    """Where a wording with a single content word ("KI in der KI") stands as it is."""
    start = text.lower().find(wording.lower())
    return Span(start, start + len(wording)) if start >= 0 and len(text.lower()) == len(text) else None


def _rank(hit: Hit) -> float:
    return hit.coverage * (1 - 0.5 * hit.gap)
