"""Quantities, names, claims and the links between them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xling.types.span import Span


class QuantityKind(StrEnum):
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"  # a number of things, with or without a noun
    MEASURE = "measure"  # with a physical unit
    DATE = "date"
    DURATION = "duration"
    AGE = "age"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"  # twofold, halved


class Approx(StrEnum):
    EXACT = "exact"
    ABOUT = "about"  # rund, etwa, 约, around
    OVER = "over"  # mehr als, über, gut, 逾, more than
    UNDER = "under"  # knapp, fast, unter, 近, nearly


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number read from text as an exact value. ``low == high`` unless the text gives a range.

    ``span`` covers number, scale word and unit, in the text that was parsed. ``unit`` is an ISO 4217 code for MONEY
    ("" when the text names no currency), "%" for PERCENT, a normalised English unit or noun otherwise.
    DATE values carry the ISO string in ``unit`` and the year as value. ``digits`` counts the significant digits that
    were written: it sets how far rounding may explain a difference.
    """

    kind: QuantityKind
    low: Decimal
    high: Decimal
    unit: str
    span: Span
    text: str
    approx: Approx = Approx.EXACT
    digits: int = 0

    @property
    def canonical(self) -> str:
        """One string for one meaning: ``money 14300000000 USD``, ``percent 49 %``, ``money ~15000000000 USD``."""
        sign = {Approx.EXACT: "", Approx.ABOUT: "~", Approx.OVER: ">", Approx.UNDER: "<"}[self.approx]
        value = (
            f"{self.low.normalize():f}"
            if self.low == self.high
            else f"{self.low.normalize():f}–{self.high.normalize():f}"
        )
        return " ".join(part for part in (self.kind.value, sign + value, self.unit) if part)


class NameKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    PRODUCT = "product"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of something with a name. ``key`` is the same for all mentions of one bearer, over articles and
    languages ("alexandr wang" for Wang, Alexandr, 亚历山大·王); ``span`` leaves out a genitive ending."""

    text: str
    span: Span
    kind: NameKind
    key: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a claim says happens. ``lemma`` is the dictionary form of the verb, or the noun of an event as written where
    there is no verb; ``event`` one English key for the same event in all three languages ("buy"), empty for a word
    that is not listed; ``span`` into the article."""

    lemma: str
    span: Span
    event: str = ""
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable statement: a sentence or clause with quantities or names. All spans are into ``Article.text``."""

    id: str  # "<segment id>/<n>"
    article: str
    segment: str
    lang: str
    text: str
    span: Span
    quantities: tuple[Quantity, ...] = ()
    names: tuple[Name, ...] = ()
    polarity: bool = True  # False: negated
    attribution: str = ""  # "Reuters", when the text gives a source
    modality: str = ""  # denial, possible, plan, forecast, future; "" for a plain statement of fact
    predicate: Predicate | None = None  # the main verb or event; None where none was found
    who: str = ""  # key of the name that acts or is spoken of first
    when: tuple[str, ...] = ()  # ISO dates named in it, as precise as written
    where: tuple[str, ...] = ()  # keys of the places named in it
    lead: bool = False  # a title or heading


class Verdict(StrEnum):
    AGREE = "agree"
    APPROXIMATELY = "approximately"
    CONFLICT = "conflict"
    RELATED = "related"  # the same matter, nothing comparable in it
    UNRELATED = "unrelated"

    @property
    def agrees(self) -> bool:
        """Whether both say the same, exactly or nearly."""
        return self in (Verdict.AGREE, Verdict.APPROXIMATELY)


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two spans, one in each claim, that were compared: ``agree``, ``approximately`` or ``conflict``; ``what`` names
    the thing compared (amount, currency, percent, count, date, name, polarity)."""

    what: str
    verdict: Verdict
    a: Span  # into the article of the left claim
    b: Span
    note: str = ""  # a sentence for the editor: "15 Mrd. is 14.3 bn rounded up"


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """Two claims of different articles about the same thing; ``score`` is the probability of that, 0–1."""

    a: Claim
    b: Claim
    verdict: Verdict
    score: float
    differs: tuple[str, ...] = ()
    pairings: tuple[Pairing, ...] = ()


@dataclass(frozen=True, slots=True)
class Descent:
    """One article that seems to come from another: ``derived`` from ``source`` (article ids; ``?zh`` for a Chinese
    original that is not among the articles). ``score`` is between 0 and 1; ``evidence`` in words, strongest first."""

    source: str
    derived: str
    score: float
    evidence: tuple[str, ...]

    @property
    def verb(self) -> str:
        """What links the two articles in a sentence, no surer than the score."""
        return "seems to come from" if self.score >= 0.7 else "may come from"
