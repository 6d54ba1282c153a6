"""The words that say which way an amount moves, from trends.tsv."""

from __future__ import annotations

import re
from functools import cache

from xling.tables import rows


@cache
def moving(lang: str, way: str) -> re.Pattern[str] | None:
    """The words of a language for one ``way``: up, down, or rate, where both happen at once; None without any."""
    words = [word for row in rows("trends.tsv") if row[0] == lang and row[1] == way for word in row[2].split("|")]
    if not words:
        return None
    body = "|".join(re.escape(word).replace("…", r"\b(?:[^.;:,]|(?<=\d)[.,](?=\d)){1,60}?\b") for word in words)
    return re.compile(body if lang == "zh" else rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
