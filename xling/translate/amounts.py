"""Amounts that hold: the quantities of a source text as terms that any rendering of the same value fulfils.

A small model turns 3,5 Mio. into 35 million, or drops the number, and nobody sees it in fluent text. So the ladder
treats "3,5 Mio. Euro" like a glossary term: what the model says by itself is left alone when its value is right
("3.5 million euros", "€3.5m"), and is mended otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar

from xling.claims.quantity import compare, quantities
from xling.claims.quantity.data import longest
from xling.claims.quantity.edtf import parts
from xling.claims.quantity.numerals import ENGLISH_ORDINAL, ENGLISH_SMALL
from xling.claims.quantity.render import render
from xling.translate.adjuncts import adjunct
from xling.translate.kept import Kept
from xling.types import Approx, Quantity, QuantityKind, Span, TermMatch, Verdict

_K = QuantityKind
_NUMBERS = frozenset({_K.MONEY, _K.PERCENT, _K.COUNT, _K.MEASURE, _K.DURATION, _K.AGE, _K.ORDINAL, _K.MULTIPLE})
_STRICT = frozenset({_K.MONEY, _K.PERCENT, _K.MEASURE, _K.DURATION})
"""What a bare number does not fulfil: 80万美元 is not "800,000"."""
_IN_WORDS = _STRICT | {_K.ORDINAL, _K.MULTIPLE}
"""What is kept when the number is a word below eleven as well: vor drei Jahren, but not zwei Firmen."""
_ABSOLUTE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-[QH]\d)?|--\d\d(?:-\d\d)?|--[QH]\d|T\d\d:\d\d|\d{3}X|\d{4}/\d{4}")
_ADJECTIVE = re.compile(r"[a-zäöüß]ig(?:e[mnrs]?)?$")  # fünfjähriges: an adjective, for which a noun cannot stand
_SPELLED = re.compile(r"[一二三四五六七八九十百千万亿]|(?:Million|Milliarde|Billion)", re.IGNORECASE)
"""What counts without a digit, besides number words from elf on: 三成, eine Million; not Tausende, not zwei Firmen."""
_ELEVEN, _TWELVE = 11, 12
_WORDS = {value: word for word, value in reversed(ENGLISH_SMALL.items())}
_RANKS = {value: word for word, value in reversed(ENGLISH_ORDINAL.items())}
_SCALES = ("million", "billion", "trillion")
_FAR = 10**6
_SIGNS = "$€£¥"
_NUMBER = re.compile(
    rf"(?:[\d.,]*\d|(?:{longest([*ENGLISH_SMALL, 'hundred', 'thousand', 'dozen', 'million', 'billion'])})s?(?!\w))"
    r"(?:[ -](?:hundred|thousand|million|billion|trillion)s?(?!\w))*(?: of(?!\w))?",
    re.IGNORECASE,
)
_MULTIPLES = {2: "doubled", 3: "tripled", 4: "quadrupled"}
_FOLD = {2: "twofold", 3: "threefold", 4: "fourfold", 5: "fivefold", 6: "sixfold", 7: "sevenfold", 8: "eightfold",
         9: "ninefold", 10: "tenfold", 100: "hundredfold"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount(Kept):
    """A quantity of the source; ``target`` is what is put in when the model's own words have another value, ``added``
    the adverbial that it makes, if it makes one."""

    label: ClassVar[str] = "amount"

    quantity: Quantity | None = None
    added: str = ""

    def form(self, before: str, words: str, *, opening: bool = False) -> str:
        """As :meth:`Kept.form`: "between 2 and 3 million" without "to", an age in the form that it had, and for
        ``opening`` the number with its scale alone where the unit follows it ("3.5 million"), for the model to say the
        unit in its own way."""
        quantity = self.quantity
        if quantity is None:
            return self.target
        if quantity.kind is _K.MULTIPLE:
            return _times(quantity, words)
        if quantity.kind is _K.AGE and words.endswith("-year-old"):
            return _bare(quantity, self.target_lang) + "-year-old"
        if quantity.kind is _K.COUNT and self.target_lang == "en" and (number := _NUMBER.match(words)):
            return _counted(quantity, words[number.end() :])
        text = _bare(quantity, self.target_lang) if opening and _unit_follows(quantity, self.target) else self.target
        return text.replace(" to ", " and ", 1) if before.endswith("between ") else text

    @property
    def adjunct(self) -> str:
        return self.added

    def may_replace(self, words: str) -> bool:
        """Relative dates (gestern) are only added: they have too many renderings to tell which words are theirs."""
        if self.quantity is None or (self.quantity.kind is _K.DATE and not _is_absolute(self.quantity)):
            return False
        return bool(words) and ("/" not in self.quantity.unit or "/" in words or " " in words)

    def places(self, text: str) -> list[Span]:
        """Where ``text`` has the same value, in whatever words."""
        wanted = self.quantity
        if wanted and (of := _DIGITS_OF.match(wanted.text)):  # its words have no value of their own
            said = _TENS[of["digits"]][1].replace("_", _SCALE_WORDS[of["scale"]])
            return [Span(*match.span()) for match in re.finditer(said, text)]
        return [each.span for each in _read(text, self.target_lang) if wanted and _fulfils(wanted, each)]


def amounts(text: str, source_lang: str, target_lang: str) -> list[TermMatch]:
    """The quantities of ``text`` that a translation must keep: money, shares, measures, durations, multiples, ordinals,
    ages, counts and dates. Counts in German words below eleven are left out."""
    found = []
    for each in _read(text, source_lang):
        if _is_hard(each) and not _in_compound(text, each.span):
            wanted = _written(each, target_lang, before_noun=_is_adjective(text, each))
            added = adjunct(each, text, source_lang, wanted) if target_lang == "en" else ""
            if not wanted and not added:
                continue
            term = Amount(each.text, wanted or added, source_lang, target_lang, quantity=each, added=added)
            found.append(TermMatch(term, each.span))
    return found


def strays(terms: Sequence[TermMatch], text: str, source: str) -> list[Quantity]:
    """The quantities of a translation ``text`` that no quantity of its ``source`` answers; empty without amounts."""
    first = next((match.term for match in terms if isinstance(match.term, Amount)), None)
    if first is None:
        return []
    here = _read(source, first.source_lang)
    return [
        each
        for each in _read(text, first.target_lang)
        if _is_hard(each) and not any(_answers(other, each) for other in here)
    ]


def wrong_places(match: TermMatch, text: str, source: str, terms: Sequence[TermMatch]) -> list[Span]:
    """Where ``text`` has half of the amount (its number without the currency, its day without the year), then where it
    has a number that belongs to nothing in ``source``, nearest first: what the model made of the amount, most likely.
    Numbers of the same kind come before others. For other things that are kept, what remains of them."""
    amount = match.term
    if not isinstance(amount, Amount) or amount.quantity is None:
        return amount.remains(text) if isinstance(amount, Kept) else []
    at = match.span.start / max(len(source), 1)
    wanted = amount.quantity

    def distance(each: Quantity) -> float:
        return abs(each.span.start / max(len(text), 1) - at) + (_FAR if each.kind is not wanted.kind else 0)

    halves = [q for q in _read(text, amount.target_lang) if _answers(wanted, q) and not _fulfils(wanted, q)]
    found = [*sorted(halves, key=distance), *sorted(strays(terms, text, source), key=distance)]
    return [each.span for each in found if amount.may_replace(each.text)]


def _plain(quantity: Quantity) -> Quantity:
    """Without rund, knapp, 约, which the model says itself; "millions of" is no number without them and stays."""
    return quantity if not quantity.digits else replace(quantity, approx=Approx.EXACT)


def _is_adjective(text: str, quantity: Quantity) -> bool:
    """43-jährige, 46岁的: said before a noun."""
    return bool(_ADJECTIVE.search(quantity.text)) or text.startswith("的", quantity.span.end)


def _bare(quantity: Quantity, lang: str) -> str:
    """The number with its scale: "3.5 million"."""
    return render(replace(_plain(quantity), kind=_K.COUNT, unit=""), lang)


def _counted(quantity: Quantity, noun: str) -> str:
    """The number before the ``noun`` that the model chose: "hundreds of" customers, "500" workers."""
    if quantity.digits:
        return _bare(quantity, "en") + noun
    vague = render(replace(quantity, kind=_K.COUNT, unit=""), "en")
    return f"{vague} of{noun}"


def _unit_follows(quantity: Quantity, words: str) -> bool:
    """Whether the model may say the unit: not for signs before or right behind the number, not for dates and ranks."""
    kinds = (_K.MONEY, _K.COUNT, _K.MEASURE, _K.DURATION)
    return quantity.kind in kinds and quantity.digits > 0 and words[:1].isdigit() and quantity.low == quantity.high


def _times(quantity: Quantity, words: str) -> str:
    """A multiple in the form of the words it replaces: tenfold for sixfold, quadrupled for doubled, else "4 times"."""
    value = quantity.low
    number = int(value) if value == int(value) else 0
    if words.endswith("fold") and number:
        return _FOLD.get(number, f"{number}-fold")
    if words.endswith("ed"):
        return "halved" if value == Decimal("0.5") else _MULTIPLES.get(number, f"increased {value.normalize():f}-fold")
    return "half" if value == Decimal("0.5") else f"{value.normalize():f} times"


_DIGITS_SAID = re.compile(r"stellig\w* (?!Million|Milliard|Billion)|位数")
_DIGITS_OF = re.compile(r"(?P<digits>zwei|drei)stellig\w* (?P<scale>Million|Milliard)")
_TENS = {
    "zwei": ("tens", "tens of _|(?:double|two)[ -]digit _?"),
    "drei": ("hundreds", "hundreds of _|(?:triple|three)[ -]digit _?"),
}
_SCALE_WORDS = {"Million": "millions", "Milliard": "billions"}
_SUMS = re.compile(r"(?:Summen|Beträgen?|Gehältern?|Preisen?|Umsätzen?|Gewinnen?)$")


def _written(quantity: Quantity, lang: str, *, before_noun: bool = False) -> str:
    """As a newspaper writes it; shares with the sign, which translations use and which stands well before anything.
    Empty where only an adverbial can be said."""
    if quantity.kind is _K.DATE:
        return _date(quantity, lang)
    if quantity.kind is _K.AGE and lang == "en" and before_noun:
        return _bare(quantity, lang) + "-year-old"
    if quantity.kind is _K.DURATION and lang == "en" and quantity.text.endswith("周年"):
        return render(replace(_plain(quantity), kind=_K.ORDINAL, unit=""), lang)
    if quantity.kind is _K.PERCENT and quantity.unit == "%" and lang == "en":
        return _bare(quantity, lang) + "%"
    if lang == "en" and (of := _DIGITS_OF.match(quantity.text)):
        return f"{_TENS[of['digits']][0]} of {_SCALE_WORDS[of['scale']]}"
    if lang == "en" and (figures := _figures(quantity)):
        return f"{figures} {'sums' if _SUMS.search(quantity.text) else 'sum'}"
    text = render(_plain(quantity), lang)
    return _in_words(text) if lang == "en" and not any(map(str.isdigit, quantity.text)) else text


def _figures(quantity: Quantity) -> str:
    """ "nine-figure" for an amount of which only the number of its digits is said: neunstellig, 九位数."""
    if quantity.kind is not _K.MONEY or quantity.low is None or not _DIGITS_SAID.search(quantity.text):
        return ""
    count = quantity.low.adjusted() + 1
    return f"{_WORDS[count] if count <= _TWELVE else count}-figure"


def _in_words(text: str) -> str:
    """ "three weeks" for "3 weeks", "twelfth" for "12th": small numbers that the source spells out."""
    head, space, tail = text.partition(" ")
    if head.isdigit() and int(head) <= _TWELVE and (tail[:1].isalpha() and not tail.startswith(_SCALES)):
        return _WORDS[int(head)] + space + tail
    if head[:-2].isdigit() and int(head[:-2]) <= _TWELVE and not space:
        return _RANKS[int(head[:-2])]
    return text


def _date(quantity: Quantity, lang: str) -> str:
    if lang == "en" and (match := re.fullmatch(r"(\d{3})X", quantity.unit)):
        return match[1] + "0s"
    if lang == "en" and (match := re.fullmatch(r"(\d{4})/(\d{4})", quantity.unit)):
        return f"{match[1]} to {match[2]}"
    if lang == "en" and (match := re.fullmatch(r"T(\d\d):(\d\d)", quantity.unit)):
        hour = int(match[1]) % 24
        return f"{(hour + 11) % 12 + 1}:{match[2]} {'a' if hour < _TWELVE else 'p'}.m."
    return render(quantity, lang) if _is_absolute(quantity) else ""


@lru_cache(maxsize=4096)
def _read(text: str, lang: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text, lang))


def _is_absolute(quantity: Quantity) -> bool:
    return bool(_ABSOLUTE.fullmatch(quantity.unit))


def _is_hard(quantity: Quantity) -> bool:
    if quantity.kind is _K.DATE:
        return True
    if quantity.kind not in _NUMBERS or (quantity.kind is not _K.AGE and _ADJECTIVE.search(quantity.text)):
        return False
    if any(map(str.isdigit, quantity.text)) or _SPELLED.search(quantity.text):
        return True
    if quantity.kind in _IN_WORDS or (not quantity.digits and quantity.low >= _TWELVE):
        return True  # Hunderte Kunden are kept as well
    return quantity.kind in (_K.COUNT, _K.AGE) and quantity.digits > 0 and quantity.low >= _ELEVEN


def _in_compound(text: str, span: Span) -> bool:
    """The 30.000-Volt of a 30.000-Volt-Leitung: what is put in its place would break the rest off."""
    return text[span.end : span.end + 1] == "-" and text[span.end - 1].isalpha()


def _fulfils(wanted: Quantity, found: Quantity) -> bool:
    """Whether the quantity of a translation says all that the one of the source says, its unit or year included."""
    if not _answers(wanted, found):
        return False
    if wanted.kind is _K.DATE and "/" in wanted.unit:  # from one year to another: both are said
        return found.unit == wanted.unit
    if wanted.kind is _K.DATE:
        return parts(wanted.unit).items() <= parts(found.unit).items()
    if wanted.kind in (_K.ORDINAL, _K.MULTIPLE):
        return found.kind is wanted.kind
    if found.kind is _K.ORDINAL:
        return wanted.text.endswith("周年")
    return wanted.kind not in _STRICT or not wanted.unit or found.kind is not _K.COUNT


def _answers(a: Quantity, b: Quantity) -> bool:
    """Whether a quantity of a translation is the one of the source, perhaps with less said about it."""
    verdict = compare(a, b).verdict
    if a.approx is b.approx is Approx.OVER and not (a.digits or b.digits):  # 数十 are dozens
        return max(a.low, b.low) <= 2 * min(a.low, b.low) and verdict not in (Verdict.CONFLICT, Verdict.UNRELATED)
    if _K.DATE in (a.kind, b.kind):
        return verdict not in (Verdict.CONFLICT, Verdict.UNRELATED)
    if verdict is Verdict.AGREE:
        return True
    # "rund 500" and "500" are one amount here; a counted noun may have any name in the other language, or none; 40周年
    # is a 40th anniversary; 65.6岁 are years.
    equal = (a.low, a.high) == (b.low, b.high)
    loose = _K.COUNT in (a.kind, b.kind) or {a.kind, b.kind} in ({_K.AGE, _K.DURATION}, {_K.ORDINAL, _K.DURATION})
    return equal and (loose or verdict not in (Verdict.CONFLICT, Verdict.UNRELATED))
