"""Days of the week and words such as next week, yesterday: does the translation name another one than the source?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from xling.claims.quantity.data import fold, longest
from xling.claims.quantity.model import Figure, Role
from xling.tables import rows
from xling.types import QuantityKind, Span

_COLUMNS = {"zh": 2, "de": 3, "en": 4}
_NEAR = ("day", "week")
"""Groups that the reader of dates does not compare; months and years stand in the table for what a week became."""
_MORNING = re.compile(r"(?:guten|jeden|am|eines|diesen|diesem|nächsten|gegen|heute|gestern|zum|bis zum|samstag|den) \Z")
_EVE = re.compile(r"nacht (?:zum|auf|zu) \Z")  # die Nacht zum Sonntag begins on Saturday
_DAY_BEFORE = {str(day): str((day + 5) % 7 + 1) for day in range(1, 8)}
_NOW = re.compile(r"如今|现在|目前|眼下|当今|现今|当代|当前|今时|时至今|迄今|至今|一带|至此|这天|当天|当日|当晚|同日")
_PART = {"zh": (r"", r"(?![^\W\d_]*报)"), "de": (r"(?<!\w)", r"(?!\w)"), "en": (r"(?<!\w)", r"(?!\w)")}


@dataclass(frozen=True, slots=True)
class _Mention:
    group: str
    value: str
    span: Span


@cache
def _table(lang: str, *, weekdays: bool) -> tuple[re.Pattern[str], Mapping[str, tuple[str, str]]]:
    """Apart for days of the week: 下周三 holds 下周 and 周三."""
    forms: dict[str, tuple[str, str]] = {}
    for cells in list(rows("calendar_words.tsv"))[1:]:
        if (cells[0] == "weekday") is weekdays:
            forms |= dict.fromkeys(cells[_COLUMNS[lang]].split("|"), (cells[0], cells[1]))
    before, after = _PART[lang]
    return re.compile(before + longest(list(forms)) + after), forms


def moved(source: str, source_lang: str, target: str, target_lang: str) -> list[tuple[Figure, Figure]]:
    """Pairs of mentions of which the second seems to stand for the first and names another day or week.

    A group with a mention that both sides share is taken as rendered freely; so is a word that only one side has.
    """
    left, right = _mentions(source, source_lang), _mentions(target, target_lang)
    if source_lang == "zh" and _NOW.search(source):
        right = [each for each in right if (each.group, each.value) != ("day", "0")]
    found = _rivals("weekday", left, right)
    found = found or [pair for group in _NEAR for pair in _rivals(group, left, right)]
    return [(_figure(one), _figure(other)) for one, other in found or _other_unit(left, right)]


def weekdays(text: str, lang: str) -> list[tuple[int, Span]]:
    """The days of the week that ``text`` names, Monday 1, with their places."""
    found = {each.span: int(each.value) for each in reversed(_mentions(text, lang)) if each.group == "weekday"}
    return sorted(((value, span) for span, value in found.items()), key=lambda one: one[1].start)


def named(unit: str, lang: str) -> str:
    """The usual word of ``lang`` for what a figure of ``moved`` names; "" for units of other figures."""
    group, _, value = unit.partition(":")
    found = next((cells for cells in rows("calendar_words.tsv") if cells[:2] == [group, value]), None)
    word = found[_COLUMNS.get(lang, 4)].split("|")[0] if found else ""
    return word.title() if group == "weekday" else word.replace("woche", "Woche")


def _rivals(group: str, left: Sequence[_Mention], right: Sequence[_Mention]) -> list[tuple[_Mention, _Mention]]:
    ours = [each for each in left if each.group == group]
    theirs = [each for each in right if each.group == group]
    if not ours or not theirs or {each.value for each in ours} & {each.value for each in theirs}:
        return []
    return [(ours[0], theirs[0])]


def _other_unit(left: Sequence[_Mention], right: Sequence[_Mention]) -> list[tuple[_Mention, _Mention]]:
    """下周 as next month: the same step in another unit, and neither unit occurs on the other side."""
    shared = {each.group for each in left} & {each.group for each in right}
    for one in left:
        for other in right:
            units = {one.group, other.group}
            if "week" in units and one.value == other.value != "0" and not shared & units and "weekday" not in units:
                return [(one, other)]
    return []


def _mentions(text: str, lang: str) -> list[_Mention]:
    lang = lang if lang in _COLUMNS else "en"
    folded = fold(text)
    found = []
    for weekdays in (True, False):
        pattern, forms = _table(lang, weekdays=weekdays)
        for match in pattern.finditer(folded):
            small = lang != "zh" and weekdays and not text[match.start()].isupper()
            if small or (lang == "de" and match[0] == "morgen" and not _tomorrow(text, folded, match.start())):
                continue
            found.append(_Mention(*forms[match[0]], Span(*match.span())))
            if weekdays and lang == "de" and _EVE.search(folded, max(0, match.start() - 11), match.start()):
                found.append(_Mention("weekday", _DAY_BEFORE[found[-1].value], found[-1].span))
    return found


def _tomorrow(text: str, folded: str, start: int) -> bool:
    """ "morgen" is tomorrow in small letters, or at the beginning of a sentence; "heute Morgen" is this morning."""
    before = folded[max(0, start - 12) : start]
    opening = not before.strip() or before.rstrip()[-1:] in '.!?:„“"»'
    return (text[start].islower() or opening) and not _MORNING.search(before)


def _figure(mention: _Mention) -> Figure:
    return Figure(
        Role.AMOUNT, QuantityKind.DATE, Decimal(0), Decimal(0), f"{mention.group}:{mention.value}", mention.span
    )
