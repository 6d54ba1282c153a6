"""Images that are in no list: concrete words close together in a sentence that is otherwise about public affairs.

The evidence, in log-odds: how rare the words of the image are and how close they stand, words of business, politics or
technology around them, words that keep other company (``lexicon.company``), a cue such as "as the saying goes"; against
it count other concrete words, and a sentence that reads like an everyday scene without the image (direction in sentence
space, ``data/scene.npy``). Without an encoder nothing is known about the scene, and no score is over one half.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from xling.checks.idiom_context import categories, cohesion
from xling.checks.idiom_lexicon import Candidate, native_index, scene
from xling.lexicon.company import suits, surroundings
from xling.lexicon.concepts import THINGS, analyse
from xling.lexicon.frequency import weight
from xling.lexicon.words import Word
from xling.odds import bounded, probability, shifted
from xling.protocols import SentenceEncoder
from xling.tables import rows
from xling.types import Span

IMAGE = THINGS | {"verb", "person", "building", "war", "game", "theatre"}
RARE, RARE_THING = 4.5, 6.0
"""Weight (``lexicon.frequency``) from which a word counts as part of an image, and that of its rarest thing."""
REACH = 4
"""Words between two parts of one image."""
PARTS = 6
"""Most words of one image."""
W_MASS, W_LOOSE, W_ABSTRACT, W_CONCRETE, W_KIN, W_CUE, W_SCENE = 0.2, 0.15, 0.5, 0.8, 0.8, 0.8, 1.0
EVEN = {"de": 3.1, "en": 4.1}
"""Log-odds taken off, so that a score of 0.9 is met by one in three hundred deceptively similar sentences."""
W_COMPANY, STRANGERS = 1.5, {"de": -2.3, "en": -2.2}
"""Log-odds per nat by which the words of the image suit the others of the sentence less than images mostly do."""
FARTHEST = 2.5
"""The most, in log-odds, that the company of the image counts."""
HEAVIEST = 9.0
LEAST_JOINED, W_JOINED = 0.2, 0.6
"""From which score on a rendering gains by being a foreign image, and how much per log-odds."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A stretch of text that looks like a foreign image: its words, the phrase that announces it or "", and ``odds``,
    log-odds that ``score`` (0–1) reads."""

    span: Span
    words: tuple[str, ...]
    odds: float
    cue: str

    @property
    def score(self) -> float:
        """``odds`` as a number from 0 to 1."""
        return probability(self.odds)


@cache
def _cues(lang: str) -> re.Pattern[str]:
    cues = (re.escape(cue) for code, cue in rows("idiom_cues.tsv") if code == lang)
    return re.compile("|".join(rf"\b{cue}\b" for cue in cues), re.IGNORECASE)


def suspects(texts: Sequence[tuple[str, str]], encoder: SentenceEncoder | None) -> list[Suspect | None]:
    """The most suspicious image of each (text, language), or None; the scenes are looked at in one batch."""
    found = [_best(text, lang) for text, lang in texts]
    numbers = [number for number, each in enumerate(found) if each is not None]
    if encoder is None:
        return [each and replace(each, odds=min(each.odds, 0.0)) for each in found]
    if not numbers:
        return found
    rests = []
    for number in numbers:
        text, each = texts[number][0], found[number]
        assert each is not None
        rests.append(f"{text[: each.span.start]} … {text[each.span.end :]}")
    direction = scene()
    for number, vector in zip(numbers, encoder.encode(rests), strict=True):
        each = found[number]
        if each is not None and len(vector) == len(direction) - 1:
            everyday = bounded(float(vector @ direction[:-1]) + float(direction[-1]), 4.0)
            found[number] = replace(each, odds=each.odds - W_SCENE * everyday)
    return found


def supported(found: Sequence[Candidate], image: Suspect | None) -> tuple[Candidate, ...]:
    """``found`` with those raised whose words are also an image foreign to the sentence, best first."""
    if image is None or image.odds <= 0:
        return tuple(found)
    raised = [
        replace(each, score=_joined(each.score, image.odds)) if each.hit.span.overlaps(image.span) else each
        for each in found
    ]
    return tuple(sorted(raised, key=lambda each: -each.score))


def _joined(score: float, odds: float) -> float:
    return shifted(score, W_JOINED * odds) if score >= LEAST_JOINED else score


def _best(text: str, lang: str) -> Suspect | None:
    """The strongest image of ``text`` before any look at the scene, unless it belongs to an idiom of the language."""
    words = analyse(text, lang)
    marked = [
        number
        for number, word in enumerate(words)
        if word.content
        and not _counted(words, number)
        and categories(word, lang) & IMAGE
        and weight(word.exact[2:], lang) >= RARE
        and not (lang == "en" and number and word.text[:1].isupper())  # a name: Scale, Post, Valley
    ]
    groups = [
        group
        for group in _clusters(marked)
        if len(group) > 1 and any(_is_thing(words[number], lang) for number in group)
    ]
    if not groups:
        return None
    own = [hit.span for hit in native_index(lang).find(text, words, least=0.7)]
    best: Suspect | None = None
    for group in groups:
        each = _suspect(text, words, group, lang)
        if not any(span.overlaps(each.span) for span in own) and (best is None or each.odds > best.odds):
            best = each
    return best


def _counted(words: Sequence[Word], number: int) -> bool:
    """Whether a number in two digits or more stands before the word: who counts 95,000 cars means cars. Idioms count
    in words (drei Köpfe und sechs Arme)."""
    before = words[number - 1].text if number else ""
    return before.isdigit() and len(before) > 1


def _is_thing(word: Word, lang: str) -> bool:
    return bool(categories(word, lang) & THINGS) and weight(word.exact[2:], lang) >= RARE_THING


def _clusters(numbers: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number - groups[-1][-1] <= REACH and len(groups[-1]) < PARTS:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _suspect(text: str, words: Sequence[Word], group: Sequence[int], lang: str) -> Suspect:
    """The image made of the words ``group``, with the evidence of the words alone."""
    span = Span(words[group[0]].span.start, words[group[-1]].span.end)
    near = cohesion(words, range(group[0], group[-1] + 1), lang)
    cue = next((match.group() for match in _cues(lang).finditer(text) if match.start() <= span.end), "")
    odds = W_MASS * sum(min(weight(words[number].exact[2:], lang), HEAVIEST) for number in group)
    odds -= W_LOOSE * (group[-1] - group[0] + 1 - len(group))
    odds += W_ABSTRACT * min(near.abstract, 3) - W_CONCRETE * min(near.concrete, 3) - W_KIN * min(near.kin, 2)
    odds += (W_CUE if cue else 0.0) - EVEN[lang] + _strange(words, group, lang)
    return Suspect(span, tuple(words[number].text for number in group), odds, cue)


def _strange(words: Sequence[Word], group: Sequence[int], lang: str) -> float:
    """What it adds to the log-odds that the words of the image keep no company with the others of the sentence."""
    rest = (word.exact[2:] for n, word in enumerate(words) if word.content and not group[0] <= n <= group[-1])
    like = suits([words[number].exact[2:] for number in group], surroundings(rest, lang), lang)
    return 0.0 if like is None else bounded(W_COMPANY * (STRANGERS[lang] - like), FARTHEST)


__all__ = ["Suspect", "supported", "suspects"]
