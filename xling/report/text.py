"""The dossier in a terminal: one table, then the flags, worst first. East Asian widths are counted right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xling.report.view import NO_DESCENT, FlagView, descent_views, view
from xling.text import display_width
from xling.types import Blame, Dossier, Severity


def summary(dossier: Dossier, *, flags: int = 12) -> str:
    """What a run found, at most ``flags`` flags of it; at most 118 columns wide."""
    shown = view(dossier)
    rows = [("article", "lang", "sentences", "translated", "claims", "flags", "ours")]
    claims = Counter(claim.article for claim in dossier.claims)
    for item in shown.articles:
        content = [row for row in item.rows if row.segment.is_content]
        article = item.article
        rows.append(
            (
                clip(article.id, 44),
                f"{article.lang} (from {article.origin})" if article.origin else article.lang,
                str(len(content)),
                str(sum(bool(row.target) for row in content)),
                str(claims[article.id]),
                _counts(_severities(item.flags, ours=False)) or "–",
                str(len(item.flags) - sum(_severities(item.flags, ours=False).values())),
            )
        )
    verdicts = ", ".join(f"{number} {name}" for name, number in shown.verdicts.items())
    lines = [table(rows), "", f"{len(shown.links)} linked claims{': ' + verdicts if verdicts else ''}"]
    for descent in descent_views(dossier.descents, {}):  # by id: titles are longer than a line
        lines.append(clip(": ".join((descent.sentence, *descent.evidence[:1])), 118))
    if len(dossier.articles) > 1 and not shown.descents:
        lines.append(NO_DESCENT)
    found, ours = _severities(shown.flags, ours=False), _severities(shown.flags, ours=True)
    lines.append(f"{sum(found.values())} flags on the articles{': ' + _counts(found) if found else ''}")
    listed = [item for item in shown.flags if item.flag.finding.blame is not Blame.TRANSLATION]
    lines += [_line(item) for item in listed[:flags]]
    if len(listed) > flags:
        lines.append(f"  … and {len(listed) - flags} more in the dossier")
    if dossier.translations:
        lines.append(f"{sum(ours.values())} flags on our translation{': ' + _counts(ours) if ours else ''}")
    return "\n".join(lines)


def flag_list(dossier: Dossier) -> str:
    """Every flag with message, suggestion and evidence, in the order of the text."""
    parts = []
    order = {article.id: place for place, article in enumerate(dossier.articles)}
    for item in sorted(view(dossier).flags, key=lambda f: (order[f.article.id], f.flag.finding.span)):
        finding = item.flag.finding
        lines = [
            f"{item.article.path or item.article.id}:{item.place.removeprefix('line ')}: "
            f"{item.flag.severity.value} {finding.rule} “{clip(item.text, 80)}” "
            f"({item.flag.confidence:.0%}, blame: {finding.blame.value})",
            f"    {finding.message}",
        ]
        if item.translation is not None:
            lines.append(f"    · translation: {clip(item.translation.whole, 140)}")
        if finding.suggestion:
            lines.append(f"    → {finding.suggestion}")
        for evidence in finding.evidence:
            where = f" {evidence.article}" if evidence.kind == "article" else ""
            lines.append(f"    · {evidence.kind}{where}: {clip(evidence.text, 140)}")
        parts.append("\n".join(lines))
    return "\n".join(parts)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Left-aligned columns, two blanks apart, the first row underlined."""
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)


def clip(text: str, width: int) -> str:
    """``text`` on one line, at most ``width`` columns, with … where something was cut."""
    flat = " ".join(text.split())
    if display_width(flat) <= width:
        return flat
    kept = ""
    for character in flat:
        if display_width(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"


def _severities(flags: Sequence[FlagView], *, ours: bool) -> dict[str, int]:
    """Flags by severity: those on our own translation, or all others."""
    own = [item.flag for item in flags if (item.flag.finding.blame is Blame.TRANSLATION) is ours]
    return dict(Counter(flag.severity.value for flag in own))


def _counts(counts: dict[str, int]) -> str:
    names = [severity.value for severity in reversed(Severity)]
    return ", ".join(f"{counts[name]} {name}" for name in names if counts.get(name))


def _line(item: FlagView) -> str:
    finding = item.flag.finding
    place = f"{clip(item.article.id, 28)}:{item.place.removeprefix('line ')}"
    return f"  {item.flag.severity.value:<8} {place:<34} “{clip(item.text, 44)}”  {clip(finding.message, 80)}"
