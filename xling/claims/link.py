"""Claims of different articles that speak about the same thing, and whether they agree."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from xling.claims.candidates import Pair, by_meaning, by_name, by_value
from xling.claims.facts import Fact, FactMatch, facts, match, shared_names
from xling.claims.vectors import encode
from xling.protocols import Matrix, Progress, SentenceEncoder
from xling.types import Claim, ClaimLink, Pairing, QuantityKind, Verdict

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
        self.agreed: dict[int, set[str]] = defaultdict(set)

    def links(self, progress: Progress | None) -> list[ClaimLink]:
        pairs = by_value(self.facts, self.claims) | by_name(self.claims)
        if self.vectors is not None:
            pairs |= set(by_meaning(self.vectors, self.claims))
        ordered = sorted(pairs)
        evidence = {}
        for done, pair in enumerate(ordered):
            evidence[pair] = self._evidence(pair)
            if progress is not None and done % 512 == 0:
                progress("link", done, len(ordered))
        if progress is not None:
            progress("link", len(ordered), len(ordered))
        settled = _settled(evidence)
        scored = {pair: (score(one), one) for pair, one in evidence.items()}
        kept = _best(scored, ACCEPT)
        links = [_link(scored[pair][1], scored[pair][0]) for pair in kept]
        return links + self._contradictions(evidence, settled, kept)

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
        one.matches, one.clashes = _compare(self.facts[pair[0]], self.facts[pair[1]])
        return one

    def _contradictions(
        self, evidence: dict[Pair, Evidence], settled: set[tuple[str, int]], kept: Sequence[Pair]
    ) -> list[ClaimLink]:
        """Amounts that agree with nothing anywhere, against amounts with the same role and a shared name."""
        found: list[ClaimLink] = []
        done = set(kept)
        for pair, one in self._rivals(evidence):
            if pair in done:
                continue
            clashes = [clash for clash in one.clashes if _lonely(clash, settled)]
            probability = max((_clash_score(one, clash) for clash in clashes), default=0.0)
            if probability >= ACCEPT:
                found.append(_link(replace_clashes(one, clashes), probability))
        return _few(found)

    def _rivals(self, evidence: dict[Pair, Evidence]) -> list[tuple[Pair, Evidence]]:
        return list(evidence.items())


def _name_weights(claims: Sequence[Claim]) -> dict[str, float]:
    """Weight 0–1 of every key: the rarer among the claims, the more a shared name says (inverse document frequency)."""
    counts = Counter(key for claim in claims for key in {name.key for name in claim.names})
    top = math.log(len(claims) + 1)
    return {key: max(0.1, math.log((len(claims) + 1) / count) / top) for key, count in counts.items()}


def _compare(first: Sequence[Fact], second: Sequence[Fact]) -> tuple[list[FactMatch], list[FactMatch]]:
    """Agreements, each amount used once, best first; and clashes between amounts that agree with nothing here."""
    found = [one for a in first for b in second if (one := match(a, b)) is not None]
    agreeing = sorted((m for m in found if m.verdict is not Verdict.CONFLICT), key=lambda m: -m.weight)
    used: set[int] = set()
    matches: list[FactMatch] = []
    for one in agreeing:
        if id(one.a) not in used and id(one.b) not in used and one.weight > 0.05:
            used |= {id(one.a), id(one.b)}
            matches.append(one)
    clashes = [
        one
        for one in found
        if one.verdict is Verdict.CONFLICT and id(one.a) not in used and id(one.b) not in used
    ]
    return matches, clashes


def score(one: Evidence) -> float:
    """Probability that both claims state the same thing, from one logistic score."""
    z = -4.2 + 4.2 * one.value + 1.6 * one.names + 1.4 * one.rare
    if one.meaning:
        z += 7.0 * max(0.0, one.cosine) - 1.3
    if one.matches and not one.names and one.a.names and one.b.names:
        z -= 1.5
    if one.matches and max(m.role for m in one.matches) < -0.2:
        z -= 1.5
    if not one.matches and one.clashes:
        z -= 1.0
    return 1 / (1 + math.exp(-z))


def _settled(evidence: dict[Pair, Evidence]) -> set[tuple[str, int]]:
    """Amounts (article, start) that agree with an amount of another article in the same role."""
    return {
        (fact.claim.article, fact.quantity.span.start)
        for one in evidence.values()
        for m in one.matches
        if m.role >= 0 and m.weight > 0.3
        for fact in (m.a, m.b)
    }


def _lonely(clash: FactMatch, settled: set[tuple[str, int]]) -> bool:
    places = [(fact.claim.article, fact.quantity.span.start) in settled for fact in (clash.a, clash.b)]
    return not all(places)


def _clash_score(one: Evidence, clash: FactMatch) -> float:
    """Probability that two different amounts are meant to be the same one."""
    if clash.role < 0.5 or not clash.time or not one.names:
        return 0.0
    own = {name.key for name in one.a.names}, {name.key for name in one.b.names}
    if own[0] - own[1] and own[1] - own[0] and one.cosine < 0.6:
        return 0.0
    if clash.a.quantity.kind is QuantityKind.COUNT and clash.b.quantity.kind is QuantityKind.COUNT:
        return 0.0 if one.cosine < 0.7 else 0.6
    z = -3.4 + 2.0 * clash.role + 1.5 * one.names + 1.0 * one.rare + (4.0 * max(0.0, one.cosine) if one.meaning else 0.8)
    return 1 / (1 + math.exp(-z))


def replace_clashes(one: Evidence, clashes: list[FactMatch]) -> Evidence:
    return replace(one, clashes=clashes)


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


def _link(one: Evidence, probability: float) -> ClaimLink:
    pairings = [m.pairing() for m in one.matches]
    if not one.matches:
        pairings += [clash.pairing() for clash in one.clashes]
    pairings += [Pairing("name", Verdict.AGREE, a.span, b.span) for a, b in shared_names(one.a, one.b)]
    verdicts = {p.verdict for p in pairings if p.what != "name"}
    differs = tuple(dict.fromkeys(p.what for p in pairings if p.verdict is Verdict.CONFLICT))
    verdict = next(
        (v for v in (Verdict.CONFLICT, Verdict.APPROXIMATELY, Verdict.AGREE) if v in verdicts), Verdict.RELATED
    )
    if verdict is Verdict.RELATED and probability >= 0.8:
        verdict = Verdict.AGREE
    return ClaimLink(one.a, one.b, verdict, float(np.clip(probability, 0, 1)), differs, tuple(pairings))
