"""Comparison of dates given as EDTF strings of any precision."""

from __future__ import annotations

import re

from xling.claims.quantity.dates import years
from xling.types import Verdict

_CALENDAR = re.compile(r"(?P<y>\d{4}|-)(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?\Z|---(?P<day>\d\d)\Z")
_PERIOD = re.compile(r"(?P<y>\d{4}|-)-(?P<k>[QH])(?P<n>\d)\Z")


def parts(edtf: str) -> dict[str, int]:
    """Year, month, day, quarter and half that an EDTF string names; a month implies its quarter and half."""
    found: dict[str, int] = {}
    if match := _CALENDAR.match(edtf):
        if match["y"] and match["y"] != "-":
            found["year"] = int(match["y"])
        if match["m"]:
            found |= {"month": int(match["m"]), "Q": (int(match["m"]) + 2) // 3, "H": (int(match["m"]) + 5) // 6}
        if day := match["d"] or match["day"]:
            found["day"] = int(day)
    elif match := _PERIOD.match(edtf):
        if match["y"] != "-":
            found["year"] = int(match["y"])
        found[match["k"]] = int(match["n"])
        if match["k"] == "Q":
            found["H"] = (int(match["n"]) + 1) // 2
    return found


def compare_dates(a: str, b: str) -> tuple[Verdict, str, str]:
    """(verdict, "date", note): a less precise date agrees approximately with one that refines it."""
    if a == b:
        return Verdict.AGREE, "date", ""
    if "T" in a or "T" in b:
        both = a.startswith("T") and b.startswith("T")
        return (Verdict.CONFLICT, "time", f"{a[1:]} against {b[1:]}") if both else (Verdict.UNRELATED, "date", "")
    left, right = parts(a), parts(b)
    shared = left.keys() & right.keys()
    if shared:
        if all(left[name] == right[name] for name in shared):
            return Verdict.APPROXIMATELY, "date", "one date is less precise"
        if "day" in shared or "year" in shared or "month" in shared or left.keys() == right.keys():
            return Verdict.CONFLICT, "date", f"{a} against {b}"
        return Verdict.CONFLICT, "date", f"{a} against {b}"
    (low_a, high_a), (low_b, high_b) = years(a), years(b)
    if not low_a or not low_b:
        return Verdict.UNRELATED, "date", ""
    if low_a <= high_b and low_b <= high_a:
        return Verdict.APPROXIMATELY, "date", "one date is less precise"
    return Verdict.CONFLICT, "date", f"{a} against {b}"
