"""A quantity written the way newspapers of a language write it: what an editor may put in its place."""

from __future__ import annotations

import re
from decimal import Decimal

from xling.types import Approx, Quantity, QuantityKind

_K = QuantityKind
_SCALES = {
    "de": ((10**12, "Billion", "Billionen"), (10**9, "Milliarde", "Milliarden"), (10**6, "Million", "Millionen")),
    "en": ((10**12, "trillion", "trillion"), (10**9, "billion", "billion"), (10**6, "million", "million")),
}
_CURRENCY = {
    "de": {"USD": "US-Dollar", "EUR": "Euro", "CNY": "Yuan", "JPY": "Yen", "GBP": "Pfund", "CHF": "Franken",
           "HKD": "Hongkong-Dollar", "KRW": "Won", "INR": "Rupien", "RUB": "Rubel", "TWD": "Taiwan-Dollar",
           "AUD": "Australische Dollar", "CAD": "Kanadische Dollar", "SGD": "Singapur-Dollar", "cent": "Cent"},
    "en": {"USD": "$", "EUR": "€", "GBP": "£", "CNY": "yuan", "JPY": "yen", "CHF": "Swiss francs", "HKD": "HK$",
           "KRW": "won", "INR": "rupees", "RUB": "roubles", "TWD": "NT$", "AUD": "A$", "CAD": "C$", "SGD": "S$",
           "cent": "cents"},
    "zh": {"USD": "美元", "EUR": "欧元", "CNY": "元", "JPY": "日元", "GBP": "英镑", "CHF": "瑞士法郎", "HKD": "港元",
           "KRW": "韩元", "INR": "卢比", "RUB": "卢布", "TWD": "新台币", "AUD": "澳元", "CAD": "加元",
           "SGD": "新加坡元",
           "cent": "分"},
}  # fmt: skip
_UNITS = {
    "de": {"years": "Jahre", "months": "Monate", "weeks": "Wochen", "days": "Tage", "hours": "Stunden",
    "minutes": "Minuten",
           "seconds": "Sekunden", "people": "Menschen", "employees": "Mitarbeiter", "shares": "Aktien",
           "companies": "Unternehmen",
           "times": "Mal", "countries": "Länder", "mu": "Mu", "ha": "Hektar", "in": "Zoll", "ft": "Fuß", "mi": "Meilen",
           "pp": "Prozentpunkte", "bp": "Basispunkte", "%": "Prozent", "% off": "Prozent Rabatt", "‰": "Promille",
           "t": "Tonnen",
           "l": "Liter"},
    "en": {"%": "per cent", "% off": "per cent off", "pp": "percentage points", "bp": "basis points", "ha": "hectares",
           "mu": "mu", "in": "inches", "ft": "feet", "mi": "miles", "t": "tonnes", "l": "litres"},
    "zh": {"years": "年", "months": "个月", "weeks": "周", "days": "天", "hours": "小时", "minutes": "分钟",
    "seconds": "秒",
           "people": "人", "employees": "名员工", "shares": "股", "companies": "家公司", "times": "次",
           "countries": "个国家",
           "mu": "亩", "ha": "公顷", "in": "英寸", "ft": "英尺", "mi": "英里", "pp": "个百分点", "bp": "个基点",
           "%": "%",
           "% off": "%折扣", "km": "公里", "m": "米", "cm": "厘米", "kg": "公斤", "t": "吨", "l": "升"},
}  # fmt: skip
_APPROX = {
    "de": {Approx.ABOUT: "rund ", Approx.OVER: "mehr als ", Approx.UNDER: "knapp "},
    "en": {Approx.ABOUT: "about ", Approx.OVER: "more than ", Approx.UNDER: "nearly "},
    "zh": {Approx.ABOUT: "约", Approx.OVER: "超过", Approx.UNDER: "近"},
}
MONTHS = {
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_HOUR = 3600
_VAGUE = {
    Decimal(10): "dozens", Decimal(20): "dozens", Decimal(100): "hundreds", Decimal(1000): "thousands",
    Decimal(10**4): "tens of thousands", Decimal(2 * 10**4): "tens of thousands",
    Decimal(10**5): "hundreds of thousands", Decimal(10**6): "millions", Decimal(10**7): "tens of millions",
    Decimal(2 * 10**7): "tens of millions", Decimal(10**8): "hundreds of millions", Decimal(10**9): "billions",
    Decimal(10**10): "tens of billions", Decimal(2 * 10**10): "tens of billions",
    Decimal(10**11): "hundreds of billions", Decimal(10**12): "trillions",
}  # fmt: skip
_PLURAL = {
    "USD": "dollars",
    "EUR": "euros",
    "GBP": "pounds",
    "HKD": "Hong Kong dollars",
    "TWD": "Taiwan dollars",
    "AUD": "Australian dollars",
    "CAD": "Canadian dollars",
    "SGD": "Singapore dollars",
}
_MULTIPLES = {
    "de": {"2": "verdoppelt", "3": "verdreifacht", "4": "vervierfacht", "0.5": "halbiert"},
    "en": {"2": "doubled", "3": "tripled", "4": "quadrupled", "0.5": "halved"},
    "zh": {"2": "翻番", "3": "增至三倍", "4": "翻两番", "0.5": "减半"},
}


def render(quantity: Quantity, lang: str) -> str:
    """``quantity`` in words of ``lang`` (de, en, zh; others as en): "14,3 Milliarden US-Dollar", "1.2 billion yuan".

    Vague ones (数十亿, Hunderte) stay vague in English: "billions of euros".
    """
    lang = lang if lang in ("de", "zh") else "en"
    if quantity.kind is _K.DATE:
        return _date(quantity.unit, lang)
    if quantity.kind is _K.MULTIPLE:
        plain = f"{quantity.low.normalize():f}"
        return _MULTIPLES[lang].get(plain, {"de": "das {}fache", "en": "{} times", "zh": "{}倍"}[lang].format(plain))
    if quantity.kind is _K.ORDINAL:
        number = f"{quantity.low.normalize():f}"
        return {"de": f"{number}.", "zh": f"第{number}"}.get(lang, _ordinal(number))
    if lang == "en" and quantity.approx is Approx.OVER and not quantity.digits and (words := _VAGUE.get(quantity.low)):
        unit = _PLURAL.get(quantity.unit) or _CURRENCY[lang].get(quantity.unit) or quantity.unit
        return f"{words} of {unit}" if unit else words
    if quantity.unit == "seconds" and quantity.low > _HOUR and quantity.low == quantity.high:
        return _APPROX[lang].get(quantity.approx, "") + _in_parts(quantity.low, lang)
    text = _number(quantity.low, lang)
    if quantity.high != quantity.low:
        joint = {"de": " bis ", "en": " to ", "zh": "至"}[lang]
        text += joint + _number(quantity.high, lang)
    return _APPROX[lang].get(quantity.approx, "") + _with_unit(text, quantity, lang)


def _in_parts(seconds: Decimal, lang: str) -> str:
    """8610 seconds as "2 hours, 23 minutes and 30 seconds"."""
    parts = []
    for size, one, many in ((3600, "hour", "hours"), (60, "minute", "minutes"), (1, "second", "seconds")):
        count = seconds // size if size > 1 else seconds
        seconds -= count * size
        if count:
            name = _UNITS[lang].get(many, one if count == 1 else many)
            parts.append(f"{_number(count, lang)}{'' if lang == 'zh' else ' '}{name}")
    if lang == "zh" or len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + {"de": " und ", "en": " and "}[lang] + parts[-1]


def _with_unit(text: str, quantity: Quantity, lang: str) -> str:
    if quantity.kind is _K.AGE:
        return {"de": f"{text} Jahre alt", "en": f"{text} years old", "zh": f"{text}岁"}[lang]
    if quantity.kind is _K.MONEY:
        name = _CURRENCY[lang].get(quantity.unit, quantity.unit)
        if lang == "en" and name[-1:] in "$€£" and name:
            return name + text
        return (text + name) if lang == "zh" else f"{text} {name}".rstrip()
    unit = _UNITS[lang].get(quantity.unit, quantity.unit)
    if lang == "en" and quantity.kind is _K.DURATION and quantity.low == quantity.high:
        if quantity.low == Decimal("0.5"):
            return f"half {'an' if unit.startswith('h') else 'a'} {unit.removesuffix('s')}"
        unit = unit.removesuffix("s") if quantity.low == 1 else unit
    return text + unit if lang == "zh" else f"{text} {unit}".rstrip()


def _number(value: Decimal, lang: str) -> str:
    if lang == "zh":
        for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
            if value >= size:
                return f"{(value / size).normalize():f}{name}"
        return f"{value.normalize():f}"
    for size, one, many in _SCALES[lang]:
        if value >= size:
            head = (value / size).normalize()
            return f"{_point(head, lang)} {one if head == 1 else many}"
    return _point(value.normalize(), lang)


def _point(value: Decimal, lang: str) -> str:
    text = f"{value:,f}" if value >= 10_000 or lang == "en" else f"{value:f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "de" else text


def _ordinal(number: str) -> str:
    if number[-2:] in ("11", "12", "13"):
        return number + "th"
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def _date(edtf: str, lang: str) -> str:
    if match := re.fullmatch(r"(\d{4}|-)(?:-(\d\d)(?:-(\d\d))?)?", edtf):
        year, month, day = (match[1] if match[1] != "-" else ""), match[2], match[3]
        return _calendar(year, int(month) if month else 0, int(day) if day else 0, lang)
    if match := re.fullmatch(r"---(\d\d)", edtf):
        return {"de": f"{int(match[1])}.", "en": _ordinal(str(int(match[1]))), "zh": f"{int(match[1])}日"}[lang]
    if match := re.fullmatch(r"(\d{4}|-)-([QH])(\d)", edtf):
        return _period(match[1].strip("-"), match[2], match[3], lang)
    if match := re.fullmatch(r"T(\d\d):(\d\d)", edtf):
        return {"de": f"{match[1]}.{match[2]} Uhr", "en": f"{match[1]}:{match[2]}", "zh": f"{match[1]}时{match[2]}分"}[
            lang
        ]
    if match := re.fullmatch(r"(\d{3})X", edtf):
        return {"de": f"{match[1]}0er Jahre", "en": f"{match[1]}0s", "zh": f"{match[1]}0年代"}[lang]
    if match := re.fullmatch(r"(\d\d)XX", edtf):
        number = int(match[1]) + 1
        return {"de": f"{number}. Jahrhundert", "en": f"{_ordinal(str(number))} century", "zh": f"{number}世纪"}[lang]
    return edtf


def _calendar(year: str, month: int, day: int, lang: str) -> str:
    if lang == "zh":
        return (f"{year}年" if year else "") + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    name = MONTHS[lang][month - 1] if month else ""
    head = (f"{day}. " if lang == "de" else f"{day} ") if day else ""
    return f"{head}{name} {year}".strip()


def _period(year: str, kind: str, number: str, lang: str) -> str:
    if lang == "zh":
        head = f"{year}年" if year else ""
        return head + (f"第{'一二三四'[int(number) - 1]}季度" if kind == "Q" else f"{'上下'[int(number) - 1]}半年")
    if lang == "de":
        name = f"{number}. Quartal" if kind == "Q" else ("erste", "zweite")[int(number) - 1] + " Jahreshälfte"
        return f"{name} {year}".strip()
    word = ("first", "second", "third", "fourth")[int(number) - 1]
    return f"{word} {'quarter' if kind == 'Q' else 'half'}" + (f" of {year}" if year else "")
