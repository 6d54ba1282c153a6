"""What the stream does to pairs so that a model meets real input: noise, joined lines, inline term marks."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from xling.text import is_han
from xling.train.config import NoiseConfig
from xling.train.corpus import Pair
from xling.train.lexical import NONE
from xling.train.vocabulary import MARKS

_FINAL = ".。!！?？"
_COMMON = 150  # target pieces below this id are function words: a mark of them alone teaches nothing


def disturb(pair: Pair, other: Pair, noise: NoiseConfig, rng: random.Random) -> Pair:
    """At most one change: cased otherwise, final punctuation lost, or joined with ``other``."""
    draw = rng.random()
    changes: tuple[tuple[float, Callable[[], Pair]], ...] = (
        (noise.lowercase, lambda: replace(pair, source=pair.source.lower())),
        (noise.uppercase, lambda: replace(pair, source=_upper(pair.source), target=_upper(pair.target))),
        (noise.drop_final_punctuation, lambda: _unstopped(pair)),
        (noise.concatenate, lambda: _joined(pair, other)),
    )
    for share, change in changes:
        if draw < share:
            return change()
        draw -= share
    return pair


def _upper(text: str) -> str:
    return text.replace("ß", "ss").upper()


def _unstopped(pair: Pair) -> Pair:
    if pair.source[-1:] in _FINAL and pair.target[-1:] in _FINAL and len(pair.source) < 90:
        return replace(pair, source=pair.source.rstrip(_FINAL), target=pair.target.rstrip(_FINAL))
    return pair


def _joined(pair: Pair, other: Pair) -> Pair:
    if len(pair.target) + len(other.target) > 140 or not (pair.source[-1:] in _FINAL and pair.target[-1:] in _FINAL):
        return pair
    gap = "" if is_han(other.source[:1] or " ") else " "
    return Pair(f"{pair.source}{gap}{other.source}", f"{pair.target} {other.target}", pair.corpus)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as SentencePiece sees it: characters ``start:end`` of the text, pieces ``first:last``."""

    start: int
    end: int
    first: int
    last: int


def words(pieces: Sequence[str], text: str, *, spaced: bool) -> list[Word]:
    """Words of ``text`` from its SentencePiece pieces; punctuation stands alone; without spaces every piece is a word.

    Pieces are looked up in the text one after the other (SentencePiece's own offsets need the protobuf package); one
    that normalisation has changed gets an empty span.
    """
    found: list[Word] = []
    at = 0
    for i, piece in enumerate(pieces):
        solid = piece.replace("▁", "")
        start = text.find(solid, at, at + len(solid) + 4) if solid else -1
        start, end = (start, start + len(solid)) if start >= 0 else (at, at)
        at = end
        before = found[-1] if found else None
        lettered = any(map(str.isalnum, solid))
        if spaced and before and lettered and not piece.startswith("▁") and text[before.start : before.end].isalnum():
            found[-1] = Word(before.start, end, before.first, i + 1)
        else:
            found.append(Word(start, end, i, i + 1))
    return found


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An aligned phrase that may be marked: source words ``first``–``last``, characters of the target, its weight."""

    first: int
    last: int
    begin: int
    end: int
    rare: int  # target pieces that are no function words: what there is to copy


class Phrases:
    """The latest marked translations, to be drawn from as translations of something else."""

    def __init__(self, size: int = 4000) -> None:
        self._kept: dict[bool, list[str]] = {True: [], False: []}
        self._size = size

    def keep(self, text: str, rng: random.Random) -> None:
        kept = self._kept[text[:1].isupper()]
        if len(kept) < self._size:
            kept.append(text)
        else:
            kept[rng.randrange(len(kept))] = text

    def other(self, text: str, rng: random.Random) -> str:
        """A phrase that begins like ``text``, upper or lower case; ``text`` itself where there is none yet."""
        kept = self._kept[text[:1].isupper()]
        return rng.choice(kept) if kept else text


def mark_terms(
    pair: Pair,
    alignment: npt.NDArray[np.uint8],
    target_ids: Sequence[int],
    source_words: Sequence[Word],
    target_words: Sequence[Word],
    rng: random.Random,
    *,
    foreign: float = 0.0,
    phrases: Phrases | None = None,
) -> Pair:
    """``pair`` with one to four aligned phrases marked in the source, or unchanged when no phrase is safe.

    A phrase is one to three source words whose links all fall into at most four target words and back (the
    consistency condition of phrase extraction, Koehn et al. 2003). Long and rare ones are preferred: a common word is
    translated alike without its mark, and teaches no copying. Articles have several terms a sentence, so half of the
    pairs get more than one mark.

    :param foreign: share of the marks (0–1) that get a phrase of ``phrases`` as their translation, in the mark and in
        the target. Only who copies the mark gets them right.
    """
    found = _candidates(pair, alignment, target_ids, source_words, target_words)
    found.sort(key=lambda each: rng.random() * each.rare, reverse=True)
    wanted = rng.choices((1, 2, 3, 4), (5, 3, 2, 1))[0]
    chosen: list[_Candidate] = []
    for each in found:
        if all(each.last < other.first or each.first > other.last for other in chosen):
            chosen.append(each)
        if len(chosen) == wanted:
            break
    inserts, target = [], pair.target
    for each in sorted(chosen, key=lambda each: each.begin, reverse=True):
        text = own = pair.target[each.begin : each.end]
        if phrases and rng.random() < foreign:
            text = phrases.other(own, rng)
            target = target[: each.begin] + text + target[each.end :]
        if phrases:
            phrases.keep(own, rng)
        inserts.append((source_words[each.last].end, text))
    return replace(pair, source=_inserted(pair.source, inserts), target=target) if inserts else pair


def _candidates(
    pair: Pair,
    alignment: npt.NDArray[np.uint8],
    target_ids: Sequence[int],
    source_words: Sequence[Word],
    target_words: Sequence[Word],
) -> list[_Candidate]:
    links = _word_links(alignment, source_words, target_words)
    found: dict[tuple[int, int], _Candidate] = {}
    for place, word in enumerate(source_words):
        phrase = _phrase(place, links) if pair.source[word.start : word.end].strip() else None
        if phrase is None or phrase[0] in found:
            continue
        (first, last), (low, high) = phrase
        begin, end = target_words[low].start, target_words[high].end
        text = pair.target[begin:end]
        rare = sum(piece >= _COMMON for piece in target_ids[target_words[low].first : target_words[high].last])
        if rare and len(text) >= 3 and text == text.strip() and any(map(str.isalpha, text)):
            found[first, last] = _Candidate(first, last, begin, end, rare)
    return list(found.values())


def _inserted(text: str, inserts: list[tuple[int, str]]) -> str:
    """``text`` with each marked translation behind its place."""
    for cut, wanted in sorted(inserts, reverse=True):
        head, tail = text[:cut], text[cut:]
        text = f"{head} {MARKS[0]} {wanted} {MARKS[1]}{'' if tail[:1] in ' ,.;:!?' else ' '}{tail}"
    return text


def copied(
    guide: npt.NDArray[np.uint8], source: Sequence[int], target: Sequence[int], marks: Sequence[int]
) -> npt.NDArray[np.uint8]:
    """``guide`` with the target pieces that stand between marks in the source linked to those very pieces.

    Word translation probabilities link them to the source term; what a model has to learn is to copy the mark.
    """
    guide = guide.copy()
    free = set(range(len(target)))
    opening = [i for i, piece in enumerate(source) if piece == marks[0]]
    for start in opening:
        end = next((i for i in range(start, len(source)) if source[i] == marks[1]), start)
        pieces, size = list(source[start + 1 : end]), end - start - 1
        for at in range(len(target) - size + 1) if size > 0 else ():
            if list(target[at : at + size]) == pieces and free.issuperset(range(at, at + size)):
                guide[at : at + size] = np.arange(start + 1, end)
                free.difference_update(range(at, at + size))
                break
    return guide


def _word_links(
    alignment: npt.NDArray[np.uint8], source_words: Sequence[Word], target_words: Sequence[Word]
) -> set[tuple[int, int]]:
    of_piece = {piece: i for i, word in enumerate(source_words) for piece in range(word.first, word.last)}
    links = set()
    for j, word in enumerate(target_words):
        for piece in alignment[word.first : word.last]:
            if piece != NONE and int(piece) in of_piece:
                links.add((of_piece[int(piece)], j))
    return links


def _phrase(place: int, links: set[tuple[int, int]]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    here = {place}
    for _ in range(3):
        there = {j for i, j in links if i in here}
        if not there:
            return None
        there = set(range(min(there), max(there) + 1))
        back = {i for i, j in links if j in there} | here
        wider = set(range(min(back), max(back) + 1))
        if len(wider) > 3 or len(there) > 4:
            return None
        if wider == here:
            return (min(here), max(here)), (min(there), max(there))
        here = wider
    return None
