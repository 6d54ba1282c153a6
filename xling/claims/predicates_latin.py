"""Candidates for the predicate of a German or English sentence: verbs by form and neighbours, nouns of events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from xling.claims.events import NOUN, STRONG, UNLISTED, Candidate, Event, events
from xling.claims.gazetteer import WORD
from xling.claims.words import STOP, lemma, listed
from xling.glossary.inflect_en import table

_CLAUSE_END = re.compile(r"[,.;:!?()–—]|$")
_ASIDE = 2.4
"""What a verb in a relative or adverbial clause loses."""

# German ----------------------------------------------------------------------------------------------------------

_PARTICLES = listed("de particle")
_BE = listed("de be")
_GERMAN_ASIDE = listed("de aside")
_NO_VERB = listed("de no verb")


def german_candidates(text: str) -> Iterator[Candidate]:
    """Verbs (separated particles joined: "gibt … aus" is ausgeben) and event nouns, compounds by their last part."""
    words = list(WORD.finditer(text))
    for number, match in enumerate(words):
        word = match.group()
        low = word.casefold()
        if word[0].isupper():
            yield from _german_noun(match, low)
            if number:
                continue
        if low in _NO_VERB or (low.startswith("sein") and low not in _BE and low != "sein"):
            continue
        base = lemma(word if word[0].islower() else low, "de")
        joined = _with_particle(text, match, base)
        event = next((e for one in (joined, base) if (e := _german_event(text, match, one))), None)
        name = joined or base
        aside = not _with_zu(text, match, low) and _aside(text, match.start(), _GERMAN_ASIDE)
        if event is not None and not (low == "sein" and event.key == "be"):
            rank = event.rank - _ASIDE * aside
            yield Candidate(match.start(), match.end(), name, rank, event.key)
        elif _infinitive(name) and low not in STOP["de"] and (joined or base != low or _last(text, match)):
            yield Candidate(match.start(), match.end(), name, UNLISTED - _ASIDE * aside)


def _with_zu(text: str, match: re.Match[str], low: str) -> bool:
    """True for "zu senken", "auszubauen": an infinitive that completes the main verb."""
    inner = low.find("zu", 1)
    return text[: match.start()].rstrip().endswith(" zu") or (inner > 0 and low[:inner] in _PARTICLES)


def _german_event(text: str, match: re.Match[str], base: str) -> Event | None:
    if not base:
        return None
    for rest, event in events("de").phrases.get(base, ()):
        if all(re.search(rf"\b{re.escape(part)}", text) for part in rest):
            return event
    for first, options in events("de").phrases.items():
        for rest, event in options:
            if rest[-1] == base and re.search(
                rf"\b{re.escape(' '.join((first, *rest[:-1])))}\b", text[: match.start()]
            ):
                return event
    return events("de").verbs.get(base)


def _with_particle(text: str, match: re.Match[str], base: str) -> str:
    """The verb with the particle that ends its clause ("gibt … aus"); empty without one."""
    if not _infinitive(base):
        return ""
    end = _CLAUSE_END.search(text, match.end())
    clause = text[match.end() : end.start() if end else len(text)].split()
    if clause and clause[-1] in _PARTICLES:
        return clause[-1] + base
    inner = next((i for i, word in enumerate(clause) if i and word in ("und", "oder")), 0)
    return clause[inner - 1] + base if inner and clause[inner - 1] in _PARTICLES else ""


def _infinitive(word: str) -> bool:
    return len(word) > 4 and word.endswith(("en", "ern", "eln")) and word not in _NO_VERB


def _last(text: str, match: re.Match[str]) -> bool:
    """True for a word before a comma or the end, where German has its infinitives."""
    return text[match.end() : match.end() + 1] in ("", ".", ",", "!", "?", ";")


def _german_noun(match: re.Match[str], low: str) -> Iterator[Candidate]:
    stem = lemma(match.group(), "de").casefold()
    for noun, event in _german_nouns():
        if low == noun or stem == noun or (len(noun) > 4 and (low.endswith(noun) or stem.endswith(noun))):
            yield Candidate(match.start(), match.end(), match.group(), NOUN - 0.5 * event.weak, event.key, noun=True)
            return


@cache
def _german_nouns() -> tuple[tuple[str, Event], ...]:
    found = [(noun.casefold(), event) for noun, event in events("de").nouns.items()]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


# English ---------------------------------------------------------------------------------------------------------

_AUXILIARY = listed("en auxiliary")
_FORMS_OF_BE = listed("en be")
_FORMS_OF_HAVE = listed("en have")
_BEFORE_NOUN = listed("en before noun")
_ENGLISH_ASIDE = listed("en aside")
_CONTENT = listed("en content")


def english_candidates(text: str) -> Iterator[Candidate]:
    """Verbs that their form and the word before allow ("lays off" is lay off), and nouns of events."""
    words = list(WORD.finditer(text.replace("’", "'")))
    low = [match.group().casefold() for match in words]
    for number, match in enumerate(words):
        word = low[number]
        before = low[number - 1] if number else ""
        aside = _ASIDE * _aside(text, match.start(), _ENGLISH_ASIDE, _CONTENT)
        for base, form in _bases(word):
            phrase = _phrase(base, low[number + 1 : number + 5])
            event = phrase[1] if phrase else events("en").verbs.get(base)
            if event is not None and (weight := _verbal(form, before, low[max(0, number - 3) : number])):
                name = f"{base} {phrase[0]}" if phrase else base
                rank = event.rank + weight - aside
                yield Candidate(match.start(), match.end(), name, rank, event.key)
                break
        else:
            if noun := events("en").nouns.get(word) or events("en").nouns.get(word.removesuffix("s")):
                yield Candidate(match.start(), match.end(), word, NOUN - 0.5 * noun.weak, noun.key, noun=True)
            elif word not in STOP["en"] and match.group()[0].islower():
                yield from _unlisted(match, word, low[max(0, number - 3) : number], aside)


def _unlisted(match: re.Match[str], word: str, around: Sequence[str], aside: float) -> Iterator[Candidate]:
    before = around[-1] if around else ""
    helped = bool((_FORMS_OF_BE | _FORMS_OF_HAVE).intersection(around))
    modal = before in _AUXILIARY and before not in ("and", "who", "to", "not", "also")
    past = word.endswith("ed") and len(word) > 4 and before not in _BEFORE_NOUN
    if modal or past:
        yield Candidate(match.start(), match.end(), lemma(word, "en"), UNLISTED + 0.7 * (helped or modal) - aside)


def _phrase(base: str, following: Sequence[str]) -> tuple[str, Event] | None:
    """The particle or object that makes another verb of ``base`` ("off" after lay), with its event."""
    for rest, event in events("en").phrases.get(base, ()):
        if rest[0] in following and all(part in following for part in rest):
            return " ".join(rest), event
    return None


@lru_cache(maxsize=65536)
def _bases(word: str) -> tuple[tuple[str, str], ...]:
    """Infinitives that a form can belong to, with what form it is: past, participle, s, ing, base."""
    found: list[tuple[str, str]] = list(_irregular().get(word, ()))
    if word.endswith("ing") and len(word) > 5:
        found += [(one, "ing") for one in _stems(word[:-3])]
    elif word.endswith("ed") and len(word) > 3:
        found += [(one, "past") for one in (word[:-1], *_stems(word[:-2]))]
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        found += [(one, "s") for one in (word[:-1], word[:-2], word[:-3] + "y")]
    found.append((word, "base"))
    return tuple(found)


def _stems(stem: str) -> tuple[str, ...]:
    doubled = (stem[:-1],) if len(stem) > 2 and stem[-1] == stem[-2] else ()
    return (stem, stem + "e", *doubled, stem[:-1] + "y" if stem.endswith("i") else stem)


@cache
def _irregular() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {form: [("be", "past")] for form in _FORMS_OF_BE if form != "being"} | {
        "has": [("have", "past")],
        "hasn't": [("have", "past")],
        "co-founded": [("co-found", "past")],
    }
    for base, forms in table().verbs.items():
        for form in dict.fromkeys(forms):
            found.setdefault(form, []).append((base, "same" if form == base else "past"))
    return found


def _verbal(form: str, before: str, around: Sequence[str]) -> float:
    """How surely a form is a verb where it stands: 0 for a noun or an adjective, about 1 for a main verb."""
    if before in _BEFORE_NOUN:
        return 0.0
    helped = bool(_FORMS_OF_BE.intersection(around) or _FORMS_OF_HAVE.intersection(around))
    if form == "ing":
        return 1.0 if _FORMS_OF_BE.intersection(around) else 0.0 if not before else 0.1 - STRONG / 2
    if form == "base":
        return 0.9 if before in _AUXILIARY else 0.0 if not before.endswith("s") or len(before) < 5 else 0.4
    if form == "s":
        return 0.0 if before.isdigit() else 0.8
    return 1.1 if helped else 0.8


# Both ------------------------------------------------------------------------------------------------------------


def _aside(text: str, start: int, openers: frozenset[str], content: frozenset[str] = frozenset()) -> bool:
    """True inside a relative or adverbial clause: since the last comma, or in English the last relative word."""
    comma = max(text.rfind(",", 0, start), text.rfind(";", 0, start), text.rfind("(", 0, start))
    clause = text[comma + 1 : start].split()
    if not content:
        return bool(clause) and comma >= 0 and clause[0].casefold() in openers
    for place, word in enumerate(clause):
        if word.casefold() in openers and (comma >= 0 or place):
            return not (word.casefold() == "that" and place and clause[place - 1].casefold() in content)
    return bool(clause) and comma < 0 and clause[0].casefold() in openers - {"that"}
