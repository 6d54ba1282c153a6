"""Proposes terms: what a set of articles uses often, renders inconsistently, or leaves untranslated.

Three sources of evidence, each optional: the articles alone (German compounds and adjective–noun phrases, Chinese
n-grams), their translations (one word rendered in several ways, or not at all), and linked articles in other
languages (what they call the same thing). A candidate's score lies between 0 and 1 and only serves to rank.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from xling.glossary.glossary import Glossary
from xling.glossary.mine_words import Sighting, chinese, german
from xling.types import Alignment, ClaimLink, Segment, Span, Term, Translation

MAX_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that might be worth a line. ``targets`` are renderings that were seen, most frequent first."""

    source: str
    lang: str
    score: float
    count: int
    reasons: tuple[str, ...]
    targets: tuple[tuple[str, int], ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def target(self) -> str:
        """The rendering seen most often; empty when none was."""
        return self.targets[0][0] if self.targets else ""

    def term(self, target_lang: str, *, target: str = "") -> Term:
        """The line that accepting the candidate adds."""
        evidence = "; ".join((f"{self.count} times", *self.reasons))
        return Term(self.source, target or self.target, self.lang, target_lang, pos="noun", evidence=evidence)


def mine(
    segments: Sequence[Segment],
    *,
    glossary: Glossary,
    translations: Mapping[str, Translation] | None = None,
    alignments: Mapping[str, Alignment] | None = None,
    links: Iterable[tuple[ClaimLink, Alignment | None]] = (),
    min_count: int = 2,
    target: str = "en",
) -> list[Candidate]:
    """Candidates that the glossary does not have yet, best first."""
    content = [segment for segment in segments if segment.is_content]
    sightings: dict[tuple[str, str], Sighting] = {}
    for found in (german([s for s in content if s.lang == "de"]), chinese([s for s in content if s.lang == "zh"])):
        sightings |= {(item.lang, item.term): item for item in found}
    known = {(term.source_lang, term.source.casefold()) for term in glossary.terms}
    renderings = _renderings(sightings, translations or {}, alignments or {}, links, target)
    candidates = []
    for key, sighting in sightings.items():
        seen = renderings.get(key, Counter())
        if (key[0], key[1].casefold()) in known or (sighting.count < min_count and len(seen) < 2):
            continue
        if _covered(glossary, sighting):
            continue
        candidates.append(_candidate(sighting, seen))
    return sorted(candidates, key=lambda item: (-item.score, -item.count, item.source))


def _covered(glossary: Glossary, sighting: Sighting) -> bool:
    """Whether known terms make up all of it."""
    matched = sum(len(match.span) for match in glossary.find(sighting.term, sighting.lang))
    return matched >= len(sighting.term) - 2


def _candidate(sighting: Sighting, seen: Counter[str]) -> Candidate:
    reasons = [sighting.reason]
    score = sighting.weight * (1 - 1 / (1 + log(1 + sighting.count)))
    if len(seen) > 1:
        reasons.append(f"rendered in {len(seen)} ways: {', '.join(f'{text} ({n})' for text, n in seen.most_common(4))}")
        score += 0.25 * (1 - seen.most_common(1)[0][1] / sum(seen.values())) + 0.1
    elif seen:
        score += 0.05
    if any(text.casefold() == sighting.term.casefold() for text in seen):
        reasons.append("left untranslated")
        score += 0.15
    targets = tuple((text, n) for text, n in seen.most_common(5) if text.casefold() != sighting.term.casefold())
    return Candidate(
        sighting.term,
        sighting.lang,
        round(min(score, 1.0), 3),
        sighting.count,
        tuple(reasons),
        targets,
        tuple(segment.text for segment, _ in sighting.places[:MAX_EXAMPLES]),
    )


def _renderings(
    sightings: Mapping[tuple[str, str], Sighting],
    translations: Mapping[str, Translation],
    alignments: Mapping[str, Alignment],
    links: Iterable[tuple[ClaimLink, Alignment | None]],
    target: str,
) -> dict[tuple[str, str], Counter[str]]:
    """What the words of each sighting are rendered by, in translations and in linked articles."""
    by_segment: dict[str, list[tuple[tuple[str, str], Span]]] = defaultdict(list)
    for key, sighting in sightings.items():
        for segment, span in sighting.places:
            by_segment[segment.id].append((key, span))
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for segment_id, translation in translations.items():
        alignment = alignments.get(segment_id)
        if alignment is None or translation.lang != target:
            continue
        for key, span in by_segment.get(segment_id, ()):
            if text := _rendered(alignment, span, reverse=False):
                found[key][text] += 1
    for link, alignment in links:
        if alignment is None:
            continue
        for claim, other, reverse in ((link.a, link.b, False), (link.b, link.a, True)):
            if other.lang != target or claim.lang == target:
                continue
            for key, sighting in sightings.items():
                if key[0] != claim.lang:
                    continue
                for span in _inside(claim.text, sighting):
                    if text := _rendered(alignment, span, reverse=reverse):
                        found[key][text] += 1
    return found


def _inside(text: str, sighting: Sighting) -> list[Span]:
    return [Span(start, start + len(form)) for form in sighting.forms if (start := text.find(form)) >= 0]


def _rendered(alignment: Alignment, span: Span, *, reverse: bool) -> str:
    """The words linked to ``span``, when they stand together; punctuation and articles at the edges left out."""
    here, there = alignment.source_tokens, alignment.target_tokens
    pairs = [(link.source, link.target) for link in alignment.links]
    text = alignment.target
    if reverse:
        here, there, text = there, here, alignment.source
        pairs = [(b, a) for a, b in pairs]
    linked = sorted({b for a, b in pairs if span.overlaps(here[a])})
    if not linked or linked[-1] - linked[0] >= len(linked) + 1:
        return ""
    words = text[there[linked[0]].start : there[linked[-1]].end].strip(" ,.;:!?()\"'“”„")
    for article in ("the ", "a ", "an ", "The ", "A ", "An ", "of ", "its ", "their "):
        words = words.removeprefix(article)
    return words if any(map(str.isalpha, words)) else ""


def accept(candidates: Sequence[Candidate], number: int, *, target: str = "") -> Candidate:
    """The candidate with that number (from 1), with ``target`` as its rendering when given.

    :raises UsageError: for a number that is not in the list, or a candidate without any rendering.
    """
    from xling.errors import UsageError

    if not 1 <= number <= len(candidates):
        raise UsageError(f"no candidate {number}", hint=f"numbers go from 1 to {len(candidates)}")
    chosen = candidates[number - 1]
    if target:
        return replace(chosen, targets=((target, 0),))
    if not chosen.target:
        raise UsageError(f"no rendering was seen for {chosen.source!r}", hint="give one with --target")
    return chosen
