"""The dateline of Chinese news by rule: 新华社北京12月11日电（记者董瑞丰、顾天成） has fixed parts in a fixed order.

Names, a date and a place in a row are what a small model garbles most, and every agency report begins with them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from xling.claims.gazetteer import chinese_forms, spellings
from xling.claims.quantity.render import MONTHS
from xling.tables import rows
from xling.translate.heads import Head
from xling.translate.pinyin import spelt_out
from xling.types import NameKind

_NAMES = re.compile(r"[、，,\s\u3000]+")
_DAILY = "日报"


def dateline(text: str) -> Head | None:
    """The dateline that ``text`` begins with; None where there is none, or a part of it is not known for sure."""
    match = _pattern().match(text)
    if not match or not text[match.end() :].strip():
        return None
    agency = _agency(match["agency"])
    place = _place(match["place"]) if match["place"] else ""
    people = _people(match["people"]) if match["people"] else ""
    date = _date(int(match["month"]), int(match["day"]))
    if None in (agency, place, people, date):
        return None
    head = ", ".join(filter(None, (agency, place, date)))
    return Head(match.end(), f"{head} ({people}): " if people else f"{head}: ", "dateline by rule")


@cache
def _pattern() -> re.Pattern[str]:
    agencies = sorted(_agencies(), key=len, reverse=True)
    return re.compile(
        rf"(?P<agency>{'|'.join(agencies)}|[\u4e00-\u9fff]{{2,4}}{_DAILY})(?P<place>[\u4e00-\u9fff]{{2,6}}?)??\s?"
        r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:专?电|综合(?:电|消息)|讯|消息)\s?"
        r"(?:[（(](?P<people>[^（）()]{2,60})[）)])?[\s\u3000]*(?:[—–-]+|[:：])?\s*"
    )


@cache
def _agencies() -> dict[str, str]:
    return {row[1]: row[2] for row in rows("datelines.zh.tsv") if row[0] == "agency"}


def _agency(words: str) -> str | None:
    if words in _agencies():
        return _agencies()[words]
    place = _place(words.removesuffix(_DAILY))
    return f"{place} Daily" if place else None


def _place(words: str) -> str | None:
    form = next((each for each in chinese_forms().get(words[:1], ()) if each.text == words), None)
    if form is None or form.kind is not NameKind.PLACE:
        return None
    return next(iter(spellings("en", places=True).get(form.key, ())), None)


def _date(month: int, day: int) -> str | None:
    return f"{MONTHS['en'][month - 1]} {day}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _people(words: str) -> str | None:
    """``reporters Dong Ruifeng and Gu Tiancheng``; without a role the names alone. None where one cannot be spelt."""
    groups: list[tuple[str, list[str]]] = [("", [])]
    for word in filter(None, _NAMES.split(words)):
        name = word
        for role in sorted(_roles(), key=len, reverse=True):
            if word.startswith(role):
                groups.append((role, []))
                name = word.removeprefix(role).lstrip(":：/")
                break
        if name:
            if not (spelt := spelt_out(name)):
                return None
            groups[-1][1].append(spelt)
    if any(role and not names for role, names in groups):
        return None
    return "; ".join(_said(role, names) for role, names in groups if names)


def _said(role: str, names: Sequence[str]) -> str:
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{_roles()[role][len(names) > 1]} {listed}" if role else listed


@cache
def _roles() -> dict[str, tuple[str, str]]:
    return {row[1]: (row[2], row[3]) for row in rows("datelines.zh.tsv") if row[0] == "role"}
