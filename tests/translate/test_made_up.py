"""Words that no language has are mended from the source word that the decoder looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from xling.translate.decoder import Decoder
from xling.translate.ladder import Pinned
from xling.translate.made_up import mended
from xling.types import Span, Term, TermHit, TermMatch, TermOutcome


class _Words:
    """Every word is one piece; of Chinese every two characters."""

    def placed(self, text: str, *, target: bool = False) -> list[tuple[str, Span]]:
        from xling.align.words import tokenize

        return [(span.of(text), span) for span in tokenize(text)]


@dataclass
class _Looks:
    """Attention: ``pairs`` of words look at each other, everything else at the end."""

    pairs: dict[str, str]
    limit: int = 100

    def attend(self, asked: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> list[NDArray[np.float32]]:
        found = []
        for source, target in asked:
            rows = np.zeros((len(target), len(source) + 1), np.float32)
            for row, word in zip(rows, target, strict=True):
                row[source.index(self.pairs[word]) if self.pairs.get(word) in source else -1] = 1.0
            found.append(rows)
        return found


def mend(source: str, text: str, looks: dict[str, str], lang: str = "de", hits: tuple[TermHit, ...] = ()) -> Pinned:
    decoder = Decoder(cast("Any", _Looks(looks)), cast("Any", _Words()), cast("Any", None), (lang, "en"))
    return mended(decoder, [source], [Pinned(text, -1.0, 5, hits)])[0]


MENDED = [
    ("Den Luftschlauch durchschneiden.", "Cut the airauch.", {"airauch": "Luftschlauch"}, "de", "Cut the air hose."),
    ("Am Sonntag ist frei.", "On Sonontag it is free.", {"Sonontag": "Sonntag"}, "de", "On Sunday it is free."),
    ("Firmen zahlen Prämien.", "Compans pay bonuses.", {"Compans": "Firmen"}, "de", "Companies pay bonuses."),
    ("Er kam ins Orchester.", "He joined the Orchester.", {"Orchester": "Orchester"}, "de",
     "He joined the orchestra."),
    ("我们巩固民主。", "We considates democracy.", {"considates": "巩固"}, "zh", "We consolidate democracy."),
]  # fmt: skip
KEPT = [
    ("Die Garantie gilt.", "The guarantee garanti applies.", {"garanti": "Garantie"}, "de"),  # it is rendered already
    ("Bei Uniper läuft es.", "At Uniper it goes well.", {"Uniper": "Uniper"}, "de"),  # a name
    ("Die MHP Riesen verlieren.", "The MHP Riesen lose.", {"Riesen": "Riesen", "MHP": "MHP"}, "de"),  # in a name
    ("Das Xqzwort fehlt.", "The airauch is missing.", {"airauch": "Xqzwort"}, "de"),  # nothing is known of it
    ("Den Luftschlauch durchschneiden.", "Cut the airauch.", {}, "de"),  # nobody knows where it comes from
    ("Der Schlauch ist lang.", "The hose is long.", {"hose": "lang"}, "de"),  # a word
]


@pytest.mark.parametrize(("source", "text", "looks", "lang", "expected"), MENDED)
def test_made_up_words_are_mended(source: str, text: str, looks: dict[str, str], lang: str, expected: str) -> None:
    found = mend(source, text, looks, lang)
    assert found.text == expected
    assert len(found.warnings) == 1
    assert found.warnings[0].startswith("made-up word ")


@pytest.mark.parametrize(("source", "text", "looks", "lang"), KEPT)
def test_others_are_kept(source: str, text: str, looks: dict[str, str], lang: str) -> None:
    assert mend(source, text, looks, lang) == Pinned(text, -1.0, 5)


def test_places_of_terms_move_and_terms_are_not_touched() -> None:
    source, text = "Den Luftschlauch von Airauchs reinigen.", "Clean the airauch of Airauchs well."
    at = text.index("Airauchs")
    match = TermMatch(Term("Airauchs", "Airauchs", "de", "en"), Span(source.index("Airauchs"), 30))
    hit = TermHit(match, TermOutcome.MODEL, Span(at, at + 8))
    found = mend(source, text, {"airauch": "Luftschlauch", "Airauchs": "Luftschlauch"}, hits=(hit,))
    assert found.text == "Clean the air hose of Airauchs well."
    assert found.hits[0].target_span is not None
    assert found.hits[0].target_span.of(found.text) == "Airauchs"
