"""Misspelled words of an English translation: in no word list, and a letter or two away from a common word.

A word counts as known when bitext uses it (``xling/data/words.en.tsv``), when the dictionary of simplemma has it, when
its parts are known, or when the source has it too. Candidates for the suggestion are all words one edit away, as in
Norvig's spelling corrector (2007), ranked by frequency.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from xling.checks.content import stopwords
from xling.checks.material import Material
from xling.checks.pairs import Pair, pairs
from xling.checks.rules import Rule
from xling.claims.readings import is_spelt_out
from xling.tables import rows
from xling.text import fold
from xling.types import Finding, Severity, Span

_WORD = re.compile(
    r"(?<![\w'’.@/\\#-])[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W\d_]+(?:['’][^\W\d_]+)?)*(?![\w@/\\-])(?!\.\w)"
)
_SENTENCE = re.compile(r"(?:^|[.!?:]\s)[\s\"'“”‘’«»(\[]*$")
_NUMBER = re.compile(r"(?:\d|\b(?:hundred|thousand|million|billion|trillion)|\d\s?[a-z]{1,3})[\s-]$")
_SET = re.compile(
    r"(?:\S+ )?en (?:route|masse|bloc|suite|passant|garde|vogue)\b.*|.*spick and span|"
    r".*\b(?:vis à vis|ad hoc|de facto|de jure|per se|par excellence|et al)\b.*"
)
_BORROWED = 0.5  # score of an unknown word that begins like a word of the source: aplanatic, aplanatisch
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SOURCE = re.compile(r"[^\W\d_]{5,}")
_LEFT = 4  # letters in a row from which a piece of a source word is recognised
_COMMON = 6  # frequency class from which a word is a likely correction: once in 300,000 words
_EVERYDAY = 10  # frequency class of words that all write every day: "thier" is a slip even where a list has it
_SHORT = 8  # frequency class below which two letters that no list of function words has are likely a slip


class Spelling:
    """XL-SPELL-001: an English word that no list knows."""

    rules: tuple[Rule, ...] = (
        Rule(
            "XL-SPELL-001",
            "misspelled-word",
            "spelling",
            "fluency.spelling",
            Severity.MINOR,
            "a word of the translation is misspelled",
        ),
    )

    def examine(self, material: Material) -> Iterable[Finding]:
        """Judge the words of every English translation."""
        for pair in pairs(material):
            if pair.translation.lang == "en":
                yield from _misspelled(pair)


def _misspelled(pair: Pair) -> Iterator[Finding]:
    folded = fold(pair.source)
    for match in _WORD.finditer(pair.target):
        word = match[0].replace("’", "'")
        first = bool(_SENTENCE.search(pair.target[max(0, match.start() - 8) : match.start()]))
        if not word.isascii() or not (word == word.lower() or (first and word == word.capitalize())):
            continue  # names, abbreviations and foreign words are the business of other checks
        for part in _unknown_parts(word.lower()):
            better = correction(part)
            score = _doubt(part, better, capital=word != word.lower(), strange=pair.segment.lang == "zh")
            if fold(part) in folded or score == 0.0 or _SET.fullmatch(_around(pair.target, match)):
                continue
            if not better and len(part) > 6 and fold(part)[:6] in folded:
                score = min(score, _BORROWED)
            if pair.segment.lang == "zh" and is_spelt_out(part, pair.source):
                continue  # jin is 斤
            origin = left_over(part, better, pair.source) if pair.segment.lang != "zh" else None
            if origin is not None:
                better = ""
            score = (score if origin is None else 0.8) * _setting(pair.target, match)
            message = f"“{match[0]}” is no English word" + (f", “{better}” is" if better else "")
            if origin is not None:
                message += f" but left over from “{origin.of(pair.source)}”"
            whole = match[0].lower().replace(part, better) if better else ""
            suggestion = whole.capitalize() if match[0][0].isupper() else whole
            yield pair.finding(
                "XL-SPELL-001", score, message, source=origin, target=Span(*match.span()), suggestion=suggestion
            )
            break


def _around(text: str, match: re.Match[str]) -> str:
    """The word with those before and after it, in lower case."""
    before, after = text[: match.start()].split()[-1:], text[match.end() :].split()[:2]
    return " ".join([*before, match[0], *after]).lower().strip(".,;:!?")


def left_over(word: str, better: str, source: str) -> Span | None:
    """Where the word of ``source`` stands from which ``word`` took its beginning or end, half translated.

    :param word: an unknown English word in lower case: "togute", "thestein".
    :param better: its likely correction, "" for none; letters that the correction has too prove nothing.
    :returns: the place in ``source`` ("zugute", "Grundstein"), None where no four letters in a row came from there.
    """
    best: tuple[int, Span] | None = None
    for match in _SOURCE.finditer(source):
        base = fold(match[0])
        if base in word and word.replace(base, "", 1) not in stopwords("en"):
            continue  # "etcetera" of et cetera is a relative
        for size in range(len(word) - 1, _LEFT - 1, -1):
            if _left(word, base, size, better):
                if best is None or size > best[0]:
                    best = (size, Span(*match.span()))
                break
    return best[1] if best else None


def _left(word: str, base: str, size: int, better: str) -> bool:
    """True when ``size`` letters at an edge of ``word`` are an edge of ``base``, and the two do not begin alike, as
    relatives do ("dysphemisms", Dysphemismen)."""
    return any(
        piece not in better and (base.endswith(piece) or (base.startswith(piece) and not word.startswith(piece)))
        for piece in (word[-size:], word[:size])
    )


def _doubt(part: str, better: str, *, capital: bool, strange: bool) -> float:
    """How surely ``part`` is a slip: a common word near by makes it likely, a capital may begin a name.

    :param strange: the source's script is another one, so that words taken over from it cannot be recognised.
    """
    if capital:  # only a slip inside a longer word: "Acording", not "Parly"
        close = len(part) > 5 and part[0] == better[:1] and better in set(_edits(part))
        return 0.7 if close and _ranks()[better] >= _COMMON else 0.0
    if not better:
        return 0.5 if strange or len(part) < 5 else 0.62
    far = better[0] != part[0] or abs(len(better) - len(part)) > 1
    if strange and far and better not in set(_edits(part)):
        return 0.5  # two edits may lead from a rare word to any other
    return 0.75 + 0.02 * min(_ranks()[better], 10)


def _setting(text: str, match: re.Match[str]) -> float:
    """Factor for a word that stands alone in quotes or brackets, or behind a number as units and currencies do."""
    before, after = text[: match.start()], text[match.end() :]
    if before.endswith(("“", '"', "(", "«", "‘")) and after.startswith(("”", '"', ")", "»", "’")):
        return 0.6
    return 0.68 if _NUMBER.search(before[-14:]) else 1.0


def _unknown_parts(word: str) -> list[str]:
    parts = word.split("-")
    return [part for part in parts if (len(parts) == 1 or len(part) > 3) and not known(part)]


@lru_cache(maxsize=1 << 14)
def known(word: str) -> bool:
    """True for an English word in lower case, its genitive, and a word made of two known ones (carmaker)."""
    from simplemma import is_known

    stem = re.sub(r"'(?:s|d|ll|re|ve|m)?$", "", word)
    if word in stopwords("en") or stem in stopwords("en"):
        return True
    if len(stem) < 3:
        return _ranks().get(stem, 0) >= _SHORT
    if (
        len(stem) > 3
        and _ranks().get(stem, 0) <= 3
        and any(_ranks().get(each, 0) >= _EVERYDAY for each in _turned(stem))
    ):
        return False
    if stem in _ranks() or is_known(stem, lang="en"):
        return True
    base = re.sub(
        r"^(?:un|re|non|over|under|pre|anti|co|sub|super|inter|mis|out|multi|micro|geo|bio|socio|eco|neo|pro|semi|post|mid|self)(?=\w{4})",
        "",
        stem,
    )
    base = re.sub(r"(?<=\w{4})(?:s|es|ers?|ness|less|like|wise|ments?|ants?|ability|(?<=ic)ally)$", "", base)
    if base != stem and (base in _ranks() or is_known(base, lang="en")):
        return True
    halves = ((stem[:at], re.sub(r"(?<=\w{3})s$", "", stem[at:])) for at in range(3, len(stem) - 2))
    return any(_ranks().get(left, 0) >= 5 and _ranks().get(right, 0) >= 5 for left, right in halves)


@lru_cache(maxsize=1 << 12)
def correction(word: str) -> str:
    """The commonest word that one edit turns ``word`` into; "" where none is common."""
    found = max((edit for edit in _edits(word) if edit != word), key=lambda each: _ranks().get(each, 0), default="")
    if _ranks().get(found, 0) >= (_COMMON - 2 if len(word) > 6 else _COMMON):
        return found
    if len(word) < 5:
        return ""
    twice = {edit for once in _edits(word) for edit in _edits(once) if edit in _ranks()}
    found = max(sorted(twice), key=lambda each: _ranks()[each], default="")  # equal ranks: the first by letter
    return found if _ranks().get(found, 0) >= _COMMON else ""


def _turned(word: str) -> list[str]:
    """``word`` with two neighbouring letters changed over, for each place."""
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]


def _edits(word: str) -> Iterator[str]:
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from _turned(word)
    for left, right in splits:
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in _LETTERS)
        yield from (left + letter + right for letter in _LETTERS)


@cache
def _ranks() -> dict[str, int]:
    """Frequency class of every listed word, the logarithm to base two of its count in bitext."""
    table: dict[str, int] = {}
    for rank, words in rows("words.en.tsv"):
        table.update(dict.fromkeys(words.split(), int(rank)))
    return table
