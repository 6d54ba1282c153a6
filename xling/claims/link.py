"""Claims of different articles that speak about the same thing, and whether they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from xling.claims.candidates import Pair, by_meaning, by_name, by_role, by_value, joined, pairs_of
from xling.claims.contradict import Consensus, clash, consensus, differ, place, possible, probability, singly
from xling.claims.facts import Fact, FactMatch, facts, stated_rates
from xling.claims.same import judge, norm_of, parallel, statement
from xling.claims.score import Evidence, agreements, chance, name_weights
from xling.claims.vectors import encode
from xling.claims.verdict import claim_link
from xling.claims.wording import Wording
from xling.protocols import Matrix, Progress, SentenceEncoder, WordEncoder
from xling.types import Claim, ClaimLink

ACCEPT = 0.5
"""Links with a lower probability are not reported, unless the caller wants them."""

_PER_ARTICLE = 3
"""Most links of one claim into one other article."""

_OPEN = (0.04, 0.97)
"""Between these probabilities the words are compared one by one."""

_NEAR = 0.45
"""Over this cosine, too."""


def link(
    claims: Sequence[Claim],
    *,
    encoder: SentenceEncoder | None = None,
    words: WordEncoder | None = None,
    least: float = ACCEPT,
    progress: Progress | None = None,
) -> list[ClaimLink]:
    """Links between claims of different articles, in the order of the text; ``score`` is the probability that both
    are about the same thing.

    Without an encoder only names and amounts decide: fewer links, and none between claims that have neither. With
    ``words`` the uncertain pairs are compared word by word, which finds paraphrases, tells agreement from mere relation
    and rejects look-alikes.
    """
    if len({claim.article for claim in claims}) < 2:
        return []
    linker = Linker(claims, encoder=encoder, words=words)
    links = linker.links(least=least, progress=progress)
    return sorted(links, key=lambda one: (one.a.article, one.a.span.start, one.b.article, one.b.span.start))


class Linker:
    """One linking run: the claims with their facts, vectors and name weights."""

    def __init__(
        self,
        claims: Sequence[Claim],
        *,
        encoder: SentenceEncoder | None = None,
        words: WordEncoder | None = None,
        vectors: Matrix | None = None,
    ) -> None:
        self.claims = claims
        rates = stated_rates(claims)
        self.facts: list[list[Fact]] = [facts(claim, rates.get(claim.article, ())) for claim in claims]
        self.vectors = encode(claims, encoder) if vectors is None and encoder is not None else vectors
        self.wording = Wording(words) if words is not None else None
        self.weights = name_weights(claims)
        self._names = [frozenset(name.key for name in claim.names) for claim in claims]
        self._naming = [sum(self.weights[key] for key in keys) for keys in self._names]
        self.twins: dict[Pair, float] = {}
        self._index = {claim.id: number for number, claim in enumerate(claims)}
        self._statements = {claim.id: statement(claim) for claim in claims} if words is not None else {}

    def candidates(self) -> list[Pair]:
        """Pairs worth scoring, sorted."""
        codes = [by_value(self.facts, self.claims), by_role(self.facts, self.claims), by_name(self.claims)]
        if self.vectors is not None:
            near, self.twins = by_meaning(self.vectors, self.claims)
            codes.append(near)
        return pairs_of(joined(*codes), len(self.claims))

    def links(
        self, *, least: float = ACCEPT, progress: Progress | None = None, pairs: Sequence[Pair] | None = None
    ) -> list[ClaimLink]:
        """All links at or over ``least``, and the contradictions."""
        ordered = self.candidates() if pairs is None else pairs
        evidence: dict[Pair, Evidence] = {}
        agreed = consensus(self._sift(ordered, least, evidence, progress))
        self._read_words(evidence)
        if progress is not None:
            progress("link", len(ordered), len(ordered))
        self._clash(evidence, agreed)
        kept = _best({pair: (chance(one), one) for pair, one in evidence.items()}, least)
        links = [claim_link(evidence[pair], chance(evidence[pair])) for pair in kept]
        return links + _contradictions(evidence, agreed, set(kept), least)

    def _sift(
        self, pairs: Sequence[Pair], least: float, evidence: dict[Pair, Evidence], progress: Progress | None
    ) -> Iterator[FactMatch]:
        """Fill ``evidence`` with the pairs that may become links; the agreeing amounts of all pairs come out."""
        for done, pair in enumerate(pairs):
            one = self.evidence(pair)
            yield from one.matches
            first, second = self._names[pair[0]], self._names[pair[1]]
            if self._open(one, least) or (one.opposed and possible(first, second, one.cosine)):
                evidence[pair] = one
            if progress is not None and done % 512 == 0:
                progress("link", done, len(pairs))

    def _open(self, one: Evidence, least: float) -> bool:
        """True for a pair that can be linked, by what is known or by what its words may add."""
        if self.wording is None:
            return chance(one) >= least
        return one.cosine > _NEAR or chance(one) >= min(least, _OPEN[0])

    def judge(self, a: Claim, b: Claim) -> tuple[Evidence, ClaimLink | None]:
        """The evidence for one pair, and its link as a run over all claims would report it."""
        pair = (self._index[a.id], self._index[b.id])
        pair = (min(pair), max(pair))
        found = [one for one in self.links() if {one.a.id, one.b.id} == {a.id, b.id}]
        return self.evidence(pair), found[0] if found else None

    def evidence(self, pair: Pair) -> Evidence:
        """Names, amounts and similarity of two claims by their numbers."""
        a, b = self.claims[pair[0]], self.claims[pair[1]]
        one = Evidence(a, b, meaning=self.vectors is not None, twin=self.twins.get(pair, 0.0))
        if self.vectors is not None:
            one.cosine = float(self.vectors[pair[0]] @ self.vectors[pair[1]])
        if shared := self._names[pair[0]] & self._names[pair[1]]:
            total = min(self._naming[pair[0]], self._naming[pair[1]])
            one.names = sum(self.weights[key] for key in shared) / total if total else 0.0
            one.rare = max(self.weights[key] for key in shared)
        one.matches, one.opposed = agreements(self.facts[pair[0]], self.facts[pair[1]])
        return one

    def _read_words(self, evidence: dict[Pair, Evidence]) -> None:
        """Word coverage for the pairs that names, amounts and sentence vectors leave open."""
        if self.wording is None:
            return
        wanted = [one for one in evidence.values() if _OPEN[0] < chance(one) < _OPEN[1] or one.cosine > _NEAR]
        self.wording.prepare([(claim.text, claim.lang) for one in wanted for claim in (one.a, one.b)])
        for one in wanted:
            found = self.wording.compare((one.a.text, one.a.lang), (one.b.text, one.b.lang))
            border = norm_of(one.a.lang, one.b.lang).border
            one.coverage = max(-4.0, min(4.0, (self.wording.coverage(one.a, one.b) - border) / 0.04))
            one.parallel = parallel(found, one.a.lang, one.b.lang)
            one.same = judge(found, self._statements[one.a.id], self._statements[one.b.id])

    def _clash(self, evidence: dict[Pair, Evidence], agreed: Consensus) -> None:
        """Find the amounts of every pair that are meant to be one amount and differ."""
        siblings = {claim.id: here for claim, here in zip(self.claims, self.facts, strict=True)}
        for pair, one in evidence.items():
            used = {place(fact) for m in one.matches for fact in (m.a, m.b)}
            one.clashes = singly(
                found
                for a in self.facts[pair[0]]
                for b in self.facts[pair[1]]
                if place(a) not in used and place(b) not in used
                if (found := differ(a, b) if one.parallel else clash(a, b, agreed, siblings, tie=one.tie))
            )


def _contradictions(
    evidence: dict[Pair, Evidence], agreed: Consensus, kept: set[Pair], least: float
) -> list[ClaimLink]:
    """Links that exist only because two amounts contradict each other."""
    found: list[ClaimLink] = []
    for pair, one in evidence.items():
        if pair in kept or not one.clashes:
            continue
        cosine = one.cosine if one.meaning else None
        best = max(probability(c, agreed, cosine=cosine, rare=one.rare) for c in one.clashes)
        if best >= least:
            found.append(claim_link(one, best))
    return _few(found)


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
