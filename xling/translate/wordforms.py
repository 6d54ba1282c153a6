"""The form a term takes where it replaces other words: number, tense, capital, and the article before it."""

from __future__ import annotations

import re

from xling.types import Span

_ARTICLE = re.compile(r"(?<!\w)(an?)(\s+)$", re.IGNORECASE)
_DETERMINER = re.compile(r"(?:the|an?|this|that|these|those|its|their|his|her|our|your|my)\s+", re.IGNORECASE)
# The letter decides, but for these beginnings the sound does.
_VOWEL_SOUND = re.compile(r"(?:honest|honou?r|hour|heir|x-ray)", re.IGNORECASE)
_CONSONANT_SOUND = re.compile(r"(?:uni(?!n|m)|use|usu|eu|one(?!\w)|once|ubiq|uk\b|us\b|(?-i:U[.A-Z]))", re.IGNORECASE)


def fitted(target: str, replaced: str, *, pos: str = "", begins: bool = False) -> str:
    """``target`` in the form of the words it replaces: plural for a plural, -ing and -ed for verbs; a capital where it
    ``begins`` the sentence."""
    from xling.glossary.inflect_en import table

    words = target.split(" ")
    head = re.findall(r"[A-Za-z]+", replaced)
    old = head[-1] if head else ""
    if pos == "verb" and head:
        words[0] = _verb(words[0], head[0])
    elif _countable(words[-1]) and target[:1].islower() and _plural(old) and not _plural(words[-1]):
        words[-1] = table().plurals.get(words[-1], _regular_plural(words[-1]))
    text = " ".join(words)
    return text[:1].upper() + text[1:] if begins else text


def core(text: str, span: Span) -> Span:
    """``span`` without a leading article or possessive and without a trailing 's: those stay when it is replaced."""
    words = span.of(text)
    start = span.start
    if found := _DETERMINER.match(words):
        start += found.end() if found.end() < len(words) else 0
    end = span.end
    if re.search(r"['’]s$", text[start:end]) and end - 2 > start:
        end -= 2
    return Span(start, end)


def with_article(before: str, term: str) -> str:
    """``before``, its closing a or an made right for the word that follows now."""
    found = _ARTICLE.search(before)
    if not found or not term:
        return before
    article = "an" if _sounds_open(term) else "a"
    if found[1][0].isupper():
        article = article.capitalize()
    return before[: found.start()] + article + found[2]


def begins_sentence(text: str, at: int) -> bool:
    """Whether position ``at`` is the first word of ``text`` or follows a full stop."""
    before = text[:at].rstrip(" \"'“”‘’„«»([")
    return not before or (before[-1] in ".!?:\n" and text[at : at + 1].isupper())


def _sounds_open(term: str) -> bool:
    first = re.match(r"[\w.\-]+", term.lstrip("\"'“‘("))
    word = first[0] if first else term
    if word.isupper() and 1 < len(word) <= 4 and not re.match(r"[A-Z][AEIOU][A-Z]", word):
        return word[0] in "AEFHILMNORSX"  # spelled letter by letter: an MP, a CEO, an NGO
    if _CONSONANT_SOUND.match(word):
        return False
    return word[:1].lower() in "aeiou" or bool(_VOWEL_SOUND.match(word)) or word.startswith(("8", "11", "18"))


def _countable(word: str) -> bool:
    last = word.rsplit("-", 1)[-1]
    return last.isalpha() and last.isascii() and not last.isupper() and len(last) > 2


def _plural(word: str) -> bool:
    from xling.glossary.inflect_en import table

    lower = word.lower()
    if lower in table().plurals.values():
        return True
    return len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "ics", "news"))


def _regular_plural(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _verb(word: str, model: str) -> str:
    from xling.glossary.inflect_en import table, verb_forms

    lower = model.lower()
    endings = (
        ("ing",) if lower.endswith("ing") else ("ed",) if lower.endswith("ed") else ("s",) if _plural(lower) else ()
    )
    past = {form for pair in table().verbs.values() for form in pair}
    if lower in past and not endings:
        endings = ("ed",)
    if endings == ("ed",) and word in table().verbs:
        return table().verbs[word][0]
    forms = sorted((form for form in verb_forms(word) if endings and form.endswith(endings)), key=lambda f: (len(f), f))
    return forms[0] if forms else word
