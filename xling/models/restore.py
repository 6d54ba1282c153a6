"""The way back from CTranslate2 to Marian: an installed model becomes a folder that training can start from.

The inverse of :mod:`xling.models.convert`. The store keeps models as CTranslate2 files alone; int8 weights come back as
the floats they stand for, so converting the restored folder again gives the same file.
"""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xling.errors import ModelError, OutputError
from xling.models.info import ModelInfo

Floats = NDArray[np.float32]

_VERSION, _SPEC = 6, "TransformerSpec"
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
_NEVER = -1e4  # bias of pieces that may not be generated
_FUSED = {"self_attention": (("q", "k", "v"), ("out",)), "attention": (("q",), ("k", "v"), ("out",))}
_NAMES = {"self_attention": "self_attn", "attention": "encoder_attn"}


def restore_marian(info: ModelInfo, output: Path) -> Path:
    """Write the Marian folder of the installed model ``info`` to ``output`` and return it.

    :raises ModelError: ``model.bin`` is damaged, of another version, or holds no Marian model.
    :raises OutputError: ``output`` cannot be written.
    """
    variables = _read(info.path / "model.bin")
    try:
        weights, config = _weights(variables), _config(variables)
        source = _tokens(info.path, "source")
        target = _tokens(info.path, "target")
    except (KeyError, ValueError, OSError) as error:
        raise ModelError(
            f"{info.path} holds no Marian model: {error}", hint=f"xling models verify {info.name}"
        ) from error
    padded = not bool(variables["decoder/start_from_zero_embedding"])
    if not padded:
        weights, source, target = _with_pad(weights), [*source, "<pad>"], [*target, "<pad>"]
    try:
        output.mkdir(parents=True, exist_ok=True)
        _write(output, info, weights, config | _sizes(source, target), source, target)
    except OSError as error:
        raise OutputError(f"cannot write {output}: {error.strerror}", hint="give another folder") from error
    return output


# --- the file -------------------------------------------------------------------------------------------------------


def _read(path: Path) -> dict[str, NDArray[Any]]:
    """The variables of a CTranslate2 model, dequantised, aliases resolved."""
    try:
        found, aliases = _parse(path.read_bytes())
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}", hint="xling models verify") from error
    except (struct.error, IndexError, ValueError, UnicodeDecodeError) as error:
        raise ModelError(f"{path} is no CTranslate2 model: {error}", hint="xling models verify") from error
    values = {name: _plain(found, name) for name in found if not name.endswith("_scale")}
    return values | {alias: values[name] for alias, name in aliases.items() if name in values}


def _parse(data: bytes) -> tuple[dict[str, NDArray[Any]], dict[str, str]]:
    at = 0

    def number(code: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(f"<{code}", data, at)
        at += struct.calcsize(code)
        return int(value)

    def string() -> str:
        nonlocal at
        size = number("H")
        at += size
        return data[at - size : at - 1].decode("utf-8")

    version, spec, _ = number("I"), string(), number("I")
    if (version, spec) != (_VERSION, _SPEC):
        raise ValueError(f"{spec} of file version {version}, known is {_SPEC} of {_VERSION}")
    found: dict[str, NDArray[Any]] = {}
    for _ in range(number("I")):
        name = string()
        shape = [number("I") for _ in range(number("B"))]
        kind, size = np.dtype(_TYPES[number("B")]), number("I")
        found[name] = np.frombuffer(data, kind, size // kind.itemsize, at).reshape(shape)
        at += size
    return found, {string(): string() for _ in range(number("I"))}


def _plain(found: Mapping[str, NDArray[Any]], name: str) -> NDArray[Any]:
    value, scale = found[name], found.get(f"{name}_scale")
    if scale is None:
        return value.astype(np.float32) if value.dtype == np.float16 else value
    wide = scale.reshape(-1, *[1] * (value.ndim - 1))
    dequantised: Floats = np.divide(value, wide, dtype=np.float32)
    return dequantised


# --- Marian's names ---------------------------------------------------------------------------------------------------


def _weights(variables: Mapping[str, NDArray[Any]]) -> dict[str, Floats]:
    decoder = variables["decoder/embeddings/weight"]
    encoder, output = variables["encoder/embeddings_0/weight"], variables["decoder/projection/weight"]
    weights = {"model.decoder.embed_tokens.weight": decoder, "model.encoder.embed_tokens.weight": encoder}
    if output is not decoder:
        weights["lm_head.weight"] = output
    bias = variables.get("decoder/projection/bias")
    weights["final_logits_bias"] = (np.zeros(len(output), np.float32) if bias is None else bias).reshape(1, -1)
    for side in ("encoder", "decoder"):
        for index in range(_layers(variables, side)):
            weights |= _layer(variables, f"{side}/layer_{index}", f"model.{side}.layers.{index}")
    return {name: np.ascontiguousarray(value, np.float32) for name, value in weights.items()}


def _layer(variables: Mapping[str, NDArray[Any]], path: str, name: str) -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for block, fused in _FUSED.items():
        if f"{path}/{block}/linear_0/weight" not in variables:
            continue
        for number, parts in enumerate(fused):
            for kind in ("weight", "bias"):
                whole = variables[f"{path}/{block}/linear_{number}/{kind}"]
                for part, value in zip(parts, np.split(whole, len(parts)), strict=True):
                    found[f"{name}.{_NAMES[block]}.{part}_proj.{kind}"] = value
        found |= _norm(variables, f"{path}/{block}/layer_norm", f"{name}.{_NAMES[block]}_layer_norm")
    for number in (0, 1):
        for kind in ("weight", "bias"):
            found[f"{name}.fc{number + 1}.{kind}"] = variables[f"{path}/ffn/linear_{number}/{kind}"]
    return found | _norm(variables, f"{path}/ffn/layer_norm", f"{name}.final_layer_norm")


def _norm(variables: Mapping[str, NDArray[Any]], path: str, name: str) -> dict[str, Floats]:
    return {f"{name}.weight": variables[f"{path}/gamma"], f"{name}.bias": variables[f"{path}/beta"]}


def _layers(variables: Mapping[str, NDArray[Any]], side: str) -> int:
    return len({name.split("/")[1] for name in variables if name.startswith(f"{side}/layer_")})


def _with_pad(weights: Mapping[str, Floats]) -> dict[str, Floats]:
    """The row of <pad>, which CTranslate2 does without: zeros, and never generated."""
    padded = dict(weights)
    for name in ("model.decoder.embed_tokens.weight", "model.encoder.embed_tokens.weight", "lm_head.weight"):
        if name in padded:
            padded[name] = np.concatenate([padded[name], np.zeros((1, padded[name].shape[1]), np.float32)])
    last = np.full((1, 1), _NEVER if np.any(padded["final_logits_bias"]) else 0.0, np.float32)
    padded["final_logits_bias"] = np.concatenate([padded["final_logits_bias"], last], axis=1)
    return padded


# --- the folder -------------------------------------------------------------------------------------------------------


def _config(variables: Mapping[str, NDArray[Any]]) -> dict[str, Any]:
    from ctranslate2.specs import common_spec

    activation = common_spec.Activation(int(variables["encoder/activation"]))
    names = {common_spec.Activation.RELU: "relu", common_spec.Activation.GELU: "gelu"}
    inner = len(variables["encoder/layer_0/ffn/linear_0/weight"])
    config: dict[str, Any] = {
        "model_type": "marian",
        "architectures": ["MarianMTModel"],
        "activation_function": names.get(activation, "swish"),
        "d_model": variables["decoder/embeddings/weight"].shape[1],
        "scale_embedding": float(variables["encoder/scale_embeddings"]) != 1.0,
        "max_position_embeddings": len(variables["decoder/position_encodings/encodings"]),
        "share_encoder_decoder_embeddings": _same(variables, "encoder/embeddings_0/weight"),
        "tie_word_embeddings": _same(variables, "decoder/projection/weight"),
        "dropout": 0.0,
        "eos_token_id": 0,
        "forced_eos_token_id": 0,
    }
    for side in ("encoder", "decoder"):
        config |= {
            f"{side}_layers": _layers(variables, side),
            f"{side}_attention_heads": int(variables[f"{side}/num_heads"]),
            f"{side}_ffn_dim": inner,
        }
    return config


def _same(variables: Mapping[str, NDArray[Any]], name: str) -> bool:
    return variables[name] is variables["decoder/embeddings/weight"]


def _sizes(source: list[str], target: list[str]) -> dict[str, int]:
    pad = len(target) - 1
    return {
        "vocab_size": len(source),
        "decoder_vocab_size": len(target),
        "pad_token_id": pad,
        "decoder_start_token_id": pad,
    }


def _tokens(folder: Path, side: str) -> list[str]:
    names = (f"{side}_vocabulary.json", "shared_vocabulary.json")
    file = next((folder / name for name in names if (folder / name).is_file()), folder / names[1])
    return list(json.loads(file.read_text(encoding="utf-8")))


def _write(
    output: Path, info: ModelInfo, weights: Mapping[str, Floats], config: Mapping[str, Any], *tokens: list[str]
) -> None:
    from safetensors.numpy import save_file

    pad = config["pad_token_id"]
    generation = {"bad_words_ids": [[pad]], "max_length": 512, "num_beams": 4}
    generation |= {key: config[key] for key in ("decoder_start_token_id", "eos_token_id", "pad_token_id")}
    bias = weights["final_logits_bias"][0]
    written: dict[str, Any] = {
        "config.json": config,
        "generation_config.json": generation | {"forced_eos_token_id": 0},
        "tokenizer_config.json": {
            "tokenizer_class": "MarianTokenizer",
            "separate_vocabs": tokens[0] != tokens[1],
            "target_size": int(np.sum(bias[:-1] > _NEVER / 2)),
        },
        "vocab.json": {token: number for number, token in enumerate(tokens[0])},
    }
    if tokens[0] != tokens[1]:
        written["target_vocab.json"] = {token: number for number, token in enumerate(tokens[1])}
    for name, value in written.items():
        (output / name).write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    for name in _copied(info.path):
        shutil.copyfile(info.path / name, output / name)
    partial = output / "model.partial"  # the weights come last and whole: a folder that has them is complete
    save_file(dict(weights), str(partial), metadata={"format": "pt"})
    partial.replace(output / "model.safetensors")


def _copied(folder: Path) -> Iterator[str]:
    return (name for name in ("source.spm", "target.spm", "README.md") if (folder / name).is_file())
