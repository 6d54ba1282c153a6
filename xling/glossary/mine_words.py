"""Words and phrases of articles that may be terms, from the text alone.

German: nouns that are compounds, hyphenated nouns and adjective–noun phrases, grouped by their base form.
Chinese: n-grams whose characters attract each other (pointwise mutual information, Church and Hanks 1990) and whose
neighbours vary on both sides (branching entropy, Jin and Tanaka-Ishii 2006).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from xling.glossary.chinese import frequencies
from xling.glossary.compounds import is_head, is_modifier, is_pronounceable, is_word
from xling.glossary.inflect_de import ADJECTIVE_ENDINGS, FUNCTION_WORDS
from xling.glossary.lexicon import listed, rows
from xling.text import is_han
from xling.types import Segment, Span

COMMON_WEIGHT = 0.35
"""Weight of a word that a general dictionary has: rarely a term of the domain."""

MAX_GRAM = 6
MIN_PMI = 3.0
MIN_ENTROPY = 0.6
_NOUN = re.compile(r"(?<![\w-])[A-ZÄÖÜ][\wäöüß]*(?:-[\wäöüß]+)*")
_PHRASE = re.compile(r"(?<![\w-])([a-zäöüß]{4,}(?:e|er|en|em|es)) ([A-ZÄÖÜ][\wäöüß]{3,}(?:-[\wäöüß]+)*)")
_WEAK = frozenset("的了是在和与及也都就而但或这那他她它我你们被把吗呢吧啊着很又还更最之其")
_EMPTY_ADJECTIVES = frozenset(
    # Stems of pronouns, numerals and adjectives that make no term with any noun; and words that only look inflected.
    listed(
        "dies jed jen einig viel ander ganz erst zweit dritt neu letzt eigen sein ihr ein unser euer mehrer weiter "
        "groß klein kein all solch beid nächst vergangen kommend gesamt einzig gleich verschieden bestimmt selb "
        "manch"
    )
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A word or phrase, the forms it was seen in, and where. ``weight`` (0–1) tells how term-like it looks."""

    term: str
    lang: str
    count: int
    weight: float
    reason: str
    forms: tuple[str, ...]
    places: tuple[tuple[Segment, Span], ...]


def german(segments: Sequence[Segment]) -> list[Sighting]:
    """Compound nouns and adjective–noun phrases."""
    groups: dict[str, list[tuple[str, Segment, Span]]] = defaultdict(list)
    for segment in segments:
        for match in _NOUN.finditer(segment.text):
            if match.group().lower() in _units():
                continue
            if _is_compound(match.group()) and _is_noun(match.group()):
                groups[_base(match.group())].append((match.group(), segment, Span(*match.span())))
        for match in _PHRASE.finditer(segment.text):
            adjective, noun = match.groups()
            if _stem(adjective) in _EMPTY_ADJECTIVES or adjective in FUNCTION_WORDS or not _is_adjective(adjective):
                continue
            key = f"{_stem(adjective)} {_base(noun)}"
            groups[key].append((match.group(), segment, Span(*match.span())))
    return [_german_sighting(places) for places in groups.values()]


def _german_sighting(places: list[tuple[str, Segment, Span]]) -> Sighting:
    forms = Counter(form for form, _, _ in places)
    # The shortest form is nearest to the dictionary form.
    term = min(forms, key=lambda form: (len(form), form))
    phrase = " " in term
    weight = (0.65 if phrase else 0.8 if "-" in term else COMMON_WEIGHT if _is_common(term) else 0.9) * _rarity(term)
    reason = "adjective and noun that occur together" if phrase else "compound"
    return Sighting(
        term, "de", len(places), weight, reason, tuple(forms), tuple((segment, span) for _, segment, span in places)
    )


def _is_compound(word: str) -> bool:
    lower = word.lower()
    if "-" in word:
        parts = word.split("-")
        return len(parts[-1]) > 3 and not all(part[:1].isupper() and not is_word(part.lower()) for part in parts)
    if len(lower) < 9 or not word.isalpha() or word.isupper():
        return False
    # Looser than matching: an editor looks at every candidate, and new compounds are what is looked for.
    return any(
        (is_word(lower[cut:]) and is_pronounceable(lower[:cut])) or (is_modifier(lower[:cut]) and is_head(lower[cut:]))
        for cut in range(4, len(lower) - 3)
    )


def _is_noun(word: str) -> bool:
    """Not an adverb or adjective that begins a sentence (Gleichzeitig)."""
    import simplemma

    return not simplemma.lemmatize(word.lower(), lang="de").islower() or not simplemma.is_known(word.lower(), lang="de")


def _is_common(word: str) -> bool:
    """Whether a general German dictionary has the word itself, in any form."""
    import simplemma

    return bool(simplemma.is_known(word, lang="de") or simplemma.is_known(word.lower(), lang="de"))


def _rarity(term: str) -> float:
    """How rare the words of a term are in general language, 0 (everyday) to 1 (unheard of): its keyness.

    Of a phrase the mean; a participle ("gegründetes Unternehmen") counts as the verb it comes from.
    """
    from xling.lexicon import frequency
    from xling.lexicon.words import participle_base, stem

    weights = []
    for word in term.split():
        own = stem(word, "de")
        weights.append(min(frequency.weight(each, "de") for each in (own, participle_base(own) or own)))
    return sum(weights) / len(weights) / frequency.MOST


@cache
def _units() -> frozenset[str]:
    """Currencies and measures, lower case: no terms, the quantity parser knows them."""
    return frozenset(form for _, _, _, _, german, *_ in rows("units.tsv") for form in german.split("|"))


def _base(word: str) -> str:
    """A rough key for the forms of a noun: the usual endings cut off."""
    for ending in ("innen", "ens", "en", "es", "er", "n", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 5:
            return word[: -len(ending)].lower()
    return word.lower()


def _stem(adjective: str) -> str:
    ending = next(item for item in sorted(ADJECTIVE_ENDINGS, key=len, reverse=True) if adjective.endswith(item))
    return adjective[: -len(ending)]


def _is_adjective(word: str) -> bool:
    import simplemma

    lemma = simplemma.lemmatize(word, lang="de")
    return bool(lemma.islower() and lemma != word and not lemma.endswith("en"))


def chinese(segments: Sequence[Segment], *, min_count: int = 2) -> list[Sighting]:
    """Character n-grams that hold together and stand in varying company."""
    grams: dict[str, list[tuple[Segment, Span]]] = defaultdict(list)
    left: dict[str, Counter[str]] = defaultdict(Counter)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    singles: Counter[str] = Counter()
    for segment in segments:
        text = segment.text
        singles.update(character for character in text if is_han(character))
        for start in range(len(text)):
            for size in range(2, MAX_GRAM + 1):
                gram = text[start : start + size]
                if len(gram) < size or not is_han(gram[-1]) or not is_han(gram[0]):
                    break
                grams[gram].append((segment, Span(start, start + size)))
                left[gram][text[start - 1 : start] or "^"] += 1
                right[gram][text[start + size : start + size + 1] or "$"] += 1
    total = sum(singles.values()) or 1
    kept = []
    for gram, places in grams.items():
        if len(places) < min_count or gram[0] in _WEAK or gram[-1] in _WEAK:
            continue
        pmi = _pmi(gram, len(places), singles, grams, total)
        entropy = min(_entropy(left[gram]), _entropy(right[gram]))
        if pmi >= MIN_PMI and entropy >= MIN_ENTROPY:
            kept.append(_chinese_sighting(gram, places, pmi, entropy))
    return _maximal(kept)


def _pmi(
    gram: str, count: int, singles: Counter[str], grams: dict[str, list[tuple[Segment, Span]]], total: int
) -> float:
    """The weakest cut: how much likelier the gram is than its two parts by chance, in bits."""

    def probability(part: str) -> float:
        return (singles[part] if len(part) == 1 else len(grams[part])) / total

    cuts = range(1, len(gram))
    return min(log((count / total) / (probability(gram[:cut]) * probability(gram[cut:])), 2) for cut in cuts)


def _entropy(neighbours: Counter[str]) -> float:
    """In nats; a text edge or punctuation mark counts as a new neighbour each time, since a word may end there."""
    counts: list[int] = []
    for character, count in neighbours.items():
        counts += [count] if is_han(character) else [1] * count
    total = sum(counts)
    return -sum(count / total * log(count / total) for count in counts)


def _chinese_sighting(gram: str, places: Sequence[tuple[Segment, Span]], pmi: float, entropy: float) -> Sighting:
    known, _ = frequencies()
    # A word of every dictionary is less likely a domain term than one that none has.
    weight = (COMMON_WEIGHT if gram in known else 0.8) + min(entropy, 2.0) * 0.05
    reason = f"characters that hold together (PMI {pmi:.1f} bits, branching entropy {entropy:.1f})"
    return Sighting(gram, "zh", len(places), min(weight, 0.95), reason, (gram,), tuple(places))


def _maximal(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Leave out grams that nearly always stand inside a longer one that was kept."""
    kept: list[Sighting] = []
    for item in sorted(sightings, key=lambda sighting: -len(sighting.term)):
        inside = max((other.count for other in kept if item.term in other.term), default=0)
        if inside < 0.8 * item.count:
            kept.append(item)
    return kept
