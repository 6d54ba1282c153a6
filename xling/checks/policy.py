"""From findings to flags: thresholds, severities and confidences, all read from policy files, none from code.

A policy file is TOML, one table per rule id::

    [XL-NUM-001]
    threshold = 0.5                                        # raw scores below make no flag
    severity = "major"                                     # optional: instead of the rule's own
    calibration = [[0.0, 0.02], [0.5, 0.6], [1.0, 0.95]]   # raw score → probability of a real error

The calibration is piecewise linear and measured on development data (isotonic calibration in the sense of
Zadrozny and Elkan 2002, thinned to a few knots).
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from math import inf
from pathlib import Path

from xling.checks.rules import Rule
from xling.errors import InputError, UsageError
from xling.paths import data_dir
from xling.types import Severity

SENSITIVITIES = {"low": 0.8, "normal": None, "high": 0.3}
"""The least confidence of a flag: ``low`` raises thresholds to it, ``high`` lowers them to it, ``normal`` takes them as
they are. What each costs and finds: ``benchmarks/results/flags_sensitivity.json``."""

IDENTITY = ((0.0, 0.0), (1.0, 1.0))


@dataclass(frozen=True, slots=True)
class RulePolicy:
    """What one rule needs for a flag. ``calibration`` knots are (raw score, probability), both rising, in 0–1."""

    threshold: float = 0.5
    severity: Severity | None = None
    calibration: tuple[tuple[float, float], ...] = IDENTITY
    enabled: bool = True

    def confidence(self, score: float) -> float:
        """Probability that a finding with this raw score is a real error."""
        knots = self.calibration
        if score <= knots[0][0]:
            return knots[0][1]
        for (left, low), (right, high) in itertools.pairwise(knots):
            if score <= right:
                return low + (high - low) * (score - left) / (right - left)
        return knots[-1][1]

    def score_at(self, confidence: float) -> float:
        """The least raw score with this confidence; infinite where no score has it."""
        knots = self.calibration
        if knots[0][1] >= confidence:
            return 0.0
        for (left, low), (right, high) in itertools.pairwise(knots):
            if high >= confidence:
                return left + (right - left) * (confidence - low) / (high - low)
        return inf


@dataclass(frozen=True, slots=True)
class Policy:
    """The decisions for all rules; a rule that no file mentions gets the defaults of ``RulePolicy``."""

    rules: Mapping[str, RulePolicy] = field(default_factory=dict)
    sensitivity: str = "normal"
    digest: str = ""

    def of(self, rule: Rule | str) -> RulePolicy:
        return self.rules.get(rule if isinstance(rule, str) else rule.id, RulePolicy())

    def threshold(self, rule: str) -> float:
        """The least raw score that makes a flag at this sensitivity: a step's name, or the least confidence itself."""
        own, level = self.of(rule), least_confidence(self.sensitivity)
        if level is None:
            return own.threshold
        if self.sensitivity not in SENSITIVITIES:
            return own.score_at(level)
        bound = max if self.sensitivity == "low" else min
        return bound(own.threshold, own.score_at(level))


def least_confidence(sensitivity: str) -> float | None:
    """The least confidence that a step or a number between 0 and 1 stands for; None: the thresholds of the policy.

    :raises UsageError: when it is neither.
    """
    if sensitivity in SENSITIVITIES:
        return SENSITIVITIES[sensitivity]
    try:
        level = float(sensitivity)
    except ValueError:
        level = -1.0
    if not 0.0 <= level <= 1.0:
        steps = ", ".join(SENSITIVITIES)
        raise UsageError(
            f"--sensitivity {sensitivity!r} is unknown", hint=f"give {steps}, or the least confidence of a flag, 0 to 1"
        )
    return level


def load_policy(*, extra: Iterable[Path] = (), sensitivity: str = "normal") -> Policy:
    """The shipped policy, overridden table by table by ``extra`` files.

    :raises UsageError: for an unknown sensitivity.
    :raises InputError: for a file that cannot be read or has an unknown rule or key or an impossible value.
    """
    least_confidence(sensitivity)
    rules: dict[str, RulePolicy] = {}
    digest = sha256(sensitivity.encode())
    for path in [data_dir() / "policy.toml", *extra]:
        try:
            raw = path.read_bytes()
            tables = tomllib.loads(raw.decode("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError(
                f"{path}: cannot read the policy: {error}", hint="mend the TOML or leave it out"
            ) from error
        digest.update(raw)
        own = {rule: _rule_policy(path, rule, table) for rule, table in tables.items()}
        rules |= {_rule_id(path, rule): policy for rule, policy in own.items()}
    return Policy(rules, sensitivity, digest.hexdigest()[:12])


def _rule_id(path: Path, rule: str) -> str:
    """The id behind the id or name of a table."""
    from xling.checks import registry

    try:
        return registry.named(rule).id
    except UsageError as error:
        raise InputError(f"{path}: [{rule}]: {error.message}", hint=error.hint) from error


def _rule_policy(path: Path, rule: str, table: object) -> RulePolicy:
    known = {"threshold", "severity", "calibration", "enabled"}
    if not isinstance(table, dict) or (unknown := set(table) - known):
        what = f"unknown key {sorted(unknown)[0]!r}" if isinstance(table, dict) else "not a table"
        raise InputError(f"{path}: [{rule}]: {what}", hint=f"known keys: {', '.join(sorted(known))}")
    try:
        knots = tuple((float(x), float(y)) for x, y in table.get("calibration", IDENTITY))
        severity = Severity(table["severity"]) if "severity" in table else None
        threshold = float(table.get("threshold", 0.5))
    except (TypeError, ValueError) as error:
        raise InputError(f"{path}: [{rule}]: {error}", hint="see the top of xling/checks/policy.py") from error
    rising = all(a[0] < b[0] and a[1] <= b[1] for a, b in itertools.pairwise(knots))
    if not knots or not rising or not 0 <= threshold <= 1 or any(not 0 <= y <= 1 for _, y in knots):
        raise InputError(f"{path}: [{rule}]: values must lie in 0–1 and knots must rise", hint="mend the table")
    return RulePolicy(threshold, severity, knots, bool(table.get("enabled", True)))
