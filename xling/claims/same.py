"""Do two texts state the same? A probability from word coverage, order, numbers, names and negation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from xling.claims.quantity import compare, quantities
from xling.claims.stance import negations
from xling.claims.wording import Likeness, Wording
from xling.odds import probability
from xling.protocols import WordEncoder
from xling.types import Claim, Quantity, QuantityKind


@dataclass(frozen=True, slots=True)
class _Norm:
    """Mean and deviation of each feature over true translations of news sentences (160 of ``authored/triples.tsv``),
    the coverage that lies between translations and unrelated sentences, and the order score that a quarter of the
    look-alikes of the PAWS-X development rows reach."""

    coverage: tuple[float, float]
    loose: tuple[float, float]
    inversions: tuple[float, float]
    breaks: tuple[float, float]
    jumps: tuple[float, float]
    border: float
    bias: float  # order score below which a pair is taken for a look-alike


_NORMS = {
    frozenset({"de", "en"}): _Norm(
        (0.666, 0.057), (0.251, 0.113), (0.098, 0.115), (0.294, 0.184), (0.123, 0.125), 0.47, 1.4
    ),
    frozenset({"de", "zh"}): _Norm(
        (0.522, 0.056), (0.430, 0.120), (0.205, 0.189), (0.398, 0.207), (0.206, 0.160), 0.39, 2.4
    ),
    frozenset({"zh", "en"}): _Norm(
        (0.555, 0.055), (0.380, 0.106), (0.223, 0.213), (0.388, 0.183), (0.203, 0.143), 0.42, 2.15
    ),
}
_SAME_LANGUAGE = _Norm((0.75, 0.10), (0.20, 0.13), (0.10, 0.12), (0.25, 0.18), (0.11, 0.12), 0.52, 1.3)


def norm_of(a_lang: str, b_lang: str) -> _Norm:
    """The norm of a pair of languages, in either order."""
    return _NORMS.get(frozenset({a_lang, b_lang}), _SAME_LANGUAGE)


_ENOUGH = 12
"""Links from which on their order can be trusted; with fewer, it weighs less."""


def order_score(found: Likeness, a_lang: str, b_lang: str) -> float:
    """Standardised evidence that the shared words play the same parts, less the score at which half are look-alikes.

    Above 0 for more probably the same. With few links the order says little, and the benefit of the doubt grows.
    """
    norm = norm_of(a_lang, b_lang)
    trust = min(1.0, found.links / _ENOUGH)
    order = _z(found.inversions, norm.inversions) + 0.7 * _z(found.breaks, norm.breaks)
    order += 0.8 * _z(found.jumps, norm.jumps)
    words = 0.5 * _z(found.coverage, norm.coverage) - 0.7 * _z(found.loose, norm.loose)
    return words - trust * order - (trust * norm.bias - 1.5 * (1 - trust))


def _z(value: float, norm: tuple[float, float]) -> float:
    return max(-4.0, min(4.0, (value - norm[0]) / norm[1]))


def parallel(found: Likeness, a_lang: str, b_lang: str) -> bool:
    """True when the two texts cover each other nearly word for word, so that a change of order means something."""
    norm = norm_of(a_lang, b_lang)
    return _z(found.coverage, norm.coverage) > -1.0 and _z(found.loose, norm.loose) < 0.4


def matter(found: Likeness, a_lang: str, b_lang: str) -> float:
    """Probability that two texts are about the same matter, from coverage alone: 0.5 at the border."""
    norm = norm_of(a_lang, b_lang)
    return probability((found.coverage - norm.border) / 0.025)


@dataclass(frozen=True, slots=True)
class Statement:
    """One text with what is compared besides its words."""

    text: str
    lang: str
    quantities: tuple[Quantity, ...] = ()
    denied: bool = False


def statement(claim: Claim) -> Statement:
    """The statement of a claim; nothing is parsed again."""
    return Statement(claim.text, claim.lang, claim.quantities, bool(len(negations(claim.text, claim.lang)) % 2))


def _parsed(text: str, lang: str) -> Statement:
    return Statement(text, lang, tuple(quantities(text, lang)), bool(len(negations(text, lang)) % 2))


def amounts_differ(a: Sequence[Quantity], b: Sequence[Quantity]) -> int:
    """Numbers of the side with fewer that agree with none of the other side (small counts and ordinals left out)."""
    first, second = ([q for q in side if _telling(q)] for side in (a, b))
    if len(first) > len(second):
        first, second = second, first
    return sum(all(not compare(one, other).verdict.agrees for other in second) for one in first)


def _telling(quantity: Quantity) -> bool:
    if quantity.kind is QuantityKind.DATE:
        return quantity.unit[:4].isdigit()
    return quantity.kind in (QuantityKind.MONEY, QuantityKind.PERCENT, QuantityKind.AGE) or quantity.low > 12


def same_claims(
    pairs: Sequence[tuple[str, str, str, str]], *, words: WordEncoder | Wording | None = None
) -> list[float]:
    """Probability for each (text, language, text, language) that both state the same; order kept.

    0.5 is the border above which xling calls two claims the same. Look-alikes that swap who and whom, change a number
    or deny it score low; without ``words`` the installed word encoder is loaded.
    """
    wording = words if isinstance(words, Wording) else Wording(words) if words is not None else installed()
    wording.prepare([one for a, a_lang, b, b_lang in pairs for one in ((a, a_lang), (b, b_lang))])
    return [_same(_parsed(a, a_lang), _parsed(b, b_lang), wording) for a, a_lang, b, b_lang in pairs]


def same_claim(a_text: str, a_lang: str, b_text: str, b_lang: str) -> float:
    """Probability that two texts state the same; see ``same_claims``."""
    return same_claims([(a_text, a_lang, b_text, b_lang)])[0]


@cache
def installed() -> Wording:
    """The wording over the installed word encoder, loaded once."""
    from xling.encode import word_encoder

    return Wording(word_encoder())


def _same(a: Statement, b: Statement, wording: Wording) -> float:
    if a.text.strip() == b.text.strip():
        return 1.0 if a.text.strip() else 0.0
    found = wording.compare((a.text, a.lang), (b.text, b.lang))
    return judge(found, a, b)


def judge(found: Likeness, a: Statement, b: Statement) -> float:
    """The probability from likeness, numbers and negation; factors multiply, so any clear difference decides."""
    z = min(2.5, 0.55 * order_score(found, a.lang, b.lang))
    z -= 3.0 * amounts_differ(a.quantities, b.quantities)
    z -= 2.0 * (a.denied != b.denied)
    return matter(found, a.lang, b.lang) * probability(z)
