"""Flags as SARIF 2.1.0 (OASIS standard, 2020), which code hosts and editors show beside the text.

The output is valid under the schema of the standard (errata 01, 2023) and carries what GitHub's code scanning asks for
beyond it: help and full description of every rule, ``precision`` and ``problem.severity``, and the fingerprint under
``primaryLocationLineHash``, the only key that GitHub reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from xling.checks import load_policy, registry
from xling.checks.rules import Rule
from xling.checks.suppress import Suppression
from xling.signature import package_version
from xling.types import Article, Flag, Severity, Span

# SARIF's "none" is not among the levels that GitHub knows; the MQM severity stands in the properties as well.
_LEVELS = {Severity.NEUTRAL: "note", Severity.MINOR: "note", Severity.MAJOR: "warning", Severity.CRITICAL: "error"}
_PROBLEM = {"note": "recommendation", "warning": "warning", "error": "error"}
_PRECISION = ((0.9, "very-high"), (0.7, "high"), (0.5, "medium"), (0.0, "low"))


def sarif(
    flags: Sequence[Flag],
    articles: Mapping[str, Article],
    rules: Mapping[str, Rule],
    *,
    settled: Sequence[tuple[Flag, Suppression]] = (),
) -> str:
    """One run with all rules; suppressed flags are included and marked so. Columns count UTF-16 code units, as most
    viewers do whether or not they read ``columnKind``."""
    order = {rule: index for index, rule in enumerate(rules)}
    results = [_result(flag, articles, order, None) for flag in flags]
    results += [_result(flag, articles, order, reason) for flag, reason in settled]
    version = package_version()
    driver = {
        "name": "xling",
        "version": version,
        "semanticVersion": version.replace("+", "-"),
        "rules": [_rule(rule) for rule in rules.values()],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "utf16CodeUnits", "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    page = registry.page(rule.id)
    policy = load_policy().of(rule)
    level = _LEVELS[policy.severity or rule.severity]
    # What the weakest flag of the rule is worth: GitHub shows rules of high precision first.
    sure = policy.confidence(policy.threshold)
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": _first_paragraph(page) or rule.summary},
        "help": {"text": page.replace("**", ""), "markdown": page},
        "defaultConfiguration": {"level": level},
        "properties": {
            "family": rule.family,
            "mqm": rule.mqm,
            "tags": ["translation", rule.family],
            "precision": next(name for least, name in _PRECISION if sure >= least),
            "problem.severity": _PROBLEM[level],
        },
    }


def _first_paragraph(page: str) -> str:
    """The paragraph under the heading, on one line; GitHub shows 1,024 characters of it."""
    parts = [part for part in page.split("\n\n") if part.strip() and not part.startswith("#")]
    return " ".join(parts[0].split())[:1024] if parts else ""


def _result(
    flag: Flag, articles: Mapping[str, Article], order: Mapping[str, int], suppression: Suppression | None
) -> dict[str, Any]:
    finding = flag.finding
    message = finding.message + (f" Suggestion: {finding.suggestion}" if finding.suggestion else "")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": order[finding.rule],
        "level": _LEVELS[flag.severity],
        "message": {"text": message},
        "rank": round(flag.confidence * 100, 1),
        "locations": [{"physicalLocation": _place(articles[finding.article], finding.span)}],
        "partialFingerprints": {"primaryLocationLineHash": f"{flag.fingerprint}:1", "xling/v1": flag.fingerprint},
        "properties": {
            "blame": finding.blame.value,
            "mqm": flag.mqm,
            "severity": flag.severity.value,
            "confidence": flag.confidence,
        },
    }
    if related := _related(flag, articles):
        result["relatedLocations"] = related
    if suppression:
        result["suppressions"] = [{"kind": "external", "justification": suppression.reason or "baseline"}]
        result |= {"baselineState": "unchanged"} if suppression.baseline else {}
    return result


def _related(flag: Flag, articles: Mapping[str, Article]) -> list[dict[str, Any]]:
    """The places of other articles that the evidence quotes."""
    return [
        {
            "id": number,
            "message": {"text": item.text},
            "physicalLocation": _place(articles[item.article], item.span),
        }
        for number, item in enumerate(flag.finding.evidence, start=1)
        if item.article in articles and item.span is not None
    ]


def _place(article: Article, span: Span) -> dict[str, Any]:
    path = PurePath(article.path or article.id)
    place: dict[str, Any] = {
        "artifactLocation": {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}
    }
    # Offsets of a JSONL article count inside its text field: a region would point elsewhere.
    if path.suffix.lower() not in (".jsonl", ".ndjson", ".json"):
        place["region"] = _region(article, article.file_span(span))
    return place


def _region(article: Article, span: Span) -> dict[str, Any]:
    """1-based lines and columns; the end column is the one after the last character (SARIF § 3.30)."""
    text, start, end = article.file_text or article.text, span.start, span.end
    return {
        "startLine": text.count("\n", 0, start) + 1,
        "startColumn": _column(text, start),
        "endLine": text.count("\n", 0, end) + 1,
        "endColumn": _column(text, end),
        "snippet": {"text": text[start:end]},
    }


def _column(text: str, position: int) -> int:
    line = text[text.rfind("\n", 0, position) + 1 : position]
    return len(line) + sum(character > "\uffff" for character in line) + 1
