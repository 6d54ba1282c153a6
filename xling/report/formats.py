"""Names of report formats → functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xling.checks import registry
from xling.errors import UsageError
from xling.report.html import html
from xling.report.markdown import markdown
from xling.report.sarif import sarif
from xling.report.text import summary
from xling.report.tmx import tmx
from xling.types import Dossier


def _sarif(dossier: Dossier) -> str:
    return sarif(dossier.flags, {article.id: article for article in dossier.articles}, registry.rules())


FORMATS: Mapping[str, Callable[[Dossier], str]] = {
    "text": lambda dossier: summary(dossier) + "\n",
    "html": html,
    "markdown": markdown,
    "sarif": _sarif,
    "tmx": tmx,
}


def render(dossier: Dossier, name: str) -> str:
    """The report of that name.

    :raises UsageError: for a name not in ``FORMATS``.
    """
    if name not in FORMATS:
        raise UsageError(f"--format {name!r} is unknown", hint=f"give {', '.join(FORMATS)}")
    return FORMATS[name](dossier)
