"""How well translations keep to given terms: success, consistency over the document, and what the terms cost or gain.

The measures are those of the WMT terminology tasks (Semenov et al. 2023; 2025): the share of required target terms that
the output contains, verbatim and inflected; the agreement of renderings of one term over the document; translation
quality with and without terms; and the same with random terms, because a system may only copy whatever it is given.
All functions are pure; a hypothesis list runs parallel to the lines.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xling.errors import InputError
from xling.evaluate.mt import Quality, quality
from xling.glossary.phrase import occurrences

_EMPTY_ITEM = re.compile(r",\s*(?=,)")
"""The WMT 2023 development set has a list with an empty element, which JSON does not allow."""


@dataclass(frozen=True, slots=True)
class TermPair:
    """A source term and the rendering it must have."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """A test sentence with the terms that hold in it, and as many random word pairs of the same reference."""

    source: str
    reference: str
    proper: tuple[TermPair, ...] = ()
    random: tuple[TermPair, ...] = ()


@dataclass(frozen=True, slots=True)
class Success:
    """Required terms and how many of them the output has: letter by letter (case aside), and in any inflected form."""

    total: int
    exact: int
    lemma: int

    @property
    def exact_rate(self) -> float:
        return self.exact / self.total if self.total else float("nan")

    @property
    def lemma_rate(self) -> float:
        return self.lemma / self.total if self.total else float("nan")


@dataclass(frozen=True, slots=True)
class Adherence:
    """Everything about one set of hypotheses. ``verbatim`` counts only terms that the reference has letter by letter:
    no translator can be asked for the others."""

    proper: Success
    verbatim: Success
    random: Success
    consistency: float
    quality: Quality | None = None
    unmarked: Quality | None = None  # on the lines without terms
    missed: tuple[tuple[int, TermPair], ...] = field(default=(), compare=False)


def read_lines(path: Path, *, source_lang: str, target_lang: str = "en") -> list[TermLine]:
    """Test lines of a TSV with the columns src, ref_en, terms_proper_json, terms_random_json.

    :raises InputError: with file and line for anything else.
    """
    try:
        rows = path.read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}", hint="give a table in UTF-8") from error
    lines = []
    for number, row in enumerate(rows, start=2):
        cells = row.split("\t")
        if len(cells) != 4:
            raise InputError(f"{path}:{number}: {len(cells)} columns, expected 4")
        try:
            proper, random = (_pairs(cell, source_lang, target_lang) for cell in cells[2:])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: not a list of terms: {error}") from error
        lines.append(TermLine(cells[0], cells[1], proper, random))
    return lines


def _pairs(cell: str, source_lang: str, target_lang: str) -> tuple[TermPair, ...]:
    return tuple(
        TermPair(item[source_lang], item[target_lang]) for item in json.loads(_EMPTY_ITEM.sub("", cell or "[]"))
    )


def has_exact(text: str, target: str) -> bool:
    """Whether ``text`` contains ``target`` as whole words, case aside."""
    low, word = text.casefold(), target.casefold()
    start = low.find(word)
    while word and start >= 0:
        before, after = low[start - 1 : start], low[start + len(word) : start + len(word) + 1]
        if not (before.isalnum() and word[0].isalnum()) and not (after.isalnum() and word[-1].isalnum()):
            return True
        start = low.find(word, start + 1)
    return False


def has_lemma(text: str, target: str, lang: str = "en") -> bool:
    """Whether ``text`` contains ``target`` in any inflected form, as a noun or as a verb, or verbatim."""
    return has_exact(text, target) or any(
        next(occurrences(target, lang, text, pos=pos, any_case=True), None) is not None for pos in ("noun", "verb")
    )


def success(terms: Sequence[Sequence[TermPair]], hypotheses: Sequence[str], lang: str = "en") -> Success:
    """Success over all lines; a term required twice in a line counts once.

    :raises InputError: when there are not as many hypotheses as lines.
    """
    _same_length(terms, hypotheses)
    total = exact = lemma = 0
    for required, text in zip(terms, hypotheses, strict=True):
        for pair in dict.fromkeys(required):
            total += 1
            verbatim = has_exact(text, pair.target)
            exact += verbatim
            lemma += verbatim or has_lemma(text, pair.target, lang)
    return Success(total, exact, lemma)


def consistency(terms: Sequence[Sequence[TermPair]], hypotheses: Sequence[str], lang: str = "en") -> float:
    """Mean, over source terms that occur in at least two lines, of the share of lines with the commonest rendering.

    Renderings are the targets that the term has anywhere in the document; a line with none of them counts as a
    rendering of its own. NaN when no term occurs twice.
    """
    _same_length(terms, hypotheses)
    targets: dict[str, set[str]] = defaultdict(set)
    lines: dict[str, list[int]] = defaultdict(list)
    for number, required in enumerate(terms):
        for pair in dict.fromkeys(required):
            targets[pair.source].add(pair.target)
            if number not in lines[pair.source]:
                lines[pair.source].append(number)
    shares = []
    for source, numbers in lines.items():
        if len(numbers) < 2:
            continue
        used = Counter(
            next((target for target in sorted(targets[source]) if has_lemma(hypotheses[number], target, lang)), number)
            for number in numbers
        )
        shares.append(used.most_common(1)[0][1] / len(numbers))
    return sum(shares) / len(shares) if shares else float("nan")


def adherence(
    lines: Sequence[TermLine], hypotheses: Sequence[str], *, lang: str = "en", with_quality: bool = True
) -> Adherence:
    """All measures for one set of hypotheses.

    :raises InputError: when there are not as many hypotheses as lines.
    """
    _same_length(lines, hypotheses)
    proper = [line.proper for line in lines]
    reachable = [tuple(pair for pair in line.proper if has_exact(line.reference, pair.target)) for line in lines]
    bare = [number for number, line in enumerate(lines) if not line.proper]
    missed = tuple(
        (number, pair)
        for number, line in enumerate(lines)
        for pair in dict.fromkeys(line.proper)
        if not has_lemma(hypotheses[number], pair.target, lang)
    )
    return Adherence(
        proper=success(proper, hypotheses, lang),
        verbatim=success(reachable, hypotheses, lang),
        random=success([line.random for line in lines], hypotheses, lang),
        consistency=consistency(proper, hypotheses, lang),
        quality=quality(hypotheses, [[line.reference for line in lines]]) if with_quality else None,
        unmarked=quality([hypotheses[n] for n in bare], [[lines[n].reference for n in bare]])
        if with_quality and bare
        else None,
        missed=missed,
    )


@dataclass(frozen=True, slots=True)
class Gain:
    """What terms change: proper against none, and proper against random, in success (rate) and quality (points)."""

    success: float
    chrf: float
    over_random_success: float
    over_random_chrf: float


def gain(*, proper: Adherence, none: Adherence, random: Adherence) -> Gain:
    """Compare hypotheses made with proper terms, with none, and with random ones (all scored on the proper terms)."""

    def chrf(one: Adherence) -> float:
        return one.quality.chrf if one.quality else float("nan")

    return Gain(
        proper.proper.lemma_rate - none.proper.lemma_rate,
        chrf(proper) - chrf(none),
        proper.proper.lemma_rate - random.proper.lemma_rate,
        chrf(proper) - chrf(random),
    )


def _same_length(lines: Sequence[object], hypotheses: Sequence[str]) -> None:
    if len(lines) != len(hypotheses):
        raise InputError(
            f"{len(hypotheses)} hypotheses for {len(lines)} lines",
            hint="one translation a line, in the order of the test",
        )
