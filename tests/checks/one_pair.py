"""One sentence and its translation as material for a check."""

from __future__ import annotations

from xling.checks import Material
from xling.types import Alignment, Article, Link, Segment, Span, Translation


def words(text: str) -> tuple[Span, ...]:
    """The words of a text whose words stand between single blanks."""
    spans, start = [], 0
    for word in text.split(" "):
        spans.append(Span(start, start + len(word)))
        start += len(word) + 1
    return tuple(spans)


def linked(source: str, target: str, *links: tuple[str, str]) -> Alignment:
    """The first places of the words of each pair are linked."""
    places = [(source.split(" ").index(one), target.split(" ").index(other)) for one, other in links]
    return Alignment(source, target, words(source), words(target), tuple(Link(*place, 0.9) for place in places))


def material(lang: str, source: str, target: str, alignment: Alignment | None) -> Material:
    segment = Segment("x#0", "x", 0, lang, source, Span(0, len(source)))
    return Material(
        (Article("x", "x", lang, source),),
        (segment,),
        {"x#0": Translation(segment, "en", target)},
        {"x#0": alignment} if alignment else {},
        together=False,
    )
