"""A small real training: number words and a handful of sentences, learnt in seconds on one core."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from xling.train import TrainConfig, load
from xling.train.prepare import prepare

_WORDS = {
    "hund": "dog",
    "katze": "cat",
    "haus": "house",
    "buch": "book",
    "baum": "tree",
    "stadt": "city",
    "firma": "company",
    "modell": "model",
    "bank": "bank",
    "zeitung": "newspaper",
    "brief": "letter",
    "schiff": "ship",
    "vertrag": "contract",
}
_VERBS = {"sieht": "sees", "kauft": "buys", "braucht": "needs", "sucht": "seeks", "findet": "finds"}
_NUMBERS = {"zwei": "two", "drei": "three", "vier": "four", "zehn": "ten", "hundert": "hundred"}

CONFIG = """
name = "tiny"
source = "de"
target = "en"
pairs = 1200
max_pieces = 40
threads = 1
device = "cpu"
checkpoint_minutes = 60
[noise]
term_marks = 0.2
[vocabulary]
size = 420
[architecture]
encoder_layers = 1
decoder_layers = 1
width = 64
feed_forward = 128
heads = 4
dropout = 0.1
[optimisation]
steps = 150
batch_tokens = 500
warmup = 20
learning_rate = 4e-3
guide = 0.5
guide_steps = 100
ema = 0.95
[validation]
holdout = 60
every = 50
lines = 50
[[corpus]]
path = "pairs.tsv"
share = 1
licence = "made by this test"
"""


def sentences(count: int, seed: int) -> Iterator[tuple[str, str]]:
    rng = random.Random(seed)
    for _ in range(count):
        (de1, en1), (de2, en2) = rng.choice([*_WORDS.items()]), rng.choice([*_WORDS.items()])
        verb, said = rng.choice([*_VERBS.items()])
        number, many = rng.choice([*_NUMBERS.items()])
        digits = rng.randrange(10, 99)
        yield f"{number} {de1} {verb} {digits} {de2}.", f"{many} {en1} {said} {digits} {en2}."


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with ``pairs.tsv`` and ``tiny.toml``."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = dict.fromkeys(sentences(1500, 1))
    (folder / "pairs.tsv").write_text("".join(f"{de}\t{en}\n" for de, en in rows), encoding="utf-8")
    (folder / "tiny.toml").write_text(CONFIG, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def config(corpus: Path) -> TrainConfig:
    return load(corpus / "tiny.toml")


@pytest.fixture(scope="session")
def prepared(config: TrainConfig, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose data steps are done."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare(config, folder)
    return folder


@pytest.fixture(scope="session")
def short(config: TrainConfig) -> TrainConfig:
    """Few steps with a validation every few of them."""
    return replace(
        config,
        optimisation=replace(config.optimisation, steps=24, decoder_noise=0.1),
        validation=replace(config.validation, every=6, lines=3),
    )
