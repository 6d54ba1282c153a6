"""SentencePiece models and the Marian vocabulary built on them."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xling.errors import ModelError, UsageError
from xling.train.config import VocabularyConfig

MARKS = ("<t>", "</t>")
"""Inline term marks: ``source term <t> wanted translation </t>``."""
EOS, UNK, PAD = "</s>", "<unk>", "<pad>"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Marian's numbering of pieces: ``</s>`` 0, ``<unk>`` 1, ``<pad>`` last.

    A shared vocabulary holds the pieces that may be generated first: ids below ``target_size``; with separate
    vocabularies ``target_ids`` is a numbering of its own.
    """

    source: Any  # SentencePieceProcessor
    target: Any
    source_ids: dict[str, int]
    target_ids: dict[str, int]
    target_size: int

    @property
    def shared(self) -> bool:
        return self.source_ids is self.target_ids

    @property
    def marks(self) -> tuple[int, ...]:
        """Ids of the two term marks; none in the vocabulary of a model that was trained without them."""
        found = [self.source_ids[mark] for mark in MARKS if mark in self.source_ids]
        return tuple(found) if len(found) == len(MARKS) else ()

    @property
    def pad(self) -> int:
        return self.source_ids[PAD]

    @property
    def target_pad(self) -> int:
        return self.target_ids[PAD]

    def encode_source(self, texts: Sequence[str]) -> list[list[int]]:
        """Piece ids without ``</s>``."""
        ids = self.source_ids
        return [[ids.get(piece, 1) for piece in pieces] for pieces in self.source.encode(list(texts), out_type=str)]

    def encode_target(self, texts: Sequence[str]) -> list[list[int]]:
        """Piece ids without ``</s>``; a piece that may not be generated is ``<unk>``."""
        ids, limit = self.target_ids, self.target_size
        encoded = self.target.encode(list(texts), out_type=str)
        return [[i if (i := ids.get(piece, 1)) < limit else 1 for piece in pieces] for pieces in encoded]

    def decode(self, ids: Iterable[int]) -> str:
        """Text of generated ids; ``</s>``, ``<unk>``, ``<pad>`` and what follows ``</s>`` left out."""
        names = list(self.target_ids)
        pieces: list[str] = []
        for index in ids:
            if index == 0:
                break
            if 1 < index < len(names) - 1:
                pieces.append(names[index])
        return str(self.target.decode(pieces))

    def save(self, folder: Path) -> None:
        """Write ``source.spm``, ``target.spm``, ``vocab.json`` (and ``target_vocab.json`` when separate)."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "source.spm").write_bytes(self.source.serialized_model_proto())
        (folder / "target.spm").write_bytes(self.target.serialized_model_proto())
        _write_json(folder / "vocab.json", self.source_ids)
        if not self.shared:
            _write_json(folder / "target_vocab.json", self.target_ids)
        settings = {
            "source_lang": None,
            "target_lang": None,
            "separate_vocabs": not self.shared,
            "tokenizer_class": "MarianTokenizer",
            "model_max_length": 512,
            "target_size": self.target_size,
        }
        _write_json(folder / "tokenizer_config.json", settings)


def load(folder: Path) -> Vocabulary:
    """The vocabulary of a Marian folder, also of a foreign one; raises :class:`ModelError` when files are missing."""
    from sentencepiece import SentencePieceProcessor

    try:
        source_ids = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        separate = folder / "target_vocab.json"
        target_ids = json.loads(separate.read_text(encoding="utf-8")) if separate.is_file() else source_ids
        source, target = (
            SentencePieceProcessor(model_proto=(folder / f"{side}.spm").read_bytes()) for side in ("source", "target")
        )
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{folder} is not a Marian folder: {error}", hint="vocab.json, source.spm, target.spm are needed"
        ) from error
    settings = folder / "tokenizer_config.json"
    known = json.loads(settings.read_text(encoding="utf-8")) if settings.is_file() else {}
    size = int(known.get("target_size") or len(target_ids) - 1)
    ordered = dict(sorted(source_ids.items(), key=lambda item: item[1]))
    ordered_target = ordered if target_ids is source_ids else dict(sorted(target_ids.items(), key=lambda item: item[1]))
    return Vocabulary(source, target, ordered, ordered_target, size)


def build(
    sources: Sequence[str], targets: Sequence[str], config: VocabularyConfig, *, seed: int, threads: int
) -> Vocabulary:
    """Train SentencePiece (unigram, digits split, byte fallback) on a sample and number the pieces."""
    if not config.joint:
        source = _train(sources, config.size, config, seed=seed, threads=threads)
        target = _train(targets, config.target_size or config.size, config, seed=seed, threads=threads)
        numbered = _number(_pieces(source)), _number(_pieces(target))
        return Vocabulary(source, target, *numbered, len(numbered[1]) - 1)
    model = _train([*sources, *targets], config.size, config, seed=seed, threads=threads)
    counts = Counter(piece for pieces in model.encode(list(targets), out_type=str) for piece in pieces)
    pieces = _pieces(model)
    wanted = [p for p in pieces if counts[p] >= config.prune_below or (p.startswith("<0x") and p.endswith(">"))]
    wanted.sort(key=lambda piece: -counts[piece])
    kept = set(wanted)
    ids = _number([*wanted, *(piece for piece in pieces if piece not in kept)])
    return Vocabulary(model, model, ids, ids, len(wanted) + 2)


def _train(texts: Sequence[str], size: int, config: VocabularyConfig, *, seed: int, threads: int) -> Any:  # noqa: ANN401
    import sentencepiece

    sentencepiece.set_random_generator_seed(seed)
    buffer = io.BytesIO()
    try:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=buffer,
            vocab_size=size,
            model_type="unigram",
            character_coverage=config.coverage,
            byte_fallback=True,
            split_digits=True,
            user_defined_symbols=list(MARKS),
            normalization_rule_name="nmt_nfkc",
            max_sentence_length=4096,
            num_threads=threads or 2,
            hard_vocab_limit=False,
            minloglevel=2,
            bos_id=-1,
        )
    except RuntimeError as error:
        message = str(error).splitlines()[-1]
        raise UsageError(f"no vocabulary of {size} pieces: {message}", hint="change [vocabulary] size") from error
    return sentencepiece.SentencePieceProcessor(model_proto=buffer.getvalue())


def _pieces(model: Any) -> list[str]:  # noqa: ANN401
    return [piece for i in range(model.get_piece_size()) if (piece := model.id_to_piece(i)) not in (EOS, UNK, PAD)]


def _number(pieces: Iterable[str]) -> dict[str, int]:
    return {piece: i for i, piece in enumerate([EOS, UNK, *pieces, PAD])}


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
