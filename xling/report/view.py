"""What the reports show, worked out once: numbered flags, marked texts, links by article pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xling.report.pieces import Piece, pieces
from xling.types import (
    Alignment,
    Article,
    Blame,
    Claim,
    ClaimLink,
    Descent,
    Dossier,
    Flag,
    Pairing,
    Segment,
    Severity,
    Span,
    Verdict,
)

NO_DESCENT = "No derivation found: no article shares the order, the wording or the errors of another."

_VERDICTS = (Verdict.CONFLICT, Verdict.APPROXIMATELY, Verdict.AGREE, Verdict.RELATED, Verdict.UNRELATED)
_AROUND = 120  # characters of context on each side of a flag


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text with what stands before and after them, cut where that is long; ``text`` can be empty."""

    before: str
    text: str
    after: str
    lang: str

    @property
    def whole(self) -> str:
        return self.before + self.text + self.after


@dataclass(frozen=True, slots=True)
class FlagView:
    """A flag with its number in the dossier, the words it is about, and the sentence they stand in.

    ``translation`` is our translation of the sentence for a flag on it; its ``text`` are the words at fault, if known.
    """

    number: int
    flag: Flag
    text: str
    article: Article
    place: str  # "line 12"
    source: Passage
    translation: Passage | None = None

    @property
    def ours(self) -> bool:
        """True for a flag on our own translation, not on an article."""
        return _is_ours(self.flag)


@dataclass(frozen=True, slots=True)
class RowView:
    """One segment beside its translation. ``links`` is Pharaoh text; ``linked`` are numbers of claim links."""

    segment: Segment
    source: list[Piece]
    target: list[Piece]
    links: str
    warnings: tuple[str, ...]
    linked: tuple[int, ...]
    gap: bool  # an empty line stands before this row in the file


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with its rows and flags; ``counts`` are flags by severity, ``worst`` the worst of them or ""."""

    article: Article
    number: int
    rows: list[RowView]
    flags: list[FlagView]
    worst: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link of claims: both texts in pieces, word links as Pharaoh text, and the segments the claims stand in."""

    number: int
    link: ClaimLink
    a: list[Piece]
    b: list[Piece]
    links: str
    a_row: str
    b_row: str

    @property
    def rank(self) -> int:
        """Contradictions come first, what only shares its subject last."""
        return _VERDICTS.index(self.link.verdict)


@dataclass(frozen=True, slots=True)
class DescentView:
    """Titles of both articles, the probability in words, and the evidence."""

    derived: str
    verb: str
    source: str
    chance: str
    evidence: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"{self.derived} {self.verb} {self.source} ({self.chance})"


@dataclass(frozen=True, slots=True)
class DossierView:
    """All that the reports show; the dictionaries count flags and links by what their names say."""

    dossier: Dossier
    articles: list[ArticleView]
    flags: list[FlagView]
    links: list[LinkView]
    descents: list[DescentView]
    blames: dict[str, int]
    families: dict[str, int]
    severities: dict[str, int]
    verdicts: dict[str, int]


def view(dossier: Dossier) -> DossierView:
    """All that the reports need. Flags on the articles come before those on our own translation, worst first."""
    by_id = {article.id: article for article in dossier.articles}
    ranked = sorted(dossier.flags, key=lambda f: (_is_ours(f), -f.severity.rank, -f.confidence))
    pieces_by_id = {segment.id: segment for segment in dossier.segments}
    flags = [_flag_view(number, flag, by_id, pieces_by_id, dossier) for number, flag in enumerate(ranked, start=1)]
    links = [_link_view(number, link, dossier) for number, link in enumerate(dossier.links, start=1)]
    articles = _article_views(dossier, flags)
    return DossierView(
        dossier=dossier,
        articles=articles,
        flags=flags,
        links=links,
        descents=descent_views(dossier.descents, by_id),
        blames=dict(Counter(item.flag.finding.blame.value for item in flags).most_common()),
        families=dict(Counter(item.flag.family for item in flags).most_common()),
        severities={s.value: n for s in reversed(Severity) if (n := sum(f.flag.severity is s for f in flags))},
        verdicts=dict(Counter(link.verdict.value for link in dossier.links).most_common()),
    )


def descent_views(descents: Sequence[Descent], articles: Mapping[str, Article]) -> list[DescentView]:
    """Descents with titles in place of ids; an article without a title keeps its id."""
    titles = {article.id: article.title or article.id for article in articles.values()}
    return [
        DescentView(
            derived=titles.get(one.derived, one.derived),
            verb=one.verb,
            source="a Chinese original that is not among the articles"
            if one.source == "?zh"
            else titles.get(one.source, one.source),
            chance=f"{one.score:.0%}",
            evidence=one.evidence,
        )
        for one in descents
    ]


def _flag_view(
    number: int, flag: Flag, articles: Mapping[str, Article], segments: Mapping[str, Segment], dossier: Dossier
) -> FlagView:
    article, span = articles[flag.finding.article], flag.finding.span
    line = _line(article.file_text or article.text, article.file_span(span).start)
    segment = segments.get(flag.finding.segment)
    start, end = (segment.span.start, segment.span.end) if segment else (span.start, span.end)
    ours = dossier.translations.get(flag.finding.segment) if _is_ours(flag) else None
    return FlagView(
        number=number,
        flag=flag,
        text=span.of(article.text),
        article=article,
        place=f"line {line}",
        source=_passage(article.text[start:end], span.shift(-start), article.lang),
        translation=_passage(ours.text, flag.finding.target, ours.lang) if ours is not None else None,
    )


def _passage(text: str, span: Span | None, lang: str) -> Passage:
    """``span`` within ``text``; without a span, the beginning of the text."""
    before, inside, after = (text[: span.start], span.of(text), text[span.end :]) if span else ("", "", text)
    room = _AROUND if span else 2 * _AROUND
    return Passage(
        before=before if len(before) <= _AROUND else "…" + before[-_AROUND:],
        text=inside,
        after=after if len(after) <= room else after[:room] + "…",
        lang=lang,
    )


def _is_ours(flag: Flag) -> bool:
    return flag.finding.blame is Blame.TRANSLATION


def _line(text: str, position: int) -> int:
    """1-based line of a file; CR, LF and CRLF each end one."""
    before = text[:position]
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1


def _article_views(dossier: Dossier, flags: Sequence[FlagView]) -> list[ArticleView]:
    own: dict[str, list[FlagView]] = {article.id: [] for article in dossier.articles}
    by_segment: dict[str, list[FlagView]] = {}
    for item in flags:
        own[item.article.id].append(item)
        by_segment.setdefault(item.flag.finding.segment, []).append(item)
    linked: dict[str, list[int]] = {}
    for place, link in enumerate(dossier.links, start=1):
        for claim in (link.a, link.b):
            linked.setdefault(claim.segment, []).append(place)
    rows: dict[str, list[RowView]] = {article.id: [] for article in dossier.articles}
    texts, before = {article.id: article.text for article in dossier.articles}, dict.fromkeys(own, 0)
    for segment in dossier.segments:
        gap = texts[segment.article].count("\n", before[segment.article], segment.span.start) > 0
        marks, links = by_segment.get(segment.id, []), tuple(linked.get(segment.id, ()))
        rows[segment.article].append(_row(segment, dossier, marks, links, gap))
        before[segment.article] = segment.span.end
    return [
        _article_view(number, article, rows[article.id], own[article.id])
        for number, article in enumerate(dossier.articles, start=1)
    ]


def _article_view(number: int, article: Article, rows: list[RowView], own: list[FlagView]) -> ArticleView:
    counts = Counter(item.flag.severity.value for item in own)
    worst = max((item.flag.severity for item in own), key=lambda s: s.rank, default=None)
    return ArticleView(article, number, rows, own, worst.value if worst else "", dict(counts))


def _row(segment: Segment, dossier: Dossier, flags: Sequence[FlagView], linked: tuple[int, ...], gap: bool) -> RowView:
    alignment = dossier.alignments.get(segment.id)
    translation = dossier.translations.get(segment.id)
    # A flag on a word of the translation alone has the whole source sentence as its place: nothing to mark there.
    placed = [f for f in flags if f.flag.finding.target is None or f.flag.finding.span != segment.span]
    inside = [(f.number, _within(f.flag.finding.span, segment.span)) for f in placed]
    targets = [(f.number, f.flag.finding.target) for f in flags if f.flag.finding.target is not None]
    return RowView(
        segment=segment,
        source=pieces(segment.text, alignment.source_tokens if alignment else (), inside),
        target=pieces(translation.text, alignment.target_tokens if alignment else (), targets) if translation else [],
        links=_pharaoh(alignment),
        warnings=translation.warnings if translation else (),
        linked=linked,
        gap=gap,
    )


def _within(span: Span, outer: Span) -> Span:
    start = min(max(span.start, outer.start), outer.end)
    return Span(start - outer.start, min(max(span.end, start), outer.end) - outer.start)


def _pharaoh(alignment: Alignment | None) -> str:
    return " ".join(f"{link.source}-{link.target}" for link in alignment.links) if alignment else ""


def _link_view(number: int, link: ClaimLink, dossier: Dossier) -> LinkView:
    places = dossier.link_alignments
    alignment = places[number - 1] if number <= len(places) else None
    return LinkView(
        number=number,
        link=link,
        a=_claim(link.a, link.pairings, alignment.source_tokens if alignment else (), left=True),
        b=_claim(link.b, link.pairings, alignment.target_tokens if alignment else (), left=False),
        links=_pharaoh(alignment),
        a_row=link.a.segment,
        b_row=link.b.segment,
    )


def _claim(claim: Claim, pairings: Sequence[Pairing], tokens: Sequence[Span], *, left: bool) -> list[Piece]:
    marks = [(number, _within(pairing.a if left else pairing.b, claim.span)) for number, pairing in enumerate(pairings)]
    return pieces(claim.text, tokens, marks)
