"""Judge single lines: each text, or each source–translation pair, stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from xling.checks.examine import decide, findings, line_score
from xling.checks.material import Material
from xling.checks.policy import Policy
from xling.ingest import line_articles
from xling.protocols import Aligner, SentenceEncoder
from xling.segment import segment
from xling.types import Alignment, Article, Finding, Flag, Segment, Span, Term, Translation

T = TypeVar("T")
_BATCH = 400  # lines looked at together: enough for full encoder batches, and memory stays flat


@dataclass(frozen=True, slots=True)
class LineResult:
    """The judgement of one input line. ``score`` is 0–1, higher is worse, graded for ranking.

    ``findings`` are all that the checks saw, those below the thresholds of flags included.
    """

    line: int
    article: Article
    score: float
    flags: tuple[Flag, ...]
    translation: Translation | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """What the checks may use on lines; everything may be missing."""

    policy: Policy
    encoder: SentenceEncoder | None = None
    aligner: Aligner | None = None
    terms: tuple[Term, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def flag_lines(lines: Iterable[str], *, lang: str, bench: Bench) -> Iterator[LineResult]:
    """One result per line, in order; memory does not grow with the number of lines."""
    for start, batch in _batches(lines):
        articles = line_articles(batch, lang=lang)
        segments = [piece for article in articles for piece in segment(article)]
        yield from _judge(start, articles, segments, {}, {}, bench)


def flag_pairs(pairs: Iterable[tuple[str, str]], *, source: str, target: str, bench: Bench) -> Iterator[LineResult]:
    """One result per (source, translation) pair; a line is one segment, whatever sentences it holds."""
    for start, batch in _batches(pairs):
        articles = line_articles([text for text, _ in batch], lang=source)
        segments = [_whole(article) for article in articles]
        translations = {
            piece.id: Translation(segment=piece, lang=target, text=text)
            for piece, (_, text) in zip(segments, batch, strict=True)
        }
        alignments: dict[str, Alignment] = {}
        if bench.aligner:
            found = bench.aligner.align([(t.segment.text, t.text, source, target) for t in translations.values()])
            alignments = dict(zip(translations, found, strict=True))
        yield from _judge(start, articles, segments, translations, alignments, bench)


def _batches(items: Iterable[T]) -> Iterator[tuple[int, list[T]]]:
    iterator, start = iter(items), 0
    while batch := list(islice(iterator, _BATCH)):
        yield start, batch
        start += len(batch)


def _whole(article: Article) -> Segment:
    text = article.text.strip()
    start = len(article.text) - len(article.text.lstrip()) if text else 0
    return Segment(f"{article.id}#0", article.id, 0, article.lang, text, Span(start, start + len(text)))


def _judge(
    start: int,
    articles: list[Article],
    segments: list[Segment],
    translations: dict[str, Translation],
    alignments: dict[str, Alignment],
    bench: Bench,
) -> Iterator[LineResult]:
    material = Material(
        articles=tuple(articles),
        segments=tuple(segments),
        translations=translations,
        alignments=alignments,
        terms=bench.terms,
        encoder=bench.encoder,
        together=False,
    )
    found = findings(material, select=bench.select, ignore=bench.ignore)
    by_article: dict[str, list[Flag]] = {}
    for flag in decide(found, material, bench.policy):
        by_article.setdefault(flag.finding.article, []).append(flag)
    seen: dict[str, list[Finding]] = {}
    for finding in found:
        seen.setdefault(finding.article, []).append(finding)
    for number, article in enumerate(articles):
        own = seen.get(article.id, [])
        yield LineResult(
            line=start + number + 1,
            article=article,
            score=line_score(own, bench.policy),
            flags=tuple(by_article.get(article.id, ())),
            translation=translations.get(f"{article.id}#0"),
            findings=tuple(own),
        )
