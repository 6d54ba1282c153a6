"""Policy files, decisions, fingerprints, suppressions: no model needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from xling.checks import Material, decide, line_score, load_policy, registry
from xling.checks.policy import Policy, RulePolicy
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


@pytest.mark.parametrize(("sensitivity", "expected"), [("low", 0.75), ("normal", 0.6), ("high", 0.33)])
def test_sensitivity_moves_thresholds_and_keeps_the_surest(sensitivity: str, expected: float) -> None:
    policy = Policy({RULE: RulePolicy(threshold=0.6)}, sensitivity)
    assert policy.threshold(RULE) == pytest.approx(expected)
    assert bool(flags(finding(0, 4, 0.95), policy=policy))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[XL-A]\nthreshhold = 1", "unknown key 'threshhold'"),
        ("[XL-A]\nthreshold = 2", "must lie in 0–1"),
        ("[XL-A]\ncalibration = [[0.5, 0.9], [0.4, 0.95]]", "must rise"),
        ("[XL-A]\nseverity = 'awful'", "awful"),
        ("[XL-A", "cannot read the policy"),
        ("a = 1", "not a table"),
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
    with pytest.raises(UsageError, match="no rule is called 'nonsense'"):
        registry.matching(("nonsense",))
