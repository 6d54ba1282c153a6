"""SARIF 2.1.0: the output against the parts of the OASIS schema that it uses, with every other property refused.

Written after sections 3.13 to 3.38 of the standard (OASIS, errata 01, 2023); names, enumerations, patterns and required
properties are the standard's.
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from xling.checks import registry
from xling.checks.suppress import Suppression
from xling.report.sarif import sarif
from xling.types import Article, Blame, Finding, Flag, Severity, Span


def record(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": list(required),
    }


def array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": -1}
PLACE = {"type": "integer", "minimum": 1}
BAG = {"type": "object"}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = record(text=TEXT, markdown=TEXT)
REGION = record(
    startLine=PLACE,
    startColumn=PLACE,
    endLine=PLACE,
    endColumn=PLACE,
    charOffset=COUNT,
    charLength={"type": "integer", "minimum": 0},
    snippet=record(text=TEXT),
)
LOCATION = record(
    physicalLocation=record(artifactLocation=record(uri={"type": "string", "format": "uri-reference"}), region=REGION)
)
RULE = record(
    ("id",),
    id=TEXT,
    name=TEXT,
    shortDescription=record(("text",), text=TEXT),
    defaultConfiguration=record(level=LEVEL),
    properties=BAG,
)
SUPPRESSION = record(("kind",), kind={"enum": ["inSource", "external"]}, justification=TEXT)
RESULT = record(
    ("message",),
    ruleId=TEXT,
    ruleIndex=COUNT,
    level=LEVEL,
    message=MESSAGE,
    rank={"type": "number", "minimum": -1, "maximum": 100},
    locations=array(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    suppressions=array(SUPPRESSION),
    properties=BAG,
)
SEMVER = {"type": "string", "pattern": r"^\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$"}
DRIVER = record(("name",), name=TEXT, semanticVersion=SEMVER, rules={**array(RULE), "uniqueItems": True})
RUN = record(
    ("tool",),
    tool=record(("driver",), driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=array(RESULT),
)
SCHEMA = record(
    ("version", "runs"),
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"enum": ["2.1.0"]},
    runs=array(RUN),
)


def flag(article: str, start: int, end: int, severity: Severity) -> Flag:
    rule = next(iter(registry.rules().values()))
    finding = Finding(rule.id, article, f"{article}#0", Span(start, end), 0.9, "is wrong", Blame.SOURCE, "write it")
    return Flag(finding, severity, 0.87, rule.family, rule.mqm, "0123456789abcdef")


ARTICLES = {
    "de": Article("de", "Ordner mit Leerzeichen/ä.txt", "de", "Erste Zeile.\nZweite Zeile 𠀀."),
    "zh": Article("zh", "文章.txt", "zh", "千金买马骨。"),
    "record": Article("record", "many.jsonl", "zh", "刷屏"),
}


@pytest.mark.parametrize("severity", list(Severity))
def test_against_the_schema(severity: Severity) -> None:
    flags = [flag("de", 13, 19, severity), flag("zh", 0, 5, severity), flag("record", 0, 2, severity)]
    settled = [(flags[0], Suppression("0123456789abcdef", flags[0].finding.rule, "as the client wants it"))]
    log = json.loads(sarif(flags, ARTICLES, registry.rules(), settled=settled))
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for result in log["runs"][0]["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_regions_count_code_points_from_one() -> None:
    log = json.loads(
        sarif([flag("de", 26, 28, Severity.MINOR), flag("zh", 0, 5, Severity.MAJOR)], ARTICLES, registry.rules())
    )
    german, chinese = (r["locations"][0]["physicalLocation"]["region"] for r in log["runs"][0]["results"])
    assert (german["startLine"], german["startColumn"], german["endColumn"]) == (2, 14, 16)
    assert german["snippet"]["text"] == "𠀀."
    assert (chinese["startColumn"], chinese["endColumn"], chinese["snippet"]["text"]) == (1, 6, "千金买马骨")


def test_a_record_of_many_has_no_region() -> None:
    log = json.loads(sarif([flag("record", 0, 2, Severity.MINOR)], ARTICLES, registry.rules()))
    assert "region" not in log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
