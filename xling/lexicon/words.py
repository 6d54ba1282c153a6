"""Words of a German or English text reduced to keys that survive inflection, compounding and separable prefixes.

A key is ``s:<stem>`` (lemma, folded and trimmed) or ``c:<concept>`` (an entry of ``data/concepts.tsv``, shared by all
three languages). Two words count as the same when their key sets meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from xling.tables import rows
from xling.types import Span

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e", "à": "a", "’": "'"})

SEPARABLE = (
    "zusammen",
    "herunter",
    "hinunter",
    "herüber",
    "hinüber",
    "entgegen",
    "heraus",
    "hinaus",
    "herein",
    "hinein",
    "hervor",
    "zurück",
    "hinzu",
    "empor",
    "nieder",
    "heran",
    "herum",
    "umher",
    "daher",
    "davon",
    "voran",
    "voraus",
    "vorbei",
    "durch",
    "unter",
    "über",
    "nach",
    "auf",
    "aus",
    "ein",
    "weg",
    "los",
    "fest",
    "hoch",
    "mit",
    "vor",
    "um",
    "an",
    "ab",
    "zu",
    "be",
    "er",
    "ver",
    "zer",
    "ent",
)
"""Verb prefixes that a clause may tear off or that a translator adds freely, longest first."""


@cache
def stopwords(lang: str) -> frozenset[str]:
    """Function words of a language (``data/stopwords.tsv``): they carry no image."""
    return frozenset(word for code, words in rows("stopwords.tsv") if code == lang for word in words.split())


@cache
def closed_class(lang: str) -> frozenset[str]:
    """Words of a language without content of their own (``data/closed_class.tsv``), casefolded, Chinese ones too."""
    return frozenset(word for code, words in rows("closed_class.tsv") if code == lang for word in words.split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. ``exact`` holds the key of its stem, ``keys`` adds concepts and parts of compounds."""

    span: Span
    text: str
    exact: str
    keys: frozenset[str]
    content: bool


@lru_cache(maxsize=200_000)
def stem(word: str, lang: str) -> str:
    """The stem shared by the inflected forms of ``word``: the lemma from simplemma, folded.

    Verbs and adjectives lose their ending, German nouns keep it (Reise is not Reis).
    """
    import simplemma

    lemma = simplemma.lemmatize(word, lang=lang)
    if lemma == word and word[:1].isupper():
        lower = simplemma.lemmatize(word.lower(), lang=lang)
        # the first word of a sentence may be an adjective; a German noun must not become a verb (Welle, wellen)
        if lang == "en" or (lower != word.lower() and not lower.endswith("n")):
            lemma = lower
    if lang == "de" and lemma[:1].isupper():
        known = lemma != word or simplemma.is_known(lemma, lang=lang) or len(lemma) < 10
        return lemma.lower().translate(_FOLD) if known else trim(lemma, lang)  # rare compounds are in no dictionary
    return trim(lemma, lang)


@lru_cache(maxsize=50_000)
def participle_base(root: str) -> str:
    """The verb stem behind a regular German participle stem ("gemalt" → "mal", "explodiert" → "explodier"), or ""."""
    if root.endswith("iert"):
        return root[:-1]
    if root.endswith("t") and len(root) >= 6:
        for prefix in ("", *SEPARABLE):
            if root.startswith(prefix + "ge") and len(root) - len(prefix) >= 6:
                return root[len(prefix) + 2 : -1]
    return ""


def trim(lemma: str, lang: str) -> str:
    """Fold case and umlauts and cut one inflectional ending; at least four letters stay (English: three)."""
    form = lemma.lower().translate(_FOLD)
    endings = (
        ("ern", "en", "er", "em", "es", "e", "n", "s") if lang == "de" else ("ing", "'s", "ed", "es", "s", "e", "y")
    )
    for ending in endings:
        if form.endswith(ending) and len(form) - len(ending) >= (4 if lang == "de" else 3):
            return form[: -len(ending)]
    return form


@lru_cache(maxsize=100_000)
def base_verb(word: str) -> str:
    """A German verb without its separable prefix and infinitive particle ("herauszuziehen" → "ziehen"), or ""."""
    for prefix in SEPARABLE:
        if word.startswith(prefix) and len(word) - len(prefix) >= 5:
            rest = word[len(prefix) :]
            if rest in stopwords("de"):  # "anderen" is no verb "deren" with a prefix
                continue
            if len(prefix) > 2 or rest.endswith(("en", "ern", "eln", "t")):
                for particle in ("zu", "ge"):
                    if rest.startswith(particle) and len(rest) >= 7:
                        return rest[2:]
                return rest
    return ""


def word_spans(text: str) -> list[Span]:
    """Spans of the words of ``text``; a hyphenated compound gives its parts."""
    return [Span(match.start(), match.end()) for match in _WORD.finditer(text)]
