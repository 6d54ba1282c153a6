"""Chinese personal names in Latin letters: 申俊飞 is Shen Junfei (Hanyu Pinyin, GB/T 28039: family name first, the
given name in one word)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from xling.align.lexical import lexicon
from xling.claims.gazetteer import chinese_given, chinese_surnames, cues
from xling.claims.readings import mandarin, spells_all
from xling.lexicon.cedict import dictionary
from xling.tables import rows

_LONGEST = 4  # characters of family and given name
_LEAST = 0.1  # probability of a rendering by which characters are a word of the language


@lru_cache(maxsize=4096)
def romanised(name: str) -> tuple[str, ...]:
    """Ways to write the Chinese personal name ``name``, the usual one first; none where it may be something else.

    That is so without a known family name, with characters that write foreign names by sound (肖尔茨), with one whose
    reading is not known, for a family name with a title (李总理), and for words of the language (周六, Saturday).
    """
    family = next((name[:n] for n in (2, 1) if name[:n] in chinese_surnames()), "")
    given = name[len(family) :]
    if not family or not given or len(name) > _LONGEST or _is_foreign(name) or _is_title(given):
        return ()
    spelt = _syllables(given)
    if not spelt or _is_word(name):
        return ()
    first = _joined(spelt)
    forms = [f"{surname} {first}" for surname in chinese_surnames()[family]]
    usual = chinese_surnames()[family][0]
    hyphened = "-".join(map(_umlaut, spelt)).capitalize()
    return tuple(dict.fromkeys([*forms, f"{usual} {hyphened}", f"{first} {usual}"]))


def spelt_out(name: str) -> str:
    """``name``, which the text says is one of a person (记者阳娜), in pinyin, also with a rare family name: Yang Na.

    Empty where it may be a foreign name or a reading is not known.
    """
    if known := romanised(name):
        return known[0]
    family, given = name[:1], name[1:]
    syllables = _syllables(name)
    if not given or len(name) > _LONGEST - 1 or not syllables or _is_foreign(name) or _is_title(given):
        return ""
    return f"{_rare_families().get(family, _umlaut(syllables[0]).capitalize())} {_joined(syllables[1:])}"


def _syllables(characters: str) -> list[str]:
    """The usual reading of each character; none where one is not known."""
    spelt = [mandarin()[character][0] for character in characters if character in mandarin()]
    return spelt if len(spelt) == len(characters) else []


def _joined(syllables: Sequence[str]) -> str:
    """A given name in one word; an apostrophe parts what could be read otherwise: Chang'an."""
    return _umlaut(
        "".join(f"'{each}" if i and each[0] in "aeo" else each for i, each in enumerate(syllables))
    ).capitalize()


def is_romanised(forms: Sequence[str], chinese: str) -> bool:
    """Whether the first of ``forms`` is ``chinese`` spelt out: Wuhan for 武汉, but not Harbin for 哈尔滨."""
    return bool(forms) and spells_all(forms[0], chinese)


def is_abroad(text: str) -> bool:
    """Whether ``text`` speaks of places whose people spell Chinese characters in ways of their own: Korea, Taiwan."""
    return any(place in text for place in _listed("elsewhere"))


def _is_foreign(name: str) -> bool:
    return name in chinese_given() or any(character in name for character in _listed("foreign"))


def _is_title(given: str) -> bool:
    """Whether what follows a family name is no given name: a title, or a character such as 方 (side), 氏 (clan)."""
    return given in _listed("title") or given in cues("zh", "person", "after")


@cache
def _listed(kind: str) -> tuple[str, ...]:
    return tuple(each for row in rows("names_zh.tsv") if row[0] == kind for each in row[1].split("|"))


@cache
def _rare_families() -> dict[str, str]:
    return dict(each.split(" ") for each in _listed("family"))


def _umlaut(syllables: str) -> str:
    return syllables.replace("v", "ü")


def _is_word(name: str) -> bool:
    table = lexicon("zh", "en")
    if any(not entry.is_name for entry in dictionary().get(name, ())):
        return True
    return table is not None and any(share >= _LEAST for _, share in table.targets(name))
