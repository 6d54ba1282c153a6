"""Number expressions of German and English that are more than a number and a unit: adjectives (49-prozentig),
ages, ordinals, decades, fractions, multiples, vague amounts, scores."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from xling.claims.quantity.dates import date_figure
from xling.claims.quantity.latin_ages import age_of, ages
from xling.claims.quantity.latin_finish import amount, approximation, counted, finish, is_named_year, label, millions
from xling.claims.quantity.latin_shares import shares, slash
from xling.claims.quantity.model import Figure, Number, Role
from xling.claims.quantity.numerals import ENGLISH_ORDINAL, ENGLISH_SMALL, german, german_ordinal
from xling.types import Approx, QuantityKind, Span

if TYPE_CHECKING:
    from xling.claims.quantity.latin import Reader

__all__ = ["counted", "digit_forms", "finish", "german_number", "is_date", "is_named_year", "millions", "word_forms"]

_K = QuantityKind
_SCORE = re.compile(
    r"\d{1,3}:\d{1,3}(?!\d)|0-\d{1,2}(?!\d|[.,]\d)|\d{1,2}[-–]\d{1,2}(?![\d.,])(?= (?:win|victory|defeat|loss|draw|"
    r"lead|for|against|at|to)\b)"
)
_SLASHED = re.compile(r"\d{1,3}/\d{1,3}(?!\d)")
_DE_WORD = re.compile(r"[a-zäöüß]+(?:-[a-zäöüß]+)?")
_EN_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_DE_SUFFIX = re.compile(
    r"[- ]?(?P<kind>prozentig|jährig|monatig|wöchig|tägig|stündig|minütig|sekündig|fach|mal|köpfig|"
    r"stellig)(?P<ending>e[nrsm]?|keit)?(?!\w)"
)
_ADJECTIVE = {
    "prozentig": (_K.PERCENT, "%"), "monatig": (_K.DURATION, "months"), "wöchig": (_K.DURATION, "weeks"),
    "tägig": (_K.DURATION, "days"), "stündig": (_K.DURATION, "hours"), "minütig": (_K.DURATION, "minutes"),
    "sekündig": (_K.DURATION, "seconds"),
    "fach": (_K.MULTIPLE, ""), "mal": (_K.COUNT, "times"), "köpfig": (_K.COUNT, "people"),
}  # fmt: skip
# Nouns before which a -jährig adjective is a duration and no age.
_LASTING = re.compile(
    r" (?:\w+en |\w+e )?(?:laufzeit|vertrag|verträge|haft|freiheitsstrafe|gefängnis|studie|ausbildung|bestehen|"
    r"jubiläum|krieg|"
    r"zusammenarbeit|pause|amtszeit|verhandlung|forschung|plan|programm|projekt|garantie|frist|bewährung|sperre|"
    r"entwicklung|"
    r"erfahrung|partnerschaft|herrschaft|regierungszeit|ehe|beziehung|mitgliedschaft|bauzeit|arbeit|suche|"
    r"abwesenheit|karriere|"
    r"geschichte|tradition|abkommen|anleihe|staatsanleihe|bundesanleihe|übergang|dürre|blockade|belagerung|ermittlung)"
)
_TIMES = re.compile(r"x(?!\w)")
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)(?!\w)")
_DE_ORDINAL_BEFORE = re.compile(
    r"(?:^|[^\w])(?:der|die|das|dem|den|des|am|zum|zur|im|beim|vom|sein|seine|seinen|seinem|seiner|ihr|ihre|ihren|"
    r"ihrem|ihrer|"
    r"ein|eine|einen|einem|einer|jeder|jede|jedes|jeden|jedem|dieser|diese|dieses|diesem|diesen|auf) $"
)
_DE_GREAT = re.compile(
    r"(?P<o>zweit|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt)(?:größt|grösst|best|höchst|stärkst|wichtigst|"
    r"meist|schnellst|"
    r"längst|ältest|reichst|teuerst|schwerst|kleinst|schlechtest|jüngst|bevölkerungsreichst|niedrigst|häufigst)\w{0,6}"
)
_EN_GREAT = re.compile(
    r"(?P<o>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[ -](?:largest|biggest|highest|most|best|"
    r"richest|longest|"
    r"oldest|strongest|fastest|smallest|worst|youngest|busiest|tallest|greatest|lowest|wealthiest)(?!\w)"
)
_STELLIG = re.compile(
    r"(?P<n>zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|[2-9]|1[0-2])-?stellige[nrsm]?"
    r"(?: (?P<u>millionen|milliarden)(?:betrag|summe|beträge|summen|höhe|bereich)\w{0,2}| (?P<s>betrag|summe|"
    r"beträge|summen|gehalt|gehälter)\w{0,2})?"
)
_FIGURES = re.compile(
    r"(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-2])[- ]figure(?: (?P<s>sums?|"
    r"salar\w+|offers?|amounts?|packages?|deals?|pay\w*))?"
)


def digit_forms(reader: Reader, start: int) -> list[Figure]:
    """Expressions that begin with digits: scores, fractions, ages, ordinals, decades, adjectives."""
    text = reader.folded
    if found := shares(reader, start) or ages(reader, start):
        return found
    if match := _SCORE.match(text, start):
        return [label(match[0], Span(*match.span()))]
    if figure := slash(reader, start):
        return [figure]
    if match := _SLASHED.match(text, start):
        return [label(match[0], Span(*match.span()))]
    if match := _STELLIG.match(text, start) or _FIGURES.match(text, start):
        return [_digits_long(match)]
    number = reader.number(start)
    if number is None:
        return []
    match = _ORDINAL_TAIL.match(text, number.end)
    if match and reader.lang == "en" and number.bare:
        return [amount(_K.ORDINAL, number.low, "", Span(start, match.end()), digits=3)]
    if times := _TIMES.match(text, number.end):
        return [
            amount(_K.MULTIPLE, number.low, "", Span(start, times.end()), approximation(reader, start, times.end()))
        ]
    if reader.lang == "de" and number.bare and (figure := _german_ordinal_digits(reader, number)):
        return [figure]
    return _tail(reader, number)


def _tail(reader: Reader, number: Number) -> list[Figure]:
    """-year-old, Jahre alt, -prozentig, -jährig behind ``number``."""
    if found := age_of(reader, number):
        return found
    if reader.lang == "de" and (match := _DE_SUFFIX.match(reader.folded, number.end)):
        return _adjective(reader, number, match["kind"], match.end())
    return []


def _adjective(reader: Reader, number: Number, kind: str, end: int) -> list[Figure]:
    span = Span(number.start, end)
    value = number.low * number.scale
    approx = approximation(reader, number.start, end)
    if kind == "jährig":
        noun = reader.text[number.end : end].lstrip("-")[:1].isupper()
        age = noun or not _LASTING.match(reader.folded, end)
        return [amount(_K.AGE if age else _K.DURATION, value, "years", span, approx, number.digits)]
    if kind == "stellig":
        return [label(reader.folded[span.start : span.end], span)]
    sort, unit = _ADJECTIVE[kind]
    if kind == "mal" and value == 1:
        return [amount(_K.COUNT, value, "", span, role=Role.LOOSE)]
    return [amount(sort, value, unit, span, approx, number.digits)]


def _german_ordinal_digits(reader: Reader, number: Number) -> Figure | None:
    """ "der 3. Platz", "am 25. eröffnet": a full stop after the number that ends no sentence."""
    text, end = reader.folded, number.end
    if (
        text[end : end + 2] != ". "
        or number.low > 400
        or not _DE_ORDINAL_BEFORE.search(reader.before(number.start, 10))
    ):
        return None
    if end + 2 < len(text) and text[end + 2].isalpha():
        return amount(_K.ORDINAL, number.low, "", Span(number.start, end + 1), digits=3)
    return None


def _digits_long(match: re.Match[str]) -> Figure:
    """A neunstellige Summe is 10^8 to 10^9 - 1, a zweistelliger Millionenbetrag 10 to 99 million."""
    raw = match["n"]
    count = int(raw) if raw.isdigit() else german(raw) or ENGLISH_SMALL[raw]
    scale = {"millionen": 10**6, "milliarden": 10**9}.get(match.groupdict().get("u") or "", 1)
    low, high = Decimal(10 ** (count - 1) * scale), Decimal((10**count - 1) * scale)
    span = Span(*match.span())
    money = bool(match["s"] or match.groupdict().get("u"))
    if not money:
        return label(match[0], span)
    return amount(_K.MONEY, low, "", span, high=high)


def word_forms(reader: Reader, start: int) -> list[Figure]:
    """Expressions that begin with a word."""
    if figures := _vague(reader, start):
        return figures
    if match := _STELLIG.match(reader.folded, start) or _FIGURES.match(reader.folded, start):
        return [_digits_long(match)]
    return _german_words(reader, start) if reader.lang == "de" else _english_words(reader, start)


def _vague(reader: Reader, start: int) -> list[Figure]:
    grammar = reader.grammar
    match = grammar.words.match(reader.folded, start)
    if match is None:
        return []
    form = match["form"]
    if form in grammar.multiple:
        value = Decimal(grammar.multiple[form])
        return [amount(_K.MULTIPLE, value, "", Span(start, match.end()), digits=1)]
    if reader.lang == "de" and not reader.text[start].isupper() and form.startswith(("million", "milliard", "billion")):
        return []
    value = Decimal(grammar.vague[form])
    number = Number(value, value, 0, start, match.end(), Approx.OVER, spelled=True, vague=True)
    following = grammar.scale.match(reader.folded, match.end())
    if following:
        number = Number(
            value,
            value,
            0,
            start,
            following.end(),
            Approx.OVER,
            grammar.scales[following["scale"]],
            spelled=True,
            vague=True,
        )
    unit, end = reader.unit(number, money=False)
    end -= 3 if unit is None and form.endswith(" of") and end == match.end() else 0
    return finish(reader, number, None, unit, Span(start, end))


def _german_words(reader: Reader, start: int) -> list[Figure]:
    text = reader.folded
    if found := ages(reader, start) or shares(reader, start):
        return found
    if match := _DE_GREAT.match(text, start):
        return [amount(_K.ORDINAL, Decimal(german_ordinal(match["o"]) or 0), "", Span(*match.span()), digits=3)]
    word = _DE_WORD.match(text, start)
    return _german_compound(reader, word[0], start) if word else []


_DE_COMPOUND = re.compile(
    r"(?P<stem>[a-zäöüß]+?)-?(?:(?P<adjective>prozentig|jährig|monatig|wöchig|tägig|stündig|minütig|sekündig|fach|"
    r"mal|köpfig|stellig)(?:e[nrsm]?)?"
    r"|(?P<decade>er)(?:[- ]?jahren?|n)?|(?P<ordinal>)e(?:[nrsm])?)\Z"
)


def _german_compound(reader: Reader, word: str, start: int) -> list[Figure]:
    """dreijährige, zehnfach, zwanzigste, siebzigerjahre; a bare number word is left to the phrase reader."""
    if (match := _DE_COMPOUND.match(word)) is None:
        return []
    stem, span = match["stem"], Span(start, start + len(word))
    value = german(stem)
    number = german_number(stem, start) if match["adjective"] else None
    if number is not None and not (number.article and match["adjective"] != "mal"):
        return _adjective(reader, number, match["adjective"], span.end)
    if match["decade"] and value is not None and value % 10 == 0 and 20 <= value <= 90:
        if word.endswith("n") and re.search(r"(?:ihren|seinen|meinen|unseren) \Z", reader.before(start)):
            return [amount(_K.AGE, Decimal(value), "years", span, high=Decimal(value + 9))]
        return [date_figure(f"19{value // 10}X", span)]
    if match["ordinal"] is not None and (order := german_ordinal(stem)) is not None:
        role = Role.AMOUNT if order >= 3 and (stem != "acht" or _after_article(reader, start)) else Role.LOOSE
        return [amount(_K.ORDINAL, Decimal(order), "", span, role=role, digits=3)]
    return []


def _after_article(reader: Reader, start: int) -> bool:
    return bool(_DE_ORDINAL_BEFORE.search(reader.before(start, 10)))


_DE_HALF = re.compile(r"(?P<n>[a-zäöü]+?)(?:und)?einhalb\Z")


def german_number(word: str, start: int) -> Number | None:
    """A German number word at ``start``; anderthalb and zweieinhalb included."""
    end = start + len(word)
    if word.startswith("anderthalb") or word in ("eineinhalb", "einundeinhalb"):
        return Number(Decimal("1.5"), Decimal("1.5"), 2, start, end, spelled=True)
    if (half := _DE_HALF.match(word)) and (whole := german(half["n"])) is not None:
        value = Decimal(whole) + Decimal("0.5")
        return Number(value, value, 2, start, end, spelled=True)
    article = word in ("ein", "eine", "einer", "einem", "einen", "eines", "eins")
    value_of = 1 if article else german(word)
    if value_of is None:
        return None
    whole_value = Decimal(value_of)
    written = max(1, len(str(value_of).rstrip("0")))
    return Number(whole_value, whole_value, written, start, end, spelled=True, article=article)


def _english_words(reader: Reader, start: int) -> list[Figure]:
    text = reader.folded
    if found := ages(reader, start):
        return found
    if match := _EN_GREAT.match(text, start):
        return [amount(_K.ORDINAL, Decimal(ENGLISH_ORDINAL[match["o"]]), "", Span(*match.span()), digits=3)]
    if found := shares(reader, start):
        return found
    word = _EN_WORD.match(text, start)
    if word and (order := _english_ordinal(word[0])):
        role = Role.AMOUNT if order >= 3 else Role.LOOSE
        return [amount(_K.ORDINAL, Decimal(order), "", Span(*word.span()), role=role, digits=3)]
    number = reader.number(start)
    return _tail(reader, number) if number and not number.article else []


def _english_ordinal(word: str) -> int | None:
    head, _, tail = word.rpartition("-")
    if head in ENGLISH_SMALL and ENGLISH_SMALL[head] >= 20 and ENGLISH_ORDINAL.get(tail, 10) < 10:
        return ENGLISH_SMALL[head] + ENGLISH_ORDINAL[tail]
    return ENGLISH_ORDINAL.get(word)


_MONTH_BEFORE = re.compile(
    r"(?:^|\W)(?:in|of|since|until|by|last|this|next|early|late|mid|and|through|from|to|between|till|before|after|"
    r"during|every|each)[ -]$"
)


def is_date(reader: Reader, match: re.Match[str], edtf: str) -> bool:
    """False where a month name is an ordinary word: "may", "march", an abbreviation without a day."""
    if edtf in ("--03", "--05") and reader.lang == "en":
        return reader.text[match.start()].isupper() and bool(_MONTH_BEFORE.search(reader.before(match.start(), 10)))
    if "m" in match.re.groupindex and match["m"] and match["m"][0].isalpha():
        if not reader.text[match.start("m")].isupper():
            return False
        return len(match[0]) > 4 or match[0] in ("mai", "juni", "juli", "june", "july", "märz")
    return True
