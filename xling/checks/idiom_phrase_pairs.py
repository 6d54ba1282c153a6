"""Set phrases of CC-CEDICT in a Chinese source, and whether its German or English translation renders them literally.

With the source at hand the phrase is known, so fewer of its words need to be met than in a text alone; but the words
must make an image, and must be neither those of the meaning nor an idiom of the target language itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from xling.checks.idiom_cedict import cedict_index, entry, known_forms
from xling.checks.idiom_lexicon import is_good, native_hits, same_words
from xling.checks.idiom_match import Index, Rendering
from xling.checks.idiom_pairs import Expression, PairHit
from xling.checks.idiom_phrases import is_thing, odds, weighed
from xling.lexicon.concepts import analyse
from xling.lexicon.phrases import phrases
from xling.lexicon.words import Word
from xling.types import Span

GIVEN = 2.0
"""Log-odds that the phrase in the source adds to the evidence of the words, beside the bonus of all pairs."""


@cache
def _forms() -> tuple[dict[str, int], tuple[int, ...]]:
    """Form → number of the phrase, and the lengths of forms, longest first."""
    marked = ((number, each) for number, each in enumerate(phrases()) if each.marked)
    table = {form: number for number, each in marked for form in (each.traditional, each.zh)}
    return table, tuple(sorted({len(form) for form in table}, reverse=True))


def phrase_expressions(text: str, known: Collection[str] | None = None) -> list[Expression]:
    """The set phrases in a Chinese text, longest first at each place, those that our own lexicon holds left out.

    :param known: Chinese forms that are left out instead.
    """
    table, lengths = _forms()
    known = known_forms() if known is None else known
    found: list[Expression] = []
    position = 0
    while position < len(text):
        size = next((size for size in lengths if text[position : position + size] in table), 0)
        form = text[position : position + size]
        if size and form not in known:
            found.append(Expression(entry(table[form]), table[form], Span(position, position + size)))
        position += max(1, size)
    return found


@cache
def _by_entry(lang: str) -> dict[int, list[Rendering]]:
    made: dict[int, list[Rendering]] = {}
    for rendering in cedict_index(lang).renderings:
        made.setdefault(rendering.entry, []).append(rendering)
    return made


@cache
def _index(number: int, lang: str) -> Index:
    """The renderings of one phrase."""
    return Index(_by_entry(lang).get(number, ()), lang)


def phrase_pairs(source: str, target: str, lang: str, known: Collection[str] | None = None) -> Iterator[PairHit]:
    """Set phrases of ``source`` whose image stands in ``target``, with the log-odds of their words."""
    expressions = phrase_expressions(source, known)
    if not expressions:
        return
    words = analyse(target, lang)
    own = native_hits(target, words, lang)
    for expression in expressions:
        best: PairHit | None = None
        for hit in _index(expression.number, lang).find(target, words):
            if is_good(hit, target, expression.entry.good["en"]) or not _image(hit.words, words, lang):
                continue
            if any(same_words(hit, each) for each in own):
                continue
            strength = odds(weighed(hit, words, lang), lang) + GIVEN
            if best is None or strength > best.strength:
                best = PairHit(expression, hit, strength)
        if best is not None:
            yield best


def _image(numbers: Collection[int], words: list[Word], lang: str) -> bool:
    return len(numbers) > 2 or any(is_thing(words[number], lang) for number in numbers)
