"""Checks look for errors and score what they find; the policy decides what becomes a flag."""

from xling.checks.examine import decide, examine, findings, line_score
from xling.checks.material import Material
from xling.checks.policy import Policy, RulePolicy, load_policy
from xling.checks.rules import Rule

__all__ = [
    "Material",
    "Policy",
    "Rule",
    "RulePolicy",
    "decide",
    "examine",
    "findings",
    "line_score",
    "load_policy",
]
