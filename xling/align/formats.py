"""Alignments in and out: ``|||`` pairs, Pharaoh lines, JSON records."""

from __future__ import annotations

from typing import Any

from xling.align.pairs import Pair
from xling.align.words import tokenize, whitespace
from xling.errors import InputError
from xling.types import Alignment


def parse_pair(line: str, *, tokenized: bool, langs: tuple[str, str], chinese: str = "words") -> Pair:
    """A line ``source ||| target``; an empty side is allowed, a blank line is a pair of two.

    :raises InputError: the line does not hold exactly one ``|||``.
    """
    parts = line.split("|||") if line.strip() else ["", ""]
    if len(parts) != 2:
        raise InputError(
            f"expected one '|||' between source and target, found {len(parts) - 1}",
            hint="give one pair per line: source ||| target",
        )
    return make_pair(parts[0].strip(), parts[1].strip(), tokenized=tokenized, langs=langs, chinese=chinese)


def make_pair(source: str, target: str, *, tokenized: bool, langs: tuple[str, str], chinese: str = "words") -> Pair:
    """A pair from two texts, split at white space (``tokenized``) or into words of their language."""
    if tokenized:
        return Pair(source, target, whitespace(source), whitespace(target), *langs)
    return Pair(source, target, tokenize(source, chinese=chinese), tokenize(target, chinese=chinese), *langs)


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
