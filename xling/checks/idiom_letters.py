"""A literal rendering met by its letters: a compound that the text takes apart, or parts that the text puts together.

"Intelligenzquotientensteuer" and "eine Steuer auf den Intelligenzquotienten" share no word that a dictionary of stems
would find, but nearly all their letters. The measure is the share of the rendering's letters that lie in long common
substrings with neighbouring words of the text. With the Chinese expression at hand that is evidence enough.
"""

from __future__ import annotations

from collections.abc import Sequence

from xling.checks.idiom_match import Hit, Rendering
from xling.lexicon.concepts import analyse
from xling.lexicon.words import Word
from xling.text import is_han
from xling.types import Span

WHOLE = 0.8
"""Least share of a rendering's letters that must be met."""
SHORTEST = 4
"""Letters of the shortest common substring that counts, and of the shortest rendering by half."""
OF_WORD = 0.6
"""Least share of a word of the text that its common substring must make up."""
REACH = 8
"""Words within which the parts of one rendering stand."""


def spelt_out(rendering: Rendering, words: Sequence[Word], lang: str) -> Hit | None:
    """The place in ``words`` that holds at least ``WHOLE`` of the letters of ``rendering``, or None."""
    if is_han(rendering.text[0]):
        return None
    letters = "".join(word.text.lower() for word in analyse(rendering.text, lang) if word.content)
    if len(letters) < 2 * SHORTEST:
        return None
    pieces = []
    for number, word in enumerate(words):
        if not word.content:
            continue
        start, length = common_substring(letters, word.text.lower())
        if length >= max(SHORTEST, OF_WORD * len(word.text)):
            pieces.append((number, start, start + length))
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    for first, _, _ in pieces:
        near = [piece for piece in pieces if first <= piece[0] < first + REACH]
        met = {place for _, start, end in near for place in range(start, end)}
        best = max(best, (len(met) / len(letters), tuple(number for number, _, _ in near)))
    share, chosen = best
    if share < WHOLE:
        return None
    span = Span(words[chosen[0]].span.start, words[chosen[-1]].span.end)
    mass, own = rendering.total * share, len(rendering.items)
    return Hit(rendering, span, share, 0.0, share, mass, len(chosen), chosen, own=own)


def common_substring(left: str, right: str) -> tuple[int, int]:
    """Start in ``left`` and length of the longest common substring; (0, 0) where there is none."""
    best, row = (0, 0), [0] * (len(right) + 1)
    for number, letter in enumerate(left, 1):
        new = [0] * (len(right) + 1)
        for place, other in enumerate(right, 1):
            if letter == other:
                new[place] = row[place - 1] + 1
                if new[place] > best[1]:
                    best = (number - new[place], new[place])
        row = new
    return best
