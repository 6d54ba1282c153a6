"""German word forms: what an inflected noun, adjective or verb may look like in running text.

The forms come from rules by ending plus a table of heads with umlauts and strong verbs (``data/morphology.de.tsv``);
they over-generate on purpose where a wrong form is no German word, and leave out what would be another word
(Last/Laster). Forms are lower case; the caller compares them with lower-cased text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from xling.glossary.lexicon import listed, rows

ADJECTIVE_ENDINGS = ("e", "er", "en", "em", "es")
FUNCTION_WORDS = frozenset(
    listed(
        "der die das des dem den ein eine einer eines einem einen und oder für mit von vom zu zum zur im in am an auf "
        "aus bei über unter ohne gegen nach vor als pro per je um durch"
    )
)
_ARTICLES = ("der", "die", "das", "des", "dem", "den")
SEPARABLE = listed(
    "zusammen zurück weiter unter über nach fest frei los aus auf bei ein her hin mit vor weg ab an um zu"
)
_INSEPARABLE = ("be", "ent", "er", "ge", "ver", "zer", "miss", "über", "unter", "wider", "hinter")


@dataclass(frozen=True, slots=True)
class Table:
    """The morphology file, by kind."""

    nouns: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    adjective_nouns: frozenset[str] = frozenset()
    verbs: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    opaque: frozenset[str] = frozenset()


@cache
def table() -> Table:
    """Read the shipped morphology once."""
    nouns: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    verbs: dict[str, tuple[str, str, str]] = {}
    adjective_nouns = set()
    opaque = set()
    for kind, *cells in rows("morphology.de.tsv"):
        head, first, second = (*cells, "", "")[:3]
        if kind == "noun":
            nouns[head] = (_split(first), _split(second))
        elif kind == "adjective-noun":
            adjective_nouns.add(head)
        elif kind == "verb":
            verbs[head] = (first, second, cells[3])
        elif kind == "opaque":
            opaque.add(head)
    return Table(nouns, frozenset(adjective_nouns), verbs, frozenset(opaque))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(",") if part)


@cache
def noun_forms(word: str) -> frozenset[str]:
    """All case and number forms of a noun given in the nominative, singular or plural; lower case.

    A compound takes the forms of its longest known head: Aufsichtsrat → aufsichtsräte, aufsichtsräten, …
    """
    lower = word.lower()
    stem = next((noun for noun in table().adjective_nouns if lower.endswith((noun, noun + "r", noun + "n"))), "")
    if stem:
        base = lower[: lower.rfind(stem)] + stem
        return frozenset({base, base + "r", base + "n", base + "m", base + "s"})
    head = _head(lower)
    if head is None:
        return frozenset({lower, *(lower + ending for ending in _default_endings(lower))})
    bare = head.removeprefix("-")
    front = lower[: len(lower) - len(bare)]
    genitives, plurals = table().nouns[head]
    forms = {lower} | {_apply(front, bare, ending) for ending in genitives}
    for plural in (_apply(front, bare, ending) for ending in plurals):
        forms |= {plural, plural if plural.endswith(("n", "s", "a", "o", "i")) else plural + "n"}
    if genitives and bare == lower and len(lower) <= 6 and not lower.endswith(("e", "s", "en", "er", "el")):
        forms.add(lower + "e")  # dative of short nouns: im Laufe, dem Rate
    return frozenset(forms)


def _head(lower: str) -> str | None:
    nouns = table().nouns
    for start in range(len(lower)):
        tail = lower[start:]
        if tail in nouns and (start == 0 or start >= 2):
            return tail
        if start and "-" + tail in nouns:
            return "-" + tail
    return None


def _apply(front: str, head: str, ending: str) -> str:
    if ending.startswith("+"):
        return front + head + ending[1:]
    return front + ending.removeprefix("-")


def _default_endings(lower: str) -> tuple[str, ...]:
    if lower.endswith(("s", "ß", "x", "z")):
        return ("es", "e", "en")
    return ("s", "es", "e", "en")


@cache
def adjective_forms(word: str) -> frozenset[str]:
    """The adjective in every ending; ``word`` may carry one already: künstliche → künstlich, künstlicher, …"""
    lower = word.lower()
    stems = {lower}
    for ending in ADJECTIVE_ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            stems.add(lower[: -len(ending)])
    forms = set(stems)
    for stem in stems:
        forms |= {stem + ending for ending in ADJECTIVE_ENDINGS}
        if stem.endswith(("el", "er")):  # dunkel → dunkle, teuer → teure
            forms |= {stem[:-2] + stem[-1] + ending for ending in ADJECTIVE_ENDINGS}
    return frozenset(forms)


@cache
def verb_forms(word: str) -> frozenset[str]:
    """Finite forms, infinitive with zu, participles and their adjective endings, each in one piece."""
    lower = word.lower()
    prefix = _separable_prefix(lower)
    forms = _conjugate(lower)
    if prefix:
        base = lower[len(prefix) :]
        forms |= {prefix + form for form in _conjugate(base)} | {prefix + "zu" + base}
    return frozenset(forms)


def _separable_prefix(lower: str) -> str:
    return next((item for item in SEPARABLE if lower.startswith(item) and len(lower) - len(item) >= 5), "")


@cache
def parted_forms(word: str) -> tuple[str, frozenset[str]]:
    """Prefix and finite forms of a verb that is written in two pieces in main clauses: ab, {wirbt, warb, …}.

    The prefix is empty for verbs that stay in one piece.
    """
    prefix = _separable_prefix(word.lower())
    if not prefix or prefix in ("über", "unter"):  # übernehmen, unterzeichnen
        return "", frozenset()
    base = word.lower()[len(prefix) :]
    return prefix, frozenset(form for form in _conjugate(base) if not form.startswith("ge") or base.startswith("ge"))


def _conjugate(infinitive: str) -> set[str]:
    prefix = ""
    strong = table().verbs.get(infinitive)
    if strong is None:
        for item in _INSEPARABLE:
            if infinitive.startswith(item) and infinitive[len(item) :] in table().verbs:
                prefix, strong = item, table().verbs[infinitive[len(item) :]]
    stem = infinitive.removesuffix("n").removesuffix("e")
    link = "e" if stem.endswith(("t", "d", "chn", "ffn", "tm")) else ""
    forms = {infinitive, stem + "e", stem + link + "st", stem + link + "t", infinitive + "d"}
    if strong:
        third, past, participle = strong
        participle = participle.removeprefix("ge") if prefix and participle.startswith("ge") else participle
        forms |= {prefix + third, prefix + past, prefix + past + "en", prefix + past.rstrip("e") + "en"}
        participles = {prefix + participle}
    else:
        past = stem + link + "te"
        forms |= {past, past + "n", past + "st", past + "t"}
        plain = infinitive.startswith(("be", "ent", "er", "ver", "zer", "miss")) or infinitive.endswith("ieren")
        participles = {stem + link + "t"} if plain else {"ge" + stem + link + "t", stem + link + "t"}
    for participle in {*participles, infinitive + "d"}:
        forms |= {participle} | {participle + ending for ending in ADJECTIVE_ENDINGS}
    return forms


def word_forms(word: str, *, pos: str, position: int, count: int) -> frozenset[str]:
    """Forms of the ``position``-th of ``count`` words of a term."""
    lower = word.lower()
    if lower in FUNCTION_WORDS:
        return frozenset(_ARTICLES) if lower in _ARTICLES else frozenset({lower})
    if not word.isalpha():
        return frozenset({lower, lower + "s"}) if word[-1:].isalpha() else frozenset({lower})
    last = position == count - 1
    if pos == "verb" and last:
        return verb_forms(word)
    if word[0].islower():
        if pos not in ("", "adjective", "noun", "phrase", "proper-noun", "verb"):
            return frozenset({lower})
        # The last word of a noun in lower case comes from English: Start-up, Venture-capital.
        return adjective_forms(word) | noun_forms(word) if pos == "noun" and last else adjective_forms(word)
    forms = noun_forms(word)
    if not last and lower.endswith(("e", "er", "es", "en", "em")):
        forms |= adjective_forms(word)  # Künstliche Intelligenz: a capital letter does not make it a noun
    return forms
