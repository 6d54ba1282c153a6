"""Set phrases of CC-CEDICT met word by word in a German or English text, where our own lexicon does not hold them.

Two renderings stand for a phrase: the dictionary's literal reading, and the words of its characters. English words are
looked for as they are; for German each of them stands for its translations (``align.lexical``) and for the concepts it
shares with German words. A rendering made this way is broad, so a hit needs an image in it and a surer score than
one of the lexicon (Sporleder and Li 2009 for the context; weights: logistic regression, benchmarks/calques_cedict.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from xling.align.lexical import lexicon
from xling.checks.idiom_match import Index, Item, Rendering, prepare
from xling.checks.idiom_store import stored
from xling.lexicon.calques import Calque, calques
from xling.lexicon.cedict import dictionary, dictionary_path
from xling.lexicon.concepts import analyse, by_character, concept_words, keys_of
from xling.lexicon.frequency import weight
from xling.lexicon.phrases import Division, Phrase, divisions, phrases
from xling.lexicon.words import stem

SURE = 0.05
"""Least p(German word | English word) of a translation that counts."""
SEVERAL = 6
"""Translations tried for one English word."""
FIRST = 3
"""English words of a character that tell how common it is: the others are rarer senses."""
BROAD = 8
"""English words of a character that are looked for."""
UNEXPLAINED, UNKNOWN_WORD = 3.0, 4.0
"""Weight of a character or word for which no word of the language is known."""
RARE = 8.0
SOURCE = "CC-CEDICT"


@cache
def cedict_index(lang: str) -> Index:
    """The renderings of all phrases in one language; ``Rendering.entry`` is the place in ``phrases()``."""
    path = dictionary_path()
    if path is None:
        return Index((), lang)

    def make() -> Iterator[Rendering]:
        for number, phrase in enumerate(phrases()):
            made = [_by_parts(number, phrase, each, lang) for each in divisions(phrase.zh, dictionary())]
            made += [_by_gloss(number, text, lang) for text in phrase.literal]
            yield from (each for each in made if len(each.items) > 1)

    made = Index(stored("cedict", lang, make, source=path), lang)
    dictionary.cache_clear()  # the entries of all other words take a hundred megabytes
    return made


@cache
def entry(number: int) -> Calque:
    """The phrase at ``number`` as an entry of the lexicon; its meaning stands for the good rendering."""
    phrase = phrases()[number]
    short = "; ".join(phrase.meaning.split("; ")[:2])
    forms = "|".join(dict.fromkeys((phrase.zh, phrase.traditional)))
    return Calque(forms, "idiom", short, {"de": short, "en": short}, {"de": (), "en": phrase.literal}, (), SOURCE)


@cache
def known_forms() -> frozenset[str]:
    """The Chinese forms that our own lexicon holds."""
    return frozenset(form for each in calques() for form in each.forms)


def _by_parts(number: int, phrase: Phrase, division: Division, lang: str) -> Rendering:
    """The words of the parts: any wording that keeps the image meets it."""
    items: dict[str, Item] = {}
    unexplained = 0.0
    for part, words in division:
        item = _item(words[:BROAD], part, lang)
        if item is None:
            unexplained += UNEXPLAINED
        else:
            items.setdefault(item.exact, item)
    total = sum(each.weight for each in items.values()) + unexplained
    return Rendering(number, phrase.zh, tuple(items.values()), total)


def _by_gloss(number: int, text: str, lang: str) -> Rendering:
    """An English wording, in German by the translations of its words."""
    if lang == "en":
        return prepare(number, text, lang)
    items: dict[str, Item] = {}
    unknown = 0.0
    for word in analyse(text, "en"):
        if word.content:
            form = word.text.lower()
            item = _item((form,), "", lang) or _item((stem(word.text, "en"),), "", lang)
            if item is None:
                unknown += UNKNOWN_WORD
            else:
                items.setdefault(item.exact, item)
    return Rendering(number, text, tuple(items.values()), sum(each.weight for each in items.values()) + unknown)


@lru_cache(maxsize=50_000)
def _item(words: tuple[str, ...], part: str, lang: str) -> Item | None:
    """What stands for any of the English ``words``, the glosses of the Chinese ``part`` (or ""), in a language."""
    keys: set[str] = {f"c:{name}" for name in by_character().get(part, ())}
    weights: list[float] = []
    for number, word in enumerate(words):
        own, stems = _word_keys(word, lang)
        keys |= own
        if stems and number < FIRST:
            weights.append(min(weight(each, lang) for each in stems))
    if not keys:
        return None
    return Item("z:" + (part or words[0]), frozenset(keys), min(weights, default=RARE))


@lru_cache(maxsize=50_000)
def _word_keys(word: str, lang: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The keys of an English word in a language, and the stems that tell how common it is there."""
    exact, keys = keys_of(word, "en")
    if lang == "en":
        return keys, (exact[2:],)
    names = {key for key in keys if key.startswith("c:")}
    stems: list[str] = []
    for german in _german(word):
        forms = (german, german.capitalize())  # the table is in lower case; a noun has another stem
        stems += [key for form in forms if (key := keys_of(form, "de")[0][2:]) not in stems]
        names |= {key for key in keys_of(german, "de")[1] if key.startswith("c:")}
    if not stems:
        stems = [each for name in sorted(names) for each in concept_words("de").get(name[2:], ())[:2]]
    return frozenset(names | {f"s:{each}" for each in stems}), tuple(stems)


@lru_cache(maxsize=50_000)
def _german(word: str) -> tuple[str, ...]:
    table = lexicon("de", "en")
    if table is None:
        return ()
    return tuple(each for each, sure in table.sources(word)[:SEVERAL] if sure >= SURE and each != word)


__all__ = ["cedict_index", "entry", "known_forms"]
