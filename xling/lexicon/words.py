"""Words of a German or English text reduced to keys that survive inflection, compounding and separable prefixes.

A key is ``s:<stem>`` (lemma, folded and trimmed) or ``c:<concept>`` (an entry of ``data/concepts.tsv``, shared by all
three languages). Two words count as the same when their key sets meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from xling.types import Span

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e", "à": "a", "’": "'"})

SEPARABLE = (
    "zusammen herunter hinunter herüber hinüber entgegen heraus hinaus herein hinein hervor zurück hinzu empor nieder "
    "heran herum umher daher davon voran voraus vorbei durch unter über nach auf aus ein weg los fest hoch mit vor um "
    "an ab zu be er ver zer ent"
).split()
"""Verb prefixes that a clause may tear off or that a translator adds freely, longest first."""

STOP = {
    "de": frozenset(
        "der die das den dem des ein eine einen einem einer eines und oder aber sondern als wie wenn weil dass ob da in "
        "im an am auf aus bei beim mit nach seit von vom zu zum zur um für über unter vor durch gegen ohne bis zwischen "
        "hinter neben ist sind war waren sei seien wäre wird werden wurde wurden worden sein bin hat haben hatte hatten "
        "habe hätte kann können konnte muss müssen soll sollen sollte will wollen wollte darf dürfen mag er sie es wir "
        "ihr ich man sich ihn ihm ihnen ihre ihren ihrem ihrer ihres seine seinen seinem seiner seines dieser diese "
        "dieses diesen diesem jener jene so auch noch nur schon sehr mehr doch dann denn ja hier dort nun bereits etwa "
        "damit dabei dafür davon daran darauf darin dazu wo was wer welche welcher welches selbst dessen deren uns euch "
        "mein dein unser up etwas alle allem allen aller alles jeder jede jedes jeden jedem lassen lässt ließ".split()
    ),
    "en": frozenset(
        "the a an and or but as than if because that whether in into on onto at from by with after since of to for "
        "over under before through against without until between behind is are was were be been being am has have had "
        "having can could must shall should will would may might do does did done he she it we you i they them him her "
        "his its their our your my me us this these those that which who whom whose what where when there here so also "
        "still only already very more then not no yet just own such each every any some all both about around up out "
        "off down like get gets got let lets s t one's someone's".split()
    ),
}


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
    """Fold case and umlauts and cut inflectional endings, never below four letters."""
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
            if len(prefix) > 2 or rest.endswith(("en", "ern", "eln", "t")):
                for particle in ("zu", "ge"):
                    if rest.startswith(particle) and len(rest) >= 7:
                        return rest[2:]
                return rest
    return ""


def word_spans(text: str) -> list[Span]:
    """Spans of the words of ``text``; a hyphenated compound gives its parts."""
    return [Span(match.start(), match.end()) for match in _WORD.finditer(text)]
