"""Which checks there are. A name leads to ``module:Class``; the module is imported on use."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import cast

from xling.checks.rules import Rule
from xling.errors import UsageError
from xling.protocols import Check

CHECKS: dict[str, str] = {
    "quantities": "xling.checks.quantities:Quantities",
    "names": "xling.checks.names:Names",
    "terms": "xling.checks.terms:Terms",
    "calques": "xling.checks.calques:Calques",
    "senses": "xling.checks.senses:Senses",
    "coverage": "xling.checks.coverage:Coverage",
    "polarity": "xling.checks.polarity:Polarity",
    "residue": "xling.checks.residue:Residue",
    "antonyms": "xling.checks.antonyms:Antonyms",
    "siblings": "xling.checks.siblings:Siblings",
    "gender": "xling.checks.gender:Gender",
    "spelling": "xling.checks.spelling:Spelling",
    "surface": "xling.checks.surface:Surface",
    "agreement": "xling.checks.agreement:Agreement",
    "concord": "xling.checks.concord:Concord",
    "apposition": "xling.checks.apposition:Apposition",
    "repetition": "xling.checks.repetition:Repetition",
    "contradictions": "xling.checks.contradictions:Contradictions",
}


@cache
def load(name: str) -> Check:
    """The check of that name, made once."""
    module, _, attribute = CHECKS[name].partition(":")
    return cast(Check, getattr(import_module(module), attribute)())


@cache
def rules() -> dict[str, Rule]:
    """All rules of all checks by id, in the order of the checks."""
    return {rule.id: rule for name in CHECKS for rule in load(name).rules}


def page(rule: str) -> str:
    """The page of a rule, Markdown: what it finds, what stays quiet, how to mend it, what it cannot see."""
    return (files("xling.checks") / "pages" / f"{rule}.md").read_text(encoding="utf-8")


def named(rule: str) -> Rule:
    """The rule with that id or name, in any case.

    :raises UsageError: when there is none, with the nearest ones.
    """
    for each in rules().values():
        if rule.casefold() in (each.id.casefold(), each.name):
            return each
    raise _unknown(rule)


def matching(selectors: tuple[str, ...]) -> frozenset[str]:
    """Ids of the rules that any selector names: an id, a prefix of ids (``XL-NUM``), a name, a family or a check;
    commas separate several in one.

    :raises UsageError: when a selector names nothing, with the nearest that would.
    """
    chosen: set[str] = set()
    for selector in (part.strip() for each in selectors for part in each.split(",")):
        if not selector:
            raise UsageError("a rule selector is empty", hint="leave the option out to mean all rules")
        hits = {rule.id for rule in load(selector).rules} if selector in CHECKS else set()
        for rule in rules().values():
            if rule.id.startswith(selector.upper()) or selector.lower() in (rule.family, rule.name):
                hits.add(rule.id)
        if not hits:
            raise _unknown(selector)
        chosen |= hits
    return frozenset(chosen)


def _unknown(selector: str) -> UsageError:
    families = sorted({rule.family for rule in rules().values()})
    words = {name.casefold(): name for rule in rules().values() for name in (rule.id, rule.name, rule.family)}
    near = [words[word] for word in get_close_matches(selector.casefold(), words, n=3)]
    hint = (
        f"did you mean {' or '.join(near)}?" if near else f"give an id, see --list-rules, or of {', '.join(families)}"
    )
    return UsageError(f"no rule is called {selector!r}", hint=hint)
