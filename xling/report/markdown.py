"""The dossier as Markdown: what an editor reads in a mail or a pull request."""

from __future__ import annotations

import re

from xling.report.view import NO_DESCENT, DescentView, FlagView, LinkView, Passage, view
from xling.types import Dossier, Evidence


def markdown(dossier: Dossier) -> str:
    """Summary, notes, flags worst first, linked claims and lineage; text from articles is escaped."""
    shown = view(dossier)
    parts = [
        "# Dossier",
        "| article | language | date | segments | flags |\n|---|---|---|---|---|\n"
        + "\n".join(
            f"| {_cell(a.article.title or a.article.id)} | {a.article.lang}"
            f"{' (from ' + a.article.origin + ')' if a.article.origin else ''} | {a.article.date} "
            f"| {sum(row.segment.is_content for row in a.rows)} | {len(a.flags)} |"
            for a in shown.articles
        ),
    ]
    if dossier.notes:
        parts.append("## Notes\n\n" + "\n".join(f"- {_inline(note)}" for note in dossier.notes))
    parts.append(f"## Flags ({len(shown.flags)})")
    parts += [_flag(item) for item in shown.flags] or ["Nothing was flagged."]
    parts.append(f"## Linked claims ({len(shown.links)})")
    if shown.links:
        parts.append(
            "| verdict | score | claim | claim | remark |\n|---|---|---|---|---|\n"
            + "\n".join(map(_link, sorted(shown.links, key=lambda item: item.rank)))
        )
    parts.append("## Where the articles come from")
    parts += [_descent(item) for item in shown.descents] or [NO_DESCENT]
    parts.append(f"`{dossier.signature}`")
    return "\n\n".join(parts) + "\n"


def _flag(item: FlagView) -> str:
    finding = item.flag.finding
    parts = [
        f"### {item.number}. “{_inline(item.text)}”",
        f"**{item.flag.severity.value}**, {item.flag.confidence:.0%} sure, blame: {finding.blame.value}; "
        f"{_inline(item.article.title or item.article.id)}, {item.place}; {finding.rule} ({item.flag.mqm})",
        "\n".join(_quote(passage) for passage in (item.source, item.translation) if passage is not None),
        _inline(finding.message),
    ]
    if finding.suggestion:
        parts.append(f"Suggestion: {_inline(finding.suggestion)}")
    if finding.evidence:
        parts.append("\n".join(_evidence(evidence) for evidence in finding.evidence))
    return "\n\n".join(parts)


def _evidence(item: Evidence) -> str:
    where = f" {_inline(item.article)}" if item.kind == "article" else ""
    return f"- {item.kind}{where}: {_inline(item.text)}"


def _quote(passage: Passage) -> str:
    """A line of quotation, the words in question in bold."""
    words = f"**{_inline(passage.text)}**" if passage.text.strip() else ""
    text = f"{_edge(passage.before)}{words}{_edge(passage.after)}"
    return f"> {passage.lang}: {text}  "


def _edge(text: str) -> str:
    """Escaped text that keeps the space at its ends."""
    inside = _inline(text)
    return f"{' ' if text[:1].isspace() else ''}{inside}{' ' if inside and text[-1:].isspace() else ''}"


def _link(item: LinkView) -> str:
    link = item.link
    remarks = "; ".join(pairing.note for pairing in link.pairings if pairing.note)
    return (
        f"| {link.verdict.value} | {link.score:.2f} | {_cell(link.a.text)} ({_cell(link.a.article)}) "
        f"| {_cell(link.b.text)} ({_cell(link.b.article)}) | {_cell(remarks)} |"
    )


def _descent(item: DescentView) -> str:
    return f"{_inline(item.sentence)}\n\n" + "\n".join(f"- {_inline(words)}" for words in item.evidence)


def _inline(text: str) -> str:
    """Text on one line with Markdown's special characters escaped."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))


def _cell(text: str, limit: int = 220) -> str:
    flat = _inline(text)
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
