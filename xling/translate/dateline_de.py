"""The dateline of German agency news by rule: Köln (dpa) – Der Konzern …, FRANKFURT, 12. März (Reuters) – …

The place gets its English name, the rest stays. A small model loses half of it, and the dash with it.
"""

from __future__ import annotations

import re
from functools import cache

from xling.claims.gazetteer import spellings
from xling.claims.names import names
from xling.claims.quantity.render import MONTHS
from xling.tables import rows
from xling.translate.heads import Head
from xling.types import NameKind


def german_dateline(text: str) -> Head | None:
    """The dateline that ``text`` begins with, in English; None where there is none, or nothing follows."""
    match = _pattern().match(text)
    if not match or not text[match.end() :].strip():
        return None
    known = [(place, _known(place)) for place in match["place"].split("/")]
    if not match["stroke"] and not all(forms for _, forms in known):
        return None  # Der Sprecher (dpa) sagte
    place = "/".join(_english(place, forms) for place, forms in known)
    month = MONTHS["en"][MONTHS["de"].index(match["month"])] if match["month"] else ""
    date = f", {month} {match['day']}" if month else ""
    return Head(match.end(), f"{place}{date}{text[match.start('source') : match.end()]}", "dateline by rule")


@cache
def _pattern() -> re.Pattern[str]:
    agencies = "|".join(sorted((re.escape(row[0]) for row in rows("datelines.de.tsv")), key=len, reverse=True))
    word = r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß.-]*"
    place = rf"{word}(?: (?:{word}|a[mn]|an der|im|in|ob der|bei))*"
    return re.compile(
        rf"(?P<place>{place}(?:/{place})*)(?:,? (?P<day>\d\d?)\. ?(?P<month>{'|'.join(MONTHS['de'])}))?"
        rf"(?P<source> \((?:{agencies})(?:/[\w-]+)*\)(?P<stroke> ?[-–—]+|[.:])? )"
    )


def _english(place: str, forms: tuple[str, ...]) -> str:
    """``place`` as English spells it, in capitals where it was; as it is when no list has it."""
    english = place if not forms or place in forms else forms[0]
    return english.upper() if place.isupper() else english


def _known(place: str) -> tuple[str, ...]:
    """The English forms of ``place``; empty when no list has it."""
    usual = place.title() if place.isupper() else place
    found = next((name for name in names(usual, "de") if name.kind is NameKind.PLACE and name.text == usual), None)
    return spellings("en", places=True).get(found.key, ()) if found else ()
