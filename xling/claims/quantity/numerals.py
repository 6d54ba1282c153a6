"""Numbers from digits and from words: German compounds, English phrases, Chinese numerals.

Chinese numerals follow GB/T 15835 usage: 一百二 is 120, 三万五 is 35 000, 二〇二五 is read digit by digit.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

GROUP = re.compile(r"\d{1,3}(?:[.,]\d{3})+\Z")


def digits(raw: str, lang: str) -> tuple[Decimal, int]:
    """Value and significant digits of a digit string with any grouping; ``lang`` decides 1.234 and 1,234.

    :raises ValueError: for a string that is no number.
    """
    plain = re.sub(r"[ '’]", "", raw)
    mark = "," if lang == "de" else "."  # the decimal mark
    other = "." if mark == "," else ","
    if mark in plain and other in plain:
        mark = max(mark, other, key=plain.rfind)
        other = "." if mark == "," else ","
        plain = plain.replace(other, "").replace(mark, ".")
    elif other in plain:
        plain = plain.replace(other, "") if GROUP.match(plain) else plain.replace(other, ".", 1)
    elif plain.count(mark) > 1:
        plain = plain.replace(mark, "")
    else:
        plain = plain.replace(mark, ".")
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
        raise ValueError(f"not a number: {raw!r}")
    return Decimal(plain), significant(plain)


def significant(plain: str) -> int:
    """Digits that were written to be meant: 14.3 has 3, 870 has 2, 0.05 has 1, 2.0 has 2."""
    if "." in plain:
        return max(1, len(plain.replace(".", "").lstrip("0")))
    return max(1, len(plain.strip("0")))


# --- German ---------------------------------------------------------------------------------------------------

_DE_UNIT = {
    "ein": 1, "eins": 1, "eine": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "fuenf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9,
}  # fmt: skip
_DE_TEEN = {
    "zehn": 10, "elf": 11, "zwölf": 12, "zwoelf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "fuenfzehn": 15,
    "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_DE_TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "fuenfzig": 50, "sechzig": 60,
    "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_DE_SMALL = _DE_UNIT | _DE_TEEN | _DE_TENS
_DE_ORDINAL = {
    "erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "siebent": 7, "acht": 8,
    "neunt": 9, "zehnt": 10, "elft": 11, "zwölft": 12,
}  # fmt: skip


def _alternatives(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DE_BELOW_100 = (
    f"(?:(?:{_alternatives(_DE_UNIT)})und(?:{_alternatives(_DE_TENS)})|{_alternatives(_DE_TEEN)}|"
    f"{_alternatives(_DE_TENS)}|{_alternatives(_DE_UNIT)})"
)
_DE_BELOW_1000 = f"(?:(?:{_DE_BELOW_100})?hundert(?:und)?(?:{_DE_BELOW_100})?|{_DE_BELOW_100})"
GERMAN = f"(?:(?:{_DE_BELOW_1000})?tausend(?:und)?(?:{_DE_BELOW_1000})?|{_DE_BELOW_1000}|null)"
_DE_FULL = re.compile(f"(?:(?P<thousand>{_DE_BELOW_1000})?(?P<tausend>tausend)(?:und)?)?(?P<rest>{_DE_BELOW_1000})?\\Z")
_DE_HUNDRED = re.compile(f"(?:(?P<count>{_DE_BELOW_100})?(?P<hundert>hundert)(?:und)?)?(?P<rest>{_DE_BELOW_100})?\\Z")


def _german_below_1000(word: str) -> int:
    match = _DE_HUNDRED.match(word)
    if match is None:
        raise ValueError(word)
    hundreds = 100 * (_german_below_100(match["count"]) if match["count"] else 1) if match["hundert"] else 0
    return hundreds + (_german_below_100(match["rest"]) if match["rest"] else 0)


def _german_below_100(word: str) -> int:
    if word in _DE_SMALL:
        return _DE_SMALL[word]
    unit, _, tens = word.partition("und")
    return _DE_UNIT[unit] + _DE_TENS[tens]


@lru_cache(maxsize=4096)
def german(word: str) -> int | None:
    """Value of one German number word (lower case): dreiundzwanzig, neunzehnhundertachtzig; None for other words."""
    if word == "null":
        return 0
    match = _DE_FULL.match(word) if word else None
    if match is None:
        return None
    value = _german_below_1000(match["rest"]) if match["rest"] else 0
    if match["tausend"]:
        value += 1000 * (_german_below_1000(match["thousand"]) if match["thousand"] else 1)
    return value


@lru_cache(maxsize=4096)
def german_ordinal(word: str) -> int | None:
    """Value of a German ordinal without its ending (dritt, zwanzigst, hundertst); None for other words."""
    if word in _DE_ORDINAL:
        return _DE_ORDINAL[word]
    if word.endswith("st") and (value := german(word[:-2])) is not None and value >= 20:
        return value
    if word.endswith("t") and (value := german(word[:-1])) is not None and 13 <= value < 20:
        return value
    return None


# --- English --------------------------------------------------------------------------------------------------

ENGLISH_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
ENGLISH_ORDINAL = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
    "thousandth": 1000, "millionth": 1000000,
}  # fmt: skip
_EN_SCALE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def english(words: list[str]) -> tuple[int, int]:
    """Value of the longest number phrase that ``words`` begin with, and how many words it takes (0: none).

    "and" joins only after hundred or a scale; a word that cannot follow (two three) ends the phrase.
    """
    total, group, used, low = 0, 0, 0, 1000  # low: the next small word must be below this
    scale = 10**15
    for position, word in enumerate(words):
        if word == "and":
            following = words[position + 1] if position + 1 < len(words) else ""
            joined = used and words[position - 1] in ("hundred", *_EN_SCALE) and following in ENGLISH_SMALL
            if not (joined and ENGLISH_SMALL[following] < low):
                break
            continue
        if word in ENGLISH_SMALL and ENGLISH_SMALL[word] < low:
            value = ENGLISH_SMALL[word]
            group += value
            low = 10 if value >= 20 else 0
        elif word == "hundred" and 0 < group < 100:
            group, low = group * 100, 100
        elif word in _EN_SCALE and group and _EN_SCALE[word] < scale:
            scale = _EN_SCALE[word]
            total, group, low = total + group * scale, 0, 1000
        else:
            break
        used = position + 1
    return total + group, used


# --- Chinese --------------------------------------------------------------------------------------------------

_ZH_DIGIT = dict(zip("零〇○一二两三四五六七八九", (0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_ZH_DIGIT |= dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
_ZH_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20, "卅": 30}
_ZH_BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12, "萬": 10**4, "億": 10**8}
ZH_DIGITS = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
ZH_SCALES = "十百千万亿兆拾佰仟萬億廿卅"


@lru_cache(maxsize=4096)
def chinese(word: str) -> Decimal | None:
    """Value of a Chinese numeral without 多, 半 or 几; None when the characters do not make one number."""
    if not word:
        return None
    if "点" in word:
        return _chinese_point(word)
    if all(character in _ZH_DIGIT for character in word):
        if len(word) > 1 and "两" in word:
            return None
        return Decimal("".join(str(_ZH_DIGIT[character]) for character in word))
    total, section, digit, last = 0, 0, 0, 0
    pending = False
    for character in word:
        if character in _ZH_DIGIT:
            if pending and character not in "零〇○":
                return None
            pending = character not in "零〇○"
            digit = _ZH_DIGIT[character]
            last = 0 if character in "零〇○" else last
        elif character in "廿卅":
            section, pending, last = section + _ZH_SMALL[character], False, 10
        elif character in _ZH_SMALL:
            size = _ZH_SMALL[character]
            section += (digit if pending else 1) * size
            digit, pending, last = 0, False, size
        elif character in _ZH_BIG:
            size = _ZH_BIG[character]
            section += digit if pending else 0
            if section == 0 and total == 0:
                section = 1
            total = (total + section) * size if total and size > total else total + section * size
            section, digit, pending, last = 0, 0, False, size
        else:
            return None
    if pending:  # 一百二 = 120, 三万五 = 35 000; after 零 the digit is a unit
        section += digit * (last // 10 if last >= 100 else 1)
    return Decimal(total + section)


def _chinese_point(word: str) -> Decimal | None:
    """三点五, 三点五万, 一点二三亿: the scale characters after the fraction multiply all of it."""
    whole, _, rest = word.partition("点")
    fraction = rest.rstrip("十百千万亿兆萬億")
    scale = chinese(rest[len(fraction) :]) if len(fraction) < len(rest) else Decimal(1)
    head = chinese(whole)
    if head is None or scale is None or not fraction or not all(character in _ZH_DIGIT for character in fraction):
        return None
    return Decimal(f"{head}.{''.join(str(_ZH_DIGIT[character]) for character in fraction)}") * scale
