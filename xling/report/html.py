"""The dossier as one self-contained HTML page: no request leaves it, no script or style comes from elsewhere."""

from __future__ import annotations

import re

from xling.report.view import NO_DESCENT, DossierView, view
from xling.types import Dossier


def html(dossier: Dossier, *, target: str = "en") -> str:
    """Side-by-side texts with aligned words, marked flags, linked claims and lineage. All text is escaped."""
    from jinja2 import Environment, PackageLoader, select_autoescape

    shown = view(dossier)
    environment = Environment(
        loader=PackageLoader("xling.report", "templates"),
        autoescape=select_autoescape(default=True, enabled_extensions=("html.j2",)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("dossier.html.j2").render(
        view=shown,
        target=target,
        no_descent=NO_DESCENT,
        severity=_worst(shown),
        anchor=_anchor,
        numbers={item.article.id: item.number for item in shown.articles},
    )


def _anchor(segment: str) -> str:
    """A segment id as an HTML id: letters, digits and hyphens; distinct ids stay distinct."""
    return re.sub(r"[^A-Za-z0-9]", lambda match: f"-{ord(match[0]):x}-", segment)


def _worst(shown: DossierView) -> object:
    ranks = {item.number: item.flag.severity for item in shown.flags}

    def worst(numbers: tuple[int, ...]) -> str:
        return max((ranks[number] for number in numbers), key=lambda severity: severity.rank).value

    return worst
