"""Marian models of transformers: built fresh, loaded for fine-tuning, run for training."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from xling.errors import ModelError
from xling.train.config import ArchitectureConfig, OptimisationConfig, TrainConfig
from xling.train.grow import grow, randomise
from xling.train.lexical import LexicalModel
from xling.train.vocabulary import Vocabulary

_FREQUENT = 1000  # pieces that are never left out of a sampled softmax
_NEVER = -1e4  # output bias of pieces that may not be generated; fits into fp16


def build(config: ArchitectureConfig, vocab: Vocabulary, *, lexicon: LexicalModel | None = None) -> Any:  # noqa: ANN401
    """A fresh MarianMTModel; with ``lexicon`` it starts as a word-for-word dictionary (see :func:`start_lexically`).

    Pieces at or above ``vocab.target_size`` get an output bias that keeps them out of every translation.
    """
    from transformers import MarianConfig, MarianMTModel

    size, target_size = len(vocab.source_ids), len(vocab.target_ids)
    settings = MarianConfig(
        vocab_size=size,
        decoder_vocab_size=target_size,
        share_encoder_decoder_embeddings=vocab.shared,
        d_model=config.width,
        encoder_layers=config.encoder_layers,
        decoder_layers=config.decoder_layers,
        encoder_ffn_dim=config.feed_forward,
        decoder_ffn_dim=config.feed_forward,
        encoder_attention_heads=config.heads,
        decoder_attention_heads=config.heads,
        dropout=config.dropout,
        activation_function=config.activation,
        scale_embedding=True,
        max_position_embeddings=512,
        pad_token_id=vocab.target_pad,
        decoder_start_token_id=vocab.target_pad,
        eos_token_id=0,
        forced_eos_token_id=0,
        attn_implementation="eager",
    )
    model = MarianMTModel(settings)
    model.final_logits_bias[:, vocab.target_size :] = _NEVER
    _initialise(model, config.width)
    if lexicon is not None:
        start_lexically(model, lexicon, vocab)
    _configure_generation(model, vocab)
    return model


def start(config: TrainConfig, vocab: Vocabulary, *, lexicon: LexicalModel | None = None) -> Any:  # noqa: ANN401
    """The model of a run before its first step: a fresh one, or the one to go on from, grown where that is asked."""
    architecture = config.architecture
    if not config.start_from:
        return build(architecture, vocab, lexicon=lexicon if architecture.lexical_start else None)
    model = load(Path(config.start_from))
    return grow(model, architecture) if architecture.grow else model


def load(folder: Path) -> Any:  # noqa: ANN401
    """A MarianMTModel of a local folder, safetensors or our own; never remote code."""
    from transformers import MarianMTModel

    try:
        model = MarianMTModel.from_pretrained(folder, local_files_only=True, attn_implementation="eager")
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{folder} holds no Marian model: {error}", hint="a folder saved by transformers is needed"
        ) from error
    for name, weight in model.named_parameters():
        if "embed_positions" in name:  # sines, neither saved nor converted; transformers 5 would train them
            weight.requires_grad_(False)
    return model


def _configure_generation(model: Any, vocab: Vocabulary) -> None:  # noqa: ANN401
    model.generation_config.update(
        bad_words_ids=[[vocab.target_pad]],
        decoder_start_token_id=vocab.target_pad,
        pad_token_id=vocab.target_pad,
        eos_token_id=0,
        forced_eos_token_id=0,
        max_length=512,
        num_beams=4,
    )


def _initialise(model: Any, width: int) -> None:  # noqa: ANN401
    """Embedding rows of unit length on average, so that tied output scores start at the scale of a softmax."""
    import torch

    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "embed_positions" in name:
                continue
            if "shared" in name or "embed_tokens" in name:
                weight.normal_(0.0, width**-0.5)
                weight[-1].zero_()  # <pad>: the decoder starts from a zero embedding
            elif weight.dim() == 2:
                randomise(weight, width)


def start_lexically(model: Any, lexicon: LexicalModel, vocab: Vocabulary) -> None:  # noqa: ANN401
    """Make the model a dictionary before the first step.

    The embedding of a source piece becomes the expected embedding of its translations under p(t | s), and the value
    and output projections of the cross-attention become the identity: what is attended to is then what is said, and
    training has to learn order and fluency instead of every word from scratch.
    """
    import torch

    target = model.get_decoder().embed_tokens.weight.detach().numpy().copy()
    source = model.get_encoder().embed_tokens.weight.detach().numpy().copy()
    known = _expected(lexicon.table[:-1], target[: lexicon.table.shape[1]])
    frequent = np.zeros(len(source), bool)
    frequent[: len(known)] = np.linalg.norm(known, axis=1) > 0
    if vocab.shared:
        frequent[: vocab.target_size] = False  # these rows are target pieces
    source[frequent] = known[frequent[: len(known)]]
    with torch.no_grad():
        model.get_encoder().embed_tokens.weight.copy_(torch.from_numpy(source))
        for layer in model.get_decoder().layers:
            width = layer.embed_dim
            layer.encoder_attn.v_proj.weight.add_(torch.eye(width))
            layer.encoder_attn.out_proj.weight.add_(torch.eye(width))


def _expected(table: npt.NDArray[np.float32], target: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Unit-length expected target vectors; rows with no evidence (mass below one half) stay zero."""
    strong = np.where(table > 0.02, table, 0) ** 2  # squared: the best translation counts, not every article beside it
    vectors = strong @ target
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.where((norms > 0) & (table.sum(1, keepdims=True) > 0.5), vectors / np.maximum(norms, 1e-9), 0)
    return vectors.astype(np.float32)


class Step:
    """Loss of a batch; keeps the cross-attention of the last decoder layer for the guide."""

    def __init__(self, model: Any, vocab: Vocabulary, settings: OptimisationConfig) -> None:  # noqa: ANN401
        self.model = model
        self.size = vocab.target_size
        self.pad, self.target_pad = vocab.pad, vocab.target_pad
        self.smoothing, self.noise = settings.label_smoothing, settings.decoder_noise
        enough = settings.sampled + _FREQUENT < vocab.target_size and vocab.shared
        self.sampled = settings.sampled if enough else 0
        self._attention: Any = None
        model.get_decoder().layers[-1].encoder_attn.register_forward_hook(self._keep)

    def _keep(self, module: object, inputs: object, output: Any) -> None:  # noqa: ANN401
        self._attention = output[1]

    def __call__(self, source: Any, decoder: Any, labels: Any, guide: Any, weight: float) -> tuple[Any, Any]:  # noqa: ANN401
        """``(loss, cross-entropy)``: the second is the smoothed mean per target piece, the first adds the guide."""
        from torch.nn import functional

        mask = (source != self.pad).long()
        encoded = self.model.get_encoder()(input_ids=source, attention_mask=mask).last_hidden_state
        states = self.model.get_decoder()(
            input_ids=self._disturbed(decoder),
            encoder_hidden_states=encoded,
            encoder_attention_mask=mask,
            use_cache=False,
        ).last_hidden_state
        real = labels >= 0
        wanted, weights, bias = self._answers(labels[real])
        logits = functional.linear(states[real], weights, bias)
        entropy = functional.cross_entropy(logits.float(), wanted, label_smoothing=self.smoothing)
        if weight <= 0 or self._attention is None:
            return entropy, entropy.detach()
        guided = guide >= 0
        attention = self._attention.transpose(0, 1)[:, guided]  # heads, pieces, source
        chosen = attention.gather(2, guide[guided][None, :, None].expand(attention.shape[0], -1, 1))
        return entropy - weight * chosen.float().clamp_min(1e-6).log().mean(), entropy.detach()

    def _disturbed(self, decoder: Any) -> Any:  # noqa: ANN401
        """Some inputs become their predecessor or a blank: what the decoder sees once it has made a mistake.

        Without it a weak model that has said a word twice says it for ever (exposure bias, Bengio et al. 2015).
        """
        import torch

        if not self.noise:
            return decoder
        draw = torch.rand(decoder.shape, device=decoder.device)
        repeated = torch.cat([decoder[:, :1], decoder[:, :-1]], 1)
        blanked = torch.where(draw < self.noise / 2, self.target_pad, decoder)
        return torch.where(draw > 1 - self.noise / 2, repeated, blanked)

    def _answers(self, labels: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401
        """``(labels, output weights, output bias)`` over all pieces, or over a sample of the rare ones.

        A shared vocabulary is sorted by frequency. The frequent pieces and those of the batch always take part; a
        drawn piece stands for the ones that were not, by log(1/q) on its score (Jean et al. 2015).
        """
        import torch

        weights, bias = self.model.lm_head.weight, self.model.final_logits_bias[0]
        if not self.sampled:
            return labels, weights[: self.size], bias[: self.size]
        drawn = torch.randint(_FREQUENT, self.size, (self.sampled,), device=labels.device)
        always = torch.cat([torch.arange(_FREQUENT, device=labels.device), labels])
        pieces = torch.unique(torch.cat([always, drawn]))
        share = self.sampled / (self.size - _FREQUENT)
        stands_for = torch.where(torch.isin(pieces, always), 0.0, -math.log(1 - math.exp(-share)))
        return torch.searchsorted(pieces, labels), weights[pieces], bias[pieces] + stands_for


class Swap:
    """Context manager: the model runs with other weights, in evaluation mode; afterwards everything is as before."""

    def __init__(self, model: Any, weights: list[Any], others: list[Any]) -> None:  # noqa: ANN401
        self.model, self.weights, self.others = model, weights, others
        self._kept: list[Any] = []

    def __enter__(self) -> Any:  # noqa: ANN401
        import torch

        with torch.no_grad():
            self._kept = [weight.detach().clone() for weight in self.weights]
            for weight, other in zip(self.weights, self.others, strict=True):
                weight.copy_(other)
        self.model.eval()
        return self.model

    def __exit__(self, *_: object) -> None:
        import torch

        with torch.no_grad():
            for weight, kept in zip(self.weights, self._kept, strict=True):
                weight.copy_(kept)
        self.model.train()
