"""The links as one self-contained page: articles against articles, and every link with its words side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from xling.types import Article, Claim, ClaimLink, Descent, Pairing, Verdict

_STYLE = """
body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:1180px;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.35rem .6rem;border:1px solid #ccc;vertical-align:top}
th{text-align:left;font-weight:600;background:#f4f4f4}.n{text-align:right}
.agree{background:#e3f3e6}.approximately{background:#eef3dc}.conflict{background:#fbe3e0}.related{background:#eef1f6}
mark{background:#ffe9a8;padding:0 .1em}mark.conflict{background:#f5a9a0}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.8rem}
.link{border:1px solid #ccc;border-left-width:6px;border-radius:4px;margin:.6rem 0;padding:.5rem .8rem}
.link.agree{border-left-color:#3a9a4f}.link.approximately{border-left-color:#93a62b}
.link.conflict{border-left-color:#c8372a}.link.related{border-left-color:#6d7f9c}
small{color:#555}@media(prefers-color-scheme:dark){body{background:#16181b;color:#e6e6e6}th{background:#24272b}
td,th,.link{border-color:#444}mark{background:#6b5410;color:inherit}mark.conflict{background:#7c2a22}small{color:#aaa}
.agree{background:#1d3323}.approximately{background:#2e3319}.conflict{background:#3f1f1c}.related{background:#22272f}}
"""


def page(articles: Sequence[Article], links: Sequence[ClaimLink], descents: Sequence[Descent] = ()) -> str:
    """HTML with nothing loaded from elsewhere; all text is escaped."""
    names = {article.id: article.title or article.id for article in articles}
    used = [article for article in articles if any(article.id in (one.a.article, one.b.article) for one in links)]
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>",
        f"<title>xling link: {len(links)} links</title><style>{_STYLE}</style>",
        f"<h1>{len(links)} links between {len(used)} articles</h1>",
        _matrix(used or list(articles), links, names),
        *(_descent(one, names) for one in descents),
        "<h2>Links</h2>",
        *(_link(one, names) for one in sorted(links, key=lambda o: (o.verdict is not Verdict.CONFLICT, -o.score))),
    ]
    return "\n".join([*parts, "</html>"])


def _matrix(articles: Sequence[Article], links: Sequence[ClaimLink], names: dict[str, str]) -> str:
    counts: dict[tuple[str, str], Counter[str]] = {}
    for one in links:
        for ends in ((one.a.article, one.b.article), (one.b.article, one.a.article)):
            counts.setdefault(ends, Counter())[one.verdict.value] += 1
    head = "".join(f"<th>{number}</th>" for number in range(1, len(articles) + 1))
    rows = [f"<tr><th></th><th>article</th>{head}</tr>"]
    for number, row in enumerate(articles, start=1):
        cells = "".join(_cell(counts.get((row.id, column.id), Counter())) for column in articles)
        label = f"{escape(names[row.id])} <small>{escape(row.lang)} {escape(row.date)}</small>"
        rows.append(f"<tr><th class=n>{number}</th><th>{label}</th>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _cell(counts: Counter[str]) -> str:
    if not counts:
        return "<td></td>"
    worst = next(v for v in ("conflict", "approximately", "agree", "related") if counts[v] or v == "related")
    words = "<br>".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    return f"<td class={worst}>{words}</td>"


def _descent(one: Descent, names: dict[str, str]) -> str:
    source = "a Chinese original" if one.source == "?zh" else names.get(one.source, one.source)
    derived = names.get(one.derived, one.derived)
    return (
        f"<p><b>{escape(derived)}</b> {one.verb} <b>{escape(source)}</b> ({one.score:.0%}): "
        f"{escape('; '.join(one.evidence))}</p>"
    )


def _link(one: ClaimLink, names: dict[str, str]) -> str:
    differs = f" · differs: {escape(', '.join(one.differs))}" if one.differs else ""
    notes = "".join(f"<br><small>{escape(p.note)}</small>" for p in one.pairings if p.note)
    sides = "".join(
        f"<div><small>{escape(names.get(claim.article, claim.article))}</small><br>"
        f"{_marked(claim, one.pairings, left)}</div>"
        for claim, left in ((one.a, True), (one.b, False))
    )
    head = f"<b>{one.verdict.value}</b> {one.score:.2f}{differs}{notes}"
    return f"<div class='link {one.verdict.value}'>{head}<div class=pair>{sides}</div></div>"


def _marked(claim: Claim, pairings: Sequence[Pairing], left: bool) -> str:
    """The claim's text with the compared words marked; overlapping marks keep the first."""
    marks = sorted({(p.a if left else p.b, p.verdict.value) for p in pairings}, key=lambda m: m[0])
    parts, position = [], claim.span.start
    for span, verdict in marks:
        if span.start < position or not claim.span.contains(span):
            continue
        parts.append(escape(claim.text[position - claim.span.start : span.start - claim.span.start]))
        kind = " class=conflict" if verdict == "conflict" else ""
        parts.append(f"<mark{kind}>{escape(span.shift(-claim.span.start).of(claim.text))}</mark>")
        position = span.end
    parts.append(escape(claim.text[position - claim.span.start :]))
    return "".join(parts)
