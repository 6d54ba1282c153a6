"""Who is meant: mentions of names in several articles and languages get one key for each bearer.

A listed form brings its key along. Other full names form clusters (same family name, same or nearly the same given
name); a lone family or given name joins the one full name it can belong to, first in its own article; a Chinese
transliteration joins the Latin name it sounds like.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from xling.claims.gazetteer import chinese_given, chinese_surnames, given_names, preferred, sounds
from xling.claims.spelling import close, neighbour_keys, plain
from xling.text import is_han
from xling.types import Name, NameKind

_SUFFIX = re.compile(
    r"[ ,]+(?:AI|Inc\.?|Corp\.?|Ltd\.?|LLC|plc|AG|SE|GmbH|Group|Holdings?|Technologies|Labs?|Platforms)$"
)
_DOTS = re.compile("[·•・‧]")


def resolve(articles: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The same mentions with ``key`` set to one value for each bearer over all ``articles``."""
    full = _full_names(articles)
    clusters = _merge(full)
    everywhere = Counter(dict.fromkeys(clusters.values(), 0))
    everywhere.update(clusters.get(name.key, name.key) for names in articles for name in names)
    owners = _Owners(everywhere)
    resolved: list[list[Name]] = []
    for names in articles:
        here = Counter(clusters.get(name.key, name.key) for name in names)
        resolved.append([replace(name, key=_key(name, clusters, here, owners)) for name in names])
    return resolved


def _full_names(articles: Sequence[Sequence[Name]]) -> Counter[str]:
    """Keys of names that can own shorter mentions: listed persons and names of two or more words."""
    found: Counter[str] = Counter()
    for names in articles:
        for name in names:
            if name.key in preferred() or (" " in name.key and name.kind is NameKind.PERSON):
                found[name.key] += 1
    return found


def _merge(full: Counter[str]) -> dict[str, str]:
    """Every full name to the name of its cluster: the listed one, else the most frequent."""
    order = sorted(full, key=lambda key: (key not in preferred(), -full[key], key))
    leaders: list[str] = []
    near: dict[str, list[int]] = defaultdict(list)
    merged: dict[str, str] = {}
    for key in order:
        keys = neighbour_keys(plain(key).split()[-1]) if plain(key) else frozenset()
        places = sorted({place for one in keys for place in near.get(one, ())})
        leader = next((leaders[place] for place in places if same_person(leaders[place], key)), key)
        merged[key] = leader
        if leader == key:
            for one in keys:
                near[one].append(len(leaders))
            leaders.append(key)
    return merged


@lru_cache(maxsize=65536)
def same_person(a: str, b: str) -> bool:
    """True when two full names can be spellings of one person's name: family name alike, given name alike."""
    first, second = plain(a).split(), plain(b).split()
    if len(first) < 2 or len(second) < 2 or not close(first[-1], second[-1]):
        return False
    return first[0] == second[0] or close(first[0], second[0]) or _short_form(first[0], second[0])


def _short_form(a: str, b: str) -> bool:
    if len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1:
        return a[0] == b[0]
    lines = _given_lines()
    return bool(lines.get(a, frozenset()) & lines.get(b, frozenset()))


@cache
def _given_lines() -> dict[str, frozenset[str]]:
    """Given names with one Chinese form in common are forms of one name: Dan, Daniel."""
    return {plain(text): frozenset(given.chinese) for text, given in given_names().items()}


def _key(name: Name, clusters: dict[str, str], here: Counter[str], owners: _Owners) -> str:
    if name.key in clusters:
        return clusters[name.key]
    text, everywhere = name.text, owners.everywhere
    if any(map(is_han, text)):
        owner = _best(owners.sounding(text), here, everywhere)
        if owner or any(map(is_han, name.key)):
            return owner or text
        text = name.key  # explained by a Latin name in brackets
    base = plain(_SUFFIX.sub("", text))
    if " " not in text and name.kind is not NameKind.PLACE:
        if owner := _best(owners.parts.get(base, []), here, everywhere):
            return owner
        if owner := _best(owners.misspelt(base), here, everywhere):
            return owner
    return _best(owners.bases.get(base, []), here, everywhere) or base


class _Owners:
    """The keys that a shorter or other spelling can belong to, found without looking at every key each time."""

    def __init__(self, everywhere: Counter[str]) -> None:
        self.everywhere = everywhere
        self.parts: dict[str, list[str]] = defaultdict(list)
        """By given and by family name."""
        self.bases: dict[str, list[str]] = defaultdict(list)
        """By the whole name without the form of the company."""
        self._near: dict[str, list[str]] = defaultdict(list)
        self._sounding: dict[str, list[str]] = {}
        self._misspelt: dict[str, list[str]] = {}
        for key in everywhere:
            self.bases[plain(_SUFFIX.sub("", preferred().get(key, key)))].append(key)
            words = plain(key).split()
            if " " in key and len(words) > 1:
                for part in {words[0], words[-1]}:
                    self.parts[part].append(key)
                    for one in neighbour_keys(part):
                        self._near[one].append(key)

    def misspelt(self, token: str) -> list[str]:
        """Full names with a part that ``token`` can be a misspelling of."""
        if token not in self._misspelt:
            keys = dict.fromkeys(key for one in neighbour_keys(token) for key in self._near.get(one, ()))
            self._misspelt[token] = [key for key in keys if _misspelt(token, key)]
        return self._misspelt[token]

    def sounding(self, chinese: str) -> list[str]:
        """Latin full names that ``chinese`` can transliterate."""
        if chinese not in self._sounding:
            self._sounding[chinese] = [key for key in self.everywhere if sounds_like(chinese, key)]
        return self._sounding[chinese]


def _best(owners: list[str], here: Counter[str], everywhere: Counter[str]) -> str:
    """The owner used most in this article, then in all of them; nothing when none is used."""
    return max(owners, key=lambda key: (here[key], everywhere[key], key), default="")


@lru_cache(maxsize=65536)
def _misspelt(token: str, key: str) -> bool:
    parts = plain(key).split()
    return len(parts) > 1 and len(token) > 5 and any(close(token, part) for part in (parts[0], parts[-1]))


@lru_cache(maxsize=65536)
def sounds_like(chinese: str, latin: str) -> bool:
    """True when the Chinese spelling can be a transliteration of the Latin full name."""
    parts = _DOTS.split(chinese)
    words = plain(latin).split()
    if len(words) < 2 or any(map(is_han, latin)):
        return False
    if len(parts) == 1:
        return _surname_sounds(chinese, words[-1]) and len(chinese) > 2
    return _given_sounds(parts[0], words[0]) and _surname_sounds(parts[-1], words[-1])


def _given_sounds(chinese: str, latin: str) -> bool:
    spellings = {plain(spelling) for spelling in chinese_given().get(chinese, ())}
    return latin in spellings or any(close(latin, s) for s in spellings) or _alike(_reading(chinese), latin)


def _surname_sounds(chinese: str, latin: str) -> bool:
    if latin in {plain(reading) for reading in chinese_surnames().get(chinese, ())}:
        return True
    return len(chinese) > 1 and _alike(_reading(chinese), latin)


def _reading(chinese: str) -> str:
    return "".join(sounds().get(character, "") for character in chinese)


def _alike(a: str, b: str) -> bool:
    from rapidfuzz import fuzz

    first, second = skeleton(a), skeleton(b)
    return len(first) > 1 and len(second) > 1 and fuzz.ratio(first, second) >= 74


def skeleton(word: str) -> str:
    """Consonant classes of a word, doubled ones once (Soundex, Russell 1918, with Chinese mergers l/r, f/v/w)."""
    for old, new in (("sch", "s"), ("ch", "s"), ("sh", "s"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "kf")):
        word = word.replace(old, new)
    word = re.sub("c(?=[eiy])", "s", word)  # Ceará, Cyprus
    classes = str.maketrans("bpdtgkqcfvwszjxlrmn", "ppttkkkkfffsssslNmm".replace("N", "l"))
    kept = "".join(c for c in word.translate(classes) if c not in "aeiouyh")
    return re.sub(r"(.)\1+", r"\1", kept)
