"""The glossary held against translations, and house-style words held against any text.

Five rules: a preferred term that the translation does not use, a forbidden rendering, a do-not-translate name that was
changed, one term rendered in several ways over an article, and words that a one-language glossary forbids.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from xling.checks.material import Material
from xling.checks.rules import Rule
from xling.glossary import Glossary
from xling.glossary.inflect_en import noun_forms
from xling.text import quoted
from xling.types import (
    Alignment,
    Blame,
    Evidence,
    Finding,
    Segment,
    Severity,
    Span,
    Term,
    TermMatch,
    TermOutcome,
    TermStatus,
    Translation,
)

FAMILY = "terms"
NOT_USED = Rule(
    "XL-TERM-001",
    "term-not-used",
    FAMILY,
    "terminology.wrong-term",
    Severity.MINOR,
    "The translation does not render a glossary term as the glossary wants it.",
)
FORBIDDEN = Rule(
    "XL-TERM-002",
    "forbidden-rendering",
    FAMILY,
    "terminology.wrong-term",
    Severity.MAJOR,
    "The translation uses a rendering that the glossary forbids for this term.",
)
CHANGED = Rule(
    "XL-TERM-003",
    "name-changed",
    FAMILY,
    "accuracy.do-not-translate",
    Severity.MAJOR,
    "A do-not-translate term was translated or altered.",
)
INCONSISTENT = Rule(
    "XL-TERM-004",
    "term-inconsistent",
    FAMILY,
    "terminology.inconsistent-use",
    Severity.MINOR,
    "One term is rendered in different ways in the same article.",
)
UNWANTED = Rule(
    "XL-TERM-005",
    "unwanted-word",
    FAMILY,
    "style.organizational-style",
    Severity.MINOR,
    "A word that a one-language glossary forbids.",
)
_SHORT = ("m", "mn", "bn", "tn", "trn")  # million, billion, trillion
_SYNONYM = 0.02  # probability from which another word is a usual rendering of the term


class Terms:
    """Findings of the terms family. Without terms in the material there are none."""

    rules = (NOT_USED, FORBIDDEN, CHANGED, INCONSISTENT, UNWANTED)

    def examine(self, material: Material) -> Iterable[Finding]:
        if not material.terms:
            return
        glossary = Glossary(material.terms)
        used: dict[tuple[str, Term], list[tuple[Segment, TermMatch, Span, Translation]]] = defaultdict(list)
        for segment in material.content:
            yield from _unwanted(glossary, segment, segment.text, segment.lang, Blame.SOURCE)
            translation = material.translations.get(segment.id)
            if translation is None or translation.lang == segment.lang:
                continue
            yield from _unwanted(glossary, segment, translation.text, translation.lang, Blame.TRANSLATION)
            matches = glossary.find(segment.text, segment.lang, target=translation.lang)
            alignment = material.alignments.get(segment.id)
            yield from _segment(glossary, segment, translation, matches, alignment)
            for match in matches:
                if span := glossary.honoured(match, translation.text):
                    used[segment.article, match.term].append((segment, match, span, translation))
        if material.together:
            yield from _inconsistent(used)


def _segment(
    glossary: Glossary,
    segment: Segment,
    translation: Translation,
    matches: list[TermMatch],
    alignment: Alignment | None,
) -> Iterator[Finding]:
    """Findings for one segment and its translation; a term that occurs twice is reported once."""
    seen: set[Term] = set()
    for match in matches:
        if match.term in seen:
            continue
        seen.add(match.term)
        wrong = _unexplained(glossary, match, matches, translation.text)
        for span in wrong:
            yield _finding(FORBIDDEN, segment, match, 0.9, _forbidden_message(match, span, translation), span)
        if wrong or match.term.status is TermStatus.FORBIDDEN or glossary.honoured(match, translation.text):
            continue
        where = _aligned(alignment, match.span)
        if match.term.status is TermStatus.KEEP:
            message = f"“{match.term.source}” must stay as it is, but the translation does not have it"
            yield _finding(CHANGED, segment, match, 0.8, message, where)
        else:
            message = f"“{match.span.of(segment.text)}” should be “{match.term.target}”"
            if where is not None:
                message += f", the translation has {quoted(where.of(translation.text))}"
            score = _doubt(match, translation) - 0.1 * _explained(alignment, match, where)
            yield _finding(NOT_USED, segment, match, round(max(score, 0.1), 3), message, where)


def _unexplained(glossary: Glossary, match: TermMatch, matches: list[TermMatch], text: str) -> list[Span]:
    """Forbidden renderings of ``match`` that no other term of the sentence accounts for: the billion of
    "Millionen und Milliarden" renders the second."""
    wrong = glossary.violations(match, text)
    if not wrong:
        return []
    others = [other for other in matches if other.term.source != match.term.source]
    right = [span for other in others for span in glossary.renderings(other, text)]
    return [span for span in wrong if not any(span.overlaps(other) for other in right)]


def _doubt(match: TermMatch, translation: Translation) -> float:
    """How sure it is that an unused term is an error: names and long terms more, partly used ones less."""
    term = match.term
    score = 0.6
    content = [word for word in term.target.casefold().split() if len(word) > 3]
    text = translation.text.casefold()
    if any(word[: max(4, len(word) - 3)] in text for word in content):
        score -= 0.2
    if term.pos == "proper-noun" or len(term.source.split()) > 1 or (term.source_lang == "zh" and len(term.source) > 3):
        score += 0.15
    if term.pos in ("verb", "adjective", "adverb"):
        score -= 0.1
    if any(hit.match.term == term and hit.outcome is TermOutcome.MISSED for hit in translation.terms):
        score += 0.1
    return round(min(max(score, 0.1), 0.95), 3)


def _explained(alignment: Alignment | None, match: TermMatch, where: Span | None) -> bool:
    """True where the translation has a usual synonym of the term (gains for Gewinne, bn for Milliarden), or where the
    term is but a part of a longer Chinese word (负债 in 资产负债表, balance sheet)."""
    from xling.align.lexical import lexicon

    table = lexicon(match.term.source_lang, match.term.target_lang)
    if alignment is None or table is None:
        return False
    tokens = [token for token in alignment.source_tokens if token.overlaps(match.span)]
    if any(token.contains(match.span) and len(token) > len(match.span) for token in tokens):
        return True
    words = [token.of(alignment.target) for token in alignment.target_tokens if where and token.overlaps(where)]
    if not words:
        return False
    if any(word.lower() in _SHORT for word in words):
        return True
    return float(table.lookup([token.of(alignment.source) for token in tokens], words)[0].max()) >= _SYNONYM


def _forbidden_message(match: TermMatch, span: Span, translation: Translation) -> str:
    message = f"“{match.term.source}” must not be rendered “{span.of(translation.text)}”"
    return message + (f", the glossary has “{match.term.target}”" if match.term.target else "")


def _aligned(alignment: Alignment | None, span: Span) -> Span | None:
    if alignment is None:
        return None
    from xling.align import project

    return project(alignment, span)


def _finding(
    rule: Rule, segment: Segment, match: TermMatch, score: float, message: str, target: Span | None
) -> Finding:
    term = match.term
    keep = term.status is TermStatus.KEEP
    words = f"{term.source} {'stays as it is' if keep else '→ ' + (term.target or 'not ' + ', '.join(term.forbidden))}"
    where = " ".join(part for part in (term.where.rpartition("/")[2], term.note) if part)
    return Finding(
        rule=rule.id,
        article=segment.article,
        segment=segment.id,
        span=match.span.shift(segment.span.start),
        score=score,
        message=message,
        blame=Blame.TRANSLATION,
        suggestion=term.target or term.note,
        evidence=(Evidence("glossary", f"{words} ({where})" if where else words),),
        target=target,
    )


def _unwanted(glossary: Glossary, segment: Segment, text: str, lang: str, blame: Blame) -> Iterator[Finding]:
    for term, span in glossary.unwanted(text, lang):
        in_source = blame is Blame.SOURCE
        better = f", better “{term.source}”" if term.source else ""
        yield Finding(
            rule=UNWANTED.id,
            article=segment.article,
            segment=segment.id,
            span=span.shift(segment.span.start) if in_source else segment.span,
            score=0.7,
            message=f"“{span.of(text)}” is not to be used{better}",
            blame=blame,
            suggestion=term.source,
            evidence=(Evidence("glossary", f"{term.source}, not {', '.join(term.forbidden)} ({term.where})"),),
            target=None if in_source else span,
        )


def _inconsistent(
    used: dict[tuple[str, Term], list[tuple[Segment, TermMatch, Span, Translation]]],
) -> Iterator[Finding]:
    """Renderings that an article uses less often than another accepted one of the same term."""
    for (_, term), uses in used.items():
        renderings = [_stem(span.of(translation.text)) for _, _, span, translation in uses]
        counts = Counter(renderings)
        if len(counts) < 2:
            continue
        main, most = counts.most_common(1)[0]
        total = sum(counts.values())
        for (segment, match, span, translation), stem in zip(uses, renderings, strict=True):
            if stem == main or counts[stem] == most:
                continue
            shown = next(s.of(t.text) for (_, _, s, t), r in zip(uses, renderings, strict=True) if r == main)
            message = f"“{term.source}” is “{span.of(translation.text)}” here and “{shown}” in {most} of {total} places"
            yield _finding(INCONSISTENT, segment, match, round(0.3 + 0.5 * most / total, 3), message, span)


def _stem(rendering: str) -> str:
    """Rendering without case, hyphens and plural, so that inflection is no inconsistency."""
    *front, last = rendering.replace("-", " ").split() or [""]
    base = last[:-1] if last.endswith("s") and last[:-1].isupper() else min(noun_forms(last), key=lambda f: (len(f), f))
    return "".join((*front, base)).casefold()
