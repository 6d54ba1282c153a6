"""Words left in the wrong language: untranslated residue in a translation, Chinese characters in a German article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from xling.checks.content import stopwords
from xling.checks.material import Material, finding_in
from xling.checks.pairs import Pair, pairs
from xling.checks.rules import Rule
from xling.text import han_share
from xling.types import Finding, Severity, Span

_HAN = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff][\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]*"
)
_WORD = re.compile(r"(?<![\w@/\\])(?<!\w\.)[^\W\d_]++(?:-[^\W\d_]++)*+(?![@/\\\d])(?!\.\w)")
_QUOTES = re.compile(
    # Bounded, and the opening mark is not in the inside: linear on any text.
    r"\([^()]{0,400}\)|（[^（）]{0,400}）|\[[^\[\]]{0,400}\]|„[^„“”]{0,400}[“”]|“[^“”]{0,400}”|«[^«»]{0,400}»|»[^«»]{0,400}«"
    r"|\"[^\"]{0,400}\"|《[^《》]{0,400}》|「[^「」]{0,400}」|(?<!\w)'[^']{0,400}'(?!\w)"
)

_INNER = re.compile(r"[a-zäöüß][A-ZÄÖÜ]")  # eCommerce, iPhone
_LINKING = ("von", "und", "zu", "der", "dem", "den")
_SURNAME = re.compile(r"\w{3}(?:burg|berg|heim|dorf|hausen|bach|mann)$")
"""Ends of names of people and places, which are common nouns too: Zimmermann, Schönberg."""


@lru_cache(maxsize=50_000)
def _known(word: str, lang: str) -> bool:
    """True for a word form of the language's dictionary, or one whose parts (hyphens) all are."""
    from simplemma import is_known

    return all(bool(is_known(part, lang=lang)) for part in word.split("-"))


class Residue:
    """XL-LANG-001 and XL-LANG-002."""

    rules: tuple[Rule, ...] = (
        Rule(
            "XL-LANG-001",
            "untranslated-words",
            "residue",
            "accuracy.untranslated",
            Severity.MAJOR,
            "words of the source language stand in the translation",
        ),
        Rule(
            "XL-LANG-002",
            "foreign-characters",
            "residue",
            "accuracy.untranslated",
            Severity.MINOR,
            "Chinese characters stand in a German or English article outside quotes and brackets",
        ),
    )

    def examine(self, material: Material) -> Iterable[Finding]:
        """Residue in the translations, then in the articles themselves."""
        for pair in pairs(material):
            yield from _han_residue(pair) if pair.segment.lang == "zh" else _word_residue(pair)
        for segment in material.content:
            if material.article_by_id[segment.article].lang in ("de", "en") and han_share(segment.text) < 0.5:
                for span in _han(segment.text):
                    yield finding_in(
                        segment,
                        "XL-LANG-002",
                        span,
                        0.7,
                        f"“{span.of(segment.text)}” is left in Chinese",
                        suggestion="translate it, or put it in brackets after the translation",
                    )


def _han(text: str) -> Iterator[Span]:
    quoted = [Span(*match.span()) for match in _QUOTES.finditer(text)]
    for match in _HAN.finditer(text):
        span = Span(*match.span())
        if not any(quote.contains(span) for quote in quoted):
            yield span


def _han_residue(pair: Pair) -> Iterator[Finding]:
    for match in _HAN.finditer(pair.target):
        span = Span(*match.span())
        quoted = not any(span == outside for outside in _han(pair.target))
        start = pair.source.find(match[0])
        source = Span(start, start + len(span)) if start >= 0 else None
        yield pair.finding(
            "XL-LANG-001",
            0.5 if quoted else 0.95,
            f"“{match[0]}” is left in Chinese",
            source=source,
            target=span,
            suggestion="translate it",
        )


def _word_residue(pair: Pair) -> Iterator[Finding]:
    """Words of the translation that its language does not know and the source's language does."""
    if pair.segment.lang != "de" or pair.translation.lang != "en":
        return
    in_source = {match[0].casefold(): match for match in _WORD.finditer(pair.source)}
    quoted = [Span(*match.span()) for match in _QUOTES.finditer(pair.target)]
    for match in _WORD.finditer(pair.target):
        word, span = match[0], Span(*match.span())
        score = _doubt(word, in_source)
        if score == 0.0:
            continue
        if any(quote.contains(span) for quote in quoted):
            score *= 0.6
        if _in_name(pair.target, span) and (word in _LINKING or _kept(pair, span)):
            score = 0.2
        twin = in_source.get(word.casefold())
        yield pair.finding(
            "XL-LANG-001",
            score,
            f"“{word}” is left in German",
            source=Span(*twin.span()) if twin else None,
            target=span,
            suggestion="translate it",
        )


def _in_name(text: str, span: Span) -> bool:
    """True for a word between two capitals (Friedrich von Rothenstein, Kunst und Gesellschaft) and for a capital beside
    another one (Candy Bauer) or with a linking word between them (Wissenschaft und Politik)."""
    before = text[: span.start].split()[-2:] if text[: span.start][-1:] == " " else []
    after = text[span.end :].split()[:2] if text[span.end :][:1] == " " else []
    capital = text[span.start].isupper()
    high = [_beside(words, linked=capital) for words in (before[::-1], after)]
    return any(high) if text[span.start].isupper() else all(high)


def _beside(words: list[str], *, linked: bool) -> bool:
    """True when the first word, or with ``linked`` the second behind a linking one, begins with a capital."""
    near = words[1:] if linked and words and words[0] in _LINKING else words[:1]
    return bool(near) and near[0][:1].isupper()


def _kept(pair: Pair, span: Span) -> bool:
    """True when the word stands in the source between the same neighbours, or beside the same capital, which German may
    have inflected (der Deutschen Welle)."""
    word, words = span.of(pair.target), r"[^\W\d_][\w-]*"
    before = re.search(rf"{words}$", pair.target[: span.start].rstrip())
    after = re.match(words, pair.target[span.end :].lstrip())
    if word[0].islower():
        return before is not None and after is not None and f"{before[0]} {word} {after[0]}" in pair.source
    if before and before[0][0].isupper() and re.search(rf"\b{before[0]}(?:e?[nrms])? {word}\b", pair.source):
        return True
    linked = "|".join(_LINKING)
    onward = re.match(rf"(?: (?:{linked}))? [A-ZÄÖÜ][\w-]*", pair.target[span.end :])
    back = re.search(rf"[A-ZÄÖÜ][\w-]* (?:(?:{linked}) )?$", pair.target[: span.start])
    return bool((onward and f"{word}{onward[0]}" in pair.source) or (back and f"{back[0]}{word}" in pair.source))


def _doubt(word: str, in_source: dict[str, re.Match[str]]) -> float:
    """How surely ``word`` is German and not English: 0.0 for English words and for names."""
    if (
        len(word) < 3
        or word.isupper()
        or word.lower() in stopwords("en")
        or _known(word.lower(), "en")
        or _known(word, "en")
        or _INNER.search(word)
        or _joined(word.lower())
    ):
        return 0.0
    copied = word.casefold() in in_source
    if word[0].islower():
        if len(word) == 3 and word not in stopwords("de"):
            return 0.0  # agencies and units: dpa
        german = _known(word, "de") or _known(word.capitalize(), "de")
        return (0.95 if copied else 0.85) if german else 0.3 if copied and len(word) > 3 else 0.0
    # A capital may be a name: only a noun that German knows and that translators do not leave as it is counts.
    if not copied or len(word) < 4 or not _known(word, "de"):
        return 0.0
    if _SURNAME.search(word):
        return 0.3
    kept = _left_as_is(word)
    return 0.3 if kept is None else 0.85 if kept < 0.1 else 0.0


def _joined(word: str) -> bool:
    """True for an English word made of two (intercity)."""
    parts = ((word[:at], word[at:]) for at in range(4, len(word) - 3)) if word.isalpha() else ()
    return any(_known(left, "en") and _known(right, "en") for left, right in parts)


def _left_as_is(word: str) -> float | None:
    """Probability that the German ``word`` stands in English as it is; None for a word the table does not know."""
    from xling.align.lexical import lexicon, normal_form

    table = lexicon("de", "en")
    if table is None or normal_form(word) not in table.source:
        return None
    return float(table.lookup([word], [word])[0][0, 0])
