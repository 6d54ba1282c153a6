"""Policy files, decisions, fingerprints, suppressions: no model needed."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest

from xling.checks import Material, decide, line_score, load_policy, registry
from xling.checks.policy import IDENTITY, Policy, RulePolicy
from xling.errors import InputError, UsageError
from xling.types import Article, Blame, Finding, Flag, Span

TEXT = "Erst A, dann B. Erst A, dann B."
RULE = next(iter(registry.rules()))


def finding(start: int, end: int, score: float = 0.9, rule: str = RULE) -> Finding:
    return Finding(rule, "x", "x#0", Span(start, end), score, "message", Blame.SOURCE)


def material(text: str = TEXT) -> Material:
    return Material(articles=(Article("x", "x.txt", "de", text),), segments=())


def flags(*found: Finding, text: str = TEXT, policy: Policy | None = None) -> list[Flag]:
    return decide(found, material(text), policy or Policy())


def test_threshold_and_calibration() -> None:
    policy = Policy({RULE: RulePolicy(threshold=0.6, calibration=((0.0, 0.0), (0.5, 0.2), (1.0, 0.9)))})
    assert flags(finding(0, 4, 0.5), policy=policy) == []
    assert flags(finding(0, 4, 0.75), policy=policy)[0].confidence == pytest.approx(0.55)


def test_overlapping_findings_of_a_family_become_one_flag() -> None:
    made = flags(finding(0, 6, 0.6), finding(0, 5, 0.9))
    assert [flag.finding.score for flag in made] == [0.9]


def test_line_score_is_graded_and_counts_a_rule_once() -> None:
    policy = Policy()
    one, more = line_score([finding(0, 1, 0.4)], policy), line_score([finding(0, 1, 0.4), finding(2, 3, 0.3)], policy)
    assert one == more == 0.4
    assert line_score([], policy) == 0.0


def test_minor_findings_count_less_in_the_line_score() -> None:
    slip, error = finding(0, 1, 0.9, "XL-PUNC-002"), finding(0, 1, 0.9, "XL-OMIT-001")
    assert line_score([slip], Policy()) < line_score([error], Policy()) == 0.9


@pytest.mark.parametrize(
    ("sensitivity", "expected"), [("low", 0.9), ("normal", 0.6), ("high", 0.3), ("0.45", 0.45), ("1", 1.0)]
)
def test_sensitivity_is_the_least_confidence(sensitivity: str, expected: float) -> None:
    knots = ((0.0, 0.0), (0.8, 0.7), (0.85, 0.7), (0.9, 0.8), (1.0, 0.9)) if sensitivity == "low" else IDENTITY
    policy = Policy({RULE: RulePolicy(threshold=0.6, calibration=knots)}, sensitivity)
    assert policy.threshold(RULE) == pytest.approx(expected)
    assert flags(finding(0, 4, expected + 1e-9), policy=policy) and not flags(finding(0, 4, 0.2), policy=policy)


def test_sensitivity_never_moves_a_threshold_the_wrong_way() -> None:
    unsure = RulePolicy(threshold=0.6, calibration=((0.0, 0.1), (0.6, 0.2), (1.0, 0.5)))
    assert Policy({RULE: unsure}, "low").threshold(RULE) == inf  # no flag of this rule is right four times in five
    assert Policy({RULE: unsure}, "high").threshold(RULE) == 0.6
    sure = RulePolicy(threshold=0.6, calibration=((0.0, 0.9), (1.0, 0.95)))
    assert Policy({RULE: sure}, "low").threshold(RULE) == 0.6


@pytest.mark.parametrize("wrong", ["hihg", "1.5", "-0.1", "nan", ""])
def test_unknown_sensitivity(wrong: str) -> None:
    with pytest.raises(UsageError, match="is unknown"):
        load_policy(sensitivity=wrong)


def test_score_at_is_the_inverse_of_confidence() -> None:
    for rule, policy in load_policy().rules.items():
        for level in (0.1, 0.3, 0.5, 0.8, 0.9):
            score = policy.score_at(level)
            assert score == inf or policy.confidence(score) >= level - 1e-9, rule
            assert score in (0.0, inf) or policy.confidence(score - 1e-6) < level, rule


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[XL-A]\nthreshhold = 1", "unknown key 'threshhold'"),
        ("[XL-A]\nthreshold = 2", "must lie in 0–1"),
        ("[XL-A]\ncalibration = [[0.5, 0.9], [0.4, 0.95]]", "must rise"),
        ("[XL-A]\nseverity = 'awful'", "awful"),
        ("[XL-A", "cannot read the policy"),
        ("a = 1", "not a table"),
        ("[XL-TERM-0O1]\nthreshold = 0.5", r"no rule is called 'XL-TERM-0O1' \(did you mean XL-TERM-001"),
    ],
)
def test_broken_policy(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=what):
        load_policy(extra=[path])


def test_shipped_policy_names_only_rules_that_exist() -> None:
    assert set(load_policy().rules) <= set(registry.rules())


def test_every_rule_has_a_page_and_unique_name() -> None:
    pages = Path(registry.__file__).parent / "pages"
    rules = registry.rules()
    assert {page.stem for page in pages.glob("*.md")} == set(rules)
    assert len({rule.name for rule in rules.values()}) == len(rules)


def test_selectors() -> None:
    assert registry.matching(("XL-NUM",)) == {rule for rule in registry.rules() if rule.startswith("XL-NUM")}
    assert registry.matching(("xl-num-001,polarity", "amount-differs")) == {"XL-NUM-001", "XL-NEG-001"}
    assert registry.named("Amount-Differs") == registry.named("xl-num-001") == registry.rules()["XL-NUM-001"]


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [
        ("XL-NUN-001", "XL-NUM-001"),
        ("XL-NUM-01", "XL-NUM-001"),
        ("quantites", "quantities"),
        ("amount-difers", "amount-differs"),
        ("数字", "quantities"),  # nothing is near: the families are listed
    ],
)
def test_an_unknown_selector_is_told_the_nearest(wrong: str, nearest: str) -> None:
    for look in (lambda: registry.matching((wrong,)), lambda: registry.named(wrong)):
        with pytest.raises(UsageError, match=f"no rule is called '{wrong}'") as told:
            look()
        assert nearest in told.value.hint
