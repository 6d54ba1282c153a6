"""A Chinese article among the others that has the very expression: then its literal rendering is hardly chance."""

from __future__ import annotations

from collections import defaultdict

from xling.checks.material import Material
from xling.lexicon.calques import Calque
from xling.text import is_han
from xling.types import Article, Evidence, Segment, Span

ANYWHERE = 4
"""Characters from which an expression counts wherever it stands; shorter ones only in a linked claim."""

LOG_ODDS = 3.0
"""What a Chinese source beside the text adds, as for a translation and its source."""


class Witnesses:
    """The Chinese articles of a set, and the Chinese claims that are linked to each segment."""

    def __init__(self, material: Material) -> None:
        self._articles = [article for article in material.articles if article.lang == "zh"] if material.together else []
        self._linked: dict[str, list[tuple[Article, Span]]] = defaultdict(list)
        for link in material.links if self._articles else ():
            for one, other in ((link.a, link.b), (link.b, link.a)):
                if other.lang == "zh" and one.lang != "zh":
                    self._linked[one.segment].append((material.article_by_id[other.article], other.span))

    def of(self, segment: Segment, entry: Calque) -> Evidence | None:
        """The place of ``entry`` in a Chinese article that can be the source of ``segment``; None without one."""
        for form in entry.forms:
            if not all(map(is_han, form)):  # a pattern with a gap
                continue
            for article, span in self._linked.get(segment.id, ()):
                if (start := article.text.find(form, span.start, span.end)) >= 0:
                    return _evidence(article, start, form)
            for article in self._articles if len(form) >= ANYWHERE else ():
                if (start := article.text.find(form)) >= 0:
                    return _evidence(article, start, form)
        return None


def _evidence(article: Article, start: int, form: str) -> Evidence:
    return Evidence("article", form, article.id, Span(start, start + len(form)))
