"""Which suits the words around better: the literal rendering that stands there, or what the expression means?

"Treatment" among salaries and contracts: the words around would rather have "pay", the other meaning of 待遇. The
difference is measured on skip-gram vectors (``lexicon.company``), and says most of ordinary words in the wrong sense.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from xling.checks.idiom_match import Hit
from xling.lexicon.calques import Calque
from xling.lexicon.company import suits, surroundings
from xling.lexicon.concepts import analyse
from xling.lexicon.words import Word
from xling.odds import bounded

SHARE = {"sense": 4.0, "slang": 2.5, "time-name": 2.5, "idiom": 2.0, "number": 1.2}
"""Log-odds per nat by which the meaning suits the words around better than the rendering does, by class."""
EVEN = {"de": -0.1, "en": -0.05}
"""The difference, in nats, that says nothing: the wording found is always there, the good one need not be."""
MOST = 3.5
"""The most, in log-odds, that this evidence counts."""
PARTLY, WHOLLY, OTHERWISE = 0.5, 0.8, 0.6
"""Coverage at which the evidence begins to speak for a rendering and at which it counts whole; its share where a
synonym stands for a word."""
W_PREFERRED, W_WEIGHT, W_SEVERAL, W_TOLD, W_ABSTRACT, RIGHT = 1.4, 0.33, 2.3, 1.0, 0.3, -6.0
"""Log-odds that an ordinary word is in the wrong sense: per nat of preference, per unit of its rarity, for several
words together, where the subject is the one the lexicon asks for, per abstract word around (up to three), and to begin
with. Fitted by logistic regression on sentences with such words, right in 5,700 and wrong in 159."""
_ALTERNATIVES = re.compile(r"[,;/]")


def preference(entry: Calque, words: Sequence[Word], inside: Sequence[int], lang: str) -> float | None:
    """By how much, in nats, a good rendering of ``entry`` suits the words around better than the words ``inside`` do;
    None where the vectors do not know enough of the words."""
    chosen = set(inside)
    around = (word.exact[2:] for number, word in enumerate(words) if word.content and number not in chosen)
    near = surroundings(around, lang)
    found = suits([words[number].exact[2:] for number in inside], near, lang)
    if found is None:
        return None
    good = (suits(stems, near, lang) for stems in _wordings(entry.good[lang], lang))
    best = max((each for each in good if each is not None), default=None)
    return None if best is None else best - found


def company_odds(hit: Hit, kind: str, preferred: float | None, lang: str) -> float:
    """What ``preference`` adds to the log-odds that ``hit`` renders an expression of class ``kind`` literally.

    It speaks for a rendering only as far as that is there at all, in its own words: two words of four that are strange
    to the sentence are no image. A fixed phrase (KI in der KI) has too few words to be judged by.
    """
    if preferred is None or (len(hit.rendering.items) == 1 and " " in hit.rendering.text):
        return 0.0
    odds = bounded(SHARE[kind] * (preferred - EVEN[lang]), MOST)
    if odds <= 0:
        return odds
    there = max(0.0, min(1.0, (hit.coverage - PARTLY) / (WHOLLY - PARTLY)))
    return odds * there * (1.0 if hit.as_worded else OTHERWISE)


def ordinary_odds(hit: Hit, preferred: float, told: bool, abstract: int) -> float:
    """Log-odds that the ordinary words of ``hit``, which only the company they keep can betray, are in the wrong sense.

    ``told``: the subject is one that the lexicon asks for; ``abstract``: number of abstract words around.
    """
    several = len(hit.rendering.items) > 1
    rarity = hit.mass / len(hit.rendering.items)
    value = RIGHT + W_PREFERRED * preferred + W_WEIGHT * rarity + W_SEVERAL * several
    return value + W_TOLD * told + W_ABSTRACT * min(abstract, 3)


@lru_cache(maxsize=20_000)
def _wordings(good: str, lang: str) -> tuple[tuple[str, ...], ...]:
    """The content words, as stems, of each alternative of a good rendering."""
    texts = _ALTERNATIVES.split(good)
    return tuple(tuple(word.exact[2:] for word in analyse(text, lang) if word.content) for text in texts)
