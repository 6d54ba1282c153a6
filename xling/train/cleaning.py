"""Cleaning of sentence pairs: each step is a named question, and every pair it drops is counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from xling.errors import InputError
from xling.text import fold, han_share, is_han
from xling.train.config import CleaningConfig, TrainConfig
from xling.train.corpus import Pair

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|&[a-z]{2,6};|\{\{|\}\}|\[\[|https?://\S+\s+https?://|%[sd]\b|\\[nt]\b")
_NUMBER = re.compile(r"\d+(?:[.,:\u00a0' ]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "‚": "'", "´": "'"}
)
_GERMAN = """
    der die das und ist nicht ein eine einen einem einer des dem den im zu mit auf für von sich auch es sie er wir ich
    wird werden wurde sind hat haben als bei nach aus wie oder aber wenn dass noch nur kann können zum zur über durch
"""
_ENGLISH = """
    the of and to in is that it for on with as was are be this by at from have has had not but or an they he she we you
    his her their its which will would can could were been there what when who if more about into than
"""
_FUNCTION_WORDS = {"de": frozenset(_GERMAN.split()), "en": frozenset(_ENGLISH.split())}


def clean(pairs: Iterable[Pair], config: TrainConfig, dropped: Counter[str]) -> Iterator[Pair]:
    """The pairs that pass every step, quotes straightened; ``dropped`` counts ``"<corpus index> <step>"``."""
    settings = config.cleaning
    steps = _steps(settings, config.source, config.target)
    excluded = _excluded(settings.exclude)
    seen: set[int] = set()
    openings = _Openings(settings.openings)
    for pair in pairs:
        reason = _reason(pair, steps, trusted=config.corpora[pair.corpus].trusted)
        if not reason and excluded and not excluded.isdisjoint((fold(pair.source), fold(pair.target))):
            reason = "evaluation"
        if not reason and settings.duplicates:
            key = hash((pair.source, pair.target))
            reason = "duplicate" if key in seen else ""
            seen.add(key)
        if not reason and not config.corpora[pair.corpus].trusted and not openings.admits(pair):
            reason = "opening"
        if reason:
            dropped[f"{pair.corpus} {reason}"] += 1
        elif settings.straight_quotes and config.target == "en":
            yield Pair(pair.source, pair.target.translate(_QUOTES), pair.corpus)
        else:
            yield pair


class _Openings:
    """Counts how often the targets of a corpus begin alike, so that a form letter or a prompt cannot fill it."""

    _SIZE = 32  # characters, folded

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.counts: Counter[tuple[int, str]] = Counter()

    def admits(self, pair: Pair) -> bool:
        if not self.limit or len(pair.target) <= self._SIZE:
            return True
        key = pair.corpus, fold(pair.target[: self._SIZE])
        self.counts[key] += 1
        return self.counts[key] <= self.limit


def _reason(pair: Pair, steps: list[tuple[str, Callable[[Pair], bool]]], *, trusted: bool) -> str:
    for name, keeps in steps:
        if not (trusted and name != "length") and not keeps(pair):
            return name
    return ""


def _steps(settings: CleaningConfig, source: str, target: str) -> list[tuple[str, Callable[[Pair], bool]]]:
    steps: list[tuple[str, Callable[[Pair], bool]]] = []
    if settings.max_characters:
        limit = settings.max_characters
        steps.append(("length", lambda pair: len(pair.source) <= limit and len(pair.target) <= limit))
    if settings.length_ratio:
        steps.append(("length ratio", lambda pair: _ratio(pair) <= settings.length_ratio))
    if settings.markup:
        steps.append(("markup", lambda pair: not _MARKUP.search(pair.source) and not _MARKUP.search(pair.target)))
    if settings.language:
        steps.append(("language", lambda pair: speaks(pair.source, source) and speaks(pair.target, target)))
        steps.append(("copied", lambda pair: fold(pair.source) != fold(pair.target) or len(pair.source) < 12))
    if settings.numbers:
        steps.append(("numbers", lambda pair: numbers_agree(pair.source, pair.target)))
    return steps


def _excluded(paths: Iterable[str]) -> frozenset[str]:
    lines: set[str] = set()
    for path in paths:
        try:
            text = Path(path).read_text(encoding="utf-8").rstrip("\n")
            lines.update(fold(cell) for line in text.split("\n") for cell in line.split("\t"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"cannot read {path}: {error}", hint="see [cleaning] exclude") from error
    return frozenset(lines)


def _ratio(pair: Pair) -> float:
    """Longer over shorter side; short sentences get slack of ten characters."""
    sizes = [len(text) + 2 * sum(map(is_han, text)) + 10 for text in (pair.source, pair.target)]
    return max(sizes) / min(sizes)


def speaks(text: str, lang: str) -> bool:
    """False when ``text`` is surely not in ``lang``: judged by script, and for German and English by function words."""
    share = han_share(text)
    if lang == "zh":
        return share >= 0.2
    if share > 0.2:
        return False
    words = _WORD.findall(text.lower())
    if lang not in _FUNCTION_WORDS or len(words) < 5:
        return True
    counts = {code: sum(word in known for word in words) for code, known in _FUNCTION_WORDS.items()}
    return counts.pop(lang) >= max(counts.values())


def numbers_agree(source: str, target: str) -> bool:
    """False when both sides have a number of two or more significant digits that the other side lacks.

    Only significant digits are compared, so 12亿 and 1.2 billion, or 3,5 Mio. and 3.5 million agree.
    """
    here, there = _significands(source), _significands(target)
    return not (here - there) or not (there - here)


def _significands(text: str) -> set[str]:
    stripped = (re.sub(r"\D", "", match).strip("0") for match in _NUMBER.findall(text))
    return {digits for digits in stripped if len(digits) >= 2}
