"""Scores of translations: BLEU, chrF, loops, amounts, terms."""

from __future__ import annotations

import pytest

from xling.errors import InputError
from xling.evaluate.mt import loop_share, loops, quality, term_success, values

REFERENCES = ["The company was valued at $1.2 billion.", "Three hundred people lost their jobs."]


def test_quality_has_signatures() -> None:
    found = quality(REFERENCES, [REFERENCES])
    assert (found.bleu, found.chrf) == (100.0, 100.0)
    assert found.bleu_signature.startswith("nrefs:1|case:mixed|") and "version:" in found.chrf_signature
    assert str(found).startswith("BLEU 100.0 chrF2 100.0 (2 lines; nrefs:1|")


@pytest.mark.parametrize("references", [[["one line"]], [[]], []])
def test_sides_must_fit(references: list[list[str]]) -> None:
    with pytest.raises(InputError):
        quality(["a", "b"], references)


# Forms of breakdown seen in output of undertrained models.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the head of the company and the head of the company and the head of the company", True),
        ("no no no no no no no", True),
        ("He said that he had said that he had no comment.", False),
        ("ha ha ha", False),
        ("", False),
    ],
)
def test_loops(text: str, expected: bool) -> None:
    assert loops(text) is expected


def test_loop_share() -> None:
    assert loop_share(["a b c", "so so so so so so so"]) == 0.5
    assert loop_share([]) == 0.0


def test_values_compare_meaning_not_spelling() -> None:
    found = values(["It was valued at 1.2 billion dollars.", "Four hundred people lost their jobs."], REFERENCES)
    assert (found.right, found.total) == (1, 2)
    assert values([], []).share == 0.0


def test_term_success_ignores_case() -> None:
    found = term_success(["The Acqui-hire is done.", "Nothing."], [["acqui-hire"], ["board"]])
    assert (found.right, found.total, found.share) == (1, 2, 0.5)
