"""Marian weights in safetensors to CTranslate2, without torch and without running any code of the model's author.

Follows ``ctranslate2.converters.transformers.MarianMTLoader``; a test compares the two results variable by variable.
Unlike that loader it also takes models with separate source and target vocabularies.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xling.errors import ModelError

Weights = Mapping[str, NDArray[np.float32]]


def convert_marian(folder: Path, output: Path, *, quantization: str = "int8") -> None:
    """Write ``model.bin``, ``config.json`` and the vocabulary into the empty folder ``output``.

    :raises ModelError: a tensor or setting is missing or has another shape than Marian's.
    """
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = _read_weights(folder)
    try:
        spec = _spec(config, weights)
        _register_vocabulary(spec, folder, config, padded=_starts_from_pad(weights))
        spec.validate()
    except (KeyError, ValueError) as error:
        hint = "only MarianMT models can be added; is the download complete?"
        raise ModelError(f"{folder} does not hold the weights of a MarianMT model: {error}", hint=hint) from error
    spec.optimize(quantization=None if quantization == "float32" else quantization)
    spec.save(str(output))


def _read_weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    from safetensors import SafetensorError, safe_open

    index = folder / "model.safetensors.index.json"
    names = ["model.safetensors"]
    if index.is_file():
        names = sorted(set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()))
    weights: dict[str, NDArray[np.float32]] = {}
    for name in names:
        if Path(name).name != name:
            raise ModelError(f"{index} points outside its folder: {name}", hint="do not use this model")
        try:
            with safe_open(str(folder / name), framework="numpy") as file:
                for key in file.keys():  # noqa: SIM118 - not a mapping
                    weights[key] = np.asarray(file.get_tensor(key)).astype(np.float32)
        except (SafetensorError, OSError) as error:
            raise ModelError(
                f"{folder / name} is no complete safetensors file: {error}", hint="fetch it again"
            ) from error
    return weights


def _spec(config: Mapping[str, Any], weights: Weights) -> Any:  # noqa: ANN401 - ctranslate2 has no stubs
    from ctranslate2.specs import common_spec, transformer_spec

    activations = {
        "gelu": common_spec.Activation.GELU,
        "relu": common_spec.Activation.RELU,
        "swish": common_spec.Activation.SWISH,
        "silu": common_spec.Activation.SWISH,
    }
    name = config.get("activation_function", "gelu")
    if name not in activations:
        raise ModelError(f"activation function {name!r} is not supported", hint=f"supported: {', '.join(activations)}")
    spec = transformer_spec.TransformerSpec.from_config(
        (config["encoder_layers"], config["decoder_layers"]),
        config["encoder_attention_heads"],
        pre_norm=False,
        activation=activations[name],
    )
    padded = _starts_from_pad(weights)
    spec.decoder.start_from_zero_embedding = not padded
    scale = math.sqrt(config["d_model"]) if config.get("scale_embedding") else 1.0
    for side, part, embeddings in (
        ("encoder", spec.encoder, spec.encoder.embeddings[0]),
        ("decoder", spec.decoder, spec.decoder.embeddings),
    ):
        part.scale_embeddings = scale
        part.position_encodings.encodings = sinusoidal(config.get("max_position_embeddings", 512), config["d_model"])
        embeddings.weight = _embedding(weights, side)[: None if padded else -1]
        for index, layer in enumerate(part.layer):
            _set_layer(layer, weights, f"model.{side}.layers.{index}", decoder=side == "decoder")
    _set_projection(spec.decoder.projection, weights, padded=padded)
    spec.config.eos_token, spec.config.unk_token = "</s>", "<unk>"
    spec.config.decoder_start_token = "<pad>" if padded else "</s>"
    return spec


def _starts_from_pad(weights: Weights) -> bool:
    """Whether <pad>, the last row, has an embedding of its own.

    Marian's decoder starts from zeros and has no <pad>; models converted from it have zeros there. A model trained
    with transformers alone starts from whatever <pad> has become, so it keeps that row.
    """
    return bool(np.abs(_embedding(weights, "decoder")[-1]).max() > 1e-6)


def _embedding(weights: Weights, side: str) -> NDArray[np.float32]:
    for name in (f"model.{side}.embed_tokens.weight", "model.shared.weight", "lm_head.weight"):
        if name in weights:
            return weights[name]
    raise KeyError(f"model.{side}.embed_tokens.weight")


def _set_projection(projection: Any, weights: Weights, *, padded: bool) -> None:  # noqa: ANN401
    weight = weights["lm_head.weight"] if "lm_head.weight" in weights else _embedding(weights, "decoder")
    projection.weight = weight if padded else weight[:-1]
    bias = weights.get("final_logits_bias")
    if padded:
        values = np.zeros(len(projection.weight), np.float32) if bias is None else bias.reshape(-1).copy()
        values[-1] = -1e4  # never generated
        projection.bias = values
    elif bias is not None and np.any(bias):
        projection.bias = bias.reshape(-1)[:-1]


def _set_layer(layer: Any, weights: Weights, name: str, *, decoder: bool) -> None:  # noqa: ANN401
    blocks: list[tuple[Any, str, tuple[tuple[str, ...], ...]]] = [
        (layer.self_attention, "self_attn", (("q_proj", "k_proj", "v_proj"),))
    ]
    if decoder:
        blocks.append((layer.attention, "encoder_attn", (("q_proj",), ("k_proj", "v_proj"))))
    for block, part, fused in blocks:
        for linear, names in zip(block.linear, fused, strict=False):
            linear.weight = np.concatenate([weights[f"{name}.{part}.{each}.weight"] for each in names])
            linear.bias = np.concatenate([weights[f"{name}.{part}.{each}.bias"] for each in names])
        _set_linear(block.linear[-1], weights, f"{name}.{part}.out_proj")
        _set_norm(block.layer_norm, weights, f"{name}.{part}_layer_norm")
    _set_linear(layer.ffn.linear_0, weights, f"{name}.fc1")
    _set_linear(layer.ffn.linear_1, weights, f"{name}.fc2")
    _set_norm(layer.ffn.layer_norm, weights, f"{name}.final_layer_norm")


def _set_linear(linear: Any, weights: Weights, name: str) -> None:  # noqa: ANN401
    linear.weight, linear.bias = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _set_norm(norm: Any, weights: Weights, name: str) -> None:  # noqa: ANN401
    norm.gamma, norm.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]


def sinusoidal(positions: int, width: int) -> NDArray[np.float32]:
    """Marian's position table, shape (positions, width): sines in the first half, cosines in the second."""
    angles = np.arange(positions)[:, None] / np.power(10000, 2 * (np.arange(width) // 2) / width)[None, :]
    table = np.empty((positions, width), np.float32)
    half = width // 2 + width % 2
    table[:, :half], table[:, half:] = np.sin(angles[:, 0::2]), np.cos(angles[:, 1::2])
    return table


def _register_vocabulary(spec: Any, folder: Path, config: Mapping[str, Any], *, padded: bool) -> None:  # noqa: ANN401
    source = _tokens(folder / "vocab.json", padded=padded)
    separate = folder / "target_vocab.json"
    target = _tokens(separate, padded=padded) if not config.get("share_encoder_decoder_embeddings", True) else source
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)


def _tokens(file: Path, *, padded: bool) -> list[str]:
    data = json.loads(file.read_text(encoding="utf-8"))
    tokens = sorted(data, key=data.__getitem__)
    if tokens and tokens[-1] == "<pad>" and not padded:
        tokens.pop()
    if "</s>" not in data or "<unk>" not in data:
        raise ModelError(f"{file} lacks </s> or <unk>", hint="this is no MarianMT vocabulary")
    return tokens
