"""The scanner of German and English text: finds where a number phrase begins and reads it as far as it goes."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from xling.claims.quantity import latin_words
from xling.claims.quantity.data import Unit, fold
from xling.claims.quantity.dates import date_figure
from xling.claims.quantity.durations import joined
from xling.claims.quantity.grammar import DIGITS, VULGAR, Grammar, grammar
from xling.claims.quantity.latin_finish import label
from xling.claims.quantity.latin_lent import falling, lent
from xling.claims.quantity.latin_numbers import DE_ARTICLE, EN_ARTICLE, article_number, english_number
from xling.claims.quantity.model import Figure, Number, Role
from xling.claims.quantity.numerals import digits
from xling.types import Approx, QuantityKind, Span

_ONE = Decimal(1)
_SHORT_UNITS = frozenset({"m", "t", "h", "l", "g", "w", "v", "li", "mu", "ha", "a", "bar", "pp", "pc", "mark", "real"})
_CASE = {"w": "W", "v": "V", "b": "B"}  # written in capitals; all other one-letter units in small letters: 5 g, not 5G
_ATTACHED = {"k": 10**3, "m": 10**6, "mn": 10**6, "mm": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12, "tn": 10**12}
_WHEN = frozenset({"mid", "early", "late", "pre", "post", "sub", "anfang", "ende", "mitte"})  # mid-2024 is a year
_SUFFIX = re.compile(r" ?(?P<suffix>mm|mn|bn|tn|k|m|b|t)(?!\w)")
_FROM_FAR = re.compile(r"\bfrom (?:the|its|their|an?) (?:\w+ly )?\w+(?:ed|al|ous|er|st) \Z")  # from the planned 2 to 3
_SIGN = re.compile(
    r" ?(?:(?:US|HK|NT|A|C|S|R|NZ)?\$|[€£¥]|(?:USD|EUR|GBP|CHF|CNY|JPY|HKD|RMB|SEK|NOK|DKK|AUD|CAD) ?)? ?"
)
_HYPHENATED = re.compile(r"(\d{1,3})[-–](\d{1,3})(?![\d.,]\d|\d|-\w|\w| ?%)")
_MIXED = re.compile(r" ([1-3])/([248])(?![\d/])")  # 3 1/2
_WEIGHT = re.compile(r"weigh|wieg|wog|gewicht|heav|schwer")
_AND_HALF = re.compile(r" and (?:a|one) (?P<part>half|quarter)(?!\w)|-and-a-(?P<dashed>half)(?!\w)")


class Reader:
    """Reads the number phrases of one text. ``text`` is what spans point into, ``folded`` what patterns read."""

    def __init__(self, text: str, lang: str, date: str) -> None:
        self.text = text
        self.lang = lang
        self.date = date
        self.folded = fold(text)
        self.reversed = self.folded[::-1]
        self.grammar: Grammar = grammar(lang)

    def figures(self) -> list[Figure]:
        found: list[Figure] = []
        position = 0
        while match := self.grammar.anchor.search(self.folded, position):
            figures = self._at(match)
            found += figures
            position = max(
                [match.end() if not figures else match.start() + 1, *(figure.span.end for figure in figures)]
            )
            if not figures and match.lastgroup == "digit":
                position = self._run(match.start())
        return found

    def _run(self, start: int) -> int:
        digits_match = DIGITS.match(self.folded, start)
        return digits_match.end() if digits_match else start + 1

    def back(self, pattern: re.Pattern[str], position: int) -> str:
        """The form of ``pattern`` that ends right before ``position``; "" when there is none."""
        match = pattern.match(self.reversed, len(self.folded) - position)
        return match["form"][::-1] if match else ""

    def before(self, position: int, width: int = 24) -> str:
        return self.folded[max(0, position - width) : position]

    def _at(self, match: re.Match[str]) -> list[Figure]:
        start = match.start()
        if match.lastgroup == "skip":
            return [label(match[0], Span(start, match.end()))]
        if match.lastgroup == "code":
            return self._code(match)
        if match.lastgroup == "vulgar":
            return self.phrase(start)
        if match.lastgroup == "digit":
            return self._dates(start, digit=True) or latin_words.digit_forms(self, start) or self.phrase(start)
        if quiet := self.grammar.quiet.match(self.folded, start):
            return [label(quiet[0], Span(start, quiet.end()), role=Role.LOOSE)]
        return self._dates(start, digit=False) or latin_words.word_forms(self, start) or self.phrase(start)

    def _code(self, match: re.Match[str]) -> list[Figure]:
        """Letters run into digits: Q3 is a quarter, RMB50 money, mid-2024 a year, GPT-4 and A380 names."""
        if dated := self._dates(match.start(), digit=False):
            return dated
        letters = re.match(r"[^\W\d]+", match[0])
        head = letters[0] if letters else ""
        money = head in self.grammar.units and self.grammar.units[head].kind is QuantityKind.MONEY
        if money or head in _WHEN:
            start = match.start() + len(head) + (match[0][len(head)] == "-")
            return self._dates(start, digit=True) or latin_words.digit_forms(self, start) or self.phrase(start)
        return [label(match[0], Span(*match.span()))]

    def _dates(self, start: int, *, digit: bool) -> list[Figure]:
        if not digit and not self.grammar.maybe_date.match(self.folded, start):
            return []
        for rule in self.grammar.digit_dates if digit else self.grammar.word_dates:
            match = rule.pattern.match(self.folded, start)
            edtf = rule.build(match, self.date) if match else ""
            if match and edtf and (digit or latin_words.is_date(self, match, edtf)):
                return [date_figure(edtf, Span(*match.span()))]
        return []

    # --- numbers ----------------------------------------------------------------------------------------------

    def number(self, start: int) -> Number | None:
        """The number that begins at ``start``, its scale words included; None when there is none."""
        match = DIGITS.match(self.folded, start)
        if match is None:
            return self._scaled(found) if (found := self._spelled(start) or self._vulgar(start)) else None
        try:
            value, written = digits(match[0], self.lang)
        except ValueError:
            return None
        end = match.end()
        if mixed := _MIXED.match(self.folded, end):
            value, end = value + Decimal(int(mixed[1])) / int(mixed[2]), mixed.end()
        if end < len(self.folded) and (part := VULGAR.get(self.folded[end])):
            value, written, end = value + Decimal(part), written + 1, end + 1
        return self._scaled(Number(value, value, written, start, end, bare=match[0].isdigit()))

    def _vulgar(self, start: int) -> Number | None:
        if start >= len(self.folded) or not (part := VULGAR.get(self.folded[start])):
            return None
        return Number(Decimal(part), Decimal(part), 2, start, start + 1)

    def _spelled(self, start: int) -> Number | None:
        pattern = DE_ARTICLE if self.lang == "de" else EN_ARTICLE
        if article := pattern.match(self.folded, start):
            following = self.grammar.spelled.match(self.folded, article.end()) if self.lang == "en" else None
            if following and not (article["half"] or article["adjective"]):  # a hundred and forty-eight
                tokens = ["one", *re.split(r"[ -]", following[0])]
                return english_number(tokens, start, skip=len("one") - len(article[0].strip()))
            return article_number(article)
        if (
            self.lang == "en"
            and self.grammar.scale.match(self.folded, start)
            and self.back(self.grammar.several, start)
        ):
            return Number(_ONE, _ONE, 0, start, start, Approx.OVER, spelled=True, vague=True)
        match = self.grammar.spelled.match(self.folded, start)
        if match is None:
            return None
        if self.lang == "de":
            return latin_words.german_number(match[0], start)
        return english_number(re.split(r"[ -]", match[0]), start)

    def _scaled(self, number: Number) -> Number:
        half = _AND_HALF.match(self.folded, number.end) if self.lang == "en" else None
        if half and number.low < 1000:
            part = Decimal("0.25") if half["part"] == "quarter" else Decimal("0.5")
            number = replace(number, low=number.low + part, high=number.high + part, end=half.end(), article=False)
        at = number.end - 1 if number.end and self.folded[number.end - 1] == " " else number.end
        while match := self.grammar.scale.match(self.folded, at):
            form = match["scale"]
            if form in ("bio", "mill", "mil", "m") and self.folded[match.end() : match.end() + 1] == "-":
                break
            if form == "k" and match[0] != "k":
                break
            factor = self.grammar.scales[form] * number.scale
            number = replace(number, scale=factor, end=match.end(), bare=False, article=False)
            at = number.end
        return number

    # --- phrases ----------------------------------------------------------------------------------------------

    def phrase(self, start: int) -> list[Figure]:
        """The figures of the number phrase at ``start``: a single amount, a range, or a label."""
        first = self.number(start)
        if first is None:
            return []
        currency = self._currency(start)
        begin = start - len(currency) - (self.folded[start - 1] == " ") if currency else start
        first = self.suffixed(first, money=bool(currency))
        second = self._range(first, begin)
        last = second or first
        if second and second.scale > 1 and first.scale == 1 and first.low < second.low:
            first = replace(first, scale=second.scale)
        if second is None and first.bare and (figure := self._score(first)):
            return [figure]
        currency = currency or (self._currency(second.start) if second else "")  # between 2 and CHF 4 billion
        unit, end = self.unit(last, money=bool(currency))
        if second is None and unit is None:
            first, unit = lent(self, first, begin)
        if currency:
            money = self.grammar.units[currency]
            unit = money if unit is None or unit.kind != QuantityKind.PERCENT else unit
        return latin_words.finish(self, first, second, unit, Span(begin, end))

    def sign(self, start: int) -> tuple[int, str]:
        """Where the number begins before which a currency stands at ``start``, and that currency, if there is one."""
        match = _SIGN.match(self.text, start)
        at = match.end() if match else start
        return at, self._currency(at) if match and match[0].strip() else ""

    def dated(self, start: int) -> bool:
        """Whether a date begins at ``start``."""
        return bool(self._dates(start, digit=True))

    def _score(self, first: Number) -> Figure | None:
        """3-0, 26-24: two small numbers joined by a hyphen that are no range."""
        match = _HYPHENATED.match(self.folded, first.start)
        return label(match[0], Span(*match.span())) if match and int(match[1]) >= int(match[2]) else None

    def _currency(self, start: int) -> str:
        """The sign or code of a currency right before ``start``; codes count in capitals only ("won 6" is a verb)."""
        form = self.back(self.grammar.currency_before, start)
        if not form or not form.isalpha():
            return form
        end = start - (self.folded[start - 1] == " ")
        return form if self.text[end - len(form) : end].isupper() else ""

    def suffixed(self, number: Number, *, money: bool) -> Number:
        """$4.5B, 300m users, 20k: a scale letter behind digits."""
        match = _SUFFIX.match(self.folded, number.end)
        if match is None or number.spelled or number.scale > 1:
            return number
        letter = self.text[match.start("suffix") : match.end()]
        tight = match.start("suffix") == number.end
        counted = latin_words.counted(self, match.end())
        if match["suffix"] == "m" and letter == "m" and tight:
            counted = counted or latin_words.millions(self, number.low, match.end())
        wanted = money or (tight and (letter in ("K", "M", "B", "k") or counted))
        if not wanted or (letter == "K" and number.low in (2, 4, 8) and not money):
            return number
        return replace(number, scale=Decimal(_ATTACHED[match["suffix"]]), end=match.end(), bare=False)

    def _range(self, first: Number, begin: int) -> Number | None:
        joint = self.grammar.to.match(self.folded, first.end) or self._unit_then_to(first)
        if joint is None:
            return None
        word = joint.group("word") or ""
        bound = self.back(self.grammar.bound, begin)
        if word in ("and", "und") and bound not in ("between", "zwischen"):
            return None
        if word in ("auf", "or", "oder") or (word == "to" and self._moves(first, begin, bound)):
            return None
        sign = _SIGN.match(self.text, joint.end())
        at = sign.end() if sign else joint.end()
        second = self.number(at)
        if second is None or second.article or self.dated(at):
            return None
        second = self.suffixed(second, money=bool(sign and sign[0].strip()))
        low, high = first.low * first.scale, second.low * second.scale
        rising = low < high and not falling(self, first, second, begin)
        wide = word in ("to", "bis") and high > 20 * max(low, Decimal(1)) and second.scale == first.scale
        return second if rising and not wide else None

    def _moves(self, first: Number, begin: int, bound: str) -> bool:
        """ "from 3 to 5", "from the planned 2 billion to 2.2 billion", "from 1,200 in 1988 to 2,400": no range."""
        if bound in ("from", "von"):
            return True
        year = first.bare and 1900 <= first.low <= 2100 and self.folded[first.end - 4 : first.end].isdigit()
        return bool(_FROM_FAR.search(self.before(begin, 50))) or (year and self.before(begin, 4).endswith(" in "))

    def _unit_then_to(self, first: Number) -> re.Match[str] | None:
        """ "10 Prozent bis 15 Prozent", "$5 million to $10 million": the unit may stand twice."""
        unit = self.grammar.unit.match(self.folded, first.end)
        joint = self.grammar.to.match(self.folded, unit.end()) if unit else None
        if unit is None or joint is None or joint.group("word") not in ("to", "bis", "and", "und"):
            return None
        second = self.number(joint.end())
        again = self.grammar.unit.match(self.folded, second.end) if second else None
        return joint if again and self.grammar.units[again["unit"]] == self.grammar.units[unit["unit"]] else None

    def unit(self, number: Number, *, money: bool) -> tuple[Unit | None, int]:
        """The unit after ``number`` and where the phrase ends."""
        match = self.grammar.unit.match(self.folded, number.end)
        if match is None:
            return None, number.end
        form = match["unit"]
        found = self.grammar.units[form]
        capital = self.text[match.start("unit")].isupper()
        refused = (
            (form in _SHORT_UNITS and number.spelled)
            or (len(form) == 1 and self.text[match.start("unit")] != _CASE.get(form, form))
            or (form == "won" and (number.low * number.scale < 100 or (number.bare and 1900 <= number.low <= 2100)))
            or (self.lang == "de" and form in ("mark", "real", "rand") and not capital)
            or (self.lang == "de" and found.kind == QuantityKind.COUNT and form != "mal" and not capital)
            or (money and found.kind not in (QuantityKind.MONEY,))
            or (found.kind is QuantityKind.COUNT and latin_words.is_named_year(self, number))
            or (number.scale > 1 and found.kind == QuantityKind.DURATION and form == "h")
        )
        if form in ("pound", "pounds", "pfund") and _WEIGHT.search(
            self.folded, max(0, number.start - 40), match.end() + 20
        ):
            found = self.grammar.units["lbs"]
        return (None, number.end) if refused else (found, match.end())


def scan(text: str, lang: str, date: str) -> list[Figure]:
    """All figures of a German or English text, in order, not overlapping."""
    return joined(Reader(text, lang, date).figures(), text)
