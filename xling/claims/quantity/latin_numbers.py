"""Spelled numbers of German and English that need more than one word: ein, a, half a million; six million."""

from __future__ import annotations

import re
from decimal import Decimal

from xling.claims.quantity.model import Number
from xling.claims.quantity.numerals import english
from xling.types import Approx

DE_ARTICLE = re.compile(
    r"ein(?:e[rmns]?)?(?!\w)(?: (?P<adjective>halb|gut|knapp|viertel|dreiviertel|weiter|ganz|voll|zusätzlich|"
    r"einzig)(?:e[nrsm]?)?"
    r"(?!\w))?(?= (?P<scale>hundert|tausend|million|milliarde|billion|billiarde|dutzend)(?!\w))"
)
EN_ARTICLE = re.compile(
    r"(?:(?P<half>half|a half|one half|quarter of|a quarter of|a quarter)(?: of)?(?: an?)?|"
    r"an? (?P<adjective>further |additional |"
    r"whole |full |good |mere |record |whopping |staggering |cool |half |quarter |couple |couple of )?)"
    r" ?(?=(?:hundred|thousand|million|billion|trillion|dozen)(?!\w))"
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def english_number(tokens: list[str], start: int, *, skip: int = 0) -> Number | None:
    """The number that ``tokens`` begin with; scale words at its end are kept apart: ranges share them."""
    value, used = english(tokens)
    if not used:
        return None
    end = start + len(" ".join(tokens[:used])) - skip
    scale = 1
    while used > 1 and (factor := _SCALES.get(tokens[used - 1])) and value % (scale * factor) == 0:
        head, taken = english(tokens[: used - 1])
        if taken != used - 1 or head * factor * scale != value:
            break
        used, scale = used - 1, scale * factor
    whole = Decimal(value // scale)
    written = max(1, len(str(value).rstrip("0")))
    article = value == 1 and used == 1
    return Number(whole, whole, written, start, end, scale=Decimal(scale), spelled=True, article=article)


def article_number(match: re.Match[str]) -> Number:
    """ein, a, half a before a scale word: "eine knappe Milliarde", "half a million"."""
    adjective = (match["adjective"] or "").strip()
    half = "half" in (match.groupdict().get("half") or adjective) or adjective == "halb"
    quarter = "quarter" in (match.groupdict().get("half") or adjective) or adjective == "viertel"
    value = Decimal("0.5") if half else Decimal("0.25") if quarter else Decimal(1)
    value = Decimal("0.75") if adjective == "dreiviertel" else Decimal(2) if "couple" in adjective else value
    approx = {"gut": Approx.OVER, "good": Approx.OVER, "knapp": Approx.UNDER}.get(adjective, Approx.EXACT)
    return Number(value, value, 1, match.start(), match.end(), approx, spelled=True)
