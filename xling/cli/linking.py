"""What ``xling link`` does between its options and its output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xling.cli import console

if TYPE_CHECKING:
    from xling.protocols import Aligner, Progress, SentenceEncoder, WordEncoder
    from xling.report.view import DescentView
    from xling.types import Article, Claim, ClaimLink, Descent


@dataclass(frozen=True, slots=True)
class Models:
    """The encoders; both None where none is installed or wanted."""

    sentences: SentenceEncoder | None = None
    words: WordEncoder | None = None
    aligner: Aligner | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What one call found."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    links: tuple[ClaimLink, ...]
    descents: tuple[Descent, ...] = ()
    traced: bool = False  # lineage was looked for
    notes: tuple[str, ...] = field(default=())


def models(*, threads: int, use: bool, quiet: bool) -> Models:
    """The installed encoders; a missing one is noted and done without."""
    if not use:
        return Models()
    from xling.align import EmbeddingAligner
    from xling.encode import sentence_encoder, word_encoder
    from xling.errors import ModelError, OutputError

    try:
        words = word_encoder(threads=threads)
        return Models(sentence_encoder(threads=threads), words, EmbeddingAligner(words))
    except (ModelError, OutputError) as error:
        if not quiet:
            console.note(f"{error}; linking by names and amounts alone")
        return Models()


def link_articles(
    articles: Sequence[Article], use: Models, *, store: Path | None, least: float, progress: Progress
) -> Result:
    """Claims and links of ``articles``; with a store, links to what it already holds as well."""
    from xling.claims import extract, lineage, link
    from xling.segment import segment

    segments = [piece for article in articles for piece in segment(article)]
    claims = extract(articles, segments)
    notes = () if use.sentences else ("no encoder: linked by names and amounts alone, which finds fewer links",)
    if store is not None:
        return _stored(articles, claims, use, store, least, notes)
    links = link(claims, encoder=use.sentences, words=use.words, least=least, progress=progress)
    descents = tuple(lineage(articles, claims, links))
    return Result(tuple(articles), tuple(claims), tuple(links), descents, len(articles) > 1, notes)


def _stored(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    use: Models,
    path: Path,
    least: float,
    notes: tuple[str, ...],
) -> Result:
    from xling.claims.store import ClaimStore

    with ClaimStore(path) as kept:
        links = kept.add(articles, claims, encoder=use.sentences, words=use.words, aligner=use.aligner, least=least)
        everything = {article.id: article for article in (*kept.articles(links), *articles)}
    return Result(tuple(everything.values()), tuple(claims), tuple(links), notes=notes)


def as_json(result: Result) -> dict[str, Any]:
    """The stable JSON: articles, claims, links; and which article seems to come from which."""
    from xling.report.machine import article_json, claim_json, link_json

    articles = {article.id: article for article in result.articles}
    return {
        "articles": [article_json(article) for article in result.articles],
        "claims": [claim_json(claim, articles) for claim in result.claims],
        "links": [link_json(one, articles) for one in result.links],
        "lineage": [
            {"source": one.source, "derived": one.derived, "score": round(one.score, 4), "evidence": list(one.evidence)}
            for one in result.descents
        ],
        "notes": list(result.notes),
    }


def as_text(result: Result) -> str:
    """A table of the links, best first, and the lineage."""
    from xling.report.text import clip, table
    from xling.report.view import NO_DESCENT

    if not result.links:
        return "no links" + "".join(f"\nnote: {line}" for line in result.notes)
    rows: list[list[str]] = [["verdict", "score", "differs", "claim", "claim of another article"]]
    order = sorted(result.links, key=lambda one: (one.verdict.value != "conflict", -one.score))
    for one in order:
        left = f"{clip(one.a.article, 14)}: {one.a.text}"
        right = f"{clip(one.b.article, 14)}: {one.b.text}"
        differs = ", ".join(one.differs)
        rows.append([one.verdict.value, f"{one.score:.2f}", differs, clip(left, 64), clip(right, 64)])
    count = len(result.links)
    lines = [table(rows), f"{count} link{'' if count == 1 else 's'} between {len(result.articles)} articles"]
    lines += [f"{one.sentence}: {'; '.join(one.evidence)}" for one in _descents(result)]
    if result.traced and not result.descents:
        lines.append(NO_DESCENT)
    return "\n".join([*lines, *(f"note: {line}" for line in result.notes)])


def _descents(result: Result) -> list[DescentView]:
    from xling.report.view import descent_views

    return descent_views(result.descents, {})  # by id, as in the summary of a run


def write_page(result: Result, path: Path) -> None:
    """The HTML matrix.

    :raises OutputError: the page cannot be written.
    """
    from xling.claims.matrix import page
    from xling.files import write_atomic

    write_atomic(path, page(result.articles, result.links, result.descents))


def explanation(result: Result, use: Models, a: str, b: str) -> str:
    """Everything that speaks for and against linking two claims."""
    from xling.claims.reasons import explain, find

    return explain(
        find(result.claims, a), find(result.claims, b), result.claims, encoder=use.sentences, words=use.words
    )
