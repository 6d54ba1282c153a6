"""How a statement is made: negated or not, planned, expected, possible, denied; and on whose word."""

from __future__ import annotations

import re
from functools import cache

from xling.tables import rows

_DE = r"[A-ZÄÖÜ][\w.’'-]*"
_EN = r"[A-Z][\w.’'&-]*"
_ATTRIBUTIONS = {
    "de": (
        rf"\b(?:[Ll]aut|[Gg]emäß|[Nn]ach Angaben (?:von|der|des)?)\s+(?:der |dem |des |den )?"
        rf"(?P<who>{_DE}(?:\s+(?:of|[A-ZÄÖÜ])[\w.’'-]*){{0,4}})",
        rf"(?P<who>{_DE}(?:[\s-]+{_DE}){{0,4}})\s+zufolge\b",
        rf"\b[Ww]ie\s+(?:die |der |das )?(?P<who>{_DE}(?:\s+{_DE}){{0,3}})\s+(?:berichtet|meldet|schreibt)",
        rf"(?P<who>{_DE}(?:\s+{_DE}){{0,3}})\s+"
        r"(?:sagte|erklärte|teilte|betonte|berichtete|berichtet|meldete|schrieb)\b",
        rf"\b(?:sagte|erklärte|betonte)\s+(?P<who>{_DE}(?:\s+{_DE}){{0,3}})",
    ),
    "en": (
        rf"\b[Aa]ccording to (?:the |a )?(?P<who>{_EN}(?:\s+(?:of |the )?{_EN}){{0,4}}|[\w ]{{3,40}}?)(?=[,.;)]|$)",
        rf"\b(?:per|reported by|cited by)\s+(?:the )?(?P<who>{_EN}(?:\s+{_EN}){{0,4}})",
        rf"(?P<who>{_EN}(?:\s+{_EN}){{0,3}})\s+"
        r"(?:said|says|told|reported|reports|wrote|recalled|announced|estimates)\b",
        rf"\b(?:said|says)\s+(?P<who>{_EN}(?:\s+{_EN}){{0,3}})",
    ),
    "zh": (
        r"(?:据|根据|按照)(?P<who>[《“]?[\w·\s]{2,16}?[》”]?)(?:的?报道|消息|报告|称|数据|统计|介绍|透露)",
        r"(?:^|[，。；])(?P<who>[\w·\s]{2,12}?)(?:表示|指出|认为|透露|报道称|强调|称)",
    ),
}


@cache
def _cues(lang: str, what: str) -> re.Pattern[str] | None:
    words = next((row[2].split("|") for row in rows("claim_cues.tsv") if row[0] == lang and row[1] == what), [])
    if not words:
        return None
    ordered = sorted(words, key=len, reverse=True)
    body = "|".join(map(re.escape, ordered))
    return re.compile(body if lang == "zh" else rf"(?<![\w-])(?:{body})(?![\w-])", re.IGNORECASE)


def negations(text: str, lang: str) -> list[tuple[int, int]]:
    """Places of the words that negate; "not only", 不仅 and their like are left out."""
    found = _cues(lang, "negation")
    if found is None:
        return []
    folded = text.replace("’", "'")
    harmless = _cues(lang, "no negation")
    skipped = [match.span() for match in harmless.finditer(folded)] if harmless else []
    return [
        match.span()
        for match in found.finditer(folded)
        if not any(start <= match.start() < end for start, end in skipped)
    ]


def denials(text: str, lang: str) -> list[tuple[int, int]]:
    """Places of the verbs that deny what follows: denied, bestreitet, 否认."""
    found = _cues(lang, "denial")
    return [match.span() for match in found.finditer(text)] if found else []


def polarity(text: str, lang: str) -> bool:
    """False for a negated statement: an odd number of negations, a denial counting as one."""
    return (len(negations(text, lang)) + len(denials(text, lang))) % 2 == 0


def modality(text: str, lang: str) -> str:
    """``denial``, ``possible``, ``plan``, ``forecast``, ``future``, or nothing for a plain statement of fact."""
    for what in ("denial", "possible", "plan", "forecast", "future"):
        pattern = _cues(lang, what)
        if pattern is not None and any(not _month(match, text) for match in pattern.finditer(text)):
            return what
    return ""


def _month(match: re.Match[str], text: str) -> bool:
    """True for the May of a date, which permits nothing."""
    return match.group() == "May" and bool(text[: match.start()].strip())


def attribution(text: str, lang: str) -> str:
    """The source that the sentence names for what it says ("Reuters"); empty when it names none."""
    for pattern in _ATTRIBUTIONS.get(lang, ()):
        if match := re.search(pattern, text):
            return match.group("who").rstrip(".").strip(' 《》“”"')
    return ""
