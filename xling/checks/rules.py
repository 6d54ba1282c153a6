"""What a rule is: the stable id under which findings are reported, explained, selected and suppressed."""

from __future__ import annotations

from dataclasses import dataclass

from xling.types import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """``id`` never changes once released. ``mqm`` is the error type of the MQM typology (themqm.org), dotted.

    The page behind ``xling flag --explain ID`` is ``xling/checks/pages/<id>.md``.
    """

    id: str  # "XL-NUM-001"
    name: str  # "amount-differs"
    family: str  # "quantities"
    mqm: str  # "accuracy.mistranslation.number"
    severity: Severity
    summary: str
