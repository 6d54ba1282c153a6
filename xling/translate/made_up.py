"""Words that no language has, and German ones that were copied: the word that the decoder looked at is said instead.

Subword models put pieces together to words that do not exist (airauch for Luftschlauch). Where the attention says which
source word was meant, nothing else of the translation renders it, and its English is sure, that takes the place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xling.align.words import tokenize
from xling.translate.adequacy import is_content
from xling.translate.decoder import Decoder
from xling.translate.ladder import Pinned
from xling.translate.renderings import is_listed, is_rendered, rendering
from xling.translate.tidy import Edit, applied, moved
from xling.types import Span

_WORD = re.compile(r"(?<![\w@./#’'-])[^\W\d_]{4,}(?:-[^\W\d_]+)*(?![\w@/’'-])")
_LOOKS = 0.3  # share of the attention that must rest on one source word

Placed = Sequence[tuple[str, Span]]


@dataclass(frozen=True, slots=True)
class _Case:
    """A translation with words to mend: its number, the words, the pieces of both sides."""

    number: int
    bad: tuple[Span, ...]
    source: Placed
    target: Placed


def mended(decoder: Decoder, sources: Sequence[str], found: Sequence[Pinned]) -> list[Pinned]:
    """``found``, translations of ``sources``, with made-up words replaced around the terms, their places moved, and a
    note for each. Languages without a lexical table pass unchanged."""
    cases = [case for number in range(len(found)) if (case := _case(decoder, number, sources[number], found[number]))]
    names = [(tuple(p for p, _ in case.source), tuple(p for p, _ in case.target)) for case in cases]
    result = list(found)
    for case, attention in zip(cases, decoder.backend.attend(names) if names else (), strict=True):
        source, pinned = sources[case.number], found[case.number]
        if changes := _edits(case, attention, source, pinned.text, decoder.languages[0]):
            hits = tuple(
                replace(hit, target_span=moved(hit.target_span, changes, pinned.text)) if hit.target_span else hit
                for hit in pinned.hits
            )
            notes = [f"made-up word {each.span.of(pinned.text)!r}: {each.why}" for each in changes]
            text = applied(pinned.text, changes)
            result[case.number] = replace(pinned, text=text, hits=hits, warnings=(*pinned.warnings, *notes))
    return result


def _case(decoder: Decoder, number: int, source: str, pinned: Pinned) -> _Case | None:
    lang = decoder.languages[0]
    held = [hit.target_span for hit in pinned.hits if hit.target_span]
    places = [Span(*match.span()) for match in _WORD.finditer(pinned.text) if _is_bad(match[0], source, lang)]
    bad = [span for span in places if not any(span.overlaps(other) for other in held)]
    if not bad:
        return None
    left, right = decoder.tokenizer.placed(source), decoder.tokenizer.placed(pinned.text, target=True)
    return _Case(number, tuple(bad), left, right) if max(len(left), len(right)) < decoder.backend.limit else None


def _is_bad(word: str, source: str, lang: str) -> bool:
    """Words that stand in the source are judged by dictionaries alone: the table may know them as copied."""
    return not is_listed(word, "" if word in source else lang)


def _edits(case: _Case, attention: NDArray[np.float32], source: str, text: str, lang: str) -> list[Edit]:
    spans = tokenize(source)
    words = [span.of(source) for span in spans]
    owner = [next((n for n, word in enumerate(spans) if word.overlaps(span)), -1) for _, span in case.source]
    said = frozenset(span.of(text).lower() for span in tokenize(text))
    changes: list[Edit] = []
    used: set[int] = set()
    for bad in case.bad:
        rows = [row for row, (_, span) in enumerate(case.target) if span.overlaps(bad)]
        mass = np.zeros(len(words) + 1)
        np.add.at(mass, owner, attention[rows, : len(owner)].mean(axis=0) if rows else 0.0)
        chosen = int(mass[:-1].argmax())
        word, old = words[chosen], bad.of(text)
        if mass[chosen] < _LOOKS or chosen in used or "-" in word or not is_content(word, lang):
            continue
        new = rendering(word, lang)
        if not new or new.lower() == old.lower() or is_rendered(word, lang, said) or _in_name(old, words, chosen, lang):
            continue
        used.add(chosen)
        new = new[0].upper() + new[1:] if old[0].isupper() and not bad.start else new
        changes.append(Edit(bad, new, f"{word!r} mended to {new!r} (dictionary)"))
    return changes


def _in_name(old: str, words: Sequence[str], at: int, lang: str) -> bool:
    """Whether a copied word stands beside a capitalised one that has no English either: MHP Riesen Ludwigsburg."""
    if old != words[at]:
        return False
    beside = [word for word in (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]) if word[:1].isupper()]
    return any(not rendering(word, lang) and is_content(word, lang) for word in beside)
