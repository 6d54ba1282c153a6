"""Which language a text is in: de, zh, en, or ``other``; by script and function words, by lingua where that is unsure.

Function words identify a language from very little text (Grefenstette 1995, "Comparing two language identification
schemes"); the short lists of the other European languages are there so that they are not taken for German or English.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from xling.tables import rows
from xling.text import is_han
from xling.types import LANGUAGES

if TYPE_CHECKING:
    from lingua import LanguageDetector

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = re.compile(
    r"(?P<han>[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\U00020000-\U0003347f〇])|(?P<kana>[\u3041-\u30fa\u30fc-\u30ff\uff66-\uff9d])"
    r"|(?P<hangul>[\uac00-\ud7a3\u1100-\u11ff])|(?P<latin>[A-Za-zÀ-ɏḀ-ỿ])"
    r"|(?P<foreign>[\u0370-\u1fff\u2c00-\u2dff\ua640-\uabff])"
)
_NOT_LATIN = re.compile(
    r"[\u0370-\u1dff\u1f00-\u1fff\u2c00-\uabff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003347f]"
)
_SAMPLE = 6000
# Letters and letter groups that speak for languages: a small hand-made stand-in for character n-grams.
_MARKS: tuple[tuple[re.Pattern[str], str, float], ...] = tuple(
    (re.compile(pattern, re.I), language, weight)
    for pattern, language, weight in (
        (r"ß", "de", 1.0),
        (
            r"\w(?:ung|ungen|keit|keiten|heit|schaft|lich|liche|licher|liches|lichen|isch|ische|ischen|ierte|ieren)\b",
            "de",
            0.6,
        ),
        (r"\b(?:ge|be|ver|er|zer|ent|auf|ein|ab|an|aus)\w{3,20}(?:t|en|te|ten|ter|tes)\b", "de", 0.15),
        (r"sch|cht|pf|tz|ck\w{0,9}en\b|äu|ei\w{0,9}en\b", "de", 0.1),
        (r"[äöü]", "de", 0.3),
        (r"\w(?:ing|tion|tions|ness|ments?|ly|ed|ship|ful|less|ous|able|ible|ity|ies)\b", "en", 0.3),
        (r"\b(?:th|wh|kn|wr|sh)\w|(?:ght|wn|th|ck)\b", "en", 0.2),
        (r"['’](?:s|t|re|ve|ll|d|m)\b", "en", 0.4),
        (r"\b(?:l|d|qu|n|j|c|s|m)['’]\w", "fr", 0.6),
        (r"[éèêàçùûîôœ]|\w(?:eux|euse|aient|ment|ait|oir)\b", "fr", 0.4),
        (r"[ñ¿¡]|\w(?:ción|ciones|dad|mente|ado|ada)\b|[íóáúé]\w{0,9}\b", "es", 0.4),
        (r"[ãõ]|\w(?:ção|ções|dade|mente)\b", "pt", 0.6),
        (r"\w(?:zione|zioni|tà|mente|ato|ata|eggio|ggio)\b|[èòàùì]\b", "it", 0.5),
        (r"ij|aa|oe|\w(?:heid|lijk|lijke|en)\b", "nl", 0.1),
        (r"[åÅ]|\w(?:ning|ningen|arna|erna)\b", "sv", 0.4),
        (r"[øæ]", "da", 0.5),
        (r"[łąęśżźćń]|sz|cz|rz", "pl", 0.4),
        (r"[řěůčšž]", "cs", 0.5),
        (r"[ğışç]|\w(?:lar|ler|ları|leri|mış|iyor)\b", "tr", 0.4),
        (r"[șțăâ]", "ro", 0.5),
        (r"[őű]|\w(?:ának|ának|ság|ség)\b", "hu", 0.6),
        (r"\w(?:ssa|ssä|sta|stä|lla|llä|nen|iin)\b|ää|yy", "fi", 0.4),
        (r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", "vi", 0.6),
    )
)


@cache
def _function_words() -> dict[str, tuple[tuple[str, float], ...]]:
    """Word → languages with weight; a word of n languages counts 1/n for each."""
    owners: dict[str, list[str]] = {}
    for language, words in rows("function_words.tsv"):
        for word in dict.fromkeys(words.split()):
            owners.setdefault(word, []).append(language)
    return {word: tuple((language, 1 / len(languages)) for language in languages) for word, languages in owners.items()}


def identify(text: str, default: str = "other") -> str:
    """The language of ``text``: ``de``, ``zh``, ``en`` or ``other``.

    ``default`` is what the surroundings say; it is the answer where the text itself does not decide (a name, a number,
    two words). Without surroundings (``other``) the likelier language is taken, and a text that shows none is put to
    lingua (seconds at first use, so only then). Time is constant beyond a few thousand characters.
    """
    language, sure = decide(text, default)
    if sure:
        return language
    if default != "other" or language in LANGUAGES:
        return default if default != "other" else language
    return _by_model(text)


def decide(text: str, expected: str = "other") -> tuple[str, bool]:
    """Best language by script, function words and letter groups, and whether that is beyond doubt.

    Where the function words already speak for ``expected`` nothing more is looked at.
    """
    sample = _sample(text)
    if _NOT_LATIN.search(sample) and (by_script := _by_script(sample)):
        return by_script
    words = _WORD.findall(sample.lower().replace("’", "'"))
    scores = _function_scores(words)
    language, sure = _verdict(scores, len(words), margin=2.5)
    if sure or (language == expected and scores):
        return language, True
    _add_marks(scores, sample)
    return _verdict(scores, len(words), margin=1.5)


def _verdict(scores: dict[str, float], words: int, *, margin: float) -> tuple[str, bool]:
    """Best language, and whether it leads by ``margin`` and says enough for the length of the text."""
    if not scores:
        return "other", False
    best = max(scores, key=lambda name: scores[name])
    top = scores[best]
    # German and English stand alone; the other languages are one class, so among them only the best counts.
    rivals = [score for name, score in scores.items() if name != best and (name in LANGUAGES or best in LANGUAGES)]
    sure = top >= 1.6 and top >= margin * max(rivals, default=0.0) and top >= 0.06 * words
    return (best if best in LANGUAGES else "other"), sure


def _sample(text: str) -> str:
    """Beginning, middle and end of a long text."""
    if len(text) <= _SAMPLE:
        return text
    part, middle = _SAMPLE // 3, len(text) // 2
    return " ".join((text[:part], text[middle : middle + part], text[-part:]))


def _by_script(sample: str) -> tuple[str, bool] | None:
    """The verdict of the script alone; None when the text is mainly in Latin letters."""
    counts = dict.fromkeys(("han", "kana", "hangul", "latin", "foreign"), 0)
    for match in _SCRIPTS.finditer(sample):
        counts[match.lastgroup or "foreign"] += 1
    han, kana, latin = counts["han"], counts["kana"], counts["latin"]
    others = counts["hangul"] + counts["foreign"]
    if not han + kana + latin + others:
        return ("other", False)
    if kana >= 2 and kana * 12 > han and kana * 3 > latin:
        return ("other", True)
    # A Chinese character says as much as three Latin letters, and Latin words in Chinese text are mostly names.
    if han and han * 4 >= latin and han * 3 > others:
        return ("zh", han >= 2)
    if others * 2 > latin:
        return ("other", others >= 2)
    return None


def _function_scores(words: list[str]) -> dict[str, float]:
    table = _function_words()
    scores: dict[str, float] = {}
    for word in words:
        for language, weight in table.get(word, ()):
            scores[language] = scores.get(language, 0.0) + weight
    return scores


def _add_marks(scores: dict[str, float], sample: str) -> None:
    for pattern, language, weight in _MARKS:
        if hits := len(pattern.findall(sample)):
            words = scores.get(language, 0.0)
            # Endings are shared by many languages; only those of de and en count without a function word beside them.
            bonus = weight * hits if language in ("de", "en") else min(weight * hits, words)
            if bonus:
                scores[language] = words + bonus


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    names = ("GERMAN", "ENGLISH", "FRENCH", "SPANISH", "ITALIAN", "DUTCH")
    return LanguageDetectorBuilder.from_languages(*(getattr(Language, name) for name in names)).build()


def _by_model(text: str) -> str:
    sample = _sample(text)
    if len(_WORD.findall(sample)) < 2 or any(map(is_han, sample)):
        return "other"  # a single word is a name more often than not
    found = _detector().detect_language_of(sample)
    code = "" if found is None else str(found.iso_code_639_1.name).lower()
    return code if code in LANGUAGES else "other"
