"""Reading, cleaning, marks and packing of sentence pairs."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.errors import InputError, UsageError
from xling.paths import data_dir
from xling.train import TrainConfig, lexical, load, packing
from xling.train.cleaning import clean, numbers_agree, speaks
from xling.train.config import CorpusConfig, NoiseConfig, OptimisationConfig, changed
from xling.train.corpus import Pair, read
from xling.train.lexical import NONE
from xling.train.marks import Phrases, Word, copied, disturb, mark_terms, words
from xling.train.prepare import data_signature
from xling.train.schedule import guide_weight, learning_rate

FAST = settings(max_examples=60, deadline=None, derandomize=True)

CONFIG = TrainConfig("t", "de", "en", (CorpusConfig("x.tsv", 1.0), CorpusConfig("y.tsv", 1.0, trusted=True)))


# Written for this test after faults seen in web bitext.
@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("Der Umsatz stieg um 12 Prozent.", "Revenue rose by 12 percent.", ""),
        ("Der Umsatz stieg auf 3,5 Mio. Euro.", "Revenue rose to 3.5 million euros.", ""),
        ("Er zahlte 4.200 Euro.", "He paid 4,200 euros.", ""),
        ("Er zahlte 4.200 Euro.", "He paid 5,300 euros.", "numbers"),
        ("Der Umsatz stieg <b>stark</b>.", "Revenue rose sharply.", "markup"),
        ("The company is not for sale, they said.", "The company is not for sale, they said.", "language"),
        ("Die Firma ist nicht zu verkaufen, sagten sie.", "Die Firma ist nicht zu verkaufen, sagten sie.", "language"),
        ("Ja.", "Yes, and this sentence says a great deal more than its source ever did.", "length ratio"),
        ("x" * 500, "y" * 500, "length"),
        ("这家公司估值三十亿美元。", "The company is valued at three billion dollars.", "language"),
    ],
)
def test_each_step_drops_what_it_names(source: str, target: str, reason: str) -> None:
    dropped: Counter[str] = Counter()
    kept = list(clean([Pair(source, target, 0)], CONFIG, dropped))
    assert (not kept) == bool(reason)
    assert dropped == ({f"0 {reason}": 1} if reason else {})


def test_duplicates_evaluation_lines_and_quotes(tmp_path: Path) -> None:
    (tmp_path / "gold.de").write_text("Das wird gemessen.\n", encoding="utf-8")
    (tmp_path / "gold.tsv").write_text("Noch eines.\tThis is a reference.\n", encoding="utf-8")
    files = (str(tmp_path / "gold.de"), str(tmp_path / "gold.tsv"))
    config = replace(CONFIG, cleaning=replace(CONFIG.cleaning, exclude=files))
    dropped: Counter[str] = Counter()
    pairs = [
        Pair("Er sagte: „Nein.“", "He said: “No.”", 0),
        Pair("Er sagte: „Nein.“", "He said: “No.”", 0),
        Pair("das wird GEMESSEN.", "This is measured.", 0),
        Pair("Das ist eine Übersetzung davon.", "This is a reference.", 0),
    ]
    assert [pair.target for pair in clean(pairs, config, dropped)] == ['He said: "No."']
    assert dropped == {"0 duplicate": 1, "0 evaluation": 2}


def test_trusted_pairs_are_cleaned_for_length_only() -> None:
    pair = Pair("Er zahlte 12 Euro.", "He paid 13 euros.", 1)
    assert list(clean([pair], CONFIG, Counter())) == [pair]


@pytest.mark.parametrize(
    ("source", "target", "agree"),
    [
        ("12亿美元", "$1.2 billion", True),
        ("3500万人", "35 million people", True),
        ("1,5 Millionen", "1.5 million", True),
        ("am 14. Juni 2024", "on June 14, 2024", True),
        ("zwölf", "12", True),  # only one side has digits
        ("12亿美元", "$1.5 billion", False),
        ("2019 gegründet", "founded in 2018", False),
    ],
)
def test_numbers_agree_by_significant_digits(source: str, target: str, agree: bool) -> None:
    assert numbers_agree(source, target) is agree


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Das ist nicht die Antwort auf die Frage.", "de", True),
        ("This is not the answer to the question.", "de", False),
        ("Alphabet Amazon Apple", "en", True),  # too short to tell
        ("该公司宣布收购", "zh", True),
        ("The company announced", "zh", False),
        ("该公司宣布", "en", False),
    ],
)
def test_speaks(text: str, lang: str, expected: bool) -> None:
    assert speaks(text, lang) is expected


TMX = """<?xml version="1.0"?><tmx version="1.4"><header/><body>
<tu><tuv xml:lang="de-DE"><seg>Der <bpt i="1">&lt;b&gt;</bpt>Vorstand<ept i="1">&lt;/b&gt;</ept> tagt.</seg></tuv>
<tuv xml:lang="en-GB"><seg>The board is meeting.</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Nur deutsch.</seg></tuv></tu></body></tmx>"""
XLIFF = """<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file><body>
<trans-unit id="1"><source>Der <g id="1">Vorstand</g> tagt.</source><target>The board is meeting.</target></trans-unit>
<trans-unit id="2"><source>Offen.</source></trans-unit></body></file></xliff>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tmx", TMX),
        ("a.xlf", XLIFF),
        ("a.tsv", "Der Vorstand tagt.\tThe board is meeting.\tnews\n"),
    ],
)
def test_formats_give_the_same_pair(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    config = replace(CONFIG, corpora=(CorpusConfig(str(tmp_path / name), 1.0),))
    assert list(read(config)) == [Pair("Der Vorstand tagt.", "The board is meeting.", 0)]


def test_corpora_select_lines_of_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("a\tA\tnews\nb\tB\ttalks\nc\tC\tother\n", encoding="utf-8")
    corpora = tuple(CorpusConfig(str(path), 1.0, select=(tag,)) for tag in ("talks", "news"))
    assert list(read(replace(CONFIG, corpora=corpora))) == [Pair("a", "A", 1), Pair("b", "B", 0)]


@pytest.mark.parametrize(("name", "content"), [("a.tsv", "no tab\n"), ("a.tmx", "<tmx><tu>"), ("missing.tsv", None)])
def test_unreadable_corpora(tmp_path: Path, name: str, content: str | None) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=name):
        list(read(replace(CONFIG, corpora=(CorpusConfig(str(tmp_path / name), 1.0),))))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name = "a"\nsource = "de"\ntarget = "en"\nspeed = 3\n', "unknown key 'speed'"),
        ('name = "a"\nsource = "de"\n', "target, corpora missing"),
        ('name = "a"\nsource = "de"\ntarget = "en"\n[[corpus]]\npath = "a"\nshare = 1\n', "needs steps or minutes"),
        ('name = "a"\naverage_with = "de-en"\n', "is no list"),
        ('name = "a"\nsource = "de"\ntarget = 3\n', "target = 3 is not of type str"),
        ('name = "a"\nsource = "de"\ntarget = "en"\n[[corpus]]\npath = "{data}/a"\nshare = 1\n', "needs a data folder"),
    ],
)
def test_configuration_faults_are_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        load(path)


@pytest.mark.parametrize(
    "path",
    [*sorted((Path(__file__).parents[2] / "benchmarks/models").glob("*.toml")), data_dir() / "fine-tune.toml"],
    ids=lambda path: path.name,
)
def test_shipped_configurations_load(path: Path) -> None:
    assert load(path, data="/data").corpora


def test_signatures_see_what_was_set_and_no_defaults() -> None:
    corpora = (CorpusConfig("a.tsv", 1.0, select=("x",)),)
    config = TrainConfig("m", "de", "en", corpora, noise=NoiseConfig(term_marks=0.2))
    wanted = {"name": "m", "source": "de", "target": "en", "noise": {"term_marks": 0.2}}
    assert changed(config) == wanted | {"corpora": [{"path": "a.tsv", "share": 1.0, "select": ["x"]}]}
    assert data_signature(config) == data_signature(replace(config, noise=NoiseConfig(term_marks=0.2, lowercase=0.01)))
    assert data_signature(config) != data_signature(replace(config, noise=NoiseConfig(term_marks=0.3)))


def test_openings_that_fill_a_corpus_are_dropped() -> None:
    config = replace(CONFIG, cleaning=replace(CONFIG.cleaning, openings=2))
    letters = [
        Pair(f"Frage {name}: Wie alt ist die Stadt?", f"Answer the question in one sentence: How old is {name}?", 0)
        for name in ("Rom", "Bonn", "Ulm")
    ]
    short = [Pair(f"Ja, {name}.", f"Yes, {name}.", 0) for name in ("Rom", "Bonn", "Ulm")]
    dropped: Counter[str] = Counter()
    assert len(list(clean([*letters, *short], config, dropped))) == 5
    assert dropped == {"0 opening": 1}
    trusted = [replace(pair, corpus=1) for pair in letters]
    assert list(clean(trusted, config, Counter())) == trusted


# --- marks ------------------------------------------------------------------------------------------------------

GERMAN = "Die Talentakquise kostet viel."
ENGLISH = "The acqui-hire costs a lot."
GERMAN_PIECES = ["▁Die", "▁Tal", "ent", "akquise", "▁kostet", "▁viel", "."]
ENGLISH_PIECES = ["▁The", "▁acqui", "-", "hire", "▁costs", "▁a", "▁lot", "."]


def test_words_follow_pieces() -> None:
    spans = [GERMAN[word.start : word.end] for word in words(GERMAN_PIECES, GERMAN, spaced=True)]
    assert spans == ["Die", "Talentakquise", "kostet", "viel", "."]
    chinese = [word.end - word.start for word in words(["▁", "收购", "完成", "。"], "收购完成。", spaced=False)]
    assert chinese == [0, 2, 2, 1]


ALIGNMENT = np.array([0, 3, NONE, 2, 4, NONE, 5, 6], np.uint8)
SIDES = words(GERMAN_PIECES, GERMAN, spaced=True), words(ENGLISH_PIECES, ENGLISH, spaced=True)
IDS = [5, 900, 901, 902, 700, 6, 800, 3]


def test_a_marked_term_stands_behind_its_source_word() -> None:
    found = []
    for seed in range(60):
        marked = mark_terms(Pair(GERMAN, ENGLISH, 0), ALIGNMENT, IDS, *SIDES, random.Random(seed))
        assert marked.target == ENGLISH
        found.append(marked.source)
    assert "Die Talentakquise <t> acqui-hire </t> kostet viel." in found
    assert "Die Talentakquise <t> acqui-hire </t> kostet <t> costs </t> viel." in found
    assert not any("<t> The" in text for text in found)  # a function word alone teaches nothing
    alone = [text for text in found if text.count("<t>") == 1]
    assert sum("acqui" in text for text in alone) > len(alone) / 2  # three pieces to copy against one


def test_foreign_marks_change_both_sides() -> None:
    phrases, rng = Phrases(3), random.Random(1)
    for text in ("Zeppelin", "radio masts"):
        phrases.keep(text, rng)
    seen = set()
    for seed in range(40):
        pair = Pair(GERMAN, ENGLISH, 0)
        marked = mark_terms(pair, ALIGNMENT, IDS, *SIDES, random.Random(seed), foreign=1.0, phrases=phrases)
        inside = re.findall(r"<t> (.+?) </t>", marked.source)
        assert inside and all(text in marked.target for text in inside)
        assert "Zeppelin" not in marked.target  # begins with a capital
        seen.update(inside)
    assert {"radio masts", "acqui-hire", "costs"} <= seen
    plain = mark_terms(Pair(GERMAN, ENGLISH, 0), ALIGNMENT, IDS, *SIDES, rng, foreign=0.0, phrases=phrases)
    assert plain.target == ENGLISH


def test_a_phrase_with_links_outside_is_not_marked() -> None:
    crossing = np.array([0, 0, 0, 0], np.uint8)
    source, target = [Word(0, 3, 0, 1)], [Word(i, i + 1, i, i + 1) for i in range(4)]
    pair = Pair("eins", "abcd", 0)
    assert (
        mark_terms(pair, np.concatenate([crossing, crossing]), [900] * 8, source, target * 2, random.Random(1)) is pair
    )


# Pieces 8 and 9 stand for the marks; the lexicon links target 0–2 to the source term at 0.
@pytest.mark.parametrize(
    ("source", "target", "guide", "wanted"),
    [
        ([1, 8, 20, 21, 9, 4], [30, 20, 21, 40], [5, 0, 0, NONE], [5, 2, 3, NONE]),
        ([1, 4, 5], [20, 21], [0, NONE], [0, NONE]),
        ([1, 8, 22, 9], [20, 21], [0, NONE], [0, NONE]),  # segmented otherwise: left as it was
        ([1, 8, 20, 9, 2, 8, 20, 9], [20, 30, 20], [0, 0, 0], [2, 0, 6]),  # twice the same translation
        ([8, 9, 1], [20], [2], [2]),  # nothing between the marks
        ([1, 8, 20], [20], [0], [0]),  # no closing mark
    ],
)
def test_marked_translations_are_linked_to_their_marks(
    source: list[int], target: list[int], guide: list[int], wanted: list[int]
) -> None:
    before = np.array(guide, np.uint8)
    assert copied(before, source, target, (8, 9)).tolist() == wanted
    assert before.tolist() == guide


@FAST
@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 99))
def test_noise_keeps_both_sides_or_says_nothing(source: str, target: str, seed: int) -> None:
    noise = NoiseConfig(0.25, 0.25, 0.25, 0.25, 0.0)
    pair = disturb(Pair(source, target, 0), Pair("Zweiter.", "Second.", 1), noise, random.Random(seed))
    assert pair.corpus == 0
    assert bool(pair.source.strip(".。!！?？")) == bool(source.strip(".。!！?？")) or "Zweiter" in pair.source


# --- lexicon, packing, schedule -----------------------------------------------------------------------------------


def test_the_lexicon_finds_word_pairs() -> None:
    rng = random.Random(3)
    sources = [rng.sample(range(20), 5) for _ in range(300)]
    targets = [[19 - word for word in line] for line in sources]
    model = lexical.learn(sources, targets, source_size=20, target_size=20)
    assert all(model.table[word].argmax() == 19 - word for word in range(20))
    assert [line.tolist() for line in model.align(sources[:5], targets[:5])] == [[0, 1, 2, 3, 4]] * 5


def test_the_lexicon_takes_empty_sides() -> None:
    model = lexical.learn([[1], []], [[1], [0]], source_size=2, target_size=2)
    assert [line.tolist() for line in model.align([[], [1]], [[0], []])] == [[NONE], []]


_rows = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=80)


@FAST
@given(_rows, st.integers(0, 5), st.integers(0, 3))
def test_a_pass_meets_every_pair_once(shape: list[tuple[int, int]], seed: int, epoch: int) -> None:
    sources, targets = [[7] * s for s, _ in shape], [[8] * t for _, t in shape]
    packed = packing.pack(sources, targets, [np.zeros(len(t), np.uint8) for t in targets])
    batches = packing.plan(packed, batch_tokens=100, seed=seed, epoch=epoch, window=16)
    assert sorted(int(row) for batch in batches for row in batch) == list(range(len(shape)))
    for rows in batches:
        batch = packing.collate(packed, rows, pad=99, target_pad=98)
        assert len(rows) == 1 or batch.labels.size <= 100
        assert ((batch.labels == 0).sum(1) == 1).all() and ((batch.source == 0).sum(1) == 1).all()
    again = packing.plan(packed, batch_tokens=100, seed=seed, epoch=epoch, window=16)
    assert all((a == b).all() for a, b in zip(batches, again, strict=True))


def test_packed_arrays_survive_the_disk(tmp_path: Path) -> None:
    packed = packing.pack([[1, 2], [3]], [[4], [5, 6]], [np.array([0], np.uint8), np.array([NONE, 0], np.uint8)])
    packed.save(tmp_path / "p.npz")
    batch = packing.collate(packing.load(tmp_path / "p.npz"), np.array([0, 1]), pad=9, target_pad=8)
    assert batch.source.tolist() == [[1, 2, 0], [3, 0, 9]]
    assert batch.labels.tolist() == [[4, 0, -100], [5, 6, 0]]
    assert batch.decoder.tolist() == [[8, 4, 8], [8, 5, 6]]
    assert batch.guide.tolist() == [[0, 2, -1], [-1, 0, 1]]  # </s> renders </s>


@pytest.mark.parametrize("schedule", ["cosine", "inverse-sqrt", "trapezoid"])
def test_learning_rates_rise_then_fall(schedule: str) -> None:
    config = OptimisationConfig(steps=100, warmup=10, learning_rate=1.0, schedule=schedule)
    rates = [learning_rate(config, step, step / 100) for step in range(100)]
    assert rates[0] == pytest.approx(0.1) and max(rates) <= 1.0
    assert rates[9] == pytest.approx(1.0) and rates[99] < 0.5
    assert all(b <= a + 1e-9 for a, b in pairwise(rates[10:]))


def test_the_guide_fades() -> None:
    config = OptimisationConfig(guide=0.5, guide_end=0.1, guide_steps=100)
    assert [round(guide_weight(config, step), 3) for step in (0, 50, 100, 500)] == [0.5, 0.3, 0.1, 0.1]
    assert guide_weight(OptimisationConfig(), 3) == 0.0
