"""Marian through CTranslate2: the default backend (CPU int8, CUDA)."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xling.errors import ModelError, ResourceError
from xling.models import ModelInfo
from xling.translate.decoding import Decoding, Hypothesis, Pieces, Request, batches, max_target
from xling.translate.settings import TranslateSettings

_END = "</s>"
_LEAST = 192  # pieces; smaller batches waste more than a second worker gains


class Ct2Backend:
    """:raises ModelError: the folder is damaged. :raises ResourceError: device or memory is not there."""

    def __init__(self, info: ModelInfo, settings: TranslateSettings) -> None:
        import ctranslate2

        self.limit = info.max_pieces
        self._known = _target_vocabulary(info.path)
        on_gpu = settings.device != "cpu" and ctranslate2.get_cuda_device_count() > 0
        if settings.device == "cuda" and not on_gpu:
            raise ResourceError("CTranslate2 sees no CUDA device", hint="--device cpu")
        self._workers = 1 if on_gpu else settings.threads or _cores()
        try:
            # One thread per batch and several batches at once is faster than many threads on one small batch.
            self._translator = ctranslate2.Translator(
                str(info.path),
                device=settings.device,
                compute_type=settings.compute_type,
                inter_threads=self._workers,
                intra_threads=1,
                max_queued_batches=-1,
            )
        except (RuntimeError, ValueError) as error:
            if "memory" in str(error) or "device" in str(error).lower() or "compute type" in str(error):
                hint = "try --device cpu"
                raise ResourceError(f"{info.name} cannot be loaded: {error}", hint=hint) from error
            raise ModelError(
                f"{info.name} cannot be loaded: {error}", hint=f"xling models verify {info.name}"
            ) from error

    def generate(self, requests: Sequence[Request], options: Decoding) -> list[list[Hypothesis]]:
        pending = []
        lengths = [len(request.source) + 1 for request in requests]
        for group in batches(lengths, self._batch(sum(lengths), options.batch)):
            chosen = [requests[index] for index in group]
            longest = max(max(len(request.source), len(request.prefix)) for request in chosen)
            room = max_target(longest, self.limit)
            prefixes = [list(request.prefix) or None for request in chosen] if any(r.prefix for r in chosen) else None
            pending.append((group, room, self._start(chosen, prefixes, room, options)))
        found: dict[int, list[Hypothesis]] = {}
        for group, room, results in pending:
            for index, result in zip(group, results, strict=True):
                found[index] = _hypotheses(result.result(), room)
        return [found[index] for index in range(len(requests))]

    def _batch(self, total: int, most: int) -> int:
        """Pieces per batch: small enough that an article alone keeps all workers busy, not so small that it costs."""
        return min(most, max(_LEAST, total // (2 * self._workers))) if self._workers > 1 else most

    def _start(
        self, chosen: Sequence[Request], prefixes: list[list[str] | None] | None, room: int, options: Decoding
    ) -> Any:  # noqa: ANN401 - ctranslate2 has no stubs
        return self._translator.translate_batch(
            [[*request.source, _END] for request in chosen],
            target_prefix=prefixes,
            asynchronous=True,
            beam_size=max(options.beam, options.nbest),
            num_hypotheses=options.nbest,
            length_penalty=options.length_penalty,
            repetition_penalty=options.repetition_penalty,
            no_repeat_ngram_size=options.no_repeat_ngram,
            # CTranslate2 refuses a sequence with an unknown piece; such a one cannot be produced anyway.
            suppress_sequences=[list(each) for each in options.suppress if self._known.issuperset(each)] or None,
            disable_unk=True,
            max_input_length=0,
            max_decoding_length=room,
            return_scores=True,
            return_attention=options.attention,
        )

    def score(self, pairs: Sequence[tuple[Pieces, Pieces]]) -> list[list[float]]:
        if not pairs:
            return []
        results = self._translator.score_batch(
            [[*source, _END] for source, _ in pairs],
            [list(target) for _, target in pairs],
            max_input_length=0,
            max_batch_size=2048,
            batch_type="tokens",
        )
        return [list(map(float, result.log_probs)) for result in results]

    def attend(self, pairs: Sequence[tuple[Pieces, Pieces]]) -> list[NDArray[np.float32]]:
        """Attention of each given target piece over the source, ``</s>`` last, by forced decoding.

        Shape (target pieces, source pieces + 1); rows sum to 1. No target may be empty.
        """
        pending = []
        lengths = [max(map(len, pair)) + 1 for pair in pairs]
        for group in batches(lengths, self._batch(sum(lengths), 1024)):
            results = self._translator.translate_batch(
                [[*pairs[index][0], _END] for index in group],
                target_prefix=[list(pairs[index][1]) for index in group],
                asynchronous=True,
                beam_size=1,
                max_input_length=0,
                max_decoding_length=max(len(pairs[index][1]) for index in group),
                return_attention=True,
            )
            pending.append((group, results))
        found: dict[int, NDArray[np.float32]] = {}
        for group, results in pending:
            for index, result in zip(group, results, strict=True):
                found[index] = np.asarray(result.result().attention[0], np.float32)[: len(pairs[index][1])]
        return [found[index] for index in range(len(pairs))]


def _cores() -> int:
    """Cores this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _target_vocabulary(folder: Path) -> frozenset[str]:
    for name in ("target_vocabulary.json", "shared_vocabulary.json"):
        if (folder / name).is_file():
            return frozenset(json.loads((folder / name).read_text(encoding="utf-8")))
    raise ModelError(f"{folder} holds no vocabulary", hint="xling models verify")


def _hypotheses(result: Any, room: int) -> list[Hypothesis]:  # noqa: ANN401
    attentions = result.attention or [None] * len(result.hypotheses)
    return [
        Hypothesis(
            tuple(pieces),
            float(score),
            np.asarray(attention, np.float32) if attention else None,
            cut=len(pieces) >= room,
        )
        for pieces, score, attention in zip(result.hypotheses, result.scores, attentions, strict=True)
    ]
