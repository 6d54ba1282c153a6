"""Events that news reports, with the words for them in German, English and Chinese (``data/events.tsv``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from xling.tables import rows


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the list. A ``weak`` event is named only where a sentence has no other."""

    key: str
    weak: bool

    @property
    def rank(self) -> float:
        if self.key in ("be", "have", "become"):
            return BARE
        return WEAK if self.weak else STRONG


@dataclass(frozen=True, slots=True)
class Events:
    """The words of one language: ``verbs`` and ``nouns`` in dictionary form; ``phrases`` are verbs with what belongs to
    them, by the first word."""

    verbs: dict[str, Event] = field(default_factory=dict)
    nouns: dict[str, Event] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], Event]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be the predicate. ``rank``: the higher, the likelier; the earlier wins among equals."""

    start: int
    end: int
    lemma: str
    rank: float
    event: str = ""
    noun: bool = False


STRONG, WEAK, UNLISTED, BARE, NOUN = 4.0, 2.0, 1.5, 1.2, 1.0
"""Ranks before word order is looked at; ``BARE`` is for be, have and become, which carry next to nothing."""


@cache
def events(lang: str) -> Events:
    """The listed verbs and nouns of ``lang`` (de, en, zh)."""
    found = Events()
    column = {"de": 1, "en": 2, "zh": 3}[lang]
    for row in rows("events.tsv"):
        event = Event(row[0].rstrip("!"), row[0].endswith("!"))
        for word in filter(None, row[column].split("|")):
            parts = word.removeprefix("sich ").split(" ")
            if word.startswith("~"):
                found.nouns.setdefault(word[1:], event)
            elif len(parts) > 1:
                found.phrases.setdefault(parts[0], []).append((tuple(parts[1:]), event))
            else:
                found.verbs.setdefault(parts[0], event)
    return found
