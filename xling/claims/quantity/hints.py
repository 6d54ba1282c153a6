"""Numbers that a text only hints at: both is two, a decade ten, half-time a half; digits inside names as well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from xling.claims.quantity.data import fold, hint_rows, longest
from xling.claims.quantity.model import Figure, Role
from xling.claims.quantity.numerals import ENGLISH_SMALL, ZH_DIGITS, ZH_SCALES, chinese, digits, german

_DIGITS = re.compile(r"\d{1,24}(?:[.,]\d{1,24})*")
_HAN = re.compile(rf"[{ZH_DIGITS}{ZH_SCALES}]{{1,12}}")
_ROMAN = re.compile(r"(?<![\w.])(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10}
_STEMS = {"millionen": 10**6, "milliarden": 10**9, "tausend": 1000, "hundert": 100, "million": 10**6, "billion": 10**9}
_STEM = re.compile(r"(?<!\w)(millionen|milliarden|tausend|hundert|million|billion)(?=\w|-\w)")
_PREFIX = re.compile(
    r"(?<!\w)(zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|vierzig|fünfzig|hundert|tausend)(?=\w)"
)
_WORD = re.compile(r"[^\W\d_]+")
_HALF = re.compile(r"\whälften?(?!\w)")  # Rucksackhälfte


@cache
def _table(lang: str) -> tuple[re.Pattern[str], dict[str, tuple[Decimal, ...]]]:
    found: dict[str, list[Decimal]] = {}
    for value, forms in hint_rows(lang):
        for form in forms:
            found.setdefault(form, []).append(Decimal(value))
    edges = ("", "") if lang == "zh" else (r"(?<!\w)", r"(?!\w)")
    pattern = re.compile(edges[0] + longest(list(found)) + edges[1])
    return pattern, {form: tuple(values) for form, values in found.items()}


def hints(text: str, lang: str, figures: Sequence[Figure]) -> tuple[Counter[Decimal], Counter[Decimal]]:
    """Values that words, and values that digits outside ``figures`` may stand for, with how often each may be used."""
    lang = lang if lang in ("de", "zh") else "en"
    covered = bytearray(len(text))
    for figure in figures:
        if lang == "zh" and figure.role is Role.LOOSE and len(figure.span) > 1:
            continue  # 半天假, 后半夜: half a day, the second half of the night
        covered[figure.span.start : figure.span.end] = b"\1" * len(figure.span)
    folded = "".join(" " if hidden else character for character, hidden in zip(fold(text), covered, strict=True))
    found: Counter[Decimal] = Counter()
    written: Counter[Decimal] = Counter()
    pattern, values = _table(lang)
    for match in pattern.finditer(folded):
        found.update(values[match[0]])
    for match in _DIGITS.finditer(folded):
        try:
            written[digits(match[0], lang)[0]] += 1
        except ValueError:
            continue
    found.update(_roman(match[0]) for match in _ROMAN.finditer(text))
    if lang == "zh":
        found.update(value for match in _HAN.finditer(folded) if (value := chinese(match[0])) is not None)
    else:
        found.update(Decimal(_STEMS[match[1]]) for match in _STEM.finditer(folded))
        if lang == "de":  # vierseitig, Zweistaatenlösung, zweier
            found.update(Decimal(german(match[1]) or 0) for match in _PREFIX.finditer(folded))
            if _HALF.search(folded):
                found.update((Decimal("0.5"), Decimal(50)))
        read = german if lang == "de" else ENGLISH_SMALL.get
        found.update(Decimal(number) for match in _WORD.finditer(folded) if (number := read(match[0])) is not None)
    return found, written


def _roman(numeral: str) -> Decimal:
    """XIV → 14, as in the names of popes and kings."""
    sizes = [_ROMAN_VALUE[character] for character in numeral]
    return Decimal(
        sum(-size if size < following else size for size, following in zip(sizes, [*sizes[1:], 0], strict=True))
    )
