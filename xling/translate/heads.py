"""The beginning of a text that is not for the model: cut off before, put back into the translation."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xling.types import Segment, Span, TermMatch, Translation

_JOINERS = "\u200d\ufe0e\ufe0f"  # inside an emoji
_SIGNS = frozenset({"So", "Sm", "Sk"})


@dataclass(frozen=True, slots=True)
class Head:
    """The first ``end`` characters of a text, what stands for them in the translation, blank included, and the note
    about it; "" for none."""

    end: int
    words: str
    note: str = ""


def ornament(text: str) -> Head | None:
    """The signs that ``text`` begins with (▲, ■, →, emoji), to stay as they are: small models have no pieces for them.

    None where there are none, and where nothing follows them.
    """
    end = next((at for at, character in enumerate(text) if not (_is_sign(character) or character.isspace())), len(text))
    return Head(end, text[:end]) if text[:end].strip() and end < len(text) else None


def _is_sign(character: str) -> bool:
    return not character.isascii() and (unicodedata.category(character) in _SIGNS or character in _JOINERS)


def without(segment: Segment, terms: Sequence[TermMatch], found: Head) -> tuple[Segment, tuple[TermMatch, ...]]:
    """The segment and its terms behind the head, positions counted from there."""
    moved = tuple(replace(match, span=match.span.shift(-found.end)) if len(match.span) else match for match in terms)
    return replace(segment, text=segment.text[found.end :]), moved


def restored(translation: Translation, segment: Segment, terms: Sequence[TermMatch], found: Head) -> Translation:
    """The translation of :func:`without` as that of the whole segment."""
    head = found.words if translation.text else found.words.rstrip()
    hits = tuple(
        replace(hit, match=match, target_span=hit.target_span.shift(len(head)) if hit.target_span else None)
        for hit, match in zip(translation.terms, terms, strict=True)
    )
    notes = (found.note,) if found.note else ()
    return replace(
        translation,
        segment=segment,
        text=head + translation.text,
        terms=hits,
        warnings=(*notes, *translation.warnings),
    )


def free(found: Head | None, terms: Sequence[TermMatch]) -> Head | None:
    """``found``, unless an editor's term lies in it: the term decides."""
    if found and any(len(match.span) and match.span.overlaps(Span(0, found.end)) for match in terms):
        return None
    return found
