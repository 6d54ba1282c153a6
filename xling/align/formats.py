"""Alignments in and out: ``|||`` pairs, Pharaoh lines, JSON records of words and of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xling.align.pairs import Pair
from xling.align.sentences import Bead
from xling.align.words import chinese_segmenter, tokenize, whitespace
from xling.errors import InputError
from xling.types import Alignment


def parse_pair(
    line: str, *, tokenized: bool, langs: tuple[str, str], chinese: str = "words", terms: Sequence[str] = ()
) -> Pair:
    """A line ``source ||| target``; an empty side is allowed, a blank line is a pair of two.

    :raises InputError: the line does not hold exactly one ``|||``.
    """
    parts = line.split("|||") if line.strip() else ["", ""]
    if len(parts) != 2:
        raise InputError(
            f"expected one '|||' between source and target, found {len(parts) - 1}",
            hint="give one pair per line: source ||| target",
        )
    return make_pair(parts[0].strip(), parts[1].strip(), tokenized=tokenized, langs=langs, chinese=chinese, terms=terms)


def make_pair(
    source: str,
    target: str,
    *,
    tokenized: bool,
    langs: tuple[str, str],
    chinese: str = "words",
    terms: Sequence[str] = (),
) -> Pair:
    """A pair from two texts, split at white space (``tokenized``) or into words of their language.

    :param terms: Chinese words that stay whole.
    """
    if tokenized:
        return Pair(source, target, whitespace(source), whitespace(target), *langs)
    segmenter = chinese_segmenter(terms) if terms else None
    left, right = (tokenize(text, chinese=chinese, segmenter=segmenter) for text in (source, target))
    return Pair(source, target, left, right, *langs)


def bead_record(bead: Bead, source: Sequence[str], target: Sequence[str]) -> dict[str, Any]:
    """Each side as ``[line, start, end)``: the 1-based line and the characters of its sentence; texts and cosine.

    :param source: all lines of the source, to which the bead's numbers belong; ``target`` likewise.
    """
    return {
        "source": [_place(i, source[i]) for i in bead.source],
        "target": [_place(j, target[j]) for j in bead.target],
        "score": bead.score,
        "source_text": [source[i].strip() for i in bead.source],
        "target_text": [target[j].strip() for j in bead.target],
    }


def _place(index: int, line: str) -> list[int]:
    start = len(line) - len(line.lstrip())
    return [index + 1, start, start + len(line.strip())]


def pharaoh(alignment: Alignment, *, scores: bool = False) -> str:
    """``0-0 1-2`` with 0-based word numbers; with ``scores`` each link carries its own: ``0-0:0.93``."""
    return " ".join(
        f"{link.source}-{link.target}:{link.score:.3f}" if scores else f"{link.source}-{link.target}"
        for link in alignment.links
    )


def record(alignment: Alignment) -> dict[str, Any]:
    """Texts, tokens as ``[start, end)`` character spans, links as ``[source, target, score]``."""
    return {
        "source": alignment.source,
        "target": alignment.target,
        "source_tokens": [[span.start, span.end] for span in alignment.source_tokens],
        "target_tokens": [[span.start, span.end] for span in alignment.target_tokens],
        "links": [[link.source, link.target, round(link.score, 4)] for link in alignment.links],
    }
