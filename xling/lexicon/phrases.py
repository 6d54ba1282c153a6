"""Set phrases of CC-CEDICT: what they mean, how they read word by word, and the English words of their characters.

An entry is taken when the dictionary calls it an idiom, proverb or saying, gives a literal reading ("lit. …") or a
figurative one ("fig. …"), and when a short word is made of two things that its meaning does not mention (铁公鸡: iron
rooster, a miser). The literal reading is the dictionary's own where it has one; the words of the characters
(``divisions``) stand in for it everywhere, so that any wording that keeps the image can be met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from xling.lexicon.cedict import Entry, dictionary, dictionary_path
from xling.lexicon.concepts import THINGS, by_character, category_of
from xling.lexicon.words import closed_class, stopwords, word_spans
from xling.paths import cache_path, data_dir
from xling.tables import read_json, write_json
from xling.text import is_han

SHORTEST, LONGEST = 3, 16
"""Chinese characters of a phrase; punctuation does not count."""
MOST_WORDS = 12
"""English words kept for one character."""
_TAG = re.compile(r"\((?:[^()]*\b)?(?:idiom|proverb|saying|expression|fig\.|lit\.|slang|neologism|xiehouyu)\b[^()]*\)")
_LITERAL = re.compile(r"\blit\.? (?!and fig|or fig)([^()/;]+)")
_FIGURATIVE = re.compile(r"\bfig\.? |\(fig\.\)")
_REFERENCE = re.compile(r"\S*[\u3400-\u9fff]\S*\s?(?:\[[^\]]*\])?|\[[^\]]*\]")
_KINDS = r"see(?: also)?|abbr\. (?:for|of)|(?:also )?(?:erhua |old )?variant of|same as|also written"
_SEE = re.compile(rf"^(?:{_KINDS}) (\S+?)\[")
_BRACKETS = re.compile(r"\([^()]*\)")
_NO_WORD = re.compile(r"^(?:CL:|surname |classifier |old variant|abbr\.|used in |see |\(?phonetic|radical )")
_KIND = re.compile(r"species|\([A-Z][a-z]+ [a-z]+\)|CL:|medicine|loanword|mineral|genus|Taiwan|\bdish\b|dynasty")
"""What stands in the senses of a thing rather than of an image."""
FORMAT = 3
"""Of the cache file; goes up when the fields of a phrase change."""
_TABLES = ("concepts.tsv", "closed_class.tsv", "stopwords.tsv")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One set phrase; ``literal`` holds English wordings of the image. ``marked``: the dictionary itself calls it an
    idiom or gives a literal or figurative reading; the others are words of things only."""

    zh: str
    traditional: str
    meaning: str
    literal: tuple[str, ...]
    marked: bool


@cache
def phrases() -> tuple[Phrase, ...]:
    """The set phrases of the dictionary at hand, in its order; none where there is no dictionary.

    They are read from a cache file while dictionary, tables and code are the same: looking through it takes seconds.
    """
    path = dictionary_path()
    if path is None:
        return ()
    ingredients = (path, Path(__file__), *(data_dir() / name for name in _TABLES))
    mark = sha256(b"".join(each.read_bytes() for each in ingredients)).hexdigest()[:16]
    kept = cache_path().parent / f"phrases-{FORMAT}-{mark}.json"
    stored = read_json(kept)
    if stored is None:
        found = tuple(set_phrases(dictionary()))
        write_json(kept, [astuple(each) for each in found])
        return found
    return tuple(Phrase(zh, old, meaning, tuple(literal), marked) for zh, old, meaning, literal, marked in stored)


def set_phrases(table: Mapping[str, tuple[Entry, ...]]) -> Iterator[Phrase]:
    """The entries of ``table`` that are set phrases with a meaning apart from their image."""
    for form, entries in table.items():
        characters = [character for character in form if is_han(character)]
        if not SHORTEST <= len(characters) <= LONGEST or all(entry.is_name for entry in entries):
            continue
        senses = [sense for entry in entries for sense in _followed(entry.senses, table)]
        marked = any(_TAG.search(sense) or _LITERAL.search(sense) or _FIGURATIVE.search(sense) for sense in senses)
        if not marked and not (len(characters) <= 6 and _things(form) >= 2):
            continue
        parts = tuple(words for _, words in by_characters(form, table))
        literal, meaning = readings(senses, parts)
        opaque = marked or (not literal and not any(_KIND.search(sense) for sense in senses))
        if meaning and opaque and sum(map(bool, parts)) >= 2:
            yield Phrase(form, entries[0].traditional, meaning, literal, marked)


def _things(form: str) -> int:
    """How many characters stand for a thing that can be seen or touched."""
    table = category_of()
    return sum(any(table[name] in THINGS for name in by_character().get(character, ())) for character in form)


def _followed(senses: Iterable[str], table: Mapping[str, tuple[Entry, ...]]) -> Iterator[str]:
    """The senses, and those of the entry that a sense refers to."""
    for sense in senses:
        if match := _SEE.match(sense):
            form = match[1].rpartition("|")[2]
            for entry in table.get(form, ()):
                yield from (each for each in entry.senses if not _SEE.match(each))
        else:
            yield sense


def readings(senses: Iterable[str], parts: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], str]:
    """The literal wordings among the senses, and the meaning: the senses that are not literal, joined by "; ".

    A sense without a mark is literal when it holds a word of at least half of the ``parts`` that have any.
    """
    literal: list[str] = []
    meant: list[str] = []
    known = [frozenset(words) for words in parts if words]
    for sense in senses:
        for match in _LITERAL.finditer(sense):
            literal.append(_plain(match[1]))
        for piece in _LITERAL.sub("", sense).split(";"):
            marked = _FIGURATIVE.search(piece)
            text = _plain(_FIGURATIVE.sub("", piece))
            words = {span.of(text).lower() for span in word_spans(text)}
            words |= {word.removesuffix("s") for word in words}
            met = sum(not words.isdisjoint(each) for each in known)
            if text and not marked and known and met >= max(2, 0.5 * len(known)):
                literal.append(text)
            elif text:
                meant.append(text)
    return tuple(dict.fromkeys(filter(None, literal))), "; ".join(dict.fromkeys(meant))


def _plain(text: str) -> str:
    return " ".join(_BRACKETS.sub(" ", _REFERENCE.sub(" ", text)).replace("sb's", "one's").split()).strip(" ,:.")


Division = tuple[tuple[str, tuple[str, ...]], ...]
"""A phrase taken apart: each part with the English words that it may stand for."""


def divisions(form: str, table: Mapping[str, tuple[Entry, ...]]) -> tuple[Division, ...]:
    """``form`` in characters and, where that is different, in words."""
    return tuple(dict.fromkeys((by_characters(form, table), by_words(form, table))))


def by_characters(form: str, table: Mapping[str, tuple[Entry, ...]]) -> Division:
    """The characters of ``form`` that carry meaning; two that only make sense together stay together."""
    return _divided(form, table, lambda pair: not all(words_of(character, table) for character in pair))


def by_words(form: str, table: Mapping[str, tuple[Entry, ...]]) -> Division:
    """``form`` in words of two characters wherever the dictionary has one (眼镜: glasses, not eye and mirror)."""
    return _divided(form, table, lambda pair: bool(words_of(pair, table)) and pair != form)


def _divided(form: str, table: Mapping[str, tuple[Entry, ...]], joined: Callable[[str], bool]) -> Division:
    parts: list[str] = []
    position = 0
    while position < len(form):
        pair = form[position : position + 2]
        size = 2 if len(pair) == 2 and pair in table and all(map(is_han, pair)) and joined(pair) else 1
        if is_han(form[position]):
            parts.append(form[position : position + size])
        position += size
    return tuple((part, words_of(part, table)) for part in parts if not _empty(part))


def _empty(part: str) -> bool:
    """Whether the part is a function word (的, 了, 而) that stands for no concept."""
    return part in closed_class("zh") and part not in by_character()


def words_of(word: str, table: Mapping[str, tuple[Entry, ...]]) -> tuple[str, ...]:
    """The single English words that the entries of a Chinese word give for it, function words left out."""
    return _words(table.get(word, ()))


@lru_cache(maxsize=50_000)
def _words(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    return tuple(_single_words(entries))[:MOST_WORDS]


def _single_words(entries: Iterable[Entry]) -> Iterator[str]:
    seen: set[str] = set()
    for entry in entries:
        if entry.is_name:
            continue
        for sense in entry.senses:
            if _NO_WORD.match(sense) or "variant of" in sense:
                continue
            for piece in re.split("[;,]", _plain(sense)):
                text = piece.strip()
                if text.startswith("-") or text.endswith("-"):  # an affix: un-, -ful
                    continue
                words = [span.of(text).lower() for span in word_spans(text)]
                content = [each for each in words if each not in stopwords("en") and not each.isdigit()]
                if len(content) == 1 and len(words) <= 3 and content[0] not in seen and content[0].isascii():
                    seen.add(content[0])
                    yield content[0]
