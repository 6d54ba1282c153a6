"""Words of an English translation in the place of others which they exclude: less for more, Swiss for Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from xling.lexicon.glosses import is_glossed
from xling.types import Alignment

_SURE = 0.07  # probability from which the other word is a rendering of the source word
_NEVER = 0.003  # probability up to which the word itself is none


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Numbers of the word and of the source word in whose place it stands; the word that belongs there, with the
    probability that it renders the source word (0–1); and whether the aligner links the two."""

    target: int
    source: int
    right: str
    probability: float
    linked: bool

    @property
    def score(self) -> float:
        """How sure it is, 0–1: a link between the two says most."""
        return min(1.0, 0.55 + 0.2 * self.probability + (0.25 if self.linked else 0.0))


def exchanged(
    alignment: Alignment,
    lang: str,
    against: Mapping[str, frozenset[str]],
    family: Callable[[str], frozenset[str]],
) -> Iterator[Exchanged]:
    """Words of the translation that render no source word, while a word they exclude renders one and is missing.

    :param against: for a word in lower case all forms of the words that it excludes.
    :param family: all forms of a word, itself among them.
    """
    from xling.align.lexical import lexicon

    table = lexicon(lang, "en")
    source = [span.of(alignment.source) for span in alignment.source_tokens]
    words = [span.of(alignment.target).lower() for span in alignment.target_tokens]
    if table is None or not source:
        return
    free = set(range(len(source))) - {link.source for link in alignment.links if link.score > 0.5}
    for place, word in enumerate(words):
        others = against.get(word)
        if not others or table.lookup(source, sorted(family(word)))[0].max() > _NEVER:
            continue
        if lang == "zh" and is_glossed(word, alignment.source, shortest=2):
            continue  # 前后 is before as well as after
        names = sorted(others)
        found = table.lookup(source, names)[0]
        candidates = [row for row in range(len(source)) if found[row].max() >= _SURE]
        if sum(each in others for each in words) >= len(candidates):
            continue
        partners = {link.source for link in alignment.links if link.target == place}
        row = max(candidates, key=lambda row: (row in partners, row in free, float(found[row].max())))
        if row in partners or row in free:
            column = int(found[row].argmax())
            yield Exchanged(place, row, names[column], float(found[row, column]), row in partners)
