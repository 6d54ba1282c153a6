"""Claims of different articles that speak about the same thing, and whether they agree."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from xling.claims.candidates import Pair, by_meaning, by_name, by_value
from xling.claims.contradict import Consensus, clash, consensus, place, probability
from xling.claims.facts import Fact, FactMatch, facts, match, shared_names
from xling.claims.vectors import encode
from xling.protocols import Matrix, Progress, SentenceEncoder
from xling.types import Claim, ClaimLink, Pairing, Verdict

ACCEPT = 0.5
"""Links with a lower probability are not reported."""

_PER_ARTICLE = 3
"""Most links of one claim into one other article."""


@dataclass(slots=True)
class Evidence:
    """What speaks for a pair, as it goes into the score."""

    a: Claim
    b: Claim
    cosine: float = 0.0
    names: float = 0.0  # share of the naming weight that both have
    rare: float = 0.0  # weight of the rarest shared name
    matches: list[FactMatch] = field(default_factory=list)
    clashes: list[FactMatch] = field(default_factory=list)
    meaning: bool = False  # an encoder was there

    @property
    def value(self) -> float:
        return min(1.6, sum(sorted((m.weight for m in self.matches), reverse=True)[:3]))


def link(
    claims: Sequence[Claim], *, encoder: SentenceEncoder | None = None, progress: Progress | None = None
) -> list[ClaimLink]:
    """Links between claims of different articles, best first per claim; ``score`` is the probability of the same matter.

    Without an encoder only names and amounts decide: fewer links, and none between claims that have neither.
    """
    if len({claim.article for claim in claims}) < 2:
        return []
    work = _Work(claims, encoder)
    links = work.links(progress)
    return sorted(links, key=lambda one: (one.a.article, one.a.span.start, one.b.article, one.b.span.start))


class _Work:
    """One linking run: the claims with their facts, vectors and name weights."""

    def __init__(self, claims: Sequence[Claim], encoder: SentenceEncoder | None) -> None:
        self.claims = claims
        self.facts: list[list[Fact]] = [facts(claim) for claim in claims]
        self.vectors: Matrix | None = encode(claims, encoder) if encoder is not None else None
        self.weights = _name_weights(claims)

    def links(self, progress: Progress | None) -> list[ClaimLink]:
        pairs = by_value(self.facts, self.claims) | by_name(self.claims)
        if self.vectors is not None:
            pairs |= set(by_meaning(self.vectors, self.claims))
        ordered = sorted(pairs)
        evidence: dict[Pair, Evidence] = {}
        for done, pair in enumerate(ordered):
            evidence[pair] = self._evidence(pair)
            if progress is not None and done % 512 == 0:
                progress("link", done, len(ordered))
        if progress is not None:
            progress("link", len(ordered), len(ordered))
        agreed = consensus(one for pair in evidence.values() for one in pair.matches)
        self._clash(evidence, agreed)
        kept = _best({pair: (score(one), one) for pair, one in evidence.items()}, ACCEPT)
        links = [_link(evidence[pair], score(evidence[pair])) for pair in kept]
        return links + self._contradictions(evidence, agreed, set(kept))

    def _clash(self, evidence: dict[Pair, Evidence], agreed: Consensus) -> None:
        """Find the amounts of every pair that are meant to be one amount and differ."""
        siblings = {claim.id: here for claim, here in zip(self.claims, self.facts, strict=True)}
        for pair, one in evidence.items():
            used = {place(fact) for m in one.matches for fact in (m.a, m.b)}
            one.clashes = [
                found
                for a in self.facts[pair[0]]
                for b in self.facts[pair[1]]
                if place(a) not in used and place(b) not in used
                if (found := clash(a, b, agreed, siblings)) is not None
            ]

    def _evidence(self, pair: Pair) -> Evidence:
        a, b = self.claims[pair[0]], self.claims[pair[1]]
        one = Evidence(a, b, meaning=self.vectors is not None)
        if self.vectors is not None:
            one.cosine = float(self.vectors[pair[0]] @ self.vectors[pair[1]])
        first, second = {name.key for name in a.names}, {name.key for name in b.names}
        shared = first & second
        if shared:
            total = min(sum(self.weights[k] for k in first), sum(self.weights[k] for k in second))
            one.names = sum(self.weights[key] for key in shared) / total if total else 0.0
            one.rare = max(self.weights[key] for key in shared)
        one.matches = _agreements(self.facts[pair[0]], self.facts[pair[1]])
        return one

    def _contradictions(self, evidence: dict[Pair, Evidence], agreed: Consensus, kept: set[Pair]) -> list[ClaimLink]:
        """Links that exist only because two amounts contradict each other."""
        found: list[ClaimLink] = []
        for pair, one in evidence.items():
            if pair in kept or not one.clashes:
                continue
            cosine = one.cosine if one.meaning else None
            best = max(probability(c, agreed, cosine=cosine, rare=one.rare) for c in one.clashes)
            if best >= ACCEPT:
                found.append(_link(one, best))
        return _few(found)


def _name_weights(claims: Sequence[Claim]) -> dict[str, float]:
    """Weight 0–1 of every key: the rarer among the claims, the more a shared name says (inverse document frequency)."""
    counts = Counter(key for claim in claims for key in {name.key for name in claim.names})
    top = math.log(len(claims) + 1)
    return {key: max(0.1, math.log((len(claims) + 1) / count) / top) for key, count in counts.items()}


def _agreements(first: Sequence[Fact], second: Sequence[Fact]) -> list[FactMatch]:
    """Amounts that agree or nearly agree, each used once, best first."""
    found = [one for a in first for b in second if (one := match(a, b)) is not None]
    agreeing = sorted((m for m in found if m.verdict is not Verdict.CONFLICT), key=lambda m: -m.weight)
    used: set[int] = set()
    matches: list[FactMatch] = []
    for one in agreeing:
        if id(one.a) not in used and id(one.b) not in used and one.weight > 0.05:
            used |= {id(one.a), id(one.b)}
            matches.append(one)
    return matches


def score(one: Evidence) -> float:
    """Probability that both claims state the same thing, from one logistic score."""
    z = -4.2 + 4.2 * one.value + 1.6 * one.names + 1.4 * one.rare
    if one.meaning:
        z += 7.0 * max(0.0, one.cosine) - 1.3
    if one.matches and not one.names and one.a.names and one.b.names:
        z -= 1.5
    if one.matches and max(m.role for m in one.matches) < -0.2:
        z -= 1.5
    return 1 / (1 + math.exp(-z))


def _best(scored: dict[Pair, tuple[float, Evidence]], least: float) -> list[Pair]:
    """Pairs at or over ``least``, at most a few for one claim and one other article, best first."""
    used: Counter[tuple[int, str]] = Counter()
    kept: list[Pair] = []
    for pair, (value, one) in sorted(scored.items(), key=lambda item: (-item[1][0], item[0])):
        if value < least:
            break
        ends = (pair[0], one.b.article), (pair[1], one.a.article)
        if all(used[end] < _PER_ARTICLE for end in ends):
            used.update(ends)
            kept.append(pair)
    return kept


def _few(links: list[ClaimLink]) -> list[ClaimLink]:
    """One contradiction for one claim and one other article: the most probable."""
    best: dict[tuple[str, str], ClaimLink] = {}
    for one in sorted(links, key=lambda one: -one.score):
        ends = (one.a.id, one.b.article), (one.b.id, one.a.article)
        if not any(end in best for end in ends):
            best.update(dict.fromkeys(ends, one))
    return list({id(one): one for one in best.values()}.values())


def _link(one: Evidence, chance: float) -> ClaimLink:
    pairings = [m.pairing() for m in one.matches]
    pairings += [found.pairing() for found in one.clashes]
    pairings += [Pairing("name", Verdict.AGREE, a.span, b.span) for a, b in shared_names(one.a, one.b)]
    verdicts = {p.verdict for p in pairings if p.what != "name"}
    differs = tuple(dict.fromkeys(p.what for p in pairings if p.verdict is Verdict.CONFLICT))
    verdict = next(
        (v for v in (Verdict.CONFLICT, Verdict.APPROXIMATELY, Verdict.AGREE) if v in verdicts), Verdict.RELATED
    )
    if verdict is Verdict.RELATED and chance >= 0.8:
        verdict = Verdict.AGREE
    return ClaimLink(one.a, one.b, verdict, float(np.clip(chance, 0, 1)), differs, tuple(pairings))
