"""The quantity parser: tables of cases written for xling, values that survive formatting, hostile inputs."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.claims import quantities
from xling.claims.quantity.han_spaces import squeeze
from xling.claims.quantity.render import render
from xling.types import Approx, Quantity, QuantityKind, Span

DATA = Path(__file__).parent / "data"
DATE = "2025-06-18"
FEW = settings(max_examples=100, deadline=None, derandomize=True)


def table(lang: str) -> list[tuple[str, list[str]]]:
    rows = []
    for line in (DATA / f"quantities.{lang}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, expected = line.split("\t")
            rows.append((text, [] if expected == "-" else expected.split(" ; ")))
    return rows


CASES = [
    pytest.param(lang, text, want, id=f"{lang}:{text}") for lang in ("de", "en", "zh") for text, want in table(lang)
]


@pytest.mark.parametrize("lang", ["de", "en", "zh"])
def test_tables_are_large_enough(lang: str) -> None:
    assert len(table(lang)) >= 400


@pytest.mark.parametrize(("lang", "text", "want"), CASES)
def test_table(lang: str, text: str, want: list[str]) -> None:
    assert [quantity.canonical for quantity in quantities(text, lang, date=DATE)] == want


@pytest.mark.parametrize("lang", ["de", "en", "zh"])
def test_cases_hold_inside_a_sentence(lang: str) -> None:
    """Every amount of the table, surrounded by text, is found again with a span that slices to its words."""
    before, after = {
        "de": ("Es geht um ", ", sagte er."),
        "en": ("It is ", ", he said."),
        "zh": ("这涉及", "，他说。"),
    }[lang]
    lost = []
    for text, want in table(lang):
        sentence = before + text + after
        found = quantities(sentence, lang, date=DATE)
        assert all(quantity.span.of(sentence) == quantity.text for quantity in found)
        missing = {entry.replace("~", "").replace(">", "").replace("<", "") for entry in want} - {
            quantity.canonical.replace("~", "").replace(">", "").replace("<", "") for quantity in found
        }
        if missing:
            lost.append((sentence, missing))
    assert len(lost) <= len(table(lang)) * 0.04, lost


def test_spans_cover_number_scale_and_unit() -> None:
    text = "Meta zahlte 14,3 Milliarden US-Dollar (102,697 Milliarden RMB) für 49 Prozent."
    assert [quantity.text for quantity in quantities(text, "de")] == [
        "14,3 Milliarden US-Dollar", "102,697 Milliarden RMB", "49 Prozent",
    ]  # fmt: skip


def test_relative_dates_need_the_date_of_the_article() -> None:
    assert quantities("im vergangenen Jahr", "de")[0].canonical == "date 0 last-year"
    assert quantities("im vergangenen Jahr", "de", date="2025")[0].canonical == "date 2024 2024"
    assert quantities("上个月", "zh", date="2025-01")[0].unit == "2024-12"
    assert quantities("last quarter", "en", date="2025-02-01")[0].unit == "2024-Q4"


# --- properties -----------------------------------------------------------------------------------------------


@FEW
@given(st.text(max_size=200), st.sampled_from(["de", "en", "zh"]))
def test_any_text_gives_ordered_spans_that_slice_back(text: str, lang: str) -> None:
    found = quantities(text, lang)
    assert all(quantity.span.of(text) == quantity.text for quantity in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@FEW
@given(
    st.lists(
        st.sampled_from(["2024", "6", "12", " ", "年", "月", "日", "点", "第", "季度", "，", "去年", "3.5", "万"]),
        max_size=20,
    )
)
def test_spaces_around_digits_change_no_chinese_value(parts: list[str]) -> None:
    text = "".join(parts)
    plain, places = squeeze(text)
    assert not places or [text[at] for at in places[:-1]] == list(plain)
    spaced = [quantity.canonical for quantity in quantities(text, "zh", date=DATE)]
    assert spaced == [quantity.canonical for quantity in quantities(plain, "zh", date=DATE)]


ALPHABET = (
    "0123456789.,-–:/% $€¥ 万亿千百十一二三两半几多年月日点分之成倍岁个名元至约近第"
    "Mio. Mrd million bn billion ein und hundert two and half a"
)


@FEW
@given(
    st.lists(st.sampled_from(ALPHABET.split(" ") + list(ALPHABET)), max_size=30), st.sampled_from(["de", "en", "zh"])
)
def test_number_soup_never_breaks(pieces: list[str], lang: str) -> None:
    for text in ("".join(pieces), " ".join(pieces)):
        found = quantities(text, lang, date=DATE)
        assert all(quantity.span.of(text) == quantity.text and quantity.low <= quantity.high for quantity in found)


UNITS = {
    "de": {"USD": "Dollar", "EUR": "Euro", "CNY": "Yuan", "JPY": "Yen", "GBP": "Pfund"},
    "en": {"USD": "dollars", "EUR": "euros", "CNY": "yuan", "JPY": "yen", "GBP": "pounds"},
    "zh": {"USD": "美元", "EUR": "欧元", "CNY": "元", "JPY": "日元", "GBP": "英镑"},
}
SCALES = {
    "de": {6: " Millionen", 9: " Milliarden", 12: " Billionen", 0: ""},
    "en": {6: " million", 9: " billion", 12: " trillion", 0: ""},
    "zh": {4: "万", 8: "亿", 12: "万亿", 0: ""},
}


@FEW
@given(st.integers(2, 99_999), st.sampled_from([0, 1, 2]), st.sampled_from(["de", "en", "zh"]), st.data())
def test_money_keeps_its_value(number: int, places: int, lang: str, data: st.DataObject) -> None:
    """format → parse → the same value and currency, for digits with any scale word."""
    value = Decimal(number).scaleb(-places)
    power = data.draw(st.sampled_from(sorted(SCALES[lang])))
    code = data.draw(st.sampled_from(sorted(UNITS[lang])))
    grouped = data.draw(st.booleans())
    text = f"{value:,f}" if grouped else f"{value:f}"
    if lang == "de":
        text = text.translate(str.maketrans(",.", ".,"))
        if not grouped and places == 0:
            text = text.replace(".", "")
    joint = "" if lang == "zh" else " "
    sentence = {"de": "Es kostet {} mehr.", "en": "It costs {} more.", "zh": "费用为{}。"}[lang].format(
        text + SCALES[lang][power] + joint + UNITS[lang][code]
    )
    found = quantities(sentence, lang)
    assert [(q.low, q.unit) for q in found] == [(value.scaleb(power), code)], sentence


ONES = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
TEENS = {13: "dreizehn", 14: "vierzehn", 15: "fünfzehn", 16: "sechzehn", 17: "siebzehn", 18: "achtzehn", 19: "neunzehn"}
TENS = {2: "zwanzig", 3: "dreißig", 4: "vierzig", 5: "fünfzig", 6: "sechzig", 7: "siebzig", 8: "achtzig", 9: "neunzig"}


def german(number: int, *, last: bool = True) -> str:
    if number >= 1000:
        return german(number // 1000, last=False) + "tausend" + (german(number % 1000) if number % 1000 else "")
    if number >= 100:
        return german(number // 100, last=False) + "hundert" + (german(number % 100) if number % 100 else "")
    if number <= 12:
        return "ein" if number == 1 and not last else ONES[number]
    if number in TEENS:
        return TEENS[number]
    ones = number % 10
    return (("ein" if ones == 1 else ONES[ones]) + "und" if ones else "") + TENS[number // 10]


SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
DECADES = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english(number: int) -> str:
    if number >= 1000:
        rest = number % 1000
        joint = " and " if 0 < rest < 100 else " "
        return english(number // 1000) + " thousand" + (joint + english(rest) if rest else "")
    if number >= 100:
        return SMALL[number // 100] + " hundred" + (" and " + english(number % 100) if number % 100 else "")
    if number < 20:
        return SMALL[number]
    return DECADES[number // 10] + ("-" + SMALL[number % 10] if number % 10 else "")


def chinese(number: int) -> str:
    if number >= 10_000:
        rest = number % 10_000
        zero = "零" if 0 < rest < 1000 else ""
        return chinese(number // 10_000) + "万" + (zero + chinese(rest) if rest else "")
    text, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = True
    return text


@FEW
@given(st.integers(2, 999_999))
def test_spelled_numbers_keep_their_value(number: int) -> None:
    """The three writers above are independent of the parser."""
    for lang, sentence in (
        ("de", f"Es kamen {german(number)} Menschen."),
        ("en", f"There were {english(number)} people."),
        ("zh", f"共有{chinese(number)}人。"),
    ):
        found = quantities(sentence, lang)
        assert [(q.low, q.unit) for q in found] == [(Decimal(number), "people")], sentence


QUANTITIES = st.builds(
    lambda kind_unit, value, places, power: Quantity(
        kind_unit[0], v := Decimal(value).scaleb(power - places), v, kind_unit[1], Span(0, 0), "", Approx.EXACT, 2
    ),
    st.sampled_from([
        (QuantityKind.MONEY, "USD"), (QuantityKind.MONEY, "EUR"), (QuantityKind.MONEY, "CNY"),
        (QuantityKind.PERCENT, "%"),
        (QuantityKind.PERCENT, "pp"), (QuantityKind.MEASURE, "ha"), (QuantityKind.DURATION, "years"),
        (QuantityKind.COUNT, "people"), (QuantityKind.COUNT, "shares"),
    ]),
    st.integers(2, 9999),
    st.sampled_from([0, 1]),
    st.sampled_from([0, 3, 6, 9]),
)  # fmt: skip


@FEW
@given(QUANTITIES, st.sampled_from(["de", "en", "zh"]))
def test_a_suggestion_reads_as_what_it_suggests(quantity: Quantity, lang: str) -> None:
    if quantity.kind is not QuantityKind.MONEY and quantity.low >= 1000 and quantity.low != int(quantity.low):
        return
    text = render(quantity, lang)
    found = quantities(text, lang)
    assert [(q.low, q.unit) for q in found] == [(quantity.low, quantity.unit)], text


@pytest.mark.parametrize(
    ("piece", "lang"),
    [("1,234,567,", "en"), ("1.234.567,", "de"), ("1234567890", "en"), ("一二三", "zh"), ("三分之", "zh"), ("5-", "en"),
     ("twenty ", "en"), ("two and ", "en"), ("hundertund", "de"), ("1 to ", "en"), ("几十", "zh"), ("2025年", "zh")],
)  # fmt: skip
def test_hostile_repetition_costs_linear_time(piece: str, lang: str) -> None:
    """Twice the input may take no more than about twice the time: no backtracking explodes."""

    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        quantities(text, lang)
        return time.process_time() - start

    seconds(500)
    small, large = seconds(4_000), seconds(16_000)
    assert large < 30 * small + 1.0  # quadratic growth would be far more; the rest is a busy machine
