"""Names: one bearer, one spelling, voted over the articles; and the same bearer in source and translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xling.checks.material import Material
from xling.checks.pairs import Pair, pairs
from xling.checks.rules import Rule
from xling.claims.extract import named
from xling.claims.intruders import intruders
from xling.claims.renderings import Missing, unrendered
from xling.claims.variants import OddForm, odd_forms, uses_of
from xling.text import quoted
from xling.types import Article, Blame, Evidence, Finding, Segment, Severity

FORM = Rule(
    "XL-NAME-001",
    "name-spelled-differently",
    "names",
    "accuracy.mistranslation.named-entity",
    Severity.MAJOR,
    "A name is spelled otherwise than in the rest of the article, in linked articles, or in the list of names.",
)
LOST = Rule(
    "XL-NAME-002",
    "name-differs-in-translation",
    "names",
    "accuracy.mistranslation.named-entity",
    Severity.MAJOR,
    "A name of the source is missing from the translation, or stands there in another form.",
)


class Names:
    """Findings of the names family."""

    rules = (FORM, LOST)

    def examine(self, material: Material) -> Iterable[Finding]:
        groups: list[Sequence[Segment]] = list(material.content_by_article.values())
        if material.together:
            groups = [material.content]
        for group in groups:
            for odd in odd_forms(uses_of(group, named(group))):
                yield _form(odd, material.article_by_id)
        for pair in pairs(material):
            for missing in unrendered(
                pair.source, pair.segment.lang, pair.target, pair.translation.lang, alignment=pair.alignment
            ):
                yield _lost(pair, missing)
            for one in intruders(
                pair.source, pair.segment.lang, pair.target, pair.translation.lang, alignment=pair.alignment
            ):
                message = f"“{one.text}” of the translation has no counterpart in the source"
                yield pair.finding(LOST.id, one.score, message, target=one.span)


def _form(odd: OddForm, articles: dict[str, Article]) -> Finding:
    use = odd.use
    own = dict(odd.votes).get(use.article, 0)
    others = {article: count for article, count in odd.votes if article != use.article}
    where = [f"{own}× in this article"] if own else []
    plural = "s" if len(others) > 1 else ""
    where += [f"{sum(others.values())}× in {len(others)} other article{plural}"] if others else []
    where += ["so in the list of names"] if odd.listed else []
    kind = "differs only in accents from" if odd.accent else "should read"
    genitive = _genitive(odd)
    right = genitive or odd.right
    message = f"“{odd.word}” {kind} “{right}”: the name is written “{odd.right}” {', '.join(where) or 'elsewhere'}"
    return Finding(
        rule=FORM.id,
        article=use.article,
        segment=use.segment,
        span=odd.span,
        score=round(odd.score, 4),
        message=message,
        blame=Blame.SOURCE,
        suggestion=right,
        evidence=tuple(_votes(odd, articles)),
    )


def _votes(odd: OddForm, articles: dict[str, Article]) -> Iterator[Evidence]:
    for article, count in odd.votes[:4]:
        title = articles[article].title or article if article in articles else article
        yield Evidence("vote", f"“{odd.right}” {count}× in {quoted(title, 60)}", article)
    if odd.example is not None:
        name = odd.example.name
        yield Evidence("article", f"written “{name.text}” here", odd.example.article, name.span)


def _genitive(odd: OddForm) -> str:
    """The German genitive of the right form where the odd word looks like one: Alexandras → Alexandrs."""
    if odd.use.lang != "de" or not odd.word.endswith("s") or odd.right.endswith("s"):
        return ""
    return odd.right + "s"


def _lost(pair: Pair, missing: Missing) -> Finding:
    name = missing.name
    if missing.instead:
        message = f"the translation writes “{missing.instead}” for “{name.text}”"
    else:
        message = f"“{name.text}” of the source has no counterpart in the translation"
    return pair.finding(
        LOST.id,
        missing.score,
        message,
        source=name.span,
        target=missing.span,
        suggestion=missing.expected,
        evidence=(Evidence("value", f"known as {', '.join(missing.forms[:4])}"),) if missing.forms else (),
    )
