"""Calendar dates as bylines and metadata write them, in German, English and Chinese, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jän jänner",
            "feb febr february februar feber",
            "mar mär märz mrz march maerz",
            "apr april",
            "may mai",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct okt october oktober",
            "nov november",
            "dec dez december dezember",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), order)
    for pattern, order in (
        (r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", "ymd"),
        (r"((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]", "ymd"),
        (r"(?<!\d)(\d{1,2})\. ?(\d{1,2})\. ?((?:19|20)\d\d)(?!\d)", "dmy"),
        (rf"(?<!\d)(\d{{1,2}})(?:\.|st|nd|rd|th)? ?(?:of )?{_MONTH},? ((?:19|20)\d\d)(?!\d)", "dmy"),
        (rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)(?!\d)", "mdy"),
        (r"(?<!\d)(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)", "?"),
        (r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d\d)(?!\d)", "dm2"),
        (r"((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月", "ym"),
        (rf"\b{_MONTH} ((?:19|20)\d\d)(?!\d)", "my"),
        (r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})(?![\d-])", "ym"),
    )
)


def find_date(text: str) -> str:
    """The first date in ``text`` as ISO 8601, as precise as written (``2025-06-18``, ``2025-06``); "" when none.

    ``06/18/2025`` and ``18/06/2025`` are told apart by the part above 12; where both are possible the day is left out
    unless they are equal.
    """
    found = [(match.start(), index, match) for index, (form, _) in enumerate(_FORMS) if (match := form.search(text))]
    for _, index, match in sorted(found, key=lambda item: item[:2]):
        if iso := _iso(match, _FORMS[index][1]):
            return iso
    return ""


def _iso(match: re.Match[str], order: str) -> str:
    parts = match.groups()
    if order == "?":
        first, second = int(parts[0]), int(parts[1])
        if first <= 12 and second <= 12 and first != second:
            return str(parts[2])
        order = "mdy" if second > 12 else "dmy"
    if order == "dm2":
        year = int(parts[2])
        return _checked(year + (2000 if year < 70 else 1900), int(parts[1]), int(parts[0]))
    values = dict(zip(order, parts, strict=False))
    month = values["m"].lower().rstrip(".")
    day = int(values["d"]) if "d" in values else 0
    return _checked(int(values["y"]), int(month) if month.isdigit() else _MONTHS[month], day)


def _checked(year: int, month: int, day: int) -> str:
    try:
        exact = date(year, month, day or 1)
    except ValueError:
        return ""
    return exact.isoformat() if day else f"{year:04d}-{month:02d}"
