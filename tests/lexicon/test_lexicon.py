"""The calque lexicon and its helpers: format, keys that survive inflection, topics, native idioms."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.errors import GlossaryError
from xling.lexicon import analyse, calques, read_calques
from xling.lexicon.calques import CLASSES, COLUMNS
from xling.lexicon.concepts import concepts, parts_of
from xling.lexicon.native import native_idioms
from xling.lexicon.topics import allowed, topics
from xling.lexicon.words import word_spans
from xling.text import is_han

HEADER = "\t".join(COLUMNS)
GOOD = "画蛇添足\tidiom\tto overdo\tübertreiben\toverdo\tSchlange Füße malen\tadd feet to a snake\t"


def test_shipped_lexicon_is_broad_and_well_formed() -> None:
    entries = calques()
    assert len(entries) >= 1200
    assert {entry.kind for entry in entries} == set(CLASSES)
    for entry in entries:
        assert any(is_han(character) for character in entry.zh) or entry.zh.isascii(), entry.where
        assert entry.literal["de"] or entry.literal["en"], entry.where
        for topic in entry.context:
            name = topic.lstrip("-")
            assert not name.startswith("@") or name[1:] in topics("de") or name in ("@year", "@pair"), (
                entry.where,
                topic,
            )


def test_the_idiom_of_the_seed_is_there() -> None:
    entry = next(entry for entry in calques() if "千金买马骨" in entry.forms)
    assert "talent" in entry.meaning and entry.good["en"] and entry.good["de"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (GOOD.replace("\tidiom\t", "\tjoke\t"), "class 'joke' not known"),
        (GOOD.replace("overdo\tSchlange", "overdo \tSchlange"), "stray space"),
        (GOOD.replace("to overdo", ""), "column meaning is empty"),
        ("画蛇添足\tidiom", "2 columns"),
        (GOOD + "\n" + GOOD, "already in line 2"),
        ("画蛇添足\tidiom\tto overdo\tübertreiben\toverdo\t\t\t", "no literal rendering"),
    ],
)
def test_mistakes_name_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "my.zh.tsv"
    path.write_text(f"{HEADER}\n{line}\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match=message) as caught:
        read_calques(path)
    assert "my.zh.tsv:" in str(caught.value)


def test_unknown_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "my.zh.tsv"
    path.write_text("zh\tde\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="header"):
        read_calques(path)


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("de", "Hühnern", "Huhn"),
        ("de", "schlugen", "schlagen"),
        ("de", "herauszuziehen", "ziehen"),
        ("de", "Weglocken", "locken"),
        ("de", "Kugelvorhänge", "Kugelvorhang"),
        ("de", "Reisig", "Brennholz"),  # one concept
        ("de", "Pferdeknochen", "Knochen"),
        ("en", "geese", "goose"),
        ("en", "brushwood", "firewood"),
    ],
)
def test_words_meet(lang: str, left: str, right: str) -> None:
    first, second = analyse(left, lang)[0], analyse(right, lang)[0]
    assert first.keys & second.keys


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Reise", "Reis"),
        ("Diskursmacht", "acht"),
        ("weise", "weiß"),
        ("Welle", "wollen"),
        ("Landmaschinenhersteller", "Teller"),
        ("Hersteller", "Teller"),
        ("Investieren", "Stier"),
        ("Vorstellungen", "Lunge"),
        ("Gastgeber", "Eber"),
    ],
)
def test_words_do_not_meet(left: str, right: str) -> None:
    assert not analyse(left, "de")[0].keys & analyse(right, "de")[0].keys


def test_compounds_fall_into_known_parts() -> None:
    assert parts_of("Pferdeknochen") == ("pferd", "knochen")
    assert parts_of("Wissenschaft") == ()


def test_concepts_and_native_idioms_are_broad() -> None:
    assert len(concepts()) >= 400
    assert len(native_idioms("de")) >= 300 and len(native_idioms("en")) >= 300


def test_context_conditions() -> None:
    words = analyse("Die Aktie fiel an der Börse.", "de")
    assert allowed(("@finance",), words, "de") is True
    assert allowed(("@film",), words, "de") is None
    assert allowed(("-@finance",), words, "de") is False
    assert allowed((), words, "de") is True


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=60), st.sampled_from(["de", "en"]))
def test_word_spans_slice_back(text: str, lang: str) -> None:
    assert [span.of(text) for span in word_spans(text)] == [word.text for word in analyse(text, lang)]
