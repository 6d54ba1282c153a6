"""Run the checks over the material and let the policy decide: finding → flag."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import prod

from xling.checks import registry
from xling.checks.fingerprint import fingerprint, quotation
from xling.checks.material import Material
from xling.checks.merge import causes
from xling.checks.policy import Policy, load_policy
from xling.protocols import Progress
from xling.types import Finding, Flag, Severity, Span

_STRETCH = 200  # characters
_OTHERS = 0.1  # weight of all families but the surest in the score of a line
_SLIGHT = 0.9  # weight of minor and neutral findings there: a sure slip of spelling is less than a sure omission


def findings(
    material: Material,
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> list[Finding]:
    """Everything the checks saw, undecided, in reading order. ``select`` and ``ignore`` name rules or families."""
    wanted = registry.matching(select) if select else frozenset(registry.rules())
    wanted -= registry.matching(ignore) if ignore else frozenset()
    found: list[Finding] = []
    for number, name in enumerate(registry.CHECKS):
        check = registry.load(name)
        if any(rule.id in wanted for rule in check.rules):
            found += [finding for finding in check.examine(material) if finding.rule in wanted]
        if progress:
            progress("check", number + 1, len(registry.CHECKS))
    order = {article.id: place for place, article in enumerate(material.articles)}
    return sorted(found, key=lambda f: (order[f.article], f.span, f.rule))


def examine(
    material: Material,
    *,
    policy: Policy | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> list[Flag]:
    """The flags for ``material``, in reading order; every flag's span slices to the words it is about.

    :param policy: thresholds, severities and calibrations; without it, the shipped ones.
    :param select: only these rules: ids, prefixes of ids, names, families or checks; ``ignore`` likewise leaves out.
    :raises UsageError: when ``select`` or ``ignore`` names nothing.
    """
    return decide(findings(material, select=select, ignore=ignore, progress=progress), material, policy)


def decide(found: Sequence[Finding], material: Material, policy: Policy | None = None) -> list[Flag]:
    """Apply thresholds, severities and calibration; of flags of one family on the same words the surest stays, and
    flags of several families with one cause become one, as sure as the surest of them."""
    policy = policy or load_policy()
    seen: Counter[str] = Counter()
    flags = []
    kept = _distinct([f for f in found if _passes(f, policy)], policy)
    for cause in causes(kept, material.segment_by_id, lambda f: _severity(f, policy)):
        finding, rule = cause.finding, registry.rules()[cause.head.rule]
        article, target = material.article_by_id[finding.article], _target_words(finding, material)
        flags.append(
            Flag(
                finding=finding,
                severity=_severity(finding, policy),
                confidence=round(max(_confidence(f, policy) for f in (cause.head, *cause.parts)), 3),
                family=rule.family,
                mqm=rule.mqm,
                fingerprint=fingerprint(finding, article, target, seen),
                quote=quotation(finding, article, target),
            )
        )
    return flags


def line_score(found: Iterable[Finding], policy: Policy) -> float:
    """How bad a text is, 0–1: the confidence of the surest finding, raised a little by findings of other families.

    Graded on purpose, so that texts can be ranked; the threshold of a flag plays no part in it. Weak findings that
    ordinary texts have as well must not add up to the score of one sure error, so the others count a tenth. Minor
    findings count nine tenths of major ones.
    """
    surest: dict[str, float] = {}
    for finding in found:
        family = registry.rules()[finding.rule].family
        weight = _SLIGHT if _severity(finding, policy) in (Severity.MINOR, Severity.NEUTRAL) else 1.0
        surest[family] = max(weight * _confidence(finding, policy), surest.get(family, 0.0))
    first, *others = sorted(surest.values(), reverse=True) or [0.0]
    return round(first + (1.0 - first) * _OTHERS * (1.0 - prod(1.0 - confidence for confidence in others)), 4)


def _severity(finding: Finding, policy: Policy) -> Severity:
    return policy.of(finding.rule).severity or registry.rules()[finding.rule].severity


def _confidence(finding: Finding, policy: Policy) -> float:
    return policy.of(finding.rule).confidence(finding.score)


def _passes(finding: Finding, policy: Policy) -> bool:
    return policy.of(finding.rule).enabled and finding.score >= policy.threshold(finding.rule)


def _distinct(found: Sequence[Finding], policy: Policy) -> list[Finding]:
    """Drop a finding whose words are covered by a surer one of the same family on the same side."""
    ranked = sorted(found, key=lambda f: -_confidence(f, policy))
    kept: list[Finding] = []
    taken: dict[tuple[str, str, bool, int], list[Span]] = defaultdict(list)  # by stretches, so that few are compared
    for finding in ranked:
        family, span = registry.rules()[finding.rule].family, finding.span
        cells = [
            taken[finding.article, family, finding.target is None, cell]
            for cell in range(span.start // _STRETCH, span.end // _STRETCH + 1)
        ]
        if len(span) and any(_same_words(span, other) for cell in cells for other in cell):
            continue
        for cell in cells:
            cell.append(span)
        kept.append(finding)
    position = {id(finding): place for place, finding in enumerate(found)}
    return sorted(kept, key=lambda f: position[id(f)])


def _same_words(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and 2 * shared >= min(len(one), len(other))


def _target_words(finding: Finding, material: Material) -> str:
    translation = material.translations.get(finding.segment)
    return finding.target.of(translation.text) if finding.target is not None and translation is not None else ""
