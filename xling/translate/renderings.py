"""The likeliest English for a German or Chinese word by itself: lexical table, lemma, parts of a noun, CC-CEDICT."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from xling.align.lexical import lexicon
from xling.glossary.compounds import LINKS
from xling.lexicon.cedict import dictionary
from xling.tables import rows
from xling.translate.adequacy import is_content, is_english

_LEAST = 0.25  # probability of the likeliest rendering; with less a word has several senses
_LEAST_OF_PART = 0.5  # of a part of a compound: errors of two parts add up
_LEAST_AT_ALL = 0.03  # of renderings by which a word counts as rendered
_PART = 4  # letters
_BRACKETED = re.compile(r"\([^)]*\)")
_GLOSS = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+){0,2}")


@lru_cache(maxsize=1 << 14)
def rendering(word: str, lang: str) -> str:
    """English for ``word``, of one to three words, a name with its capital; empty where nothing is sure enough."""
    if lang == "zh":
        return _top(word, lang) or _gloss(word)
    found = _top(word, lang) or _top(_lemma(word, lang), lang)
    return found or (_of_parts(word.lower()) if lang == "de" and word[:1].isupper() else "")


def is_rendered(word: str, lang: str, translation: frozenset[str]) -> bool:
    """Whether any word of ``translation``, in lower case, may render ``word``."""
    table = lexicon(lang, "en")
    likely = {english for english, share in table.targets(word) if share >= _LEAST_AT_ALL} if table else set()
    likely.update(rendering(word, lang).lower().split())
    return not likely.isdisjoint(translation)


def is_listed(word: str, lang: str) -> bool:
    """Whether dictionary, bitext or the table of a language has the English ``word``; each part of a compound."""
    parts = word.split("-")
    return all(len(part) < 3 or is_english(part) or part.lower() in _seen(lang) for part in parts)


@cache
def _seen(lang: str) -> frozenset[str]:
    words = {word for _, line in rows("words.en.tsv") for word in line.split()}
    table = lexicon(lang, "en")
    return frozenset(words | set(table.target if table else ()))


def _top(word: str, lang: str, least: float = _LEAST) -> str:
    table = lexicon(lang, "en")
    for english, share in table.targets(word) if table else ():
        if english.isalpha() and is_english(english) and is_content(english, "en"):
            return _capital(english) if share >= least else ""
    return ""


def _lemma(word: str, lang: str) -> str:
    import simplemma

    return str(simplemma.lemmatize(word, lang=lang)) if lang == "de" else word


def _capital(word: str) -> str:
    """Sunday for sunday, but green for green."""
    import simplemma

    lemma = str(simplemma.lemmatize(word, lang="en"))
    return lemma if lemma.lower() == word else word


def _of_parts(lower: str) -> str:
    """target date for zieldatum: the longest front whose parts are both sure."""
    for cut in range(len(lower) - _PART, _PART - 1, -1):
        front, head = lower[:cut], lower[cut:]
        last = _top(head, "de", _LEAST_OF_PART) or _top(_lemma(head.capitalize(), "de"), "de", _LEAST_OF_PART)
        for link in LINKS if last else ():
            base = front.removesuffix(link)
            if len(base) >= _PART and len(base) + len(link) == cut and (first := _top(base, "de", _LEAST_OF_PART)):
                return f"{first} {last}"
    return ""


def _gloss(word: str) -> str:
    """The first sense that CC-CEDICT gives, where the word has one entry and the sense is short."""
    entries = dictionary().get(word, ()) if len(word) > 1 else ()
    if len(entries) != 1:
        return ""
    sense = _BRACKETED.sub("", entries[0].senses[0]).split(";")[0].strip()
    sense = re.sub(r"^(?:to be|to|an?|the) ", "", sense)
    return sense if _GLOSS.fullmatch(sense) else ""
