"""Templates of polarity calques: word-by-word renderings of Chinese double negation and near-negation.

A template of the lexicon is a row of words; ``{a/b}`` offers alternatives, ``…`` stands for up to five words. Matching
ignores case and allows the ending of a word to vary only where the template lists it: negation needs exact words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from xling.lexicon.calques import Calque, calques
from xling.lexicon.native import rendering_counts
from xling.tables import rows
from xling.types import Span

_GAP = r"(?:\W+\w+){0,5}?"
COMMON = 3
"""Ordinary sentences, of some fifty thousand, that a template may meet at no cost."""
_PIECE = re.compile(r"\{([^}]*)\}|(…)|([^\s{}…]+)")


@dataclass(frozen=True, slots=True)
class PolarityHit:
    """``entry`` found at ``span`` by ``template``; ``words``: how many words it fixes; ``met``: in how many ordinary
    sentences it was met."""

    entry: Calque
    span: Span
    template: str
    words: int
    met: int = 0

    @property
    def score(self) -> float:
        """Raw score in a text without its source, 0–1: the more words the template fixes and the fewer ordinary
        sentences it meets (``native.rendering_counts``), the surer."""
        sure = {1: 0.2, 2: 0.95, 3: 0.96}.get(self.words, 0.97)
        return max(0.2, sure - 0.05 * max(0, self.met - COMMON))


def compile_template(template: str) -> tuple[re.Pattern[str], int]:
    """The regular expression of a template and the number of words it fixes."""
    parts: list[str] = []
    fixed = 0
    for choice, gap, word in _PIECE.findall(template):
        if gap:
            parts.append(_GAP)
            continue
        options = [option.strip() for option in (choice.split("/") if choice else [word])]
        body = "|".join(re.escape(option).replace(r"\ ", r"\s+") for option in options if option)
        if options == [","]:
            parts.append(r"\s*,")
            continue
        parts.append((r"\W+" if parts else r"\b") + f"(?:{body})\\b")
        fixed += 1
    return re.compile("".join(parts), re.IGNORECASE), fixed


@cache
def templates(lang: str) -> tuple[tuple[Calque, str, re.Pattern[str], int], ...]:
    """All templates of the lexicon's polarity entries in one language."""
    rows = []
    for entry in calques():
        if entry.kind == "polarity":
            for template in entry.literal[lang]:
                pattern, fixed = compile_template(template)
                rows.append((entry, template, pattern, fixed))
    return tuple(rows)


def polarity_hits(text: str, lang: str) -> Iterator[PolarityHit]:
    """Every template that matches ``text``, in the order of the lexicon."""
    for entry, template, pattern, fixed in templates(lang):
        if match := pattern.search(text):
            met = rendering_counts(lang).get(template, 0)
            yield PolarityHit(entry, Span(match.start(), match.end()), template, fixed, met)


def holds(source: str, entry: Calque) -> Span | None:
    """Where the Chinese ``source`` holds ``entry``; parts of a form may be separated (``非…不可``)."""
    for form in entry.forms:
        pattern = ".{0,20}?".join(re.escape(part) for part in re.split(r"\.\.\.|…", form) if part)
        if match := re.search(pattern, source):
            return Span(match.start(), match.end())
    return None


_ZH_DENIAL = re.compile("[不没無无未非别莫勿]|避免|以免|免得|防止|禁止|拒绝|停止|失去|缺[乏少]|难以|取消")
"""What denies or comes near it elsewhere in the source: a denial of the target may answer it."""
_NOT_WITHIN = {
    "何人不": "任",
    "谁不": "任",
    "非…不可": "除并是无",
    "非…不行": "除并是无",
    "无不": "与和有",
    "不能不": "能你",
}
"""Form → characters that may not stand before it: 任何人不 denies, 除非…不可 is a condition."""
_NOT_BEFORE = {"不妨": "碍", "不免": "税费除疫", "不能不": "能", "谁不": "会必用需该", "不日": "常夜"}
"""Form → characters that may not stand after it: 不妨碍 denies."""
_DENIAL = {
    "de": re.compile(r"\b(?:nicht|nichts|niemand\w*|nie|niemals|kein\w*|weder)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|never|nobody|nothing|none|cannot|neither)\b|n['’]t\b", re.IGNORECASE),
}
_HARMLESS = re.compile(
    r"\b(?:nicht nur|nicht zuletzt|nicht umhin|nicht anders|nichts anderes|nicht ohne|nicht mehr als|nicht länger"
    r"|nie zuvor|kein Wunder|sich nicht verkneifen|not only|not without|not long|never before|no wonder"
    r"|nothing (?:but|more)|(?:cannot|can't|couldn't|could not|can not) (?:but|help))\b",
    re.IGNORECASE,
)


@cache
def affirmed() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Wordings of ``data/affirmed.tsv``: form, what it says, pattern; longest form first."""
    found = []
    for forms, meaning in rows("affirmed.tsv"):
        for form in forms.split("|"):
            body = ".{1,10}?".join(re.escape(part) for part in form.split("…"))
            found.append((form, meaning, re.compile(body)))
    return tuple(sorted(found, key=lambda row: -len(row[0])))


def _is_form(source: str, match: re.Match[str], form: str) -> bool:
    """Whether the characters met are ``form`` and no part of other words."""
    before, after = source[: match.start()][-1:], source[match.end() :][:1]
    inside = (before and before in _NOT_WITHIN.get(form, "")) or (after and after in _NOT_BEFORE.get(form, ""))
    return not inside


def denied(source: str, target: str, lang: str) -> tuple[Span, Span, str, str] | None:
    """Where ``source`` affirms by a negation and ``target`` denies: both spans, the Chinese form, what it says.

    None where the source denies elsewhere too (the denial of the target may answer that) and for a question.
    """
    if target.rstrip("\"'”’“»« ").endswith("?"):  # a rhetorical question denies in every language
        return None
    for form, meaning, pattern in affirmed():
        if (match := pattern.search(source)) and _is_form(source, match, form):
            if _ZH_DENIAL.search(source[: match.start()] + source[match.end() :]):
                return None
            masked = _HARMLESS.sub(lambda found: "\0" * len(found[0]), target)
            denial = _DENIAL[lang].search(masked)
            return (Span(*match.span()), Span(*denial.span()), form, meaning) if denial else None
    return None
