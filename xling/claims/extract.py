"""Segments to claims: sentences, or clauses of long ones, with their quantities, names, stance and source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xling.claims.bearers import resolve
from xling.claims.clauses import clauses
from xling.claims.names import names, survey
from xling.claims.predicates import predicate
from xling.claims.quantity import quantities
from xling.claims.stance import attribution, modality, polarity
from xling.types import Article, BlockKind, Claim, Name, NameKind, Quantity, QuantityKind, Segment, Span

_SHORTEST = 12
"""A piece with fewer characters (Chinese: a third) and neither number nor name says nothing that could be checked."""


@dataclass(frozen=True, slots=True)
class _Read:
    segment: Segment
    quantities: tuple[Quantity, ...]
    names: tuple[Name, ...]


def extract(articles: Sequence[Article], segments: Sequence[Segment]) -> list[Claim]:
    """Claims of all content segments, in order of the segments; names carry one key over all ``articles``.

    Spans of quantities and names are into ``Article.text``, as the claim's own. Captions and list items count as
    sentences; boilerplate and metadata give no claims.
    """
    dates = {article.id: article.date for article in articles}
    content = [segment for segment in segments if segment.is_content and segment.text.strip()]
    found = named(content)
    claims: list[Claim] = []
    for segment, here in zip(content, found, strict=True):
        read = _Read(segment, _quantities(segment, dates.get(segment.article, "")), here)
        claims += _claims(read)
    return claims


def named(segments: Sequence[Segment]) -> list[tuple[Name, ...]]:
    """Names of every segment (spans into its text), with keys that hold for all segments together."""
    context = survey([(segment.text, segment.lang) for segment in segments])
    per_segment = [names(segment.text, segment.lang, context=context) for segment in segments]
    grouped: dict[str, list[Name]] = {segment.article: [] for segment in segments}
    for segment, here in zip(segments, per_segment, strict=True):
        grouped[segment.article] += here
    resolved = {a: iter(keyed) for a, keyed in zip(grouped, resolve(list(grouped.values())), strict=True)}
    return [
        tuple(next(resolved[segment.article]) for _ in here)
        for segment, here in zip(segments, per_segment, strict=True)
    ]


def _quantities(segment: Segment, date: str) -> tuple[Quantity, ...]:
    return tuple(quantities(segment.text, segment.lang, date=date))


def _claims(read: _Read) -> Iterator[Claim]:
    segment = read.segment
    guard = [*(quantity.span for quantity in read.quantities), *(name.span for name in read.names)]
    source = attribution(segment.text, segment.lang)
    for number, piece in enumerate(clauses(segment.text, guard)):
        text = piece.of(segment.text)
        span = Span(piece.start + len(text) - len(text.lstrip()), piece.start + len(text.rstrip()))
        if len(span) < 2:
            continue
        here = _within(read, span)
        if not here.quantities and not here.names and _small(span.of(segment.text), segment.lang):
            continue
        yield _claim(here, span, number, source)


def _small(text: str, lang: str) -> bool:
    return len(text) * (3 if lang == "zh" else 1) < _SHORTEST


def _within(read: _Read, span: Span) -> _Read:
    return replace(
        read,
        quantities=tuple(quantity for quantity in read.quantities if span.contains(quantity.span)),
        names=tuple(
            name
            for name in read.names
            if span.contains(name.span) and not any(q.span.overlaps(name.span) for q in read.quantities)
        ),
    )


def _claim(read: _Read, span: Span, number: int, source: str) -> Claim:
    segment = read.segment
    base = segment.span.start
    text = span.of(segment.text)
    happens = predicate(text, segment.lang)
    return Claim(
        id=f"{segment.id}/{number}",
        article=segment.article,
        segment=segment.id,
        lang=segment.lang,
        text=text,
        span=span.shift(base),
        quantities=tuple(replace(quantity, span=quantity.span.shift(base)) for quantity in read.quantities),
        names=tuple(replace(name, span=name.span.shift(base)) for name in read.names),
        polarity=polarity(text, segment.lang),
        attribution=source,
        modality=modality(text, segment.lang),
        predicate=replace(happens, span=happens.span.shift(span.start + base)) if happens else None,
        who=next((name.key for name in read.names if name.kind is not NameKind.PLACE), ""),
        when=tuple(quantity.unit for quantity in read.quantities if quantity.kind is QuantityKind.DATE),
        where=tuple(name.key for name in read.names if name.kind is NameKind.PLACE),
        lead=segment.kind in (BlockKind.TITLE, BlockKind.HEADING),
    )
