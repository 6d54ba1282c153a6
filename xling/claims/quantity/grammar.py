"""The compiled pieces of German and English number phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from xling.claims.quantity.data import Unit, longest, units, words
from xling.claims.quantity.dates import DateRule
from xling.claims.quantity.dates_de import german_dates
from xling.claims.quantity.dates_en import english_dates
from xling.claims.quantity.numerals import ENGLISH_ORDINAL, ENGLISH_SMALL, GERMAN
from xling.types import Approx

DIGITS = re.compile(
    r"\d{1,3}(?:[.,]\d{3}){1,7}(?:[.,]\d{1,12})?(?![\d])"
    r"|\d{1,3}(?:[ '’]\d{3}){1,7}(?:[.,]\d{1,12})?(?!\d)"
    r"|\d{1,24}(?:[.,]\d{1,24})?(?!\d)"
)
VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333333", "⅔": "0.666667", "⅕": "0.2", "⅛": "0.125"}

# Things with digits that are names or addresses as a whole: web and mail addresses, citations, telephone numbers,
# version numbers, runs of digits that no one reads, 24/7, model codes such as i9-13900KF.
SKIP = (
    r"https?://[^\s)\]>\"”]{1,2000}|www\.[^\s)\]>\"”]{1,500}|(?<![\w.])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
    r"|\[\d{1,3}(?:[,–-] ?\d{1,3})*\]|\+\d{1,3}[ (/-][\d ()/-]{5,20}\d|"
    r"(?<!\d)v?\d{1,3}\.\d{1,3}(?:\.\d{1,3}){2,9}(?!\.?\d)"
    r"|\bv\d{1,3}(?:\.\d{1,3}){0,3}\b|\d{25,}|\b24/7\b|\b50[:/]50\b|\b9/11\b|#\d{1,6}\b|"
    r"\d{1,3}\.?-?\+\d{1,2}\.?(?= ?minute)"
    r"|(?<![\w])\d{1,2}\.\d{1,2}\.\d{1,2}(?![\d.])"
    r"|\(\d{3}\) ?\d{3}-\d{4}|(?<!\d)\d{3}-\d{3}-\d{4}(?!\d)|(?<![\d.,])0\d{1,4}[-/ ]\d{5,12}"
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language: what a number phrase may begin with, and what may stand in it. All patterns read folded text."""

    lang: str
    anchor: re.Pattern[str]
    spelled: re.Pattern[str]
    scale: re.Pattern[str]
    scales: dict[str, Decimal]
    unit: re.Pattern[str]
    units: dict[str, Unit]
    currency_before: re.Pattern[str]  # on reversed text
    before: re.Pattern[str]  # on reversed text
    after: re.Pattern[str]
    approx: dict[str, Approx]
    late: dict[str, Approx]
    to: re.Pattern[str]
    bound: re.Pattern[str]  # on reversed text
    label: frozenset[str]
    several: re.Pattern[str]  # on reversed text
    vague: dict[str, str]
    multiple: dict[str, str]
    words: re.Pattern[str]  # vague and multiple phrases
    quiet: re.Pattern[str]
    digit_dates: tuple[DateRule, ...]
    word_dates: tuple[DateRule, ...]
    maybe_date: re.Pattern[
        str
    ]  # only where this matches can a rule of ``word_dates`` match: one look instead of thirty


def backwards(forms: list[str] | dict[str, str]) -> re.Pattern[str]:
    """A pattern for text read from right to left that ends in one of ``forms``, after optional spaces."""
    return re.compile(r" ?(?P<form>" + longest([form[::-1] for form in forms]) + r")(?!\w)")


_RELATIVE_STEMS = (
    "vorletzt",
    "vorvergangen",
    "vorvorig",
    "vergangen",
    "letzt",
    "vorig",
    "dies",
    "laufend",
    "nächst",
    "kommend",
)
_START = {
    "de": (
        "hälfte|hälften|halb|halbe|halben|halber|halbes|anderthalb|anderthalbe|eineinhalb|"
        "einundeinhalb|zweieinhalb|dreieinhalb|viereinhalb|fünfeinhalb|sechseinhalb|siebeneinhalb|achteinhalb|"
        "neuneinhalb|zehneinhalb|dreiviertel|dreiviertelstunde|viertelstunde|viertel|ein|eine|einer|einem|einen|"
        "eines|eins|"
        "viertelmillion|viertelmilliarde|dreiviertelmillion|"
        "anfang|mitte|ende|jede|jeder|jedes|jedem|jeden|halbtags"
    ),
    "en": (
        "a|an|half|quarter|early|mid|late|every|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|"
        "billion|trillion|dozen"
    ),
}
_DATE_START = {
    "de": (
        "erste|ersten|erstes|erster|zweite|zweiten|zweites|zweiter|dritte|dritten|drittes|dritter|vierte|vierten|"
        "viertes|vierter|auftaktquartal|auftaktquartals|schlussquartal|schlussquartals|vorjahr|vorjahrs|vorjahres|"
        "vormonat|vormonats|vormonates|heuer|gestern|vorgestern|übermorgen|selben|gleichen|demselben"
        + "".join(f"|{stem}{end}" for stem in _RELATIVE_STEMS for end in ("e", "en", "es", "er", "em"))
    ),
    "en": "last|past|previous|this|current|next|coming|yesterday|tomorrow|that|the same|"
    "day before yesterday|day after tomorrow|the day before yesterday|the day after tomorrow",
}


@cache
def grammar(lang: str) -> Grammar:
    """The grammar of ``de`` or ``en``."""
    table = units(lang)
    scales = {form: Decimal(value) for form, value in words(lang, "scale").items()}
    approx = {form: Approx(value) for form, value in words(lang, "before").items()}
    late = {form: Approx(value) for form, value in words(lang, "after").items()}
    money = [form for form, unit in table.items() if unit.kind == "money"]
    signs = [form for form in money if not form[-1].isalpha() or (len(form) == 3 and form.isascii()) or form == "rm"]
    vague, multiple = words(lang, "vague"), words(lang, "multiple")
    dates = german_dates() if lang == "de" else english_dates()
    return Grammar(
        lang=lang,
        anchor=_anchor(lang, list(vague) + list(multiple)),
        spelled=_spelled(lang),
        scale=re.compile(r"[ -]?(?P<scale>" + longest(list(scales)) + r")(?!\w)"),
        scales=scales,
        unit=re.compile(r"[ -]?(?P<unit>" + longest(list(table)) + r")(?!\w)"),
        units=table,
        currency_before=re.compile(r" ?(?P<form>" + longest([form[::-1] for form in signs]) + r")(?!\w)"),
        before=backwards(list(approx)),
        after=re.compile(r"(?: ?)(?P<form>" + longest(list(late)) + r")(?!\w)"),
        approx=approx,
        late=late,
        to=re.compile(r"-? (?P<word>" + longest(list(words(lang, "to"))) + r") |-(?:to|bis)-| ?[-–—~] ?"),
        bound=backwards(list(words(lang, "bound"))),
        label=frozenset(words(lang, "label")),
        several=backwards(list(words(lang, "several"))),
        vague=vague,
        multiple=multiple,
        words=re.compile("(?P<form>" + longest(list(vague) + list(multiple)) + r")(?!\w)"),
        quiet=re.compile(longest(list(words(lang, "quiet"))) + r"(?!\w)"),
        digit_dates=dates[0],
        word_dates=dates[1],
        maybe_date=_maybe_date(lang),
    )


def _maybe_date(lang: str) -> re.Pattern[str]:
    starts = [*_DATE_START[lang].split("|"), *words(lang, "month"), "halb", "viertel", "half", "quarter"]
    month = longest(list(words(lang, "month")))
    lunar = "day of|of the|tag (?:des|im|vom)|(?:des|im|vom) (?:ersten|zwölften|neuen|mond|neujahr)"
    after = rf"o['’]|{lunar}|in the|at night|of {month}|quarter|half|century|uhr|quartal|halbjahr|jahres|jahrhundert"
    ago = r"an? (?:half|quarter|year|month)|ein(?:em)? (?:jahr|monat|quartal)"
    return re.compile(rf"{longest(starts)}(?!\w)|[qh]\d|{ago}|[^\W\d_]+(?:-[^\W\d_]+)?[ -](?:{after}|{month})")


def _anchor(lang: str, phrases: list[str]) -> re.Pattern[str]:
    starts = [*_START[lang].split("|"), *_DATE_START[lang].split("|"), *words(lang, "month"), *words(lang, "quiet")]
    starts += phrases
    if lang == "en":
        starts += [*ENGLISH_SMALL, *ENGLISH_ORDINAL, "hundred", "thousand", "million"]
    number = rf"|(?:{GERMAN}|dritt|siebt)\w*(?:-\w+)?" if lang == "de" else ""
    return re.compile(
        rf"(?P<skip>{SKIP})|(?P<code>(?<![\w])[a-zäöüß]{{1,12}}-?\d[\w-]{{0,40}})|(?P<digit>(?<!\w)\d)|"
        rf"(?P<vulgar>(?<!\w)[½¼¾⅓⅔⅕⅛])"
        rf"|(?<![\w])(?P<word>(?:{longest(starts)})(?!\w){number})"
    )


def _spelled(lang: str) -> re.Pattern[str]:
    if lang == "de":
        return re.compile(r"[a-zäöüß]+")
    small = longest([*ENGLISH_SMALL, "hundred", "thousand", "million", "billion", "trillion"])
    return re.compile(rf"{small}(?!\w)(?:(?:-| and | ){small}(?!\w)){{0,12}}")
