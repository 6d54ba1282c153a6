"""Proposes terms: what a set of articles uses often, renders inconsistently, or leaves untranslated.

Three sources of evidence, each optional: the articles alone (German compounds and adjective–noun phrases, Chinese
n-grams), their translations (one word rendered in several ways, or not at all), and linked articles in other
languages (what they call the same thing). A candidate's score lies between 0 and 1 and only serves to rank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from xling.glossary.glossary import Glossary
from xling.glossary.mine_aligned import Renderings
from xling.glossary.mine_words import Sighting, chinese, german
from xling.types import Alignment, ClaimLink, Segment, Term, Translation

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
    foreign = "\n".join(segment.text for segment in content if segment.lang == target)
    kept = {
        key: item
        for key, item in sightings.items()
        # What an article in the target language has in the same letters is a name or borrowed as it is.
        if (key[0], key[1].casefold()) not in known and item.term not in foreign
    }
    aligned = Renderings(kept, target)
    aligned.from_translations(translations or {}, alignments or {})
    aligned.from_links(links)
    candidates = [
        _candidate(item, aligned.seen[key], aligned.synonyms[key])
        for key, item in kept.items()
        # A word seen once is worth a look when others say it differently.
        if (item.count >= min_count or len(aligned.seen[key]) > 1 or aligned.synonyms[key])
        and not _covered(glossary, item)
    ]
    return sorted(candidates, key=lambda item: (-item.score, -item.count, item.source))


def _covered(glossary: Glossary, sighting: Sighting) -> bool:
    """Whether known terms make up all of it."""
    matched = sum(len(match.span) for match in glossary.find(sighting.term, sighting.lang))
    return matched >= max(2, len(sighting.term) - 2)


def _candidate(sighting: Sighting, seen: Counter[str], synonyms: Counter[str]) -> Candidate:
    reasons = [sighting.reason]
    score = sighting.weight * (1 - 1 / (1 + log(1 + sighting.count)))
    if len(seen) > 1:
        reasons.append(f"rendered in {len(seen)} ways: {', '.join(f'{text} ({n})' for text, n in seen.most_common(4))}")
        score += 0.25 * (1 - seen.most_common(1)[0][1] / sum(seen.values())) + 0.1
    elif seen:
        score += 0.05
    if synonyms:
        reasons.append("linked articles say " + ", ".join(text for text, _ in synonyms.most_common(3)))
        score += 0.1
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
