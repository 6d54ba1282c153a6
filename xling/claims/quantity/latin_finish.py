"""Last step of the German and English reader: from number and unit to the figure, labels and years set apart."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from xling.claims.quantity.data import Unit
from xling.claims.quantity.dates import date_figure
from xling.claims.quantity.model import Figure, Number, Role
from xling.types import Approx, QuantityKind, Span

if TYPE_CHECKING:
    from xling.claims.quantity.latin import Reader

_PREVIOUS = re.compile(r"(?P<word>[^\W\d_][\w’'&.-]*|§§?)[ \xa0]?\Z")
_FUNCTION_WORD = re.compile(
    r"(?: (?:is|was|are|were|and|und|oder|in|im|at|on|of|von|vom|mit|for|für|to|the|der|die|das|by|from|has|had|"
    r"have|will|can|"
    r"ist|sind|wurde|wird|kann|hat|als|which|that|with|as|it|but|or|bei|zu|zum|auf|an|am|auch|nicht|not)\b|[^\w ]|$|"
    r" [^\w])"
)
_PRODUCT = re.compile(r"(?:^|\W)(?:the|its|a|an|new) [^\W\d_][\w-]* \Z")  # the Mira 24 language model
_DE_VERB = re.compile(r" (?:[a-zäöüß]{2,}t|soll|will|kann|kam|heißen)(?!\w)")  # Mira 24 kostet, Mira 24 vorgestellt
_FIGURE_NEXT = re.compile(r" \d{1,2}[.,]\d{1,2}(?!\d)| \d{1,2} (?:%|prozent|per ?cent)")  # Sirius 5 86,7 Prozent
_LIST_NUMBER = re.compile(r"(?:^|\n)[ \t]*\Z")
_GOODS = re.compile(
    r" (?!(?:long|wide|high|tall|deep|thick|hurdles|sprints|races|finals|heats|freestyle)\b)"
    r"(?:[a-z-]{3,} ){0,2}?[a-z-]{3,}s(?!\w)"
)
_NO_GOODS = re.compile(
    r" (?:\w+ )?(?:above|below|away|from|across|along|apart|down|up|in|of|at|to|on|by|per|and|or|with|for|is|was|has)\b"
)
_TRACK = frozenset(map(Decimal, (50, 60, 80, 100, 110, 200, 400, 500, 800, 1000, 1500, 3000, 5000, 10000)))
_MILLIONS_NEXT = re.compile(r" ?(?:to|and|-|–) (?:[$€£¥]|\w{1,3}\$)?\d[\d.,]*(?: (?:million|billion)|m|bn)\b")
_AROUND = re.compile(r"(?:um|by|around|about|gegen|circa|ca\.|c\.|etwa|ungefähr) ?\Z")
_YEAR_WORD = re.compile(r"(?:^|\W)(?:im jahre?|das jahr|the year|anno|anfang|mitte|ende|early|late) \Z")
_ERA = re.compile(r" (?:v\.|n\.|vor|nach|b\.?c|a\.?d)\.? ?(?:chr|christus|$|\W)")
_ROUND = frozenset(Decimal(10**power) for power in range(2, 13))
_OPENING, _CLOSING = ("“", "„", "»", "«", '"', "‘"), ("”", "“", "«", "»", '"', "’")
_TAIL = re.compile(r"[\w-]{0,40}")
_DISCOUNT = re.compile(r" (?:rabatt|nachlass|preisnachlass|preisabschlag|discount|off(?! (?:the|of) (?!price)))\b")


def amount(
    kind: QuantityKind,
    low: Decimal,
    unit: str,
    span: Span,
    approx: Approx = Approx.EXACT,
    digits: int = 1,
    *,
    high: Decimal | None = None,
    role: Role = Role.AMOUNT,
) -> Figure:
    """An amount that ends at ``high``, or at ``low`` itself."""
    top = low if high is None else high
    return Figure(role, kind, low, top, unit, span, approx, digits, values=(low, top) if top != low else (low,))


def label(raw: str, span: Span, *, role: Role = Role.LABEL) -> Figure:
    """A figure that is no amount; its numbers are kept to explain those of a translation."""
    values = tuple(Decimal(part) for part in re.findall(r"\d{1,24}", raw))
    value = values[0] if values else Decimal(0)
    return Figure(role, QuantityKind.COUNT, value, value, "", span, values=values)


def approximation(reader: Reader, start: int, end: int, kind: QuantityKind | None = None) -> Approx:
    """What the words around the phrase say: rund, more than, oder mehr."""
    form = reader.back(reader.grammar.before, start)
    if form and not (kind == QuantityKind.DURATION and form in ("over", "über", "gegen", "near")):
        return reader.grammar.approx[form]
    if match := reader.grammar.after.match(reader.folded, end):
        return reader.grammar.late[match["form"]]
    return Approx.EXACT


def is_named_year(reader: Reader, number: Number) -> bool:
    """The 2036 of "im Jahr 2036 Autos": a year, whatever noun follows."""
    return number.bare and 1500 <= number.low <= 2100 and bool(_YEAR_WORD.search(reader.before(number.start, 12)))


def millions(reader: Reader, value: Decimal, position: int) -> bool:
    """Is the m before ``position`` millions? 4.1m tonnes, 89.5m solar panels, 1.6m to 2.2 million; no 5m high walls."""
    text = reader.folded
    if _MILLIONS_NEXT.match(text, position):
        return True
    unit = reader.grammar.unit.match(text, position)
    if unit and len(unit["unit"]) > 2:  # a metre of something that is measured itself does not occur
        return True
    return value not in _TRACK and not _NO_GOODS.match(text, position) and bool(_GOODS.match(text, position))


def counted(reader: Reader, position: int) -> bool:
    """Is the next word a counted noun or a currency (300m users, 5.3m euros)?"""
    match = reader.grammar.unit.match(reader.folded, position)
    return bool(match and reader.grammar.units[match["unit"]].kind in (QuantityKind.COUNT, QuantityKind.MONEY))


def finish(reader: Reader, first: Number, second: Number | None, unit: Unit | None, span: Span) -> list[Figure]:
    """The figure of a number phrase; a label or a year where the surroundings say so."""
    last = second or first
    low, high = first.low * first.scale, last.high * last.scale
    kind = unit.kind if unit else QuantityKind.COUNT
    if first.article and (unit is None or kind in (QuantityKind.COUNT, QuantityKind.DURATION)) and second is None:
        english_one = (
            reader.lang == "en" and kind == QuantityKind.DURATION and reader.folded.startswith("one", span.start)
        )
        if not english_one:
            return [amount(kind, low, "", Span(first.start, first.end), role=Role.LOOSE)]
    if unit is None and second is None and first.bare and (figure := _year_or_label(reader, first)):
        return [figure]
    if (
        unit is None
        and second is not None
        and first.bare
        and second.bare
        and 1000 < low < high <= 2100
        and high - low < 400
    ):
        return [date_figure(f"{int(low)}/{int(high)}", span)]
    approx = approximation(reader, span.start, span.end, kind)
    if approx == Approx.EXACT:
        approx = first.approx
    if first.vague:
        approx = Approx.OVER
    if first.spelled and unit is None and second is None and not first.vague and not _plausible_word(reader, first):
        return [amount(kind, low, "", span, role=Role.LOOSE)]
    name = unit.name if unit else ""
    if kind == QuantityKind.PERCENT and name == "%" and _DISCOUNT.match(reader.folded, span.end):
        name = "% off"
    if name.endswith(" cent"):
        low, high, name = low / 100, high / 100, name[:3]
    several = reader.back(reader.grammar.several, span.start) if first.spelled and first.low in _ROUND else ""
    if several:
        approx = Approx.OVER
    digits = 0 if first.vague or several else max(first.digits, last.digits)
    return [amount(kind, low, name, span, approx, digits, high=high)]


def _year_or_label(reader: Reader, number: Number) -> Figure | None:
    text, end = reader.folded, number.end
    span = Span(number.start, end)
    quoted = text[number.start - 1 : number.start] in _OPENING and text[end : end + 1] in _CLOSING
    if (text[number.start] == "0" and end - number.start > 1) or (number.start and quoted):
        return label(text[number.start : end], span)  # 007, 0171, “618”
    tail = _TAIL.match(text, end)
    if tail and tail[0] and text[end].isalpha():
        return label(text[number.start : tail.end()], Span(number.start, tail.end()))
    if _LIST_NUMBER.search(reader.text[max(0, number.start - 8) : number.start]) and text[end : end + 2] in (
        ". ",
        ") ",
    ):
        return label(text[number.start : end], span)
    before = _PREVIOUS.search(reader.text[max(0, number.start - 30) : number.start])
    word = before["word"].rstrip(".-") if before else ""
    if (
        word.lower().removesuffix("s") in reader.grammar.label
        or word.lower() in reader.grammar.label
        or (before and before["word"].lower() in reader.grammar.label)
    ):
        return label(text[number.start : end], span)
    if end - number.start == 4 and 1000 <= number.low <= 2100 and _is_year(reader, number):
        return date_figure(f"{int(number.low):04d}", span)
    if (
        number.low < 1500
        and number.low > 31
        and (_YEAR_WORD.search(reader.before(number.start, 12)) or _ERA.match(text, end))
    ):
        return date_figure(f"{int(number.low):04d}", span)
    if before and _names(reader, before, number):
        return label(text[number.start : end], span)
    return None


def _is_year(reader: Reader, number: Number) -> bool:
    """A bare four-digit number is a year when it is a modern one, or when a word before it says so."""
    form = reader.back(reader.grammar.before, number.start)
    if form and not _AROUND.search(reader.before(number.start)):
        than = form.endswith((" als", " than")) and 1900 <= number.low <= 2100 and number.low % 100 != 0
        return than and not reader.text[number.end : number.end + 2].strip()[:1].isupper()
    if 1500 <= number.low <= 2100:
        return number.low > 1800 or number.low % 100 != 0 or form == ""
    before = reader.before(number.start, 12)
    return bool(re.search(r"(?:^|\W)(?:in|im jahr|im jahre|anno|since|seit|jahr|year|um) \Z", before))


def _names(reader: Reader, before: re.Match[str], number: Number) -> bool:
    """Llama 4, Series 5: a capitalised word in mid-sentence right before a number with no noun after it."""
    word = before["word"]
    if not word[0].isupper():
        return False
    if not _FUNCTION_WORD.match(reader.folded, number.end):
        product = number.low < 1000 and _PRODUCT.search(reader.before(number.start, 40))
        verb = reader.lang == "de" and number.low < 1000 and _DE_VERB.match(reader.text, number.end)
        goes_on = _FIGURE_NEXT.match(reader.folded, number.end)
        if not (product and reader.lang == "en") and not verb and not goes_on:
            return False
    if any(character.isupper() for character in word[1:]):
        return True
    head = reader.text[max(0, number.start - 30) : number.start][: before.start()].rstrip()
    return bool(head) and head[-1] not in ".!?:;„“\"'”»\n–-" and number.low < 1000


_VERB_BEFORE = re.compile(r"(?:gib|gibt|gab|gaben|geben|außer|ausser|nehmt|nimm) \Z")


def _plausible_word(reader: Reader, number: Number) -> bool:
    """False for number words used otherwise: "gibt acht", "die Elf"."""
    word = reader.text[number.start : number.end]
    before = reader.text[: number.start].rstrip()
    if reader.lang == "en" and word[0].isupper() and before and before[-1] not in ".!?:;“\"‘'–—\n(":
        return False  # the Four Courts, Seven & i
    if word.lower() == "acht":
        return not _VERB_BEFORE.search(reader.before(number.start))
    if word in ("Elf", "Acht", "Sieben", "Hundert") and reader.lang == "de":
        return not re.search(r"(?:die|der|unsere|eine) \Z", reader.before(number.start))
    return True
