"""The parts of the default method: growing, priors, lexical tables, head."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from xling.align.function_words import allowed
from xling.align.head import pair_name, shipped, unit
from xling.align.lexical import Lexicon, lexicon, normal_form
from xling.align.priors import distortion, lexical, neighbours, spelling
from xling.align.soft import grow, word_probabilities
from xling.errors import ModelError


def test_probabilities_are_gathered_over_subwords() -> None:
    # Source word 0 has two subwords, target word 1 none.
    logits = np.array([[2.0, 0.0], [0.0, 0.0], [0.0, 3.0]])
    forward, backward = word_probabilities(logits, np.array([0, 0, 1]), np.array([0, 2]), (2, 3))
    assert forward.shape == backward.shape == (2, 3)
    assert forward[0, 0] > 0.8 and forward[1, 2] > 0.9 and not forward[:, 1].any()
    assert np.all(backward.sum(axis=0)[[0, 2]] <= 1.5)


def test_a_compound_takes_its_neighbour_and_a_stray_does_not() -> None:
    links = np.zeros((2, 4), bool)
    links[0, 1] = True
    backward = np.array([[0.1, 0.9, 0.9, 0.9], [0.0, 0.0, 0.0, 0.0]])
    grown = grow(links, np.zeros((2, 4)), backward, sure=0.7, alone=0.5)
    assert grown[0].tolist() == [False, True, True, True] and not grown[1].any()
    assert not links[0, 2]  # the argument is left as it was


def test_two_free_words_find_each_other() -> None:
    both = np.array([[0.4, 0.0], [0.0, 0.3]])
    assert np.array_equal(
        grow(np.zeros((2, 2), bool), both, both, sure=0.9, alone=0.1), [[True, False], [False, False]]
    )


def test_spelling() -> None:
    equal, unlike = spelling(["14,3", "，", "Haus", "“"], ["14.3", ",", "house", "”", "1.43"])
    assert equal[0].tolist() == [True, False, False, False, True]  # digits alone: separators differ by language
    assert equal[1, 1] and equal[3, 3] and not equal[2].any()
    assert unlike[1, 2] and unlike[2, 1] and not unlike[1, 1] and not unlike[2, 2]


def test_distortion_is_least_on_the_diagonal() -> None:
    places = distortion(4, 4)
    assert np.allclose(np.diag(places), 0) and places.max() <= 1
    assert distortion(0, 3).shape == (0, 3)


def test_links_around_a_pair_speak_for_it() -> None:
    links = np.zeros((5, 6))
    links[2, 2] = 1.0
    support = neighbours(links)
    assert support[1, 1] == support[3, 1] == support.max() == 1  # either order of words
    assert 0 < support[0, 0] < support[0, 1] < 1
    assert not support[2].any() and not support[:, 2].any()  # no link speaks for itself
    assert neighbours(np.zeros((0, 3))).shape == (0, 3)


@pytest.mark.parametrize(("word", "form"), [("Haus", "haus"), ("14,3", "00,0"), ("ＡＩ", "ai"), ("Straße", "straße")])
def test_normal_form(word: str, form: str) -> None:
    assert normal_form(word) == form


def test_a_table_survives_the_disk(tmp_path: Path) -> None:
    table = Lexicon.build(
        ["", "haus", "hund"], ["", "dog", "house"], np.array([1, 2, 2]), np.array([2, 1, 2]),
        np.array([9.0, 9.0, 0.2]), np.array([0.9, 0.8, 0.1], np.float32), np.array([0.7, 0.9, 0.1], np.float32),
    )  # fmt: skip
    table.save(tmp_path / "t.npz")
    forward, backward = Lexicon.load(tmp_path / "t.npz").lookup(["Haus", "Hund", "?"], ["house", "dog"])
    assert np.allclose(forward, [[0.9, 0], [0, 0.8], [0, 0]], atol=0.05)
    assert np.allclose(backward, [[0.7, 0], [0, 0.9], [0, 0]], atol=0.05)
    (tmp_path / "t.npz").write_bytes(b"PK not a zip")
    with pytest.raises(ModelError, match="cannot read the lexical table"):
        Lexicon.load(tmp_path / "t.npz")


def test_the_shipped_tables_know_common_words() -> None:
    german, chinese = lexicon("de", "en"), lexicon("zh", "en")
    assert german is not None and chinese is not None and lexicon("en", "fr") is None
    assert lexical(german, ["Haus"], ["house"])[0, 0] > lexical(german, ["Haus"], ["dog"])[0, 0]
    assert lexical(chinese, ["欧盟"], ["eu"])[0, 0] > 4


def test_the_head_keeps_lengths() -> None:
    head = shipped()
    vectors = np.random.default_rng(1).normal(size=(5, 384)).astype(np.float32)
    for lang in ("de", "zh", "en", "other"):
        assert np.allclose(np.linalg.norm(head.project(vectors, lang, "de-en"), axis=1), 1, atol=1e-4)
    assert np.allclose(head.project(vectors, "en", "fr-en"), unit(vectors - head.means["en"]))
    assert pair_name("en", "de") == pair_name("de", "en") == "de-en"


def test_chinese_particles_and_english_articles_stand_alone() -> None:
    mask = allowed(["欧盟", "的", "这"], ["the", "of", "pledge"], ("zh", "en"))
    assert mask.tolist() == [[False, True, True], [False, True, False], [True, True, True]]
    assert np.array_equal(allowed(["the", "of", "pledge"], ["欧盟", "的", "这"], ("en", "zh")), mask.T)
    assert allowed(["die"], ["the"], ("de", "en")).all() and allowed([], ["the"], ("zh", "en")).shape == (0, 1)
