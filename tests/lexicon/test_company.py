"""Words suit the company they keep; cases of both languages, written for this test."""

from __future__ import annotations

import numpy as np
import pytest

from xling.lexicon.company import company, pack, suits, surroundings
from xling.lexicon.concepts import analyse

CASES = [
    # word in doubt, a sentence where it belongs, one where it does not
    ("de", "Behandlung", "Die … im Krankenhaus half Patienten", "Bei … und Gehalt einigten sich Chef und Verband"),
    ("de", "Pferd", "Das … des Reiters sprang über den Graben", "Die … der Bank senkte die Zinsen der Anleihe"),
    ("de", "Platte", "Die tektonische … bewegte sich beim Erdbeben", "Die … der Börse gewann mit den Aktien"),
    ("en", "treatment", "The … in hospital cured the patient", "The union negotiated … and salary for workers"),
    ("en", "shell", "The … of the egg and the snail", "The … of investors bought bonds and shares"),
    ("en", "wave", "The … hit the beach and the boats", "The … of the court sentenced the lawyer"),
]  # fmt: skip


def stems(text: str, lang: str) -> list[str]:
    return [word.exact[2:] for word in analyse(text, lang) if word.content]


@pytest.mark.parametrize(("lang", "word", "right", "wrong"), CASES)
def test_a_word_suits_its_own_company_better(lang: str, word: str, right: str, wrong: str) -> None:
    at_home, abroad = (suits(stems(word, lang), surroundings(stems(text, lang), lang), lang) for text in (right, wrong))
    assert at_home is not None
    assert abroad is not None
    assert at_home > abroad + 0.3


def test_of_unknown_words_nothing_is_said() -> None:
    assert suits(["xyzzyq"], surroundings(["bank"], "en"), "en") is None
    assert suits(["bank"], surroundings(["xyzzyq"], "en"), "en") is None
    assert suits([], surroundings(["bank"], "en"), "en") is None
    assert suits(["bank"], surroundings([], "en"), "en") is None


def test_packed_vectors_keep_their_values() -> None:
    dice = np.random.default_rng(1)
    inner, outer = dice.normal(size=(5, 8)), dice.normal(size=(3, 8))
    packed = pack(["bank", "fluß", "c", "d", "e"], np.array([9, 7, 5, 3, 1]), inner, outer)
    assert packed["words"].tobytes().decode().split("\n") == ["bank", "fluß", "c", "d", "e"]
    for name, matrix in (("inner", inner), ("outer", outer)):
        back = packed[name] * packed[f"{name}_scale"][:, None]
        assert np.abs(back - matrix).max() <= np.abs(matrix).max() / 127


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_shipped_vectors_are_whole(lang: str) -> None:
    known = company(lang)
    assert len(known.places) == len(known.inner) == len(known.inner_scale) > 15_000
    assert len(known.outer) == len(known.outer_scale) == len(known.telling) <= len(known.inner)
