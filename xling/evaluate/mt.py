"""Translation quality: BLEU and chrF with signatures, output loops, and values of numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xling.errors import InputError

_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Quality:
    """BLEU (Papineni et al. 2002) and chrF2 (Popović 2015) by sacreBLEU, 0–100, with their signatures."""

    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str
    lines: int

    def __str__(self) -> str:
        signatures = f"{self.bleu_signature}; {self.chrf_signature}"
        return f"BLEU {self.bleu:.1f} chrF2 {self.chrf:.1f} ({self.lines} lines; {signatures})"


def quality(hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> Quality:
    """Corpus scores of ``hypotheses`` against one or more reference translations of the same lines.

    :raises InputError: the sides differ in length or are empty.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    if not hypotheses or not references or any(len(reference) != len(hypotheses) for reference in references):
        sizes = ", ".join(str(len(reference)) for reference in references)
        raise InputError(
            f"{len(hypotheses)} translations, references of {sizes or 'no'} lines", hint="give line for line"
        )
    bleu, chrf = BLEU(), CHRF()
    streams = [list(reference) for reference in references]
    first = bleu.corpus_score(list(hypotheses), streams)
    second = chrf.corpus_score(list(hypotheses), streams)
    return Quality(
        round(first.score, 2),
        round(second.score, 2),
        str(bleu.get_signature()),
        str(chrf.get_signature()),
        len(hypotheses),
    )


def loops(text: str, *, size: int = 4, times: int = 3) -> bool:
    """True when some ``size`` words in a row occur ``times`` times or more."""
    words = _WORD.findall(text.lower())
    grams = Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
    return max(grams.values(), default=0) >= times


def loop_share(texts: Sequence[str]) -> float:
    """Share of ``texts`` that loop; 0.0 for no texts."""
    return sum(map(loops, texts)) / len(texts) if texts else 0.0


@dataclass(frozen=True, slots=True)
class Values:
    """``right`` of ``total`` quantities of the references were found with the same value in the translation."""

    right: int
    total: int

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else 0.0


def values(hypotheses: Sequence[str], references: Sequence[str], *, lang: str = "en") -> Values:
    """Compare the exact values (not the spelling) of all quantities that a reference has with its translation's."""
    from xling.claims import quantities

    right = total = 0
    for hypothesis, reference in zip(hypotheses, references, strict=True):
        wanted = Counter((quantity.kind, quantity.low, quantity.high) for quantity in quantities(reference, lang))
        found = Counter((quantity.kind, quantity.low, quantity.high) for quantity in quantities(hypothesis, lang))
        total += wanted.total()
        right += (wanted & found).total()
    return Values(right, total)


def term_success(hypotheses: Sequence[str], terms: Sequence[Sequence[str]]) -> Values:
    """How many of the wanted target terms stand in their translation, letter case aside (exact match success)."""
    pairs = [(h.casefold(), term.casefold()) for h, wanted in zip(hypotheses, terms, strict=True) for term in wanted]
    return Values(sum(term in hypothesis for hypothesis, term in pairs), len(pairs))
