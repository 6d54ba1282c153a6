"""The stable JSON of articles, claims, links and flags that scripts build on. Offsets are characters of the file;
for an article of a JSONL file, of its text field.

``text`` is always ``file[start:end]``, quoted from the decoded file itself. Schema: ``xling/data/schema.json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xling.types import Article, Claim, ClaimLink, Evidence, Flag, Span, Translation

Json = dict[str, Any]


def article_json(article: Article) -> Json:
    """An article without its text."""
    return {
        "id": article.id,
        "path": article.path,
        "lang": article.lang,
        "title": article.title,
        "date": article.date,
        "origin": article.origin,
        "notes": list(article.notes),
        **({"meta": dict(article.meta)} if article.meta else {}),
    }


def place(article: Article, span: Span) -> Json:
    """Article id, half-open range and words, in file coordinates."""
    at = article.file_span(span)
    return {"article": article.id, "start": at.start, "end": at.end, "text": article.file_words(span)}


def flag_json(flag: Flag, articles: Mapping[str, Article], translations: Mapping[str, Translation]) -> Json:
    """A flag with the place and words it is about and, for a flag on a pair, the words of the translation."""
    finding = flag.finding
    result = {
        **place(articles[finding.article], finding.span),
        "rule": finding.rule,
        "family": flag.family,
        "mqm": flag.mqm,
        "severity": flag.severity.value,
        "confidence": flag.confidence,
        "blame": finding.blame.value,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "evidence": [_evidence(item, articles) for item in finding.evidence],
        "fingerprint": flag.fingerprint,
        "quote": flag.quote,
    }
    if finding.target is not None and (translation := translations.get(finding.segment)):
        result |= {
            "target_start": finding.target.start,
            "target_end": finding.target.end,
            "target_text": finding.target.of(translation.text),
        }
    return result


def _evidence(item: Evidence, articles: Mapping[str, Article]) -> Json:
    """``note`` says it in words; where another article is quoted, its place stands beside."""
    result: Json = {"kind": item.kind, "note": item.text}
    if item.article in articles and item.span is not None:
        return result | place(articles[item.article], item.span)
    return result | ({"article": item.article} if item.article else {})


def claim_json(claim: Claim, articles: Mapping[str, Article]) -> Json:
    """A claim with its predicate, amounts and names, each with its place."""
    article = articles[claim.article]
    return {
        "id": claim.id,
        **place(article, claim.span),
        "lang": claim.lang,
        "lead": claim.lead,
        "who": claim.who,
        "predicate": _predicate(claim, article),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "when": list(claim.when),
        "where": list(claim.where),
        "attribution": claim.attribution,
        "quantities": [
            {**place(article, quantity.span), "kind": quantity.kind.value, "canonical": quantity.canonical}
            for quantity in claim.quantities
        ],
        "names": [{**place(article, name.span), "kind": name.kind.value, "key": name.key} for name in claim.names],
    }


def _predicate(claim: Claim, article: Article) -> Json | None:
    """Verb or event noun with its place; polarity and modality of the statement stand beside it."""
    if claim.predicate is None:
        return None
    return {
        **place(article, claim.predicate.span),
        "lemma": claim.predicate.lemma,
        "event": claim.predicate.event,
        "kind": "noun" if claim.predicate.noun else "verb",
        "polarity": claim.polarity,
        "modality": claim.modality,
    }


def link_json(link: ClaimLink, articles: Mapping[str, Article]) -> Json:
    """A link with the places of both claims and of what was compared in them."""
    left, right = articles[link.a.article], articles[link.b.article]
    return {
        "a": place(left, link.a.span),
        "b": place(right, link.b.span),
        "verdict": link.verdict.value,
        "score": round(link.score, 4),
        "differs": list(link.differs),
        "pairings": [
            {
                "what": pairing.what,
                "verdict": pairing.verdict.value,
                "a": place(left, pairing.a),
                "b": place(right, pairing.b),
                "note": pairing.note,
            }
            for pairing in link.pairings
        ],
    }
