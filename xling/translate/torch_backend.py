"""Marian through transformers: the reference that CTranslate2 is measured against, and a way onto other GPUs."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xling.errors import ModelError, ResourceError
from xling.models import ModelInfo
from xling.translate.decoding import Decoding, Hypothesis, Pieces, Request, batches, max_target
from xling.translate.settings import TranslateSettings


def torch_folder(info: ModelInfo) -> Path:
    """Where the safetensors of a model lie: its folder itself, or ``torch/`` in it (``models add --keep-source``).

    :raises ModelError: the model was kept in CTranslate2's format alone.
    """
    for folder in (info.path / "torch", info.path):
        if any(folder.glob("*.safetensors")):
            return folder
    again = f", or xling models add {info.origin} --keep-source --replace" if re.fullmatch(r"\S+", info.origin) else ""
    raise ModelError(f"{info.name} is installed in CTranslate2's format alone", hint=f"--backend ct2{again}")


class TorchBackend:
    """:raises ModelError: transformers is missing or the folder is damaged."""

    def __init__(self, info: ModelInfo, settings: TranslateSettings) -> None:
        folder = torch_folder(info)
        try:
            import torch
            from transformers import MarianMTModel
            from transformers.utils import logging
        except ImportError as error:
            raise ModelError(f"the torch backend needs {error.name}", hint="pip install 'xling[torch]'") from error
        logging.disable_progress_bar()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                # eager: the only attention implementation that also returns its weights
                model = MarianMTModel.from_pretrained(
                    str(folder), local_files_only=True, use_safetensors=True, attn_implementation="eager"
                )
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(f"{folder} cannot be loaded: {error}", hint="xling models verify") from error
        self._torch = torch
        self._device = _device(torch, settings.device)
        self._model = model.to(self._device).eval()
        if settings.threads:
            torch.set_num_threads(settings.threads)
        self.limit = info.max_pieces
        self._source_ids = _vocabulary(folder / "vocab.json")
        target = folder / "target_vocab.json"
        self._target_ids = self._source_ids
        if target.is_file() and not model.config.share_encoder_decoder_embeddings:
            self._target_ids = _vocabulary(target)
        self._target_pieces = {index: piece for piece, index in self._target_ids.items()}
        self._pad, self._start = int(model.config.pad_token_id), int(model.config.decoder_start_token_id)

    def generate(self, requests: Sequence[Request], options: Decoding) -> list[list[Hypothesis]]:
        found: dict[int, list[Hypothesis]] = {}
        lengths = sorted({len(request.prefix) for request in requests})
        for length in lengths:  # one call has one prefix length
            chosen = [index for index, request in enumerate(requests) if len(request.prefix) == length]
            for group in batches([len(requests[index].source) + 1 for index in chosen], options.batch):
                indices = [chosen[position] for position in group]
                found.update(zip(indices, self._group([requests[i] for i in indices], options), strict=True))
        return [found[index] for index in range(len(requests))]

    def score(self, pairs: Sequence[tuple[Pieces, Pieces]]) -> list[list[float]]:
        found: dict[int, list[float]] = {}
        for group in batches([max(len(source), len(target)) + 1 for source, target in pairs], 4096):
            scores, _ = self._force([pairs[index] for index in group], attention=False)
            found.update(zip(group, scores, strict=True))
        return [found[index] for index in range(len(pairs))]

    def attend(self, pairs: Sequence[tuple[Pieces, Pieces]]) -> list[NDArray[np.float32]]:
        """As ``Ct2Backend.attend``, over all heads of the last layer: the reference for it."""
        return [weights for weights in self._force(pairs, attention=True)[1] if weights is not None]

    def _group(self, requests: Sequence[Request], options: Decoding) -> list[list[Hypothesis]]:
        torch = self._torch
        source = self._pad_rows([[*self._ids(request.source, self._source_ids), 0] for request in requests])
        prefix = torch.tensor(
            [[self._start, *self._ids(request.prefix, self._target_ids)] for request in requests], device=self._device
        )
        room = max_target(max(max(len(r.source), len(r.prefix)) for r in requests), self.limit)
        banned = [[self._pad], [1], *(list(self._ids(pieces, self._target_ids)) for pieces in options.suppress)]
        with torch.inference_mode(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            output = self._model.generate(
                input_ids=source,
                attention_mask=(source != self._pad).long(),
                decoder_input_ids=prefix,
                num_beams=max(options.beam, options.nbest),
                num_return_sequences=options.nbest,
                do_sample=False,
                length_penalty=options.length_penalty,
                repetition_penalty=options.repetition_penalty,
                no_repeat_ngram_size=options.no_repeat_ngram,
                bad_words_ids=banned,
                max_length=room + 1,
                forced_eos_token_id=None,
                renormalize_logits=True,
            )
        texts = [self._pieces(row) for row in output.tolist()]
        pairs = [(requests[i // options.nbest].source, text) for i, text in enumerate(texts)]
        scores, attention = self._force(pairs, attention=options.attention)
        hypotheses = [
            Hypothesis(text, sum(score) / len(score), weights, cut=len(text) >= room)
            for text, score, weights in zip(texts, scores, attention, strict=True)
        ]
        return [hypotheses[i : i + options.nbest] for i in range(0, len(hypotheses), options.nbest)]

    def _force(
        self, pairs: Sequence[tuple[Pieces, Pieces]], *, attention: bool
    ) -> tuple[list[list[float]], list[NDArray[np.float32] | None]]:
        """Log-probabilities of given targets and, if asked for, the last layer's attention averaged over its heads."""
        torch = self._torch
        source = self._pad_rows([[*self._ids(left, self._source_ids), 0] for left, _ in pairs])
        target = self._pad_rows([[*self._ids(right, self._target_ids), 0] for _, right in pairs])
        shifted = torch.cat([torch.full_like(target[:, :1], self._start), target[:, :-1]], dim=1)
        with torch.inference_mode():
            output = self._model(
                input_ids=source,
                attention_mask=(source != self._pad).long(),
                decoder_input_ids=shifted,
                output_attentions=attention,
            )
            logits = output.logits.float()
            logits[..., self._pad] = float("-inf")  # not a word of Marian's vocabulary
            chosen = torch.log_softmax(logits, dim=-1).gather(-1, target.unsqueeze(-1)).squeeze(-1)
            scores = [row[: len(right) + 1] for row, (_, right) in zip(chosen.tolist(), pairs, strict=True)]
        weights: list[NDArray[np.float32] | None] = [None] * len(pairs)
        if attention:
            last = output.cross_attentions[-1].mean(dim=1).float().cpu().numpy()
            weights = [last[i, : len(right), : len(left) + 1] for i, (left, right) in enumerate(pairs)]
        return scores, weights

    def _ids(self, pieces: Pieces, vocabulary: dict[str, int]) -> list[int]:
        return [vocabulary.get(piece, 1) for piece in pieces]

    def _pieces(self, ids: Sequence[int]) -> Pieces:
        kept: list[str] = []
        for index in ids[1:]:
            if index in (0, self._pad):
                break
            kept.append(self._target_pieces.get(index, "<unk>"))
        return tuple(kept)

    def _pad_rows(self, rows: Sequence[Sequence[int]]) -> Any:  # noqa: ANN401 - torch has no stubs here
        width = max(map(len, rows))
        padded = [[*row, *[self._pad] * (width - len(row))] for row in rows]
        return self._torch.tensor(padded, device=self._device)


def _device(torch: Any, wanted: str) -> str:  # noqa: ANN401
    if wanted == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if wanted.startswith("cuda") and not torch.cuda.is_available():
        raise ResourceError("torch sees no CUDA device", hint="--device cpu")
    return wanted


def _vocabulary(file: Path) -> dict[str, int]:
    data: dict[str, int] = json.loads(file.read_text(encoding="utf-8"))
    return data
