"""What word links say of a denial that seems to stand on one side only."""

from __future__ import annotations

from functools import lru_cache

from xling.checks.content import is_content
from xling.types import Alignment, Span

_LINKED = 0.5  # score from which a link is believed
_SURE = 0.8  # score from which a link alone says that the word is rendered plainly
_PLAIN = 0.1  # support from which a word next to the denial is rendered plainly
_NEAR = 3  # words from the denial within which the denied word is looked for
_AFTER = 4  # words of the translation behind its denial within which the denied word is looked for
FREE, UNSURE = 1.0, 0.5


def evidence(
    alignment: Alignment, denials: list[Span], answers: list[Span], langs: tuple[str, str], side: str
) -> float:
    """Factor 0.5–1.0 for a denial of ``side`` ("source" or "target") that the other side seems to lack.

    A denial that is linked to a content word has its answer in that word: 不懂 is "forgot", "not worried" is unbesorgt.
    A denial of the source must stand beside a word that is rendered plainly; where all around it is rendered freely,
    so may the denial be ("in the open" for nicht geklärt). A denial of an English translation must stand before a word
    that renders one of the source: "carried over" is no rendering of verfallen, which "not carried over" is.

    :param denials: the denials of ``side``, spans into its text.
    :param answers: those of the other side; a denial linked to one of them is answered and does not count.
    :param langs: languages of source and target.
    """
    links = _links(alignment, side)
    own, other = _sides(alignment, side)
    text, facing = (alignment.source, alignment.target) if side == "source" else (alignment.target, alignment.source)
    lang, far = langs if side == "source" else langs[::-1]
    support = _support(alignment, langs, side) if side == "source" else {}
    factors = []
    for denial in denials:
        places = [place for place, token in enumerate(own) if token.overlaps(denial)]
        partners = [b for a, b, score in links if a in places and score >= _LINKED]
        if any(other[partner].overlaps(answer) for partner in partners for answer in answers):
            continue
        if any(is_content(other[partner].of(facing), far) for partner in partners):
            factors.append(UNSURE)
        elif side == "source":
            near = range(places[0] - _NEAR, places[-1] + _NEAR + 1) if places else ()
            around = [i for i in near if 0 <= i < len(own) and i not in places and is_content(own[i].of(text), lang)]
            plain = any(support.get(place, 0.0) >= _PLAIN for place in around)
            factors.append(FREE if plain or not around else UNSURE)  # 他没有来 has no content word that could be free
        else:
            factors.append(FREE if far == "zh" or _plainly_denied(alignment, langs[0], places) else UNSURE)
    return max(factors, default=UNSURE)


def _plainly_denied(alignment: Alignment, lang: str, denial: list[int]) -> bool:
    """True when the words that the translation denies render words of the source: the first content word behind the
    denial by a sure link, it or the next by the lexical table, in any of its forms."""
    from xling.align.lexical import lexicon

    table = lexicon(lang, "en")
    if table is None or not denial:
        return True
    tokens = alignment.target_tokens
    behind = range(denial[-1] + 1, min(len(tokens), denial[-1] + 1 + _AFTER))
    denied = [place for place in behind if is_content(tokens[place].of(alignment.target), "en")][:2]
    if any(link.target == denied[0] and link.score >= _SURE for link in alignment.links if denied):
        return True
    source = [token.of(alignment.source) for token in alignment.source_tokens]
    words = [form for place in denied for form in _forms(lang, tokens[place].of(alignment.target).lower())]
    if not source or not words:
        return False
    forward, backward = table.lookup(source, words)
    return bool(((forward * backward) ** 0.5).max() >= _PLAIN)


@lru_cache(maxsize=4096)
def _forms(lang: str, word: str) -> tuple[str, ...]:
    """``word`` and the words of the table into English that have its stem and begin with the same two letters."""
    from xling.align.lexical import lexicon
    from xling.lexicon.words import stem

    table = lexicon(lang, "en")
    alike = (other for other in table.target if other[:2] == word[:2]) if table else ()
    return (word, *(other for other in alike if other != word and stem(other, "en") == stem(word, "en")))


def _links(alignment: Alignment, side: str) -> list[tuple[int, int, float]]:
    if side == "source":
        return [(link.source, link.target, link.score) for link in alignment.links]
    return [(link.target, link.source, link.score) for link in alignment.links]


def _sides(alignment: Alignment, side: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    tokens = alignment.source_tokens, alignment.target_tokens
    return tokens if side == "source" else tokens[::-1]


def _support(alignment: Alignment, langs: tuple[str, str], side: str) -> dict[int, float]:
    """For each linked word of ``side`` the best product of link score and table probability, 0–1."""
    import numpy as np

    from xling.align.lexical import lexicon

    table = lexicon(*langs)
    if table is None or not alignment.links:
        return {place: 1.0 for place, _, _ in _links(alignment, side)}
    source = [token.of(alignment.source) for token in alignment.source_tokens]
    target = [token.of(alignment.target) for token in alignment.target_tokens]
    forward, backward = table.lookup(source, target)
    mutual = np.sqrt(forward * backward)
    found: dict[int, float] = {}
    for link in alignment.links:
        place = link.source if side == "source" else link.target
        found[place] = max(found.get(place, 0.0), link.score * float(mutual[link.source, link.target]))
    return found
