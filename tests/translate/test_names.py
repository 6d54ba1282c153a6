"""Names as terms: which ones are kept, in which form, and what may be replaced by them."""

from __future__ import annotations

import pytest

from xling.translate.names import KeptName, kept_names

KEPT = [
    ("Max Verstappen fährt für Red Bull.", "de", ["Max Verstappen"]),
    ("Der Vorstandschef Uğur Şahin schrieb das auf LinkedIn.", "de", ["Uğur Şahin", "LinkedIn"]),
    ("Wang traf Mark Zuckerberg von Meta.", "de", ["Mark Zuckerberg", "Meta"]),
    ("Die Bundesregierung schweigt.", "de", ["German government"]),
    ("In Deutschland regnet es.", "de", []),
    ("Der Vorstand kauft Chips.", "de", []),
    ("Meta收购了Scale AI。", "zh", ["Meta", "Scale AI"]),
    ("阿里巴巴发布了新产品。", "zh", ["Alibaba"]),
    ("今天天气很好。", "zh", []),
]


@pytest.mark.parametrize(("text", "lang", "wanted"), KEPT)
def test_which_names_are_kept_and_in_which_form(text: str, lang: str, wanted: list[str]) -> None:
    found = kept_names(text, lang, "en")
    assert set(wanted) <= {match.term.target for match in found}
    assert bool(found) is bool(wanted)
    assert all(match.span.of(text) == match.term.source for match in found)


def test_any_listed_form_fulfils_it_as_a_whole_word() -> None:
    (match,) = kept_names("Die Bundesregierung schweigt.", "de", "en")
    assert isinstance(match.term, KeptName)
    for text, place in (("The Federal Government is silent.", "Federal Government"), ("The state is silent.", "")):
        assert [span.of(text) for span in match.term.places(text)] == ([place] if place else [])
    (meta,) = kept_names("Meta schweigt.", "de", "en")
    assert isinstance(meta.term, KeptName)
    assert not meta.term.places("Metadata is silent.")


def test_only_what_begins_alike_is_taken_for_a_garbled_name() -> None:
    (match,) = kept_names("Das sagte Max Verstappen.", "de", "en")
    assert match.term.may_replace("Max Verstst")  # type: ignore[attr-defined]
    assert not match.term.may_replace("their market")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("Zuckerbergs", True), ("sugarberg", True), ("and sugarberg", True), ("needs a", False), ("the company", False)],
)
def test_what_the_model_may_have_made_of_a_name(words: str, wanted: bool) -> None:
    (match,) = kept_names("Das sagte Mark Zuckerberg.", "de", "en")
    assert isinstance(match.term, KeptName)
    assert match.term.may_replace(words) is wanted
