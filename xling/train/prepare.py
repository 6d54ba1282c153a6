"""From corpora to a packed stream: read, clean, sample by share, mark, tokenise, align. Done once per configuration."""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from xling.errors import InputError
from xling.train import corpus as corpora
from xling.train import lexical, packing, vocabulary
from xling.train.cleaning import clean
from xling.train.config import TrainConfig, changed
from xling.train.corpus import Pair
from xling.train.marks import Phrases, copied, disturb, mark_terms, words

Notify = Callable[[str], None]


def prepare(config: TrainConfig, folder: Path, *, notify: Notify = lambda _: None) -> None:
    """Fill ``folder`` with ``model/`` (vocabulary), ``train.npz``, ``holdout.tsv``, ``lexicon.npz`` and ``data.json``.

    The same configuration and files give the same arrays. Nothing is done when ``data.json`` is there already and was
    made by the same configuration.
    """
    signature = data_signature(config)
    report = folder / "data.json"
    if report.is_file() and json.loads(report.read_text(encoding="utf-8"))["signature"] == signature:
        return
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(config.seed)
    by_corpus, dropped, read = _collect(config, notify)
    holdout = _hold_out(by_corpus, config, rng)
    stream = _sample(by_corpus, config, rng)
    notify(f"{len(stream)} pairs sampled")
    vocab = _vocabulary(config, stream, folder, notify)
    packed = _encode(config, stream, vocab, folder, rng, notify)
    packed.save(folder / "train.npz")
    _write_tsv(folder / "holdout.tsv", holdout)
    facts = _facts(config, by_corpus, dropped, read, stream) | {
        "pieces": int(packed.target_at[-1]),
        "signature": signature,
    }
    report.write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
    notify(f"{len(packed)} pairs packed, {packed.target_at[-1]} target pieces")


def data_signature(config: TrainConfig) -> str:
    """Hash of everything that decides the arrays."""
    keys = (
        "source",
        "target",
        "corpora",
        "seed",
        "pairs",
        "max_pieces",
        "start_from",
        "cleaning",
        "noise",
        "vocabulary",
    )
    chosen = {key: changed(getattr(config, key)) for key in keys}
    chosen["start_from"] = _start_hash(Path(config.start_from)) if config.start_from else ""
    chosen["holdout"] = config.validation.holdout
    chosen["lexicon"] = config.optimisation.guide > 0 or config.architecture.lexical_start
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()[:16]


def _start_hash(folder: Path) -> str:
    """Hash over vocabulary and weights of the model to start from; "" for a folder that is not there."""
    digest = hashlib.sha256()
    for file in sorted([*folder.glob("*.json"), *folder.glob("*.spm"), *folder.glob("*.safetensors")]):
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _collect(config: TrainConfig, notify: Notify) -> tuple[list[list[Pair]], Counter[str], Counter[int]]:
    dropped: Counter[str] = Counter()
    read: Counter[int] = Counter()

    def counted(pairs: Iterable[Pair]) -> Iterator[Pair]:
        for pair in pairs:
            read[pair.corpus] += 1
            if sum(read.values()) % 500_000 == 0:
                notify(f"{sum(read.values())} pairs read")
            yield pair

    kept: list[list[Pair]] = [[] for _ in config.corpora]
    for pair in clean(counted(corpora.read(config)), config, dropped):
        kept[pair.corpus].append(pair)
    for entry, pairs in zip(config.corpora, kept, strict=True):
        if not pairs:
            raise InputError(f"no pair of {entry.name or entry.path} is left", hint="see its path, columns and select")
    notify(f"{sum(read.values())} pairs read, {sum(dropped.values())} dropped")
    return kept, dropped, read


def _hold_out(by_corpus: list[list[Pair]], config: TrainConfig, rng: random.Random) -> list[Pair]:
    """Takes pairs away from every corpus by its share, with all pairs that have the same source or target."""
    if config.validation.path:
        return []
    total = sum(entry.share for entry in config.corpora)
    held: list[Pair] = []
    for entry, pairs in zip(config.corpora, by_corpus, strict=True):
        count = min(round(config.validation.holdout * entry.share / total), len(pairs) // 5)
        held.extend(rng.sample(pairs, count))
    texts = {text for pair in held for text in (pair.source, pair.target)}
    for pairs in by_corpus:
        pairs[:] = [pair for pair in pairs if pair.source not in texts and pair.target not in texts]
    return held


def _sample(by_corpus: list[list[Pair]], config: TrainConfig, rng: random.Random) -> list[Pair]:
    """``config.pairs`` pairs drawn by share; a corpus is gone through in random order as often as its share asks.

    With 0 every pair is there once, whatever the shares."""
    total = sum(entry.share for entry in config.corpora)
    stream: list[Pair] = []
    for entry, pairs in zip(config.corpora, by_corpus, strict=True):
        wanted = round(config.pairs * entry.share / total) if config.pairs else len(pairs)
        while wanted > 0 and pairs:
            part = rng.sample(pairs, min(wanted, len(pairs)))
            stream.extend(part)
            wanted -= len(part)
    rng.shuffle(stream)
    return [disturb(pair, stream[(i + 1) % len(stream)], config.noise, rng) for i, pair in enumerate(stream)]


def _vocabulary(config: TrainConfig, stream: list[Pair], folder: Path, notify: Notify) -> vocabulary.Vocabulary:
    if config.start_from:
        vocab = vocabulary.load(Path(config.start_from))
    else:
        sample = stream[: config.vocabulary.sentences]
        sides = [pair.source for pair in sample], [pair.target for pair in sample]
        vocab = vocabulary.build(*sides, config.vocabulary, seed=config.seed, threads=config.threads)
    vocab.save(folder / "model")
    notify(f"vocabulary of {len(vocab.source_ids)} pieces, {vocab.target_size} of them for {config.target}")
    return vocab


def _encode(
    config: TrainConfig,
    stream: list[Pair],
    vocab: vocabulary.Vocabulary,
    folder: Path,
    rng: random.Random,
    notify: Notify,
) -> packing.Packed:
    sources = vocab.encode_source([pair.source for pair in stream])
    targets = vocab.encode_target([pair.target for pair in stream])
    fits = [
        i
        for i, (s, t) in enumerate(zip(sources, targets, strict=True))
        if 0 < len(s) <= config.max_pieces and 0 < len(t) <= config.max_pieces
    ]
    stream, sources, targets = [stream[i] for i in fits], [sources[i] for i in fits], [targets[i] for i in fits]
    notify(f"{len(stream)} pairs of at most {config.max_pieces} pieces tokenised")
    model = _lexicon(sources, targets, vocab, folder, notify)
    guides = model.align(sources, targets)
    marked = _marked(config, stream, targets, guides, vocab, rng) if vocab.marks else {}
    again = vocab.encode_source([pair.source for pair in marked.values()])
    foreign = [i for i, pair in marked.items() if pair.target != stream[i].target]
    wanted = {i: targets[i] for i in marked}
    wanted |= zip(foreign, vocab.encode_target([marked[i].target for i in foreign]), strict=True)
    links = model.align(again, list(wanted.values()))
    for (i, others), pieces, guide in zip(wanted.items(), again, links, strict=True):
        if len(pieces) <= config.max_pieces and len(others) <= config.max_pieces:
            sources[i], targets[i] = pieces, others
            guides[i] = copied(guide, pieces, others, vocab.marks) if vocab.shared else guide
    notify(f"{len(marked)} pairs with a marked term")
    return packing.pack(sources, targets, guides)


def _marked(
    config: TrainConfig,
    stream: list[Pair],
    targets: list[list[int]],
    guides: list[npt.NDArray[np.uint8]],
    vocab: vocabulary.Vocabulary,
    rng: random.Random,
) -> dict[int, Pair]:
    """Index in the stream → the pair with a term mark, for a share of the stream."""
    marked: dict[int, Pair] = {}
    phrases = Phrases()
    for i, pair in enumerate(stream):
        if rng.random() >= config.noise.term_marks:
            continue
        here, there = vocab.source.encode(pair.source, out_type=str), vocab.target.encode(pair.target, out_type=str)
        sides = words(here, pair.source, spaced=config.source != "zh"), words(there, pair.target, spaced=True)
        changed = mark_terms(
            pair, guides[i], targets[i], *sides, rng, foreign=config.noise.foreign_marks, phrases=phrases
        )
        if changed is not pair:
            marked[i] = changed
    return marked


def _lexicon(
    sources: list[list[int]], targets: list[list[int]], vocab: vocabulary.Vocabulary, folder: Path, notify: Notify
) -> lexical.LexicalModel:
    short = [i for i in range(len(sources)) if len(sources[i]) <= 50 and len(targets[i]) <= 50][:250_000]
    model = lexical.learn(
        [sources[i] for i in short],
        [targets[i] for i in short],
        source_size=len(vocab.source_ids),
        target_size=vocab.target_size,
    )
    np.savez(folder / "lexicon.npz", table=model.table.astype(np.float16))
    notify(f"word translation probabilities learnt from {len(short)} pairs")
    return model


def _write_tsv(path: Path, pairs: list[Pair]) -> None:
    path.write_text("".join(f"{pair.source}\t{pair.target}\n" for pair in pairs), encoding="utf-8")


def _facts(
    config: TrainConfig, by_corpus: list[list[Pair]], dropped: Counter[str], read: Counter[int], stream: list[Pair]
) -> dict[str, object]:
    used = Counter(pair.corpus for pair in stream)
    hashes: dict[str, str] = {}
    rows = []
    for i, entry in enumerate(config.corpora):
        if entry.path not in hashes:
            hashes[entry.path] = hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()
        reasons = {key.split(" ", 1)[1]: count for key, count in sorted(dropped.items()) if key.startswith(f"{i} ")}
        rows.append(
            {
                "name": entry.name or Path(entry.path).name,
                "file": Path(entry.path).name,
                "sha256": hashes[entry.path],
                "licence": entry.licence,
                "read": read[i],
                "dropped": reasons,
                "kept": len(by_corpus[i]),
                "drawn": used[i],
            }
        )
    return {"corpora": rows}
