"""What the scanners pass on: a figure is anything in a text that is written with a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xling.types import Approx, Quantity, QuantityKind, Span


class Role(StrEnum):
    """Why a figure is there: only AMOUNT becomes a Quantity, the others explain numbers of a translation."""

    AMOUNT = "amount"
    LABEL = "label"  # part of a name, a score, a web address, a citation
    LOOSE = "loose"  # an article or everyday word with a number in it: one, ein, 一个, first, both


@dataclass(frozen=True, slots=True)
class Figure:
    """One number-like expression. ``values`` holds every number a reader may see in it: low and high of a range,
    year, month and day of a date, both sides of a score."""

    role: Role
    kind: QuantityKind
    low: Decimal
    high: Decimal
    unit: str
    span: Span
    approx: Approx = Approx.EXACT
    digits: int = 0
    values: tuple[Decimal, ...] = ()

    def quantity(self, text: str) -> Quantity:
        return Quantity(
            self.kind, self.low, self.high, self.unit, self.span, self.span.of(text), self.approx, self.digits
        )


@dataclass(frozen=True, slots=True)
class Number:
    """A number without its unit: significant digits, where it ends. The value is ``low × scale``, ``scale`` being the
    product of its scale words (Mio., thousand, 万). ``spelled`` for words; ``article`` when it is only ein, a, 一;
    ``bare`` for a plain run of digits; ``vague`` for hundreds of thousands, 数十万."""

    low: Decimal
    high: Decimal
    digits: int
    start: int
    end: int
    approx: Approx = Approx.EXACT
    scale: Decimal = Decimal(1)
    spelled: bool = False
    article: bool = False
    bare: bool = False
    vague: bool = False
