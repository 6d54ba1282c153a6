"""Is this full stop the end of a German or English sentence?

Rules after Grefenstette and Tapanainen 1994: abbreviation lists, initials, numbers, and what the next word looks like.
"""

from __future__ import annotations

import re

from xling.segment.lexicon import Lexicon, speech_tag
from xling.text import is_han

_WINDOW = 48
_OPENING = "\"'„“‚‘«»›‹([{（「『《¿¡"
_NEXT = re.compile(r"[\s\"'„“”‚‘’«»›‹(\[{（「『《¿¡–—•·*-]*")
_WORD = re.compile(r"\w[\w'’-]*")
_PARTS = re.compile(r"[-–—(„“‚\"]")
_ORDINARY = re.compile(r"[a-zäöüß]{2,}")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")  # I to XXXIX: rulers, popes, chapters
_BRAND = re.compile(r"[a-z]{1,4}[A-Z]\w*|[a-z]{1,2}\d\w*")
_GLUED = re.compile(r"[A-ZÄÖÜ][a-zäöüß’'-]*(?=[\s,:;]|$)")
_NOT_GLUED = frozenset(
    "com org net edu gov int io ai co de at ch eu uk us cn hk tw fr info biz app dev tv me js ts py md txt pdf html "  # noqa: SIM905
    "htm php asp xml "
    "json csv zip exe doc docx xls xlsx ppt jpg jpeg png gif mp3 mp4 svg net core vue node".split()
)


class Latin:
    """Decisions about one text; every look around a position is bounded, so a text costs linear time."""

    def __init__(self, text: str, lang: str, words: Lexicon) -> None:
        self.text, self.lang, self.words = text, lang, words

    def ends(self, start: int, stop: int, after: int, sentence: int) -> bool:
        """True if the run of terminators ``text[start:stop]`` ends a sentence.

        :param after: where the closing quotes and brackets behind the run end.
        :param sentence: where the current sentence began.
        """
        text = self.text
        run = text[start:stop]
        following = _NEXT.match(text, after, min(len(text), after + _WINDOW))
        at = following.end() if following else after
        if at >= len(text):
            return True
        if not text[after].isspace():
            return self._glued(start, stop, after)
        match = _WORD.match(text, at, min(len(text), at + _WINDOW))
        word = match[0] if match else ""
        if word and word[0].islower() and not _BRAND.fullmatch(word):
            return self._before_small(start, stop, after, at)
        if not word and text[at] in ",;:.)?!":
            return False
        if "?" in run or "!" in run:
            return self._after_bang(start, stop, after, word)
        if run == ".":
            bracketed = "(" in text[after:at]
            return self._full_stop(start, "" if bracketed else word, sentence)
        return self._after_dots(start, word)

    def _before_small(self, start: int, stop: int, after: int, at: int) -> bool:
        """Readers' letters and chats begin sentences with a small letter: only behind an ordinary word is that one."""
        token = self._token(start)
        mark = self.text[start]
        ordinary = _ORDINARY.fullmatch(token[:1].lower() + token[1:] if mark == "?" else token)
        if after > stop or stop - start > 1 or "(" in self.text[after:at] or not ordinary:
            return False
        known = token in self.words.never or token in self.words.maybe or token in self.words.number
        return not known and (mark in "!?" or len(token) >= 4)

    # --- the three kinds of terminator ---------------------------------------------------------------------------

    def _after_bang(self, start: int, stop: int, after: int, word: str) -> bool:
        if after == stop:
            token = self._token(start)
            if token + self.text[start:stop] in self.words.bang or self._phrase(stop) in self.words.bang:
                return word in self.words.opener
        elif self.lang != "de" and word not in self.words.opener:
            # “Why?” Smith asked. German inverts here and so has a small letter: „Warum?“ fragte sie.
            return not speech_tag("en").match(self.text, after, min(len(self.text), after + 80))
        return True

    def _after_dots(self, start: int, word: str) -> bool:
        attached = start > 0 and not self.text[start - 1].isspace()
        if self.lang == "de":  # nouns have capitals, so only an opener shows a new sentence
            return word in self.words.opener or (word[:1].isdigit() and attached)
        return attached or word in self.words.opener

    def _full_stop(self, start: int, word: str, sentence: int) -> bool:
        token = self._token(start)
        if not token:
            return True
        if start - len(token) <= sentence + 1 and (token.isdigit() or len(token) == 1 or _ROMAN.fullmatch(token)):
            return False  # the number of a list item: "1. Text"
        opener = word in self.words.opener
        if token[-1].isdigit():
            return self._after_number(token, start, word, opener)
        decided = self._abbreviation(token, start, word, opener)
        return True if decided is None else decided

    # --- what stands before the full stop ------------------------------------------------------------------------

    def _abbreviation(self, token: str, start: int, word: str, opener: bool) -> bool | None:
        """False: no end; True: an end; None: not an abbreviation."""
        words = self.words
        two = self._phrase(start)
        for form in dict.fromkeys((two, token, _PARTS.split(token)[-1])):
            if form in words.never:
                return False
            if form in words.final:
                return True
            if form in words.maybe or (self.lang == "de" and form.endswith("str") and len(form) > 4):
                return opener
            if form in words.month:
                return opener
            if form in words.number and (word[:1].isdigit() or (len(word) > 1 and _ROMAN.fullmatch(word))):
                return False
        if len(token) == 1 and token.isalpha():
            return self._initial(token, two, opener)
        if _DOTTED.fullmatch(token):
            return opener and token[0].isupper()
        if self.lang == "de" and _ROMAN.fullmatch(token):
            return opener
        return None

    def _initial(self, token: str, two: str, opener: bool) -> bool:
        if token.islower():
            return opener and len(two) <= 2 and self.lang == "en"
        if token == "I" and self.lang == "en" and "." not in two:
            return True
        if re.search(r"\b\w\. \w$", two):
            return opener and not two[0].islower()
        return opener

    def _after_number(self, token: str, start: int, word: str, opener: bool) -> bool:
        before = self._phrase(start)[: -len(token)].strip()
        if re.search(r"(?:^|[^\w.,])\d{1,2}$", token) and (before[-1:] in (":", ";") or is_han(word[:1] or " ")):
            return False  # a list within a sentence: "three steps: 1. Collect …", 包括：1. 数据
        if self.lang != "de":
            return True
        if word in self.words.after:
            return False
        if not re.fullmatch(r"\d{1,2}(?:\.\d{1,2})?(?:[-–/]\d{1,2})?", token):
            return True
        if opener:
            return True
        if "." in token:
            return False  # 18.06. Dienstag
        # "auf Platz 3. Bayern …" ends; "holt 60. Sieg" does not: an ordinal follows a verb or an article, not a noun.
        return before[:1].isupper() and before not in self.words.before

    def _glued(self, start: int, stop: int, after: int) -> bool:
        """No white space behind the mark: scraped pages lose line breaks ("… is remarkable.Scale AI …")."""
        text = self.text
        if is_han(text[after]):
            token = self._token(start)
            known = token in self.words.never or token in self.words.maybe or token in self.words.number
            return len(token) > 1 and not known and not token[-1].isdigit() and not _DOTTED.fullmatch(token)
        match = _GLUED.match(text, after, min(len(text), after + _WINDOW))
        if not match or match[0].lower() in _NOT_GLUED or (len(match[0]) < 2 and match[0] not in ("I", "A")):
            return False
        token = self._token(start)
        if stop - start > 1 and "." in text[start:stop]:
            return False
        plain = re.fullmatch(r"[a-zäöüßA-ZÄÖÜ’'-]*[a-zäöüß]{2}|\d+%|\d{4}|[A-Z]{2,5}|\d+", token)
        if not plain or token in self.words.never or token in self.words.maybe:
            return False
        return bool(re.search(r"[a-zäöüß]{2}$", token)) or after > stop or text[start] in "?!"

    def _token(self, start: int) -> str:
        """The run of characters before ``start`` without white space and opening marks, at most 48 long."""
        window = self.text[max(0, start - _WINDOW) : start]
        if not window or window[-1].isspace():
            return ""
        return window.rsplit(None, 1)[-1].lstrip(_OPENING)

    def _phrase(self, end: int) -> str:
        """The last two words before ``end`` joined by one space: "z. B", "et al", "v. Chr"."""
        return " ".join(self.text[max(0, end - _WINDOW) : end].rsplit(None, 2)[-2:]).lstrip(_OPENING)
