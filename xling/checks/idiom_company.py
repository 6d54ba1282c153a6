"""Which suits the words around better: the literal rendering that stands there, or what the expression means?

"Treatment" among salaries and contracts: the words around would rather have "pay", the other meaning of 待遇. The
difference is measured on skip-gram vectors (``lexicon.company``), and says most of ordinary words in the wrong sense.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xling.lexicon.calques import Calque
from xling.lexicon.company import suits
from xling.lexicon.concepts import analyse
from xling.lexicon.words import Word

SHARE = {"sense": 4.0, "slang": 2.5, "time-name": 2.5, "idiom": 2.0, "number": 1.2}
"""Log-odds per nat by which the meaning suits the words around better than the rendering does, by class."""
EVEN = {"de": -0.1, "en": -0.05}
"""The difference, in nats, that says nothing: the wording found is always there, the good one need not be."""
MOST = 3.5
"""The most, in log-odds, that this evidence counts."""
_ALTERNATIVES = re.compile(r"[,;/]")


def preference(entry: Calque, words: Sequence[Word], inside: Sequence[int], lang: str) -> float | None:
    """By how much, in nats, a good rendering of ``entry`` suits the words around better than the words ``inside`` do;
    None where the vectors do not know enough of the words."""
    chosen = set(inside)
    around = [word.exact[2:] for number, word in enumerate(words) if word.content and number not in chosen]
    found = suits([words[number].exact[2:] for number in inside], around, lang)
    good = [suits(stems, around, lang) for stems in _good(entry, lang)]
    known = [each for each in good if each is not None]
    return max(known) - found if known and found is not None else None


def company_odds(kind: str, preferred: float | None, lang: str) -> float:
    """What ``preference`` adds to the log-odds of a literal rendering of an expression of class ``kind``."""
    if preferred is None:
        return 0.0
    return max(-MOST, min(MOST, SHARE[kind] * (preferred - EVEN[lang])))


def _good(entry: Calque, lang: str) -> list[list[str]]:
    """The content words, as stems, of each good rendering."""
    texts = _ALTERNATIVES.split(entry.good[lang])
    return [[word.exact[2:] for word in analyse(text, lang) if word.content] for text in texts]
