"""What a claim says happens: its main verb, or in a headline without a verb the noun of an event.

The choice among several verbs is by rules of word order, without a parser: a listed verb before "say" and "be", a main
clause before a relative one, the earlier before the later.
"""

from __future__ import annotations

from functools import lru_cache

from xling.claims.predicates_chinese import chinese_candidates
from xling.claims.predicates_latin import english_candidates, german_candidates
from xling.types import Predicate, Span

_CANDIDATES = {"de": german_candidates, "en": english_candidates, "zh": chinese_candidates}


@lru_cache(maxsize=65536)
def predicate(text: str, lang: str) -> Predicate | None:
    """The predicate of a statement in German, English or Chinese, its span into ``text``.

    None where no verb and no noun of an event is found, and for other languages.
    """
    if lang not in _CANDIDATES:
        return None
    best = max(_CANDIDATES[lang](text), key=lambda one: (one.rank, -one.start), default=None)
    return None if best is None else Predicate(best.lemma, Span(best.start, best.end), best.event, best.noun)
