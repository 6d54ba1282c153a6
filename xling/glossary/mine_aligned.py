"""How candidate terms are rendered: read off word alignments of translations and of linked claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from xling.glossary.lexicon import listed
from xling.glossary.mine_words import Sighting
from xling.types import Alignment, Claim, ClaimLink, Span, Translation

Key = tuple[str, str]

MIN_LINK = 0.84
"""Linked claims are no translations of each other: only word links at least this similar are believed (e5, layer 7)."""

MIN_TRANSLATION_LINK = 0.5
_EDGES = frozenset(listed("the a an of its their his her to and s in on for"))


class Renderings:
    """Collects, for each sighting, the words of the target language that render it (``seen``), and the different words
    that linked articles of its own language use (``synonyms``)."""

    def __init__(self, sightings: Mapping[Key, Sighting], target: str) -> None:
        self._sightings = sightings
        self._target = target
        self.seen: dict[Key, Counter[str]] = defaultdict(Counter)
        self.synonyms: dict[Key, Counter[str]] = defaultdict(Counter)

    def from_translations(self, translations: Mapping[str, Translation], alignments: Mapping[str, Alignment]) -> None:
        for key, sighting in self._sightings.items():
            for segment, span in sighting.places:
                alignment = alignments.get(segment.id)
                translation = translations.get(segment.id)
                if alignment is None or translation is None or translation.lang != self._target:
                    continue
                if text := rendered(alignment, span, reverse=False, least=MIN_TRANSLATION_LINK):
                    self.seen[key][text] += 1

    def from_links(self, links: Iterable[tuple[ClaimLink, Alignment | None]]) -> None:
        forms = [(key, form) for key, sighting in self._sightings.items() for form in sighting.forms]
        for link, alignment in links:
            if alignment is None:
                continue
            for claim, other, reverse in ((link.a, link.b, False), (link.b, link.a, True)):
                for key, form in forms:
                    if key[0] == claim.lang and form in claim.text:
                        self._add(key, form, claim, other, alignment, reverse=reverse)

    def _add(self, key: Key, form: str, claim: Claim, other: Claim, alignment: Alignment, *, reverse: bool) -> None:
        start = claim.text.find(form)
        text = rendered(alignment, Span(start, start + len(form)), reverse=reverse, least=MIN_LINK)
        if not text:
            return
        if other.lang == self._target != claim.lang:
            self.seen[key][text] += 1
        elif other.lang == claim.lang and text[:1].isupper() and text[:4].casefold() != form[:4].casefold():
            self.synonyms[key][text] += 1


def rendered(alignment: Alignment, span: Span, *, reverse: bool, least: float) -> str:
    """The words linked to ``span``, when they stand together; articles, prepositions and punctuation at the edges left
    out. Empty when nothing is linked well enough."""
    here, there, text = alignment.source_tokens, alignment.target_tokens, alignment.target
    pairs = [(link.source, link.target) for link in alignment.links if link.score >= least]
    if reverse:
        here, there, text = there, here, alignment.source
        pairs = [(b, a) for a, b in pairs]
    linked = sorted({b for a, b in pairs if span.overlaps(here[a])})
    while linked and _is_edge(there[linked[0]].of(text)):
        linked.pop(0)
    while linked and _is_edge(there[linked[-1]].of(text)):
        linked.pop()
    if not linked or linked[-1] - linked[0] > len(linked):
        return ""
    words = text[there[linked[0]].start : there[linked[-1]].end].strip("-")
    if words[:1].isupper() and not words[1:2].isupper() and linked[0] == 0:
        words = words[0].lower() + words[1:]  # only because it begins the sentence
    return words


def _is_edge(word: str) -> bool:
    return word.casefold() in _EDGES or not any(map(str.isalpha, word))
