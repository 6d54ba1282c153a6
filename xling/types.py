"""Every value that travels between the stages. Frozen, no I/O, no third-party import.

A position is a half-open span of characters (Unicode code points) into ``Article.text``;
``Article.file_span`` turns it into a span of the decoded file. Text is never rebuilt from tokens.
A stage changes a value with ``dataclasses.replace``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

LANGUAGES = ("de", "zh", "en")
"""The languages xling works in; any other text has the language code ``other``."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters: ``0 <= start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


# --- ingest ---------------------------------------------------------------------------------------------------


class BlockKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    LIST = "list"
    QUOTE = "quote"
    METADATA = "metadata"  # dateline, byline, view counter: kept, not translated, not checked
    BOILERPLATE = "boilerplate"  # share buttons, related articles, cookie lines: kept, marked, not translated


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the article with one function on the page. ``reason`` names the clutter for BOILERPLATE and METADATA."""

    span: Span
    kind: BlockKind
    reason: str = ""

    @property
    def is_content(self) -> bool:
        return self.kind not in (BlockKind.BOILERPLATE, BlockKind.METADATA)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each character of ``Article.text`` lies in the decoded file, as runs of equal stride.

    ``runs[i] = (text_start, file_start, length)``: characters ``text_start … +length`` of the text are the characters
    ``file_start … +length`` of the file. Runs are sorted and do not overlap; a text character in no run
    (a resolved entity, an inserted line break) belongs to the gap of the file between its neighbours.
    An empty tuple is the identity.
    """

    runs: tuple[tuple[int, int, int], ...] = ()

    def to_file(self, span: Span) -> Span:
        """The smallest stretch of the file that holds all of ``span``."""
        if not self.runs:
            return span
        if not len(span):
            return Span(self._at(span.start), self._at(span.start))
        start = self._at(span.start)
        return Span(start, max(start, self._at(span.end - 1, after=True)))

    def _at(self, position: int, *, after: bool = False) -> int:
        low, high = 0, len(self.runs)
        while low < high:  # last run that begins at or before position
            middle = (low + high) // 2
            if self.runs[middle][0] <= position:
                low = middle + 1
            else:
                high = middle
        if low == 0:
            return self.runs[0][1]
        text_start, file_start, length = self.runs[low - 1]
        offset = position - text_start
        if offset < length:
            return file_start + offset + (1 if after else 0)
        if after and low < len(self.runs):
            return self.runs[low][1]
        return file_start + length


@dataclass(frozen=True, slots=True)
class Article:
    """One document. ``text`` is the decoded file itself for plain text; for HTML, Markdown and JSONL it is the reading
    text, and ``offsets`` leads back to the file (for JSONL: to the value of the text field)."""

    id: str
    path: str
    lang: str
    text: str
    title: str = ""
    date: str = ""  # ISO 8601, as precise as found: "2025-06-18", "2025-06", "2025"
    origin: str = ""  # language the article was probably translated from, when that was noticed: "zh"
    encoding: str = "utf-8"
    blocks: tuple[Block, ...] = ()
    offsets: OffsetMap = OffsetMap()
    meta: Mapping[str, object] = field(default_factory=dict)  # unknown JSONL fields, passed through untouched
    notes: tuple[str, ...] = ()  # what was repaired, guessed or skipped on reading
    file_text: str = ""  # the decoded file (HTML: the page with its markup) where ``text`` is not the file itself

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an article needs an id")

    def file_span(self, span: Span) -> Span:
        return self.offsets.to_file(span)

    def file_words(self, span: Span) -> str:
        """The characters of the decoded file that ``span`` of ``text`` stands for."""
        return self.file_span(span).of(self.file_text or self.text)


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, headline or list item. ``article.text[span] == text``; ids are ``<article id>#<index>``."""

    id: str
    article: str
    index: int
    lang: str
    text: str
    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    block: int = -1  # index into Article.blocks

    @property
    def is_content(self) -> bool:
        return self.kind not in (BlockKind.BOILERPLATE, BlockKind.METADATA)


# --- glossary -------------------------------------------------------------------------------------------------


class TermStatus(StrEnum):
    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"  # the source term must not be rendered by any of ``forbidden``; no target of its own
    KEEP = "do-not-translate"


@dataclass(frozen=True, slots=True)
class Term:
    """One glossary line: a source term and the target rendering that editors want."""

    source: str
    target: str
    source_lang: str
    target_lang: str
    status: TermStatus = TermStatus.PREFERRED
    forbidden: tuple[str, ...] = ()  # target renderings that are wrong for this term
    context: tuple[str, ...] = ()  # the term holds only near one of these words (any of them); empty: always
    pos: str = ""
    note: str = ""
    evidence: str = ""
    owner: str = ""
    date: str = ""
    where: str = ""  # "file:line"


@dataclass(frozen=True, slots=True)
class TermMatch:
    """An occurrence of ``term`` at ``span`` of the text that was searched (exact characters, inflection included)."""

    term: Term
    span: Span


class TermOutcome(StrEnum):
    MODEL = "model"  # the model said it by itself
    NBEST = "n-best"  # a lower hypothesis of the beam had it
    REDECODED = "re-decoded"  # decoded again with the term as prefix
    SPLICED = "spliced"  # put in place of the aligned words
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class TermHit:
    """What became of one term in one translation."""

    match: TermMatch
    outcome: TermOutcome
    target_span: Span | None = None  # into Translation.text
    reason: str = ""  # for MISSED: why


# --- translate and align --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Translation:
    """The hypothesis for one segment. ``score`` is the mean log-probability per target token (≤ 0; NaN when the text
    was copied or came from elsewhere). ``warnings`` name every repair: split, repetition, truncation, copied."""

    segment: Segment
    lang: str
    text: str
    score: float = float("nan")
    terms: tuple[TermHit, ...] = ()
    warnings: tuple[str, ...] = ()
    model: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Token ``source`` of the source renders token ``target`` of the target; ``score`` is the similarity, 0–1."""

    source: int
    target: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """Word links between two texts; tokens are spans into their text, indices of ``links`` are in range."""

    source: str
    target: str
    source_tokens: tuple[Span, ...]
    target_tokens: tuple[Span, ...]
    links: tuple[Link, ...]

    def __post_init__(self) -> None:
        for link in self.links:
            if not (0 <= link.source < len(self.source_tokens) and 0 <= link.target < len(self.target_tokens)):
                raise ValueError(f"link {link.source}-{link.target} is out of range")


# --- claims ---------------------------------------------------------------------------------------------------


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


# --- checks ---------------------------------------------------------------------------------------------------


class Severity(StrEnum):
    """MQM severities, mildest first in meaning: neutral < minor < major < critical."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class Blame(StrEnum):
    SOURCE = "source"  # the article itself is wrong
    TRANSLATION = "translation"  # our translation is wrong
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a finding is believed: another article's words, a lexicon entry, a computed value."""

    kind: str  # "article", "lexicon", "glossary", "value", "vote", "model"
    text: str
    article: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw, before any decision. ``score`` is raw, 0–1, higher is worse; ``span`` is into
    ``Article.text``; ``target`` into the translation of ``segment`` where the finding is about a pair."""

    rule: str
    article: str
    segment: str
    span: Span
    score: float
    message: str
    blame: Blame
    suggestion: str = ""
    evidence: tuple[Evidence, ...] = ()
    target: Span | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding that passed its threshold. ``confidence`` is the calibrated probability that it is a real error;
    ``fingerprint`` stays the same when lines move (made of rule and text, not of positions)."""

    finding: Finding
    severity: Severity
    confidence: float
    family: str
    mqm: str
    fingerprint: str


# --- the whole ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything one run found out. ``alignments`` is keyed by segment id (segment ↔ its translation);
    ``link_alignments`` runs parallel to ``links`` (None where no encoder was there)."""

    articles: tuple[Article, ...]
    segments: tuple[Segment, ...]
    translations: Mapping[str, Translation] = field(default_factory=dict)
    alignments: Mapping[str, Alignment] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    links: tuple[ClaimLink, ...] = ()
    link_alignments: tuple[Alignment | None, ...] = ()
    flags: tuple[Flag, ...] = ()
    notes: tuple[str, ...] = ()  # what could not be done and what would help
    signature: str = ""
