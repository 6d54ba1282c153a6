"""Flags as SARIF 2.1.0 (OASIS standard, 2020), which code hosts and editors show beside the text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from xling.checks.rules import Rule
from xling.checks.suppress import Suppression
from xling.signature import package_version
from xling.types import Article, Flag, Severity, Span

_LEVELS = {
    Severity.NEUTRAL: "none",
    Severity.MINOR: "note",
    Severity.MAJOR: "warning",
    Severity.CRITICAL: "error",
}


def sarif(
    flags: Sequence[Flag],
    articles: Mapping[str, Article],
    rules: Mapping[str, Rule],
    *,
    settled: Sequence[tuple[Flag, Suppression]] = (),
) -> str:
    """One run with all rules; suppressed flags are included and marked so. Columns count Unicode code points."""
    order = {rule: index for index, rule in enumerate(rules)}
    results = [_result(flag, articles, order, None) for flag in flags]
    results += [_result(flag, articles, order, reason) for flag, reason in settled]
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "xling",
                        "semanticVersion": package_version().replace("+", "-"),
                        "rules": [_rule(rule) for rule in rules.values()],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"family": rule.family, "mqm": rule.mqm},
    }


def _result(
    flag: Flag, articles: Mapping[str, Article], order: Mapping[str, int], suppression: Suppression | None
) -> dict[str, Any]:
    finding = flag.finding
    article = articles[finding.article]
    span = article.file_span(finding.span)
    message = finding.message + (f" Suggestion: {finding.suggestion}" if finding.suggestion else "")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": order[finding.rule],
        "level": _LEVELS[flag.severity],
        "message": {"text": message},
        "rank": round(flag.confidence * 100, 1),
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(PurePath(article.path or article.id).as_posix())},
                    # Offsets of a JSONL article count inside its text field: a region would point elsewhere.
                    **({} if _is_record(article) else {"region": _region(article, span)}),
                }
            }
        ],
        "partialFingerprints": {"xling/v1": flag.fingerprint},
        "properties": {"blame": finding.blame.value, "mqm": flag.mqm, "severity": flag.severity.value},
    }
    if suppression:
        result["suppressions"] = [{"kind": "external", "justification": suppression.reason}]
    return result


def _is_record(article: Article) -> bool:
    return PurePath(article.path).suffix.lower() in (".jsonl", ".ndjson", ".json")


def _region(article: Article, span: Span) -> dict[str, Any]:
    """1-based lines and columns; the end column is the one after the last character (SARIF § 3.30)."""
    text, start, end = article.file_text or article.text, span.start, span.end
    first, last = text.count("\n", 0, start), text.count("\n", 0, end)
    return {
        "startLine": first + 1,
        "startColumn": start - (text.rfind("\n", 0, start) + 1) + 1,
        "endLine": last + 1,
        "endColumn": end - (text.rfind("\n", 0, end) + 1) + 1,
        "charOffset": start,
        "charLength": end - start,
        "snippet": {"text": text[start:end]},
    }
